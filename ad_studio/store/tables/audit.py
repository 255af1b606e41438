"""Acknowledgements, actions after images, and the sealed chain of all records."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ad_studio.domain import (
    AcknowledgedBy,
    ActionKind,
)
from ad_studio.store.tables.base import Base, choice
from ad_studio.store.types import (
    PathText,
)


class Acknowledgement(Base):
    """Somebody has taken note that a result is NG."""

    __tablename__ = "acknowledgement"

    id: Mapped[int] = mapped_column(primary_key=True)
    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"), unique=True)
    author: Mapped[str]
    means: Mapped[AcknowledgedBy] = mapped_column(choice(AcknowledgedBy))
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
