"""Learning from confirmed parts: a candidate for the model in force."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from ad_studio.domain import ModelInfo, Role, TrainingRole, TrainingSet
from ad_studio.imaging.hashing import read_unchanged
from ad_studio.messages import msg
from ad_studio.progress import Progress, raise_if_cancelled
from ad_studio.services.inspection.run_plan import chosen_model
from ad_studio.services.learning.plan import LearningPlan
from ad_studio.services.part_types import require_one_type
from ad_studio.services.projects.project import Project
from ad_studio.services.training import train_alike
from ad_studio.services.training_data import require_training_set
from ad_studio.store import NewTrainingImage


def learn(
    project: Project,
    plan: LearningPlan,
    *,
    author: str = "",
    note: str = "",
    device: str = "auto",
    progress: Progress,
) -> ModelInfo:
    """Train a candidate, like the model in force, on the reference and the parts of a plan.

    The model in force stays in force. The parts are copied into the project, so that it can be
    told later what the candidate learned from.

    Args:
        project: Open for writing.
        plan: From `plan_learning`.
        author: Who has it learned.
        note: Anything worth keeping.
        device: "auto", "cpu" or "cuda".
        progress: As for `training.train`.

    Returns:
        The candidate.

    Raises:
        UsageError: The model in force knows several part types.
        ImageError: A file was changed since the plan was made.
        AdStudioError: As `training.train`.
        SignInError: No engineer is signed in, and the project asks for it.
        Cancelled: The user asked to stop; no model is stored.
    """
    author = project.authorize(Role.ENGINEER, author)
    model = chosen_model(project, None)
    require_one_type(model)
    progress.status(msg("Copying the confirmed parts into the project"))
    _set_images(project, plan, author=author, note=note, progress=progress)
    return train_alike(project, model, device=device, progress=progress)


def forget(
    project: Project,
    parts: Collection[str] | None = None,
    *,
    author: str = "",
    note: str = "",
) -> TrainingSet:
    """Take parts out of what the next model learns from.

    Models that learned from them stay as they are. A single part that was taken out is asked about
    before it is learned from again; see `LearningPlan.taken_out`.

    Args:
        project: Open for writing.
        parts: SHA-256 of the parts; those that are not learned from are passed over. None: all, so
            that the reference alone is left.
        author: Who wants it so.
        note: Why.

    Returns:
        What the next model learns from.

    Raises:
        ProjectError: There is no reference yet.
        SignInError: No engineer is signed in, and the project asks for it.
    """
    author = project.authorize(Role.ENGINEER, author)
    learned = require_training_set(project)
    others = {
        image.id
        for image in learned.images
        if image.role is not TrainingRole.REFERENCE and (parts is None or image.sha256 in parts)
    }
    if not others:
        return learned
    return project.store.training_sets.change(remove=others, author=author, note=note)


def _set_images(
    project: Project, plan: LearningPlan, *, author: str, note: str, progress: Progress
) -> None:
    """Make a version of the training set of the reference and what is planned, if it is another."""
    have = {
        (image.role, image.sha256): image.id
        for image in require_training_set(project).images
        if image.role is not TrainingRole.REFERENCE
    }
    wanted = {(image.role, image.sha256): (image, path) for image, path in _planned(plan)}
    remove = [image_id for key, image_id in have.items() if key not in wanted]
    add = []
    for key, (image, path) in wanted.items():
        if key not in have:
            raise_if_cancelled(progress)
            data = read_unchanged(path, image.sha256)
            copy = project.store.training_sets.keep_copy(data, sha256=image.sha256, source=path)
            add.append(replace(image, path=copy))
    if add or remove:
        project.store.training_sets.change(add=add, remove=remove, author=author, note=note)


def _planned(plan: LearningPlan) -> list[tuple[NewTrainingImage, Path]]:
    """What is planned as it goes into a training set, each with the file that was inspected."""
    found = [
        (
            NewTrainingImage(
                role=TrainingRole.CONFIRMED_OK,
                sha256=part.sha256,
                result_id=part.result_id,
                confirmed_by=part.confirmed_by,
                confirmed_at=part.confirmed_at,
            ),
            part.path,
        )
        for part in plan.ok
    ]
    return found + [
        (
            NewTrainingImage(
                role=TrainingRole.LOT,
                sha256=row.sha256,
                result_id=row.id,
                confirmed_by="",
                confirmed_at=row.inspected_at,
            ),
            row.path,
        )
        for row in plan.lot
    ]
