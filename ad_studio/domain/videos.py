"""What a result says of the frames of a video or an image sequence that it stands for."""

from dataclasses import dataclass
from pathlib import Path

from ad_studio.domain.verdicts import shown_score
from ad_studio.messages import Message, msg

DEFAULT_RATE = 2.0
"""Frames per second of a video where nothing else is asked for."""

LOWEST_RATE, HIGHEST_RATE = 0.001, 1000.0


@dataclass(frozen=True, slots=True)
class FrameSpan:
    """The frames that one result stands for: an event, or all frames outside of events.

    The score of the result is the highest smoothed score. It shows the frame that has it; where
    frames reach NG by themselves, one of those.

    Attributes:
        video: The video file, or the folder of the sequence (absolute).
        video_sha256: Of the video file; empty for a sequence, each frame of which is a file.
        is_event: Whether it is an event; else it stands for the frames outside of events.
        start: Of its first frame, in seconds from the beginning.
        end: Of its last frame.
        shown: Of the frame on show.
        frames: How many were scored.
        raw: Score of the frame on show by itself, before smoothing; sigma.
    """

    video: Path
    video_sha256: str
    is_event: bool
    start: float
    end: float
    shown: float
    frames: int
    raw: float

    @property
    def message(self) -> Message:
        """Which frames, in words."""
        if self.is_event:
            return msg(
                "Event from {start} to {end} in {video}, {frames} frames; shown is {shown}, "
                "{raw:.2f} sigma by itself.",
                start=clock(self.start),
                end=clock(self.end),
                video=self.video.name,
                frames=self.frames,
                shown=clock(self.shown),
                raw=shown_score(self.raw),
            )
        return msg(
            "{frames} frames of {video} outside of events; shown is {shown}, {raw:.2f} sigma by "
            "itself.",
            frames=self.frames,
            video=self.video.name,
            shown=clock(self.shown),
            raw=shown_score(self.raw),
        )


def clock(seconds: float) -> str:
    """A time within a video as "m:ss.s", or "h:mm:ss.s" from an hour on."""
    tenths = round(seconds * 10)
    minutes, rest = divmod(tenths, 600)
    hours, minutes_left = divmod(minutes, 60)
    whole = f"{rest // 10:02d}.{rest % 10}"
    return f"{hours}:{minutes_left:02d}:{whole}" if hours else f"{minutes}:{whole}"
