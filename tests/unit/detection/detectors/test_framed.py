import json

import numpy as np
import pytest

from ad_studio.detection import fitting
from ad_studio.detection.augmentation import rotated
from ad_studio.detection.detectors.devprompt.detector import DevPromptSettings, fit
from ad_studio.detection.detectors.framed import FramedDetector, fit_framed, wanted_frame
from ad_studio.detection.detectors.memory.detector import MemorySettings
from ad_studio.detection.detectors.winclip.detector import WinCLIPSettings
from ad_studio.detection.fitting import self_check
from ad_studio.detection.model_folder import (
    DESCRIPTION,
    FORMAT,
    load_model,
    read_description,
    save_model,
)
from ad_studio.errors import ModelError, UsageError
from ad_studio.progress import SilentProgress
from tests.unit.detection.alignment.test_segmentation import bar

SETTINGS = DevPromptSettings(epochs=0, image_size=112, held_out=4)


@pytest.fixture(scope="module")
def reference():
    return bar(at=(150, 100), canvas=(320, 320))


@pytest.fixture(scope="module")
def framed(starter, reference):
    frame = wanted_frame(reference, starter, SETTINGS, ignoring=False)
    return fit_framed(
        lambda images, settings: fit(
            starter, images, noun="pin", defects=(), settings=settings, progress=SilentProgress()
        ),
        [reference],
        SETTINGS,
        frame,
    )


def test_a_turned_part_in_another_light_is_normal_and_a_damaged_one_is_not(framed, reference):
    turned = rotated(reference, 130)
    dim = (turned * 0.88).astype(np.uint8)
    damaged = turned.copy()
    damaged[156:164, 140:150] = 20
    good, dark, bad = (framed.score([image])[0] for image in (turned, dim, damaged))
    assert bad.score > 2 * max(good.score, dark.score)
    row, column = np.unravel_index(bad.fused.argmax(), bad.fused.shape)
    place = np.array([row + 0.5, column + 0.5]) * 320 / bad.fused.shape[0]
    assert np.abs(place - (160, 145)).max() < 24
    assert bad.text.shape == bad.visual.shape == bad.fused.shape


def test_a_second_part_is_seen_beside_the_first_and_a_faint_mark_is_not(framed, reference):
    clean, second, faint = reference, reference.copy(), reference.copy()
    second[230:290, 20:160] = reference[130:190, 90:230]
    faint[230:290, 20:160] = 112
    alone, both, marked = (framed.score([image])[0] for image in (clean, second, faint))
    assert alone.score < 3
    assert both.score > 8
    assert marked.score == pytest.approx(alone.score, abs=0.5)
    rows, columns = both.fused.shape
    ground = slice(round(rows * 0.72), round(rows * 0.9)), slice(0, round(columns / 2))
    assert both.fused[ground].max() == both.visual[ground].max() == 10
    assert marked.fused[ground].max() < 0


def test_a_missing_part_and_one_half_out_of_sight_are_no_good_parts(framed, reference):
    ground = np.full_like(reference, 100)
    grain = np.random.default_rng(1).integers(-3, 4, reference.shape)
    half = (ground + grain).astype(np.uint8)
    noisy = half.copy()
    half[:, :150] = reference[:, 170:]
    for image in (ground, noisy, half):
        assert framed.score([image])[0].score >= 10


def test_a_batch_of_two_equals_one_by_one(framed, reference):
    other = rotated(reference, 45)
    both = framed.score([reference, other])
    for one, image in zip(both, (reference, other), strict=True):
        alone = framed.score([image])[0]
        assert one.score == pytest.approx(alone.score, abs=0.05)


def test_a_framed_model_read_back_scores_exactly_the_same(framed, starter, reference, tmp_path):
    save_model(tmp_path, framed, weights=None, about={})
    found = json.loads((tmp_path / DESCRIPTION).read_text(encoding="utf-8"))
    assert (found["format"], found["loose"]) == (FORMAT, True)
    again = load_model(tmp_path, read_description(tmp_path), starter)
    assert isinstance(again, FramedDetector)
    assert again.frame == framed.frame
    assert again.input_size(640, 480) == framed.input_size(640, 480)
    before, after = framed.score([reference])[0], again.score([reference])[0]
    assert before.score == after.score
    assert np.array_equal(before.fused, after.fused)


def test_a_damaged_frame_is_said(framed, tmp_path):
    save_model(tmp_path, framed, weights=None, about={})
    path = tmp_path / DESCRIPTION
    found = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(found | {"frame": {"length": -1}}), encoding="utf-8")
    with pytest.raises(ModelError, match="damaged"):
        read_description(tmp_path)


def test_who_gets_a_frame(starter, reference):
    def wanted(settings, *, ignoring=False):
        return wanted_frame(reference, starter, settings, ignoring=ignoring)

    assert wanted(SETTINGS) is not None
    assert wanted(DevPromptSettings(pose="upright")) is not None
    assert wanted(SETTINGS, ignoring=True) is None
    for pose in ("any", "fixed"):
        assert wanted(DevPromptSettings(pose=pose)) is None
    for other in (MemorySettings(), WinCLIPSettings()):
        assert wanted(other) is None


def test_upright_where_it_cannot_be_is_said(starter, reference):
    upright = DevPromptSettings(pose="upright")
    with pytest.raises(UsageError, match="ignore regions"):
        wanted_frame(reference, starter, upright, ignoring=True)
    with pytest.raises(UsageError, match="straightened"):
        wanted_frame(np.full_like(reference, 90), starter, upright, ignoring=False)


def test_defects_are_painted_on_the_part(framed, reference):
    judged = framed.judged(reference)
    assert judged.shape == reference.shape[:2]
    assert judged[160, 160]
    assert judged.mean() == pytest.approx((120 * 20 + 2 * 20 * 10) / 320**2, rel=0.15)
    assert framed.judged(np.full_like(reference, 90)) is None
    check = self_check(framed, reference, seed=0, progress=SilentProgress())
    assert min(check.defect_scores) > max(check.view_scores)


def test_the_check_does_not_turn_a_framed_part_into_its_own_mirror_image(
    framed, reference, monkeypatch
):
    """A part about as long as its image would run out of it, and meet what is mirrored there."""
    asked = []

    def remember(image, count, *, seed, turn):
        asked.append(turn)
        return [image] * count

    monkeypatch.setattr(fitting, "held_out_views", remember)
    self_check(framed, reference, seed=0, progress=SilentProgress())
    assert framed.loose
    assert asked == [False]
