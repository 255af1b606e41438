"""Smoothing over time, and events, against plain formulas on whole series."""

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.domain import Thresholds
from ad_studio.messages import NOTHING, msg
from ad_studio.services.inspection.events import ScoredFrame, find_spans, smoothed_scores

REVIEW, NG = 4.0, 9.0
THRESHOLDS = Thresholds(REVIEW, NG)
DARK = msg("dark")

scores = st.lists(st.floats(0, 20), max_size=40)


def frames(raw, warned=(), gaps=()):
    """`gaps`: before which frames some are missing."""
    return [
        ScoredFrame(i / 2, score, DARK if i in warned else NOTHING, f"frame {i}", i in gaps)
        for i, score in enumerate(raw)
    ]


def smoothed(raw):
    return [value for _, value in smoothed_scores(frames(raw))]


def test_the_formula():
    assert smoothed([]) == []
    assert smoothed([3]) == [3]
    assert smoothed([3, 6]) == [4, 5]
    assert smoothed([0, 8, 4, 2]) == [8 / 3, 5, 4.5, 8 / 3]


@given(st.floats(0, 20), st.integers(1, 30))
def test_a_score_that_stays_the_same_stays_as_it_is(score, count):
    assert smoothed([score] * count) == pytest.approx([score] * count)


@given(st.floats(0.1, 20), st.integers(1, 20), st.integers(1, 20))
def test_one_frame_that_stands_out_is_damped_to_half(height, before, after):
    assert max(smoothed([0] * before + [height] + [0] * after)) == pytest.approx(height / 2)


@given(scores)
def test_smoothing_stays_within_what_is_beside_and_keeps_the_raw_scores(raw):
    found = list(smoothed_scores(frames(raw)))
    assert [frame.raw for frame, _ in found] == raw
    for i, (_, value) in enumerate(found):
        near = raw[max(0, i - 1) : i + 2]
        assert min(near) - 1e-9 <= value <= max(near) + 1e-9


@given(scores, st.sets(st.integers(0, 39), max_size=4))
def test_events_are_the_longest_rows_of_frames_that_stand_out(raw, warned):
    given_frames = frames(raw, warned)
    values = smoothed(raw)
    stands_out = [value >= REVIEW or raw[i] >= NG or i in warned for i, value in enumerate(values)]
    rows = [
        list(group) for out, group in groupby(range(len(raw)), key=stands_out.__getitem__) if out
    ]
    rest = [i for i, out in enumerate(stands_out) if not out]
    found = list(find_spans(given_frames, thresholds=THRESHOLDS))
    assert [span.is_event for span in found] == [True] * len(rows) + [False] * bool(rest)
    for span, numbers in zip(found, [*rows, *([rest] if rest else [])], strict=True):
        best = max(numbers, key=lambda i: (raw[i] >= NG, values[i]))
        is_strong = raw[best] >= NG > max(values[i] for i in numbers)
        assert (span.start, span.end) == (numbers[0] / 2, numbers[-1] / 2)
        assert span.frames == len(numbers)
        assert span.shown is given_frames[best]
        assert span.smoothed == max(values[i] for i in numbers)
        assert ("reaches NG by itself" in str(span.warning)) == is_strong
        assert str(span.warning).endswith(str(DARK)) == bool(warned & set(numbers))
        assert bool(span.warning) == (is_strong or bool(warned & set(numbers)))


@given(scores, scores)
def test_nothing_is_smoothed_across_a_gap_and_no_event_goes_over_it(before, after):
    given_frames = frames([*before, *after], gaps={len(before)})
    found = [value for _, value in smoothed_scores(given_frames)]
    assert found == [*smoothed(before), *smoothed(after)]
    for span in find_spans(given_frames, thresholds=THRESHOLDS):
        if span.is_event:
            assert not span.start < len(before) / 2 <= span.end


def test_frames_are_let_go_of_while_a_video_goes_on():
    """A video of any length is worked off in the memory of a few frames."""
    alive, most = 0, 0

    class Pixels:
        def __init__(self):
            nonlocal alive
            alive += 1

        def __del__(self):
            nonlocal alive
            alive -= 1

    def video():
        nonlocal most
        for i in range(300):
            yield ScoredFrame(float(i), float(i % 7), NOTHING, Pixels())
            most = max(most, alive)

    events = sum(1 for _ in find_spans(video(), thresholds=Thresholds(REVIEW, 20.0)))
    assert events > 40
    assert most <= 6
