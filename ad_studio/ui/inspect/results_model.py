"""The results of a run as a virtual table for Qt: judged, sorted and filtered by the services."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from ad_studio.domain import (
    LimitKey,
    ResultRow,
    Thresholds,
    Verdict,
    VerdictCounts,
    effective_verdict,
)
from ad_studio.domain.verdict_codes import STATES
from ad_studio.services.results.filters import Facets, Filters
from ad_studio.services.results.ordering import Order
from ad_studio.services.results.result_arrays import Floats, Indices
from ad_studio.services.results.review_queue import QueueKind, ReviewQueue
from ad_studio.services.results.table import ResultTable
from ad_studio.services.thresholds.scores import ScoreTable
from ad_studio.ui.inspect.result_columns import SORTED_BY, WORDS, Column, heading, heading_tip
from ad_studio.ui.messages import localized
from ad_studio.ui.text import tooltip

ROW_ROLE = Qt.ItemDataRole.UserRole
STATE_ROLE = Qt.ItemDataRole.UserRole + 1
_MANY = 64  # rows that come in at once and are no longer shown one by one

_Index = QModelIndex | QPersistentModelIndex


class _Rows(Collection[ResultRow]):
    """All rows of a table, each made when it is looked at."""

    def __init__(self, table: ResultTable) -> None:
        self._table = table

    def __len__(self) -> int:
        return len(self._table)

    def __iter__(self) -> Iterator[ResultRow]:
        return map(self._table.row, range(len(self._table)))

    def __contains__(self, row: object) -> bool:
        return isinstance(row, ResultRow) and self._table.index(row.id) is not None


class ResultsModel(QAbstractTableModel):
    """Shows the results that the filters let through, in the order wanted.

    Thresholds given here judge at once and in memory only: the machine verdict shown is that of
    the thresholds being tried, which may not be committed yet.

    Signals:
        counts_changed: How many images stand at which verdict may have changed.
        rows_changed(Sequence[ResultRow]): Something else was said of these.
        order_changed: The list is sorted differently.
        filters_changed: The list is filtered differently.

    Attributes:
        table: All results.
        order: How the list is sorted.
        filters: What the list shows.
        queue: The review queue on show in place of the list; None: no review.
        other_confirmed: Scores of confirmed parts of the same model that are not in here, sigma
            [m]; they count among the first verdicts.
    """

    counts_changed = Signal()
    rows_changed = Signal(object)
    order_changed = Signal()
    filters_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table = ResultTable()
        self.order = Order()
        self.filters = Filters()
        self.queue: ReviewQueue | None = None
        self.other_confirmed: Floats = np.zeros(0)
        self._view: Indices = np.zeros(0, np.int64)
        self._places: Indices = np.zeros(0, np.int64)  # of each result in the view; -1: not in it
        self._thresholds: Thresholds | None = None
        self._pinned: int | None = None
        self._sorted: Indices | None = None  # every result in this order; None: not known

    # what Qt asks

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._view)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        at = int(self._view[index.row()])
        if role == ROW_ROLE:
            return self.table.row(at)
        if role == STATE_ROLE:
            return STATES[self.table.states[at]]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return WORDS[Column(index.column())](self.table, at)
        if role == Qt.ItemDataRole.ToolTipRole:
            row = self.table.row(at)
            parts = (str(row.path), localized(row.remark), row.reason)
            return tooltip("\n".join(part for part in parts if part))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return heading(Column(section).name)
            if role == Qt.ItemDataRole.ToolTipRole:
                return heading_tip(Column(section).name)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        key = SORTED_BY.get(Column(column)) if column >= 0 else None
        if key is not None:
            self.set_order(Order(key, descending=order is Qt.SortOrder.DescendingOrder))

    # what is in it

    def replace(self, rows: Iterable[ResultRow] | ResultTable) -> None:
        """Hold exactly these results."""
        if isinstance(rows, ResultTable):
            table = rows
        else:
            table = ResultTable()
            table.extend(list(rows))
        table.judge(self._thresholds)
        if self._pinned is not None:  # it is another row, or none, of what comes now
            self._pinned = table.index(int(self.table.ids[self._pinned]))
        self.table = table
        self._sorted = None
        self._line_up()
        self._rebuild()

    def append(self, rows: Iterable[ResultRow]) -> None:
        """Add rows that are not known yet, each where the order wants it.

        Of a file that was read again only the latest row stays.
        """
        rows = list(rows)
        superseded = {row.supersedes for row in rows if row.supersedes is not None}
        rows = [row for row in rows if row.id not in superseded]
        if any(self.table.index(one) is not None for one in superseded):
            table = self.table.without(superseded)
            table.extend(rows)
            self.replace(table)
            return
        added = self.table.extend(rows)
        if self.queue is not None:
            passing = added[self.filters.mask(self.table, added)]
            self.queue = self.queue.grown(self.table, passing)
        if len(added) > _MANY:
            self._rebuild()
            return
        self._places = np.concatenate((self._places, np.full(len(added), -1)))
        for at in added.tolist():
            if self._passes(at):
                self._show_row(at)
        self._tell_counts()

    def update_rows(self, rows: Sequence[ResultRow]) -> None:
        """Take in what a person said about results; those of another run are left out."""
        found = [(at, row) for row in rows if (at := self.table.index(row.id)) is not None]
        if not found:
            return
        for at, row in found:
            self.table.say(at, row.human, reason=row.reason, mark=row.mark)
        if self.order.by_verdict:
            self._sorted = None
        shown = [place for at, _row in found if (place := int(self._places[at])) >= 0]
        if shown:
            last = self.index(max(shown), len(Column) - 1)
            self.dataChanged.emit(self.index(min(shown), 0), last)
        self._tell_counts()
        self.rows_changed.emit([row for _at, row in found])

    def measure(self, result_ids: Iterable[int], sizes: npt.NDArray[np.float64]) -> None:
        """Take in sizes of defect regions, shares of the image; `settle` puts them to use."""
        places = [self.table.index(one) for one in result_ids]
        known = np.array([at is not None for at in places], np.bool_)
        self.table.measure(
            np.array([at for at in places if at is not None], np.int64), sizes[known]
        )
        if len(self._view):
            self.dataChanged.emit(*self._ends())

    def take_limited(self, found: Mapping[int, float], *, key: LimitKey) -> None:
        """Take in limited scores, see `ResultTable.take_limited`; `settle` puts them to use."""
        known = {one: score for one, score in found.items() if self.table.index(one) is not None}
        self.table.take_limited(known, key=key)

    def settle(self) -> None:
        """Filter and sort anew by what is known now."""
        self._sorted = None
        self._refresh()

    def result(self, result_id: int) -> ResultRow | None:
        """The row of a result."""
        at = self.table.index(result_id)
        return None if at is None else self.table.row(at)

    def results(self) -> Collection[ResultRow]:
        """All rows, in the order of inspection."""
        return _Rows(self.table)

    def name_of(self, result_id: int) -> str:
        """The file name of a result's image; empty if the result is not in here."""
        at = self.table.index(result_id)
        return "" if at is None else self.table.names[at]

    def scores(self) -> ScoreTable:
        """The scores of all images that could be scored, and what people said of them."""
        return ScoreTable.of(self.table)

    # how it is judged, sorted and filtered

    def verdict(self, row: ResultRow) -> Verdict | None:
        """The verdict that counts under the thresholds being tried."""
        return effective_verdict(self.machine_verdict(row), row.human)

    def machine_verdict(self, row: ResultRow) -> Verdict | None:
        """The verdict by score under the thresholds being tried."""
        if row.score is None or self._thresholds is None:
            return row.machine
        limited = self._thresholds.limited(row.limited)
        return self._thresholds.verdict(row.score, limited=limited, warned=bool(row.warning))

    def counts(self) -> VerdictCounts:
        """How many images stand at each verdict under the thresholds being tried."""
        return self.table.counts()

    def facets(self) -> Facets:
        """How many results each choice of a filter would show."""
        return Facets.of(self.table, self.filters)

    def set_thresholds(self, thresholds: Thresholds | None) -> None:
        """Judge every row by these thresholds from now on."""
        if thresholds != self._thresholds:
            self._thresholds = thresholds
            before = self.table.verdicts.copy(), self.table.states.copy()
            self.table.judge(thresholds)
            if self.order.by_verdict:
                self._sorted = None
            verdicts, states = self.table.verdicts, self.table.states
            self._refresh(np.flatnonzero((verdicts != before[0]) | (states != before[1])))

    def set_order(self, order: Order) -> None:
        """Sort the list in this order."""
        if order != self.order:
            self.order = order
            self._sorted = None
            self._rebuild()
            self.order_changed.emit()

    def set_filters(self, filters: Filters) -> None:
        """Show what these let through; what is on the screen no longer stays for that alone."""
        self._pinned = None
        self.filters = filters
        self._line_up()
        self._rebuild()
        self.filters_changed.emit()

    def set_queue(self, kind: QueueKind | None) -> None:
        """Show a review queue of what the filters let through, in its own order; None: the list.

        The queue keeps still: verdicts move nothing, and what comes later joins it at its end.
        """
        self.queue = None if kind is None else ReviewQueue(kind, self._view)
        self._line_up()
        self._rebuild()

    def next_in_queue(self, after: int | None) -> int | None:
        """The result to review next, seen from a result; None: there is none, or no queue."""
        at = None if after is None else self.table.index(after)
        found = None if self.queue is None else self.queue.next(self.table, at)
        return None if found is None else int(self.table.ids[found])

    def why_nothing(self) -> str:
        """Why there is nothing to look at; empty if there is something, or no results yet."""
        if not len(self.table):
            return ""
        if self.queue is None:
            return "" if self.rowCount() else self.tr("No image passes the filter.")
        if self.next_in_queue(None) is not None:
            return ""
        if len(self.queue):
            return self.tr("Everything in this queue has been looked at.")
        if self.filters != Filters():
            return self.tr("Nothing that passes the filter is to be reviewed.")
        return self.tr("There is nothing to review here.")

    # where things stand in the list

    def pin(self, result_id: int | None) -> None:
        """Keep this result in the list even where the filter would not; unpin the one before.

        It is the one on the screen: a verdict must not make it vanish from under the user.
        """
        before = self._pinned
        self._pinned = None if result_id is None else self.table.index(result_id)
        if before is not None and not self._passes(before):
            self._hide_row(before)
        if self._pinned is not None and self._places[self._pinned] < 0:
            self._show_row(self._pinned)

    def position(self, result_id: int) -> int | None:
        """Where a result stands in the list; None if it is filtered out."""
        at = self.table.index(result_id)
        place = -1 if at is None else int(self._places[at])
        return None if place < 0 else place

    def id_at(self, position: int) -> int | None:
        """The result at a place in the list; None beyond its ends."""
        inside = 0 <= position < len(self._view)
        return int(self.table.ids[self._view[position]]) if inside else None

    def neighbour(self, result_id: int | None, step: int) -> int | None:
        """The result `step` places further; None beyond the ends."""
        at = self.position(result_id) if result_id is not None else None
        return self.id_at(0 if at is None else at + step)

    def _passes(self, at: int) -> bool:
        if self.queue is not None:
            return at == self._pinned or self.queue.position(at) is not None
        return at == self._pinned or bool(self.filters.mask(self.table, np.array([at]))[0])

    def _line_up(self) -> None:
        if self.queue is not None:
            mask = self.filters.mask(self.table)
            self.queue = ReviewQueue.of(
                self.table, self.queue.kind, among=mask, other_confirmed=self.other_confirmed
            )

    def _wanted(self) -> Indices:
        if self.queue is not None:
            order = self.queue.order
            if self._pinned is None or self.queue.position(self._pinned) is not None:
                return order
            return np.append(order, self._pinned)
        mask = self.filters.mask(self.table)
        if self._pinned is not None:
            mask[self._pinned] = True
        everything = self._all_sorted()
        return everything[mask[everything]]

    def _all_sorted(self) -> Indices:
        """Every result in the order wanted; sorted anew only when something in it may move."""
        if self._sorted is None or len(self._sorted) != len(self.table):
            self._sorted = self.order.sort(self.table, np.arange(len(self.table)))
        return self._sorted

    def _show_row(self, at: int) -> None:
        queued = self.queue is not None
        place = len(self._view) if queued else self.order.place(self.table, self._view, at)
        self.beginInsertRows(QModelIndex(), place, place)
        self._set_view(np.insert(self._view, place, at))
        self.endInsertRows()

    def _hide_row(self, at: int) -> None:
        place = int(self._places[at])
        if place >= 0:
            self.beginRemoveRows(QModelIndex(), place, place)
            self._set_view(np.delete(self._view, place))
            self.endRemoveRows()

    def _set_view(self, view: Indices) -> None:
        self._view = view
        self._places = np.full(len(self.table), -1)
        self._places[view] = np.arange(len(view))

    def _tell_counts(self) -> None:
        self.counts_changed.emit()

    def _refresh(self, changed: Indices | None = None) -> None:
        """Verdicts or sizes have changed: rebuild the view if they move anything in it.

        Args:
            changed: The results that look different now; None: any may. While a line is dragged
                they are few, and mostly out of sight, so that nothing has to be painted.
        """
        wanted = self._wanted()
        if not np.array_equal(wanted, self._view):
            self._rebuild(wanted)
            return
        places = np.arange(len(self._view)) if changed is None else self._places[changed]
        places = places[places >= 0]
        if len(places):
            last = len(Column) - 1
            self.dataChanged.emit(
                self.index(int(places.min()), 0), self.index(int(places.max()), last)
            )
        self._tell_counts()

    def _ends(self) -> tuple[QModelIndex, QModelIndex]:
        return self.index(0, 0), self.index(len(self._view) - 1, len(Column) - 1)

    def _rebuild(self, wanted: Indices | None = None) -> None:
        self.beginResetModel()
        self._set_view(self._wanted() if wanted is None else wanted)
        self.endResetModel()
        self._tell_counts()
