import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.detection.calibration import NG_SIGMA, REVIEW_SIGMA, GaussianStats, first_thresholds
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
def test_the_reference_and_its_own_views_are_ok(found):
    thresholds, basis = first_thresholds(found)
    assert all(thresholds.verdict(score) is Verdict.OK for score in found)
    assert thresholds.review >= REVIEW_SIGMA
    assert thresholds.ng >= NG_SIGMA
    assert thresholds.ng > thresholds.review
    assert str(basis)


@given(scores, st.floats(0, 100))
def test_a_higher_view_never_lowers_a_threshold(found, more):
    before, _ = first_thresholds(found)
    after, _ = first_thresholds([*found, max(found) + more])
    assert after.review >= before.review
    assert after.ng >= before.ng
