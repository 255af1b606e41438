"""Remembers how far a training is, so that the next start can tell that it was broken off."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QSettings

from ad_studio.services.training_progress import TrainingStep


@dataclass(frozen=True, slots=True)
class DroppedTraining:
    """A training that was broken off.

    Attributes:
        step: It was at this one.
        noted_at: When that was noted, in UTC.
    """

    step: TrainingStep
    noted_at: datetime


def remember(folder: Path, step: TrainingStep) -> None:
    """Note that a training of a project is at a step, from now on.

    Args:
        folder: The project.
        step: The step.
    """
    QSettings().setValue(_key(folder), f"{step.value} {datetime.now(UTC).isoformat()}")


def forget(folder: Path) -> None:
    """Note that no training of a project goes on."""
    QSettings().remove(_key(folder))


def take(folder: Path) -> DroppedTraining | None:
    """Return the training of a project that was broken off, and forget it; None: there is none."""
    stored = str(QSettings().value(_key(folder), ""))
    forget(folder)
    number, _, noted_at = stored.partition(" ")
    try:
        return DroppedTraining(TrainingStep(int(number)), datetime.fromisoformat(noted_at))
    except ValueError:  # nothing was noted, or something else
        return None


def _key(folder: Path) -> str:
    """Two projects of the same name, in two workspaces, have two keys."""
    return f"training/{hashlib.sha256(str(folder).encode()).hexdigest()}"
