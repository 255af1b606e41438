"""Inspects one video, or one image sequence: its frames are scored, and told of by events.

A result shows one frame. A frame of a video file is stored as PNG in the project, so that it can be
looked at, judged and compared with what was scored like any other image; a frame of a sequence is a
file already. All scores, raw and smoothed, are kept beside these pictures, in `scores.csv`.
"""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ad_studio.domain import FrameSpan, RgbImage, Thresholds
from ad_studio.files import write_atomic
from ad_studio.imaging.encode import encode_png
from ad_studio.messages import joined, msg
from ad_studio.services.inspection.events import ScoredFrame, Span, find_spans, smoothed_scores
from ad_studio.services.inspection.frame_sources import Frame, FrameSource
from ad_studio.services.inspection.pipeline import group_by_size, score
from ad_studio.store import FrameScores, NewResult
from ad_studio.store.failures import file_failure

if TYPE_CHECKING:
    from ad_studio.detection.detectors.base import AnyDetector

SCORES = "scores.csv"
_LONGEST_STEM = 50  # characters of the video's name in the names of its frames


def inspect_frames(
    source: FrameSource,
    *,
    detector: AnyDetector,
    thresholds: Thresholds,
    folder: Path,
    on_frame: Callable[[float | None], None],
) -> tuple[list[NewResult], FrameScores | None]:
    """Score the frames of a video or sequence.

    Args:
        source: Its frames.
        detector: Scores them.
        thresholds: Those in force; they say which frames belong to an event.
        folder: Where frames and scores are kept; made if need be, gone if this fails.
        on_frame: Called before each group of frames with the share of the video that is done, None
            where it is not known; raises an exception when the user has cancelled.

    Returns:
        One result for each event, one for all other frames, and one for each that could not be
        read. A video of which nothing can be read has one result, with the error. Beside them the
        file with all scores; None where no frame has one.

    Raises:
        StoreError: A frame cannot be stored.
    """
    try:
        frames = _Frames(source, detector, folder, on_frame)
        return frames.results(thresholds), frames.kept_scores()
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


class _Frames:
    """The frames of one video while they are scored."""

    def __init__(
        self,
        source: FrameSource,
        detector: AnyDetector,
        folder: Path,
        on_frame: Callable[[float | None], None],
    ) -> None:
        self._source = source
        self._detector = detector
        self._folder = folder
        self._on_frame = on_frame
        self._unreadable: list[NewResult] = []
        self._scores: list[ScoredFrame[None]] = []

    def results(self, thresholds: Thresholds) -> list[NewResult]:
        with closing(self._source.frames()) as frames:
            spans = find_spans(self._scored(frames), thresholds=thresholds)
            found = [self._result(span) for span in spans]
        if found and self._source.doubt:
            last = found[-1]  # the frames outside of events, if there are some
            found[-1] = replace(last, warning=joined(self._source.doubt, last.warning))
        found += self._unreadable
        if self._source.error:
            place, sha256 = self._source.place, self._source.sha256
            found.append(NewResult(path=place, sha256=sha256, error=self._source.error))
        return found

    def kept_scores(self) -> FrameScores | None:
        """Keep all scores in a file; none where there are none."""
        if not self._scores:
            return None
        path, data = self._folder / SCORES, _table(self._scores)
        self._write(path, data)
        return FrameScores(path, hashlib.sha256(data).hexdigest())

    def _scored(self, frames: Iterable[Frame]) -> Iterator[ScoredFrame[tuple[Frame, NewResult]]]:
        for group in group_by_size(frames, self._detector.batch):
            self._on_frame(group[0].share)
            images = [frame.image for frame in group]
            for frame, new in zip(
                group, score(self._detector, images, between=self._between), strict=True
            ):
                if new.score is None:
                    self._unreadable.append(new)
                    continue
                bare = replace(frame, image=replace(frame.image, pixels=None))
                about = (frame.seconds, new.score, new.warning)
                self._scores.append(ScoredFrame(*about, None, frame.is_after_gap))
                yield ScoredFrame(*about, (bare, new), frame.is_after_gap)

    def _between(self, _share: float) -> None:
        """Between the tiles of a frame."""
        self._on_frame(None)

    def _result(self, span: Span[tuple[Frame, NewResult]]) -> NewResult:
        frame, new = span.shown.of
        about = FrameSpan(
            video=self._source.place,
            video_sha256=self._source.sha256,
            is_event=span.is_event,
            start=span.start,
            end=span.end,
            shown=frame.seconds,
            frames=span.frames,
            raw=span.shown.raw,
        )
        new = replace(new, score=span.smoothed, warning=span.warning, span=about)
        return new if frame.full is None else self._kept(new, frame.seconds, frame.full)

    def _kept(self, new: NewResult, seconds: float, pixels: RgbImage) -> NewResult:
        """The result with its frame as a file."""
        path = self._folder / f"{_plain(self._source.place.stem)}_{seconds:09.3f}s.png"
        data = encode_png(pixels)
        self._write(path, data)
        return replace(
            new,
            path=path,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            mtime_ns=path.stat().st_mtime_ns,
        )

    def _write(self, path: Path, data: bytes) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(path, data)
        except OSError as error:
            raise file_failure(error, path, msg("store the frame")) from error


def _plain(stem: str) -> str:
    """A name as every system takes it, in a backup, too."""
    plain = "".join(c if c.isalnum() or c in "-_. " else "_" for c in stem[:_LONGEST_STEM])
    return plain.lstrip(". ") or "video"


def _table(scores: Sequence[ScoredFrame[None]]) -> bytes:
    """All scores as CSV."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(("seconds", "raw_sigma", "smoothed_sigma"))
    lines.writerows(
        (f"{frame.seconds:.3f}", f"{frame.raw:.4f}", f"{smoothed:.4f}")
        for frame, smoothed in smoothed_scores(scores)
    )
    return text.getvalue().encode()
