"""Images, results, maps, limited scores and verdict events."""

from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Computed, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ad_studio.domain import (
    Mark,
    Source,
    Verdict,
)
from ad_studio.messages import Message
from ad_studio.store.tables.base import Base
from ad_studio.store.types import (
    PathText,
)


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
