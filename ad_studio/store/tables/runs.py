"""Runs, and what each took in."""

from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ad_studio.domain import (
    RunStatus,
)
from ad_studio.store.tables.base import Base
from ad_studio.store.types import (
    PackedTexts,
    PathText,
)


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


class RunTrace(Base):
    """The serial and the shift that were given for all images of a run; no row for neither."""

    __tablename__ = "run_trace"

    run_id: Mapped[int] = mapped_column(ForeignKey("inspection_run.id"), primary_key=True)
    serial: Mapped[str]
    shift: Mapped[str]


class RunDeletion(Base):
    """A run that is out of the lists, and who wanted it."""

    __tablename__ = "run_deletion"

    run_id: Mapped[int] = mapped_column(ForeignKey("inspection_run.id"), primary_key=True)
    author: Mapped[str]
    reason: Mapped[str]
    created_at: Mapped[datetime]
