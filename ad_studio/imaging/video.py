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
from ad_studio.messages import msg, plain

_COPY_AGAIN = msg("Copy it again from the camera, or save it anew as MP4.")

_ENDS = {
    "no video": ImageError(
        msg("This is no video file, or of a kind that is not read."),
        hint=msg("Save it as MP4, MKV, MOV or AVI."),
    ),
    "no frames": ImageError(msg("The video has no frames."), hint=_COPY_AGAIN),
    "too large": ImageError(
        msg(
            "The frames of the video have more than {most} megapixels.",
            most=faults.MAX_PIXELS // 1_000_000,
        ),
        hint=msg("Save it in a smaller size."),
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
    """

    seconds: float
    pixels: RgbImage
    share: float | None


def is_installed() -> bool:
    """Whether the library is there."""
    return find_spec("av") is not None


def video_frames(
    path: Path,
    *,
    rate: float,
    should_stop: Callable[[], bool],
    limits: Limits = _LIMITS,
) -> Iterator[VideoFrame]:
    """Decode frames of a video file in the order of time; close the iterator to stop earlier.

    Args:
        path: The file. What it is, is told by its content, not by its name.
        rate: Frames per second of the video; where it has fewer, each is taken once.
        should_stop: Asked several times a second.
        limits: What it may take; `seconds` between two frames.

    Raises:
        ImageError: It is no video file, has no frames, or is damaged; what is sound before that was
            handed out.
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
                pixels = child.receive_pixels(answer["shape"])
                yield VideoFrame(float(answer["seconds"]), pixels, answer["share"])
            elif "end" in answer:
                break
        if answer["end"]:
            raise _fault(answer)
    except ImageError as error:
        raise _of(path, error) from error
    except MemoryError as error:
        raise _of(path, faults.too_much_memory()) from error
    except (EOFError, OSError, ValueError, KeyError, TypeError) as error:
        raise _of(path, faults.decoder_ended()) from error
    finally:
        child.end()


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
        message = msg(
            "The video ends after {seconds:.1f} s and should be {length:.1f} s long.",
            seconds=float(answer["seconds"]),
            length=float(answer["length"]),
        )
    elif seconds is not None:
        message = msg("The video is damaged after {seconds:.1f} s.", seconds=float(seconds))
    return ImageError(message, hint=_COPY_AGAIN)


def needs_library() -> ImageError:
    """Return the error of a program that was installed without the extra."""
    return ImageError(
        msg("Videos need a library that is not installed."),
        hint=msg("Install it with: pip install 'ad_studio[video]'"),
    )
