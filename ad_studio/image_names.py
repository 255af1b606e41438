"""Names: in which form they are compared, which files are images, the order in which they come."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, TypeVar

SUFFIXES = (
    *(".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".jfi", ".jp2", ".bmp", ".dib"),
    *(".tif", ".tiff", ".webp", ".gif", ".ppm", ".pgm", ".pbm", ".pnm"),
)
"""File name endings taken for images, in lower case; names are compared without case."""

VIDEO_SUFFIXES = (
    *(".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".ts", ".mts", ".m2ts"),
    *(".wmv", ".flv", ".ogv", ".3gp", ".mj2"),
)
"""File name endings taken for videos, likewise."""


def unified(name: str) -> str:
    """A name in one Unicode form.

    A Mac writes a letter and its accent apart; they look the same and are the same name. The path
    on the disk stays as it is.
    """
    return unicodedata.normalize("NFC", name)


def comparable(name: str) -> str:
    """A name in the form in which names of files are compared: unified, and without case."""
    return unified(unified(name).casefold())


class Image(Protocol):
    """Anything that tells which file it is of."""

    @property
    def path(self) -> Path:
        """The image file (absolute)."""


_Image = TypeVar("_Image", bound=Image)


def called(images: Sequence[_Image], name: str) -> list[_Image]:
    """The images that a user means by a path, or by the end of one.

    The whole path counts most, then its last parts as they are written, then in the form in which
    names are compared.
    """
    wanted = Path(name)
    alike = tuple(comparable(part) for part in wanted.parts)

    def ends(image: _Image) -> tuple[str, ...]:
        return image.path.parts[-len(wanted.parts) :]

    found = [image for image in images if image.path == wanted.absolute()]
    found = found or [image for image in images if ends(image) == wanted.parts]
    return found or [image for image in images if tuple(map(comparable, ends(image))) == alike]


def is_image_name(name: str) -> bool:
    """Whether a file of this name is taken for an image; hidden ones (a leading dot) are not."""
    return not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES


def is_video_name(name: str) -> bool:
    """Whether a file of this name is taken for a video; hidden ones are not."""
    return not name.startswith(".") and Path(name).suffix.lower() in VIDEO_SUFFIXES


def natural_order(path: Path) -> tuple[list[list[str | int]], str]:
    """Sort key: runs of digits compare as numbers (part2 before part10), the rest without case."""
    parts = [
        [int(run) if run.isdecimal() else run for run in re.split(r"(\d+)", comparable(part))]
        for part in path.parts
    ]
    return parts, str(path)
