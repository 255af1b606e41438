"""Which results are looked at: every filter of the list, and how many each choice would leave."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from ad_studio.domain import HumanState, Verdict
from ad_studio.domain.verdict_codes import STATE_CODES, STATES, VERDICT_CODES, VERDICTS, Codes
from ad_studio.image_names import comparison_key, normalized_name
from ad_studio.services.results.result_arrays import Indices
from ad_studio.services.results.table import ResultTable

Mask = npt.NDArray[np.bool_]

_ALL = slice(None)


@dataclass(frozen=True, slots=True)
class Picked:
    """Results that were picked one by one, such as those behind a point of a chart.

    Attributes:
        ids: Of the results.
        words: What they are, as the user reads it.
    """

    ids: frozenset[int]
    words: str


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
        text: Part of the file name, the serial, the shift or the reason of a verdict, or the whole
            lot, operator or station; without case.
        picked: None of the others.
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
    picked: Picked | None = None

    @property
    def by_size(self) -> bool:
        """True if sizes must be known to apply this."""
        return self.min_size is not None or self.max_size is not None

    def mask(self, table: ResultTable, which: slice | Indices = _ALL) -> Mask:
        """Tell which results pass: bool [n], for all of a table or those of some indices."""
        parts = self.parts(table, which)
        return _all_of(parts.values(), len(table.ids[which]))

    def parts(self, table: ResultTable, which: slice | Indices = _ALL) -> dict[str, Mask]:
        """What each part lets through, bool [n], by its name; without those that ask nothing."""
        sizes = np.nan_to_num(table.sizes[which])
        found = {
            "verdicts": _of_codes(table.verdicts[which], self.verdicts, VERDICT_CODES),
            "states": _of_codes(table.states[which], self.states, STATE_CODES),
            "score": _between(table.scores[which], self.min_score, self.max_score),
            "size": _between(sizes, self.min_size, self.max_size),
            "runs": np.isin(table.run_ids[which], sorted(self.runs)) if self.runs else None,
            "lots": self._lots(table, which),
            "text": self._text(table, which),
            "picked": self._picked(table, which),
        }
        return {name: part for name, part in found.items() if part is not None}

    def _lots(self, table: ResultTable, which: slice | Indices) -> Mask | None:
        if not self.lots:
            return None
        lots = {normalized_name(lot) for lot in self.lots}
        wanted = [run_id for run_id, lot in table.lots.items() if normalized_name(lot) in lots]
        return np.isin(table.run_ids[which], wanted)

    def _picked(self, table: ResultTable, which: slice | Indices) -> Mask | None:
        if self.picked is None:
            return None
        ids = self.picked.ids
        return np.array([one in ids for one in table.ids[which].tolist()], np.bool_)

    def _text(self, table: ResultTable, which: slice | Indices) -> Mask | None:
        if not self.text:
            return None
        wanted, texts = comparison_key(self.text), table.searched
        chosen = texts[which] if isinstance(which, slice) else [texts[at] for at in which]
        runs = [run_id for run_id, words in table.run_words.items() if wanted in words]
        found = np.array([wanted in text for text in chosen], np.bool_)
        return found | np.isin(table.run_ids[which], runs) | table.has_reason(wanted, which)


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
            return _all_of((part for key, part in parts.items() if key != name), len(table))

        lots: dict[str, int] = {}
        for run_id, count in _count_runs(table, without("lots")).items():
            lot = normalized_name(table.lots.get(run_id, ""))
            lots[lot] = lots.get(lot, 0) + count
        verdicts = _count_codes(table.verdicts[without("verdicts")], len(VERDICTS))
        states = _count_codes(table.states[without("states")], len(STATES))
        return cls(
            verdicts=dict(zip(VERDICTS, verdicts, strict=True)),
            states=dict(zip(STATES, states, strict=True)),
            lots=lots,
            runs=_count_runs(table, without("runs")),
            passing=int(np.count_nonzero(_all_of(parts.values(), len(table)))),
        )


def _all_of(parts: Iterable[Mask], count: int) -> Mask:
    passing: Mask = np.ones(count, np.bool_)
    for part in parts:
        passing &= part
    return passing


def _count_codes(codes: Codes, length: int) -> list[int]:
    return [int(count) for count in np.bincount(codes, minlength=length)]


def _count_runs(table: ResultTable, mask: Mask) -> dict[int, int]:
    found, counts = np.unique(table.run_ids[mask], return_counts=True)
    return dict(zip(found.tolist(), counts.tolist(), strict=True))


def _of_codes(
    codes: Codes, wanted: Collection[str | None], code_of: Mapping[Any, int]
) -> Mask | None:
    if not wanted:
        return None
    known = np.zeros(len(code_of), np.bool_)
    known[[code_of[one] for one in wanted]] = True
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
