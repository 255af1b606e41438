"""The order of results: by any column, in either direction, ties in the order of inspection."""

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from ad_studio.services.results.result_arrays import Floats, Indices
from ad_studio.services.results.table import ResultTable


class SortKey(StrEnum):
    """What results can be sorted by."""

    INSPECTED = "inspected"
    SCORE = "score"
    VERDICT = "verdict"
    HUMAN = "human"
    SIZE = "size"
    NAME = "name"
    LOT = "lot"
    RUN = "run"
    TIME = "time"


_COLUMNS = {
    SortKey.SCORE: "scores",
    SortKey.SIZE: "sizes",
    SortKey.VERDICT: "verdicts",
    SortKey.HUMAN: "states",
    SortKey.RUN: "run_ids",
    SortKey.TIME: "times",
}


@dataclass(frozen=True, slots=True)
class Order:
    """A sort key and its direction. What has no score or size comes last in both."""

    key: SortKey = SortKey.INSPECTED
    descending: bool = False

    @property
    def by_verdict(self) -> bool:
        """True if other thresholds or human verdicts may move results."""
        return self.key in (SortKey.VERDICT, SortKey.HUMAN)

    def sort(self, table: ResultTable, indices: Indices) -> Indices:
        """Bring rows (given in the order of inspection) into this order."""
        if self.key is SortKey.INSPECTED:
            return indices[::-1] if self.descending else indices
        if self.key is SortKey.NAME:
            names = table.folded
            return np.array(
                sorted(indices.tolist(), key=names.__getitem__, reverse=self.descending), np.int64
            )
        return indices[np.argsort(self._keys(table)[indices], kind="stable")]

    def place(self, table: ResultTable, view: Indices, index: int) -> int:
        """Where a row belongs in rows that are in this order; the row itself may be among them."""
        if self.key is SortKey.NAME:
            return _place_by_name(table.folded, view, index, descending=self.descending)
        if self.key is SortKey.INSPECTED:
            sign = -1 if self.descending else 1
            return bisect_left(view, sign * index, key=lambda at: sign * int(at))
        keys = self._keys(table)
        return bisect_left(view, (keys[index], index), key=lambda at: (keys[at], at))

    def _keys(self, table: ResultTable) -> Floats:
        """Numbers that rise in this order, float64 [n]; what is not known is infinite."""
        column = _COLUMNS.get(self.key)
        rising = _lot_ranks(table) if column is None else getattr(table, column)
        keys: Floats = rising.astype(np.float64)
        if self.descending:
            keys = -keys
        keys[np.isnan(keys)] = np.inf
        return keys


def _lot_ranks(table: ResultTable) -> Indices:
    lots = sorted(set(table.lots.values()) | {""})
    runs, of_run = np.unique(table.run_ids, return_inverse=True)
    ranks = np.array([lots.index(table.lots.get(run, "")) for run in runs.tolist()], np.int64)
    return ranks[of_run]


def _place_by_name(names: list[str], view: Indices, index: int, *, descending: bool) -> int:
    """Bisect by name, then by index (names in falling order: the ties rise all the same)."""
    low, high = 0, len(view)
    name = names[index]
    while low < high:
        middle = (low + high) // 2
        at = int(view[middle])
        other = names[at]
        before = (other > name if descending else other < name) or (other == name and at < index)
        low, high = (middle + 1, high) if before else (low, middle)
    return low
