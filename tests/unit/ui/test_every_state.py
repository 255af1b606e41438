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

# logical pixels: 1920 x 1080 at 150 %, 1366 x 768 at 125 %, each without the desktop's own bar
_SCREENS = [(1280, 650), (1092, 580)]


@pytest.fixture
def speaking(qtbot, qapp, tmp_path, slow_services):
    """Makes a window of a size that speaks a language."""
    made = []

    def make(code, size):
        window = build(qapp, tmp_path / "workspace", language=code)
        made.append(window)
        window.setMinimumSize(1, 1)  # whatever the screen of the tests
        window.resize(*size)
        window.show()
        window.activateWindow()
        return window

    yield make
    for window in made:
        window.close()
        window.deleteLater()
    i18n.install(qapp, "en")


def complaints(qtbot, window, picture, parts, *checks):
    """What is wrong, each with the first state that shows it."""
    found = {}
    for state in states.every_state(qtbot, window, picture("reference.png"), parts):
        for check in checks:
            for complaint in check(window):
                found.setdefault(f"{check.__name__}: {complaint}", state)
    return found


def test_every_control_has_a_name_a_tooltip_and_the_keyboard(qtbot, speaking, picture, parts):
    window = speaking("en", (1360, 860))
    checks = (walk.nameless, walk.without_tooltip, walk.out_of_reach)
    assert complaints(qtbot, window, picture, parts, *checks) == {}


@pytest.mark.parametrize("size", _SCREENS, ids=["150%", "125%"])
@pytest.mark.parametrize("code", i18n.LANGUAGES)
def test_no_text_is_clipped(qtbot, speaking, picture, parts, code, size):
    assert complaints(qtbot, speaking(code, size), picture, parts, walk.clipped) == {}


def test_tab_comes_to_every_control_and_leaves_it_again(qtbot, speaking, picture, parts):
    window = speaking("en", (1360, 860))
    for _state in states.every_state(qtbot, window, picture("reference.png"), parts):
        pass
    for step in Step:
        window.go(step)
        states.settle()
        wanted = {id(control): control for control in walk.in_the_chain(window)}
        for _press in range(3 * len(wanted)):
            qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
            wanted.pop(id(QApplication.focusWidget()), None)
        assert [walk.described(control) for control in wanted.values()] == [], step


@pytest.mark.parametrize("scale", ["1.25", "1.5"])
def test_the_scale_of_the_screen_clips_nothing(scale):
    """A process of its own: Qt reads the scale once."""
    here = f"{Path(__file__).relative_to(Path.cwd())}::test_no_text_is_clipped[de-150%]"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", here],
        env={**os.environ, "QT_SCALE_FACTOR": scale},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
