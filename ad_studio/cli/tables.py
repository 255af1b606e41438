"""Plain text tables for the terminal."""

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from ad_studio.cli.terminal import plain


def table(
    header: Sequence[str], rows: Iterable[Sequence[object]], *, right: str | Collection[str] = ""
) -> str:
    """Lay out rows in columns.

    Args:
        header: One title per column.
        rows: Their cells.
        right: Titles of the columns to align at the right; a text has spaces between them.
    """
    lines = [list(header), *([plain(cell) for cell in row] for row in rows)]
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
    return "-" if score is None else f"{score:.2f}"


def _pad(cell: str, width: int, *, right: bool) -> str:
    space = " " * (width - _width(cell))
    return space + cell if right else cell + space


def _width(text: str) -> int:
    """Columns that a terminal needs: two for East Asian characters, none for accents."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
