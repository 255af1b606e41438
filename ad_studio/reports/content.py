"""What a report for people says, in words of its language: one content, laid out by each writer.

HTML, PDF and XLSX take every text from here, so that they say the same. The tables for other
programs (`csv_report.py`) have words of their own, which never change.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ad_studio.domain import ResultRow, RunInfo, RunStatus, Verdict
from ad_studio.errors import AdStudioError
from ad_studio.messages import Message, msg
from ad_studio.progress import Progress, raise_if_cancelled
from ad_studio.reports import facts
from ad_studio.reports.data import ItemPictures, Region, ReportData, ReportItem
from ad_studio.reports.facts import Fact, Note
from ad_studio.reports.trend_words import TrendWords

MOST_REGIONS = 5
"""So many regions of an image are listed, those with the highest peaks."""

MOST_PICTURES = 2000
"""So many images have pictures in a report that stays in memory until it is written."""

_FLAGGED = frozenset({Verdict.NG, Verdict.REVIEW})
_BARS = 50


class Count(NamedTuple):
    """How many images stand at a verdict; `name` is the verdict, or "ERROR"; `share` is 0 to 1."""

    name: str
    label: str
    images: int
    share: float | None


class Bar(NamedTuple):
    """One bar of the score histogram.

    Attributes:
        fraction: Its left edge on the colour scale, 0 to 1.
        share: Its height relative to the highest bar, 0 to 1.
        images: How many.
    """

    fraction: float
    share: float
    images: int


class Place(NamedTuple):
    """A region in words: where its box and in which zone, how large it is, how far it deviates."""

    position: str
    size: str
    share: str
    peak: str


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


class Content:
    """The words of one report.

    Shown with pictures are the images whose verdict was asked for; where nothing was asked for,
    those that a person or the machine called NG or REVIEW. All others are listed, as are images
    that could not be scored.

    Attributes:
        shown: The images with pictures, the worst verdict and the highest score first.
        others: The other images that could be scored.
        errors: Those that could not be scored.
        run_facts: What was inspected, by whom, where and when.
        model_facts: What inspected.
        threshold_facts: The two limits, what they rest on, and who set them.
        reference_facts: The image that the model was trained on.
        basis: How far scores and thresholds can be trusted.
        trends: Of all runs of the project; None where nobody asked for them.
        pictured: So many of `shown`, from the first, have pictures.
    """

    def __init__(self, data: ReportData, *, most_pictures: int | None = None) -> None:
        """Sort the images and gather the facts.

        Args:
            data: What to say.
            most_pictures: So many images have pictures at most; None: all that are shown.
        """
        self.data = data
        self.language = data.language
        self.shown = sorted((one for one in data.items if _is_shown(one.row, data)), key=_worst)
        self.pictured = len(self.shown[:most_pictures])
        scored = [one for one in data.items if one.row.machine is not None]
        self.others = [one for one in scored if not _is_shown(one.row, data)]
        self.errors = [one for one in data.items if one.row.machine is None]
        self.run_facts = facts.run_facts(data)
        self.model_facts = facts.model_facts(data)
        self.threshold_facts = facts.threshold_facts(data)
        self.reference_facts = facts.reference_facts(data)
        self.basis = facts.basis(data)
        self.trends = None if data.trends is None else TrendWords(data.trends, data.language)

    def words(self, words: Message | str) -> str:
        """A message in the language of the report."""
        return self.language.words(words)

    def size_reason(self, item: ReportItem) -> Message:
        """Why an image whose score reaches the NG threshold is REVIEW."""
        return facts.size_reason(self.data, item)

    # the head

    @property
    def kind(self) -> str:
        """What this file is."""
        return self.words(msg("Inspection report"))

    @property
    def title(self) -> str:
        """Of the file: the project and the lot."""
        project, lot = self.data.project.name, self.data.run.lot
        if lot:
            return self.words(
                msg("{project}, lot {lot}: inspection report", project=project, lot=lot)
            )
        return self.words(msg("{project}: inspection report", project=project))

    @property
    def lead(self) -> str:
        """What was inspected when."""
        run = self.data.run
        when = self.language.moment(run.started_at)
        parts = [
            self.data.project.noun,
            self.words(msg("lot {lot}", lot=run.lot)) if run.lot else "",
            self.words(msg("inspected {when}", when=when)),
        ]
        return " · ".join(part for part in parts if part)

    @property
    def counts(self) -> list[Count]:
        """How many images of the whole run stand at each verdict, and how many there are."""
        counts = self.data.run.counts
        found = [
            Count("NG", "NG", counts.ng, None),
            Count("REVIEW", "REVIEW", counts.review, None),
            Count("OK", "OK", counts.ok, None),
        ]
        if counts.error:
            found.append(Count("ERROR", self.words(msg("not inspected")), counts.error, None))
        total = counts.total
        shares = [one._replace(share=one.images / total if total else None) for one in found]
        return [*shares, Count("", self.words(msg("images")), total, None)]

    @property
    def notes(self) -> list[Note]:
        """What limits this report."""
        data, run, found = self.data, self.data.run, []
        if run.status is not RunStatus.FINISHED:
            strong, text = incomplete_words(run)
            found.append(Note(self.words(strong), self.words(text)))
        if run.left_out:
            found.append(
                Note(
                    self.words(msg("Not looked at.")),
                    self.words(msg("This was in the folders, too:")),
                    tuple(self.words(group.message) for group in run.left_out),
                )
            )
        if data.only is not None:
            text = msg(
                "Only images with the verdict {verdicts} are in this report; the counts above are "
                "those of the whole run.",
                verdicts=self.either(sorted(data.only)),
            )
            found.append(Note(self.words(msg("Extract.")), self.words(text)))
        if self.pictured < len(self.shown):
            found.append(Note(self.words(msg("Pictures left out.")), self.picture_left_out))
        return found

    def either(self, names: Sequence[str]) -> str:
        """Names of which one holds: "NG or REVIEW"."""
        if not names:
            return "–"
        first, *rest = names
        for name in rest:
            first = self.words(msg("{one} or {other}", one=first, other=name))
        return first

    # facts

    @property
    def legend(self) -> str:
        """How the histogram and the colours are to be read."""
        return self.words(
            msg(
                "Above: how many images reached which score. Below: the colours of all heat in "
                "this report. They mean the same deviation in every image; below half the review "
                "threshold heat is not drawn. A white outline runs where a deviation reaches NG."
            )
        )

    def scale_end(self, sigma: float, *, last: bool) -> str:
        """A number at a mark of the colour scale; the last one stands for all above."""
        return f"{self.language.short(sigma)}{'+' if last else ''} σ"

    @property
    def bars(self) -> list[Bar]:
        """Scores along the colour scale; what lies beyond its ends goes into the end bars."""
        counts = [0] * _BARS
        for one in self.data.items:
            if one.row.score is not None:
                at = int(one.row.score / self.data.scale.top * _BARS)
                counts[min(_BARS - 1, max(0, at))] += 1
        highest = max(counts)
        return [Bar(at / _BARS, count / highest, count) for at, count in enumerate(counts) if count]

    @property
    def no_reference(self) -> str:
        """Said in place of its picture."""
        return self.words(msg("The file of the reference image cannot be read, or was changed."))

    @property
    def settings(self) -> list[tuple[str, list[Fact]]]:
        """All facts of the run under their titles, with the basis and the head of the chain."""
        basis, audit = self.basis, self.audit
        return [
            (self.words(HEADINGS["run"]), self.run_facts),
            (self.words(HEADINGS["model"]), self.model_facts),
            (
                self.words(HEADINGS["thresholds"]),
                [*self.threshold_facts, Fact(basis.strong, basis.text)],
            ),
            (self.words(HEADINGS["reference"]), self.reference_facts),
            (
                self.words(msg("Records")),
                [
                    *([audit] if audit is not None else []),
                    Fact(self.words(msg("State")), self.written),
                ],
            ),
        ]

    # images

    @property
    def shown_heading(self) -> str:
        """Over the images with pictures."""
        return self.words(msg("Flagged images") if self.data.only is None else msg("Images"))

    @property
    def none_shown(self) -> str:
        """Said where there are none."""
        if self.data.only is None:
            return self.words(msg("None: no image reached the review threshold."))
        return self.words(msg("None."))

    def cards(self, progress: Progress) -> Iterator[Card]:
        """The images with pictures, each made when it is asked for.

        Raises:
            Cancelled: The user asked to stop.
        """
        for number, item in enumerate(self.shown):
            raise_if_cancelled(progress)
            progress.fraction(number / len(self.shown))
            if number >= self.pictured:
                yield Card(item, None, self.picture_left_out)
                continue
            try:
                yield Card(item, item.pictures(), "")
            except AdStudioError as error:
                yield Card(item, None, self.words(error.message))

    @property
    def picture_left_out(self) -> str:
        """Why an image after the first `pictured` ones has no picture."""
        return self.words(
            msg(
                "Only the first {most} images have pictures, those with the worst verdicts and "
                "the highest scores.",
                most=self.pictured,
            )
        )

    def image_facts(self, item: ReportItem) -> list[Fact]:
        """What is known of one image."""
        return facts.image_facts(self.data, item)

    def places(self, regions: Sequence[Region]) -> list[Place]:
        """The regions with the highest peaks, in words."""
        return [
            Place(
                ", ".join(filter(None, (f"{one.left}, {one.top}", one.zone))),
                self._size(one),
                self.language.percent(one.share, 2),
                self.language.sigma(one.peak),
            )
            for one in regions[:MOST_REGIONS]
        ]

    def _size(self, region: Region) -> str:
        """In pixels, and in mm where it is known how large a pixel is."""
        pixels, mm = f"{region.width} × {region.height}", self.data.pixel_mm
        if mm is None:
            return pixels
        width, height = (self.language.number(mm * n, 2) for n in (region.width, region.height))
        return f"{pixels} ({width} × {height} mm)"

    def more_regions(self, regions: Sequence[Region]) -> str:
        """How many are not listed; empty for none."""
        more = len(regions) - MOST_REGIONS
        return self.words(msg("and {count} more", count=more)) if more > 0 else ""

    def said(self, item: ReportItem) -> str:
        """What a person made of an image, on one line."""
        words = self.words(facts.human_words(item.row))
        author = f", {item.said.author}" if item.said and item.said.author else ""
        reason = f" ({item.row.reason})" if item.row.reason else ""
        return f"{words}{author}{reason}"

    # the foot

    @property
    def written(self) -> str:
        """Which state of the records this is, and what wrote it."""
        data = self.data
        return self.words(
            msg(
                "State of {when}, written by {program}. Project {project}, run {run}, model "
                "{model}, thresholds version {version}.",
                when=self.language.moment(data.as_of),
                program=data.program,
                project=data.project.slug,
                run=data.run.id,
                model=data.model.number,
                version=data.thresholds.id,
            )
        )

    @property
    def audit(self) -> Fact | None:
        """The head of the audit chain, and what it is good for; None where there is none."""
        head = self.data.audit_head
        if head is None:
            return None
        label = msg(
            "Audit trail: entry {entry} of {when}",
            entry=head.entry,
            when=self.language.moment(head.created_at),
        )
        return Fact(self.words(label), head.sha256, "hash")

    @property
    def audit_use(self) -> str:
        """What the head is good for."""
        return self.words(
            msg(
                "The command verify with this value as --since shows later whether anything that "
                "was recorded until then was changed."
            )
        )

    @property
    def signatures(self) -> list[str]:
        """What is to be filled in by hand."""
        return [
            self.words(msg("Decision")),
            self.words(msg("Name")),
            self.words(msg("Date")),
            self.words(msg("Signature")),
        ]


HEADINGS = {
    "run": msg("Run"),
    "model": msg("Model"),
    "thresholds": msg("Thresholds and scale"),
    "reference": msg("Reference image"),
    "errors": msg("Not inspected"),
    "errors_text": msg(
        "These images could not be scored. They have no verdict: neither OK nor NG."
    ),
    "others": msg("Below the review threshold"),
    "image": msg("Image"),
    "why": msg("Why"),
    "mark": msg("Mark"),
    "score": msg("Score"),
    "verdict": msg("Verdict"),
    "inspected": msg("Inspected"),
    "deviation": msg("Deviation"),
    "with_heat": msg("with heat"),
    "no_picture": msg("No picture."),
    "regions": msg("Regions at or above the review threshold"),
    "position": msg("Place (left, top)"),
    "size": msg("Size in pixels"),
    "share": msg("Share of the image"),
    "peak": msg("Peak"),
    "histogram": msg("How many images reached which score"),
    "release": msg("Checked and released"),
    "logo": msg("Logo"),
}
"""Titles and other fixed words, by the name that layouts use."""


def incomplete_words(run: RunInfo) -> tuple[Message, Message]:
    """Say of a run that is not finished what it is, and how many images were inspected."""
    return (
        msg("Incomplete run ({status}).", status=run.status.message),
        msg("{done} of {total} images were inspected.", done=run.counts.total, total=run.total),
    )


def headings(content: Content) -> dict[str, str]:
    """HEADINGS in the language of a report."""
    return {name: content.words(words) for name, words in HEADINGS.items()}


def _is_shown(row: ResultRow, data: ReportData) -> bool:
    if row.machine is None:
        return False
    if data.only is not None:
        return row.verdict in data.only
    return row.verdict in _FLAGGED or row.machine in _FLAGGED


def _worst(item: ReportItem) -> tuple[int, float]:
    order = (Verdict.NG, Verdict.REVIEW, Verdict.OK, None)
    return order.index(item.row.verdict), -(item.row.score or 0)
