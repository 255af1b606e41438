from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.domain import SizeLimit, Thresholds, Verdict, VerdictCounts
from ad_studio.domain.verdict_codes import NG, NO_VERDICT, OK, VERDICTS
from ad_studio.services.thresholds.preview import Flip, ThresholdPreview
from ad_studio.services.thresholds.scores import ScoreTable

steps = st.integers(-3, 12).map(lambda n: n / 2)  # many ties with the lines
lines = st.tuples(st.integers(1, 12), st.integers(0, 8)).map(
    lambda pair: Thresholds(pair[0] / 2, (pair[0] + pair[1]) / 2)
)
images = st.lists(st.tuples(steps, st.integers(0, 3), st.booleans()), max_size=30)
LIMITS = (None, SizeLimit(1, 0.5), SizeLimit(2, 0.5))
sized_lines = st.tuples(lines, st.sampled_from(LIMITS)).map(
    lambda one: replace(one[0], size_limit=one[1])
)
known = st.dictionaries(  # limited scores of some images, for some limits
    st.integers(1, 30),
    st.dictionaries(st.sampled_from([one.area for one in LIMITS[1:]]), steps, min_size=1),
)


def table_of(found, errors=0):
    return ScoreTable(
        np.arange(1, len(found) + 1),
        np.array([score for score, _human, _warned in found], float),
        np.array([human for _score, human, _warned in found], np.int8),
        errors,
        warned=frozenset(number for number, one in enumerate(found, 1) if one[2]),
    )


@given(images, lines)
def test_a_look_is_what_counting_one_by_one_gives(found, limits):
    look = ThresholdPreview(table_of(found, errors=2)).at(limits)
    machine = [(human, limits.verdict(score, warned=warned)) for score, human, warned in found]
    stand = [VERDICTS[human] or verdict for human, verdict in machine]
    assert look.counts == VerdictCounts(
        ok=stand.count(Verdict.OK),
        review=stand.count(Verdict.REVIEW),
        ng=stand.count(Verdict.NG),
        error=2,
    )
    assert look.overkill == machine.count((OK, Verdict.NG))
    assert look.escape == machine.count((NG, Verdict.OK))
    assert look.good.total == sum(human == OK for human, _ in machine)
    assert look.bad.review == machine.count((NG, Verdict.REVIEW))


@given(images, lines, lines)
def test_flips_are_exactly_the_images_that_change(found, before, after):
    flips = ThresholdPreview(table_of(found)).flips(before, after)
    expected = {}
    for number, (score, human, warned) in enumerate(found, 1):
        old, new = (pair.verdict(score, warned=warned) for pair in (before, after))
        if old is not new:
            expected[number] = Flip(number, score, old, new, VERDICTS[human])
    assert {flip.result_id: flip for flip in flips} == expected
    assert len(flips) == len(expected)
    assert flips.verified == sum(flip.human is not None for flip in expected.values())
    order = [(found[flip.result_id - 1][2], flip.score) for flip in flips]
    assert order == sorted(order, reverse=True), "those with a warning first"
    assert [flips[at] for at in range(-len(flips), 0)] == flips[:]


@given(images, sized_lines, sized_lines, known)
def test_images_whose_regions_were_measured_are_judged_by_their_limited_scores(
    found, before, after, known
):
    known = {number: of for number, of in known.items() if number <= len(found)}
    preview = ThresholdPreview(replace(table_of(found), limited=known))

    def judge(pair, number, score, warned):
        limited = pair.limited(known.get(number, {}))
        return pair.verdict(score, limited=limited, warned=warned)

    now = [judge(after, at, score, warned) for at, (score, _, warned) in enumerate(found, 1)]
    humans = [human for _score, human, _warned in found]
    look = preview.at(after)
    stand = [VERDICTS[human] or verdict for human, verdict in zip(humans, now, strict=True)]
    assert look.counts == VerdictCounts(
        ok=stand.count(Verdict.OK),
        review=stand.count(Verdict.REVIEW),
        ng=stand.count(Verdict.NG),
    )
    assert look.overkill == list(zip(humans, now, strict=True)).count((OK, Verdict.NG))
    expected = {}
    for number, (score, human, warned) in enumerate(found, 1):
        old, new = (judge(pair, number, score, warned) for pair in (before, after))
        if old is not new:
            expected[number] = Flip(number, score, old, new, VERDICTS[human])
    flips = preview.flips(before, after)
    assert {flip.result_id: flip for flip in flips} == expected
    assert len(flips) == len(expected) == len(flips[:])
    assert flips.verified == sum(flip.human is not None for flip in expected.values())


def test_there_is_no_flip_beyond_the_last():
    flips = ThresholdPreview(table_of([(4.0, NO_VERDICT, False)])).flips(
        Thresholds(3, 5), Thresholds(3, 4)
    )
    assert len(flips) == 1
    with pytest.raises(IndexError):
        flips[1]
    with pytest.raises(IndexError):
        flips[-2]
