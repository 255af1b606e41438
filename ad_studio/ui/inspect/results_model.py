"""The results of a run as a virtual list: judged by the thresholds in hand, sorted, filtered."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from enum import StrEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from ad_studio.domain import ResultRow, Thresholds, Verdict, VerdictCounts
from ad_studio.services.scores import ScoreTable
from ad_studio.ui.said import said
from ad_studio.ui.text import sigma, verdict_word

ROW_ROLE = Qt.ItemDataRole.UserRole

_Index = QModelIndex | QPersistentModelIndex
_Key = tuple[float | str, int]


class Order(StrEnum):
    """How the list is sorted."""

    HIGHEST = "highest"
    LOWEST = "lowest"
    INSPECTED = "inspected"
    NAME = "name"


_KEYS: dict[Order, Callable[[ResultRow], float | str]] = {
    Order.HIGHEST: lambda row: float("inf") if row.score is None else -row.score,
    Order.LOWEST: lambda row: float("inf") if row.score is None else row.score,
    Order.INSPECTED: lambda _row: 0.0,
    Order.NAME: lambda row: row.path.name.casefold(),
}


class ResultsModel(QAbstractListModel):
    """Holds every row of a run by its id, and shows those that the filter lets through.

    Thresholds given here judge at once and in memory only: the machine verdict shown is that of
    the thresholds in hand, which may not be committed yet.

    Signals:
        counts_changed: How many images stand at which verdict may have changed.
        row_changed(ResultRow): One row was put in the place of another.
    """

    counts_changed = Signal()
    row_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[int, ResultRow] = {}
        self._view: list[int] = []
        self._thresholds: Thresholds | None = None
        self._order = Order.INSPECTED
        self._filter: str | None = None
        self._pinned: int | None = None
        self._counts: VerdictCounts | None = None

    # what Qt asks

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._view)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[self._view[index.row()]]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            word = verdict_word(self.verdict(row))
            return f"{row.path.name}, {word}, {said(row.error) or sigma(row.score)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.path}\n{said(row.error)}".strip()
        return None

    # what is in it

    def replace(self, rows: Iterable[ResultRow]) -> None:
        """Hold exactly these rows."""
        self._rows = {row.id: row for row in rows}
        self._rebuild()

    def append(self, rows: Iterable[ResultRow]) -> None:
        """Add rows that are not known yet, each where the order wants it."""
        for row in rows:
            if row.id not in self._rows:
                self._rows[row.id] = row
                self._show_row(row)
        self._tell_counts()

    def update_row(self, row: ResultRow) -> None:
        """Put `row` in the place of the row with its id."""
        self._rows[row.id] = row
        at = self.position(row.id)
        if at is not None:
            self.dataChanged.emit(self.index(at), self.index(at))
        self._tell_counts()
        self.row_changed.emit(row)

    def result(self, result_id: int) -> ResultRow | None:
        """The row of a result."""
        return self._rows.get(result_id)

    def name_of(self, result_id: int) -> str:
        """The file name of a result's image; empty if the result is not in here."""
        row = self._rows.get(result_id)
        return "" if row is None else row.path.name

    def results(self) -> Collection[ResultRow]:
        """All rows, in the order of inspection."""
        return self._rows.values()

    def scores(self) -> ScoreTable:
        """The scores of all images that could be scored, and what people said of them."""
        return ScoreTable.of(self._rows.values())

    # how it is judged, sorted and filtered

    def verdict(self, row: ResultRow) -> Verdict | None:
        """The verdict that counts under the thresholds in hand."""
        if row.human is not None or row.score is None or self._thresholds is None:
            return row.verdict
        return self._thresholds.verdict(row.score)

    def machine_verdict(self, row: ResultRow) -> Verdict | None:
        """The verdict by score under the thresholds in hand."""
        if row.score is None or self._thresholds is None:
            return row.machine
        return self._thresholds.verdict(row.score)

    def counts(self) -> VerdictCounts:
        """How many images stand at each verdict under the thresholds in hand."""
        if self._counts is None:
            self._counts = self._count()
        return self._counts

    def _count(self) -> VerdictCounts:
        found = Counter(self.verdict(row) for row in self._rows.values())
        return VerdictCounts(
            ok=found[Verdict.OK],
            review=found[Verdict.REVIEW],
            ng=found[Verdict.NG],
            error=found[None],
        )

    def set_thresholds(self, thresholds: Thresholds | None) -> None:
        """Judge every row by these thresholds from now on."""
        if thresholds != self._thresholds:
            self._thresholds = thresholds
            self._rejudge()

    def set_order(self, order: Order) -> None:
        """Sort differently."""
        self._order = order
        self._rebuild()

    def set_filter(self, wanted: str | None) -> None:
        """Show what stands at one word only, "NG" or "ERROR" for example; None: everything."""
        self._pinned = None
        self._filter = wanted
        self._rebuild()

    # where things stand in the list

    def pin(self, result_id: int | None) -> None:
        """Keep this result in the list even where the filter would not; unpin the one before.

        It is the one on the screen: a verdict must not make it vanish from under the user.
        """
        before, self._pinned = self._pinned, result_id
        left = self._rows.get(before) if before is not None else None
        if left is not None and not self._passes(left):
            self._hide_row(left)
        pinned = self._rows.get(result_id) if result_id is not None else None
        if pinned is not None and self.position(pinned.id) is None:
            self._show_row(pinned)

    def position(self, result_id: int) -> int | None:
        """Where a result stands in the list; None if it is filtered out."""
        row = self._rows.get(result_id)
        if row is None:
            return None
        at = bisect_left(self._view, self._key(row), key=self._key_of)
        return at if at < len(self._view) and self._view[at] == result_id else None

    def id_at(self, position: int) -> int | None:
        """The result at a place in the list; None beyond its ends."""
        return self._view[position] if 0 <= position < len(self._view) else None

    def neighbour(self, result_id: int | None, step: int) -> int | None:
        """The result `step` places further; None beyond the ends."""
        at = self.position(result_id) if result_id is not None else None
        return self.id_at(0 if at is None else at + step)

    def _passes(self, row: ResultRow) -> bool:
        return (
            self._filter is None
            or row.id == self._pinned
            or verdict_word(self.verdict(row)) == self._filter
        )

    def _key(self, row: ResultRow) -> _Key:
        return _KEYS[self._order](row), row.id

    def _key_of(self, result_id: int) -> _Key:
        return self._key(self._rows[result_id])

    def _wanted(self) -> list[int]:
        passing = (row for row in self._rows.values() if self._passes(row))
        return [row.id for row in sorted(passing, key=self._key)]

    def _show_row(self, row: ResultRow) -> None:
        if self._passes(row):
            at = bisect_left(self._view, self._key(row), key=self._key_of)
            self.beginInsertRows(QModelIndex(), at, at)
            insort(self._view, row.id, key=self._key_of)
            self.endInsertRows()

    def _hide_row(self, row: ResultRow) -> None:
        at = self.position(row.id)
        if at is not None:
            self.beginRemoveRows(QModelIndex(), at, at)
            del self._view[at]
            self.endRemoveRows()

    def _tell_counts(self) -> None:
        self._counts = None
        self.counts_changed.emit()

    def _rejudge(self) -> None:
        if self._filter is not None and self._wanted() != self._view:
            self._rebuild()
            return
        if self._view:
            self.dataChanged.emit(self.index(0), self.index(len(self._view) - 1))
        self._tell_counts()

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._view = self._wanted()
        self.endResetModel()
        self._tell_counts()
