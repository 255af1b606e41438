"""A picture in a scene, painted straight from its pixels: no copy of them is made for the screen.

Scene coordinates are pixels of the original image, however many pixels were decoded.
"""

import math

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ad_studio.ui.images import Picture

_PIXELS_VISIBLE = 4  # from this zoom on pixels are squares rather than smooth
_MARGIN = 2  # pixels around what is painted, for smooth scaling to look at


class PictureItem(QGraphicsItem):
    """Shows a scaled decode, and a finer one of the same picture where the zoom asks for it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._picture: Picture | None = None
        self._detail: Picture | None = None
        self._rect = QRectF()

    @property
    def picture(self) -> Picture | None:
        """What is shown, as it was given."""
        return self._picture

    @property
    def is_empty(self) -> bool:
        """True while there is no picture."""
        return self._picture is None

    @property
    def share(self) -> float:
        """Decoded pixels for each pixel of the original, along one side; 0 without a picture."""
        finest = self._detail or self._picture
        return finest.image.width() / finest.width if finest else 0.0

    def side_wanted(self, zoom: float) -> int | None:
        """Pixels on the long side that a zoom needs; None if they are here already.

        The side of the original or that divided by a power of two: what decodes fast, and shrinks
        without flicker.

        Args:
            zoom: Screen pixels for each unit of the scene.
        """
        picture, share = self._picture, self.share
        if picture is None or share >= 1:
            return None
        zoom *= self._rect.width() / picture.width  # screen pixels for each of the picture
        if share >= zoom:
            return None
        needed = min(1.0, 0.5 ** math.floor(-math.log2(zoom)))
        return math.ceil(max(picture.width, picture.height) * needed)

    def show_picture(self, picture: Picture | None, *, over: QRectF | None = None) -> None:
        """Show another picture, or none.

        Args:
            picture: The picture.
            over: Stretch it over this rectangle of the scene; None: over its own pixels.
        """
        self.prepareGeometryChange()
        self._picture, self._detail = picture, None
        self._rect = QRectF(0, 0, picture.width, picture.height) if picture else QRectF()
        if picture is not None and over is not None:
            self._rect = over
        self.update()

    def show_detail(self, picture: Picture) -> None:
        """Have more pixels of the picture shown, if there is one."""
        if self._picture is not None:
            self._detail = picture
            self.update()

    def color_at(self, point: QPointF) -> tuple[QColor, bool] | None:
        """The colour at a point of the scene, and whether that is a single pixel's own.

        None outside of the picture.
        """
        finest = self._detail or self._picture
        if finest is None or not self._rect.contains(point):
            return None
        image = finest.image
        x = int((point.x() - self._rect.x()) / self._rect.width() * image.width())
        y = int((point.y() - self._rect.y()) / self._rect.height() * image.height())
        x, y = min(x, image.width() - 1), min(y, image.height() - 1)
        return image.pixelColor(x, y), finest.is_full

    def boundingRect(self) -> QRectF:
        return self._rect

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        picture = self._picture
        if picture is None:
            return
        scale = painter.deviceTransform().m11()
        if self._detail is not None and scale > picture.image.width() / self._rect.width():
            picture = self._detail
        image = picture.image
        squares = scale * self._rect.width() / picture.width >= _PIXELS_VISIBLE
        painter.setRenderHint(
            QPainter.RenderHint.SmoothPixmapTransform, not (picture.is_full and squares)
        )
        source, target = _part(image, self._rect, option.exposedRect & self._rect)
        painter.drawImage(target, image, source)


def _part(image: QImage, rect: QRectF, exposed: QRectF) -> tuple[QRect, QRectF]:
    """The pixels of `image`, which lies over `rect`, under `exposed`, and where they lie."""
    across, down = image.width() / rect.width(), image.height() / rect.height()
    source = QRectF(
        (exposed.x() - rect.x()) * across,
        (exposed.y() - rect.y()) * down,
        exposed.width() * across,
        exposed.height() * down,
    ).toAlignedRect()
    source = source.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN) & image.rect()
    target = QRectF(
        rect.x() + source.x() / across,
        rect.y() + source.y() / down,
        source.width() / across,
        source.height() / down,
    )
    return source, target
