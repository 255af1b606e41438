"""The columns of the results: headings, the text of each cell, and the orders on offer."""

from collections.abc import Callable
from enum import IntEnum

import numpy as np

from ad_studio.domain import HumanState, Mark, ResultRow
from ad_studio.domain.verdict_codes import STATES, VERDICTS
from ad_studio.services.results.ordering import Order, SortKey
from ad_studio.services.results.table import ResultTable
from ad_studio.ui.i18n import translate
from ad_studio.ui.messages import localized
from ad_studio.ui.text import one_line, share_of_image, sigma, verdict_word, when


def state_word(state: HumanState) -> str:
    """What people said, as against the machine."""
    return {
        HumanState.UNCHECKED: translate("Results", "Unchecked"),
        HumanState.CONFIRMED: translate("Results", "Confirmed"),
        HumanState.OVERRIDDEN: translate("Results", "Overridden"),
        HumanState.UNSURE: translate("Results", "Unsure"),
    }[state]


def state_tip(state: HumanState) -> str:
    """What a human state means, in full."""
    return {
        HumanState.UNCHECKED: translate("Results", "Nobody has said anything yet"),
        HumanState.CONFIRMED: translate("Results", "A person said the same as the machine"),
        HumanState.OVERRIDDEN: translate("Results", "A person said something else"),
        HumanState.UNSURE: translate("Results", "A person looked and could not tell"),
    }[state]


def mark_icon(row: ResultRow) -> str:
    """The icon of what a person said about an image; empty if nobody said anything."""
    if row.human is not None:
        return "person"
    return {None: "", Mark.UNSURE: "unsure", Mark.SKIPPED: "skip"}[row.mark]


def heading(column: str) -> str:
    """The heading of a column, by the column's name."""
    return {
        "IMAGE": translate("Results", "Image"),
        "SCORE": translate("Results", "Score"),
        "VERDICT": translate("Results", "Verdict"),
        "HUMAN": translate("Results", "Person"),
        "REASON": translate("Results", "Reason"),
        "SIZE": translate("Results", "Defect"),
        "LOT": translate("Results", "Lot"),
        "SERIAL": translate("Results", "Serial"),
        "SHIFT": translate("Results", "Shift"),
        "PART_TYPE": translate("Results", "Part type"),
        "RUN": translate("Results", "Run"),
        "TIME": translate("Results", "Inspected"),
    }[column]


def heading_tip(column: str) -> str:
    """What stands in a column."""
    return {
        "IMAGE": translate("Results", "The image file; a click sorts by its name"),
        "SCORE": translate("Results", "Deviation from the reference in sigma; a click sorts"),
        "VERDICT": translate("Results", "The verdict that counts; a click sorts"),
        "HUMAN": translate("Results", "What a person said, as against the machine; a click sorts"),
        "REASON": translate("Results", "The reason that the person gave"),
        "SIZE": translate(
            "Results",
            "Area of the largest region that reaches the review threshold, in percent of the "
            "image; a click sorts",
        ),
        "LOT": translate("Results", "Lot of the run; a click sorts"),
        "SERIAL": translate("Results", "Serial of the part; the search finds it"),
        "SHIFT": translate("Results", "Shift in which the image was inspected"),
        "PART_TYPE": translate(
            "Results",
            "That a model of several part types took the image for; the search finds it",
        ),
        "RUN": translate("Results", "Number of the run; a click sorts"),
        "TIME": translate("Results", "When the image was inspected; a click sorts"),
    }[column]


def orders() -> tuple[tuple[str, Order], ...]:
    """The orders that the list offers, each with its words."""
    return (
        (translate("Results", "Highest score first"), Order(SortKey.SCORE, descending=True)),
        (translate("Results", "Lowest score first"), Order(SortKey.SCORE)),
        (translate("Results", "NG first, then REVIEW"), Order(SortKey.VERDICT, descending=True)),
        (translate("Results", "By what people said"), Order(SortKey.HUMAN)),
        (translate("Results", "Largest defect first"), Order(SortKey.SIZE, descending=True)),
        (translate("Results", "As inspected"), Order(SortKey.INSPECTED)),
        (translate("Results", "Newest first"), Order(SortKey.TIME, descending=True)),
        (translate("Results", "By file name"), Order(SortKey.NAME)),
        (translate("Results", "By lot"), Order(SortKey.LOT)),
        (translate("Results", "By run"), Order(SortKey.RUN)),
    )


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
    SERIAL = 9
    SHIFT = 10
    PART_TYPE = 11


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
    error = localized(table.row(at).error)
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
    Column.SERIAL: lambda table, at: one_line(table.row(at).serial),
    Column.SHIFT: lambda table, at: one_line(table.row(at).shift),
    Column.PART_TYPE: lambda table, at: one_line(table.part_type(at)),
}
"""What stands in a cell, made for that cell alone: a table asks for a hundred at every frame."""
