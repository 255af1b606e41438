"""A project on a share that cannot be written: everything that only reads works."""

import json

import pytest

from tests.read_only import is_possible, run_read_only

pytestmark = pytest.mark.skipif(not is_possible(), reason="nothing can be mounted here")

_READ = """
import json, sys
from pathlib import Path
from ad_studio.cli.main import main
done = []
for command in json.loads(sys.argv[1]):
    print("##", *command)
    print("##", *command, file=sys.stderr)
    done.append(main(command))
print("##", json.dumps(done))
"""

_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from ad_studio.ui.app import build
from ad_studio.ui.rail import Step

app = QApplication([])
window = build(app, Path(sys.argv[1]))
window.show()
session = window.session

def wait(ready):
    loop, timer = QEventLoop(), QTimer(interval=20)
    timer.timeout.connect(lambda: loop.quit() if ready() else None)
    timer.start()
    loop.exec()
    timer.stop()

session.open("demo")
wait(lambda: session.snapshot is not None and not session.jobs.busy)
print(window.windowTitle())
print(window.page(window.step).banner.accessibleName())
inspect = window.page(Step.INSPECT)
for step in Step:
    window.go(step)
    wait(lambda: not session.jobs.busy)
window.go(Step.INSPECT)
print(inspect.state.results.rowCount())
inspect.state.image.show(inspect.state.results.id_at(0))
wait(lambda: inspect.view.viewer.shown_id is not None and not session.jobs.busy)
inspect.keys
print(inspect.view.viewer.shown_id is not None)
window.close()
"""


def run_all(demo, *commands):
    """Runs commands one after the other; their exit codes, and what they printed."""
    listed = json.dumps([[str(one) for one in command] for command in commands])
    done = run_read_only(demo.workspace, listed, code=_READ)
    codes = json.loads(done.stdout.splitlines()[-1].removeprefix("## "))
    return codes, done.stdout, done.stderr


def test_commands_that_read_work(demo, tmp_path):
    out = tmp_path / "report.html"
    codes, said, err = run_all(
        demo,
        ("results", "demo"),
        ("runs", "demo"),
        ("models", "demo"),
        ("threshold", "demo", "--history"),
        ("audit", "demo"),
        ("verify", "demo"),
        ("export", "demo", "--format", "html", "--out", out),
        ("backup", "demo", "--out", tmp_path / "demo.zip"),
        ("doctor",),
    )
    assert codes[:-1] == [0] * 8, err
    assert codes[-1] in (0, 1), "whatever it says of the computer"
    assert "part_" in said
    assert "for reading only: The workspace folder cannot be used: Read-only file system" in said
    assert out.stat().st_size > 10_000
    assert "The export is not recorded in the audit trail" in err
    assert "Traceback" not in err


def test_commands_that_write_say_why_they_cannot(demo, tmp_path):
    commands = (
        ("verdict", "demo", "part_01.jpg", "ok"),
        ("threshold", "demo", "--ng", 9),
        ("train", "demo"),
        ("inspect", "demo", tmp_path),
        ("create", "Nut", "--noun", "nut"),
        ("export", "demo", "--format", "csv", "--out", demo.workspace / "demo/reports/a.csv"),
    )
    codes, _, err = run_all(demo, *commands)
    assert codes == [1] * len(commands)
    assert err.count("Read-only file system") == len(commands) + 1, err
    assert "Traceback" not in err


def test_the_window_shows_the_project(demo, tmp_path):
    done = run_read_only(demo.workspace, demo.workspace, code=_WINDOW)
    assert "Traceback" not in done.stderr, done.stderr
    title, banner, rows, shown = done.stdout.splitlines()
    assert title.startswith("demo (read only) – ")
    assert banner.startswith("warning: This project can only be read, nothing is stored: Could not")
    assert (rows, shown) == ("12", "True")
