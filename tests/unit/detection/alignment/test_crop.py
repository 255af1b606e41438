import numpy as np
import pytest

from ad_studio.detection.alignment.crop import CropSpec, propose_crop
from ad_studio.detection.alignment.segmentation import find_foreground, oriented_box
from ad_studio.detection.alignment.transform import transform_from_json, transform_to_json
from ad_studio.detection.augmentation import rotated
from ad_studio.detection.backbones.base import of_area
from ad_studio.errors import BackboneError
from tests.unit.detection.alignment.test_segmentation import bar


@pytest.fixture
def square():
    return bar(at=(150, 100), canvas=(320, 320))


class Oblong:
    """As a backbone takes its images whose sides are whole patches."""

    def __init__(self, patch=14):
        self.patch = patch

    def input_size(self, width, height, *, side=None):
        wanted = of_area(width, height, side=side or 112)
        return tuple(max(1, round(one / self.patch)) * self.patch for one in wanted)


class Square:
    """As a CLIP tower takes them."""

    name = "square"

    def input_size(self, width, height, *, side=None):
        if side not in (None, 112):
            raise BackboneError("112 only")
        return (112, 112)


def test_an_elongated_part_gets_a_frame_with_as_many_pixels_as_the_whole_image(square):
    spec = propose_crop(square, Oblong(), side=None)
    assert spec.length == pytest.approx(120 * 1.12 / 320, rel=0.06)
    assert spec.columns / spec.rows == pytest.approx(spec.length / spec.width)
    assert spec.columns * spec.rows == pytest.approx(112 * 112, rel=0.15)
    assert spec.columns > 112 * 1.3


@pytest.mark.parametrize("patch", [14, 32, 56])
def test_the_box_holds_the_part_however_coarse_the_patches_are(square, patch):
    box = oriented_box(find_foreground(square))
    spec = propose_crop(square, Oblong(patch), side=None)
    assert spec.length * 320 >= 1.05 * box.length
    assert spec.width * 320 >= 1.05 * box.width


def test_other_parts_get_none(square):
    disc = np.full_like(square, 100)
    disc[130:190, 130:190] = 210
    held = square.copy()
    held[:, :40] = 210
    two = np.maximum(square, np.roll(square, 100, axis=0))
    labelled = square.copy()
    labelled[280:300, 20:40] = 210
    assert propose_crop(disc, Oblong(), side=None) is None
    assert propose_crop(held, Oblong(), side=None) is None
    assert propose_crop(two, Oblong(), side=None) is None
    assert propose_crop(labelled, Oblong(), side=None) is None, "it would be NG on every image"
    assert propose_crop(np.full_like(square, 90), Oblong(), side=None, forced=True) is None
    assert propose_crop(disc, Oblong(), side=None, forced=True) is not None


def test_a_tower_that_takes_one_size_only_gets_none(square):
    assert propose_crop(square, Square(), side=None) is None
    assert propose_crop(square, Square(), side=None, forced=True) is None


def test_images_are_cut_at_the_size_of_the_cut_whatever_their_own(square):
    spec = propose_crop(square, Oblong(), side=None)
    width, height = spec.input_size(640, 640)
    assert width == height == round(spec.columns / spec.length)
    assert spec.input_size(5000, 2500) == pytest.approx((width, width / 2), abs=1)


@pytest.mark.parametrize("degrees", [0, 33, 90, 180, 251])
def test_a_turned_part_is_cut_out_as_it_lies_in_the_reference(square, degrees):
    spec = propose_crop(square, Oblong(), side=None)
    straight = spec.apply(square).view.pixels.astype(int)
    turned = spec.apply(rotated(square, degrees, shift=(12, -7))).view.pixels.astype(int)
    assert straight.shape == turned.shape == (spec.rows, spec.columns, 3)
    assert np.abs(straight - turned).mean() < 8


@pytest.mark.parametrize("degrees", [0, 40, 200])
def test_a_map_lies_on_the_image_where_its_cut_was(square, degrees):
    """A bright spot on the part comes back at its own place."""
    image = rotated(square, degrees)
    spec = propose_crop(square, Oblong(), side=None)
    marked = image.copy()
    crop = spec.apply(image)
    x, y = np.rint(crop.turn @ (spec.columns * 0.75, spec.rows / 2) + crop.start).astype(int)
    marked[y - 2 : y + 3, x - 2 : x + 3] = 255
    crop = spec.apply(marked)
    seen = crop.view.pixels.min(axis=2)[::2, ::2].astype(np.float32)
    (laid,) = crop.maps_on_image(seen[None] ** 4)
    row, column = np.unravel_index(laid.argmax(), laid.shape)
    scale = 320 / laid.shape[0]
    assert ((column + 0.5) * scale, (row + 0.5) * scale) == pytest.approx((x, y), abs=4)


