"""DevPrompt on a part that is straightened and cut out of its image."""

import json

import numpy as np
import pytest

from ad_studio.detection import fitting
from ad_studio.detection.alignment.choose import choose_by_pose
from ad_studio.detection.alignment.crop import CropSpec
from ad_studio.detection.augmentation import rotated
from ad_studio.detection.detectors.devprompt.detector import DevPromptDetector
from ad_studio.detection.detectors.devprompt.settings import DevPromptSettings
from ad_studio.detection.detectors.memory.detector import MemoryDetector, MemorySettings
from ad_studio.detection.fitting import PartToLearn, fit_and_check, self_check
from ad_studio.detection.model_folder import (
    DESCRIPTION,
    load_model,
    read_description,
    save_model,
)
from ad_studio.errors import ModelError, UsageError
from ad_studio.map_regions import limited_score
from ad_studio.progress import SilentProgress
from tests.fitting import fit
from tests.unit.detection.alignment.test_segmentation import bar

SETTINGS = DevPromptSettings(epochs=0, image_size=112, held_out=4)


@pytest.fixture(scope="module")
def reference():
    return bar(at=(150, 100), canvas=(320, 320))


@pytest.fixture(scope="module")
def cropped(starter, reference):
    transform = choose(reference, starter)
    return fit("devprompt", starter, [reference], settings=SETTINGS, transform=transform)


def choose(image, backbone, *, pose="auto", has_ignore_regions=False):
    return choose_by_pose(
        image, backbone, SETTINGS.image_size, pose=pose, has_ignore_regions=has_ignore_regions
    )


def test_a_turned_part_in_another_light_is_normal_and_a_damaged_one_is_not(cropped, reference):
    turned = rotated(reference, 130)
    dim = (turned * 0.88).astype(np.uint8)
    damaged = turned.copy()
    damaged[156:164, 140:150] = 20
    good, dark, bad = (cropped.score([image])[0] for image in (turned, dim, damaged))
    assert bad.score > 2 * max(good.score, dark.score)
    row, column = np.unravel_index(bad.fused.argmax(), bad.fused.shape)
    place = np.array([row + 0.5, column + 0.5]) * 320 / bad.fused.shape[0]
    assert np.abs(place - (160, 145)).max() < 24
    assert bad.text.shape == bad.visual.shape == bad.fused.shape


def test_a_second_part_is_seen_beside_the_first_and_a_faint_mark_is_not(cropped, reference):
    clean, second, faint = reference, reference.copy(), reference.copy()
    second[230:290, 20:160] = reference[130:190, 90:230]
    faint[230:290, 20:160] = 112
    alone, both, marked = (cropped.score([image])[0] for image in (clean, second, faint))
    assert alone.score < 3
    assert both.score > 8
    assert marked.score == pytest.approx(alone.score, abs=0.5)
    rows, columns = both.fused.shape
    ground = slice(round(rows * 0.72), round(rows * 0.9)), slice(0, round(columns / 2))
    assert both.fused[ground].max() == both.visual[ground].max() == 10
    assert marked.fused[ground].max() < 0


def test_a_missing_part_and_one_half_out_of_sight_are_no_good_parts(cropped, reference):
    ground = np.full_like(reference, 100)
    grain = np.random.default_rng(1).integers(-3, 4, reference.shape)
    half = (ground + grain).astype(np.uint8)
    noisy = half.copy()
    half[:, :150] = reference[:, 170:]
    for image in (ground, noisy, half):
        assert cropped.score([image])[0].score >= 10


@pytest.mark.parametrize("degrees", [0, 20, 70, 130, 160])
def test_a_size_limit_holds_for_a_small_spot_at_any_angle(cropped, reference, degrees):
    """Turned back onto the image, the map is lower than the score; it is of it all the same."""
    spotted = reference.copy()
    spotted[154:164, 120:130] = 20
    found = cropped.score([rotated(spotted, degrees)])[0]
    assert limited_score(found.fused, found.score, share=0.1) < found.score / 2


