"""Measures two checkouts in turns on one machine, so that their figures can be compared.

    git worktree add ../before main
    python -m benchmarks.before_after ../before
    python -m benchmarks.before_after ../before --only help speed --rounds 3

Every benchmark runs in a process of its own with the code of its checkout; shown are medians over
the rounds. Run it on a quiet machine. Parts: help (`ad-studio --help`), speed (inspection and start
of the window), thresholds and review (100 000 results).
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from benchmarks.figures import table

ROOT = Path(__file__).parents[1]
_COMMANDS = {
    "speed": ("benchmarks.speed", "--only", "throughput", "startup"),
    "thresholds": ("benchmarks.thresholds",),
    "review": ("benchmarks.review",),
}
_EARLIER_NAMES = {"benchmarks.thresholds": "benchmarks.console"}
_STARTS = 5

Figures = dict[tuple[str, str], list[float]]
"""Values of each round by name and unit."""


def measure(part: str, root: Path) -> dict[tuple[str, str], float]:
    """Run one part with the code of a checkout and return its figures by name and unit."""
    environment = os.environ | {"PYTHONPATH": str(root)}
    if part == "help":
        return {("ad-studio --help", "s"): help_seconds(root, environment)}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.json"
        module, *options = _COMMANDS[part]
        if not (root / f"{module.replace('.', '/')}.py").exists():
            module = _EARLIER_NAMES[module]
        command = [sys.executable, "-m", module, *options, "--json", str(file)]
        subprocess.run(command, cwd=root, env=environment, check=True, stdout=subprocess.DEVNULL)
        found = json.loads(file.read_text(encoding="utf-8"))["parts"]
    rows = [row for rows in found.values() for row in rows]
    return {(row["name"], row["unit"]): row["value"] for row in rows}


def help_seconds(root: Path, environment: Mapping[str, str]) -> float:
    """Return the median time of `ad-studio --help`, files in the disk's cache."""
    command = [sys.executable, "-m", "ad_studio", "--help"]
    times = []
    for _ in range(_STARTS + 1):
        start = time.perf_counter()
        subprocess.run(command, cwd=root, env=environment, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def rows(before: Figures, after: Figures) -> list[list[str]]:
    """Return the lines of the table: figure, before, after, and how the two compare."""
    lines = []
    for key in dict.fromkeys((*before, *after)):
        values = [statistics.median(found[key]) for found in (before, after) if key in found]
        name, unit = key
        shown = [f"{value:.3g} {unit}".strip() for value in values]
        if len(values) == 1:
            shown.insert(int(key in before), "")
        ratio = f"{values[1] / values[0]:.2f}" if len(values) > 1 and values[0] else ""
        lines.append([name, *shown, ratio])
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("before", type=Path, help="the other checkout")
    parser.add_argument("--rounds", type=int, default=1)
    choices = ("help", *_COMMANDS)
    parser.add_argument("--only", nargs="+", choices=choices, default=choices)
    args = parser.parse_args()
    before: Figures = {}
    after: Figures = {}
    for turn in range(args.rounds):
        for part in args.only:
            sides = [(args.before.resolve(), before), (ROOT, after)]
            for root, found in sides if turn % 2 == 0 else reversed(sides):
                figures = measure(part, root)
                for key, value in figures.items():
                    found.setdefault(key, []).append(value)
                # Written as they come: a run that is ended early leaves what it measured.
                print(f"{part} of {root.name}:", figures, file=sys.stderr, flush=True)
    print(table(("figure", "before", "after", "after / before"), rows(before, after)))


if __name__ == "__main__":
    main()