def test_outside_of_the_frame_a_map_is_as_low_as_it_gets_inside(square):
    spec = propose_crop(square, Oblong(), side=None)
    values = np.ones((1, 6, 12), np.float32)
    values[0, 0, 0] = -2
    (laid,) = spec.apply(square).maps_on_image(values)
    assert laid.min() == laid[0, 0] == laid[-1, -1] == -2
    assert (laid == 1).mean() == pytest.approx(spec.length * spec.width, rel=0.15)
    assert laid.dtype == np.float32


def test_other_things_on_the_ground_are_said_and_where(square):
    spec = propose_crop(square, Oblong(), side=None)
    littered = square.copy()
    littered[240:280, 40:80] = 200
    assert not spec.apply(square).beside(16, 16).any()
    beside = spec.apply(littered).beside(16, 16)
    assert beside.dtype == np.float32
    assert (beside[12:14, 2:4] == 1).all()
    assert beside.sum() == pytest.approx(4, abs=0.1)


def test_an_end_of_a_bent_part_that_leaves_the_frame_is_said(square):
    spec = propose_crop(square, Oblong(), side=None)
    bent = square.copy()
    bent[80:160, 205:220] = 210
    beside = spec.apply(bent).beside(16, 16)
    assert beside.max() > 0.5


def test_faint_marks_on_the_ground_and_a_ground_without_a_part_are_nothing(square):
    spec = propose_crop(square, Oblong(), side=None)
    marked = square.copy()
    marked[240:280, 40:80] = 115
    assert not spec.apply(marked).beside(16, 16).any()
    assert not spec.apply(np.full_like(square, 90)).beside(16, 16).any()


def test_a_part_at_the_edge_is_cut_with_its_border_drawn_out(square):
    spec = propose_crop(square, Oblong(), side=None)
    aside = np.full_like(square, 100)
    aside[:, :175] = square[:, 80:255]
    pixels = spec.apply(aside).view.pixels
    assert pixels.shape == (spec.rows, spec.columns, 3)
    assert np.abs(pixels.astype(int) - spec.apply(square).view.pixels).mean() < 8


def test_without_a_part_the_middle_is_cut(square):
    spec = propose_crop(square, Oblong(), side=None)
    assert (spec.apply(np.full_like(square, 90)).view.pixels == 90).all()


BOX = {"length": 0.5, "width": 0.2, "columns": 140, "rows": 56, "least_length": 0.3}


@pytest.mark.parametrize("wrong", [{"length": 0.0}, {"width": float("nan")}, {"rows": 0}])
def test_a_crop_without_extent_is_refused(wrong):
    with pytest.raises(ValueError, match="crop needs"):
        CropSpec(
            **(
                {"length": 0.5, "width": 0.2, "columns": 140, "rows": 56, "least_length": 0.3}
                | wrong
            )
        )


@pytest.mark.parametrize("degrees", [0, 33, 180])
def test_the_part_is_carried_into_the_crop(square, degrees):
    """So that it is found once, on the image."""
    view = propose_crop(square, Oblong(), side=None).apply(rotated(square, degrees)).view
    bright = view.pixels.mean(axis=2) > 155
    assert view.foreground.shape == bright.shape
    assert (view.foreground != bright).mean() < 0.03


def test_a_crop_that_is_cut_into_tiles_keeps_the_scale_of_the_image(square):
    spec = propose_crop(square, Oblong(), side=320, tiled=True)
    assert spec.input_size(320, 320) == pytest.approx((320, 320), rel=0.05)


def test_a_crop_is_the_same_after_json(square):
    spec = propose_crop(square, Oblong(), side=None)
    stored = transform_to_json(spec)
    assert stored["segmentation"]["long_side"] == 256, "whatever acts at scoring is stored"
    assert transform_from_json(stored, Oblong()) == spec


@pytest.mark.parametrize(
    "change",
    [{"kind": "star"}, {"length": -1}, {"rows": "56"}, {"colour": 1}, {"segmentation": {}}],
)
def test_a_damaged_crop_is_refused(square, change):
    stored = transform_to_json(propose_crop(square, Oblong(), side=None))
    with pytest.raises(ValueError, match=r"transform|CropSpec"):
        transform_from_json(stored | change, Oblong())
