"""How quickly a run stops, and how long it takes to compare, take over and delete large runs.

    python -m benchmarks.runs --results 100000

Cancel and pause are timed on real inspections of the sample part with the starter backbone: from
the word until the run has stored everything and stands.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from ad_studio.domain import RunStatus
from ad_studio.errors import Cancelled
from ad_studio.progress import SilentProgress
from ad_studio.services import results
from ad_studio.services.inspection import inspector, runs
from ad_studio.services.inspection.run_control import RunControl
from ad_studio.services.projects.project import Project
from ad_studio.services.results import comparison
from benchmarks.figures import Figure, circumstances, met, table
from benchmarks.material import photographs, trained_project
from benchmarks.workspace import Size, add_run, make_project

T = TypeVar("T")


class _Told(SilentProgress):
    """Says something to the run at its tenth image, and remembers when."""

    def __init__(self, say: Callable[["_Told"], None]) -> None:
        self.is_cancelled = False
        self.images = 0
        self.said_at = self.held_at = 0.0
        self._say = say

    def partial(self, result: object) -> None:  # noqa: ARG002
        self.images += 1
        if self.images == 10:
            self.said_at = time.perf_counter()
            self._say(self)

    def status(self, words: object) -> None:
        if str(words) == "Paused":
            self.held_at = time.perf_counter()
            self.is_cancelled = True


def stop_times(project: Project, folder: Path, *, repeats: int) -> tuple[list[float], list[float]]:
    """Seconds until an inspection is cancelled, and until it is held."""
    cancelled, held = [], []
    for _ in range(repeats):
        cancelled.append(_cancel_time(project, folder))
        held.append(_pause_time(project, folder))
    return cancelled, held


def _cancel_time(project: Project, folder: Path) -> float:
    told = _Told(lambda told: setattr(told, "is_cancelled", True))
    _inspect(project, folder, RunControl(), told)
    return time.perf_counter() - told.said_at


def _pause_time(project: Project, folder: Path) -> float:
    control = RunControl()
    told = _Told(lambda _told: control.pause())
    _inspect(project, folder, control, told)
    return told.held_at - told.said_at


def _inspect(project: Project, folder: Path, control: RunControl, told: _Told) -> None:
    try:
        inspector.inspect(project, folder, device="cpu", control=control, progress=told)
    except Cancelled:
        assert results.runs(project)[0].status is RunStatus.CANCELLED
        return
    raise AssertionError("the inspection was through before it could be stopped")


def stopping(folder: Path, *, repeats: int) -> list[Figure]:
    """Figures of cancel and pause."""
    images = photographs(folder / "photographs", 60)
    with trained_project(folder / "workspace") as project:
        found = stop_times(project, images, repeats=repeats)
    settings = f"starter at its own size, 1024 px photographs, CPU, {repeats} times"
    return [
        figure
        for name, times in zip(("Cancel", "Pause"), found, strict=True)
        for figure in (
            Figure(f"{name}, median", statistics.median(times), "s", settings, at_most=1.0),
            Figure(f"{name}, longest", max(times), "s", settings, at_most=1.0),
        )
    ]


def large(folder: Path, *, count: int) -> list[Figure]:
    """Figures of two runs of `count` images each."""
    settings = f"two runs of {count:,} images each"
    found = []

    def timed(name: str, work: Callable[[], T]) -> T:
        started = time.perf_counter()
        done = work()
        found.append(Figure(name, time.perf_counter() - started, "s", settings))
        return done

    with make_project(folder / "large", Size(results=count, maps=True)) as project:
        add_run(project, folder / "large" / "images", Size(results=count, maps=True), lot="L1",
                seed=1)  # fmt: skip
        model = project.store.models.in_force()
        assert model is not None
        model_id = model.id
        timed("List of runs with their counts", lambda: results.runs(project))
        timed("Runs with the same images", lambda: comparison.partners(project, 1))
        pairs = timed("Compare", lambda: comparison.compare(project, 1, 2))
        timed("Its counts, order and correlation", lambda: (
            pairs.counts, pairs.disagreements, pairs.rank_correlation
        ))  # fmt: skip
        timed(
            "What the model has scored before", lambda: project.store.results.known_scores(model_id)
        )
        timed("What a run has done", lambda: project.store.results.inspected_files(1))
        timed("Delete a run", lambda: runs.delete_run(project, 2, reason="measured"))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--results", type=int, default=100_000)
    parser.add_argument("--repeats", type=int, default=7)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ad_studio-") as folder:
        figures = stopping(Path(folder), repeats=args.repeats)
        figures += large(Path(folder), count=args.results)
    print(circumstances()["machine"])
    rows = []
    for one in figures:
        kept = met(one.value, at_most=one.at_most, at_least=one.at_least)
        word = "" if kept is None else "met" if kept else "NOT MET"
        rows.append([one.name, f"{one.value:.2f}", one.unit, word])
    print(table(("figure", "value", "unit", ""), rows))
    for settings in dict.fromkeys(one.settings for one in figures):
        print(f"  {settings}")


if __name__ == "__main__":
    main()
