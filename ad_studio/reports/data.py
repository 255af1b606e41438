"""What a report says, gathered by the services; the writers only lay it out."""

import base64
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from ad_studio.domain import (
    AuditHead,
    ModelInfo,
    ProjectInfo,
    ReferenceInfo,
    ResultRow,
    RunInfo,
    ThresholdVersion,
    Verdict,
    VerdictEvent,
)
from ad_studio.ignore_regions import IgnoreVersion


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
class ReportItem:
    """One inspected image.

    Attributes:
        row: What was found.
        pictures: Makes the pictures when the report needs them; raises an AdStudioError when the
            image file is missing or is not the one that was inspected.
        said: What the human verdict or mark that stands comes from; None if nobody said anything.
        said_on: The thresholds that were in force then.
    """

    row: ResultRow
    pictures: Callable[[], ItemPictures]
    said: VerdictEvent | None = None
    said_on: ThresholdVersion | None = None


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
        thresholds: Those that the machine's verdicts in `items` follow.
        run: Its counts cover the whole run, whatever `only` leaves out.
        items: The images in the report; `only` has been applied to the scored ones.
        only: The verdicts that were asked for; None for all.
        program: Name and version of what wrote the report.
        created_at: When it was written.
        audit_head: The newest entry of the project's audit chain then.
    """

    project: ProjectInfo
    reference: ReferenceInfo
    reference_picture: Picture | None
    model: ModelInfo
    thresholds: ThresholdVersion
    run: RunInfo
    scale: Scale
    items: Sequence[ReportItem]
    only: frozenset[Verdict] | None
    program: str
    created_at: datetime
    ignored: IgnoreVersion | None = None
    ignored_share: float = 0.0
    audit_head: AuditHead | None = None


def goes_in(row: ResultRow, only: Collection[Verdict] | None) -> bool:
    """Whether a report of some verdicts (None: all) has an image.

    What could not be scored has no verdict, and is never left out.
    """
    return only is None or row.verdict in only or row.machine is None
