"""Paints the cells of the table that are more than text: the image with its name, the verdict."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ad_studio.domain import ResultRow
from ad_studio.ui.inspect.result_cells import Column
from ad_studio.ui.inspect.results_model import ROW_ROLE, ResultsModel
from ad_studio.ui.inspect.thumbnail_paint import paint_thumbnail
from ad_studio.ui.palette import colors
from ad_studio.ui.thumbnails import Thumbnails
from ad_studio.ui.widgets.verdicts import paint_badge

TABLE_ROW_HEIGHT = 40
_THUMB = 32
_PAINTED = (Column.IMAGE, Column.VERDICT)
_RIGHT = (Column.SCORE, Column.SIZE, Column.RUN)


class TableDelegate(QStyledItemDelegate):
    """Text everywhere else; numbers at the right."""

    def __init__(self, model: ResultsModel, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._model = model
        self._thumbnails = thumbnails

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.palette.setColor(QPalette.ColorRole.Highlight, QColor(colors().accent_soft))
        option.palette.setColor(QPalette.ColorRole.HighlightedText, QColor(colors().text))
        if index.column() in _PAINTED:
            option.text = ""
        side = (
            Qt.AlignmentFlag.AlignRight if index.column() in _RIGHT else Qt.AlignmentFlag.AlignLeft
        )
        option.displayAlignment = side | Qt.AlignmentFlag.AlignVCenter

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        if index.column() not in _PAINTED:
            return
        row: ResultRow = index.data(ROW_ROLE)
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if index.column() == Column.VERDICT:
            y = area.y() + (area.height() - 22) / 2
            ratio = painter.device().devicePixelRatioF()
            paint_badge(painter, area.x() + 6, y, self._model.verdict(row), ratio=ratio)
        else:
            top = area.y() + (area.height() - _THUMB) // 2
            picture = QRect(area.x() + 8, top, _THUMB, _THUMB)
            paint_thumbnail(painter, picture, row, self._thumbnails)
            words = area.adjusted(8 + _THUMB + 8, 0, -4, 0)
            painter.setFont(option.font)
            painter.setPen(option.palette.text().color())
            name = QFontMetrics(option.font).elidedText(
                row.path.name, Qt.TextElideMode.ElideMiddle, words.width()
            )
            painter.drawText(
                words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name
            )
        painter.restore()
