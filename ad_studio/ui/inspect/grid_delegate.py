"""Paints one result of the grid: a large thumbnail, its verdict, its score, its name."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ad_studio.domain import ResultRow
from ad_studio.ui import icons
from ad_studio.ui.inspect.result_words import mark_icon
from ad_studio.ui.inspect.results_model import ROW_ROLE, ResultsModel
from ad_studio.ui.inspect.thumbnail_paint import paint_thumbnail
from ad_studio.ui.palette import colors
from ad_studio.ui.text import sigma
from ad_studio.ui.theme import font_px
from ad_studio.ui.thumbnails import Thumbnails
from ad_studio.ui.widgets.verdicts import paint_badge

CELL = QSize(146, 158)
_PAD = 4
_THUMB = 100


class GridDelegate(QStyledItemDelegate):
    """Cells of one fixed size."""

    def __init__(self, model: ResultsModel, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._model = model
        self._thumbnails = thumbnails

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return CELL

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: ResultRow = index.data(ROW_ROLE)
        active = colors()
        ratio = painter.device().devicePixelRatioF()
        cell: QRect = option.rect
        area = cell.adjusted(2, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QColor(active.accent))
            painter.setBrush(QColor(active.accent_soft))
            painter.drawRoundedRect(area, 6, 6)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(active.raised))
        x, width = area.x() + _PAD, area.width() - 2 * _PAD
        paint_thumbnail(painter, QRect(x, area.y() + _PAD, width, _THUMB), row, self._thumbnails)
        y = area.y() + _PAD + _THUMB + 4
        paint_badge(painter, x, y, self._model.verdict(row), ratio=ratio)
        painter.setFont(font_px(12))
        painter.setPen(QColor(active.text if row.score is not None else active.muted))
        painter.drawText(
            QRect(x, y, width, 22),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            sigma(row.score),
        )
        y += 24
        name = mark_icon(row)
        if name:
            painter.drawPixmap(x, y + 2, icons.pixmap(name, active.muted, 14, ratio))
            x, width = x + 18, width - 18
        font = font_px(12)
        shown = QFontMetrics(font).elidedText(row.path.name, Qt.TextElideMode.ElideMiddle, width)
        painter.setPen(QColor(active.muted))
        painter.drawText(
            QRect(x, y, width, 18),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            shown,
        )
        painter.restore()
