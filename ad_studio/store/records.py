"""Input records of the store, and the conversion of its rows to domain objects."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from ad_studio import domain
from ad_studio.domain import (
    LeftOut,
    LeftOutReason,
    QualityHint,
    ResultMaps,
    RunDeletion,
    RunScope,
    SelfCheck,
    Thresholds,
    Verdict,
    VerdictCounts,
)
from ad_studio.ignore_regions import IgnoreVersion
from ad_studio.messages import NOTHING, Message
from ad_studio.store import tables as t


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NewResult:
    """One inspected image on its way into the store: a score with maps, or an error.

    Attributes:
        path: The image file, absolute.
        size: Of the file in bytes; 0 when it could not be read.
        mtime_ns: Its modification time; 0 when it could not be read.
        sha256: Of the bytes that were scored; empty when they could not be read.
        width: Of the original image, upright; 0 when it could not be decoded.
        score: Deviation in sigma, finite; None with an error.
        maps: The deviation maps; None with an error.
        error: Why the image could not be scored, in plain words.
        timings: Milliseconds per stage; "store" (packing for the database) is added on storing.
        reused_from: The earlier result of the same model that the score is of; its maps are copied.
        warning: Why the image may show no part; empty for nothing.
        serial: Of the part; empty where it is not known.
        shift: In which it was inspected; empty where there is none.
        span: The frames of a video or sequence that it stands for; None for an image.
        part_type: The name of the one that the image was taken for, of those of the model; empty
            for none.
    """

    path: Path
    size: int = 0
    mtime_ns: int = 0
    sha256: str = ""
    width: int = 0
    height: int = 0
    score: float | None = None
    maps: ResultMaps | None = None
    error: Message = NOTHING
    timings: Mapping[str, float] = field(default_factory=dict)
    reused_from: int | None = None
    warning: Message = NOTHING
    serial: str = ""
    shift: str = ""
    span: domain.FrameSpan | None = None
    part_type: str = ""

    def __post_init__(self) -> None:
        if (self.score is None) == (not self.error):
            raise ValueError("a result has either a score or an error")
        if self.score is not None and not math.isfinite(self.score):
            raise ValueError("a score must be finite")


@dataclass(frozen=True, slots=True)
class FrameScores:
    """The file with the scores of all frames of a video.

    Attributes:
        path: The file, in the project's folder.
        sha256: Of its bytes.
    """

    path: Path
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTrainingImage:
    """A confirmed part on its way into a training set.

    Attributes:
        role: What it is learned as.
        sha256: Of the bytes.
        result_id: The result that it was confirmed in.
        confirmed_by: Who confirmed it; may be empty.
        confirmed_at: When.
        path: Its copy, relative to the project's folder; None: the file that was inspected.
    """

    role: domain.TrainingRole
    sha256: str
    result_id: int
    confirmed_by: str
    confirmed_at: datetime
    path: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPartType:
    """One of the part types of a model on its way into the store, see `domain.ModelPartType`.

    Attributes:
        path: The copy of its reference, relative to the project's folder.
    """

    number: int
    name: str
    path: Path
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStudyPart:
    """A part on its way into a study, see `domain.StudyPart`."""

    result_id: int
    machine: Verdict
    known: Verdict | None


@dataclass(frozen=True, slots=True)
class KnownScore:
    """The earlier result of a model on an image."""

    result_id: int
    score: float
    width: int
    height: int
    warning: Message = NOTHING


class VerifiedScore(NamedTuple):
    """What a model and a person say about one image.

    Attributes:
        image_id: Of the file: its path and its bytes.
        sha256: Of its bytes; empty if unknown.
        score: Sigma.
        warned: Whether the image has a warning, see `ResultRow.warning`.
    """

    result_id: int
    image_id: int
    sha256: str
    score: float
    human: Verdict
    warned: bool


class ResultColumns(NamedTuple):
    """Results of some runs, in the order they were stored; all columns have one length.

    Values are as they lie in the database: verdicts and marks are their words or None, times are
    text, UTC without zone. Names that cannot be decoded are escaped.
    """

    ids: Sequence[int]
    run_ids: Sequence[int]
    paths: Sequence[str]
    sha256: Sequence[str]
    widths: Sequence[int]
    heights: Sequence[int]
    scores: Sequence[float | None]
    machine: Sequence[str | None]
    human: Sequence[str | None]
    reasons: Sequence[str]
    errors: Sequence[str]
    times: Sequence[str]
    reused_from: Sequence[int | None]
    marks: Sequence[str | None]
    warnings: Sequence[str]


class AuditRecord(NamedTuple):
    """What one write recorded, and where.

    Attributes:
        entry: Number in the audit chain.
        login: Of the system, whoever is named as author.
        computer: Its name.
        clock_back: The clock was behind that of the entry before.
        upto: Highest key by table, after the write.
        state: Stored values of changed rows, by table and key; see `audit_chain.CHANGING`.
        event: What left no row; empty where nothing did.
    """

    entry: int
    created_at: datetime
    login: str
    computer: str
    clock_back: bool
    upto: Mapping[str, int]
    state: Mapping[str, Mapping[int, Sequence[Any] | None]]
    event: Mapping[str, Any]


def project_info(row: t.Project, folder: Path) -> domain.ProjectInfo:
    """Convert the row of the project in a folder."""
    return domain.ProjectInfo(
        name=row.name,
        slug=folder.name,
        noun=row.noun,
        defects=tuple(row.defects),
        folder=folder,
        created_at=row.created_at,
    )


def reference_info(row: t.ReferenceImage, folder: Path) -> domain.ReferenceInfo:
    """Describe a reference image."""
    return domain.ReferenceInfo(
        id=row.id,
        path=folder / row.path,
        source=row.source,
        sha256=row.sha256,
        width=row.width,
        height=row.height,
        hints=tuple(
            QualityHint(Message.from_text(hint["text"]), serious=hint["serious"])
            for hint in row.hints
        ),
        created_at=row.created_at,
        bit_depth=None if row.depth is None else row.depth.bits,
    )


def model_info(row: t.ModelVersion, folder: Path) -> domain.ModelInfo:
    """Describe a trained model."""
    return domain.ModelInfo(
        id=row.id,
        number=row.number,
        detector=row.detector,
        backbone=row.backbone,
        backbone_sha256=row.backbone_sha256,
        training_set_id=row.training_set_id,
        reference_id=row.reference_id,
        folder=folder / row.folder,
        seed=row.seed,
        device=row.device,
        train_seconds=row.train_seconds,
        self_check=SelfCheck(
            reference_score=row.self_check["reference_score"],
            view_scores=tuple(row.self_check["view_scores"]),
            defect_scores=tuple(row.self_check["defect_scores"]),
            left_out_scores=tuple(row.self_check.get("left_out_scores", ())),
        ),
        created_at=row.created_at,
        ignore_id=row.ignore_id,
        files={file.name: file.sha256 for file in row.files},
        bit_depth=None if row.depth is None else row.depth.bits,
        part_types=tuple(one.name for one in row.part_types),
    )


def model_in_force(row: t.ModelInForce) -> domain.ModelInForce:
    """Describe the decision to put a model in force."""
    return domain.ModelInForce(
        id=row.id,
        model_id=row.model_id,
        author=row.author,
        note=row.note,
        created_at=row.created_at,
    )


def training_image(row: t.TrainingImage, path: Path) -> domain.TrainingImage:
    """Describe an image that models learn from, and that lies at a path."""
    return domain.TrainingImage(
        id=row.id,
        role=row.role,
        path=path,
        sha256=row.sha256,
        confirmed_by=row.confirmed_by,
        confirmed_at=row.confirmed_at,
        reference_id=row.reference_id,
        result_id=row.result_id,
    )


def training_set(row: t.TrainingSet, images: Iterable[domain.TrainingImage]) -> domain.TrainingSet:
    """Describe a version of the images that models learn from."""
    return domain.TrainingSet(
        id=row.id,
        number=row.number,
        images=tuple(images),
        author=row.author,
        note=row.note,
        created_at=row.created_at,
    )


def ignore_version(row: t.IgnoreVersion, regions: Iterable[t.IgnoreRegion]) -> IgnoreVersion:
    """Describe a version of a reference's ignore regions."""
    return IgnoreVersion(
        id=row.id,
        reference_id=row.reference_id,
        number=row.number,
        regions=tuple(region.geometry for region in regions),
        author=row.author,
        created_at=row.created_at,
    )


