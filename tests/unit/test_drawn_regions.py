import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.drawn_regions import DrawnRegion, RegionShape, from_json, rectangle, to_json
from ad_studio.errors import UsageError

share = st.floats(0, 1)
points = st.tuples(share, share)


@st.composite
def regions(draw):
    shape = draw(st.sampled_from(RegionShape))
    if shape is RegionShape.BRUSH:
        way = draw(st.lists(points, min_size=1, max_size=6))
        return DrawnRegion(shape, tuple(way), draw(st.floats(0.01, 0.5)))
    x, y = draw(st.floats(0, 0.8)), draw(st.floats(0, 0.8))
    w, h = draw(st.floats(0.05, 0.2)), draw(st.floats(0.05, 0.2))
    if shape is RegionShape.RECTANGLE:
        return rectangle(x, y, x + w, y + h)
    return DrawnRegion(shape, ((x, y), (x + w, y), (x + w / 2, y + h)))


@given(regions())
def test_a_region_is_read_back_as_it_was_written(region):
    assert from_json(to_json(region)) == region


@given(regions(), st.floats(-2, 2), st.floats(-2, 2))
def test_a_moved_region_keeps_its_form_and_stays_in_the_image(region, across, down):
    moved = region.moved(across, down)
    left, top, right, bottom = moved.box
    assert 0 <= left <= right <= 1
    assert 0 <= top <= bottom <= 1
    assert math.isclose(right - left, region.box[2] - region.box[0], abs_tol=1e-9)
    assert math.isclose(bottom - top, region.box[3] - region.box[1], abs_tol=1e-9)
    assert (moved.shape, moved.width) == (region.shape, region.width)


def test_a_rectangle_may_be_drawn_from_any_corner():
    assert rectangle(0.6, 0.7, 0.1, 0.2) == rectangle(0.1, 0.2, 0.6, 0.7)


@pytest.mark.parametrize(
    ("shape", "where", "width", "said"),
    [
        ("rectangle", [(0, 0), (1.2, 1)], 0, "within the image"),
        ("rectangle", [(0, 0), (math.nan, 1)], 0, "within the image"),
        ("rectangle", [(0, 0)], 0, "not the points"),
        ("rectangle", [(0, 0), (1, 1), (0, 1)], 0, "not the points"),
        ("rectangle", [(0.2, 0.2), (0.2, 0.9)], 0, "nothing inside"),
        ("polygon", [(0, 0), (1, 1)], 0, "not the points"),
        ("polygon", [(0, 0), (0.5, 0.5), (1, 1)], 0, "nothing inside"),
        ("polygon", [(0, 0), (1, 0), (1, 1)], 0.1, "Only a brush"),
        ("brush", [(0.5, 0.5)], 0, "wider than nothing"),
        ("brush", [], 0.1, "not the points"),
    ],
)
def test_what_makes_no_region_is_refused(shape, where, width, said):
    with pytest.raises(UsageError, match=said):
        DrawnRegion(RegionShape(shape), tuple(where), width)
