import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.detection.calibration import (
    NG_SIGMA,
    REVIEW_SIGMA,
    GaussianStats,
    first_thresholds,
    left_out_thresholds,
)
from ad_studio.domain import Verdict

scores = st.lists(st.floats(-5, 500), min_size=1, max_size=12)


def test_statistics_measure_mean_and_sigma():
    stats = GaussianStats.of(torch.tensor([1.0, 2, 3, 6]), floor=0.01)
    assert stats.mean == 3
    assert stats.sigma == pytest.approx(2.1602, rel=1e-4)
    assert stats.deviation(torch.tensor([3.0, 3 + stats.sigma])).tolist() == pytest.approx([0, 1])


def test_a_flat_reference_does_not_make_everything_deviate():
    assert GaussianStats.of(torch.full((9,), 0.25), floor=0.01) == GaussianStats(
        mean=0.25, sigma=0.01
    )


def test_a_quiet_reference_gets_the_plain_thresholds():
    thresholds, basis = first_thresholds([0.2, 1.1, 0.9])
    assert (thresholds.review, thresholds.ng) == (REVIEW_SIGMA, NG_SIGMA)
    assert "3 views" in str(basis)


@given(scores)
def test_thresholds_are_never_below_the_plain_ones_and_in_order(found):
    thresholds, basis = first_thresholds(found)
    assert thresholds.review >= REVIEW_SIGMA
    assert thresholds.ng >= NG_SIGMA
    assert thresholds.ng > thresholds.review
    assert str(basis)


@given(st.floats(4, 400), st.integers(1, 12))
def test_views_that_all_score_the_same_are_ok(score, count):
    thresholds, _ = first_thresholds([score] * count)
    assert thresholds.verdict(score) is Verdict.OK


def test_one_odd_view_among_many_does_not_hide_a_defect():
    thresholds, _ = first_thresholds([2.0] * 5 + [8.0])
    assert thresholds.verdict(5.0) is Verdict.REVIEW


@given(scores, st.floats(0, 100), st.data())
def test_a_higher_view_never_lowers_a_threshold(found, more, data):
    at = data.draw(st.integers(0, len(found) - 1))
    before, _ = first_thresholds(found)
    after, _ = first_thresholds([*found[:at], found[at] + more, *found[at + 1 :]])
    assert after.review >= before.review
    assert after.ng >= before.ng


left_out = st.lists(st.floats(-5, 50), min_size=2, max_size=40)


@given(left_out)
def test_no_part_left_out_is_ng_and_the_words_count_those_in_review(found):
    thresholds, basis = left_out_thresholds(found)
    verdicts = [thresholds.verdict(score) for score in found]
    assert max(found) <= thresholds.ng
    above = sum(verdict is not Verdict.OK for verdict in verdicts)
    assert basis.numbers["over_review"] >= above + 1 - found.count(thresholds.review)
    assert f"1 in {len(found) + 1} good parts" in str(basis)


def test_review_lies_one_deviation_less_one_standard_error_above_the_mean():
    thresholds, _ = left_out_thresholds([1.0, 3.0, 1.0, 3.0])
    assert thresholds.review == pytest.approx(2 + 4 / 12**0.5 / 2, abs=0.01)
    assert thresholds.ng == pytest.approx(3 + 2 / 3**0.5, abs=0.01)


def test_a_new_good_part_is_ng_no_more_often_than_promised():
    draw = np.random.default_rng(0)
    parts = draw.normal(2, 1, (2000, 11))
    called_ng = [score > left_out_thresholds(known)[0].ng for *known, score in parts.tolist()]
    assert np.mean(called_ng) < 1 / 11


def test_parts_of_a_lot_are_said_to_be_taken_for_good():
    _, basis = left_out_thresholds([1.0, 2.0, 3.0], guessed=2)
    assert str(basis).startswith("provisional")


@pytest.mark.parametrize(
    ("mean", "sigma"),
    [(0.0, 0.0), (0.0, -1.0), (math.nan, 1.0), (math.inf, 1.0), (0.0, math.nan), (0.0, math.inf)],
)
def test_statistics_that_no_measurement_gives_are_refused(mean, sigma):
    with pytest.raises(ValueError, match="above 0"):
        GaussianStats(mean, sigma)


def test_one_value_has_no_spread():
    assert GaussianStats.of(torch.tensor([2.0]), floor=0.01) == GaussianStats(2.0, 0.01)
