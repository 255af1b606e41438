"""The reference, on which a length is drawn."""

import math

from PySide6.QtCore import QLineF, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPen
from PySide6.QtWidgets import QGraphicsView

from ad_studio.ui.images import Picture
from ad_studio.ui.palette import colors
from ad_studio.ui.widgets.image_view import ImageView

_PEN = 2  # pixels of the screen, at any zoom


class LengthView(ImageView):
    """Dragging draws a line from one end of a length to the other; the wheel zooms.

    Without a mouse, the length is typed into the field beside it.

    Signals:
        drawn(float): The length of the line, in pixels of the original image; above 0.
    """

    drawn = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.setDragMode(QGraphicsView.DragMode.NoDrag)
        self._start: QPointF | None = None
        self._line = self.scene().addLine(QLineF(), QPen())
        self._line.hide()

    def show_picture(self, picture: Picture) -> None:
        """Show the reference, without a line."""
        super().show_picture(picture)
        self._line.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or not self.has_picture:
            super().mousePressEvent(event)
            return
        self._start = self._place(event)
        pen = QPen(QColor(colors().accent), _PEN)
        pen.setCosmetic(True)
        self._line.setPen(pen)
        self._show_to(self._start)
        self._line.show()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._start is not None:
            self._show_to(self._place(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._start is None:
            return
        self._show_to(self._place(event))
        self._start = None
        length = self._line.line().length()
        if math.isclose(length, 0):
            self._line.hide()
        else:
            self.drawn.emit(length)

    def _show_to(self, end: QPointF) -> None:
        if self._start is not None:
            self._line.setLine(QLineF(self._start, end))

    def _place(self, event: QMouseEvent) -> QPointF:
        """A point of the picture, in its pixels, as fine as the screen shows it."""
        found, _ = self.viewportTransform().inverted()
        point, area = found.map(event.position()), self.sceneRect()
        return QPointF(
            min(max(point.x(), area.left()), area.right()),
            min(max(point.y(), area.top()), area.bottom()),
        )
