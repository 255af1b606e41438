"""One portable folder per project: SQLite database, references, models; knows no torch, no Qt."""

from ad_studio.store.project_store import ProjectStore
from ad_studio.store.records import (
    FrameScores,
    KnownScore,
    NewPartType,
    NewResult,
    NewStudyPart,
    NewTrainingImage,
    VerifiedScore,
)

__all__ = [
    "FrameScores",
    "KnownScore",
    "NewPartType",
    "NewResult",
    "NewStudyPart",
    "NewTrainingImage",
    "ProjectStore",
    "VerifiedScore",
]
