"""Which results are looked at: every filter of the list, and how many each choice would leave."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from ad_studio.domain import HumanState, Verdict
from ad_studio.services.results.table import NONE, STATES, VERDICTS, Codes, ResultTable

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a result must have to be listed; an empty or None part lets everything through.

    Attributes:
        verdicts: The verdict that counts; None stands for images that could not be scored.
        states: How people stand to the machine.
        min_score: In sigma, this or more. Images without a score never pass a score limit.
        max_score: In sigma, this or less.
        min_size: Share of the largest defect region in its image, 0 to 1, this or more. Where no
            size is known, only `max_size` lets through.
        max_size: This or less.
        lots: Of the runs.
        runs: By their ids.
        text: Part of the file name, without case.
    """

    verdicts: frozenset[Verdict | None] = field(default_factory=frozenset)
    states: frozenset[HumanState] = field(default_factory=frozenset)
    min_score: float | None = None
    max_score: float | None = None
    min_size: float | None = None
    max_size: float | None = None
    lots: frozenset[str] = field(default_factory=frozenset)
    runs: frozenset[int] = field(default_factory=frozenset)
    text: str = ""

    @property
    def by_size(self) -> bool:
        """True if sizes must be known to apply this."""
        return self.min_size is not None or self.max_size is not None

    def mask(self, table: ResultTable) -> Mask:
        """Tell which results pass: bool [n]."""
        return _all_of(self.parts(table), len(table))

    def parts(self, table: ResultTable) -> dict[str, Mask]:
        """What each part lets through, bool [n], by its name; without those that ask nothing."""
        found = {
            "verdicts": _of_codes(table.verdicts, [VERDICTS.index(one) for one in self.verdicts]),
            "states": _of_codes(table.states, [STATES.index(one) for one in self.states]),
            "score": _between(table.scores, self.min_score, self.max_score),
            "size": _between(np.nan_to_num(table.sizes), self.min_size, self.max_size),
            "runs": np.isin(table.run_ids, sorted(self.runs)) if self.runs else None,
            "lots": self._lots(table),
            "text": self._text(table),
        }
        return {name: part for name, part in found.items() if part is not None}

    def passes(self, table: ResultTable, index: int) -> bool:
        """Tell whether one result passes, without looking at the others."""
        score, size = table.scores[index], np.nan_to_num(table.sizes[index])
        return bool(
            (not self.verdicts or VERDICTS[table.verdicts[index]] in self.verdicts)
            and (not self.states or STATES[table.states[index]] in self.states)
            and (self.min_score is None or score >= self.min_score)
            and (self.max_score is None or score <= self.max_score)
            and (self.min_size is None or size >= self.min_size)
            and (self.max_size is None or size <= self.max_size)
            and (not self.runs or int(table.run_ids[index]) in self.runs)
            and (not self.lots or table.lot(index) in self.lots)
            and (not self.text or self.text.casefold() in table.folded[index])
        )

    def _lots(self, table: ResultTable) -> Mask | None:
        if not self.lots:
            return None
        wanted = [run_id for run_id, lot in table.lots.items() if lot in self.lots]
        return np.isin(table.run_ids, wanted)

    def _text(self, table: ResultTable) -> Mask | None:
        if not self.text:
            return None
        wanted = self.text.casefold()
        return np.fromiter((wanted in name for name in table.folded), np.bool_, len(table))


@dataclass(frozen=True, slots=True)
class Facets:
    """How many results each choice of a filter would show, with all other filters as they are.

    Attributes:
        verdicts: By verdict; None: could not be scored.
        states: By human state.
        lots: By lot.
        runs: By run id.
        passing: How many the filters let through as they are.
    """

    verdicts: dict[Verdict | None, int]
    states: dict[HumanState, int]
    lots: dict[str, int]
    runs: dict[int, int]
    passing: int

    @classmethod
    def of(cls, table: ResultTable, filters: Filters) -> "Facets":
        """Count."""
        parts = filters.parts(table)

        def without(name: str) -> Mask:
            return _all_of({key: part for key, part in parts.items() if key != name}, len(table))

        lots: dict[str, int] = {}
        for run_id, count in _count_runs(table, without("lots")).items():
            lot = table.lots.get(run_id, "")
            lots[lot] = lots.get(lot, 0) + count
        verdicts = _count_codes(table.verdicts[without("verdicts")], NONE + 1)
        states = _count_codes(table.states[without("states")], len(STATES))
        return cls(
            verdicts=dict(zip(VERDICTS, verdicts, strict=True)),
            states=dict(zip(STATES, states, strict=True)),
            lots=lots,
            runs=_count_runs(table, without("runs")),
            passing=int(np.count_nonzero(_all_of(parts, len(table)))),
        )


def _all_of(parts: Mapping[str, Mask], count: int) -> Mask:
    passing: Mask = np.ones(count, np.bool_)
    for part in parts.values():
        passing &= part
    return passing


def _count_codes(codes: Codes, length: int) -> list[int]:
    return [int(count) for count in np.bincount(codes, minlength=length)]


def _count_runs(table: ResultTable, mask: Mask) -> dict[int, int]:
    found, counts = np.unique(table.run_ids[mask], return_counts=True)
    return dict(zip(found.tolist(), counts.tolist(), strict=True))


def _of_codes(codes: Codes, wanted: Collection[int]) -> Mask | None:
    if not wanted:
        return None
    known = np.zeros(NONE + 1, np.bool_)
    known[list(wanted)] = True
    return known[codes]


def _between(values: npt.NDArray[np.float64], low: float | None, high: float | None) -> Mask | None:
    """NaN passes no limit."""
    if low is None and high is None:
        return None
    passing: Mask = ~np.isnan(values)
    if low is not None:
        passing &= values >= low
    if high is not None:
        passing &= values <= high
    return passing
