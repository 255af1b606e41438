"""What the child process of a video does: it decodes frames, and sends those that are wanted.

The file is opened here and given to the decoder as an open file: other files or addresses that its
content names are not opened. Its kind is told by its content.
"""

import io
import math
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from ad_studio.imaging.decode_process import become_decoder, send_in_pieces, send_json
from ad_studio.imaging.faults import MAX_PIXELS

_CONTAINERS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpeg,mpegts,mpegvideo,asf,flv,ogg,h264,hevc"
)
_OPTIONS = {"format_whitelist": _CONTAINERS, "protocol_whitelist": "none"}
_ALIVE_SECONDS = 1.0
_MISSING_SECONDS = 1.0  # at the end; the length in a header is not exact


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
            _send_frames(connection, file, rate)
        send_json(connection, {"end": ""})
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


def _send_frames(connection: Connection, file: io.BufferedReader, rate: float) -> None:
    import av

    try:
        container = av.open(file, options=_OPTIONS)
    except (av.error.FFmpegError, ValueError) as error:
        raise _EndError("no video") from error
    with container:
        if not container.streams.video:
            raise _EndError("no video")
        stream = container.streams.video[0]
        length = _length(container, stream)
        last, told = -math.inf, time.monotonic()
        for seconds, is_wanted, frame in _timed_frames(container, stream, rate):
            last = seconds
            if frame.is_corrupt:
                raise _EndError("damaged", seconds=seconds)
            if frame.width * frame.height > MAX_PIXELS:
                raise _EndError("too large")
            if is_wanted:
                share = min(1.0, seconds / length) if length else None
                _send_frame(connection, frame, seconds, share)
            elif time.monotonic() - told > _ALIVE_SECONDS:
                send_json(connection, {})
            else:
                continue
            told = time.monotonic()
    if last < 0:
        raise _EndError("no frames")
    if length is not None and last + _MISSING_SECONDS < length:
        raise _EndError("cut off", seconds=last, length=length)


def _timed_frames(
    container: Any,  # noqa: ANN401 - its module may be missing
    stream: Any,  # noqa: ANN401
    rate: float,
) -> Iterator[tuple[float, bool, Any]]:
    """Each frame with its time from the first one on, and whether it is wanted.

    Wanted is the first frame at or after each of the times 0, 1 / rate, 2 / rate and so on. A frame
    that does not come after the one before, or says no time, follows it at the usual distance.
    """
    usual = 1 / float(stream.average_rate or stream.guessed_rate or 25)
    first: float | None = None
    last, wanted = -usual, 0
    for frame in container.decode(stream):
        if frame.time is not None and first is None:
            first = frame.time
        seconds = last + usual if frame.time is None or first is None else frame.time - first
        if seconds <= last:
            seconds = last + usual
        last = seconds
        # a frame of time 0.99999 is meant to be that of 1
        number = math.floor(seconds * rate + 1e-3)
        yield seconds, number >= wanted, frame
        wanted = max(wanted, number + 1)


def _length(container: Any, stream: Any) -> float | None:  # noqa: ANN401
    """Of the video in seconds, as its header says; None where it does not."""
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    if container.duration is not None and len(container.streams) == 1:
        return float(container.duration / 1_000_000)
    return None


def _send_frame(
    connection: Connection,
    frame: Any,  # noqa: ANN401
    seconds: float,
    share: float | None,
) -> None:
    import numpy as np

    pixels = frame.to_ndarray(format="rgb24")
    turns = round(frame.rotation / 90) % 4  # counterclockwise, as numpy turns
    if turns:
        pixels = np.rot90(pixels, turns)
    pixels = np.ascontiguousarray(pixels)
    send_json(connection, {"shape": pixels.shape, "seconds": seconds, "share": share})
    send_in_pieces(connection, pixels.reshape(-1).data)
