"""Every control in every state of the window: named, explained, in reach of the keyboard, whole."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ad_studio.ui import i18n
from ad_studio.ui.app import build
from ad_studio.ui.rail import Step
from tests.unit.ui import states, walk

_ROOMY = (1360, 860)
_SMALL = [(1280, 650), (1092, 580)]
"""Logical pixels: 1920 x 1080 at 150 %, 1366 x 768 at 125 %, without the desktop's own bar."""


@pytest.fixture
def speaking(qtbot, qapp, tmp_path, slow_services):
    """Makes a window that speaks a language."""
    made = []

    def make(code):
        window = build(qapp, tmp_path / "workspace", language=code)
        made.append(window)
        window.setMinimumSize(1, 1)  # whatever the screen of the tests
        window.resize(*_ROOMY)
        window.show()
        window.activateWindow()
        return window

    yield make
    for window in made:
        window.close()
        window.deleteLater()
    i18n.install(qapp, "en")


def complaints(qtbot, window, picture, parts):
    """What is wrong, each with the first state that shows it; Tab is tried at the end."""
    found = {}

    def look(where, *checks):
        for check in checks:
            for complaint in check(window):
                found.setdefault(f"{check.__name__}: {complaint}", where)

    for state in states.every_state(qtbot, window, picture("reference.png"), parts):
        for size in _SMALL:
            resize(window, size)
            look(f"{state}, {size}", walk.clipped)
        resize(window, _ROOMY)
        look(state, walk.clipped, walk.nameless, walk.without_tooltip, walk.out_of_reach)
    for step in Step:
        window.go(step)
        states.settle()
        found.update(dict.fromkeys(wrong_with_tab(qtbot, window), step.name))
    return found


def resize(window, size):
    window.resize(*size)
    states.settle()


def wrong_with_tab(qtbot, window):
    """Controls of the page in front that Tab does not come to, or only after it was elsewhere."""
    wanted = {id(control): control for control in walk.in_the_chain(window)}
    stops = []
    for _press in range(3 * len(wanted)):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if stops and now is stops[0]:
            break
        stops.append(now)
    for one in stops:
        wanted.pop(id(one), None)
    skipped = [f"Tab never comes to {walk.described(control)}" for control in wanted.values()]
    return [*skipped, *walk.scattered(stops, window)]


@pytest.mark.parametrize("code", i18n.LANGUAGES)
def test_every_control_is_whole_has_a_name_a_tooltip_and_the_keyboard(
    qtbot, speaking, picture, parts, code
):
    """In one walk: to get into a state takes longer than to look at it."""
    assert complaints(qtbot, speaking(code), picture, parts) == {}


@pytest.mark.parametrize("scale", ["1.25", "1.5"])
def test_the_scale_of_the_screen_clips_nothing(scale):
    """A process of its own: Qt reads the scale once."""
    test = test_every_control_is_whole_has_a_name_a_tooltip_and_the_keyboard.__name__
    here = f"{Path(__file__).relative_to(Path.cwd())}::{test}[de]"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", here],
        env={**os.environ, "QT_SCALE_FACTOR": scale},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
