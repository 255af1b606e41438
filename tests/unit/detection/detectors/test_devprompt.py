import weakref
from dataclasses import replace

import numpy as np
import pytest
import torch

from ad_studio import paths
from ad_studio.detection.augmentation import rotated
from ad_studio.detection.auxiliary.examples import Example
from ad_studio.detection.auxiliary.learned import LearnedWeights, installed_path
from ad_studio.detection.backbones import precision
from ad_studio.detection.backbones.starter import STARTER, StarterBackbone
from ad_studio.detection.detectors.base import DetectorState
from ad_studio.detection.detectors.devprompt import detector as devprompt
from ad_studio.detection.detectors.devprompt.detector import DevPromptDetector
from ad_studio.detection.detectors.devprompt.learning import DevPromptMethod
from ad_studio.detection.detectors.devprompt.settings import DevPromptSettings
from ad_studio.detection.detectors.patch_detector import PatchScores, encoded_held_out_views
from ad_studio.detection.grids import smooth
from ad_studio.detection.inputs import InputPipeline
from ad_studio.detection.prompt_learning.losses import LossSettings, contrast
from ad_studio.errors import Cancelled, UsageError
from tests.fitting import fit
from tests.progress_log import ProgressLog
from tests.tiny_backbone import PATCH, TinyBackbone

SETTINGS = DevPromptSettings(epochs=5)
MAPS = ("text", "visual", "fused")


def train(backbone, image, progress=None, **changes):
    settings = replace(SETTINGS, **changes)
    return fit("devprompt", backbone, [image], settings=settings, progress=progress)


def with_spot(image, row, column, *, patch, margin=0):
    """The image with one patch of the grid painted over, but for `margin` pixels around it."""
    spotted = image.copy()
    top, left = row * patch + margin, column * patch + margin
    side = patch - 2 * margin
    spotted[top : top + side, left : left + side] = (255, 0, 255)
    return spotted


def peak(grid):
    return tuple(int(i) for i in np.unravel_index(grid.argmax(), grid.shape))


@pytest.fixture
def detector(tiny, photo):
    return train(tiny, photo)


