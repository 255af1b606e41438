"""Keeps the keyboard's focus in a page while what had it is disabled, or is gone."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class FocusHold(QObject):
    """Holds the focus on a page when a widget of it loses it by being hidden or disabled.

    Qt gives it to whatever comes next, such as a step in the rail, where the next Enter would go.
    A widget that was disabled, for as long as some work takes, gets it back.

    Args:
        page: With all that is watched; it can have the focus itself.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._lost: QWidget | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)  # after what has hidden it is done
        self._soon.timeout.connect(self._hold)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the focus back to what was disabled, unless somebody went elsewhere meanwhile."""
        if event.type() == QEvent.Type.EnabledChange and watched is self._lost:
            self._soon.start()
        return False

    def _on_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is None or not isValid(self._page) or not self._page.isVisible():
            return
        gone = self._page.isAncestorOf(before) and not (before.isVisible() and before.isEnabled())
        if gone and not self._soon.isActive():  # else it was passed on, and that is gone, too
            self._watch(before)
            self._soon.start()
        elif not gone and now is not None and now is not self._page:
            self._watch(None)

    def _watch(self, lost: QWidget | None) -> None:
        if self._lost is not None and isValid(self._lost):
            self._lost.removeEventFilter(self)
        self._lost = lost
        if lost is not None:
            lost.installEventFilter(self)

    def _hold(self) -> None:
        lost = self._lost
        if lost is None or not self._page.isVisible():
            return
        if isValid(lost) and lost.isVisible() and lost.isEnabled():
            lost.setFocus()
        else:
            self._page.setFocus()
