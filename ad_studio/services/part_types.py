"""One model for the part types of several projects: it says of each image which type it shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ad_studio.domain import ModelInfo, ReferenceInfo, Role, TrainSettings
from ad_studio.errors import UsageError
from ad_studio.messages import msg
from ad_studio.progress import Progress, Stage
from ad_studio.services.projects import references, training_set
from ad_studio.services.projects.project import Project
from ad_studio.services.training import Method, fit_and_store
from ad_studio.services.training_data import TrainingData, raise_if_poor, require_training_data
from ad_studio.services.training_progress import TrainingProgress
from ad_studio.store import NewPartType

if TYPE_CHECKING:
    from ad_studio.detection.backbones.base import VisionBackbone
    from ad_studio.detection.fitting import Fitted

LEAST_TYPES = 2
"""Of a model of several part types."""


def train_part_types(
    project: Project, others: Sequence[Project], settings: TrainSettings, *, progress: Progress
) -> ModelInfo:
    """Train a model on the training set of a project and on those of others.

    It belongs to the first project, whose first model is in force at once and every other one a
    candidate. The references of the others are copied into it; what they were trained on before,
    and with which thresholds, does not count.

    A project may be there for the model alone, without a part type of its own: it has no reference
    yet, and gets that of the first other one once the model is fitted; or it has one that is that
    of another one, or was taken from there by an earlier such training and is replaced. A reference
    that a person set is never replaced.

    Args:
        project: Open for writing.
        others: Each has a reference. They are only read.
        settings: For all part types; without a smallest defect.
        progress: As for `training.train`; the stages come again with each part type.

    Raises:
        UsageError: A project is given twice, two have one name or references of different bit
            depths, there is only one part type, or a setting cannot be used.
        ProjectError: One of the others has no reference yet.
        AdStudioError: Otherwise as `training.train`.
    """
    from ad_studio.detection.fitting_part_types import fit_part_types

    project.authorize(Role.ENGINEER)
    _require_different([project, *others])
    if settings.smallest_defect is not None:
        raise UsageError(
            msg("A model of several part types looks at whole images."),
            hint=msg("Do not state a smallest defect."),
        )
    type_data = [require_training_data(one) for one in others]
    is_a_type = has_own_type(
        has_reference=references.current_reference(project) is not None,
        refers=(refers_to(project, other) for other in others),
    )
    if is_a_type:
        type_data.insert(0, require_training_data(project))
    if len(type_data) < LEAST_TYPES:
        raise UsageError(
            msg(
                "There is only one part type: that of {name}.", name=type_data[0].project.info.name
            ),
            hint=msg("Name the project of another one, too."),
        )
    _require_one_depth(type_data)
    if not settings.accept_reference:
        for data in type_data:
            raise_if_poor(data.reference)
    progress.stage(Stage.LOAD)
    progress.status(msg("Loading the backbone"))
    method = Method.of(settings, image_size=settings.image_size)
    overall = TrainingProgress(progress, rounds=len(type_data))

    def fit(backbone: VisionBackbone) -> Fitted:
        return fit_part_types(
            method.detector,
            backbone,
            {one.project.info.name: one.part(lambda: overall.is_cancelled) for one in type_data},
            settings=method.settings,
            seed=method.settings.seed,
            progress=overall,
        )

    def get_data() -> TrainingData:
        if is_a_type:
            return type_data[0]
        _take_reference(project, type_data)
        return replace(require_training_data(project), ignored=None)

    first = 0 if is_a_type else 1
    model = fit_and_store(
        get_data,
        method,
        fit,
        about={"part_types": [_about(data) for data in type_data]},
        part_types=[
            _kept(project, data, number=number)
            for number, data in enumerate(type_data, start=first)
        ],
        progress=overall,
    )
    overall.end()
    return model


def require_one_type(model: ModelInfo) -> None:
    """See to it that a model knows the part type of its project alone.

    Raises:
        UsageError: It knows others, too.
    """
    if model.part_types:
        raise UsageError(
            msg(
                "Model {model} knows several part types: each learns in a project of its own.",
                model=model.number,
            ),
            hint=msg(
                "Confirm parts and learn from them in those projects, then train for all of them "
                "again (ad-studio train-many)."
            ),
        )


def refers_to(project: Project, other: Project) -> bool:
    """Whether the reference of a project is that of another one, or was taken from there."""
    own, of_other = references.current_reference(project), references.current_reference(other)
    if own is None:
        return False
    same = of_other is not None and own.sha256 == of_other.sha256
    return same or _is_taken_from(other, own)


def has_own_type(*, has_reference: bool, refers: Iterable[bool]) -> bool:
    """Whether a project has a part type beside those of others: its reference is none of theirs.

    Args:
        has_reference: Whether it has a reference at all.
        refers: For each of the others, whether it refers to that, see `refers_to`.
    """
    return has_reference and not any(refers)


def _is_taken_from(other: Project, reference: ReferenceInfo) -> bool:
    """Whether `_take_reference` copied a reference from a project, whose reference it was then.

    Folders may have moved since: the project's own folder is told by its name.
    """
    copied_from = reference.source.parts
    for one in other.store.references.all():
        ends = one.path.relative_to(other.info.folder.parent).parts
        if one.sha256 == reference.sha256 and copied_from[-len(ends) :] == ends:
            return True
    return False


def _take_reference(project: Project, type_data: Sequence[TrainingData]) -> None:
    """Have a project without a part type of its own use a reference of now of another one."""
    before = references.current_reference(project)
    if before is None or before.sha256 not in {one.reference.sha256 for one in type_data}:
        reference = type_data[0].reference
        references.set_reference(project, reference.path, bit_depth=reference.bit_depth)


def _require_different(projects: Sequence[Project]) -> None:
    seen: dict[str, Project] = {}
    for project in projects:
        name = project.info.name
        before = seen.get(name)
        if before is None:
            seen[name] = project
            continue
        if before.info.folder == project.info.folder:
            raise UsageError(msg("The project {name} is given twice.", name=name))
        raise UsageError(
            msg("Two of these projects are called {name}.", name=name),
            hint=msg("Give one of them another name (ad-studio edit NAME --name OTHER)."),
        )


def _require_one_depth(type_data: Sequence[TrainingData]) -> None:
    own = type_data[0]
    for other in type_data[1:]:
        if other.reference.bit_depth != own.reference.bit_depth:
            raise UsageError(
                msg(
                    "The references of {own} and {other} have different bit depths.",
                    own=own.project.info.name,
                    other=other.project.info.name,
                ),
                hint=msg("Set them again with the same bit depth (ad-studio reference)."),
            )


def _about(data: TrainingData) -> dict[str, object]:
    learned = [{"role": one.role, "sha256": one.sha256} for one in data.images.images]
    return {"name": data.project.info.name, **data.about(), "learned_from": learned}


def _kept(project: Project, data: TrainingData, *, number: int) -> NewPartType:
    """The part type as the project keeps it, with a copy of its reference."""
    reference = data.reference
    if data.project is project:
        path = reference.path.relative_to(project.info.folder)
    else:
        path = project.store.training_sets.keep_copy(
            training_set.read_image(reference), sha256=reference.sha256, source=reference.path
        )
    name = data.project.info.name
    return NewPartType(number=number, name=name, path=path, sha256=reference.sha256)
