"""The tables of a project database.

Migrations in `ad_studio.store.migrations` create them; a test holds both to the same schema.
Triggers refuse to delete or replace a row and to change a column. The exceptions are: name, noun
and defects of the project; status, end, total and left-out files of a run; what was last seen of an
image's file; what a result repeats of its events. The maps of a deleted run are freed.

Import as `from ad_studio.store import tables as t`: some names are also names of domain types.
"""

from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, MetaData, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from ad_studio.domain import (
    AcknowledgedBy,
    ActionKind,
    Basis,
    Mark,
    Role,
    RunStatus,
    Source,
    TrainingRole,
    Verdict,
)
from ad_studio.drawn_regions import DrawnRegion
from ad_studio.messages import Message
from ad_studio.store.types import (
    BasisText,
    FiniteNumber,
    InnerName,
    InnerPath,
    JsonOf,
    MessageText,
    PackedTexts,
    PathText,
    RegionJson,
    UtcDateTime,
    WholeNumber,
    Words,
)


def choice(kind: type[Enum]) -> sa.Enum:
    """Return a text column type that holds an enum's values.

    The type refuses other values; a CHECK in the database as well would cost a quarter of the
    time of judging a large run again.
    """
    return sa.Enum(
        kind,
        native_enum=False,
        length=16,
        values_callable=lambda members: [str(member.value) for member in members],
    )


class Base(DeclarativeBase):
    """Base of all tables; constraint names are fixed, so that migrations can refer to them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012
        datetime: UtcDateTime,
        Basis: BasisText,
        DrawnRegion: RegionJson,
        Message: MessageText,
        str: Words,
        int: WholeNumber,
        float: FiniteNumber,
        list[Any]: JsonOf(list),
        dict[str, Any]: JsonOf(dict),
        Mark: choice(Mark),
        RunStatus: choice(RunStatus),
        Source: choice(Source),
        TrainingRole: choice(TrainingRole),
        Verdict: choice(Verdict),
    }


class Project(Base):
    """The inspected part type; one row. The slug is the folder's name, so it is not stored."""

    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    noun: Mapped[str]
    defects: Mapped[list[Any]]
    created_at: Mapped[datetime]


class ReferenceImage(Base):
    """A normal image, copied into the project; the newest row counts."""

    __tablename__ = "reference_image"

    id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[Path] = mapped_column(InnerPath)
    source: Mapped[Path] = mapped_column(PathText)
    sha256: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    hints: Mapped[list[Any]]
    created_at: Mapped[datetime]
    depth: Mapped["ReferenceDepth | None"] = relationship(lazy="joined")


class ReferenceDepth(Base):
    """The bit depth that a person gave with a reference image; no row where nobody did."""

    __tablename__ = "reference_depth"

    reference_id: Mapped[int] = mapped_column(ForeignKey("reference_image.id"), primary_key=True)
    bits: Mapped[int]


