"""Image files told by their names, and the order in which they are listed."""

import re
import unicodedata
from pathlib import Path

SUFFIXES = (
    *(".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".jfi", ".jp2", ".bmp", ".dib"),
    *(".tif", ".tiff", ".webp", ".gif", ".ppm", ".pgm", ".pbm", ".pnm"),
)
"""File name endings taken for images, in lower case; names are compared without case."""


def comparable(name: str) -> str:
    """A name in the form in which names are compared: without case, in one Unicode form.

    A Mac writes a letter and its accent apart; they look the same and are the same name.
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def is_image_name(name: str) -> bool:
    """Whether a file of this name is taken for an image; hidden ones (a leading dot) are not."""
    return not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES


def natural_order(path: Path) -> tuple[list[list[str | int]], str]:
    """Sort key: runs of digits compare as numbers (part2 before part10), the rest without case."""
    parts = [
        [int(run) if run.isdecimal() else run for run in re.split(r"(\d+)", comparable(part))]
        for part in path.parts
    ]
    return parts, str(path)
