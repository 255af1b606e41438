"""What has to be measured in a process of its own; prints one line of JSON.

Started by `benchmarks.speed`, not by hand.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ad_studio.ui.inspect.page import InspectPage
    from ad_studio.ui.window import MainWindow

STATUS = Path("/proc/self/status")
_TICK_MS = 5


def work(args: argparse.Namespace) -> dict[str, Any]:
    """Train from a process that has not imported torch yet, then inspect a folder, if given."""
    from ad_studio.domain import TrainSettings
    from ad_studio.progress import SilentProgress
    from ad_studio.services import training
    from ad_studio.services.inspection import inspector
    from benchmarks.material import new_project

    sizes: list[float] = []

    class Watch(SilentProgress):
        def partial(self, result: object) -> None:  # noqa: ARG002
            sizes.append(memory_gb("VmRSS") or 0.0)

    with new_project(args.workspace) as project:
        settings = TrainSettings(epochs=args.epochs, device="cpu")
        started = time.perf_counter()
        training.train(project, settings, progress=SilentProgress())
        found = {
            "train_seconds": time.perf_counter() - started,
            "train_peak_gb": memory_gb("VmHWM"),
        }
        if args.folder is not None:
            inspector.inspect(project, args.folder, device="cpu", progress=Watch())
            tenth = max(1, len(sizes) // 10)
            early, late = sizes[tenth : 2 * tenth + 1], sizes[-tenth:]
            found["peak_gb"] = memory_gb("VmHWM")
            found["growth_gb"] = float(np.median(late) - np.median(early))
    return found


def startup(args: argparse.Namespace) -> dict[str, Any]:
    """Show the window and stop the clock at its first paint."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication

    from ad_studio.ui.app import build

    class FirstPaint(QObject):
        seen = False

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            self.seen = self.seen or event.type() == QEvent.Type.Paint
            return False

    app = QApplication(sys.argv[:1])
    window = build(app, args.workspace)
    first = FirstPaint()
    central = window.centralWidget()
    assert central is not None
    central.installEventFilter(first)
    window.show()
    wait(app, lambda: first.seen)
    found = {"seconds": time.time() - args.since, "torch": "torch" in sys.modules}
    window.close()
    return found


def viewer(args: argparse.Namespace) -> dict[str, Any]:
    """Go through the results of the latest run, as keys do: once far apart, once side by side."""
    app, window, page = inspect_page(args.workspace)
    wait(app, lambda: page.view.viewer.shown_id is not None and not window.session.jobs.busy)
    listed = (page.state.results.id_at(at) for at in range(page.state.results.rowCount()))
    ids = [one for one in listed if one is not None]

    def shown(wanted: int) -> float:
        wait(app, lambda: not window.session.jobs.busy)  # the neighbours are read ahead by now
        started = time.perf_counter()
        page.state.image.show(wanted)
        wait(app, lambda: page.view.viewer.shown_id == wanted)
        page.view.viewer.viewport().repaint()
        return (time.perf_counter() - started) * 1000

    far = [shown(ids[(5 * i + 3) % len(ids)]) for i in range(args.count)]
    shown(ids[0])
    near = [shown(ids[(i + 1) % len(ids)]) for i in range(args.count)]
    window.close()
    return {"far_ms": far, "near_ms": near}


def events(args: argparse.Namespace) -> dict[str, Any]:
    """Inspect a folder in the real window and watch how evenly a short timer ticks meanwhile."""
    from PySide6.QtCore import Qt, QTimer

    app, window, page = inspect_page(args.workspace)
    wait(app, lambda: not window.session.jobs.busy)
    ticks: list[float] = []
    first_row = 0.0

    def tick() -> None:
        nonlocal first_row
        ticks.append(time.perf_counter())
        if not first_row and page.state.results.rowCount():
            first_row = ticks[-1]

    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=_TICK_MS)
    timer.timeout.connect(tick)
    timer.start()
    page.run_bar.set_folder(args.folder)
    page.run_bar.start()
    wait(app, lambda: not window.session.jobs.busy)
    timer.stop()
    rows = page.state.results.rowCount()
    window.close()
    times = np.array(ticks)
    gaps = np.diff(times) * 1000
    streaming = times[1:] > first_row
    return {
        "rows": rows,
        "starting_ms": float(gaps[~streaming].max()),
        "streaming_ms": float(gaps[streaming].max()),
        "streaming_p999_ms": float(np.quantile(gaps[streaming], 0.999)),
        "over_100_ms": int((gaps > 100).sum()),
        "seconds": float(times[-1] - first_row),
    }


def wait(app: "QApplication", done: Callable[[], bool]) -> None:
    """Run the event loop until something holds."""
    from PySide6.QtCore import QEventLoop, QTimer

    pulse = QTimer(interval=_TICK_MS)  # so that waiting for an event always ends
    pulse.start()
    while not done():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    pulse.stop()


def memory_gb(field: str) -> float | None:
    """A size that Linux tells of this process; None elsewhere."""
    if not STATUS.exists():
        return None
    for line in STATUS.read_text(encoding="ascii").splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) * 1024 / 1e9
    return None


def inspect_page(workspace: Path) -> "tuple[QApplication, MainWindow, InspectPage]":
    """The application, its window on the benchmark project, and the Inspect page in front."""
    from PySide6.QtWidgets import QApplication

    from ad_studio.ui.app import build
    from ad_studio.ui.inspect.page import InspectPage
    from ad_studio.ui.rail import Step
    from benchmarks.material import NAME

    app = QApplication(sys.argv[:1])
    window = build(app, workspace)
    window.show()
    window.session.open(NAME)
    wait(app, lambda: window.session.snapshot is not None)
    window.go(Step.INSPECT)
    return app, window, window.page_of(Step.INSPECT, InspectPage)


_PROBES = {"work": work, "startup": startup, "viewer": viewer, "events": events}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("probe", choices=_PROBES)
    parser.add_argument("--workspace", type=Path, required=True)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--epochs", type=int, default=100)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--since", type=float, default=0.0)
    args = parser.parse_args()
    print(json.dumps(_PROBES[args.probe](args)))


if __name__ == "__main__":
    main()