def thresholds(row: t.ThresholdVersion) -> Thresholds:
    """Return what a version of thresholds judges by."""
    return Thresholds(review=row.review, ng=row.ng, size_limit=_size_limit(row))


def _size_limit(row: t.ThresholdVersion) -> domain.SizeLimit | None:
    of_all = row.size_limit
    zones = tuple(domain.Zone(zone.name, zone.geometry, zone.mm2) for zone in row.zones)
    if of_all is None and not zones:
        return None
    pixel_mm = row.zones[0].pixel_mm if of_all is None else of_all.pixel_mm
    return domain.SizeLimit(0.0 if of_all is None else of_all.mm2, pixel_mm, zones)


def threshold_version(row: t.ThresholdVersion) -> domain.ThresholdVersion:
    """Describe a committed pair of thresholds."""
    return domain.ThresholdVersion(
        id=row.id,
        model_id=row.model_id,
        thresholds=thresholds(row),
        basis=row.basis,
        author=row.author,
        note=row.note,
        created_at=row.created_at,
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of the results of a run."""

    counts: VerdictCounts = field(default_factory=VerdictCounts)
    reused: int = 0


def run_scope(row: t.InspectionRun) -> RunScope:
    """Describe what a run takes in."""
    return RunScope((row.folder,)) if row.scope is None else RunScope.from_json(row.scope)


def left_out_json(groups: Iterable[LeftOut]) -> list[dict[str, object]]:
    """Return what a run did not look at as it is stored."""
    return [
        {**asdict(group), "examples": [str(path) for path in group.examples]} for group in groups
    ]


def left_out(row: t.InspectionRun) -> tuple[LeftOut, ...]:
    """Describe what a run did not look at."""
    return tuple(
        LeftOut(
            reason=LeftOutReason(group["reason"]),
            ending=group["ending"],
            count=group["count"],
            images=group["images"],
            examples=tuple(Path(path) for path in group["examples"]),
        )
        for group in row.left_out or ()
    )


def run_info(
    row: t.InspectionRun, tally: Tally, deletion: t.RunDeletion | None = None
) -> domain.RunInfo:
    """Describe a run."""
    return domain.RunInfo(
        id=row.id,
        model_id=row.model_id,
        folder=row.folder,
        lot=row.lot,
        operator=row.operator,
        station=row.station,
        status=row.status,
        total=row.total,
        counts=tally.counts,
        started_at=row.started_at,
        finished_at=row.finished_at,
        scope=run_scope(row),
        reused=tally.reused,
        deletion=None
        if deletion is None
        else RunDeletion(deletion.author, deletion.reason, deletion.created_at),
        left_out=left_out(row),
        serial="" if row.trace is None else row.trace.serial,
        shift="" if row.trace is None else row.trace.shift,
    )


def setting_version(row: t.SettingVersion) -> domain.SettingVersion:
    """Describe what a project was set to."""
    return domain.SettingVersion(
        id=row.id,
        name=row.name,
        value=row.value,
        author=row.author,
        created_at=row.created_at,
    )


def acknowledgement(row: t.Acknowledgement) -> domain.Acknowledgement:
    """Describe that somebody took note of an NG part."""
    return domain.Acknowledgement(
        id=row.id,
        result_id=row.result_id,
        author=row.author,
        means=row.means,
        created_at=row.created_at,
    )


def verdict_event(row: t.VerdictEvent) -> domain.VerdictEvent:
    """Describe an entry of the audit trail."""
    return domain.VerdictEvent(
        id=row.id,
        result_id=row.result_id,
        source=row.source,
        old=row.old,
        new=row.new,
        author=row.author,
        reason=row.reason,
        model_id=row.model_id,
        threshold_id=row.threshold_id,
        sha256=row.sha256,
        created_at=row.created_at,
        undoes_id=row.undoes_id,
        redoes_id=row.redoes_id,
        human=row.human,
        mark=row.mark,
    )
