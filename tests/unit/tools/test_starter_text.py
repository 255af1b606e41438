import numpy as np
import pytest

from tools.starter_text import defects, phrases, scenes
from tools.starter_text.data import PATCH, make_image, patch_labels
from tools.starter_text.defects import IGNORED, PAINTERS, Canvas, damage
from tools.starter_text.textures import SURFACES

SIZE = (112, 168)


def rng(*seed):
    return np.random.default_rng([7, *seed])


@pytest.mark.parametrize("texture", SURFACES, ids=lambda t: t.__name__)
def test_textures_fill_the_frame_with_colours(texture):
    for k in range(3):
        picture = texture(rng(k), SIZE)
        assert picture.shape == (*SIZE, 3)
        assert np.isfinite(picture).all()
        assert picture.min() > -0.5
        assert picture.max() < 2


@pytest.mark.parametrize("kind", scenes.KINDS, ids=lambda k: k.__name__)
def test_scenes_render_within_range_and_know_their_part(kind):
    for k in range(4):
        scene = kind(rng(k), SIZE)
        picture = scene.render()
        assert picture.shape == (*SIZE, 3)
        assert 0 <= picture.min() <= picture.max() <= 1
        assert scene.foreground.shape == SIZE
        assert scene.foreground.max() > 0.5


def test_every_kind_has_phrases_and_a_painter():
    assert set(PAINTERS) == set(phrases.TYPES)


@pytest.mark.parametrize("kind", PAINTERS)
def test_painters_change_the_picture_only_about_their_mask(kind):
    found = 0
    for k in range(12):
        make = scenes.many_scene if k % 2 else scenes.part_scene
        scene = make(rng(k), SIZE)
        before = scene.render()
        painted = PAINTERS[kind](Canvas(scene, before, rng(k, 1)))
        if painted is None:
            continue
        after, alpha = painted
        assert alpha.shape == SIZE
        core = alpha > 0.35
        if not core.any() or kind in ("cut", "foreign", "contamination", "bend", "displaced"):
            continue  # these throw soft shadows or shift fine grain beside the mask
        change = np.abs(after - before).mean(axis=-1)
        found += change[core].mean() > 0.01
        assert change[alpha < 0.02].mean() < 0.02
    if kind not in ("cut", "foreign", "contamination", "bend", "displaced"):
        assert found


def test_no_defects_no_labels():
    scene = scenes.part_scene(rng(1), SIZE)
    _, labels = damage(scene, scenes.Camera.draw(rng(2), SIZE), rng(3), 0)
    assert not labels.any()


def test_labels_are_kinds_on_the_part_or_ignored():
    seen = set()
    for k in range(25):
        scene = scenes.normal_scene(rng(k), SIZE)
        picture, labels = damage(scene, scenes.Camera.draw(rng(k), SIZE), rng(k), 2)
        assert 0 <= picture.min() <= picture.max() <= 1
        seen |= set(np.unique(labels).tolist())
    assert seen <= {0, IGNORED, *range(1, len(phrases.TYPES) + 1)}
    assert len(seen) > 5


def test_invisible_changes_are_ignored(monkeypatch):
    def nothing(canvas):
        return canvas.picture, np.ones(canvas.size, np.float32)

    monkeypatch.setattr(defects, "PAINTERS", dict.fromkeys(phrases.TYPES, nothing))
    scene = scenes.surface_scene(rng(1), SIZE)
    _, labels = damage(scene, scenes.Camera.draw(rng(2), SIZE), rng(3), 1)
    assert set(np.unique(labels)) == {IGNORED}


def test_images_depend_on_the_seed_alone():
    one, labels = make_image(3, 5, 2)
    two, again = make_image(3, 5, 2)
    other, _ = make_image(3, 5, 3)
    assert one.dtype == np.uint8
    assert (one == two).all()
    assert (labels == again).all()
    assert (one != other).any()
    assert not any(side % PATCH for side in one.shape[:2])


def test_patches_of_partial_coverage_are_dropped():
    labels = np.zeros((2 * PATCH, 3 * PATCH), np.uint8)
    labels[:PATCH, :PATCH] = 4
    labels[PATCH, PATCH] = 4
    labels[PATCH:, 2 * PATCH :] = IGNORED
    assert patch_labels(labels).tolist() == [4, 0, 0, 0, IGNORED, IGNORED]


def test_nouns_are_known_doubled_or_invented():
    drawn = {phrases.draw_noun(rng(k)) for k in range(300)}
    assert len(drawn) > 150
    assert any(noun in phrases.NOUNS for noun in drawn)
    assert any(noun not in phrases.NOUNS and " " not in noun for noun in drawn)


def test_phrases_of_states_do_not_overlap():
    groups = [set(phrases.NORMAL), set(phrases.ABNORMAL), *map(set, phrases.KINDS.values())]
    assert len(set.union(*groups)) == sum(map(len, groups))
