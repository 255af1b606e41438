"""The images that a project's models learn from, in versions; see `domain.TrainingSet`."""

from dataclasses import dataclass
from pathlib import Path

from ad_studio.domain import (
    ModelPartType,
    ReferenceInfo,
    TrainingImage,
    TrainingRole,
    TrainingSet,
    TrainingSetSummary,
)
from ad_studio.errors import ImageError
from ad_studio.imaging.hashing import read_hashed
from ad_studio.messages import Message, msg
from ad_studio.services.projects.project import Project
from ad_studio.services.results.queries import result


@dataclass(frozen=True, slots=True)
class LearnedPart:
    """A part that training learns from.

    Attributes:
        image: What is learned from.
        inspected: The file that was inspected and confirmed.
    """

    image: TrainingImage
    inspected: Path


def current(project: Project) -> TrainingSet | None:
    """Return what training would learn from; None before a reference is set."""
    return project.store.training_sets.current()


def parts(project: Project) -> list[LearnedPart]:
    """List what training would learn from beside the reference, in the order in which it came."""
    learned = current(project)
    found = [] if learned is None else learned.images
    return [
        LearnedPart(image, result(project, image.result_id).path)
        for image in found
        if image.result_id is not None
    ]


def of_model(project: Project, model_id: int) -> TrainingSet:
    """Return what a model learned from.

    Raises:
        ProjectError: There is no such model.
    """
    return project.store.training_sets.get(project.store.models.get(model_id).training_set_id)


def learned_from(learned: TrainingSetSummary) -> Message:
    """Say what a model learned from, as "reference, 10 confirmed OK, 2 confirmed NG"."""
    ok, ng, lot = (
        learned.counts.get(role, 0)
        for role in (TrainingRole.CONFIRMED_OK, TrainingRole.CONFIRMED_NG, TrainingRole.LOT)
    )
    if lot:
        return msg(
            "reference, {ok} confirmed OK, {ng} confirmed NG, {lot} of a lot", ok=ok, ng=ng, lot=lot
        )
    if ok or ng:
        return msg("reference, {ok} confirmed OK, {ng} confirmed NG", ok=ok, ng=ng)
    return msg("reference")


def read_image(image: ReferenceInfo | TrainingImage | ModelPartType) -> bytes:
    """Read the file of a reference or training image; its bytes must be the ones on record.

    Raises:
        ImageError: The file cannot be read, or its bytes are others.
    """
    file = read_hashed(image.path)
    if file.sha256 != image.sha256:
        raise ImageError(
            msg("The file was changed since it was taken into the project."),
            path=image.path,
            hint=msg("Put it back from a backup, or set the reference image again."),
        )
    return file.data
