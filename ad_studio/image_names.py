"""Image files told by their names, and the order in which they are listed."""

import re
from pathlib import Path

SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp", ".gif", ".ppm", ".pgm")
"""File name endings taken for images, in lower case; names are compared without case."""


def is_image_name(name: str) -> bool:
    """Whether a file of this name is taken for an image; hidden ones (a leading dot) are not."""
    return not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES


def natural_order(path: Path) -> tuple[list[list[str | int]], str]:
    """Sort key: runs of digits compare as numbers (part2 before part10), the rest without case."""
    parts = [
        [int(run) if run.isdecimal() else run for run in re.split(r"(\d+)", part.casefold())]
        for part in path.parts
    ]
    return parts, str(path)
