"""Defect regions: where, how large, how strong."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from ad_studio.imaging.defect_regions import defect_regions, defect_share
from ad_studio.map_regions import resize_map


def a_map(shape=(20, 30), **spots):
    sigma = np.zeros(shape, np.float32)
    for rows, columns, value in spots.values():
        sigma[rows, columns] = value
    return sigma


def test_nothing_reaches_the_threshold():
    assert defect_regions(a_map(), 3, width=300, height=200) == ()
    assert defect_share(a_map(), 3) == 0


def test_a_block_of_patches_is_one_region_at_its_place():
    sigma = a_map(block=(slice(4, 8), slice(10, 20), 6.0))
    (region,) = defect_regions(sigma, 3, width=3000, height=2000)
    assert (region.left, region.top) == (1000, 400)
    assert (region.width, region.height) == (1000, 400)
    assert region.peak == pytest.approx(6)
    assert region.area == pytest.approx(1000 * 400, rel=0.02)
    assert region.share == pytest.approx(region.area / (3000 * 2000))


def test_two_regions_the_stronger_one_first():
    sigma = a_map(weak=(slice(2, 9), slice(2, 9), 4.0), strong=(slice(14, 16), slice(20, 22), 9.0))
    strong, weak = defect_regions(sigma, 3, width=300, height=200)
    assert (strong.peak, weak.peak) == (pytest.approx(9), pytest.approx(4))
    assert strong.area < weak.area
    assert defect_share(sigma, 3) == pytest.approx(weak.share)


def test_a_higher_threshold_leaves_less():
    sigma = a_map(weak=(slice(2, 9), slice(2, 9), 4.0), strong=(slice(14, 16), slice(20, 22), 9.0))
    (only,) = defect_regions(sigma, 5, width=300, height=200)
    assert only.peak == pytest.approx(9)
    assert only.area < defect_regions(sigma, 3, width=300, height=200)[0].area


def test_a_peak_that_is_the_score_is_told_as_the_score_is():
    stored = np.float16(9.9031)
    assert f"{float(stored):.4f}" == "9.9062" and float(stored) != 9.9031
    sigma = a_map(
        weak=(slice(2, 9), slice(2, 9), 4.0), strong=(slice(14, 16), slice(20, 22), stored)
    )
    strong, weak = defect_regions(sigma, 3, width=300, height=200, score=9.9031)
    assert (strong.peak, weak.peak) == (9.9031, pytest.approx(4))
    (other, _) = defect_regions(sigma, 3, width=300, height=200, score=8.5)
    assert other.peak == float(stored)
    assert defect_regions(sigma, 3, width=300, height=200, score=1e9)[0].peak == float(stored)


def test_the_largest_part_of_a_region_at_a_higher_threshold_is_told():
    sigma = a_map(
        wide=(slice(2, 10), slice(2, 20), 4.0),
        tip=(slice(4, 5), slice(4, 5), 9.0),
        core=(slice(4, 7), slice(12, 16), 8.0),
        faint=(slice(15, 18), slice(20, 24), 4.0),
    )
    wide, faint = defect_regions(sigma, 3, width=300, height=200, higher=6)
    tip, core = defect_regions(sigma, 6, width=300, height=200)
    assert tip.share < core.share
    assert wide.share_within == core.share
    assert faint.share_within == 0


def test_patches_that_touch_at_a_corner_are_one():
    sigma = a_map(one=(slice(4, 6), slice(4, 6), 9.0), other=(slice(6, 8), slice(6, 8), 9.0))
    assert len(defect_regions(sigma, 4, width=300, height=200)) == 1


def test_holes_and_infinities_do_no_harm():
    sigma = a_map(hole=(slice(0, 5), slice(0, 5), np.nan), hot=(slice(10, 12), slice(5, 8), 8.0))
    (region,) = defect_regions(sigma, 3, width=300, height=200)
    assert np.isfinite(region.peak)


@settings(max_examples=60)
@given(
    sigma=arrays.arrays(
        np.float32,
        st.tuples(st.integers(1, 9), st.integers(1, 9)),
        elements=st.floats(0, 12, width=32),
    ),
    level=st.floats(0.5, 11),
    size=st.tuples(st.integers(1, 400), st.integers(1, 400)),
)
def test_regions_cover_what_the_map_says(sigma, level, size):
    width, height = size
    regions = defect_regions(sigma, level, width=width, height=height)
    assert bool(regions) == bool((sigma >= level).any())
    fine = resize_map(sigma, width=sigma.shape[1] * 5, height=sigma.shape[0] * 5)
    assert sum(region.share for region in regions) == pytest.approx((fine >= level).mean())
    peaks = [region.peak for region in regions]
    assert peaks == sorted(peaks, reverse=True)
    for region in regions:
        assert np.float32(level) <= region.peak <= sigma.max() * (1 + 1e-5)
        assert 0 <= region.left < region.left + region.width <= width
        assert 0 <= region.top < region.top + region.height <= height
        assert region.area <= width * height * (1 + 1e-9)
    shares = [region.share for region in regions]
    assert defect_share(sigma, level) == pytest.approx(max(shares, default=0))
