"""What the child process of a video does: it decodes frames, and sends those that are wanted.

The file is opened here and given to the decoder as an open file: other files or addresses that its
content names are not opened. Its kind is told by its content.
"""

import io
import math
import os
import struct
import time
from collections import deque
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import Any

from ad_studio.imaging.decode_process import become_decoder, send_in_pieces, send_json
from ad_studio.imaging.faults import MAX_PIXELS

_CONTAINERS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpeg,mpegts,mpegvideo,asf,flv,ogg,h264,hevc"
)
_OPTIONS = {"format_whitelist": _CONTAINERS, "protocol_whitelist": "none"}
_ALIVE_SECONDS = 1.0
_MISSING_SECONDS = 1.0  # the length in a header is not exact, and frames are dropped now and then
_MISSING_AT_END = 1.5  # usual distances: the last frame is shown for one
_MISSING_WITHIN = 5  # usual distances
_LATEST = 25  # distances that the usual one is the median of


def serve_video(connection: Connection, path: str, rate: float) -> None:
    """Send the frames of a video file at a rate, as JSON and pixels; then how it ended.

    Args:
        connection: To the parent.
        path: The file.
        rate: Frames per second of the video.
    """
    become_decoder()
    try:
        import av
    except ImportError:
        send_json(connection, {"end": "no library"})
        return
    try:
        with Path(path).open("rb") as file:
            if not os.fstat(file.fileno()).st_size:
                raise _EndError("empty")
            about = _send_frames(connection, file, rate)
        send_json(connection, {"end": "", **about})
    except _EndError as end:
        send_json(connection, {"end": str(end), **end.about})
    except MemoryError:
        send_json(connection, {"end": "memory"})
    except (OSError, ValueError, EOFError, av.error.FFmpegError) as error:
        send_json(connection, {"end": "damaged", "reason": _reason(error)})


def _reason(error: Exception) -> str:
    strerror = getattr(error, "strerror", None)
    return str(strerror or error or type(error).__name__)


class _EndError(Exception):
    """A video comes to an end that is none: its text says how, `about` with which values."""

    def __init__(self, how: str, **about: float) -> None:
        super().__init__(how)
        self.about = about


def _send_frames(connection: Connection, file: io.BufferedReader, rate: float) -> dict[str, float]:
    """Send the frames; return where they end and should, if they may have been cut off."""
    import av

    try:
        container = av.open(file, "r", options=_OPTIONS)
    except (av.error.FFmpegError, ValueError) as error:
        raise _EndError("no video") from error
    with container:
        if not container.streams.video:
            raise _EndError("no video")
        stream = container.streams.video[0]
        length, of_pictures = _length(container, stream)
        header = 1 / float(stream.average_rate or stream.guessed_rate or 25)
        line, told = _TimeLine(rate, usual=header), time.monotonic()
        for frame in container.decode(stream):
            at = line.place(frame.time)
            if frame.is_corrupt:
                raise _EndError("damaged", seconds=at.seconds)
            if frame.width * frame.height > MAX_PIXELS:
                raise _EndError("too large")
            if frame.format.name.startswith("gray16"):  # how many of the bits count it does not say
                raise _EndError("deep grey")
            if at.is_wanted:
                share = min(1.0, at.seconds / length) if length else None
                _send_frame(connection, frame, at, share)
            elif time.monotonic() - told > _ALIVE_SECONDS:
                send_json(connection, {})
            else:
                continue
            told = time.monotonic()
    if line.last is None:
        raise _EndError("no frames")
    if length is None or line.last + max(_MISSING_SECONDS, _MISSING_AT_END * line.usual) >= length:
        return {}
    if of_pictures:
        raise _EndError("cut off", seconds=line.last, length=length)
    return {"seconds": line.last, "length": length}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a frame stands in time.

    Attributes:
        seconds: From the first frame on.
        is_wanted: Whether it is the first frame at or after one of the times 0, 1 / rate, 2 / rate
            and so on, or after a gap.
        missing_since: When the frame before was, if there is a gap between them.
    """

    seconds: float
    is_wanted: bool
    missing_since: float | None


class _TimeLine:
    """Places the frames of a video in time.

    A frame that does not come after the one before, or says no time, follows it at the usual
    distance.

    Attributes:
        last: Seconds of the latest frame; None before the first one.
    """

    def __init__(self, rate: float, *, usual: float) -> None:
        """Begin.

        Args:
            rate: Frames per second that are wanted.
            usual: Seconds between two frames as the header says.
        """
        self.last: float | None = None
        self._rate = rate
        self._header = usual
        self._latest: deque[float] = deque(maxlen=_LATEST)
        self._first: float | None = None
        self._wanted = 0

    @property
    def usual(self) -> float:
        """Seconds between two frames."""
        return median(self._latest) if self._latest else self._header

    def place(self, time: float | None) -> _Place:
        """Place the next frame; `time` is what it says itself, in seconds."""
        if self._first is None:
            self._first = time
        if self.last is None:
            return self._at(0.0, missing_since=None)
        before, usual = self.last, self.usual
        seconds = -1.0 if time is None or self._first is None else time - self._first
        if seconds <= before:
            seconds = before + usual
        distance = seconds - before
        is_gap = distance > max(_MISSING_SECONDS, _MISSING_WITHIN * usual)
        self._latest.append(distance)
        return self._at(seconds, missing_since=before if is_gap else None)

    def _at(self, seconds: float, *, missing_since: float | None) -> _Place:
        self.last = seconds
        # a frame of time 0.99999 is meant to be that of 1
        number = math.floor(seconds * self._rate + 1e-3)
        is_wanted = number >= self._wanted or missing_since is not None
        self._wanted = max(self._wanted, number + 1)
        return _Place(seconds, is_wanted, missing_since)


def _length(container: Any, stream: Any) -> tuple[float | None, bool]:  # noqa: ANN401
    """How long the video is by its header, and whether that is said of the pictures.

    Returns:
        Seconds, None where nothing is said; false where the sound may be what takes so long.
    """
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base), True
    tag = _seconds(stream.metadata.get("DURATION", ""))  # of Matroska
    if tag is not None:
        return tag, True
    if container.duration is not None:
        return float(container.duration / 1_000_000), len(container.streams) == 1
    return None, True


def _seconds(tag: str) -> float | None:
    """A time such as 01:02:03.5 in seconds; None where it is none."""
    try:
        hours, minutes, seconds = map(float, tag.split(":"))
    except ValueError:
        return None
    return 3600 * hours + 60 * minutes + seconds


def _send_frame(
    connection: Connection,
    frame: Any,  # noqa: ANN401
    at: _Place,
    share: float | None,
) -> None:
    import numpy as np

    pixels = np.ascontiguousarray(_upright(frame))
    about = {"seconds": at.seconds, "share": share, "missing_since": at.missing_since}
    send_json(connection, {"shape": pixels.shape, **about})
    send_in_pieces(connection, pixels.reshape(-1).data)


def _upright(frame: Any) -> Any:  # noqa: ANN401
    """Its pixels, uint8 [H, W, 3], turned and mirrored as the video says."""
    from av.sidedata.sidedata import Type

    pixels = frame.to_ndarray(format="rgb24")
    data = frame.side_data.get(Type.DISPLAYMATRIX)
    if data is None:
        return pixels
    # shown at (a x + c y, b x + d y)
    a, b, _, c, d, *_ = struct.unpack("=9i", bytes(data))
    if abs(b) > abs(a):
        pixels, a, d = pixels.transpose(1, 0, 2), c, b
    return pixels[:: -1 if d < 0 else 1, :: -1 if a < 0 else 1]
