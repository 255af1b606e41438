"""Keys as people and devices press them, on a clock that the test moves."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

_NONE = Qt.KeyboardModifier.NoModifier
_LOOKING_MS = 1000
_PATIENCE_MS = 60_000


class Clock:
    """Milliseconds that go on only when told to."""

    def __init__(self):
        self.ms = 1000.0

    def __call__(self):
        return self.ms


CLOCK = Clock()
"""Of every Inspect page that a test makes itself."""


def strike(page, key, modifiers=_NONE):
    """A key as by a person who has looked at the image and then lets the keyboard rest."""
    look(page)
    QTest.keyClick(page.view.list.view, key, modifiers)
    CLOCK.ms += _LOOKING_MS
    page.key_filter.settle()


def look(page):
    """Look at the image for a while; what is on its way is not painted by that."""
    page.view.viewer.viewport().repaint()
    CLOCK.ms += _LOOKING_MS


def send(page, kind, text, *, at=0, auto=False):
    """One key event of a character, with the time that the desktop gives it (0: none)."""
    event = QKeyEvent(kind, Qt.Key(ord(text.upper())), _NONE, text, auto)
    event.setTimestamp(int(at))
    QApplication.sendEvent(page.view.list.view, event)


def tap(page, text, *, at=0):
    """A character pressed and let go at once."""
    send(page, QEvent.Type.KeyPress, text, at=at)
    send(page, QEvent.Type.KeyRelease, text, at=at)


def is_seen(page):
    """Whether the image asked for has been looked at for long enough, on the real clock."""
    image = page.state.image
    return image.is_here and page.guard.was_seen(image.shown_id)


def strike_seen(qtbot, page, key):
    """As `strike`, in a window that goes by the real clock."""
    qtbot.waitUntil(lambda: is_seen(page), timeout=_PATIENCE_MS)
    qtbot.keyClick(page.view.list.view, key)
    qtbot.waitUntil(lambda: not page.key_filter.is_waiting, timeout=_PATIENCE_MS)


class Fingers:
    """Presses keys where the focus is, in a window that nobody touches with a mouse."""

    def __init__(self, window):
        self._window = window

    @property
    def on(self):
        """The name of what has the focus, as a screen reader says it."""
        return _name(QApplication.focusWidget())

    def press(self, key, modifiers=_NONE):
        """A key, to what takes it now: a menu that is open, else the focus."""
        QTest.keyClick(_where(self._window), key, modifiers)
        QApplication.processEvents()

    def type(self, text):
        """Characters, into what has the focus."""
        QTest.keyClicks(_where(self._window), text)

    def tab_to(self, name, *, most=40, back=False, part=False):
        """Tab until the focus is on what has this name, or a name with this `part`."""
        passed = []
        while not (name in self.on if part else name == self.on):
            assert len(passed) < most, f"no {name!r} among {passed}"
            self.press(Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
            passed.append(self.on)


def _where(window):
    return QApplication.activePopupWidget() or QApplication.focusWidget() or window


def _name(widget):
    if widget is None:
        return ""
    return widget.accessibleName() or getattr(widget, "text", str)()
