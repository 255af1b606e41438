"""Counts the files of the package that three stories pass through, by running them in the window.

    python -m tools.stories              # how many, beside docs/structure-before.json
    python -m tools.stories --files      # and which
    python -m tools.stories --write      # and into docs/architecture.md

* reference -> model: from the press on Train until the model is stored.
* image -> verdict on screen: from the press on Inspect until an image is shown with its verdict.
* verdict -> report: from the key N until the HTML report is written.

A file counts once a function of it is called; what an import runs does not count.
"""

import argparse
import inspect
import os
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from types import FrameType

from tools import structure

LAYERS = ("ui", "services", "detection", "store")
PACKAGE = str(Path(__file__).parents[1] / "ad_studio") + os.sep


class Recorder:
    """Collects the files of the package whose functions are called, in all threads."""

    def __init__(self) -> None:
        self.files: set[str] = set()
        threading.setprofile(self._notice)
        sys.setprofile(self._notice)

    def restart(self) -> set[str]:
        """Return what was collected, and begin anew."""
        found, self.files = self.files, set()
        return {file.removeprefix(PACKAGE) for file in found if file.endswith(".py")}

    def _notice(self, frame: FrameType, event: str, _argument: object) -> None:
        file = frame.f_code.co_filename
        if event != "call" or file in self.files or not file.startswith(PACKAGE):
            return
        if frame.f_code.co_flags & inspect.CO_OPTIMIZED and not _is_importing(frame):
            self.files.add(file)


def _is_importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_name == "<module>" and frame.f_code.co_filename.startswith(PACKAGE):
            return True
        frame = frame.f_back
    return False


def run(folder: Path) -> dict[str, set[str]]:
    """Run the stories on the sample part and return the files of each."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from ad_studio.domain import TrainSettings
    from ad_studio.ui.inspect.page import InspectPage
    from ad_studio.ui.rail import Step
    from ad_studio.ui.reference.page import ReferencePage
    from ad_studio.ui.report.page import ReportPage
    from ad_studio.ui.train.settings_panel import SettingsPanel
    from tools.screenshots import Driver, prepare

    prepare(folder / "factory")
    recorder = Recorder()
    driver = Driver(folder, folder / "factory", "light", "1.0", "en")
    session, window = driver.session, driver.window
    session.create("Flange", noun="metal flange", defects=("scratch",))
    driver.until(lambda: session.snapshot)
    window.page_of(Step.REFERENCE, ReferencePage).offer(driver.reference)
    driver.until(lambda: driver.snapshot.reference)
    stories: dict[str, set[str]] = {}

    def story(name: str, act: Callable[[], object], reached: Callable[[], object]) -> None:
        driver.settle()
        recorder.restart()
        act()
        driver.until(reached)
        stories[name] = recorder.restart()

    window.go(Step.TRAIN)
    panel = window.page(Step.TRAIN).findChild(SettingsPanel)
    assert panel is not None
    story(
        "reference -> model",
        lambda: panel.train_asked.emit(TrainSettings(epochs=1, image_size=224)),
        lambda: driver.snapshot.model,
    )
    window.go(Step.INSPECT)
    page = window.page_of(Step.INSPECT, InspectPage)
    page.run_bar.set_folder(driver.images)
    story("image -> verdict on screen", page.run_bar.start, lambda: page.view.viewer.shown_id)
    driver.until(lambda: driver.snapshot.run)
    driver.settle()

    def judge_and_export() -> None:
        page.view.list.view.setFocus()
        shown = page.view.viewer.shown_id
        assert shown is not None
        driver.until(lambda: page.guard.was_seen(shown))
        QTest.keyClick(page.view.list.view, Qt.Key.Key_N)
        driver.until(lambda: not page.key_filter.is_waiting)
        driver.settle()
        window.go(Step.REPORT)
        driver.settle()
        window.page_of(Step.REPORT, ReportPage).form.export.click()

    story(
        "verdict -> report",
        judge_and_export,
        lambda: list(driver.project.info.folder.glob("reports/*.html")),
    )
    window.close()
    return stories


def counted(files: Collection[str]) -> dict[str, int]:
    """Return how many of the files belong to each layer."""
    count = Counter(Path(file).parts[0] for file in files)
    of_layers = {layer: count.pop(layer, 0) for layer in LAYERS}
    return of_layers | {"other": count.total()}


def as_table(now: Mapping[str, Mapping[str, int]], before: Mapping[str, Mapping[str, int]]) -> str:
    """Return the files of each layer that the stories pass through, as "before / now"."""
    columns = (*LAYERS, "other")
    lines = [["files, before / now", *columns, "all"], ["---"] * (len(columns) + 2)]
    for name, count in now.items():
        pairs = [(before[name][column], count[column]) for column in columns]
        pairs.append((sum(before[name].values()), sum(count.values())))
        lines.append([name, *(f"{old} / {new}" for old, new in pairs)])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", action="store_true", help="list the files, too")
    parser.add_argument("--write", action="store_true", help="write the table into the page")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = {"HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder}
        os.environ |= {"QT_QPA_PLATFORM": "offscreen", "AD_STUDIO_LANG": "en", **home}
        stories = run(Path(folder))
    table = as_table(
        {name: counted(files) for name, files in stories.items()}, structure.earlier()["stories"]
    )
    print(table)
    if args.write:
        structure.write("stories", table)
    for name, files in stories.items() if args.files else ():
        print(f"{name}:", *sorted(files), sep="\n    ")


if __name__ == "__main__":
    main()
