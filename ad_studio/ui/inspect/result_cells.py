"""What stands in the columns of the results: their words, and what they sort by."""

from collections.abc import Callable
from enum import IntEnum

import numpy as np

from ad_studio.domain import HumanState
from ad_studio.domain.verdict_codes import STATES, VERDICTS
from ad_studio.services.results.ordering import SortKey
from ad_studio.services.results.table import ResultTable
from ad_studio.ui.inspect.result_words import state_word
from ad_studio.ui.said import said
from ad_studio.ui.text import one_line, share_of_image, sigma, verdict_word, when


class Column(IntEnum):
    """The columns of the table; lists and grids show the first one only."""

    IMAGE = 0
    SCORE = 1
    VERDICT = 2
    HUMAN = 3
    REASON = 4
    SIZE = 5
    LOT = 6
    RUN = 7
    TIME = 8


SORTED_BY = {
    Column.IMAGE: SortKey.NAME,
    Column.SCORE: SortKey.SCORE,
    Column.VERDICT: SortKey.VERDICT,
    Column.HUMAN: SortKey.HUMAN,
    Column.SIZE: SortKey.SIZE,
    Column.LOT: SortKey.LOT,
    Column.RUN: SortKey.RUN,
    Column.TIME: SortKey.TIME,
}
"""What a click on a column's heading sorts by."""


def _score(table: ResultTable, at: int) -> str:
    score = float(table.scores[at])
    return sigma(None if np.isnan(score) else score)


def _verdict(table: ResultTable, at: int) -> str:
    return verdict_word(VERDICTS[table.verdicts[at]])


def _person(table: ResultTable, at: int) -> str:
    state = STATES[table.states[at]]
    return "" if state is HumanState.UNCHECKED else state_word(state)


def _image(table: ResultTable, at: int) -> str:
    """All that matters about a result, as a screen reader says it."""
    error = said(table.row(at).error)
    parts = (table.names[at], _verdict(table, at), error or _score(table, at), _person(table, at))
    return ", ".join(part for part in parts if part)


WORDS: dict[Column, Callable[[ResultTable, int], str]] = {
    Column.IMAGE: _image,
    Column.SCORE: _score,
    Column.VERDICT: _verdict,
    Column.HUMAN: _person,
    Column.REASON: lambda table, at: one_line(table.row(at).reason),
    Column.SIZE: lambda table, at: share_of_image(float(table.sizes[at])),
    Column.LOT: lambda table, at: one_line(table.lot(at)),
    Column.RUN: lambda table, at: str(table.run_ids[at]),
    Column.TIME: lambda table, at: when(table.row(at).inspected_at),
}
"""What stands in a cell, made for that cell alone: a table asks for a hundred at every frame."""