class IgnoreVersion(Base):
    """A set of ignore regions of a reference image, maybe an empty one; the newest row counts."""

    __tablename__ = "ignore_version"
    __table_args__ = (UniqueConstraint("reference_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reference_id: Mapped[int] = mapped_column(ForeignKey("reference_image.id"))
    number: Mapped[int]
    author: Mapped[str]
    created_at: Mapped[datetime]


class IgnoreRegion(Base):
    """An area of the image that is never scored, of one version; in the order they were drawn."""

    __tablename__ = "ignore_region"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("ignore_version.id"), index=True)
    geometry: Mapped[DrawnRegion]


class TrainingImage(Base):
    """An image that models learn from, and who set or confirmed it.

    `path` is a copy inside the project; NULL: the file is that of the result.
    """

    __tablename__ = "training_image"
    __table_args__ = (CheckConstraint("path IS NOT NULL OR result_id IS NOT NULL", name="file"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[TrainingRole]
    path: Mapped[Path | None] = mapped_column(InnerPath)
    sha256: Mapped[str]
    reference_id: Mapped[int | None] = mapped_column(ForeignKey("reference_image.id"))
    result_id: Mapped[int | None] = mapped_column(ForeignKey("result.id"))
    confirmed_by: Mapped[str]
    confirmed_at: Mapped[datetime]


class TrainingSet(Base):
    """A version of the images that models learn from; the newest row counts."""

    __tablename__ = "training_set"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    author: Mapped[str]
    note: Mapped[str]
    created_at: Mapped[datetime]


class TrainingSetImage(Base):
    """An image is in a version of the training set."""

    __tablename__ = "training_set_image"

    set_id: Mapped[int] = mapped_column(ForeignKey("training_set.id"), primary_key=True)
    image_id: Mapped[int] = mapped_column(ForeignKey("training_image.id"), primary_key=True)


class ModelVersion(Base):
    """A trained model: a folder `models/<number>/`."""

    __tablename__ = "model_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    reference_id: Mapped[int] = mapped_column(ForeignKey("reference_image.id"))
    detector: Mapped[str]
    backbone: Mapped[str]
    backbone_sha256: Mapped[str]
    folder: Mapped[Path] = mapped_column(InnerPath)
    seed: Mapped[int]
    device: Mapped[str]
    train_seconds: Mapped[float]
    self_check: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    ignore_id: Mapped[int | None] = mapped_column(ForeignKey("ignore_version.id"))
    # Never NULL, but SQLite cannot add a column that says so.
    training_set_id: Mapped[int] = mapped_column(ForeignKey("training_set.id"), nullable=True)
    files: Mapped[list["ModelFile"]] = relationship(lazy="selectin", order_by="ModelFile.name")
    part_types: Mapped[list["ModelPartType"]] = relationship(
        lazy="selectin", order_by="ModelPartType.number"
    )
    depth: Mapped["ReferenceDepth | None"] = relationship(
        primaryjoin="foreign(ReferenceDepth.reference_id) == ModelVersion.reference_id",
        viewonly=True,
        lazy="joined",
    )


class ModelFile(Base):
    """A file in the folder of a model, as it was when the model was stored."""

    __tablename__ = "model_file"

    model_id: Mapped[int] = mapped_column(ForeignKey("model_version.id"), primary_key=True)
    name: Mapped[str] = mapped_column(InnerName, primary_key=True)
    sha256: Mapped[str]


class ModelPartType(Base):
    """One of the part types that a model knows; no row for a model of the project's own type alone.

    `path` is a copy of its reference inside the project; `number` is 0 for the project's own type.
    """

    __tablename__ = "model_part_type"
    __table_args__ = (UniqueConstraint("model_id", "number"), UniqueConstraint("model_id", "name"))

    id: Mapped[int] = mapped_column(primary_key=True)
    model_id: Mapped[int] = mapped_column(ForeignKey("model_version.id"))
    number: Mapped[int]
    name: Mapped[str]
    path: Mapped[Path] = mapped_column(InnerPath)
    sha256: Mapped[str]


class ModelInForce(Base):
    """A model was put in force; the newest row counts.

    `author` is empty where nobody decided it: a project's first model is in force at once.
    """

    __tablename__ = "model_in_force"

    id: Mapped[int] = mapped_column(primary_key=True)
    model_id: Mapped[int] = mapped_column(ForeignKey("model_version.id"))
    author: Mapped[str]
    note: Mapped[str]
    created_at: Mapped[datetime]


class ThresholdVersion(Base):
    """A committed pair of thresholds of a model; the newest row of a model counts."""

    __tablename__ = "threshold_version"
    __table_args__ = (CheckConstraint("0 < review AND review <= ng", name="order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    model_id: Mapped[int] = mapped_column(ForeignKey("model_version.id"), index=True)
    review: Mapped[float]
    ng: Mapped[float]
    basis: Mapped[Basis]
    author: Mapped[str]
    note: Mapped[str]
    created_at: Mapped[datetime]
    size_limit: Mapped["SizeLimit | None"] = relationship(lazy="joined", viewonly=True)
    zones: Mapped[list["SizeZone"]] = relationship(
        lazy="selectin", viewonly=True, order_by="SizeZone.id"
    )


class SizeLimit(Base):
    """How large a region must be for NG by a version of thresholds; no row for any size."""

    __tablename__ = "size_limit"
    __table_args__ = (CheckConstraint("0 < mm2 AND 0 < pixel_mm", name="above_0"),)

    threshold_id: Mapped[int] = mapped_column(ForeignKey("threshold_version.id"), primary_key=True)
    mm2: Mapped[float]
    pixel_mm: Mapped[float]


class SizeZone(Base):
    """A zone with a size limit of its own, of a version of thresholds.

    `pixel_mm` is the same in all zones of a version, and in
    its size limit.
    """

    __tablename__ = "size_zone"
    __table_args__ = (
        UniqueConstraint("threshold_id", "name"),
        CheckConstraint("0 <= mm2 AND 0 < pixel_mm", name="sizes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    threshold_id: Mapped[int] = mapped_column(ForeignKey("threshold_version.id"))
    name: Mapped[str]
    mm2: Mapped[float]
    pixel_mm: Mapped[float]
    geometry: Mapped[DrawnRegion]


class InspectionRun(Base):
    """One pass over folders with one model.

    `scope` is a `domain.RunScope` as JSON; NULL in runs of schema 0001: `folder` alone. `left_out`
    is a list of `domain.LeftOut`; NULL until the run ends, and in runs before schema 0007.
    """

    __tablename__ = "inspection_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    model_id: Mapped[int] = mapped_column(ForeignKey("model_version.id"), index=True)
    folder: Mapped[Path] = mapped_column(PathText)
    lot: Mapped[str]
    operator: Mapped[str]
    station: Mapped[str]
    status: Mapped[RunStatus]
    total: Mapped[int]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    scope: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    left_out: Mapped[list[Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    trace: Mapped["RunTrace | None"] = relationship(lazy="joined", viewonly=True)


class RunImages(Base):
    """The image files that a run took in when it began, in the order of inspection.

    Frames of image sequences count as images. No row where the files were not known then (watched
    folders, other sources), where there are videos alone, and in runs before schema 0024.
    """

    __tablename__ = "run_images"

    run_id: Mapped[int] = mapped_column(ForeignKey("inspection_run.id"), primary_key=True)
    paths: Mapped[list[str]] = mapped_column(PackedTexts)


class SettingVersion(Base):
    """What a project was set to in one respect, named so; the newest row of a name counts."""

    __tablename__ = "setting_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    value: Mapped[dict[str, Any]]
    author: Mapped[str]
    created_at: Mapped[datetime]


class RunTrace(Base):
    """The serial and the shift that were given for all images of a run; no row for neither."""

    __tablename__ = "run_trace"

    run_id: Mapped[int] = mapped_column(ForeignKey("inspection_run.id"), primary_key=True)
    serial: Mapped[str]
    shift: Mapped[str]


class ResultTrace(Base):
    """The serial of the part on an image, and the shift in which it was inspected.

    No row where neither is known.
    """

    __tablename__ = "result_trace"

    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"), primary_key=True)
    serial: Mapped[str]
    shift: Mapped[str]


class ResultFrames(Base):
    """The frames of a video or image sequence that a result stands for; see `domain.FrameSpan`.

    No row where a result is of an image.
    """

    __tablename__ = "result_frames"

    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"), primary_key=True)
    video: Mapped[Path] = mapped_column(PathText)
    video_sha256: Mapped[str]
    is_event: Mapped[bool]
    start: Mapped[float]
    end: Mapped[float]
    shown: Mapped[float]
    frames: Mapped[int]
    raw: Mapped[float]


class ResultPartType(Base):
    """The part type that an image was taken for; no row where it is none that the model knows."""

    __tablename__ = "result_part_type"

    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"), primary_key=True)
    type_id: Mapped[int] = mapped_column(ForeignKey("model_part_type.id"))


class RunDeletion(Base):
    """A run that is out of the lists, and who wanted it."""

    __tablename__ = "run_deletion"

    run_id: Mapped[int] = mapped_column(ForeignKey("inspection_run.id"), primary_key=True)
    author: Mapped[str]
    reason: Mapped[str]
    created_at: Mapped[datetime]


class Image(Base):
    """A file as it once was: the same path with other bytes is another row.

    The path is absolute; that of a picture of a video's frame is relative to the project's folder.
    """

    __tablename__ = "image"
    __table_args__ = (UniqueConstraint("path", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[Path] = mapped_column(PathText)
    sha256: Mapped[str]
    size: Mapped[int]
    mtime_ns: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]


class Result(Base):
    """One image in one run.

    `machine`, `human`, `human_reason` and `mark` repeat the latest verdict event of the result, so
    that counting and filtering stay indexed SQL; they change only together with a new event.
    `reused_from` is the result of an earlier run whose score and maps were copied. `warning` says
    why the image may show no part; its machine verdict is REVIEW at least.
    """

    __tablename__ = "result"
    __table_args__ = (
        UniqueConstraint("run_id", "image_id"),
        Index(None, "run_id", "score"),
        Index(None, "run_id", "verdict"),
        Index("ix_result_taken_over", "run_id", sqlite_where=sa.text("taken_from IS NOT NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("inspection_run.id"))
    image_id: Mapped[int] = mapped_column(ForeignKey("image.id"), index=True)
    score: Mapped[float | None]
    machine: Mapped[Verdict | None]
    human: Mapped[Verdict | None]
    verdict: Mapped[Verdict | None] = mapped_column(
        Computed("coalesce(human, machine)", persisted=False)
    )
    human_reason: Mapped[str]
    error: Mapped[Message]
    timings: Mapped[dict[str, Any]]
    inspected_at: Mapped[datetime]
    reused_from: Mapped[int | None] = mapped_column("taken_from", ForeignKey("result.id"))
    mark: Mapped[Mark | None]
    warning: Mapped[Message] = mapped_column(server_default=sa.text("''"))


class SupersededResult(Base):
    """The file of a result was read again in the same run, and the later result counts."""

    __tablename__ = "superseded_result"

    id: Mapped[int] = mapped_column(primary_key=True)
    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"), unique=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("result.id"), unique=True)


class ResultMap(Base):
    """The deviation maps of a result, apart from it so that scans over results stay short."""

    __tablename__ = "result_map"

    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"), primary_key=True)
    blob: Mapped[bytes]


class LimitedScore(Base):
    """The highest deviation at which a result has a region of an area in square pixels.

    Measured on its stored maps where thresholds with a size limit ask for it; no row: the score of
    the result alone counts.
    """

    __tablename__ = "limited_score"
    __table_args__ = (UniqueConstraint("result_id", "area"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"))
    area: Mapped[float]
    score: Mapped[float]


class ZonedScore(Base):
    """The same as `LimitedScore` by a limit with zones.

    `limit_sha256` is the `key` of the `domain.SizeLimit`.
    """

    __tablename__ = "zoned_score"
    __table_args__ = (UniqueConstraint("result_id", "limit_sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"))
    limit_sha256: Mapped[str]
    score: Mapped[float]


class VerdictEvent(Base):
    """The audit trail.

    `old` and `new` are effective verdicts; `machine`, `human`, `human_reason` and `mark` are the
    whole state after the event, which is what an undo goes back to. A redo takes an undo back; it
    counts as an action that can be undone in its turn.
    """

    __tablename__ = "verdict_event"
    __table_args__ = (
        Index("ix_verdict_event_by_human", "id", sqlite_where=sa.text("source = 'human'")),
        Index(
            "uq_verdict_event_undoes_id",
            "undoes_id",
            unique=True,
            sqlite_where=sa.text("undoes_id IS NOT NULL"),
        ),
        Index(
            "uq_verdict_event_redoes_id",
            "redoes_id",
            unique=True,
            sqlite_where=sa.text("redoes_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"), index=True)
    source: Mapped[Source]
    old: Mapped[Verdict | None]
    new: Mapped[Verdict | None]
    machine: Mapped[Verdict | None]
    human: Mapped[Verdict | None]
    human_reason: Mapped[str]
    author: Mapped[str]
    reason: Mapped[str]
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("verdict_event.id"))
    model_id: Mapped[int] = mapped_column(ForeignKey("model_version.id"))
    threshold_id: Mapped[int] = mapped_column(ForeignKey("threshold_version.id"))
    sha256: Mapped[str]
    created_at: Mapped[datetime]
    mark: Mapped[Mark | None]
    redoes_id: Mapped[int | None] = mapped_column(ForeignKey("verdict_event.id"))


class ChallengeSample(Base):
    """An image of a part of which it is known what it is, copied into the project."""

    __tablename__ = "challenge_sample"

    id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[Path] = mapped_column(InnerPath)
    source: Mapped[Path] = mapped_column(PathText)
    sha256: Mapped[str]
    expected: Mapped[Verdict]
    author: Mapped[str]
    created_at: Mapped[datetime]


class ChallengeRemoval(Base):
    """A sample is out of the set, and who wanted it."""

    __tablename__ = "challenge_removal"

    id: Mapped[int] = mapped_column(primary_key=True)
    sample_id: Mapped[int] = mapped_column(ForeignKey("challenge_sample.id"), unique=True)
    author: Mapped[str]
    reason: Mapped[str]
    created_at: Mapped[datetime]


class Challenge(Base):
    """All samples were inspected once."""

    __tablename__ = "challenge"

    id: Mapped[int] = mapped_column(primary_key=True)
    model_id: Mapped[int] = mapped_column(ForeignKey("model_version.id"))
    threshold_id: Mapped[int] = mapped_column(ForeignKey("threshold_version.id"))
    passed: Mapped[bool]
    author: Mapped[str]
    created_at: Mapped[datetime]
    results: Mapped[list["ChallengeResult"]] = relationship(
        lazy="selectin", order_by="ChallengeResult.id"
    )


class ChallengeResult(Base):
    """What the machine said about one sample in one challenge."""

    __tablename__ = "challenge_result"

    id: Mapped[int] = mapped_column(primary_key=True)
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id"), index=True)
    sample_id: Mapped[int] = mapped_column(ForeignKey("challenge_sample.id"))
    score: Mapped[float | None]
    verdict: Mapped[Verdict | None]
    error: Mapped[Message]
    sample: Mapped["ChallengeSample"] = relationship(lazy="joined")


class Study(Base):
    """A plan: who judges which parts of a run, and how many times."""

    __tablename__ = "study"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    run_id: Mapped[int] = mapped_column(ForeignKey("inspection_run.id"))
    seed: Mapped[int]
    rounds: Mapped[int]
    inspectors: Mapped[list[Any]]
    author: Mapped[str]
    created_at: Mapped[datetime]
    parts: Mapped[list["StudyPart"]] = relationship(lazy="selectin", order_by="StudyPart.id")


class StudyPart(Base):
    """A part that is judged in a study; what is known of it, and the machine's verdict, then."""

    __tablename__ = "study_part"
    __table_args__ = (UniqueConstraint("study_id", "result_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id"))
    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"))
    machine: Mapped[Verdict]
    known: Mapped[Verdict | None]


class StudyAnswer(Base):
    """What an inspector said about a part in one round of a study; no verdict of its run."""

    __tablename__ = "study_answer"
    __table_args__ = (UniqueConstraint("part_id", "inspector", "round"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("study_part.id"))
    inspector: Mapped[str]
    round: Mapped[int]
    verdict: Mapped[Verdict]
    created_at: Mapped[datetime]


class Acknowledgement(Base):
    """Somebody has taken note that a result is NG."""

    __tablename__ = "acknowledgement"

    id: Mapped[int] = mapped_column(primary_key=True)
    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"), unique=True)
    author: Mapped[str]
    means: Mapped[AcknowledgedBy] = mapped_column(choice(AcknowledgedBy))
    created_at: Mapped[datetime]


class OperatorVersion(Base):
    """What holds for a person on the list of operators; the newest row of a name counts.

    `pin` is what the PIN is compared with, never the PIN itself.
    """

    __tablename__ = "operator_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    role: Mapped[Role] = mapped_column(choice(Role))
    pin: Mapped[str]
    is_active: Mapped[bool]
    author: Mapped[str]
    created_at: Mapped[datetime]


class SignIn(Base):
    """Somebody has signed in under a name, or has failed to."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    succeeded: Mapped[bool]
    created_at: Mapped[datetime]


class ActionDone(Base):
    """Something was done after a result: its file was moved or copied, a line or message written.

    `place` is where the file lies since, or its copy; NULL where no file is meant.
    """

    __tablename__ = "action_done"
    __table_args__ = (UniqueConstraint("result_id", "action"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"))
    action: Mapped[ActionKind] = mapped_column(choice(ActionKind))
    place: Mapped[Path | None] = mapped_column(PathText)
    created_at: Mapped[datetime]


class AuditEntry(Base):
    """An entry of the audit chain; see `audit_chain`.

    `login` and `computer` are what the system says, whoever is named as author. `clock_back`: the
    clock was behind that of the entry before.
    """

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str]
    login: Mapped[str]
    computer: Mapped[str]
    created_at: Mapped[datetime]
    clock_back: Mapped[bool]
    previous: Mapped[str]
    sha256: Mapped[str] = mapped_column(unique=True)
