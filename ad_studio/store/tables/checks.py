"""Challenges and agreement studies."""

from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ad_studio.domain import (
    Verdict,
)
from ad_studio.messages import Message
from ad_studio.store.tables.base import Base
from ad_studio.store.types import (
    InnerPath,
    PathText,
)


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
