"""How quickly a hundred thousand results open, sort, filter, scroll and are reviewed.

    python -m benchmarks.review                      # makes a workspace of 100 000 results first
    python -m benchmarks.review --workspace FOLDER   # one of `benchmarks.workspace`; it is changed

Medians and 95th percentiles in the real window, offscreen. A frame of scrolling is everything
from the move of the scroll bar until the list is painted. Processor time of the window's thread
stands beside the clock: on a busy machine the clock also counts what other programs take.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from ad_studio.domain import HumanState, Verdict
from benchmarks.figures import Figure, as_rows, circumstances, met, table, write_json
from benchmarks.in_window import InWindow
from benchmarks.workspace import Size, make_project

FRAME_MS = 1000 / 60
OPEN_MS = 1000.0
SORT_MS = 200.0


class Bench(InWindow):
    """The real window on a workspace, and a clock."""

    def opens(self, count: int) -> tuple[list[float], list[float]]:
        """Milliseconds from asking for the run until its list is painted; of all threads, too."""
        clock, processor = [], []
        for _ in range(count):
            self.page.state.results.replace(())
            self.settle()
            start, used = time.perf_counter(), time.process_time()
            self.page.results_controller.read()
            self.wait(lambda: self.page.state.results.rowCount() == self.rows)
            self.app.processEvents()
            clock.append(1000 * (time.perf_counter() - start))
            processor.append(1000 * (time.process_time() - used))
            self.settle()
        return clock, processor

    def each(self, actions: list[Callable[[], None]]) -> tuple[list[float], list[float]]:
        """Milliseconds of actions, each until it is painted: by the clock, and of the thread."""
        clock, processor = [], []
        for act in actions:
            self.settle()
            start, used = time.perf_counter(), time.thread_time()
            act()
            self.app.processEvents()
            clock.append(1000 * (time.perf_counter() - start))
            processor.append(1000 * (time.thread_time() - used))
        return clock, processor

    def sorts(self, count: int) -> tuple[list[float], list[float]]:
        """Sort by every key, in both directions."""
        from ad_studio.services.results.ordering import Order, SortKey

        keys = [key for key in SortKey if key not in (SortKey.SIZE, SortKey.INSPECTED)]
        orders = [Order(key, descending=turned) for key in keys for turned in (True, False)]
        model = self.page.state.results
        return self.each([partial(model.set_order, one) for one in orders * count])

    def filters(self, count: int) -> tuple[list[float], list[float]]:
        """Filter by verdict, human state, score and text in turn."""
        from ad_studio.services.results.filters import Filters

        wanted = [
            Filters(verdicts=frozenset({Verdict.NG})),
            Filters(states=frozenset({HumanState.UNCHECKED})),
            Filters(min_score=2.0, max_score=4.0),
            Filters(text="123"),
            Filters(),
        ]
        model = self.page.state.results
        return self.each([partial(model.set_filters, one) for one in wanted * count])

    def scrolls(self, count: int) -> tuple[list[float], list[float]]:
        """Frames of scrolling: half of them near by, half from end to end."""
        bar = self.page.view.list.view.verticalScrollBar()
        far = np.linspace(0, bar.maximum(), count // 2).astype(int)
        near = np.arange(count - len(far)) * 40
        clock, processor = [], []
        for value in (*near.tolist(), *far.tolist()):
            start, used = time.perf_counter(), time.thread_time()
            bar.setValue(value)
            self.app.processEvents()
            clock.append(1000 * (time.perf_counter() - start))
            processor.append(1000 * (time.thread_time() - used))
        return clock, processor

    def verdicts(self, count: int) -> tuple[list[float], list[float]]:
        """Milliseconds from a verdict key in a review until the next image is on the screen."""
        start = self.page.view.list.review.start
        start.setChecked(True)
        self.settle()
        clock, processor = [], []
        for _ in range(count):
            taken, own = self._verdict()
            clock.append(taken)
            processor.append(own)
            self.settle()
        start.setChecked(False)
        self.settle()
        return clock, processor

    def _verdict(self) -> tuple[float, float]:
        page = self.page
        viewer, before = page.view.viewer, page.view.viewer.shown_id
        assert before is not None, "nothing is left to review: take more results"
        self.wait(lambda: page.guard.was_seen(before))
        start, used = time.perf_counter(), time.thread_time()
        page.review.give(Verdict.NG)
        self.wait(lambda: page.state.image.is_here and viewer.shown_id != before)
        return 1000 * (time.perf_counter() - start), 1000 * (time.thread_time() - used)


def measure(workspace: Path, count: int) -> list[Figure]:
    """All figures of one workspace."""
    from ad_studio.ui.inspect.widgets.results_view import ViewMode

    bench = Bench(workspace)
    settings = f"{bench.rows} results, window 1360 x 860, offscreen"
    figures: list[Figure] = []
    for name, (clock, processor), limit in (
        ("open a run", bench.opens(5), OPEN_MS),
        ("sort", bench.sorts(2), SORT_MS),
        ("filter", bench.filters(4), SORT_MS),
    ):
        figures += _figures(name, clock, settings, limit)
        figures += _figures(f"{name}, processor", processor, settings, None)
    for mode in ViewMode:
        bench.page.view.list.set_mode(mode)
        bench.settle()
        clock, processor = bench.scrolls(count)
        figures += _figures(f"scroll the {mode}, a frame", clock, settings, FRAME_MS)
        figures += _figures(f"scroll the {mode}, processor", processor, settings, None)
    bench.page.view.list.set_mode(ViewMode.LIST)
    clock, processor = bench.verdicts(30)
    figures += _figures("verdict to the next image", clock, settings, 50.0)
    figures += _figures("verdict to the next image, processor", processor, settings, None)
    figures.append(Figure("memory of the program", _memory_mb(), "MB", settings))
    bench.window.close()
    return figures


def _figures(name: str, values: list[float], settings: str, limit: float | None) -> list[Figure]:
    return [
        Figure(f"{name}, median", float(np.median(values)), "ms", settings, at_most=limit),
        Figure(f"{name}, p95", float(np.percentile(values, 95)), "ms", settings),
    ]


def _memory_mb() -> float:
    """Resident memory now; where the system does not say, the most there ever was."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--workspace", type=Path, help="made by benchmarks.workspace")
    parser.add_argument("--results", type=int, default=Size().results, help="for a new one")
    parser.add_argument("--frames", type=int, default=400, help="of scrolling, per layout")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    args = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as temporary:
        for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            os.environ[variable] = temporary
        workspace = args.workspace
        if workspace is None:
            workspace = Path(temporary) / "workspace"
            size = Size(results=args.results, pictures=True, maps=True)
            make_project(workspace, size).close()
        figures = measure(workspace, args.frames)
    rows = [
        (
            one.name,
            f"{one.value:.1f} {one.unit}",
            "" if one.at_most is None else f"{one.at_most:.0f}",
            {None: "", True: "yes", False: "no"}[
                met(one.value, at_most=one.at_most, at_least=None)
            ],
        )
        for one in figures
    ]
    print(figures[0].settings)
    print(table(("", "measured", "at most", "met"), rows))
    content = {
        "benchmark": "review",
        **circumstances(),
        "settings": {"frames": args.frames},
        "parts": {"review": as_rows(figures)},
    }
    write_json(args.json, content)


if __name__ == "__main__":
    main()
