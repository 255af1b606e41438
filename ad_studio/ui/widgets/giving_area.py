"""A place that gives way: as high as what is in it where there is room, scrolled where not."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget


class GivingArea(QScrollArea):
    """Holds a widget whose height may depend on its width; never wider than its place.

    Args:
        content: What is in it.
        least: Height in pixels that it keeps in the lowest window, if the content has as much.
    """

    def __init__(self, content: QWidget, *, least: int) -> None:
        super().__init__(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
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
        content = self.widget()
        height = content.heightForWidth(self.viewport().width())
        if height < 0:
            height = content.sizeHint().height()
        if self._most is not None:
            height = min(height, self._most)
        return QSize(content.sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        wanted = self.sizeHint().height()
        return QSize(self.widget().minimumSizeHint().width(), min(wanted, self._least))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
