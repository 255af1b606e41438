"""Keeps the keyboard's focus on the results, where the keys act on the image."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QGraphicsView,
    QTabBar,
    QWidget,
)
from shiboken6 import isValid

_CLICKED = (QAbstractButton, QAbstractSlider, QComboBox, QGraphicsView, QTabBar)


class FocusReturn(QObject):
    """Gives the focus back when the widget that had it goes away or is disabled.

    A click on the ground of the page does so, too. A click on a button, a choice, a tab or a
    picture does not take the focus at all; Tab still comes to them.

    Args:
        page: With all that is watched.
        results: The widget that gets the focus; asked each time.
    """

    def __init__(self, page: QWidget, results: Callable[[], QWidget]) -> None:
        super().__init__(page)
        self._page = page
        self._results = results
        self.leave_at_clicks(page)
        self._soon = QTimer(self, singleShot=True, interval=0)  # after what has hidden it is done
        self._soon.timeout.connect(self.give_back)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_changed)

    def leave_at_clicks(self, part: QWidget) -> None:
        """Have clicks in a part of the page leave the focus where it is; for parts built later."""
        for kind in _CLICKED:
            for widget in part.findChildren(kind):
                if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def give_back(self) -> None:
        """Put the focus on the results, if they are there to be seen."""
        if self._results().isVisible():
            self._results().setFocus()

    def _on_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if not isValid(self._page) or not self._page.isVisible():  # or it is being deleted
            return
        left = before is not None and self._page.isAncestorOf(before)
        gone = before is not None and not (before.isVisible() and before.isEnabled())
        if now is self._page or (left and gone):
            self._soon.start()
