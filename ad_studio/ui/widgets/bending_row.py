"""Widgets side by side, or one under the other where there is no room for that."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget


class BendingRow(QWidget):
    """Asks for the width of its widest part only.

    Args:
        parts: From left to right, or from top to bottom; all as wide as they may be.
        from_width: Pixels of width from which they stand side by side.
    """

    def __init__(self, *parts: QWidget, from_width: int) -> None:
        super().__init__()
        self._parts = parts
        self._from_width = from_width
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(6)
        for part in parts:
            self._line.addWidget(part, 1)

    def minimumSizeHint(self) -> QSize:
        widths = [part.minimumWidth() or part.minimumSizeHint().width() for part in self._parts]
        return QSize(max(widths), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        way = QBoxLayout.Direction
        side_by_side = event.size().width() >= self._from_width
        self._line.setDirection(way.LeftToRight if side_by_side else way.TopToBottom)
        super().resizeEvent(event)