def test_a_batch_of_two_equals_one_by_one(cropped, reference):
    other = rotated(reference, 45)
    both = cropped.score([reference, other])
    for one, image in zip(both, (reference, other), strict=True):
        alone = cropped.score([image])[0]
        assert one.score == pytest.approx(alone.score, abs=0.05)


def test_a_cropped_model_read_back_scores_exactly_the_same(cropped, starter, reference, tmp_path):
    save_model(tmp_path, cropped, weights=None, about={})
    found = json.loads((tmp_path / DESCRIPTION).read_text(encoding="utf-8"))
    assert found["rotation_invariant"]
    again = load_model(tmp_path, read_description(tmp_path), starter)
    assert isinstance(again.inputs.transform, CropSpec)
    assert again.inputs.transform == cropped.inputs.transform
    assert again.input_size(640, 480) == cropped.input_size(640, 480)
    before, after = cropped.score([reference])[0], again.score([reference])[0]
    assert before.score == after.score
    assert np.array_equal(before.fused, after.fused)


def test_a_damaged_crop_is_said(cropped, starter, tmp_path):
    save_model(tmp_path, cropped, weights=None, about={})
    path = tmp_path / DESCRIPTION
    found = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(
        json.dumps(found | {"transform": found["transform"] | {"length": -1}}), encoding="utf-8"
    )
    with pytest.raises(ModelError, match="damaged") as caught:
        load_model(tmp_path, read_description(tmp_path), starter)
    assert caught.value.path == path


def test_who_is_cropped(starter, reference):
    assert isinstance(choose(reference, starter), CropSpec)
    assert isinstance(choose(reference, starter, pose="upright"), CropSpec)
    assert not choose(reference, starter, has_ignore_regions=True).aligned
    for pose in ("any", "fixed"):
        assert not choose(reference, starter, pose=pose).aligned
    other = MemoryDetector.choose_transform(
        reference, starter, MemorySettings(), has_ignore_regions=False
    )
    assert not other.aligned


def test_upright_where_it_cannot_be_is_said(starter, reference):
    with pytest.raises(UsageError, match="ignore regions"):
        choose(reference, starter, pose="upright", has_ignore_regions=True)
    with pytest.raises(UsageError, match="straightened"):
        choose(np.full_like(reference, 90), starter, pose="upright")


def test_the_image_is_read_at_the_size_of_the_crop(starter, reference):
    asked = []

    def read(input_size):
        asked.append(input_size(320, 320))
        return reference

    fitted = fit_and_check(
        DevPromptDetector,
        starter,
        PartToLearn(noun="pin", references=[read]),
        settings=SETTINGS,
        seed=0,
        progress=SilentProgress(),
    )
    crop = fitted.detector.inputs.transform
    assert crop.aligned
    assert asked == [starter.input_size(320, 320, side=112), crop.input_size(320, 320)]


def test_defects_are_painted_on_the_part(cropped, reference):
    scored = cropped.inputs.scored_pixels(reference)
    assert scored.shape == reference.shape[:2]
    assert scored[160, 160]
    assert scored.mean() == pytest.approx((120 * 20 + 2 * 20 * 10) / 320**2, rel=0.15)
    assert cropped.inputs.scored_pixels(np.full_like(reference, 90)) is None
    check = self_check(cropped, reference, seed=0, progress=SilentProgress())
    assert min(check.defect_scores) > max(check.view_scores)


def test_the_check_does_not_turn_a_cropped_part_into_its_own_mirror_image(
    cropped, reference, monkeypatch
):
    """A part about as long as its image would run out of it, and meet what is mirrored there."""
    asked = []

    def remember(image, count, *, seed, turn):
        asked.append(turn)
        return [image] * count

    monkeypatch.setattr(fitting, "held_out_views", remember)
    self_check(cropped, reference, seed=0, progress=SilentProgress())
    assert cropped.rotation_invariant
    assert asked == [False]
