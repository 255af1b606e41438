"""The real window on a workspace, offscreen, for benchmarks that wait for what it paints."""

import sys
import time
from collections.abc import Callable
from pathlib import Path


class InWindow:
    """Shows the Inspect step of the first project of a workspace.

    Attributes:
        rows: How many results it lists.
    """

    def __init__(self, workspace: Path) -> None:
        from PySide6.QtWidgets import QApplication

        from ad_studio.services.projects.workspace import Workspace
        from ad_studio.ui.app import build
        from ad_studio.ui.inspect.page import InspectPage
        from ad_studio.ui.rail import Step

        self.app = QApplication(sys.argv[:1])
        self.window = build(self.app, workspace)
        self.window.resize(1360, 860)
        self.window.show()
        session = self.window.session
        session.open(Workspace(workspace).cards()[0].slug)
        self.wait(lambda: session.snapshot is not None)
        self.window.go(Step.INSPECT)
        self.page = self.window.page_of(Step.INSPECT, InspectPage)
        self.wait(lambda: self.page.state.results.rowCount() > 0)
        self.settle()
        self.rows = self.page.state.results.rowCount()

    def wait(self, reached: Callable[[], object]) -> None:
        """Let the window work until something holds."""
        end = time.monotonic() + 300
        while not reached():
            if time.monotonic() > end:
                raise TimeoutError("the window does not get there")
            self.app.processEvents()
            time.sleep(0.001)

    def settle(self) -> None:
        """Wait for everything in the background."""
        self.wait(lambda: not self.window.session.jobs.busy)
        for _ in range(20):
            self.app.processEvents()
