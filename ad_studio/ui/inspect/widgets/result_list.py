"""The results with their filters, their order and their layouts."""

from PySide6.QtCore import QModelIndex, QSettings, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ad_studio.services.results.ordering import Order
from ad_studio.ui.inspect.result_columns import orders
from ad_studio.ui.inspect.results_model import ResultsModel
from ad_studio.ui.inspect.widgets.filters import FilterBar, FilterPanel
from ad_studio.ui.inspect.widgets.results_view import ROW_HEIGHT, ResultViews, ViewMode
from ad_studio.ui.inspect.widgets.review_strip import ListNotice, ReviewStrip
from ad_studio.ui.thumbnails import Thumbnails
from ad_studio.ui.widgets.basics import ComboBox, label, tool_button
from ad_studio.ui.widgets.layouts import FlexibleArea, ReflowRow, hbox, vbox
from ad_studio.ui.widgets.verdicts import CountsBar

_COUNT_MS = 60  # counts need not follow every image, nor every step of a drag
_LEAST = 150  # pixels of height that the filters keep in a low window
_ORDER_WIDTH = 150
_MODE = "inspect/results_mode"


class ResultList(QFrame):
    """Shows a `ResultsModel`.

    Signals:
        picked(int): The user went to this result in the list.
        mode_changed: The results are laid out differently.
    """

    picked = Signal(int)
    mode_changed = Signal()

    def __init__(self, model: ResultsModel, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._model = model
        self._following = False
        self._shown: int | None = None
        self.views = ResultViews(model, thumbnails, name=self.tr("Results"))
        self.views.setToolTip(
            self.tr(
                "Click an image to see it; the arrow keys go on from there. Shift and Ctrl select "
                "several; the right button has a menu."
            )
        )
        self.views.selection.currentChanged.connect(self._on_current)
        self._bar = CountsBar()
        self.review = ReviewStrip()
        self.bar = FilterBar(model)
        self.panel = FilterPanel(model)
        self.panel.hide()
        self.bar.more_toggled.connect(self.panel.setVisible)
        self.bar.entered.connect(self._show_first)
        self.bar.found.connect(self._on_found)
        self._order = ComboBox(
            name=self.tr("Order of the list"), tip=self.tr("How the list is sorted")
        )
        self._order.setPlaceholderText(self.tr("Sorted by a column"))
        for words, order in orders():
            self._order.addItem(words, order)
        self._order.activated.connect(lambda _at: model.set_order(self._order.currentData()))
        self._passing = label(role="caption")
        self.notice = ListNotice(model)
        self._measured: float | None = None
        self._lay_out()
        self._counting = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._counting.timeout.connect(self._write_counts)
        model.counts_changed.connect(self._count_soon)
        model.modelReset.connect(self._follow)
        model.order_changed.connect(self._show_order)
        model.set_order(orders()[0][1])
        self.set_mode(_stored_mode())
        self._show_order()
        self._write_counts()

    @property
    def view(self) -> QAbstractItemView:
        """The layout on show: list, grid or table."""
        return self.views.view

    def set_mode(self, mode: ViewMode) -> None:
        """Lay the results out as a list, a grid or a table."""
        QSettings().setValue(_MODE, mode.value)
        self._modes[mode].setChecked(True)
        focused = self.view.hasFocus()
        self.views.set_mode(mode)
        if focused:
            self.view.setFocus()
        self.mode_changed.emit()

    def follow(self, result_id: int | None) -> None:
        """Mark the result that is on the screen."""
        self._shown = result_id
        self._follow()

    def selected_ids(self) -> list[int]:
        """The results selected, from the top of the list down."""
        rows = {index.row() for index in self.views.selection.selectedIndexes()}
        found = [self._model.id_at(row) for row in sorted(rows)]
        return [one for one in found if one is not None]

    def show_measuring(self, done: float | None) -> None:
        """Say how far the measuring of defects has come, 0 to 1; None: it is over."""
        self._measured = done
        self._write_passing()

    def filter_button(self, word: str) -> QPushButton:
        """The button of a filter: "All", "NG", "REVIEW", "OK" or "ERROR"."""
        return self.bar.chip(word)

    def _lay_out(self) -> None:
        modes = QWidget()
        modes.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        line = hbox(modes, spacing=2)
        group = QButtonGroup(self)
        self._modes: dict[ViewMode, QToolButton] = {}
        for mode, name, tip in (
            (ViewMode.LIST, self.tr("List"), self.tr("One image on a line")),
            (ViewMode.GRID, self.tr("Grid"), self.tr("Large thumbnails side by side")),
            (ViewMode.TABLE, self.tr("Table"), self.tr("All columns; a click on a heading sorts")),
        ):
            chosen = tool_button(f"view-{mode.value}", name=name, tip=tip, checkable=True)
            chosen.clicked.connect(lambda _on=False, mode=mode: self.set_mode(mode))
            group.addButton(chosen)
            line.addWidget(chosen)
            self._modes[mode] = chosen
        self._order.setMinimumWidth(_ORDER_WIDTH)
        above = QWidget()
        parts = vbox(above, spacing=8, margins=(12, 0, 12, 0))
        for widget in (
            self.notice,
            self._bar,
            self.review,
            self.bar,
            self.panel,
            ReflowRow(self._order, modes, from_width=_ORDER_WIDTH + 110),
            self._passing,
        ):
            parts.addWidget(widget)
        self.views.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.views.setMinimumHeight(ROW_HEIGHT)
        column = vbox(self, spacing=8, margins=(0, 12, 0, 8))
        column.addWidget(FlexibleArea(above, least=_LEAST))
        column.addWidget(self.views, 1)

    def _follow(self) -> None:
        at = self._model.position(self._shown) if self._shown is not None else None
        self._following = True
        if at is None:
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())
        else:
            wanted = self._model.index(at, 0)
            if self.view.currentIndex() != wanted:  # or what else is selected would be forgotten
                self.view.setCurrentIndex(wanted)
            self.view.scrollTo(wanted)
        self._following = False

    def _on_current(self, current: QModelIndex) -> None:
        if not self._following and current.isValid():
            wanted = self._model.id_at(current.row())
            if wanted is not None:
                self.picked.emit(wanted)

    def _on_found(self) -> None:
        """Show the first match, unless the image on the screen is one."""
        if self._shown is None or self._model.position(self._shown) is None:
            self._show_first()

    def _show_first(self) -> None:
        """Go to what was found; the field keeps the focus for the next code."""
        first = self._model.id_at(0)
        if first is not None:
            self.picked.emit(first)

    def _show_order(self) -> None:
        offered = [self._order.itemData(at) for at in range(self._order.count())]
        order: Order = self._model.order
        self._order.setCurrentIndex(offered.index(order) if order in offered else -1)

    def show_queue(self, active: bool) -> None:
        """A review queue has its own order."""
        self._order.setEnabled(not active)

    def _count_soon(self) -> None:
        if not self._counting.isActive():
            self._counting.start()

    def _write_counts(self) -> None:
        facets = self._model.facets()
        self._bar.set_counts(self._model.counts())
        self.bar.show_facets(facets)
        self.panel.show_facets(facets)
        self._write_passing()
        self.notice.refresh()

    def _write_passing(self) -> None:
        shown, total = self._model.rowCount(), len(self._model.table)
        words = self.tr("{shown} of {total} images").format(
            shown=self.locale().toString(shown), total=self.locale().toString(total)
        )
        if self._measured is not None:
            words = self.tr("Measuring defects: {percent} %").format(
                percent=round(100 * self._measured)
            )
        self._passing.setText(words)
        self._passing.setVisible(shown != total or self._measured is not None)


def _stored_mode() -> ViewMode:
    try:
        return ViewMode(str(QSettings().value(_MODE, ViewMode.LIST.value)))
    except ValueError:
        return ViewMode.LIST
