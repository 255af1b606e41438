"""Results as a list, a grid or a table; only what is visible is ever painted."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListView,
    QStackedWidget,
    QStyledItemDelegate,
    QTableView,
)

from ad_studio.services.results.ordering import Order
from ad_studio.ui.inspect.delegate import ROW_HEIGHT, ResultDelegate
from ad_studio.ui.inspect.grid_delegate import CELL, GridDelegate
from ad_studio.ui.inspect.result_cells import SORTED_BY, Column
from ad_studio.ui.inspect.results_model import ResultsModel
from ad_studio.ui.inspect.table_delegate import TABLE_ROW_HEIGHT, TableDelegate
from ad_studio.ui.thumbnails import Thumbnails

_WIDTHS = {
    Column.IMAGE: 220,
    Column.SCORE: 80,
    Column.VERDICT: 104,
    Column.HUMAN: 96,
    Column.REASON: 110,
    Column.SIZE: 76,
    Column.LOT: 90,
    Column.RUN: 56,
    Column.TIME: 150,
}


class ViewMode(StrEnum):
    """How the results are laid out."""

    LIST = "list"
    GRID = "grid"
    TABLE = "table"


class ResultsView(QTableView):
    """A table of one column: unlike a list it asks nothing of the rows out of sight."""

    def __init__(self, model: ResultsModel, thumbnails: Thumbnails, *, name: str) -> None:
        super().__init__()
        self._delegate = ResultDelegate(model, thumbnails)
        _prepare(self, model, self._delegate, thumbnails, name=name)
        _prepare_rows(self, ROW_HEIGHT)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column in Column:
            self.setColumnHidden(column, column is not Column.IMAGE)


class ResultsGrid(QListView):
    """Large thumbnails in lines."""

    def __init__(self, model: ResultsModel, thumbnails: Thumbnails, *, name: str) -> None:
        super().__init__()
        self._delegate = GridDelegate(model, thumbnails)
        _prepare(self, model, self._delegate, thumbnails, name=name)
        # IconMode would lay every item out as a movable thing of its own.
        self.setViewMode(QListView.ViewMode.ListMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setUniformItemSizes(True)
        self.setGridSize(CELL)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QListView.Shape.NoFrame)


class ResultsTable(QTableView):
    """Every column; a click on a heading sorts."""

    def __init__(self, model: ResultsModel, thumbnails: Thumbnails, *, name: str) -> None:
        super().__init__()
        self._model = model
        self._delegate = TableDelegate(model, thumbnails)
        _prepare(self, model, self._delegate, thumbnails, name=name)
        _prepare_rows(self, TABLE_ROW_HEIGHT)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSectionsMovable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        header.sectionClicked.connect(self._on_heading)
        model.order_changed.connect(self._show_order)
        self._show_order()

    def _on_heading(self, section: int) -> None:
        """Numbers begin with the largest, words with A; a second click turns it round."""
        key = SORTED_BY.get(Column(section))
        if key is None:
            self._show_order()
            return
        before = self._model.order
        words = section in (Column.IMAGE, Column.LOT)
        turned = before.descending if before.key is key else words
        self._model.set_order(Order(key, descending=not turned))

    def _show_order(self) -> None:
        order = self._model.order
        section = next((column for column, key in SORTED_BY.items() if key is order.key), -1)
        direction = (
            Qt.SortOrder.DescendingOrder if order.descending else Qt.SortOrder.AscendingOrder
        )
        self.horizontalHeader().setSortIndicator(section, direction)


class ResultViews(QStackedWidget):
    """The three layouts over one model and one selection; each is made when first wanted."""

    def __init__(self, model: ResultsModel, thumbnails: Thumbnails, *, name: str) -> None:
        super().__init__()
        self._make: dict[ViewMode, Callable[[], QAbstractItemView]] = {
            ViewMode.LIST: lambda: ResultsView(model, thumbnails, name=name),
            ViewMode.GRID: lambda: ResultsGrid(model, thumbnails, name=name),
            ViewMode.TABLE: lambda: ResultsTable(model, thumbnails, name=name),
        }
        self._made: dict[ViewMode, QAbstractItemView] = {}
        self.selection = QItemSelectionModel(model, self)
        self.mode = ViewMode.LIST
        self.set_mode(ViewMode.LIST)

    @property
    def view(self) -> QAbstractItemView:
        """The layout on show."""
        return self._made[self.mode]

    def set_mode(self, mode: ViewMode) -> None:
        """Lay the results out differently, the current one in sight."""
        if mode not in self._made:
            made = self._make[mode]()
            own = made.selectionModel()
            made.setSelectionModel(self.selection)
            own.deleteLater()
            self.addWidget(made)
            self._made[mode] = made
        self.mode = mode
        self.setCurrentWidget(self.view)
        if self.selection.currentIndex().isValid():
            self.view.scrollTo(self.selection.currentIndex())


def _prepare(
    view: QAbstractItemView,
    model: ResultsModel,
    delegate: QStyledItemDelegate,
    thumbnails: Thumbnails,
    *,
    name: str,
) -> None:
    view.setModel(model)
    view.setAccessibleName(name)
    thumbnails.ready.connect(lambda _path: view.viewport().update())
    view.setItemDelegate(delegate)
    view.setMouseTracking(True)
    view.setTabKeyNavigation(False)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)


def _prepare_rows(view: QTableView, height: int) -> None:
    view.setShowGrid(False)
    header = view.verticalHeader()
    header.hide()
    header.setMinimumSectionSize(height)
    header.setDefaultSectionSize(height)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
