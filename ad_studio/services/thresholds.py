"""The two thresholds of a model: looked up, changed, and their history."""

from ad_studio.domain import ModelInfo, Thresholds, ThresholdVersion
from ad_studio.services.project import Project

BY_HAND = "set by hand"
"""What thresholds rest on that a person chose."""


def current_thresholds(project: Project, *, model_id: int | None = None) -> ThresholdVersion:
    """Return the thresholds that judge a model's results.

    Args:
        project: The project.
        model_id: The model, for example that of an older run; None for the current one.

    Raises:
        ProjectError: There is no model yet.
    """
    return project.store.current_thresholds(model_id)


def set_thresholds(
    project: Project,
    thresholds: Thresholds,
    *,
    basis: str = BY_HAND,
    author: str = "",
    note: str = "",
    model_id: int | None = None,
) -> ThresholdVersion:
    """Commit new thresholds and judge every stored result of the model again.

    Nothing is inferred again. Each result whose machine verdict changes gets a machine event;
    human verdicts stand.

    Args:
        project: The project.
        thresholds: The new pair.
        basis: What they rest on, in plain words.
        author: Who set them.
        note: Anything worth keeping.
        model_id: The model; None for the current one.

    Raises:
        ProjectError: There is no model yet.
    """
    return project.store.set_thresholds(
        thresholds, basis=basis, author=author, note=note, model_id=model_id
    )


def left_behind(project: Project, model: ModelInfo) -> str:
    """Say in one sentence which thresholds set by hand a new model does without; empty if none.

    Args:
        project: The project.
        model: A model that was just trained.
    """
    before = [one for one in project.store.models() if one.id < model.id]
    if not before:
        return ""
    version = project.store.current_thresholds(before[0].id)
    if version.basis != BY_HAND:
        return ""
    pair = version.thresholds
    return (
        f"The thresholds set by hand for model {before[0].number} ({pair.review:g} / {pair.ng:g}) "
        f"do not apply to model {model.number}."
    )


def threshold_history(project: Project, *, model_id: int | None = None) -> list[ThresholdVersion]:
    """List a model's threshold versions, newest first; None for the current model.

    Raises:
        ProjectError: There is no model yet.
    """
    return project.store.threshold_history(model_id)
