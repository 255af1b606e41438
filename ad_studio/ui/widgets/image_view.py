"""A picture that can be zoomed and panned. Scene coordinates are pixels of the original image."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsPixmapItem, QGraphicsScene, QGraphicsView, QWidget

from ad_studio.ui.images import Picture
from ad_studio.ui.widgets.picture_item import PictureItem

_LIMITS = (0.01, 40.0)
_STEP = 1.25
_CLOSEST = 4.0  # screen pixels for each of the image, when going to a small region
_AROUND = 1.6  # how much larger than the region is what is shown of it


@dataclass(frozen=True, slots=True)
class Place:
    """What part of a picture a view shows, whatever the picture's size.

    Attributes:
        x: Of the middle of the view, as a share of the picture's width.
        y: Of the middle of the view, as a share of the picture's height.
        width: Screen pixels for the whole width of the picture.
        fitted: The whole picture is shown, and goes on to be when the view changes size.
    """

    x: float
    y: float
    width: float
    fitted: bool


class ImageView(QGraphicsView):
    """Wheel zooms at the cursor, dragging pans, and a fitted picture stays fitted.

    Signals:
        zoom_changed(float): Screen pixels for each pixel of the original image.
        moved: Zoomed, panned or resized: `place` is another.
        hovered(QPointF | None): The pixel under the cursor; None when it has left the picture.
        detail_wanted(int): More pixels are needed for this zoom: that many on the long side.
    """

    zoom_changed = Signal(float)
    moved = Signal()
    hovered = Signal(object)
    detail_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewer")
        self.setAccessibleName(self.tr("Image"))
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self._base = PictureItem()
        self._scene.addItem(self._base)
        self._size = (0, 0)
        self._fitted = True
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumSize(160, 120)
        self.viewport().setMouseTracking(True)

    @property
    def zoom(self) -> float:
        """Screen pixels for each pixel of the original image."""
        return self.transform().m11() * self.devicePixelRatioF()

    @property
    def has_picture(self) -> bool:
        """True while a picture is shown."""
        return not self._base.is_empty

    @property
    def detail_side(self) -> int | None:
        """Pixels on the long side that this zoom needs; None if they are here already."""
        return self._base.side_wanted(self.zoom)

    def show_picture(self, picture: Picture) -> None:
        """Show a picture; the view stays where it is if the size is that of the one before."""
        self._base.show_picture(picture)
        if self._size != (picture.width, picture.height):
            self._size = (picture.width, picture.height)
            self._scene.setSceneRect(QRectF(0, 0, *self._size))
            self.fit()
        else:
            self._ask_for_detail()

    def show_detail(self, picture: Picture) -> None:
        """Have more pixels of the picture on the screen."""
        self._base.show_detail(picture)

    def clear(self, *, keep_place: bool = False) -> None:
        """Show no picture; with `keep_place` the next one of the same size comes where this was."""
        self._base.show_picture(None)
        if not keep_place:
            self._size = (0, 0)

    def color_at(self, point: QPointF) -> tuple[QColor, bool] | None:
        """As `PictureItem.color_at` of the picture shown."""
        return self._base.color_at(point)

    def add_layer(self) -> QGraphicsPixmapItem:
        """Add an empty layer above the picture."""
        layer = self._scene.addPixmap(QPixmap())
        layer.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        return layer

    @staticmethod
    def lay(item: QGraphicsPixmapItem, pixmap: QPixmap, width: int, height: int) -> None:
        """Stretch `pixmap` over an original of `width` x `height` pixels, corner to corner."""
        item.setPixmap(pixmap)
        if not pixmap.isNull():
            item.setTransform(
                QTransform.fromScale(width / pixmap.width(), height / pixmap.height())
            )

    def fit(self) -> None:
        """Show the whole picture, and keep doing so when the window changes size."""
        self._fitted = True
        if self._size[0]:
            self.fitInView(QRectF(0, 0, *self._size), Qt.AspectRatioMode.KeepAspectRatio)
            self._tell()

    def one_to_one(self) -> None:
        """Show each pixel of the image as one pixel of the screen."""
        self._zoom_to(1.0)

    def zoom_in(self) -> None:
        """Zoom in by one step."""
        self._zoom_to(self.zoom * _STEP)

    def zoom_out(self) -> None:
        """Zoom out by one step."""
        self._zoom_to(self.zoom / _STEP)

    def go_to(self, region: QRectF) -> None:
        """Show a region of the picture, with some of what is around it."""
        if not self.has_picture:
            return
        view = self.viewport().size() * self.devicePixelRatioF()
        whole = min(view.width() / self._size[0], view.height() / self._size[1])
        across, down = region.width() * _AROUND, region.height() * _AROUND
        zoom = min(view.width() / across, view.height() / down)
        self._set_zoom(min(zoom, max(_CLOSEST, 2 * whole)))
        self.centerOn(region.center())
        self._tell()

    def pan(self, across: int, down: int) -> None:
        """Move on by so many quarters of the view: to the right and down, or back if negative."""
        size = self.viewport().size() / 4
        for bar, step in (
            (self.horizontalScrollBar(), across * size.width()),
            (self.verticalScrollBar(), down * size.height()),
        ):
            bar.setValue(bar.value() + step)

    @property
    def place(self) -> Place:
        """What part of the picture is shown; to be taken over by another view."""
        width, height = max(self._size[0], 1), max(self._size[1], 1)
        centre = self.mapToScene(self.viewport().rect()).boundingRect().center()
        return Place(centre.x() / width, centre.y() / height, self.zoom * width, self._fitted)

    def take_place(self, place: Place) -> None:
        """Show the same part as another view."""
        if not self.has_picture:
            return
        if place.fitted:
            self.fit()
            return
        self._set_zoom(place.width / self._size[0])
        self.centerOn(place.x * self._size[0], place.y * self._size[1])
        self._tell()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._zoom_to(self.zoom * 1.0015 ** event.angleDelta().y())
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.moved.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        point = self.mapToScene(event.position().toPoint())
        inside = self.has_picture and self._base.boundingRect().contains(point)
        self.hovered.emit(point if inside else None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered.emit(None)

    def _zoom_to(self, zoom: float) -> None:
        if self.has_picture:
            self._set_zoom(zoom)
            self._tell()

    def _set_zoom(self, zoom: float) -> None:
        self._fitted = False
        zoom = min(max(zoom, _LIMITS[0]), _LIMITS[1])
        self.scale(zoom / self.zoom, zoom / self.zoom)

    def _tell(self) -> None:
        self.zoom_changed.emit(self.zoom)
        self.moved.emit()
        self._ask_for_detail()

    def _ask_for_detail(self) -> None:
        side = self.detail_side
        if side is not None:
            self.detail_wanted.emit(side)
