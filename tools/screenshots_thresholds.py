"""Saves pictures of the threshold panel in each of its states: the real window, offscreen.

    python -m tools.screenshots_thresholds docs/screenshots

On a made-up run of 2 000 images with 200 human verdicts; see `benchmarks/workspace.py`.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tools.screenshots import Driver


class ThresholdDriver(Driver):
    """Tries thresholds and looks at every tab."""

    def run(self) -> int:
        """Take all pictures, light and dark."""
        from ad_studio.services.projects.workspace import Workspace
        from ad_studio.ui.rail import Step

        session = self.window.session
        session.open(Workspace(session.root).cards()[0].slug)
        self.until(lambda: session.snapshot)
        self.window.go(Step.INSPECT)
        page = self.window.page(Step.INSPECT)
        self.until(lambda: page.view.viewer.has_picture and not session.jobs.busy)
        panel = page.view.threshold_panel
        panel.thresholds.log.setChecked(True)
        for theme in ("light", "dark"):
            self.theme.choose(type(self.theme.choice)(theme))
            panel.tabs.setCurrentIndex(0)
            panel.draft.move(review=2.6)
            panel.draft.move(ng=4.4)
            self.shoot_now(f"4-inspect-tried-{theme}")
            panel.thresholds.show_suggestions()
            self.shoot_now(f"4-inspect-suggested-{theme}")
            panel.thresholds.show_flips()
            for at, name in ((1, "check"), (2, "history")):
                panel.tabs.setCurrentIndex(at)
                self.until(lambda: not session.jobs.busy)
                if name == "history":
                    panel.history.list.setCurrentRow(1)
                self.shoot_now(f"4-inspect-{name}-{theme}")
            panel.draft.discard()
        self.window.close()
        return 0

    def shoot_now(self, name: str) -> None:
        """Let what is on its way arrive, then save."""
        self.turn(400)
        self.shoot(name)


def main() -> int:
    """Make the run, and drive one window over it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    from benchmarks.workspace import Size, make_project

    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"QT_QPA_PLATFORM": "offscreen", "HOME": folder}
        os.environ |= {f"XDG_{kind}_HOME": folder for kind in ("CONFIG", "CACHE", "DATA")}
        workspace = Path(folder, "projects")
        size = Size(results=2000, verified=200, pictures=True, maps=True)
        make_project(workspace, size).close()
        return ThresholdDriver(args.out, workspace, "1.0").run()


if __name__ == "__main__":
    sys.exit(main())
