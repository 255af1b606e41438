import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ad_studio.detection.alignment.segmentation import (
    find_foreground,
    foreground_patches,
    oriented_box,
)
from ad_studio.detection.augmentation import rotated


def bar(*, at=(60, 90), size=(120, 20), ground=100, part=210, canvas=(240, 320), noise=3):
    """A bar with a thick head on its left, uint8."""
    image = np.full((*canvas, 3), float(ground))
    (top, left), (length, width) = at, size
    image[top : top + width, left : left + length] = part
    image[top - width // 2 : top + width + width // 2, left : left + width] = part
    grain = np.random.default_rng(0).normal(0, noise, image.shape)
    return (image + grain).clip(0, 255).astype(np.uint8)


@pytest.mark.parametrize(("ground", "part"), [(100, 210), (230, 40), (20, 60)])
def test_a_part_is_found_on_a_lighter_or_darker_ground(ground, part):
    found = find_foreground(bar(ground=ground, part=part))
    box = oriented_box(found)
    assert found.plain_border == pytest.approx(1, abs=0.01)
    assert found.largest_share > 0.95
    assert box.length == pytest.approx(120, abs=6)
    assert box.width == pytest.approx(40, abs=6)
    assert box.centre == pytest.approx((150, 70), abs=3)
    assert box.axis == pytest.approx((1, 0), abs=0.05)
    assert box.elongation > 2


@given(degrees=st.floats(0, 360))
@settings(max_examples=25)
def test_the_axis_turns_with_the_part_head_first(degrees):
    square = bar(at=(150, 100), canvas=(320, 320))
    along = oriented_box(find_foreground(rotated(square, degrees))).axis
    # counter-clockwise in an image whose y goes down
    expected = np.cos(np.radians(degrees)), -np.sin(np.radians(degrees))
    assert along == pytest.approx(expected, abs=0.06)


def test_nothing_is_found_where_all_is_of_one_colour():
    plain = np.full((50, 70, 3), 90, np.uint8)
    assert find_foreground(plain) is None
    assert foreground_patches(None, (5, 7), share=0.1).all()


def test_the_largest_piece_is_the_part_and_what_else_lies_there_is_said():
    image = bar()
    image[200:220, 20:60] = 210
    found = find_foreground(image)
    assert oriented_box(found).length == pytest.approx(120, abs=6)
    assert 0.6 < found.largest_share < 0.92


def test_a_soft_shadow_is_nothing_else_that_lies_there():
    image = bar()
    y, x = np.mgrid[:240, :320]
    shadow = 45 * np.exp(-(((y - 190) / 20) ** 2 + ((x - 60) / 30) ** 2))
    dim = (image - shadow[..., None]).clip(0, 255).astype(np.uint8)
    found = find_foreground(dim)
    assert found.largest_share == 1
    assert oriented_box(found).length == pytest.approx(120, abs=6)


def test_holes_belong_to_the_part():
    image = bar()
    image[66:72, 150:160] = 100
    found = find_foreground(image)
    assert found.mask[round(69 / found.scale), round(155 / found.scale)]


def test_patches_of_the_part():
    patches = foreground_patches(find_foreground(bar()).mask, (12, 16), share=0.15).reshape(12, 16)
    rows, columns = np.nonzero(patches)
    assert (rows.min(), rows.max()) == (2, 4)
    assert (columns.min(), columns.max()) == (4, 10)
