"""The parts inspected last, side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ad_studio.domain import ResultRow, Verdict
from ad_studio.ui import icons
from ad_studio.ui.palette import colors
from ad_studio.ui.text import tooltip, verdict_word
from ad_studio.ui.thumbnails import Thumbnails

MOST = 10
"""Parts in the strip."""

_LEAST = 5  # parts in a narrow window

_CELL, _GAP, _LINE, _SHAPE = 64, 6, 4, 20

Recent = Sequence[tuple[ResultRow, Verdict | None]]


class RecentStrip(QWidget):
    """Thumbnails with the shape of their verdict, the newest on the right."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self._recent: Recent = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        thumbnails.ready.connect(self.update)
        self.show_recent(())

    def show_recent(self, recent: Recent) -> None:
        """Show these parts with the verdicts that count, the oldest first."""
        self._recent = recent
        words = ", ".join(verdict_word(verdict) for _row, verdict in recent)
        self.setAccessibleName(self.tr("The latest parts: {verdicts}").format(verdicts=words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(MOST * (_CELL + _GAP) - _GAP, _CELL)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST * (_CELL + _GAP) - _GAP, _CELL)

    def event(self, event: QEvent) -> bool:
        """Say which part lies under the cursor."""
        if isinstance(event, QHelpEvent):
            found = [row for row, area in self._cells() if area.contains(QPointF(event.pos()))]
            words = "\n".join(filter(None, (found[0].path.name, found[0].serial))) if found else ""
            QToolTip.showText(event.globalPos(), tooltip(words), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = colors()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        cells = self._cells()
        verdicts = [verdict for _row, verdict in self._recent[-len(cells) :]]
        for (row, area), verdict in zip(cells, verdicts, strict=True):
            ink = active.verdict(verdict)
            painter.fillRect(area, QColor(ink))
            inner = area.adjusted(_LINE, _LINE, -_LINE, -_LINE)
            painter.fillRect(inner, QColor(active.canvas))
            found = self._thumbnails.get(row.path, row.sha256)
            if found is not None and not found.isNull():
                size = QSize(found.size()).scaled(
                    inner.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio
                )
                place = QRectF(0, 0, size.width(), size.height())
                place.moveCenter(inner.center())
                painter.drawPixmap(place, found, QRectF(found.rect()))
            corner = QRectF(area.left(), area.top(), _SHAPE + _LINE, _SHAPE + _LINE)
            painter.fillRect(corner, QColor(active.surface))
            name = icons.verdict_icon_name(verdict)
            shape = icons.pixmap(name, ink, _SHAPE, self.devicePixelRatioF())
            painter.drawPixmap(corner.topLeft() + QPointF(_LINE / 2, _LINE / 2), shape)

    def _cells(self) -> list[tuple[ResultRow, QRectF]]:
        """Where each part stands; in a narrow window, the oldest are left out."""
        room = max(1, min(MOST, (self.width() + _GAP) // (_CELL + _GAP)))
        shown = self._recent[-room:]
        first = room - len(shown)
        return [
            (row, QRectF((first + at) * (_CELL + _GAP), 0, _CELL, _CELL))
            for at, (row, _verdict) in enumerate(shown)
        ]
