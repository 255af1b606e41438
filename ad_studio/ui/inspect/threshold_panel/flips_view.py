"""The images that would change their verdict, as a virtual list."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ad_studio.services.thresholds.preview import Flip, Flips
from ad_studio.ui.palette import colors
from ad_studio.ui.text import sigma, tooltip

_Index = QModelIndex | QPersistentModelIndex
_ROW_HEIGHT = 26
_NAME, _SCORE, _CHANGE = range(3)
_INSET = 4
FLIP_ROLE = Qt.ItemDataRole.UserRole
_ROLES = (
    FLIP_ROLE,
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


class FlipsModel(QAbstractTableModel):
    """Rows are made when they are looked at: there may be a hundred thousand."""

    def __init__(self, name_of: Callable[[int], str]) -> None:
        """Show names of images as `name_of` gives them by the id of the result."""
        super().__init__()
        self._name_of = name_of
        self._flips: Sequence[Flip] = ()

    def show_flips(self, flips: Flips | None) -> None:
        """Hold these verdict changes; None: none."""
        self.beginResetModel()
        self._flips = flips or ()
        self.endResetModel()

    def flip(self, row: int) -> Flip:
        """The change in a row."""
        return self._flips[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._flips)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 3

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in _ROLES or not index.isValid():
            return None
        flip = self.flip(index.row())
        if role == FLIP_ROLE:
            return flip
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(flip, index.column())
        words = self._words(flip)
        return tooltip(words) if role == Qt.ItemDataRole.ToolTipRole else words

    def _cell(self, flip: Flip, column: int) -> str:
        if column == _NAME:
            return self._name_of(flip.result_id)
        return sigma(flip.score) if column == _SCORE else f"→ {flip.new}"

    def _words(self, flip: Flip) -> str:
        words = self.tr("{name}, {sigma}: {old} would become {new}").format(
            name=self._name_of(flip.result_id),
            sigma=sigma(flip.score),
            old=flip.old,
            new=flip.new,
        )
        if flip.human is not None:
            words += self.tr("; but a person said {verdict}, and that stands").format(
                verdict=flip.human
            )
        return words


class _Cells(QStyledItemDelegate):
    """Paints plain text: what the style sheet would do for each cell costs ten times as much."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        active, column = colors(), index.column()
        flip: Flip = index.data(FLIP_ROLE)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(active.accent_soft))
        area = option.rect.adjusted(_INSET, 0, -_INSET, 0)
        text: str = index.data()
        if column == _NAME:
            middle = Qt.TextElideMode.ElideMiddle
            text = option.fontMetrics.elidedText(text, middle, area.width())
        ink = active.verdict(flip.new) if column == _CHANGE else active.text
        painter.setPen(QColor(ink))
        side = Qt.AlignmentFlag.AlignLeft if column == _NAME else Qt.AlignmentFlag.AlignRight
        painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), text)


class FlipsView(QTableView):
    """Shows a `FlipsModel`.

    Signals:
        picked(int): The user wants to see this result.
    """

    picked = Signal(int)

    def __init__(self, name_of: Callable[[int], str]) -> None:
        super().__init__()
        self._flips = FlipsModel(name_of)
        self._flips.setParent(self)
        self.setModel(self._flips)
        self.setItemDelegate(_Cells(self))
        self.setAccessibleName(self.tr("Images that would change their verdict"))
        self.setToolTip(self.tr("Click an image to see it"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.hide()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        metrics = self.fontMetrics()
        self.setColumnWidth(_SCORE, metrics.horizontalAdvance("00.00 σ") + 12)
        self.setColumnWidth(_CHANGE, metrics.horizontalAdvance("→ REVIEW") + 16)
        down.hide()
        down.setMinimumSectionSize(_ROW_HEIGHT)
        down.setDefaultSectionSize(_ROW_HEIGHT)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumHeight(3 * _ROW_HEIGHT)
        for went in (self.clicked, self.activated):
            went.connect(self._pick)

    def show_flips(self, flips: Flips | None) -> None:
        """List these verdict changes; None: none."""
        self._flips.show_flips(flips)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._flips.rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(colors().muted))
            area = self.viewport().rect().adjusted(8, 8, -8, -8)
            words = self.tr("No verdict would change. Drag a line, or try a suggestion.")
            wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
            painter.drawText(area, int(wrap), words)

    def _pick(self, index: QModelIndex) -> None:
        self.picked.emit(self._flips.flip(index.row()).result_id)
