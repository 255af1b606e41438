"""A picture that can be zoomed and panned. Scene coordinates are pixels of the original image."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QGraphicsPixmapItem, QGraphicsScene, QGraphicsView, QWidget

from ad_studio.ui.images import Picture

_LIMITS = (0.01, 40.0)
_STEP = 1.25


class ImageView(QGraphicsView):
    """Wheel zooms at the cursor, dragging pans, and a fitted picture stays fitted.

    Signals:
        zoom_changed(float): Screen pixels for each pixel of the original image.
    """

    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewer")
        self.setAccessibleName(self.tr("Image"))
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self._base = self._scene.addPixmap(QPixmap())
        self._base.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self._size = (0, 0)
        self._fitted = True
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumSize(160, 120)

    @property
    def zoom(self) -> float:
        """Screen pixels for each pixel of the original image."""
        return self.transform().m11() * self.devicePixelRatioF()

    @property
    def has_picture(self) -> bool:
        """True while a picture is shown."""
        return not self._base.pixmap().isNull()

    def show_picture(self, picture: Picture) -> None:
        """Show a picture; the view stays where it is if the size is that of the one before."""
        self.lay(self._base, QPixmap.fromImage(picture.image), picture.width, picture.height)
        self._base.setTransformationMode(
            Qt.TransformationMode.FastTransformation
            if picture.is_full and self.zoom > 4
            else Qt.TransformationMode.SmoothTransformation
        )
        if self._size != (picture.width, picture.height):
            self._size = (picture.width, picture.height)
            self._scene.setSceneRect(QRectF(0, 0, *self._size))
            self.fit()

    def clear(self) -> None:
        """Show nothing."""
        self._base.setPixmap(QPixmap())
        self._size = (0, 0)

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
            self.zoom_changed.emit(self.zoom)

    def one_to_one(self) -> None:
        """Show each pixel of the image as one pixel of the screen."""
        self._zoom_to(1.0)

    def zoom_in(self) -> None:
        """Zoom in by one step."""
        self._zoom_to(self.zoom * _STEP)

    def zoom_out(self) -> None:
        """Zoom out by one step."""
        self._zoom_to(self.zoom / _STEP)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._zoom_to(self.zoom * 1.0015 ** event.angleDelta().y())
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    def _zoom_to(self, zoom: float) -> None:
        if not self.has_picture:
            return
        self._fitted = False
        zoom = min(max(zoom, _LIMITS[0]), _LIMITS[1])
        self.scale(zoom / self.zoom, zoom / self.zoom)
        self.zoom_changed.emit(self.zoom)