def test_maps_lie_on_the_patch_grid(detector, photo):
    (found,) = detector.score([photo])
    for kind in MAPS:
        assert getattr(found, kind).shape == (64 // PATCH, 96 // PATCH)
        assert getattr(found, kind).dtype == np.float32
        assert np.isfinite(getattr(found, kind)).all()
    assert isinstance(found.score, float)


@pytest.mark.parametrize("place", [(0, 0), (0, 11), (7, 0), (7, 11), (2, 9)])
def test_a_spot_is_found_on_its_own_patch(detector, photo, place):
    plain, spotted = detector.score([photo, with_spot(photo, *place, patch=PATCH)])
    assert peak(spotted.visual) == peak(spotted.fused) == place
    rows, columns = np.indices(spotted.fused.shape)
    away = np.maximum(abs(rows - place[0]), abs(columns - place[1]))
    for kind, reach in (("visual", 0), ("text", 0), ("fused", 2)):  # the fused map is smoothed
        before, after = getattr(plain, kind), getattr(spotted, kind)
        np.testing.assert_allclose(after[away > reach], before[away > reach], atol=1e-3)
    assert spotted.score > plain.score + 3


def test_the_reference_deviates_less_than_any_other_image(detector, photo):
    draw = np.random.default_rng(1)
    other = draw.integers(0, 256, photo.shape, dtype=np.uint8)
    reference, foreign = detector.score([photo, other])
    assert reference.score < foreign.score
    assert reference.visual.max() < foreign.visual.min()


def test_an_image_is_judged_alone_whatever_else_is_in_the_batch(detector, photo):
    noise = np.random.default_rng(0).integers(0, 256, photo.shape, dtype=np.uint8)
    images = [photo, noise, with_spot(photo, 3, 4, patch=PATCH)]
    for together, image in zip(detector.score(images), images, strict=True):
        (alone,) = detector.score([image])
        assert together.score == pytest.approx(alone.score, rel=1e-4, abs=1e-4)
        for kind in MAPS:
            a, b = getattr(together, kind), getattr(alone, kind)
            np.testing.assert_allclose(a, b, rtol=1e-4, atol=1e-4)


def test_a_seed_fixes_everything(tiny, photo):
    spotted = with_spot(photo, 3, 4, patch=PATCH)
    first, again, other = (train(tiny, photo, seed=s).score([spotted])[0] for s in (1, 1, 2))
    assert first.score == again.score
    for kind in MAPS:
        assert np.array_equal(getattr(first, kind), getattr(again, kind))
    assert first.score != other.score


def test_sigma_is_that_of_held_out_views(detector, photo):
    """The reference's own pixels are in the memory, so its views must be farther than itself."""
    (reference,) = detector.score([photo])
    assert float(reference.visual.mean()) < 0
    assert -5 < float(reference.fused.mean()) < 0


def test_without_epochs_the_prompts_stay_as_they_start(tiny, photo):
    progress = ProgressLog()
    detector = train(tiny, photo, progress, epochs=0)
    assert progress.partials == []
    assert np.isfinite(detector.score([photo])[0].score)


def test_without_text_weight_the_prompts_do_not_matter(tiny, photo):
    spotted = with_spot(photo, 3, 4, patch=PATCH)
    untrained, trained = (
        train(tiny, photo, text_weight=0.0, epochs=epochs).score([spotted])[0] for epochs in (0, 9)
    )
    assert not np.array_equal(untrained.text, trained.text)
    np.testing.assert_array_equal(untrained.fused, trained.fused)


@pytest.mark.parametrize("weight", [0.0, 0.4, 1.0])
def test_text_counts_what_is_beyond_the_share_of_the_matching_patch(tiny, photo, weight):
    detector = train(tiny, photo, reference_text_weight=weight)
    (found,) = detector.score([photo])
    raw = found.text * detector.calibration.text.sigma + detector.calibration.text.mean
    own = contrast(tiny.encode_images([photo]).joint[0], *detector.prototypes).view(raw.shape)
    np.testing.assert_allclose(raw, (1 - weight) * own, atol=1e-4)


def in_sigma(detector, *, text, visual):
    """Scores whose deviations are these maps [rows, columns]."""
    of = detector.calibration
    pairs = ((text, of.text), (visual, of.visual))
    raw = [torch.tensor(one).flatten()[None] * of.sigma + of.mean for one, of in pairs]
    return PatchScores(text=raw[0], visual=raw[1], grid=visual.shape)


def test_the_fused_map_is_the_weighted_sum_of_both_deviations(detector):
    text, visual = np.random.default_rng(0).normal(0, 1, (2, 8, 12)).astype(np.float32)
    fused = detector.fuse(in_sigma(detector, text=text, visual=visual))
    sums = torch.from_numpy(visual + SETTINGS.text_weight * text).flatten()[None]
    expected = smooth(sums, (8, 12), sigma=SETTINGS.smoothing)
    torch.testing.assert_close(fused, expected, atol=1e-4, rtol=0)


def test_a_piece_where_it_does_not_belong_is_seen_by_its_place_alone(tiny):
    noise = np.random.default_rng(0).integers(0, 256, (64, 96, 3), dtype=np.uint8)
    image = noise.copy()
    image[48:56, 80:88] = noise[8:16, 8:16]
    with_place, without = (
        train(tiny, noise, pose="fixed", place_weight=weight).score([image])[0].visual
        for weight in (0.5, 0.0)
    )
    assert peak(with_place) == (6, 10)
    assert with_place[6, 10] > without[6, 10] + 3


def out_of_place(detector, image):
    tokens = detector.inputs.backbone.encode_images([image], blocks=detector.inputs.blocks)
    return float(detector.reference.match(detector.inputs, tokens).out_of_place.max())


def test_the_place_counts_on_any_of_several_references(tiny):
    draw = np.random.default_rng(0)
    one, other = draw.integers(0, 256, (2, 64, 96, 3), dtype=np.uint8)
    detector = fit("devprompt", tiny, [one, other], settings=replace(SETTINGS, pose="fixed"))
    assert out_of_place(detector, one) == out_of_place(detector, other) == 0
    other_grid = draw.integers(0, 256, (48, 96, 3), dtype=np.uint8)
    assert out_of_place(detector, other_grid) == 0


@pytest.mark.parametrize(("patches", "is_registered"), [(300, True), (100, True), (95, False)])
def test_the_place_counts_where_the_first_reference_is_stored_whole(tiny, patches, is_registered):
    images = list(np.random.default_rng(0).integers(0, 256, (4, 64, 96, 3), dtype=np.uint8))
    settings = replace(SETTINGS, patches=patches)
    detector = fit("devprompt", tiny, images[:2], settings=settings, confirmed_ok=images[2:])
    place = detector.reference.positions.position
    assert len(place) == patches
    assert bool((place >= 0).any()) == is_registered
    if is_registered:
        assert place[:96].tolist() == list(range(96))


def test_joint_tokens_on_a_grid_of_their_own_are_brought_to_that_of_the_memory(photo):
    detector = train(TinyBackbone(coarse=True), photo)
    (found,) = detector.score([with_spot(photo, 5, 9, patch=PATCH)])
    assert found.text.shape == found.visual.shape == (8, 12)
    assert peak(found.visual) == (5, 9)


def test_the_input_size_follows_the_settings(tiny, photo):
    assert train(tiny, photo).input_size(960, 640) == tiny.input_size(960, 640)
    wanted = train(tiny, photo, image_size=160).input_size(960, 640)
    assert wanted == tiny.input_size(960, 640, side=160) != tiny.input_size(960, 640)


@pytest.mark.parametrize("after", [0, 2, 5])
def test_training_can_be_cancelled(tiny, photo, after):
    with pytest.raises(Cancelled):
        train(tiny, photo, ProgressLog(cancel_after=after))


def test_views_that_the_statistics_rest_on_are_let_go_one_by_one(tiny, photo, monkeypatch):
    """Of 100 megapixels they take 300 MB each, their tokens more."""
    made, alive = [], []

    def watched(*args, **options):
        for one in encoded_held_out_views(*args, **options):
            alive.append(sum(pixels() is not None for pixels in made))
            made.append(weakref.ref(one.view.pixels))
            yield one
            del one

    monkeypatch.setattr(devprompt, "encoded_held_out_views", watched)
    train(tiny, photo, held_out=8)
    assert alive == [0] * 8


def test_inference_needs_no_text(detector, tiny, photo):
    tiny.drop_text()
    assert np.isfinite(detector.score([photo])[0].score)


@pytest.fixture(scope="module")
def part():
    """A disc, 6 rows by 8 columns of patches."""
    y, x = np.mgrid[:84, :112]
    disc = np.hypot(x - 56, y - 42) < 34
    grain = np.random.default_rng(0).normal(0, 3, (84, 112, 3))
    return (np.where(disc[..., None], 150, 60) + grain).clip(0, 255).astype(np.uint8)


@pytest.fixture(scope="module")
def fitted(starter, part):
    return train(starter, part, epochs=3, held_out=4, image_size=112)


def test_the_starter_finds_a_spot_where_it_was_drawn(fitted, part):
    for place in ((2, 5), (4, 2), (0, 7)):
        spotted = with_spot(part, *place, patch=14)
        (found,) = fitted.score([spotted])
        assert found.fused.shape == (6, 8)
        assert peak(found.visual) == place
        assert found.score > fitted.score([part])[0].score


def test_on_the_starter_a_seed_fixes_everything(starter, fitted, part):
    again = train(starter, part, epochs=3, held_out=4, image_size=112)
    assert torch.equal(again.prototypes, fitted.prototypes)
    assert again.score([part])[0].score == fitted.score([part])[0].score


def test_on_the_starter_a_batch_changes_nothing(fitted, part, monkeypatch):
    monkeypatch.setattr(precision, "has_fast_bfloat16", lambda _device: False)
    exact = StarterBackbone(paths.resources() / STARTER, device=torch.device("cpu"))
    state = fitted.state()
    stored = {name: one.float() for name, one in state.tensors.items()}
    detector = DevPromptDetector.from_state(
        InputPipeline.of_whole_images(exact, image_size=fitted.settings.image_size),
        fitted.settings,
        DetectorState(state.calibration, stored, state.values),
    )
    noise = np.random.default_rng(0).integers(0, 256, part.shape, dtype=np.uint8)
    _, second = detector.score([noise, part])
    (alone,) = detector.score([part])
    np.testing.assert_allclose(second.fused, alone.fused, atol=0.02)
    assert second.score == pytest.approx(alone.score, abs=0.02)


@pytest.mark.parametrize(
    "changes",
    [
        {"n_learned": 0},
        {"loss": LossSettings(deviation=0.0)},
        {"loss": LossSettings(signed=False)},
        {"loss": LossSettings(scale="temperature")},
        {"loss": LossSettings(margin=-99.0)},
        {"loss": LossSettings(top_k=0.5)},
    ],
)
def test_every_switch_of_training_changes_the_prompts(tiny, photo, changes):
    usual, other = train(tiny, photo), train(tiny, photo, **changes)
    assert not torch.equal(usual.prototypes, other.prototypes)
    assert np.isfinite(other.score([photo])[0].score)


def test_without_the_vv_stream_patches_are_read_from_the_original_one(photo):
    class Both(TinyBackbone):
        def encode_images(self, images, *, blocks=None):
            tokens = super().encode_images(images, blocks=blocks)
            return replace(tokens, original_joint=-tokens.joint)

    with_vv, without = (train(Both(), photo, vv=vv, epochs=0) for vv in (True, False))
    assert torch.equal(with_vv.prototypes, without.prototypes)
    torch.testing.assert_close(without.reference.contrast, -with_vv.reference.contrast)


def test_a_part_that_lies_free_is_known_at_any_angle(starter):
    """A bar on a plain ground, met again half-way between the angles in the memory."""
    ground = np.full((112, 112, 3), 90, np.uint8)
    grain = np.random.default_rng(0).normal(0, 3, ground.shape)
    ground[46:66, 30:84] = (200, 180, 60)
    bar = (ground + grain).clip(0, 255).astype(np.uint8)
    aside = rotated(bar, 67.5)
    options = {"epochs": 0, "image_size": 112, "text_weight": 0.0}
    fixed = train(starter, bar, pose="fixed", **options)
    free = train(starter, bar, pose="any", **options)
    assert (fixed.rotation_invariant, free.rotation_invariant) == (False, True)
    assert len(free.reference.bank) > len(fixed.reference.bank) == 64
    assert free.score([aside])[0].score < fixed.score([aside])[0].score


def test_no_more_patches_are_kept_than_asked_for_and_the_reference_itself_always(starter, part):
    detector = train(starter, part, pose="any", patches=100, epochs=0, image_size=112)
    assert len(detector.reference.bank) == 100
    (found,) = detector.score([part])
    match = detector.reference.bank.match(starter.encode_images([part]).hidden)[1][0]
    assert match.tolist() == list(range(48)), "every patch of the reference is its own match"
    assert found.score < 3


def test_a_pose_that_is_none_is_refused(tiny, photo):
    with pytest.raises(UsageError, match="no pose"):
        train(tiny, photo, pose="upside down")


def similar(image, seed):
    """Another part of the same kind: noise of its own, and one of two marks in a corner."""
    draw = np.random.default_rng(seed)
    noisy = image.astype(int) + draw.integers(-12, 13, image.shape)
    return with_spot(noisy.clip(0, 255).astype(np.uint8), 7, 11 - seed % 2, patch=PATCH)


def learned(backbone, image, count, **changes):
    settings = replace(SETTINGS, **changes)
    parts = [similar(image, seed) for seed in range(count)]
    return fit("devprompt", backbone, [image], settings=settings, confirmed_ok=parts)


def test_what_confirmed_parts_show_is_normal_from_then_on(tiny, photo):
    new = similar(photo, 100)
    before, after = (learned(tiny, photo, count).score([new])[0] for count in (0, 6))
    assert peak(before.visual) == (7, 11)
    assert after.score < before.score / 2
    assert peak(after.visual) != (7, 11)


@pytest.mark.parametrize(("count", "expected"), [(0, 0), (2, 0), (3, 3), (6, 6)])
def test_from_three_confirmed_parts_on_each_is_scored_as_if_not_learned(
    tiny, photo, count, expected
):
    detector = learned(tiny, photo, count)
    assert len(detector.left_out_scores) == expected
    known = [
        found.score for part in range(count) for found in detector.score([similar(photo, part)])
    ]
    for left_out, score in zip(detector.left_out_scores, known, strict=False):
        assert left_out > score  # its own patches are in the memory


def test_a_left_out_score_is_about_that_of_a_new_part(tiny, photo):
    detector = learned(tiny, photo, 6)
    new = [detector.score([similar(photo, seed)])[0].score for seed in range(100, 106)]
    assert np.mean(detector.left_out_scores) == pytest.approx(np.mean(new), abs=1.5)


def test_the_memory_stays_within_its_size_however_many_parts_are_learned(tiny, photo):
    detector = learned(tiny, photo, 6, patches=150)
    assert len(detector.reference.bank) == 150


def test_confirmed_bad_parts_pull_the_prompts_to_their_defects(tiny, photo):
    bad = [with_spot(photo, row, 4, patch=PATCH) for row in (1, 3, 5)]
    new = with_spot(photo, 2, 9, patch=PATCH)
    plain, taught = (
        fit("devprompt", tiny, [photo], settings=replace(SETTINGS, epochs=40), confirmed_ng=some)
        for some in ((), bad)
    )
    assert not torch.equal(plain.prototypes, taught.prototypes)
    before, after = (one.score([new])[0].text[2, 9] for one in (plain, taught))
    assert after > before


class Unlearned(TinyBackbone):
    """Nothing was learned for it."""

    name = "tiny/unlearned"


def test_prompts_begin_where_they_were_learned_for_the_backbone(photo):
    backbone = Unlearned()
    by_chance = train(backbone, photo, epochs=0)
    tensors = DevPromptMethod().start(backbone, seed=9).weights.state_dict()
    path = installed_path("devprompt", backbone.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    LearnedWeights("devprompt", backbone.name, backbone.sha256, (), tensors).write(path)
    try:
        learned = train(backbone, photo, epochs=0)
        other_seed = train(backbone, photo, epochs=0, seed=5)
    finally:
        path.unlink()
    assert not torch.equal(learned.prototypes, by_chance.prototypes)
    assert torch.equal(learned.prototypes, other_seed.prototypes), "nothing is left to chance"


def example(backbone, *, bad, seed):
    draw = np.random.default_rng(seed)
    image = draw.integers(60, 160, (64, 64, 3), dtype=np.uint8)
    mask = np.zeros((64, 64), bool)
    if bad:
        mask[16:32, 16:32] = True
        image[mask] = (255, 0, 255)
    return Example.encode(backbone, image, mask if bad else None, blocks=())


def test_learning_on_labelled_images_parts_good_from_defective_patches(tiny):
    examples = [example(tiny, bad=number % 2 > 0, seed=number) for number in range(6)]
    learner = DevPromptMethod().start(tiny, seed=0)
    optimizer = torch.optim.Adam(learner.weights.parameters(), lr=0.01)
    before = float(learner.loss(examples).detach())
    for _ in range(20):
        optimizer.zero_grad()
        learner.loss(examples).backward()
        optimizer.step()
    assert float(learner.loss(examples).detach()) < 0.95 * before
