"""File names: how they are compared, which ones are images or videos, and their natural order."""

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


def normalized_name(name: str) -> str:
    """Normalize a name to Unicode form NFC.

    macOS stores a letter and its accent as two characters; the name looks the same and is the same.
    The path on the disk is not changed.
    """
    return unicodedata.normalize("NFC", name)


def comparison_key(name: str) -> str:
    """The form in which two file names are compared: NFC, case-folded."""
    return normalized_name(normalized_name(name).casefold())


class Image(Protocol):
    """An object that has the path of an image file."""

    @property
    def path(self) -> Path:
        """The image file (absolute)."""


_Image = TypeVar("_Image", bound=Image)


def find_by_name(images: Sequence[_Image], name: str) -> list[_Image]:
    """Find the images that a user means by a path, or by the last parts of one.

    Images with exactly this path come first; else those whose path ends in these parts; else those
    whose path ends in them by `comparison_key`.
    """
    wanted = Path(name)
    alike = tuple(comparison_key(part) for part in wanted.parts)

    def ends(image: _Image) -> tuple[str, ...]:
        return image.path.parts[-len(wanted.parts) :]

    found = [image for image in images if image.path == wanted.absolute()]
    found = found or [image for image in images if ends(image) == wanted.parts]
    return found or [image for image in images if tuple(map(comparison_key, ends(image))) == alike]


def is_image_name(name: str) -> bool:
    """Whether a file of this name is taken for an image; hidden ones (a leading dot) are not."""
    return not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES


def is_video_name(name: str) -> bool:
    """Whether a file of this name is taken for a video; hidden ones are not."""
    return not name.startswith(".") and Path(name).suffix.lower() in VIDEO_SUFFIXES


def natural_order(path: Path) -> tuple[list[list[str | int]], str]:
    """Sort key: runs of digits compare as numbers (part2 before part10), the rest without case."""
    parts = [
        [int(run) if run.isdecimal() else run for run in re.split(r"(\d+)", comparison_key(part))]
        for part in path.parts
    ]
    return parts, str(path)
