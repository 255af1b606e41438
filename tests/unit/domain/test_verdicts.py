import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.domain import (
    HumanState,
    Mark,
    SizeLimit,
    Thresholds,
    Verdict,
    effective_verdict,
    human_state,
    shown_score,
)
from ad_studio.domain.verdict_codes import (
    MARKS,
    STATES,
    VERDICTS,
    effective_codes,
    state_codes,
)
from ad_studio.errors import UsageError

limits = st.floats(0.01, 50)
pairs = st.tuples(limits, limits).map(sorted).map(lambda pair: Thresholds(*pair))


@pytest.mark.parametrize(
    ("score", "verdict"),
    [(-1, "OK"), (2.999, "OK"), (3, "REVIEW"), (4.999, "REVIEW"), (5, "NG"), (1e9, "NG")],
)
def test_a_score_that_reaches_a_limit_has_its_verdict(score, verdict):
    assert Thresholds(review=3, ng=5).verdict(score) == verdict


hundredths = st.integers(1, 5000).map(lambda steps: steps / 100)


@given(st.tuples(hundredths, hundredths).map(sorted), st.floats(-10, 60), st.data())
def test_no_number_that_is_shown_contradicts_its_verdict(pair, score, data):
    pair = Thresholds(*pair)
    near = [np.nextafter(limit, to) for limit in (pair.review, pair.ng) for to in (0, 99)]
    score = float(data.draw(st.sampled_from([score, pair.review, pair.ng, *near])))
    shown = float(f"{shown_score(score):.2f}")
    assert pair.verdict(shown) is pair.verdict(score)
    assert abs(shown) <= abs(score) < abs(shown) + 0.0101


@pytest.mark.parametrize(
    ("score", "shown"),
    [(9.966, 9.96), (9.97, 9.97), (9.9699999, 9.96), (0.29, 0.29), (1.15, 1.15), (-0.001, 0.0)],
)
def test_a_shown_score_is_never_rounded_up(score, shown):
    assert shown_score(score) == shown
    assert shown_score(12.34567, 4) == 12.3456
    assert shown_score(float("inf")) == float("inf")


def test_without_a_band_nothing_is_review():
    assert [Thresholds(3, 3).verdict(score) for score in (2.9, 3)] == [Verdict.OK, Verdict.NG]


@given(pairs, st.lists(st.floats(-10, 100)))
def test_scores_judged_together_as_one_by_one(pair, scores):
    scores += [pair.review, pair.ng]
    codes = pair.codes(np.array(scores))
    assert codes.dtype == np.int8
    assert [VERDICTS[code] for code in codes] == [pair.verdict(score) for score in scores]


sizes = st.floats(0.01, 100).map(lambda mm2: SizeLimit(mm2, 0.05))


@given(pairs, sizes, st.floats(-10, 100), st.floats(-10, 100), st.booleans())
def test_a_limited_score_takes_ng_back_to_review_and_nothing_else(
    pair, limit, score, limited, warned
):
    sized = replace(pair, size_limit=limit)
    alone = pair.verdict(score, warned=warned)
    assert sized.verdict(score, warned=warned) is alone, "nothing measured: the score counts"
    found = sized.verdict(score, limited=min(score, limited), warned=warned)
    too_small = alone is Verdict.NG and limited < pair.ng
    assert found is (Verdict.REVIEW if too_small else alone)
    said = sized.size_reason(score, {limit.area: min(score, limited)})
    assert bool(said) == too_small
    assert not pair.size_reason(score, {limit.area: limited})


def test_a_size_limit_says_itself_in_words_and_in_pixels():
    limit = SizeLimit(1, pixel_mm=0.05)
    assert limit.area == pytest.approx(400)
    assert str(limit.message) == "NG only from 1 mm² (a pixel is 0.05 mm)"
    said = str(limit.shortfall(0.05, width=80, height=99))
    assert said == "The largest region that reaches NG has 0.99 mm². NG only from 1 mm²."
    said = str(SizeLimit(0.0005, pixel_mm=0.001).shortfall(0.049999, width=80, height=99))
    assert said == "The largest region that reaches NG has 0.0003959 mm². NG only from 0.0005 mm²."
    sized = Thresholds(3, 5, limit)
    assert sized.limited({limit.area: 4.129}) == 4.129
    assert np.isnan(sized.limited({1.0: 4.129})) and np.isnan(Thresholds(3, 5).limited({1.0: 4}))
    why = str(sized.size_reason(7, {limit.area: 4.129}))
    assert why == "no region of 1 mm² or more reaches NG: 4.12 sigma at most"


@pytest.mark.parametrize("values", [(0, 1), (-1, 1), (1, 0), (np.nan, 1), (1, np.inf)])
def test_a_size_that_is_none_is_refused(values):
    with pytest.raises(UsageError, match="above 0"):
        SizeLimit(*values)


@pytest.mark.parametrize("values", [(1, 1e-200), (1, 1e200), (1e300, 1e-6), (1e-300, 1e100)])
def test_a_size_that_no_image_could_be_measured_against_is_refused(values):
    with pytest.raises(UsageError, match="No region can be measured"):
        SizeLimit(*values)


def test_what_a_person_said_counts():
    assert effective_verdict(Verdict.NG, Verdict.OK) is Verdict.OK
    assert effective_verdict(Verdict.NG, None) is Verdict.NG
    assert effective_verdict(None, None) is None


def test_human_states():
    assert human_state(Verdict.NG, Verdict.NG, None) is HumanState.CONFIRMED
    assert human_state(Verdict.NG, Verdict.OK, None) is HumanState.OVERRIDDEN
    assert human_state(Verdict.NG, None, None) is HumanState.UNCHECKED
    assert human_state(Verdict.NG, None, Mark.SKIPPED) is HumanState.UNCHECKED
    assert human_state(Verdict.NG, None, Mark.UNSURE) is HumanState.UNSURE


def test_the_rules_for_arrays_are_those_for_one_image():
    every = list(itertools.product(range(len(VERDICTS)), range(len(VERDICTS)), range(len(MARKS))))
    machine, human, marks = np.array(every, np.int8).T
    words = [(VERDICTS[m], VERDICTS[h], MARKS[k]) for m, h, k in every]
    assert [VERDICTS[code] for code in effective_codes(machine, human)] == [
        effective_verdict(m, h) for m, h, _ in words
    ]
    assert [STATES[code] for code in state_codes(machine, human, marks)] == [
        human_state(*one) for one in words
    ]
