"""Measured figures, the machine they were taken on, and how both are written down."""

import json
import os
import platform
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ad_studio.services.diagnostics.machine import about_machine

_LIBRARIES = ("torch", "timm", "open_clip_torch", "numpy", "pillow", "PySide6-Essentials")
_THREAD_VARIABLES = ("OMP_NUM_THREADS", "OMP_WAIT_POLICY", "KMP_BLOCKTIME", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure.

    Attributes:
        name: What was measured.
        value: The figure itself, usually a median or a ratio.
        unit: "s", "ms", "GB"; empty for a ratio or a count.
        settings: Under which conditions, in words.
        at_most: The target, if the figure must stay below.
        at_least: The target, if the figure must reach it.
    """

    name: str
    value: float
    unit: str
    settings: str
    at_most: float | None = None
    at_least: float | None = None


def met(value: float, *, at_most: float | None, at_least: float | None) -> bool | None:
    """Whether a figure keeps its target; None where it has none."""
    if at_most is not None:
        return value <= at_most
    return None if at_least is None else value >= at_least


def circumstances() -> dict[str, Any]:
    """Machine, versions and date, for the head of a result file."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "machine": about_machine(),
        "versions": {"python": platform.python_version()}
        | {name: version(name) for name in _LIBRARIES},
        "threads": {name: os.environ.get(name, "not set") for name in _THREAD_VARIABLES},
    }


def priority() -> str:
    """For the settings of a figure: how the process was put before the others, if it was."""
    real_time = hasattr(os, "sched_getscheduler") and os.sched_getscheduler(0) == os.SCHED_FIFO
    return ", at real-time priority on a busy machine" if real_time else ""


def as_rows(figures: Sequence[Figure]) -> list[dict[str, Any]]:
    """Figures ready for JSON."""
    return [asdict(figure) for figure in figures]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Plain text columns, the first one to the left and the rest to the right."""
    lines = [list(head), *map(list, rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def print_tables(
    tables: Iterable[tuple[str, Sequence[str], Iterable[Sequence[str]]]],
) -> list[dict[str, Any]]:
    """Print tables by title, head and rows, and return them ready for JSON; none without rows."""
    found = []
    for title, head, lines in tables:
        if rows := list(lines):
            print(f"{title}\n{table(head, rows)}\n")
            found.append({"title": title, "head": head, "rows": rows})
    return found


def write_json(path: Path | None, content: Mapping[str, Any]) -> None:
    """Write a result file; without a path, do nothing."""
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(content, indent=1, ensure_ascii=False)
        path.write_text(text + "\n", encoding="utf-8")
        print(f"\nwritten to {path}", file=sys.stderr)
