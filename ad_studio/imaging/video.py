"""Frames of a video file at a chosen rate, decoded in a child process as other files are.

The library is an extra: `ad_studio[video]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ad_studio.domain import RgbImage
from ad_studio.errors import ImageError
from ad_studio.imaging import faults
from ad_studio.imaging.child_process import ChildProcess
from ad_studio.imaging.decode_pool import Limits
from ad_studio.messages import Message, msg, plain

_COPY_AGAIN = msg("Copy it again from the camera, or save it anew as MP4.")

_ENDS = {
    "empty": ImageError(faults.EMPTY, hint=_COPY_AGAIN),
    "no video": ImageError(
        msg("This is no video file, or an incomplete one, or of a kind that is not read."),
        hint=msg("Copy it again from the camera, or save it as MP4, MKV, MOV or AVI."),
    ),
    "no frames": ImageError(msg("The video has no frames."), hint=_COPY_AGAIN),
    "too large": ImageError(
        msg(
            "The frames of the video have more than {most} megapixels.",
            most=faults.MAX_PIXELS // 1_000_000,
        ),
        hint=msg("Save it in a smaller size."),
    ),
    "deep grey": ImageError(
        msg("The grey values of the video have 16 bits, of which it does not say how many count."),
        hint=msg("Save it with 8 bits, or its frames as images, and inspect these as a sequence."),
    ),
}
_LIMITS = Limits()


@dataclass(frozen=True, slots=True, eq=False)
class VideoFrame:
    """One frame.

    Attributes:
        seconds: From the first frame on.
        pixels: uint8 [H, W, 3], RGB, upright.
        share: Of the video, 0 to 1, that lies before it; None where its length is not known.
        missing_since: When the frame before was, where frames are missing between them; seconds.
    """

    seconds: float
    pixels: RgbImage
    share: float | None
    missing_since: float | None


def is_installed() -> bool:
    """Whether the library is there."""
    return find_spec("av") is not None


def video_frames(
    path: Path,
    *,
    rate: float,
    should_stop: Callable[[], bool],
    on_doubt: Callable[[Message], None] = lambda _doubt: None,
    limits: Limits = _LIMITS,
) -> Iterator[VideoFrame]:
    """Decode frames of a video file in the order of time; close the iterator to stop earlier.

    Args:
        path: The file. What it is, is told by its content, not by its name.
        rate: Frames per second of the video; where it has fewer, each is taken once. The first
            frame after a gap is taken in any case.
        should_stop: Asked several times a second.
        on_doubt: Told at the end if frames may be missing there.
        limits: What it may take; `seconds` between two frames.

    Raises:
        ImageError: It is empty or no video file, has no frames, or is damaged; what is sound before
            that was handed out.
        Cancelled: `should_stop` turned true.
    """
    from ad_studio.imaging.video_process import serve_video

    try:
        if not path.is_file():  # neither a device nor a pipe, which have no end
            raise ImageError(msg("This is not a file."), hint=msg("Choose a video file."))
        child = ChildProcess(serve_video, str(path), rate, memory=limits.memory)
    except ImageError as error:
        raise _of(path, error) from error
    started = False
    try:
        while True:
            seconds = limits.seconds if started else limits.start
            child.wait(
                seconds, should_stop, late=faults.too_slow(seconds), patience=limits.patience
            )
            answer = child.receive_json()
            started = True
            if "shape" in answer:
                yield _frame(child, answer)
            elif "end" in answer:
                break
        if answer["end"]:
            raise _fault(answer)
        if "length" in answer:
            on_doubt(msg("It may be cut off: {how}", how=_too_short(answer)))
    except ImageError as error:
        raise _of(path, error) from error
    except MemoryError as error:
        raise _of(path, faults.too_much_memory()) from error
    except (EOFError, OSError, ValueError, KeyError, TypeError) as error:
        raise _of(path, faults.decoder_ended()) from error
    finally:
        child.end()


def _frame(child: ChildProcess, answer: dict[str, Any]) -> VideoFrame:
    """The frame that the child announced.

    Raises:
        ValueError: It is none.
        EOFError, OSError: The child has ended.
    """
    height, width, channels = answer["shape"]
    share, since = answer["share"], answer["missing_since"]
    is_sound = channels == 3 and min(height, width) > 0 and height * width <= faults.MAX_PIXELS
    if not is_sound or not (share is None or 0 <= share <= 1):
        raise ValueError("not a frame")
    pixels = child.receive_pixels((height, width, channels))
    return VideoFrame(float(answer["seconds"]), pixels, share, since)


def _too_short(answer: dict[str, Any]) -> Message:
    return msg(
        "The video ends after {seconds:.1f} s and should be {length:.1f} s long.",
        seconds=float(answer["seconds"]),
        length=float(answer["length"]),
    )


def _of(path: Path, error: ImageError) -> ImageError:
    return ImageError(error.message, path=path, hint=error.hint)


def _fault(answer: dict[str, Any]) -> ImageError:
    """Why a video came to an end that is none."""
    end, seconds = answer["end"], answer.get("seconds")
    if end == "no library":
        return needs_library()
    if end == "memory":
        return faults.too_much_memory()
    if end in _ENDS:
        return _ENDS[end]
    message = msg("The video is damaged ({reason}).", reason=plain(str(answer.get("reason", ""))))
    if end == "cut off":
        message = _too_short(answer)
    elif seconds is not None:
        message = msg("The video is damaged after {seconds:.1f} s.", seconds=float(seconds))
    return ImageError(message, hint=_COPY_AGAIN)


def needs_library() -> ImageError:
    """Return the error of a program that was installed without the extra."""
    return ImageError(
        msg("Videos need a library that is not installed."),
        hint=msg("Install it with: pip install 'ad_studio[video]'"),
    )
