"""Drawn regions over a picture: ignore regions hatched, zones outlined with their names."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPainterPathStroker, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ad_studio.drawn_regions import DrawnRegion, RegionShape
from ad_studio.ui.palette import colors

_LIGHT, _DARK = QColor(255, 255, 255, 210), QColor(20, 24, 30, 210)
_INSET = 4  # screen pixels around a name


class RegionLayer(QGraphicsItem):
    """Outlines of regions, light beside dark so that any ground shows them.

    Add it to the scene of an `ImageView`; one of its regions may be selected.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(10)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._regions: tuple[DrawnRegion, ...] = ()
        self._names: tuple[str, ...] = ()
        self._paths: list[QPainterPath] = []
        self._size = (0, 0)
        self._selected: int | None = None

    @property
    def regions(self) -> tuple[DrawnRegion, ...]:
        """The regions that are shown."""
        return self._regions

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the first of them."""
        return self._names

    def show_regions(
        self,
        regions: Sequence[DrawnRegion],
        *,
        width: int,
        height: int,
        selected: int | None = None,
        names: Sequence[str] = (),
    ) -> None:
        """Show regions on a picture.

        Args:
            regions: In shares of the picture.
            width: Of the picture in scene units.
            height: Of the picture in scene units.
            selected: Which one stands out.
            names: Of the first of them.
        """
        self.prepareGeometryChange()
        self._regions, self._selected, self._names = tuple(regions), selected, tuple(names)
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
        accent = QColor(colors().accent)
        for i, path in enumerate(self._paths):
            chosen = i == self._selected
            self._fill(painter, path)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for color, thickness in (
                (_DARK, 5.0 if chosen else 3.5),
                (accent if chosen else _LIGHT, 3.0 if chosen else 1.5),
            ):
                pen = QPen(color, thickness)
                pen.setCosmetic(True)
                painter.setPen(pen)
                painter.drawPath(path)
        for name, path in zip(self._names, self._paths, strict=False):
            _write(painter, name, path.boundingRect().topLeft())

    def _fill(self, painter: QPainter, path: QPainterPath) -> None:
        """Paint what lies within a region."""


class IgnoreLayer(RegionLayer):
    """Ignore regions: hatches of a fixed pitch on the screen."""

    def _fill(self, painter: QPainter, path: QPainterPath) -> None:
        still, _ = painter.worldTransform().inverted()
        beside, _ = painter.worldTransform().inverted()
        beside.translate(2, 0)
        for color, place in ((_DARK, still), (_LIGHT, beside)):
            brush = QBrush(color, Qt.BrushStyle.BDiagPattern)
            brush.setTransform(place)
            painter.fillPath(path, brush)


def region_path(region: DrawnRegion, width: int, height: int) -> QPainterPath:
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


def _write(painter: QPainter, words: str, place: QPointF) -> None:
    """Write words at a place of the scene, as large on the screen at any zoom."""
    corner = painter.worldTransform().map(place)
    painter.save()
    painter.resetTransform()
    metrics = painter.fontMetrics()
    box = QRectF(metrics.boundingRect(words))
    ground = QRectF(0, 0, box.width() + 2 * _INSET, metrics.height() + _INSET)
    ground.moveTopLeft(corner + QPointF(_INSET, _INSET))
    painter.fillRect(ground, _DARK)
    painter.setPen(_LIGHT)
    painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()
