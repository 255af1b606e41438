import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from ad_studio.imaging.defect_regions import defect_regions
from ad_studio.map_regions import PART_NOT_SEEN, finer_map, label_regions, limited_score, resize_map

values = st.integers(0, 40).map(lambda steps: steps / 4)  # many ties, exact as float16
maps = arrays.arrays(np.float32, st.tuples(st.integers(1, 6), st.integers(1, 6)), elements=values)
shares = st.floats(0, 1.2)


def spot(peak, *, size=1, shape=(20, 20)):
    sigma = np.zeros(shape, np.float32)
    sigma[4 : 4 + size, 6 : 6 + size] = peak
    return sigma


def slow_limited_score(sigma, score, share):
    """The highest level of all there are, at which the largest region is large enough."""
    fine = finer_map(sigma)
    highest, lowest = float(fine.max()), float(fine.min())
    if highest < score and (score == PART_NOT_SEEN or score > 4 * highest - 3 * lowest):
        return score
    reached = min(score, highest)
    for level in sorted({reached, *np.unique(fine[fine < reached]).tolist()}, reverse=True):
        if level <= 0:
            break
        labels, count = label_regions(fine, level)
        areas = [int((labels == number).sum()) for number in range(1, count + 1)]
        if max(areas, default=0) >= share * fine.size - 1e-9:
            return score if level == reached else level
    return min(score, 0.0)


@given(
    rows=st.integers(3, 20),
    columns=st.integers(3, 20),
    scale_y=st.integers(2, 9),
    scale_x=st.integers(2, 9),
    data=st.data(),
)
def test_a_hot_patch_lands_where_it_was(rows, columns, scale_y, scale_x, data):
    row = data.draw(st.integers(0, rows - 1))
    column = data.draw(st.integers(0, columns - 1))
    sigma = np.zeros((rows, columns), np.float32)
    sigma[row, column] = 10
    resized = resize_map(sigma, width=columns * scale_x, height=rows * scale_y)
    hot = np.argwhere(resized >= resized.max() - 1e-4)
    centre = hot.mean(axis=0) + 0.5
    edge = row in (0, rows - 1), column in (0, columns - 1)
    for place, index, scale, border in zip(
        centre, (row, column), (scale_y, scale_x), edge, strict=True
    ):
        wanted = (index + 0.5) * scale
        assert abs(place - wanted) <= (scale / 2 if border else 0.5)


@settings(max_examples=60)
@given(maps, values, shares)
def test_a_limited_score_is_that_of_labelling_at_every_level(sigma, score, share):
    assert limited_score(sigma, score, share=share) == slow_limited_score(sigma, score, share)


@given(maps, values, shares, shares)
def test_a_larger_region_never_reaches_higher(sigma, score, one, other):
    smaller, larger = sorted((one, other))
    found = limited_score(sigma, score, share=smaller)
    assert limited_score(sigma, score, share=larger) <= found <= score
    assert limited_score(sigma, score, share=0) == score


@given(maps, st.floats(0.01, 12), st.floats(0.01, 12), shares)
def test_it_says_whether_a_region_at_the_ng_line_is_large_enough(sigma, score, ng, share):
    score = min(score, float(sigma.max()))
    regions = defect_regions(sigma, ng, width=60, height=40)
    is_large = any(region.share >= share - 1e-12 for region in regions)
    if score >= ng and share > 0:
        assert (limited_score(sigma, score, share=share) >= ng) == is_large


def test_a_small_spot_is_limited_and_a_large_one_is_not():
    one_patch = 1 / 400
    assert limited_score(spot(9, size=1), 9, share=4 * one_patch) < 1
    assert limited_score(spot(9, size=4), 9, share=4 * one_patch) == 9


def test_a_score_that_is_not_of_the_map_stays():
    assert limited_score(spot(2), 10.0, share=0.5) == 10.0, "a part that is missing"


def test_a_part_that_is_missing_keeps_its_score_however_near_its_map_comes():
    assert limited_score(spot(9.5), PART_NOT_SEEN, share=0.5) == PART_NOT_SEEN
    assert limited_score(spot(9.5), 10.01, share=0.5) < 1


def test_a_peak_that_lies_between_four_cells_of_a_turned_map_is_of_it():
    assert limited_score(spot(2.5, size=2), 9.9, share=0.5) < 1


def test_a_score_between_two_steps_of_a_stored_map_is_not_limited_by_rounding():
    peak = 5.0013  # 5.0 as it is stored
    assert limited_score(spot(peak), peak, share=0.0001) == peak


def test_no_region_is_many_times_larger_than_the_image():
    assert limited_score(spot(9, size=4), 9, share=1e308) == 0


@pytest.mark.parametrize("hole", [np.nan, np.inf])
def test_a_map_with_holes_is_measured(hole):
    sigma = spot(9, size=4)
    sigma[0, 0] = hole
    assert limited_score(sigma, 9, share=0.01) == 9
    assert limited_score(sigma, 9, share=1.1) == 0
