"""Short lists whose rows have several lines: the first one strong, the rest small."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ad_studio.ui.palette import colors
from ad_studio.ui.text import tooltip
from ad_studio.ui.theme import font_px

_LINES = Qt.ItemDataRole.UserRole + 1
_PAD, _GAP = 8, 2
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop

Row = tuple[Sequence[str], object, bool]
"""Its lines, what it stands for, whether it can be chosen."""


def make_list(*, name: str, tip: str) -> QListWidget:
    """An empty list; an item's UserRole is what it stands for."""
    made = QListWidget()
    made.setAccessibleName(name)
    made.setToolTip(tooltip(tip))
    made.setItemDelegate(_Lines(made))
    made.viewport().installEventFilter(_Wrapping(made))
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    made.setResizeMode(QListWidget.ResizeMode.Adjust)
    made.setMinimumHeight(78)
    return made


def fill(view: QListWidget, rows: Sequence[Row]) -> None:
    """Put these rows in place of those before; what was current stays so if it is still there."""
    before = view.currentItem()
    current = before.data(Qt.ItemDataRole.UserRole) if before is not None else None
    view.blockSignals(True)
    view.clear()
    for lines, thing, possible in rows:
        item = QListWidgetItem(", ".join(lines))
        item.setData(_LINES, list(lines))
        item.setData(Qt.ItemDataRole.UserRole, thing)
        item.setToolTip(tooltip("\n".join(lines)))
        if not possible:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
        view.addItem(item)
    things = [thing for _lines, thing, _possible in rows]
    view.setCurrentRow(things.index(current) if current in things else -1)
    view.blockSignals(False)


class _Wrapping(QObject):
    """Has the rows of a list wrapped anew at another width; Qt does so at another height only."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent) and event.size().width() != event.oldSize().width():
            cast(QListWidget, self.parent()).scheduleDelayedItemsLayout()
        return False


class _Lines(QStyledItemDelegate):
    """Paints the lines of a row below each other, wrapped to the width of the list."""

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        width = cast(QListWidget, self.parent()).viewport().width()
        places = _places(index.data(_LINES), QRect(0, 0, width, 1))
        return QSize(width, places[-1].bottom() + _PAD if places else 0)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        active = colors()
        view = cast(QListWidget, self.parent())
        enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        painter.save()
        if index.row() == view.currentRow():
            painter.fillRect(option.rect, QColor(active.accent_soft))
            if view.hasFocus():
                painter.setPen(QColor(active.accent))
                painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        lines: list[str] = index.data(_LINES)
        for at, (line, place) in enumerate(zip(lines, _places(lines, option.rect), strict=True)):
            strong = enabled and at == 0
            painter.setFont(_font(at))
            painter.setPen(QColor(active.text if strong else active.muted))
            painter.drawText(place, int(_WRAP), line)
        painter.restore()


def _font(line: int) -> QFont:
    return font_px(12) if line else font_px(13, weight=QFont.Weight.DemiBold)


def _places(lines: Sequence[str], area: QRect) -> list[QRect]:
    """Where each line goes in a row that begins at the top of `area`."""
    y, places = area.top() + _PAD, []
    width = area.width() - 2 * _PAD
    for at, line in enumerate(lines):
        bounds = QFontMetrics(_font(at)).boundingRect(QRect(0, 0, width, 1000), int(_WRAP), line)
        places.append(QRect(area.left() + _PAD, y, width, bounds.height()))
        y += bounds.height() + _GAP
    return places
