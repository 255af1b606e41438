"""The tables of a comparison: how often the two models say what, and the images."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QGridLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QWidget,
)

from ad_studio.domain import Verdict
from ad_studio.services.results.comparison import Comparison, Pair
from ad_studio.ui.palette import colors
from ad_studio.ui.text import images, sigma, tooltip, verdict_word
from ad_studio.ui.widgets.basics import label

_VERDICTS = (*Verdict, None)
_Cell = tuple[Verdict | None, Verdict | None]


class CountsTable(QWidget):
    """Verdicts of A down, of B across.

    Signals:
        chosen: Another cell is chosen, or none any more; see `cell`.
    """

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._cells: dict[_Cell, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        grid.addWidget(label("A \\ B", role="muted"), 0, 0)
        about = self.tr("Verdicts of the machine; human verdicts do not count here.")
        grid.addWidget(label(about, role="caption", wrap=True), 1 + len(_VERDICTS), 0, 1, -1)
        for at, verdict in enumerate(_VERDICTS, 1):
            above = label(verdict_word(verdict), role="muted")
            above.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(above, 0, at)
            grid.addWidget(label(verdict_word(verdict), role="muted"), at, 0)
            grid.setColumnStretch(at, 1)
        for down, by_a in enumerate(_VERDICTS, 1):
            for across, by_b in enumerate(_VERDICTS, 1):
                cell = QPushButton()
                cell.setCheckable(True)
                cell.setMinimumWidth(44)
                cell.setToolTip(tooltip(self._words(by_a, by_b, 0)))
                cell.setAccessibleName(self._words(by_a, by_b, 0))
                cell.clicked.connect(lambda _on, cell=cell: self._on_clicked(cell))
                self._cells[by_a, by_b] = cell
                self._group.addButton(cell)
                grid.addWidget(cell, down, across)

    @property
    def cell(self) -> _Cell | None:
        """The verdicts of A and B that are chosen; None: no cell is."""
        return next((key for key, cell in self._cells.items() if cell.isChecked()), None)

    def button(self, by_a: Verdict | None, by_b: Verdict | None) -> QPushButton:
        """The button of a cell."""
        return self._cells[by_a, by_b]

    def show_comparison(self, found: Comparison) -> None:
        """Show the counts; no cell is chosen."""
        active = colors()
        for (by_a, by_b), cell in self._cells.items():
            count = found.counts.get((by_a, by_b), 0)
            cell.setChecked(False)
            cell.setText(f"{count:,}")
            cell.setEnabled(count > 0)
            words = self._words(by_a, by_b, count)
            cell.setToolTip(tooltip(words))
            cell.setAccessibleName(words)
            ink = active.ng if by_a != by_b and count else active.text if count else active.muted
            cell.setStyleSheet(f"QPushButton:!checked {{ color: {ink}; }}")

    def _words(self, by_a: Verdict | None, by_b: Verdict | None, count: int) -> str:
        return self.tr("Machine verdict {a} in A, {b} in B: {images}").format(
            a=verdict_word(by_a), b=verdict_word(by_b), images=images(count)
        )

    def _on_clicked(self, clicked: QPushButton) -> None:
        for cell in self._cells.values():
            if cell is not clicked:
                cell.setChecked(False)
        self.chosen.emit()


_Index = QModelIndex | QPersistentModelIndex
_ROW_HEIGHT = 30
_NAME, _BY_A, _BY_B = range(3)


class PairsModel(QAbstractTableModel):
    """Cells are made when they are looked at: there may be a hundred thousand rows."""

    def __init__(self) -> None:
        super().__init__()
        self._pairs: Sequence[Pair] = ()
        self._rows: dict[int, int] = {}  # by the id of the result in A
        self._titles = (self.tr("Image"), self.tr("A, machine"), self.tr("B, machine"))

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Hold these images, in this order."""
        self.beginResetModel()
        self._pairs = pairs
        self._rows = {pair.a.id: row for row, pair in enumerate(pairs)}
        self.endResetModel()

    def pair(self, row: int) -> Pair:
        """The image in a row."""
        return self._pairs[row]

    def row_of(self, pair: Pair) -> int | None:
        """Where an image stands; None if it is not in the table."""
        row = self._rows.get(pair.a.id)
        return row if row is not None and self._pairs[row] is pair else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._pairs)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.ToolTipRole and section in (_BY_A, _BY_B):
            return self.tr("Verdict of the machine and score; human verdicts do not count here")
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        pair, column = self._pairs[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _cell(pair, column)
        if role == Qt.ItemDataRole.ForegroundRole and column in (_BY_A, _BY_B):
            return QColor(colors().verdict((pair.a if column == _BY_A else pair.b).machine))
        if role == Qt.ItemDataRole.ToolTipRole:
            paths = [str(pair.a.path)]
            if pair.b.path != pair.a.path:
                paths.append(str(pair.b.path))
            if not pair.same_bytes:
                paths.append(self.tr("Same path, but not known to be the same bytes"))
            return tooltip("\n".join(paths))
        return None


class PairsView(QTableView):
    """The table.

    Attributes:
        why_empty: What it says while it has no images.

    Signals:
        picked(Pair): The user went to this image.
    """

    picked = Signal(object)

    def __init__(self, model: PairsModel) -> None:
        super().__init__()
        self.why_empty = ""
        self._model = model
        self.setModel(model)
        self.setAccessibleName(self.tr("Images of both runs"))
        self.setToolTip(self.tr("Click an image to see it as both runs do; scores in sigma"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.ensurePolished()  # the style sheet's font decides what fits
        width_of = self.fontMetrics().horizontalAdvance
        header.setMinimumSectionSize(64)
        for column in (_BY_A, _BY_B):
            header.resizeSection(column, width_of("REVIEW  88.88 σ") + 14)
        self.setMinimumWidth(96 + 2 * header.sectionSize(_BY_A))
        self.selectionModel().currentRowChanged.connect(self._on_current)

    def show_pair(self, pair: Pair) -> None:
        """Go to an image, if it is in the table."""
        row = self._model.row_of(pair)
        if row is None:
            self.clearSelection()
        elif row != self.currentIndex().row():
            self.setCurrentIndex(self._model.index(row, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._model.rowCount() == 0 and self.why_empty:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(colors().muted))
            place = self.viewport().rect()
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.why_empty)

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.picked.emit(self._model.pair(current.row()))


def _cell(pair: Pair, column: int) -> str:
    if column == _NAME:
        return pair.a.path.name
    row = pair.a if column == _BY_A else pair.b
    return f"{verdict_word(row.machine)}  {sigma(row.score)}"
