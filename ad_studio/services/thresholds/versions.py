"""The two thresholds of a model: looked up, changed, and their history."""

import time

from ad_studio.domain import (
    BY_HAND,
    Basis,
    BasisKind,
    ModelInfo,
    Role,
    Thresholds,
    ThresholdVersion,
)
from ad_studio.errors import ProjectError, UsageError
from ad_studio.messages import NOTHING, Message, msg, template
from ad_studio.services.projects.project import Project
from ad_studio.services.thresholds.zones import require_zones_fit

_PIECE = 0.25  # seconds of the writing thread in which maps are measured, before others have it
_MOST_AT_ONCE = 100  # maps


def current_thresholds(project: Project, *, model_id: int | None = None) -> ThresholdVersion:
    """Return the thresholds that judge a model's results.

    Args:
        project: The project.
        model_id: The model, for example that of an older run; None for the one in force.

    Raises:
        ProjectError: There is no model yet.
    """
    return project.store.thresholds.current(model_id)


def colour_scale(project: Project, model_id: int) -> Thresholds:
    """The thresholds that a model came with: they fix the colours of its heat for good.

    Raises:
        ProjectError: There is no such model.
    """
    return project.store.thresholds.history(model_id)[-1].thresholds


def set_thresholds(
    project: Project,
    thresholds: Thresholds,
    *,
    basis: Basis | None = None,
    author: str = "",
    note: str = "",
    model_id: int | None = None,
) -> ThresholdVersion:
    """Commit new thresholds and judge every stored result of the model again.

    Nothing is inferred again. Each result whose machine verdict changes gets a machine event;
    human verdicts stand.

    Args:
        project: The project.
        thresholds: The new pair, with its size limit.
        basis: What the two lines rest on; None: see `ThresholdVersion.basis_by_hand`.
        author: Who set them.
        note: Anything worth keeping.
        model_id: The model; None for the one in force.

    Raises:
        ProjectError: There is no model yet.
        UsageError: A threshold has more than two decimals; scores are shown with two. Or there are
            zones that do not fit the model.
        SignInError: No engineer is signed in, and the project asks for it.
    """
    author = project.authorize(Role.ENGINEER, author)
    if not thresholds.are_hundredths:
        raise UsageError(msg("Thresholds have at most two decimals."))
    in_force = project.store.thresholds.current(model_id)
    judged = in_force.model_id
    if basis is None:
        basis = in_force.basis_by_hand(thresholds)
    if thresholds.size_limit is not None and thresholds.size_limit.zones:
        require_zones_fit(project, judged)
    _measure_in_pieces(project, judged, thresholds)
    return project.store.thresholds.add(
        thresholds, basis=basis, author=author, note=note, model_id=model_id
    )


def _measure_in_pieces(project: Project, model_id: int, thresholds: Thresholds) -> None:
    """Measure maps so that what an inspection stores meanwhile need not wait for all of them."""
    most = 1  # a map of a tiled model with zones may take longer than 100 others
    started = time.perf_counter()
    while project.store.limited_scores.measure(model_id, thresholds, most=most):
        took = max(time.perf_counter() - started, 1e-3)
        most = max(1, min(_MOST_AT_ONCE, int(most * _PIECE / took)))
        started = time.perf_counter()


def left_behind(project: Project, model: ModelInfo) -> Message:
    """Say in one sentence which thresholds chosen for the model in force another one does without.

    Args:
        project: The project.
        model: A candidate, or a model that is about to be put in force.

    Returns:
        Empty if none were chosen, or if the model is the one in force.
    """
    old = project.store.models.in_force()
    if old is None or old.id == model.id:
        return NOTHING
    history = project.store.thresholds.history(old.id)
    version = history[0]
    first = history[-1]
    if (version.thresholds, version.basis) == (first.thresholds, first.basis):
        return NOTHING
    if version.thresholds.size_limit is not None:
        words = template(
            "The thresholds set for model {old} ({review:g} / {ng:g}, {limit}) do not apply to "
            "model {new}."
        )
    elif version.basis == BY_HAND:
        words = template(
            "The thresholds set by hand for model {old} ({review:g} / {ng:g}) do not apply to "
            "model {new}."
        )
    else:
        words = template(
            "The thresholds set for model {old} ({review:g} / {ng:g}) do not apply to model {new}."
        )
    pair = version.thresholds
    values: dict[str, object] = {
        "old": old.number,
        "review": pair.review,
        "ng": pair.ng,
        "new": model.number,
    }
    if pair.size_limit is not None:
        values["limit"] = pair.size_limit.message
    return Message(words, values)


def threshold_history(project: Project, *, model_id: int | None = None) -> list[ThresholdVersion]:
    """List a model's threshold versions, newest first; None for the one in force.

    Raises:
        ProjectError: There is no model yet.
    """
    return project.store.thresholds.history(model_id)


def version_of(project: Project, version_id: int) -> ThresholdVersion:
    """Return one version, of whatever model.

    Raises:
        ProjectError: There is no such version.
    """
    for model in project.store.models.all():
        for version in project.store.thresholds.history(model.id):
            if version.id == version_id:
                return version
    raise ProjectError(
        msg("There is no threshold version {version}.", version=version_id),
        hint=msg("See the history for those there are."),
    )


def restored_basis(version: ThresholdVersion) -> Basis:
    """What thresholds rest on that were put back from an earlier version."""
    return Basis(BasisKind.RESTORED, {"version": version.id}, of=version.basis)


def restore(
    project: Project, version_id: int, *, author: str = "", note: str = ""
) -> ThresholdVersion:
    """Put the thresholds of an earlier version in force again, as a new version of its model.

    Args:
        project: The project.
        version_id: The version to go back to.
        author: Who does so.
        note: Anything worth keeping.

    Raises:
        ProjectError: There is no such version.
        SignInError: No engineer is signed in, and the project asks for it.
    """
    version = version_of(project, version_id)
    return set_thresholds(
        project,
        version.thresholds,
        basis=restored_basis(version),
        author=author,
        note=note,
        model_id=version.model_id,
    )
