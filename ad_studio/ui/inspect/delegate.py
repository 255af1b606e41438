"""Paints one result of the list: thumbnail, name, score, verdict badge."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
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
from ad_studio.ui.widgets.verdicts import badge_width, paint_badge

ROW_HEIGHT = 68
_THUMB = 52
_PAD = 8
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ResultDelegate(QStyledItemDelegate):
    """Rows of one fixed height."""

    def __init__(self, model: ResultsModel, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._model = model
        self._thumbnails = thumbnails

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(160, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: ResultRow = index.data(ROW_ROLE)
        verdict = self._model.verdict(row)
        active = colors()
        ratio = painter.device().devicePixelRatioF()
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(active.accent_soft))
            painter.fillRect(QRect(area.topLeft(), QSize(3, area.height())), QColor(active.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(active.raised))
        picture = QRect(area.topLeft() + QPoint(12, _PAD), QSize(_THUMB, _THUMB))
        paint_thumbnail(painter, picture, row, self._thumbnails)
        x = area.x() + 12 + _THUMB + 12
        width = area.right() - x - _PAD
        name_font = font_px(13, weight=QFont.Weight.Medium)
        shown = QFontMetrics(name_font).elidedText(
            row.path.name, Qt.TextElideMode.ElideMiddle, width
        )
        painter.setFont(name_font)
        painter.setPen(QColor(active.text))
        painter.drawText(QRect(x, area.y() + 9, width, 20), _LEFT, shown)
        y = area.y() + 36
        paint_badge(painter, x, y, verdict, ratio=ratio)
        after = x + badge_width(verdict) + 6
        name = mark_icon(row)
        if name:
            painter.drawPixmap(after, y + 4, icons.pixmap(name, active.muted, 14, ratio))
        painter.setFont(font_px(13))
        painter.setPen(QColor(active.text if row.score is not None else active.muted))
        painter.drawText(
            QRect(x, y, width, 22),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            sigma(row.score),
        )
        painter.restore()
