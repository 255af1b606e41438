"""The report for people: one HTML file with everything in it.

No scripts, nothing loaded from elsewhere; to be read on a screen, light or dark, and on paper.
Pictures are made, embedded and let go one image at a time, so that a long report needs no more
memory than a short one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ad_studio.domain import HumanState, Mark, ResultRow, Verdict, shown_score
from ad_studio.errors import AdStudioError
from ad_studio.messages import msg
from ad_studio.progress import Progress, raise_if_cancelled
from ad_studio.reports.data import ItemPictures, ReportData, ReportItem
from ad_studio.reports.report_format import ReportFormat
from ad_studio.reports.writing import new_file, readable

if TYPE_CHECKING:
    from jinja2 import Template

_TEMPLATES = Path(__file__).parent / "templates"
_FLAGGED = frozenset({Verdict.NG, Verdict.REVIEW})
_BARS = 50
_MARKER = b'<body data-report="ad_studio/'  # see templates/report.html.j2
_HEAD_BYTES = 256 * 1024  # the style sheet stands before the marker
_MARKS = {Mark.UNSURE: "unsure: no verdict given", Mark.SKIPPED: "skipped: left for later"}


@dataclass(frozen=True, slots=True)
class Card:
    """One image that the report shows, its pictures ready.

    Attributes:
        item: What was found.
        pictures: None when they could not be made.
        missing: Why not.
    """

    item: ReportItem
    pictures: ItemPictures | None
    missing: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the score histogram.

    Attributes:
        fraction: Its left edge on the colour scale, 0 to 1.
        share: Its height relative to the highest bar, 0 to 1.
        count: How many images.
    """

    fraction: float
    share: float
    count: int


def write_html(data: ReportData, out: Path, *, progress: Progress) -> None:
    """Write the report of a run.

    Shown with pictures are the images whose verdict was asked for; where nothing was asked for,
    those that a person or the machine called NG or REVIEW. The highest scores come first. All
    others are listed, as are images that could not be scored.

    Args:
        data: What to write. An image whose pictures cannot be made is shown without.
        out: The file; replaced only when the new one is complete.
        progress: Told the share of images shown so far.

    Raises:
        ReportError: The file cannot be written.
        Cancelled: The user asked to stop.
    """
    shown = [item for item in data.items if _is_shown(item.row, data)]
    scored = [item for item in data.items if item.row.machine is not None]
    with new_file(out) as new, new.open("x", encoding="utf-8", newline="") as file:
        for piece in _template().generate(
            data=data,
            lines=data.thresholds.thresholds,
            cards=_cards(sorted(shown, key=_worst_first), progress),
            shown=len(shown),
            others=[item for item in scored if not _is_shown(item.row, data)],
            errors=[item for item in data.items if item.row.machine is None],
            bars=_histogram(
                [item.row.score for item in scored if item.row.score is not None], data
            ),
            checked=sum(item.row.human is not None for item in data.items),
            marks=Counter(item.row.mark for item in data.items if item.row.mark),
        ):
            file.write(readable(piece))


def human_words(row: ResultRow) -> str:
    """What a person made of the machine's verdict, in words."""
    if row.mark is not None:
        return _MARKS[row.mark]
    if row.human is None:
        return "not checked by a person"
    word = "confirmed" if row.human_state is HumanState.CONFIRMED else "overridden to"
    return f"{word} {row.human}"


def _is_shown(row: ResultRow, data: ReportData) -> bool:
    if row.machine is None:
        return False
    if data.only is not None:
        return row.verdict in data.only
    return row.verdict in _FLAGGED or row.machine in _FLAGGED


def _worst_first(item: ReportItem) -> tuple[int, float]:
    order = (Verdict.NG, Verdict.REVIEW, Verdict.OK, None)
    return order.index(item.row.verdict), -(item.row.score or 0)


def _cards(items: list[ReportItem], progress: Progress) -> Iterator[Card]:
    for number, item in enumerate(items):
        raise_if_cancelled(progress)
        progress.fraction(number / len(items))
        try:
            yield Card(item, item.pictures(), "")
        except AdStudioError as error:
            yield Card(item, None, str(error.message))


def _histogram(scores: list[float], data: ReportData) -> list[Bar]:
    """Count scores along the colour scale; what lies beyond its ends goes into the end bars."""
    counts = [0] * _BARS
    for score in scores:
        counts[min(_BARS - 1, max(0, int(score / data.scale.top * _BARS)))] += 1
    return [
        Bar(fraction=index / _BARS, share=count / max(counts), count=count)
        for index, count in enumerate(counts)
        if count
    ]


def _local_time(moment: datetime | None) -> str:
    """A moment in the time zone of this computer, with its distance from UTC."""
    if moment is None:
        return ""
    text = moment.astimezone().isoformat(" ", timespec="seconds")
    return f"{text[:19]} {text[19:]}"


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["local_time"] = _local_time
    environment.filters["human_words"] = human_words
    environment.filters["sigma"] = lambda score: f"{shown_score(score):.2f}"
    return environment.get_template("report.html.j2")


def _is_report(file: BinaryIO) -> bool:
    return _MARKER in file.read(_HEAD_BYTES)


HTML = ReportFormat(
    id="html",
    title="HTML",
    about=msg("One file with all pictures, for people"),
    suffixes=(".html", ".htm"),
    is_report=_is_report,
    write=write_html,
)
