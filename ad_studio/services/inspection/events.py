"""Scores of frames to events: smoothed over time, and the frames in a row that stand out.

The smoothed score of frame i is s(i) = (r(i - 1) + 2 r(i) + r(i + 1)) / 4 of the raw scores r; at
either end of the video the neighbour that is missing does not count: s(0) = (2 r(0) + r(1)) / 3.
It is centred, so an event is not moved in time; a score that stays the same stays as it is; one
frame that stands out by itself is damped to half of that. An event is a longest row of frames of
which each reaches the REVIEW threshold by its smoothed score, or has a warning.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from ad_studio.messages import NOTHING, Message

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ScoredFrame(Generic[_T]):
    """One frame.

    Attributes:
        seconds: From the beginning of the video.
        raw: Its own score, sigma.
        warning: Why it may show no part; empty for nothing.
        of: Whatever goes with it, kept for the frame on show only.
    """

    seconds: float
    raw: float
    warning: Message
    of: _T


@dataclass(slots=True)
class Span(Generic[_T]):
    """Frames that are told of together.

    Attributes:
        is_event: Whether they stand out.
        start: Seconds of the first one.
        end: Seconds of the last one.
        frames: How many there are.
        shown: The frame with the highest smoothed score, the first of several.
        smoothed: That score, sigma.
        warning: The first one in it; empty where there is none.
    """

    is_event: bool
    start: float
    end: float
    frames: int
    shown: ScoredFrame[_T]
    smoothed: float
    warning: Message

    def add(self, frame: ScoredFrame[_T], smoothed: float) -> None:
        """Take in one more frame, later than all others."""
        self.end = frame.seconds
        self.frames += 1
        self.warning = self.warning or frame.warning
        if smoothed > self.smoothed:
            self.shown, self.smoothed = frame, smoothed


def smoothed_scores(
    frames: Iterable[ScoredFrame[_T]],
) -> Iterator[tuple[ScoredFrame[_T], float]]:
    """Give each frame its smoothed score; at most three frames are held at a time."""
    before = here = None
    for after in frames:
        if here is not None:
            yield here, _smoothed(before, here, after)
        before, here = here, after
    if here is not None:
        yield here, _smoothed(before, here, None)


def find_spans(frames: Iterable[ScoredFrame[_T]], *, review: float) -> Iterator[Span[_T]]:
    """Find the events, and what is told of the rest.

    Args:
        frames: In the order of time.
        review: The REVIEW threshold, sigma.

    Yields:
        Each event once it is over; at the end, if there are frames outside of events, one span for
        all of those.
    """
    event: Span[_T] | None = None
    rest: Span[_T] | None = None
    for frame, smoothed in smoothed_scores(frames):
        if smoothed >= review or frame.warning:
            event = _with(event, frame, smoothed, is_event=True)
            continue
        if event is not None:
            yield event
            event = None
        rest = _with(rest, frame, smoothed, is_event=False)
    if event is not None:
        yield event
    if rest is not None:
        yield rest


def _smoothed(
    before: ScoredFrame[_T] | None, here: ScoredFrame[_T], after: ScoredFrame[_T] | None
) -> float:
    beside = [frame.raw for frame in (before, after) if frame is not None]
    return (2 * here.raw + sum(beside)) / (2 + len(beside))


def _with(
    span: Span[_T] | None, frame: ScoredFrame[_T], smoothed: float, *, is_event: bool
) -> Span[_T]:
    if span is None:
        at = frame.seconds
        return Span(is_event, at, at, 1, frame, smoothed, frame.warning or NOTHING)
    span.add(frame, smoothed)
    return span
