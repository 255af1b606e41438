"""The project, its reference, ignore regions, settings and people."""

from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ad_studio.domain import (
    Role,
)
from ad_studio.drawn_regions import DrawnRegion
from ad_studio.store.tables.base import Base, choice
from ad_studio.store.types import (
    InnerPath,
    PathText,
)


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


class SettingVersion(Base):
    """What a project was set to in one respect, named so; the newest row of a name counts."""

    __tablename__ = "setting_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    value: Mapped[dict[str, Any]]
    author: Mapped[str]
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
