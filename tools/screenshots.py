"""Saves pictures of the five steps, light and dark, at two scales: the real window, offscreen.

    python -m tools.screenshots docs/screenshots

Works on the sample part that ships with the program, in a workspace of its own that is thrown
away, with the real services.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

SCALES = ("1.0", "1.5")
SIZE = (1360, 860)


def main() -> int:
    """Drive one window for each scale, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--workspace", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--scale", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.scale:
        return Driver(args.out, args.workspace, args.scale).run()
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        for scale in SCALES:
            place = ["--workspace", str(home / "projects"), "--scale", scale]
            command = [sys.executable, "-m", "tools.screenshots", str(args.out), *place]
            settings = {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
            subprocess.run(
                command,
                check=True,
                env={**os.environ, **settings, "HOME": temporary, "XDG_CONFIG_HOME": temporary},
            )
    return 0


class Driver:
    """Goes through the five steps as a user would, and takes pictures."""

    def __init__(self, out: Path, workspace: Path, scale: str) -> None:
        from PySide6.QtWidgets import QApplication

        from ad_studio import paths
        from ad_studio.ui.app import build
        from ad_studio.ui.theme import Theme

        self.out, self.scale = out, scale
        self.out.mkdir(parents=True, exist_ok=True)
        self.sample = paths.resources() / "sample"
        self.app = QApplication([])
        self.window = build(self.app, workspace)
        self.theme = self.window.findChild(Theme)
        self.window.resize(*SIZE)
        self.window.show()

    def run(self) -> int:
        """Take all pictures; a project that is there already is opened instead of made."""
        from ad_studio.services.workspace import Workspace
        from ad_studio.ui.rail import Step

        session = self.window.session
        if Workspace(session.root).cards():
            session.open("flange")
            self.until(lambda: session.snapshot)
        else:
            self.work()
        inspect = self.window.page(Step.INSPECT)
        for theme in ("light", "dark"):
            self.theme.choose(type(self.theme.choice)(theme))
            for step in Step:
                self.window.go(step)
                if step is Step.INSPECT:
                    self.until(lambda: inspect.viewer.has_picture)
                self.settle()
                self.shoot(f"{step.value + 1}-{step.name.lower()}-{theme}")
                if step is Step.REFERENCE:
                    self.draw(f"{step.value + 1}-reference-ignore-regions-{theme}")
                if step is Step.INSPECT:
                    self.compare(inspect, theme)
        self.window.close()
        return 0

    def compare(self, inspect: Any, theme: str) -> None:
        """Take the viewer beside the reference, and under a swipe with a defect region framed."""
        from dataclasses import replace

        from ad_studio.ui.colour_maps import ColourMap
        from ad_studio.ui.inspect.viewing.choices import Layout

        bar, tabs = inspect.viewer_bar, inspect.desk.console.tabs
        before, tab = bar.choices, tabs.currentWidget()
        other = ColourMap.VIRIDIS
        bar.set_choices(replace(before, layout=Layout.SIDE_BY_SIDE, colour_map=other))
        self.settle()
        self.shoot(f"4-inspect-side-by-side-{theme}")
        bar.set_choices(replace(before, layout=Layout.SWIPE))
        tabs.setCurrentWidget(inspect.desk.regions)
        inspect.desk.regions.step(1)
        self.settle()
        self.shoot(f"4-inspect-swipe-{theme}")
        bar.set_choices(before)
        tabs.setCurrentWidget(tab)
        inspect.viewer.fit()

    def work(self) -> None:
        """Make the project, train it and inspect the sample parts."""
        from ad_studio.ui.rail import Step

        session, window = self.window.session, self.window
        session.create("Flange", noun="metal flange", defects=("scratch", "crack", "stain"))
        self.until(lambda: session.snapshot)
        window.page(Step.REFERENCE).offer(self.sample / "reference.jpg")
        self.until(lambda: session.snapshot.reference)
        train = window.page(Step.TRAIN)
        window.go(Step.TRAIN)
        train.start()
        self.until(lambda: session.snapshot.model)
        window.go(Step.INSPECT)
        inspect = window.page(Step.INSPECT)
        inspect.run_bar.set_folder(self.sample / "inspect")
        inspect.run_bar.start()
        self.until(lambda: session.snapshot.run)
        self.settle()
        inspect.show_result(inspect.model.id_at(0))
        self.settle()

    def draw(self, name: str) -> None:
        """Take a picture of ignore regions being drawn; they are not kept."""
        from ad_studio.ignore_regions import IgnoreRegion, RegionShape, rectangle
        from ad_studio.ui.rail import Step

        drawing = self.window.page(Step.REFERENCE).drawing
        wave = tuple((0.4 + i * 0.015, 0.2 + (i % 5) * 0.02) for i in range(20))
        corners = ((0.1, 0.1), (0.3, 0.12), (0.25, 0.3))
        for region in (
            rectangle(0.67, 0.56, 0.79, 0.73),
            IgnoreRegion(RegionShape.POLYGON, corners),
            IgnoreRegion(RegionShape.BRUSH, wave, 0.03),
        ):
            drawing.edits.add(region)
        drawing.canvas.edited.emit()
        drawing.canvas.redraw()
        self.settle()
        self.shoot(name)
        drawing.panel.discard.click()

    def until(self, reached: Callable[[], object], seconds: float = 600) -> None:
        """Let the window work until something holds."""
        import time

        end = time.monotonic() + seconds
        while not reached():
            if time.monotonic() > end:
                raise TimeoutError("the window does not get there")
            self.turn(20)

    def settle(self) -> None:
        """Let everything that loads in the background arrive."""
        self.turn(1200)

    def turn(self, milliseconds: int) -> None:
        """Let the event loop run."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def shoot(self, name: str) -> None:
        """Save what the window shows."""
        path = self.out / f"{name}@{self.scale}.png"
        if not self.window.grab().save(str(path)):
            raise OSError(f"cannot write {path}")
        print(path)


if __name__ == "__main__":
    sys.exit(main())
