"""Columns and lines in one call, and layouts that Qt lacks: flow, rows that break, and others."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ad_studio.ui.widgets.basics import scrolling

_Box = TypeVar("_Box", bound=QBoxLayout)
_Margins = tuple[int, int, int, int]


def vbox(
    parent: QWidget | None = None, *, spacing: int | None = None, margins: _Margins = (0, 0, 0, 0)
) -> QVBoxLayout:
    """A column: the layout of `parent`, or one to be put into another layout."""
    box = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    return _spaced(box, spacing, margins)


def hbox(
    parent: QWidget | None = None, *, spacing: int | None = None, margins: _Margins = (0, 0, 0, 0)
) -> QHBoxLayout:
    """A line: the layout of `parent`, or one to be put into another layout."""
    box = QHBoxLayout() if parent is None else QHBoxLayout(parent)
    return _spaced(box, spacing, margins)


def _spaced(box: _Box, spacing: int | None, margins: _Margins) -> _Box:
    box.setContentsMargins(*margins)
    if spacing is not None:
        box.setSpacing(spacing)
    return box


class FlowLayout(QLayout):
    """Places widgets at their preferred size, in as many lines as the width asks for."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Lay the items out in `rect`; return the height that they take."""
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.x() + rect.width():
                x, y, line = rect.x(), y + line + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            line = max(line, size.height())
        return y + line - rect.y()


class ReflowRow(QWidget):
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


class FlexibleArea(QScrollArea):
    """Holds a widget whose height may depend on its width; never wider than its place.

    Args:
        content: What is in it.
        least: Height in pixels that it keeps in the lowest window, if the content has as much.
    """

    def __init__(self, content: QWidget, *, least: int) -> None:
        super().__init__(widgetResizable=True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._content = content
        self._least = least
        self._most: int | None = None
        content.setObjectName("scrolled")
        content.installEventFilter(self)
        self.setWidget(content)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def set_most(self, pixels: int | None) -> None:
        """Scroll beyond this height; None: only where the window is too low."""
        self._most = pixels
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        content = self._content
        height = content.heightForWidth(self.viewport().width())
        if height < 0:
            height = content.sizeHint().height()
        if self._most is not None:
            height = min(height, self._most)
        return QSize(content.sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        wanted = self.sizeHint().height()
        return QSize(self._content.minimumSizeHint().width(), min(wanted, self._least))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


INSET = (24, 24, 24, 8)
"""Margins of what scrolls."""


def pin_below(panel: QFrame, content: QWidget, *buttons: QPushButton) -> None:
    """Fill `panel` with `content`, which scrolls if it must, and pin `buttons` below it."""
    column = vbox(panel, spacing=12, margins=(1, 1, 1, 24))
    column.addWidget(scrolling(content), 1)
    for button in buttons:
        row = vbox(margins=(23, 0, 23, 0))
        row.addWidget(button)
        column.addLayout(row)
