"""The reference laid over the image left of a line that can be dragged across."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QStyleOptionGraphicsItem, QWidget

from ad_studio.ui.images import Picture
from ad_studio.ui.palette import colors
from ad_studio.ui.widgets.picture_item import PictureItem

if TYPE_CHECKING:
    from ad_studio.ui.widgets.image_view import ImageView


from ad_studio.ui.widgets.image_view import ImageView

_STEPS = 1000
_GRIP = 22  # pixels across
_ON_TOP = 10.0


class Swipe(QObject):
    """The reference over what a view shows, left of a line; off at first.

    Signals:
        detail_wanted(int): More pixels of the reference are needed: so many on the long side.
    """

    detail_wanted = Signal(int)

    def __init__(self, view: "ImageView") -> None:
        super().__init__(view)
        self._view = view
        self._picture: Picture | None = None
        self._on = False
        self._item = _LeftPart()
        self._item.setZValue(_ON_TOP)
        view.scene().addItem(self._item)
        self.line = SwipeLine(view)
        self.line.hide()
        self.line.valueChanged.connect(self.place)
        view.moved.connect(self.place)

    @property
    def is_on(self) -> bool:
        """True while there is a line to drag."""
        return self._on and self._picture is not None

    def turn(self, on: bool) -> None:
        """Begin or end to lay the reference over the image."""
        self._on = on
        self._lay()

    def show_reference(self, picture: Picture | None) -> None:
        """Take this as the reference; None: there is none yet."""
        self._picture = picture
        self._lay()

    def show_detail(self, picture: Picture) -> None:
        """Have more pixels of the same reference."""
        self._item.show_detail(picture)

    def place(self) -> None:
        """Put line and edge where they belong after a move of the view."""
        if not self.is_on:
            return
        self._item.show_picture_over(self._picture, self._view.sceneRect())
        x = round(self._view.viewport().width() * self.line.value() / _STEPS)
        corner = self._view.viewport().mapTo(self._view, QPoint(0, 0))
        self.line.setGeometry(
            corner.x() + x - _GRIP // 2, corner.y(), _GRIP, self._view.viewport().height()
        )
        self._item.cut_at(self._view.mapToScene(QPoint(x, 0)).x())
        side = self._item.side_wanted(self._view.zoom)
        if side is not None:
            self.detail_wanted.emit(side)

    def _lay(self) -> None:
        self.line.setVisible(self.is_on)
        self._item.setVisible(self.is_on)
        if self.is_on:
            self.place()
        else:
            self._item.show_picture_over(None, QRectF())


class _LeftPart(PictureItem):
    """A picture of which only what is left of a line is painted."""

    def __init__(self) -> None:
        super().__init__()
        self._edge = 0.0

    def show_picture_over(self, picture: Picture | None, rect: QRectF) -> None:
        """Stretch `picture` over `rect`, unless it lies there already."""
        if picture is not self.picture or rect != self.boundingRect():
            self.show_picture(picture, over=rect)

    def cut_at(self, x: float) -> None:
        """Paint what lies left of `x` in the scene."""
        self._edge = x
        self.update()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        left = QRectF(self.boundingRect())
        left.setRight(min(self._edge, left.right()))
        if left.width() > 0:
            painter.save()
            painter.setClipRect(left, Qt.ClipOperation.IntersectClip)
            super().paint(painter, option, widget)
            painter.restore()


class SwipeLine(QAbstractSlider):
    """The line: dragged with the mouse, moved by Left and Right while it has the focus."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.setRange(0, _STEPS)
        self.setValue(_STEPS // 2)
        self.setSingleStep(_STEPS // 100)
        self.setPageStep(_STEPS // 10)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setAccessibleName(self.tr("Swipe line between reference and image"))
        self.setToolTip(
            self.tr(
                "Left of the line is the reference, right of it the inspected image. Drag it, or "
                "move it with the Left and Right keys."
            )
        )

    def sizeHint(self) -> QSize:
        return QSize(_GRIP, 100)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(event.button() == Qt.MouseButton.LeftButton)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        view = self.parentWidget()
        if self.isSliderDown() and view is not None and view.width():
            x = self.mapTo(view, event.position().toPoint()).x()
            self.setValue(round(x / view.width() * _STEPS))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the view below zooms

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = colors()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.width() / 2
        painter.setPen(QPen(QColor("#000000"), 4))
        painter.drawLine(QPointF(middle, 0), QPointF(middle, self.height()))
        painter.setPen(QPen(QColor("#FFFFFF"), 2))
        painter.drawLine(QPointF(middle, 0), QPointF(middle, self.height()))
        grip = QRectF(middle - 9, self.height() / 2 - 9, 18, 18)
        painter.setBrush(QColor(active.surface))
        painter.setPen(QPen(QColor(active.accent), 3 if self.hasFocus() else 1))
        painter.drawEllipse(grip)
        painter.setPen(QPen(QColor(active.text), 1.5))
        for side in (-1, 1):
            tip = QPointF(middle + side * 6, self.height() / 2)
            painter.drawLine(tip, tip + QPointF(-side * 3, -3))
            painter.drawLine(tip, tip + QPointF(-side * 3, 3))
