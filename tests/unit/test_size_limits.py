"""Limited scores by limits with zones: each region counts by the smallest size it reaches into."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from ad_studio.domain import SizeLimit, Zone
from ad_studio.domain.size_limits import OUTSIDE
from ad_studio.drawn_regions import DrawnRegion, RegionShape, rectangle
from ad_studio.map_regions import finer_map, label_regions, limited_score
from ad_studio.region_masks import pixel_mask
from ad_studio.size_limits import score_by_size, zone_grid

SIZE = {"width": 200, "height": 200}
PATCH = 1.0  # mm2: 20 x 20 patches of 100 square pixels of 0.1 mm
LEFT = rectangle(0, 0, 0.5, 1)

values = st.integers(0, 40).map(lambda steps: steps / 4)  # many ties, exact as float16
maps = arrays.arrays(np.float32, st.tuples(st.integers(1, 6), st.integers(1, 6)), elements=values)
areas = st.sampled_from([0, 0.5, 3, 40, 500])
sides = st.floats(0.02, 0.5)


@st.composite
def regions(draw):
    x, y, w, h = draw(sides), draw(sides), draw(sides), draw(sides)
    shape = draw(st.sampled_from(RegionShape))
    if shape is RegionShape.RECTANGLE:
        return rectangle(x, y, x + w, y + h)
    if shape is RegionShape.BRUSH:
        return DrawnRegion(shape, ((x, y), (x + w, y)), draw(st.floats(0.001, 0.2)))
    return DrawnRegion(shape, ((x, y), (x + w, y), (x, y + h)))


@st.composite
def limits(draw):
    zones = draw(st.lists(st.tuples(regions(), areas), min_size=1, max_size=3))
    drawn = tuple(Zone(f"Zone {at}", *one) for at, one in enumerate(zones))
    return SizeLimit(draw(areas), 0.1, drawn)


def score_of(limit, sigma, score):
    return score_by_size(limit, sigma, score, **SIZE)


def spot(left, *, size=1, peak=9):
    sigma = np.zeros((20, 20), np.float32)
    sigma[4 : 4 + size, left : left + size] = peak
    return sigma


@settings(max_examples=40)
@given(maps, values, st.floats(0.01, 300), st.integers(1, 900), st.integers(1, 900))
def test_without_zones_it_is_the_limited_score_to_the_last_digit(sigma, score, mm2, width, height):
    limit = SizeLimit(mm2, 0.1)
    share = limit.share_of(width * height)
    found = score_by_size(limit, sigma, score, width=width, height=height)
    assert found == limited_score(sigma, score, share=share)


@settings(max_examples=40)
@given(maps, values, areas.filter(bool), areas)
def test_a_zone_over_the_whole_image_is_a_limit_of_its_size(sigma, score, inside, outside):
    whole = SizeLimit(outside, 0.1, (Zone("All", rectangle(0, 0, 1, 1), inside),))
    assert score_of(whole, sigma, score) == score_of(SizeLimit(inside, 0.1), sigma, score)


@settings(max_examples=40)
@given(maps, values, limits(), st.integers(0, 2), areas)
def test_a_smaller_size_never_makes_an_image_better(sigma, score, limit, at, mm2):
    found = score_of(limit, sigma, score)
    zone = limit.zones[at % len(limit.zones)]
    smaller = tuple(
        replace(one, mm2=min(mm2, one.mm2)) if one is zone else one for one in limit.zones
    )
    assert score_of(replace(limit, zones=smaller), sigma, score) >= found
    assert score_of(replace(limit, mm2=min(mm2, limit.mm2)), sigma, score) >= found
    assert found <= score


@settings(max_examples=40)
@given(maps, values, limits(), regions(), areas)
def test_one_more_zone_of_a_size_that_held_there_never_makes_an_image_better(
    sigma, score, limit, region, mm2
):
    """One with a larger size than outside can: that is what it is drawn for."""
    more = Zone("One more", region, min(mm2, limit.mm2))
    found = score_of(limit, sigma, score)
    assert score_of(replace(limit, zones=(*limit.zones, more)), sigma, score) >= found


@settings(max_examples=40)
@given(maps, values, limits())
def test_it_is_that_of_labelling_at_every_level(sigma, score, limit):
    fine = finer_map(sigma)
    score = min(score, float(fine.max()))
    grid = zone_grid(limit, rows=sigma.shape[0], columns=sigma.shape[1], **SIZE)
    needed = grid.shares[grid.ranks]
    best = 0.0 if score > 0 else score
    for level in {score, *np.unique(fine[fine < score]).tolist()}:
        if level <= 0:
            continue
        labels, count = label_regions(fine, level)
        for number in range(1, count + 1):
            inside = labels == number
            if inside.sum() >= needed[inside].min() * fine.size - 1e-9:
                best = max(best, level)
    assert score_of(limit, sigma, score) == best


def test_on_the_sealing_face_any_defect_counts_and_on_the_back_only_a_large_one():
    limit = SizeLimit(0, 0.1, (Zone("Back", LEFT, 8 * PATCH),))
    assert score_of(limit, spot(3), 9) < 1 and score_of(limit, spot(15), 9) == 9
    assert score_of(limit, spot(3, size=4), 9) == 9
    face = SizeLimit(8 * PATCH, 0.1, (Zone("Sealing face", LEFT, 0),))
    assert score_of(face, spot(3), 9) == 9 and score_of(face, spot(15), 9) < 1


def test_a_region_across_the_edge_of_a_zone_counts_by_the_smaller_size():
    limit = SizeLimit(0, 0.1, (Zone("Back", LEFT, 8 * PATCH),))
    assert score_of(limit, spot(9, size=2), 9) == 9
    between = SizeLimit(8 * PATCH, 0.1, (Zone("A", LEFT, 1.0), Zone("B", LEFT, 0.02)))
    assert score_of(between, spot(3), 9) == 9


def test_zones_that_meet_leave_nothing_between_them():
    meeting = (Zone("Left", LEFT, 8.0), Zone("Right", rectangle(0.5, 0, 1, 1), 8.0))
    limit = SizeLimit(0, 0.1, meeting)
    assert score_of(limit, spot(9, size=2), 9) < 9
    grid = zone_grid(limit, rows=20, columns=20, **SIZE)
    assert grid.names.index(OUTSIDE) not in grid.ranks


def test_other_sizes_of_the_same_zones_need_no_new_masks():
    """Each step of a size on the screen is a limit of its own."""
    limit = SizeLimit(8 * PATCH, 0.1, (Zone("Hole", LEFT, 2.0),))
    zone_grid(limit, rows=20, columns=20, **SIZE)
    asked_for = pixel_mask.cache_info()
    other = SizeLimit(PATCH, 0.1, (Zone("Bore", LEFT, 4.0),))
    grid = zone_grid(other, rows=20, columns=20, **SIZE)
    assert pixel_mask.cache_info() == asked_for
    assert [grid.names[grid.ranks[50, column]] for column in (0, 99)] == ["Bore", OUTSIDE]


@pytest.mark.parametrize(
    "region",
    [
        rectangle(0.2751, 0.2251, 0.2752, 0.2252),
        DrawnRegion(RegionShape.POLYGON, ((0.275, 0.225), (0.2751, 0.225), (0.275, 0.2251))),
        DrawnRegion(RegionShape.BRUSH, ((0.275, 0.225),), 0.0001),
    ],
)
def test_no_zone_is_too_small_to_count(region):
    limit = SizeLimit(8 * PATCH, 0.1, (Zone("Hole", region, 0),))
    assert score_of(limit, spot(5), 9) == 9
    assert score_of(limit, spot(12), 9) < 1


def test_a_brush_is_as_wide_as_it_was_drawn_whatever_the_patches():
    """A map of squares is laid over an image that is four times as wide as it is high."""
    dab = DrawnRegion(RegionShape.BRUSH, ((0.5, 0.5),), 0.1)
    limit = SizeLimit(1, 0.1, (Zone("Hole", dab, 0),))
    grid = zone_grid(limit, rows=20, columns=20, width=400, height=100)
    down, across = np.nonzero(grid.ranks == grid.names.index("Hole"))
    high = (down.max() - down.min() + 1) / 100 * 100
    wide = (across.max() - across.min() + 1) / 100 * 400
    assert high == pytest.approx(40, abs=4) and wide == pytest.approx(40, abs=10)


def test_an_image_whose_size_is_not_known_is_measured_as_a_square():
    limit = SizeLimit(8 * PATCH, 0.1, (Zone("Hole", LEFT, 0),))
    unknown = score_by_size(limit, spot(5), 9, width=0, height=0)
    assert unknown == score_by_size(limit, spot(5), 9, width=1, height=1) == 9
