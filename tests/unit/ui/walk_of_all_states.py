"""The walk through every state; run by `test_every_state.py`, on the screens that it makes.

Which sizes, scales, colours and languages there are is too much to try all of them in all states.
A state is seen in both languages, in each at all sizes, each time at another scale, so that it is
at all scales in the two; the colours change every few states, and are others in the other language.
"""

from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ad_studio.ui import i18n
from ad_studio.ui.app import build
from ad_studio.ui.rail import Step
from ad_studio.ui.theme import Theme, ThemeChoice
from tests.unit.ui import states, walk

HERE = str(Path(__file__).relative_to(Path.cwd()))
_LARGEST = (3840, 2160)
_SIZES = ((960, 600), (1280, 720), (1920, 1080), _LARGEST)
"""Of a screen in its own pixels; a window is at least as large as the first in logical ones."""
_DPI = 96
_SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)
_APART = 20_000
SCREENS = [
    {
        "name": "" if number == 0 else f"{scale:.0%}",
        "x": _APART * number,
        "y": 0,
        "width": _LARGEST[0],
        "height": _LARGEST[1],
        "logicalDpi": round(_DPI * scale),
        "logicalBaseDpi": _DPI,
        "dpr": 1,
    }
    for number, scale in enumerate(_SCALES)
]
"""One of each scale, as the platform of tests reads it."""
_ROOMY = (1360, 860)
_STATES_OF_A_COLOUR = 20


@pytest.fixture
def speaking(qapp, tmp_path, slow_services):
    """Makes a window that speaks a language."""
    made = []

    def make(code):
        window = build(qapp, tmp_path / "workspace", language=code)
        made.append(window)
        window.resize(*_ROOMY)
        window.show()
        window.activateWindow()
        return window

    yield make
    for window in made:
        window.close()
        window.deleteLater()
    i18n.install(qapp, "en")


def complaints(qtbot, window, picture, parts, *, first):
    """What is wrong, each with the first state that shows it; Tab is tried at the end.

    Args:
        first: The number of the first state, which says at which scale and in which colours it is.
    """
    found = {}

    def look(where, *checks):
        for check in checks:
            for complaint in check(window):
                found.setdefault(f"{check.__name__}: {complaint}", where)

    theme = window.findChild(Theme)
    numbers = count(first)
    for state in states.every_state(qtbot, window, picture("reference.png"), parts):
        number = next(numbers)
        seen = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        apart = [one for one in seen if one.windowType() is not Qt.WindowType.Popup]
        assert apart == [window], f"{state}: shown as a window of its own"
        choose(theme, dark=number // _STATES_OF_A_COLOUR % 2 == 1)
        window.setUpdatesEnabled(False)  # only where things stand is asked for
        for at, size in enumerate(_SIZES):
            scale = (number + at) % len(_SCALES)
            place(window, size, scale)
            assert window.devicePixelRatioF() == _SCALES[scale]
            look(f"{state}, {window.width()} x {window.height()} at {_SCALES[scale]}", walk.clipped)
        place(window, _ROOMY, 0)
        window.setUpdatesEnabled(True)
        look(state, walk.clipped, walk.nameless, walk.without_tooltip, walk.out_of_reach)
    for step in Step:
        window.go(step)
        states.settle()
        found.update(dict.fromkeys(wrong_with_tab(qtbot, window), step.name))
    return found


def choose(theme, *, dark):
    """Only what is new: all styles are made anew by it."""
    wanted = ThemeChoice.DARK if dark else ThemeChoice.LIGHT
    if theme.choice is not wanted:
        theme.choose(wanted)


def place(window, size, number):
    """Put the window on a screen, of this size in the pixels of that."""
    scale, least = _SCALES[number], _SIZES[0]
    width, height = (
        max(int(side / scale), at_least) for side, at_least in zip(size, least, strict=True)
    )
    window.showNormal()  # the image alone wants a whole screen
    window.setGeometry(QRect(_APART * number, 0, width, height))
    states.settle()


def wrong_with_tab(qtbot, window):
    """Controls of the page in front that Tab does not come to, or only after it was elsewhere."""
    wanted = {id(control): control for control in walk.in_the_chain(window)}
    stops = []
    for _press in range(3 * len(wanted)):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        stops.append(now)
        wanted.pop(id(now), None)
        if (group := walk.group_of(now)) is not None:  # any button of it stands for all
            wanted.pop(id(group.checkedButton()), None)
    once_around = stops[: stops.index(stops[0], 1)]
    skipped = [f"Tab never comes to {walk.described(control)}" for control in wanted.values()]
    return [*skipped, *walk.scattered(once_around, window)]


@pytest.mark.parametrize("code", i18n.LANGUAGES)
def test_every_state(qtbot, speaking, picture, parts, code):
    """In one walk: to get into a state takes longer than to look at it."""
    assert len(QGuiApplication.screens()) == len(_SCALES)
    first = {"en": 0, "de": len(_SCALES) // 2 + _STATES_OF_A_COLOUR}[code]
    found = complaints(qtbot, speaking(code), picture, parts, first=first)
    if found:
        pytest.fail("\n".join(f"{where}: {what}" for what, where in found.items()))
