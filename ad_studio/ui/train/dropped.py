"""Remembers how far a training is, so that the next start can tell that it was broken off."""

from PySide6.QtCore import QSettings

from ad_studio.services.training_progress import TrainingStep


def remember(slug: str, step: TrainingStep) -> None:
    """Note that a training of a project is at a step.

    Args:
        slug: The project.
        step: The step.
    """
    QSettings().setValue(_key(slug), step.value)


def forget(slug: str) -> None:
    """Note that no training of a project goes on."""
    QSettings().remove(_key(slug))


def take(slug: str) -> TrainingStep | None:
    """Return the step at which a training of a project was broken off, and forget it."""
    stored = str(QSettings().value(_key(slug), ""))
    forget(slug)
    known = {str(step.value): step for step in TrainingStep}
    return known.get(stored)


def _key(slug: str) -> str:
    return f"training/{slug}"
