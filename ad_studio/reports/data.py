"""What a report says, gathered by the services; the writers only lay it out."""

import base64
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from ad_studio.domain import (
    AuditHead,
    Challenge,
    ModelInfo,
    ProjectInfo,
    ReferenceInfo,
    ResultRow,
    RunInfo,
    ThresholdVersion,
    Trends,
    Verdict,
    VerdictEvent,
)
from ad_studio.ignore_regions import IgnoreVersion
from ad_studio.messages import NOTHING, Message
from ad_studio.reports.language import ENGLISH, Language


@dataclass(frozen=True, slots=True)
class Picture:
    """An encoded image to embed.

    Attributes:
        data: The bytes of the image file.
        media_type: "image/jpeg" or "image/png".
        width: In pixels.
        height: In pixels.
    """

    data: bytes
    media_type: str
    width: int
    height: int

    @property
    def uri(self) -> str:
        """The picture as a data URI."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.data).decode()}"


@dataclass(frozen=True, slots=True)
class ItemPictures:
    """One inspected image, twice.

    Attributes:
        bare: As the camera saw it.
        heat: The same with the deviation laid over; None if there is no map.
    """

    bare: Picture
    heat: Picture | None


@dataclass(frozen=True, slots=True)
class Region:
    """A part of an image that deviates by the review threshold or more; lengths in its pixels.

    Attributes:
        left: Of the box around it, from the left edge of the image.
        top: Of the box, from the upper edge.
        width: Of the box.
        height: Of the box.
        share: Of the image's area, 0 to 1.
        peak: The highest deviation in it, sigma.
        zone: By whose size limit it counts; empty outside of all zones.
    """

    left: int
    top: int
    width: int
    height: int
    share: float
    peak: float
    zone: str = ""


@dataclass(frozen=True, slots=True)
class ReportItem:
    """One inspected image. What takes time or memory is made when a report needs it.

    Attributes:
        row: What was found.
        pictures: Makes the pictures; raises an AdStudioError when the image file is missing or is
            not the one that was inspected.
        thumbnail: Makes a small picture with heat; raises as `pictures`.
        regions: Finds the regions that deviate, highest peak first.
        said: What the human verdict or mark that stands comes from; None if nobody said anything.
        said_on: The thresholds that were in force then.
        shortfall: Finds which region comes nearest to the size that its zone asks for, and says
            so; empty where that is not known.
    """

    row: ResultRow
    pictures: Callable[[], ItemPictures]
    thumbnail: Callable[[], Picture]
    regions: Callable[[], Sequence[Region]]
    said: VerdictEvent | None = None
    said_on: ThresholdVersion | None = None
    shortfall: Callable[[], Message] = lambda: NOTHING

    def machine(self, now: ThresholdVersion) -> tuple[Verdict | None, int]:
        """The machine's verdict that a person saw, else the one of now; and its threshold version.

        Args:
            now: The thresholds in force.
        """
        row = self.row
        if self.said_on is None or row.score is None:
            return row.machine, now.id
        seen = self.said_on.thresholds
        verdict = seen.verdict(
            row.score, limited=seen.limited(row.limited), warned=bool(row.warning)
        )
        return verdict, self.said_on.id

    def size_reason(self, now: ThresholdVersion) -> Message:
        """Why the verdict of `machine` is REVIEW although the score reaches NG; empty else."""
        seen = now if self.said_on is None else self.said_on
        return seen.thresholds.size_reason(self.row.score, self.row.limited)


@dataclass(frozen=True, slots=True)
class ScaleMark:
    """One mark on the colour scale.

    Attributes:
        sigma: The deviation in sigma.
        fraction: Its place on the scale, 0 to 1.
        label: "REVIEW", "NG", or empty at an end of the scale.
        place: Where the middle of its words stands, 0 to 1: no words cover others.
    """

    sigma: float
    fraction: float
    label: str
    place: float


@dataclass(frozen=True, slots=True)
class Scale:
    """The one colour scale of all heat in the report, from 0 sigma on the left.

    Attributes:
        strip: Its colours from left to right.
        marks: From left to right, both ends included.
    """

    strip: Picture
    marks: tuple[ScaleMark, ...]

    @property
    def top(self) -> float:
        """The deviation in sigma at the right end."""
        return self.marks[-1].sigma


@dataclass(frozen=True, slots=True)
class ReportData:
    """Everything that a report of one run says.

    Attributes:
        reference: The image that the model was trained on.
        reference_picture: The same to look at; None if its file cannot be read or was changed.
        ignored: The ignore regions that the model applies, hatched in the pictures; None for none.
        ignored_share: How much of the image they cover, 0 to 1.
        ignored_stays: Whether the model finds parts at any angle, which the regions do not follow.
        learned: How many parts beside the reference the model learned from.
        thresholds: Those that the machine's verdicts in `items` follow.
        run: Its counts cover the whole run, whatever `only` leaves out.
        items: The images in the report; `only` has been applied to the scored ones.
        only: The verdicts that were asked for; None for all.
        events: Reads the verdicts of machine and people on the images of the run, oldest first;
            those on images that are not in `items`, too.
        program: Name and version of what wrote the report.
        audit_head: The newest entry of the project's audit chain then.
        logo: What the user chose to stand at the top.
        trends: Of all runs of the project, where they were asked for.
        challenge: The latest challenge of the model before the run; None where there was none.
        zones_stay: Whether the model finds parts at any angle, which its zones do not follow.
        pixel_mm: The side of a pixel on the part; None where it is not known.
        language: Of the words; tables for other programs are in English.
    """

    project: ProjectInfo
    reference: ReferenceInfo
    reference_picture: Picture | None
    model: ModelInfo
    learned: int
    thresholds: ThresholdVersion
    run: RunInfo
    scale: Scale
    items: Sequence[ReportItem]
    only: frozenset[Verdict] | None
    events: Callable[[], Sequence[VerdictEvent]]
    program: str
    ignored: IgnoreVersion | None = None
    ignored_share: float = 0.0
    ignored_stays: bool = False
    audit_head: AuditHead | None = None
    logo: Picture | None = None
    trends: Trends | None = None
    challenge: Challenge | None = None
    zones_stay: bool = False
    pixel_mm: float | None = None
    language: Language = ENGLISH

    @property
    def as_of(self) -> datetime:
        """When what the report says was last changed: the same for the same state."""
        run = self.run
        return self.audit_head.created_at if self.audit_head else run.finished_at or run.started_at


def goes_in(row: ResultRow, only: Collection[Verdict] | None) -> bool:
    """Whether a report of some verdicts (None: all) has an image.

    What could not be scored has no verdict, and is never left out.
    """
    return only is None or row.verdict in only or row.machine is None
