"""The trained models of a project, and which of them is in force.

The one in force inspects unless another one is asked for. A project's first model is in force at
once; every other one is a candidate until somebody signs for it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ad_studio.domain import (
    Level,
    ModelInfo,
    ModelInForce,
    ModelState,
    Role,
    Thresholds,
    ThresholdVersion,
    TrainingSetSummary,
    TrainSettings,
)
from ad_studio.errors import ModelError, ProjectError, UsageError
from ad_studio.files import sha256_of
from ad_studio.messages import NOTHING, Message, msg
from ad_studio.services.projects.model_description import description_of
from ad_studio.services.projects.project import Project
from ad_studio.services.thresholds.versions import colour_scale


@dataclass(frozen=True, slots=True)
class ModelStanding:
    """A model beside the others of its project.

    Attributes:
        state: In force, a candidate, or in force earlier.
        put_in_force: The last time that it was put in force; None for a candidate.
        learned: What it learned from.
        version: The thresholds that judge its results.
        scale: Those that it came with; they fix the colours of its heat.
        level: How closely it looks at images: its `Level`, or its input size. Empty where the
            backbone has a size of its own, or the model's files cannot be read.
    """

    model: ModelInfo
    state: ModelState
    put_in_force: ModelInForce | None
    learned: TrainingSetSummary
    version: ThresholdVersion
    scale: Thresholds
    level: Message


def model_in_force(project: Project) -> ModelInfo | None:
    """Return the model in force; None before training."""
    return project.store.models.in_force()


def get_model(project: Project, model_id: int) -> ModelInfo:
    """Return one model, for example that of an older run.

    Raises:
        ProjectError: There is no such model.
    """
    return project.store.models.get(model_id)


def model_by_number(project: Project, number: int) -> ModelInfo:
    """Return a model by the number that users know it by.

    Raises:
        ProjectError: There is no such model.
    """
    models = list_models(project)
    for model in models:
        if model.number == number:
            return model
    known = ", ".join(str(model.number) for model in reversed(models))
    raise ProjectError(
        msg("There is no model {model}.", model=number),
        hint=msg("Models: {known}.", known=known) if known else msg("Train first."),
    )


def list_models(project: Project) -> list[ModelInfo]:
    """List the models, newest first."""
    return project.store.models.all()


def list_standings(project: Project) -> list[ModelStanding]:
    """List the models with how each of them stands, newest first.

    Raises:
        StoreError: The database, or a value in it, cannot be read.
    """
    store = project.store
    learned, decisions = store.training_sets.summaries(), in_force_history(project)
    latest = {decision.model_id: decision for decision in reversed(decisions)}
    in_force = decisions[0].model_id if decisions else None
    with store.values_of("model_version"):
        return [
            ModelStanding(
                model=model,
                state=_state(is_in_force=model.id == in_force, was_in_force=model.id in latest),
                put_in_force=latest.get(model.id),
                learned=learned[model.training_set_id],
                version=store.thresholds.current(model.id),
                scale=colour_scale(project, model.id),
                level=_level_of(model),
            )
            for model in list_models(project)
        ]


def in_force_history(project: Project) -> list[ModelInForce]:
    """List every time that a model was put in force, newest first: the first one is in force."""
    return project.store.models.in_force_history()


def put_in_force(
    project: Project, model_number: int, *, author: str, note: str = ""
) -> ModelInForce:
    """Put a model in force, in place of the one before, which can be put back the same way.

    Runs and their results stay as they are: each is judged by the model it was made with.

    Args:
        project: Open for writing.
        model_number: The model, by its number.
        author: Who decides it; kept in the audit trail.
        note: Why.

    Raises:
        ProjectError: There is no such model.
        UsageError: Nobody signs for it, or it is in force already.
        ModelError: Its files are not those that were stored.
        SignInError: No engineer is signed in, and the project asks for it.
    """
    signed = project.authorize(Role.ENGINEER, author).strip()
    if not signed:
        raise UsageError(
            msg("A model is put in force by somebody: the name is missing."),
            hint=msg("Say who decides it."),
        )
    model = model_by_number(project, model_number)
    if model == model_in_force(project):
        raise UsageError(msg("Model {model} is in force already.", model=model_number))
    require_unchanged(project, model)
    return project.store.models.put_in_force(model.id, author=signed, note=note.strip())


def changed_file(
    model: ModelInfo, *, check_cancelled: Callable[[], None] = lambda: None
) -> Path | None:
    """Return a file of a model that is not the one that was stored, or is gone; None if all are.

    Args:
        model: The model.
        check_cancelled: As for `files.sha256_of`.

    Raises:
        OSError: A file is there and cannot be read.
    """
    for name, sha256 in model.files.items():
        path = model.folder / name
        try:
            if sha256_of(path, check_cancelled=check_cancelled) != sha256:
                return path
        except FileNotFoundError:
            return path
    return None


def require_unchanged(project: Project, model: ModelInfo) -> None:
    """See to it that the files of a model are those that were stored when it was trained.

    No other model takes its place by itself: which one judges is decided by somebody, and signed.

    Raises:
        ModelError: One was changed, is missing or cannot be read. For the model in force, it names
            the model that can be put in its place.
    """
    try:
        changed = changed_file(model)
    except OSError as error:
        raise ModelError(
            msg(
                "Model {model} cannot be read ({error}).", model=model.number, error=error.strerror
            ),
            path=model.folder,
            hint=_remedy(
                project, model, msg("Check that you may read this folder and the drive is there")
            ),
        ) from error
    if changed is not None:
        raise ModelError(
            msg("A file of model {model} is missing or was changed.", model=model.number),
            path=changed,
            hint=_remedy(project, model, msg("Put it back from a backup")),
        )


def last_sound_model(project: Project) -> ModelInfo | None:
    """Return the model that was in force last and whose files are as stored, else the newest such.

    The one in force now is not meant. None if there is none.
    """
    models = {model.id: model for model in list_models(project)}
    in_force, *earlier = (put.model_id for put in in_force_history(project))
    for model_id in dict.fromkeys((*earlier, *models)):
        if model_id != in_force and _is_sound(models[model_id]):
            return models[model_id]
    return None


def _is_sound(model: ModelInfo) -> bool:
    try:
        return changed_file(model) is None
    except OSError:
        return False


def _remedy(project: Project, model: ModelInfo, first: Message) -> Message:
    """What to do about a damaged model; `first` is what would mend it, without a full stop."""
    other = last_sound_model(project) if model == model_in_force(project) else None
    if other is None:
        return msg("{first}, or train the project again.", first=first)
    return msg(
        "{first}, or put model {other} in force, whose files are as they were stored "
        "(`ad-studio use {project} {other}`).",
        first=first,
        other=other.number,
        project=project.info.slug,
    )


def _level_of(model: ModelInfo) -> Message:
    settings = description_of(model).get("settings")
    if not isinstance(settings, dict) or "image_size" not in settings:
        return NOTHING
    if settings.get("tile") is not None:
        return msg("in tiles")
    size = settings["image_size"]
    if model.backbone == TrainSettings().backbone and (level := Level.of(size)):
        return msg("fast") if level is Level.FAST else msg("thorough")
    return msg("{size} px", size=size) if isinstance(size, int) else NOTHING


def _state(*, is_in_force: bool, was_in_force: bool) -> ModelState:
    if is_in_force:
        return ModelState.IN_FORCE
    return ModelState.EARLIER if was_in_force else ModelState.CANDIDATE
