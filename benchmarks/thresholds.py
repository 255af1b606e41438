"""How quickly the threshold panel follows a dragged line, and stores it.

    python -m benchmarks.thresholds                      # makes 100 000 results first
    python -m benchmarks.thresholds --workspace FOLDER   # of `benchmarks.workspace`; it is changed

Medians and 95th percentiles, in the real window, offscreen. "Line" is one move until line, bars and
counts are painted; "rest" is the frame in which flips, list, heat and contour follow it.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ad_studio.domain import Thresholds
from benchmarks.figures import Figure, as_rows, circumstances, met, table, write_json
from benchmarks.in_window import InWindow
from benchmarks.workspace import Size, make_project

FRAME_MS = 1000 / 60
COMMIT_MS = 1000.0


class Bench(InWindow):
    """The real window on a workspace, and a clock."""

    def moves(self, count: int) -> dict[str, list[float]]:
        """Milliseconds of `count` moves of the NG line, and of what follows it, until painted.

        By the clock, and as processor time of the window's thread: on a busy machine the clock
        also counts the time that other programs take.
        """
        draft = self.page.state.draft
        self.settle()
        found: dict[str, list[float]] = {}
        for ng in _sweep(count):
            for name, act in (
                ("line", lambda ng=ng: draft.move(ng=ng)),
                ("rest", self.page.state.draft.settle),
            ):
                start, used = time.perf_counter(), time.thread_time()
                act()
                self.app.processEvents()
                clock, processor = time.perf_counter() - start, time.thread_time() - used
                found.setdefault(name, []).append(1000 * clock)
                found.setdefault(f"{name}, processor time", []).append(1000 * processor)
        draft.discard()
        self.settle()
        return found

    def commits(self, count: int, pairs: tuple[Thresholds, Thresholds]) -> list[float]:
        """Milliseconds from Commit to the new version in force, so many times there and back."""
        panel, found = self.page.view.threshold_panel, []
        for at in range(2 * count):
            panel.draft.take(pairs[at % 2])
            self.settle()
            start = time.perf_counter()
            panel.commit_bar.commit.click()
            self.wait(lambda: not panel.draft.is_changed)
            found.append(1000 * (time.perf_counter() - start))
            self.settle()
        return found


def _sweep(count: int) -> Iterator[float]:
    """There and back through the middle of the scores, as a hand does."""
    for at in range(count):
        yield round(4.5 + 2.5 * float(np.sin(2 * np.pi * at / 97)), 2)


def _figures(name: str, found: list[float], settings: str, at_most: float) -> list[Figure]:
    return [
        Figure(f"{name}, {word}", float(np.percentile(found, share)), "ms", settings, at_most)
        for word, share in (("median", 50), ("95th percentile", 95))
    ]


def _moves(bench: Bench, name: str, count: int, settings: str) -> list[Figure]:
    return [
        figure
        for part, times in bench.moves(count).items()
        for figure in _figures(f"{name}: {part}", times, settings, FRAME_MS)
    ]


def measure(workspace: Path, *, moves: int, commits: int) -> list[Figure]:
    """Measure on the newest project of a workspace."""
    bench = Bench(workspace)
    page, many = bench.page, f"{bench.rows:,} results"
    page.view.list.view.setFocus()
    settings = f"{many}, {moves} moves of the NG line between 2 and 7 sigma, each until painted"
    found = _moves(bench, "Move", moves, settings)
    page.view.list.filter_button("NG").click()
    found += _moves(bench, "Move, list filtered by NG", moves, f"{settings}; the list follows")
    page.view.list.filter_button("All").click()
    now = page.state.draft.thresholds
    assert now is not None
    for name, pair in (
        ("Commit", Thresholds(now.review, round(now.ng + 0.2, 2))),
        ("Commit of nearly all", Thresholds(0.3, 0.5)),
    ):
        flips = len(page.view.threshold_panel.thresholds.flips_between(now, pair))
        times = bench.commits(commits, (pair, now))
        found += _figures(name, times, f"{many}, {flips:,} flips, {2 * commits} commits", COMMIT_MS)
    bench.window.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--workspace", type=Path, help="of benchmarks.workspace; it is changed")
    parser.add_argument("--results", type=int, default=100_000, help="of the workspace made here")
    parser.add_argument("--moves", type=int, default=400)
    parser.add_argument("--commits", type=int, default=3, help="there and back")
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ad_studio-") as folder:
        os.environ |= {"QT_QPA_PLATFORM": "offscreen", "HOME": folder}
        os.environ |= {f"XDG_{kind}_HOME": folder for kind in ("CONFIG", "CACHE", "DATA")}
        workspace = args.workspace or Path(folder, "workspace")
        if args.workspace is None:
            make_project(workspace, Size(results=args.results, pictures=True, maps=True)).close()
        figures = measure(workspace, moves=args.moves, commits=args.commits)
    about = circumstances()
    print(about["machine"])
    rows = []
    for one in figures:
        kept = met(one.value, at_most=one.at_most, at_least=one.at_least)
        target = f"<= {one.at_most:.0f}"
        rows.append([one.name, f"{one.value:.1f}", one.unit, target, "met" if kept else "NOT MET"])
    print(table(("figure", "value", "unit", "target", ""), rows))
    for settings in dict.fromkeys(one.settings for one in figures):
        print(f"  {settings}")
    content = {
        "benchmark": "thresholds",
        **about,
        "settings": {"moves": args.moves, "commits": args.commits},
        "parts": {"thresholds": as_rows(figures)},
    }
    write_json(args.json, content)


if __name__ == "__main__":
    main()
