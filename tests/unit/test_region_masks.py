from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.drawn_regions import DrawnRegion, RegionShape, rectangle
from ad_studio.region_masks import covered_share, patch_mask, pixel_mask

side = st.integers(1, 90)
edge = st.floats(0, 1)


def centres(width, height):
    return (np.arange(width) + 0.5) / width, (np.arange(height) + 0.5)[:, None] / height


@given(edge, edge, edge, edge, side, side)
def test_a_rectangle_holds_just_the_pixels_whose_centres_it_holds(a, b, c, d, width, height):
    if abs(a - c) * abs(b - d) == 0:
        return
    left, right, top, bottom = min(a, c), max(a, c), min(b, d), max(b, d)
    mask = pixel_mask((rectangle(a, b, c, d),), width=width, height=height)
    x, y = centres(width, height)
    slack = 1e-9
    sure = (x > left + slack) & (x < right - slack) & (y > top + slack) & (y < bottom - slack)
    maybe = (x > left - slack) & (x < right + slack) & (y > top - slack) & (y < bottom + slack)
    assert mask[sure].all()
    assert not mask[~maybe].any()


@given(
    st.lists(st.tuples(edge, edge), min_size=1, max_size=5),
    st.floats(0.05, 0.4),
    st.integers(20, 90),
    st.integers(20, 90),
)
def test_a_brush_reaches_half_its_width_from_its_way(way, width_share, width, height):
    region = DrawnRegion(RegionShape.BRUSH, tuple(way), width_share)
    mask = pixel_mask((region,), width=width, height=height)
    x, y = centres(width, height)
    reach = width_share * max(width, height) / 2
    far = np.full((height, width), np.inf)
    way = [(across * width, down * height) for across, down in way]
    for (ax, ay), (bx, by) in [*pairwise(way), (way[0], way[0])]:
        dx, dy, px, py = bx - ax, by - ay, x * width - ax, y * height - ay
        t = np.clip((px * dx + py * dy) / (dx * dx + dy * dy or 1), 0, 1)
        far = np.minimum(far, np.hypot(px - t * dx, py - t * dy))
    assert mask[far < reach - 1e-6].all()
    assert not mask[far > reach + 1e-6].any()


@given(st.lists(st.tuples(edge, edge), min_size=3, max_size=3, unique=True), side, side)
def test_a_triangle_holds_the_pixels_whose_centres_it_holds(corners, width, height):
    (ax, ay), (bx, by), (cx, cy) = corners
    if abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) < 1e-3:
        return
    region = DrawnRegion(RegionShape.POLYGON, tuple(corners))
    mask = pixel_mask((region,), width=width, height=height)
    x, y = centres(width, height)
    sides = np.stack(
        [
            (qx - px) * (y - py) - (qy - py) * (x - px)
            for (px, py), (qx, qy) in zip(corners, [*corners[1:], corners[0]], strict=True)
        ]
    )
    assert mask[(sides > 1e-9).all(axis=0) | (sides < -1e-9).all(axis=0)].all()
    assert not mask[(sides > 1e-9).any(axis=0) & (sides < -1e-9).any(axis=0)].any()


@given(st.integers(1, 40), st.integers(1, 40), st.data())
def test_a_region_on_whole_patches_ignores_just_those(rows, columns, data):
    top, left = data.draw(st.integers(0, rows - 1)), data.draw(st.integers(0, columns - 1))
    bottom, right = data.draw(st.integers(top + 1, rows)), data.draw(st.integers(left + 1, columns))
    region = rectangle(left / columns, top / rows, right / columns, bottom / rows)
    expected = np.zeros((rows, columns), bool)
    expected[top:bottom, left:right] = True
    np.testing.assert_array_equal(patch_mask((region,), rows=rows, columns=columns), expected)


@pytest.mark.parametrize(("covered", "ignored"), [(0.4, False), (0.5, True), (0.6, True)])
def test_a_patch_is_ignored_from_half_of_it_covered(covered, ignored):
    region = rectangle(0, 0, (1 + covered) / 6, 1 / 4)  # one patch of a grid of 4 x 6, and part
    mask = patch_mask((region,), rows=4, columns=6)
    assert mask[0, 0]
    assert mask[0, 1] == ignored
    assert mask.sum() == 1 + ignored


@given(st.integers(2, 60), st.integers(2, 60))
def test_the_place_does_not_depend_on_the_size_of_the_image(width, height):
    region = rectangle(0.5, 0, 1, 0.5)
    mask = pixel_mask((region,), width=2 * width, height=2 * height)
    expected = np.zeros((2 * height, 2 * width), bool)
    expected[:height, width:] = True
    np.testing.assert_array_equal(mask, expected)


def test_regions_add_up():
    two = (rectangle(0, 0, 0.5, 0.5), rectangle(0.25, 0, 0.75, 0.5))
    assert covered_share(two) == pytest.approx(0.375)
    assert covered_share(()) == 0
    assert not patch_mask((), rows=3, columns=4).any()


def test_masks_that_are_shared_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        pixel_mask((rectangle(0, 0, 1, 1),), width=4, height=4)[0, 0] = False
