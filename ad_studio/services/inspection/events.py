"""Scores of frames to events: smoothed over time, and the frames in a row that stand out.

The smoothed score of frame i is s(i) = (r(i - 1) + 2 r(i) + r(i + 1)) / 4 of the raw scores r; at
either end of the video, and of a gap in it, the neighbour that is missing does not count:
s(0) = (2 r(0) + r(1)) / 3. It is centred, so an event is not moved in time; a score that stays the
same stays as it is; one frame that stands out by itself is damped to half of that. An event is a
longest row of frames, without a gap, of which each reaches the REVIEW threshold by its smoothed
score, reaches the NG threshold by its raw score, or has a warning.

Smoothing keeps one frame by itself from being NG, unless it is so high that its smoothed score
reaches NG, too. It never makes it OK: a part may be in one frame only. So an event in which a raw
score reaches NG, and no smoothed score does, has a warning.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from ad_studio.domain import Thresholds, shown_score
from ad_studio.domain.videos import clock
from ad_studio.messages import Message, joined, msg

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ScoredFrame(Generic[_T]):
    """One frame.

    Attributes:
        seconds: From the beginning of the video.
        raw: Its own score, sigma.
        warning: Why it may show no part; empty for nothing.
        of: Whatever goes with it, kept for the frame on show only.
        is_after_gap: Whether the frames right before it are missing.
    """

    seconds: float
    raw: float
    warning: Message
    of: _T
    is_after_gap: bool = False


@dataclass(slots=True)
class Span(Generic[_T]):
    """Frames that are told of together.

    Attributes:
        is_event: Whether they stand out.
        start: Seconds of the first one.
        end: Seconds of the last one.
        frames: How many there are.
        shown: The frame with the highest smoothed score, the first of several; where frames reach
            NG by their raw scores, one of those.
        shown_rank: By what it was chosen: whether it reaches NG, and its smoothed score.
        smoothed: The highest smoothed score, sigma.
        warning: The first one in it; empty where there is none.
    """

    is_event: bool
    start: float
    end: float
    frames: int
    shown: ScoredFrame[_T]
    shown_rank: tuple[bool, float]
    smoothed: float
    warning: Message

    def add(self, frame: ScoredFrame[_T], smoothed: float, *, ng: float) -> None:
        """Take in one more frame, later than all others; `ng` is the NG threshold, sigma."""
        self.end = frame.seconds
        self.frames += 1
        self.warning = self.warning or frame.warning
        self.smoothed = max(self.smoothed, smoothed)
        rank = (frame.raw >= ng, smoothed)
        if rank > self.shown_rank:
            self.shown, self.shown_rank = frame, rank


def smoothed_scores(
    frames: Iterable[ScoredFrame[_T]],
) -> Iterator[tuple[ScoredFrame[_T], float]]:
    """Give each frame its smoothed score; at most three frames are held at a time."""
    before = here = None
    for after in frames:
        if here is not None:
            yield here, _smoothed(before, here, None if after.is_after_gap else after)
        before, here = None if after.is_after_gap else here, after
    if here is not None:
        yield here, _smoothed(before, here, None)


def find_spans(frames: Iterable[ScoredFrame[_T]], *, thresholds: Thresholds) -> Iterator[Span[_T]]:
    """Find the events, and what is told of the rest.

    Args:
        frames: In the order of time.
        thresholds: Those in force.

    Yields:
        Each event once it is over; at the end, if there are frames outside of events, one span for
        all of those.
    """
    event: Span[_T] | None = None
    rest: Span[_T] | None = None
    for frame, smoothed in smoothed_scores(frames):
        stands_out = (
            smoothed >= thresholds.review or frame.raw >= thresholds.ng or bool(frame.warning)
        )
        if event is not None and (frame.is_after_gap or not stands_out):
            yield _told(event, thresholds.ng)
            event = None
        if stands_out:
            event = _with(event, frame, smoothed, is_event=True, ng=thresholds.ng)
        else:
            rest = _with(rest, frame, smoothed, is_event=False, ng=thresholds.ng)
    if event is not None:
        yield _told(event, thresholds.ng)
    if rest is not None:
        yield rest


def _smoothed(
    before: ScoredFrame[_T] | None, here: ScoredFrame[_T], after: ScoredFrame[_T] | None
) -> float:
    beside = [frame.raw for frame in (before, after) if frame is not None]
    return (2 * here.raw + sum(beside)) / (2 + len(beside))


def _with(
    span: Span[_T] | None, frame: ScoredFrame[_T], smoothed: float, *, is_event: bool, ng: float
) -> Span[_T]:
    if span is None:
        at, rank = frame.seconds, (frame.raw >= ng, smoothed)
        return Span(is_event, at, at, 1, frame, rank, smoothed, frame.warning)
    span.add(frame, smoothed, ng=ng)
    return span


def _told(event: Span[_T], ng: float) -> Span[_T]:
    """An event that is over, with a warning where it is REVIEW only by smoothing."""
    shown = event.shown
    if shown.raw >= ng > event.smoothed:
        strong = msg(
            "The frame at {seconds} reaches NG by itself, with {raw:.2f} sigma.",
            seconds=clock(shown.seconds),
            raw=shown_score(shown.raw),
        )
        event.warning = joined(strong, event.warning)
    return event
