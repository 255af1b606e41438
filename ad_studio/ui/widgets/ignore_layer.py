"""Ignore regions over a picture: hatched, outlined, the same everywhere they are shown."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPainterPathStroker, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ad_studio.ignore_regions import IgnoreRegion, RegionShape
from ad_studio.ui.palette import colors

_LIGHT, _DARK = QColor(255, 255, 255, 210), QColor(20, 24, 30, 210)


class IgnoreLayer(QGraphicsItem):
    """Hatches of a fixed pitch on the screen, light beside dark so that any ground shows them.

    Add it to the scene of an `ImageView`; one of its regions may be selected.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(10)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._regions: tuple[IgnoreRegion, ...] = ()
        self._paths: list[QPainterPath] = []
        self._size = (0, 0)
        self._selected: int | None = None

    @property
    def regions(self) -> tuple[IgnoreRegion, ...]:
        """The regions that are shown."""
        return self._regions

    def show_regions(
        self,
        regions: Sequence[IgnoreRegion],
        *,
        width: int,
        height: int,
        selected: int | None = None,
    ) -> None:
        """Show regions on a picture.

        Args:
            regions: In shares of the picture.
            width: Of the picture in scene units.
            height: Of the picture in scene units.
            selected: Which one stands out.
        """
        self.prepareGeometryChange()
        self._regions, self._selected = tuple(regions), selected
        self._size = (width, height)
        self._paths = [region_path(region, width, height) for region in regions]
        self.update()

    def at(self, place: QPointF) -> int | None:
        """The topmost region at a place of the scene."""
        hits = [i for i, path in enumerate(self._paths) if path.contains(place)]
        return hits[-1] if hits else None

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, *self._size)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self.boundingRect())
        still, _ = painter.worldTransform().inverted()
        beside, _ = painter.worldTransform().inverted()
        beside.translate(2, 0)
        accent = QColor(colors().accent)
        for i, path in enumerate(self._paths):
            chosen = i == self._selected
            for color, place in ((_DARK, still), (_LIGHT, beside)):
                brush = QBrush(color, Qt.BrushStyle.BDiagPattern)
                brush.setTransform(place)
                painter.fillPath(path, brush)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for color, thickness in (
                (_DARK, 5.0 if chosen else 3.5),
                (accent if chosen else _LIGHT, 3.0 if chosen else 1.5),
            ):
                pen = QPen(color, thickness)
                pen.setCosmetic(True)
                painter.setPen(pen)
                painter.drawPath(path)


def region_path(region: IgnoreRegion, width: int, height: int) -> QPainterPath:
    """The outline of a region on a picture of this size."""
    points = [QPointF(x * width, y * height) for x, y in region.corners]
    path = QPainterPath(points[0])
    for point in points[1:]:
        path.lineTo(point)
    if region.shape is not RegionShape.BRUSH:
        path.closeSubpath()
        return path
    if len(points) == 1:  # a dab: a way of no length has no outline
        path.lineTo(points[0] + QPointF(1e-3, 0))
    stroker = QPainterPathStroker()
    stroker.setWidth(region.width * max(width, height))
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return stroker.createStroke(path).simplified()
