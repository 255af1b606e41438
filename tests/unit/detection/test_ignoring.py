"""Ignore regions, for every method."""

import json

import numpy as np
import pytest
import torch

from ad_studio import detector_registry
from ad_studio.detection.ignoring import blanked
from ad_studio.detection.inputs import InputPipeline
from ad_studio.detection.model_folder import load_model, read_description, save_model
from ad_studio.drawn_regions import DrawnRegion, RegionShape, rectangle
from ad_studio.errors import ModelError, UsageError
from ad_studio.region_masks import patch_mask, pixel_mask
from tests.fitting import fit
from tests.tiny_backbone import TinyBackbone

ALL = detector_registry.names()
REGIONS = (
    rectangle(0.5, 0, 1, 0.25),
    DrawnRegion(RegionShape.POLYGON, ((0.1, 0.6), (0.4, 0.6), (0.1, 0.95))),
)


@pytest.fixture(params=ALL)
def name(request):
    return request.param


def train(name, images, *, ignore=(), **options):
    kind = detector_registry.find(name).load()
    settings = kind.make_settings(options, epochs=3, seed=0)
    return fit(name, TinyBackbone(), images, settings=settings, ignore=ignore)


def same_state(first, second):
    one, other = first.state(), second.state()
    return one.calibration == other.calibration and all(
        torch.equal(tensor, other.tensors[name]) for name, tensor in one.tensors.items()
    )


def scribbled(image):
    """The image with other pixels in every region."""
    height, width = image.shape[:2]
    mask = pixel_mask(REGIONS, width=width, height=height)
    out = image.copy()
    out[mask] = np.random.default_rng(3).integers(0, 256, (int(mask.sum()), 3))
    return out


def same(first, second):
    return first.score == second.score and all(
        np.array_equal(getattr(first, kind), getattr(second, kind))
        for kind in ("text", "visual", "fused")
    )


def test_without_regions_nothing_is_different(name, photo, monkeypatch):
    """Bit by bit as if the program knew no regions."""
    other = photo[::-1].copy()
    now = train(name, [photo], ignore=())
    monkeypatch.setattr(InputPipeline, "drop_ignored", lambda _self, values, _grid: values)
    monkeypatch.setattr(InputPipeline, "ignored_patches", lambda _self, _grid: None)
    before = train(name, [photo])
    assert same_state(now, before)
    assert same(now.score([other])[0], before.score([other])[0])


def test_what_lies_in_a_region_changes_nothing_at_all(name, photo):
    detector = train(name, [photo], ignore=REGIONS)
    plain, bad = detector.score([photo, scribbled(photo)])
    assert same(plain, bad)


def test_what_lay_in_a_region_is_not_learned(name, photo):
    first = train(name, [photo], ignore=REGIONS)
    second = train(name, [scribbled(photo)], ignore=REGIONS)
    assert same_state(first, second)


def test_ignored_patches_are_zero_and_all_others_scored(name, photo):
    detector = train(name, [photo], ignore=REGIONS)
    (found,) = detector.score([photo[::-1].copy()])
    ignored = patch_mask(REGIONS, rows=8, columns=12)
    assert ignored.any()
    for kind in ("text", "visual", "fused"):
        one = getattr(found, kind)
        assert np.isfinite(one).all()
        assert not one[ignored].any()
    assert (found.fused[~ignored] != 0).all()


def test_a_defect_beside_a_region_is_still_found(name, photo):
    detector = train(name, [photo], ignore=REGIONS)
    bad = photo.copy()
    bad[24:32, 40:48] = (255, 0, 255)
    plain, found = detector.score([photo, bad])
    scored = np.where(patch_mask(REGIONS, rows=8, columns=12), -np.inf, found.visual)
    assert np.unravel_index(scored.argmax(), scored.shape) == (3, 5)
    assert found.fused[3, 5] > plain.fused[3, 5]
    assert found.score >= plain.score  # of the highest patch alone: it may be another one


def test_blank_patches_are_no_part_of_a_memory(photo):
    free, less = train("memory", [photo]), train("memory", [photo], ignore=REGIONS)
    ignored = int(patch_mask(REGIONS, rows=8, columns=12).sum())
    assert len(less.memory) == len(free.memory) - ignored


def test_a_saved_model_ignores_the_same(name, photo, tmp_path):
    detector = train(name, [photo], ignore=REGIONS)
    save_model(tmp_path, detector, weights=None, about={})
    description = read_description(tmp_path)
    assert description.ignore == REGIONS
    again = load_model(tmp_path, description, TinyBackbone())
    assert again.inputs.ignore == REGIONS
    plain, bad = again.score([photo, scribbled(photo)])
    assert same(plain, bad)


@pytest.mark.parametrize("damage", [[{"shape": "star"}], [{}], "x", [None]])
def test_damaged_regions_are_a_damaged_model(photo, tmp_path, damage):
    save_model(tmp_path, train("memory", [photo]), weights=None, about={})
    file = tmp_path / "model.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"ignore": damage}))
    with pytest.raises(ModelError, match="damaged"):
        read_description(tmp_path)


def test_regions_that_leave_no_patch_are_refused(name, photo):
    with pytest.raises(UsageError, match="cover the whole image"):
        train(name, [photo], ignore=(rectangle(0, 0, 1, 1),))


def test_blanking_takes_the_colour_of_what_is_left():
    image = np.full((8, 8, 3), 200, np.uint8)
    image[:, :4] = 7
    out = blanked(image, (rectangle(0, 0, 0.5, 1),))
    assert (out == 200).all()
    assert (image[:, :4] == 7).all()


def test_without_regions_values_stay_themselves(tiny):
    values = torch.arange(6.0).view(1, 6)
    free = InputPipeline.of_whole_images(tiny)
    assert free.drop_ignored(values, (2, 3)) is values
    upper = InputPipeline.of_whole_images(tiny, ignore=(rectangle(0, 0, 1, 0.5),))
    assert upper.drop_ignored(values, (2, 3)).tolist() == [[3, 4, 5]]


def test_regions_and_views_of_a_part_of_the_image_do_not_go_together(tiny):
    class Parts:
        kind = "parts"
        covers_image = False

    with pytest.raises(ValueError, match="whole images"):
        InputPipeline(tiny, Parts(), (0,), (rectangle(0, 0, 1, 0.5),))
