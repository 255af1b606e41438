"""The words of the list: its columns, human marks, orders."""

from ad_studio.domain import HumanState, Mark, ResultRow
from ad_studio.services.results.ordering import Order, SortKey
from ad_studio.ui.i18n import translate


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
