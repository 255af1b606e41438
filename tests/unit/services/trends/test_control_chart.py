"""The p-chart, against a published example and by its properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.services.trends.control_chart import p_chart

# D. C. Montgomery, Introduction to Statistical Quality Control, example 7.1: cans of frozen orange
# juice, 30 samples of 50. Printed there: mean 0.2313, limits 0.0524 and 0.4102; samples 15 and 23
# are beyond them.
CANS = (12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9,
        12, 7, 13, 9, 6)  # fmt: skip


def test_a_published_example():
    chart = p_chart(CANS, [50] * 30)
    assert chart.centre == pytest.approx(0.2313, abs=5e-5)
    assert chart.lower == pytest.approx(np.full(30, 0.0524), abs=1e-4)
    assert chart.upper == pytest.approx(np.full(30, 0.4102), abs=1e-4)
    shares = np.array(CANS) / 50
    beyond = np.flatnonzero((shares > chart.upper) | (shares < chart.lower)) + 1
    assert beyond.tolist() == [15, 23]


def test_limits_follow_the_size_of_the_group():
    chart = p_chart([10, 0, 1], [100, 0, 10])
    assert chart.centre == pytest.approx(0.1)
    assert chart.upper.tolist() == pytest.approx([0.19, 1.0, 0.1 + 3 * 0.03 * np.sqrt(10)])
    assert chart.lower.tolist() == pytest.approx([0.01, 0.0, 0.0])


def test_no_groups_and_no_parts():
    assert p_chart([], []).centre == 0
    assert p_chart([0], [0]).upper.tolist() == [1.0]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=20))
def test_limits_are_shares_around_the_centre(groups):
    hits, counts = [hit for hit, _ in groups], [hit + more for hit, more in groups]
    chart = p_chart(hits, counts)
    assert ((chart.lower >= 0) & (chart.lower <= chart.centre)).all()
    assert ((chart.upper <= 1) & (chart.upper >= chart.centre)).all()
