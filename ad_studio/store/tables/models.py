"""Training sets, models and their thresholds."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ad_studio.domain import (
    Basis,
    TrainingRole,
)
from ad_studio.drawn_regions import DrawnRegion
from ad_studio.store.tables.base import Base
from ad_studio.store.types import (
    InnerName,
    InnerPath,
)

if TYPE_CHECKING:
    from ad_studio.store.tables.project import ReferenceDepth


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
