"""The reading at one pixel."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from ad_studio.imaging.probe import probe
from ad_studio.map_regions import resize_map

MAP = np.arange(12, dtype=np.float32).reshape(3, 4)


def test_the_centre_of_a_patch_has_its_value():
    found = probe(MAP, 250, 150, width=400, height=300)
    assert (found.row, found.column) == (1, 2)
    assert found.sigma == pytest.approx(6)


def test_between_two_centres_it_is_between():
    assert probe(MAP, 200, 150, width=400, height=300).sigma == pytest.approx(5.5)


def test_outside_counts_as_the_edge():
    found = probe(MAP, 1000, -5, width=400, height=300)
    assert (found.row, found.column, found.sigma) == (0, 3, pytest.approx(3))


def test_a_hole_is_not_a_number():
    holed = MAP.copy()
    holed[1, 2] = np.nan
    assert np.isnan(probe(holed, 250, 150, width=400, height=300).sigma)


@settings(max_examples=50)
@given(
    sigma=arrays.arrays(
        np.float32,
        st.tuples(st.integers(1, 6), st.integers(1, 6)),
        elements=st.floats(0, 20, width=32),
    ),
    at=st.tuples(st.integers(0, 59), st.integers(0, 59)),
)
def test_it_says_what_is_drawn(sigma, at):
    x, y = at
    drawn = resize_map(sigma, width=60, height=60)
    assert probe(sigma, x + 0.5, y + 0.5, width=60, height=60).sigma == pytest.approx(
        float(drawn[y, x]), abs=1e-3
    )
