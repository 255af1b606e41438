"""Paints the thumbnail of a result where a list, a grid or a table wants it."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter

from ad_studio.domain import ResultRow
from ad_studio.ui.palette import colors
from ad_studio.ui.thumbnails import Thumbnails


def paint_thumbnail(painter: QPainter, area: QRect, row: ResultRow, thumbnails: Thumbnails) -> None:
    """Paint it in the middle of `area`, whole; an empty ground while it is on its way."""
    painter.fillRect(area, QColor(colors().canvas))
    picture = thumbnails.get(row.path, row.sha256)
    if picture is None or picture.isNull():
        return
    size = QSize(picture.width(), picture.height()).scaled(
        area.size(), Qt.AspectRatioMode.KeepAspectRatio
    )
    place = QRectF(0, 0, size.width(), size.height())
    place.moveCenter(QRectF(area).center())
    painter.drawPixmap(place, picture, QRectF(picture.rect()))
