"""What commands print: text, tables and JSON on stdout, messages on stderr."""

import io
import json
import sys
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from ad_studio.messages import Message


def printable(text: object) -> str:
    """Return text on one line that a terminal can show: what is not printable is escaped."""
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in str(text)
    )


def print_message(text: object) -> None:
    """Write one line to stderr, with the program's name."""
    print(f"ad-studio: {printable(text)}", file=sys.stderr, flush=True)


def images(count: int) -> str:
    """So many images in words: "1 image", "2 images"."""
    return f"{count} image{'' if count == 1 else 's'}"


def escape_unencodable() -> None:
    """Let stdout and stderr escape what the terminal's encoding lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def print_json(value: object) -> None:
    """Print a value as JSON in ASCII; paths and messages become text, times ISO 8601.

    A path that is not valid text keeps its odd bytes as lone surrogates, the way Python reads
    them back.

    Raises:
        ValueError: The value has NaN or infinity in it, which JSON lacks.
    """
    print(json.dumps(value, indent=2, allow_nan=False, default=_as_text))


def table(
    header: Sequence[str], rows: Iterable[Sequence[object]], *, right: str | Collection[str] = ""
) -> str:
    """Lay out rows in columns.

    Args:
        header: One title per column.
        rows: Their cells.
        right: Titles of the columns to align at the right; a text has spaces between them.
    """
    lines = [list(header), *([printable(cell) for cell in row] for row in rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    titles = right.split() if isinstance(right, str) else right
    aligned = [title in titles for title in header]
    return "\n".join(
        "  ".join(
            _pad(cell, width, right=at_right)
            for cell, width, at_right in zip(line, widths, aligned, strict=True)
        ).rstrip()
        for line in lines
    )


def when(moment: datetime) -> str:
    """Return a moment as a cell, in local time: "2026-11-25 14:05"."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def sigma(score: float | None) -> str:
    """Return a score as a cell; a dash when there is none."""
    from ad_studio.domain import shown_score  # every command imports this module

    return "-" if score is None else f"{shown_score(score):.2f}"


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Path | Message):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _pad(cell: str, width: int, *, right: bool) -> str:
    space = " " * (width - _width(cell))
    return space + cell if right else cell + space


def _width(text: str) -> int:
    """Columns that a terminal needs: two for East Asian characters, none for accents."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
