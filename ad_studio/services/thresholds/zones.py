"""Zones with a size limit of their own: whether a model can have some, and whether they fit."""

from ad_studio.domain import ModelInfo, Zone
from ad_studio.errors import UsageError
from ad_studio.messages import NOTHING, Message, msg
from ad_studio.services.projects.model_description import description_of
from ad_studio.services.projects.project import Project

_STRAIGHTENING = "aligned_crop"  # of model files: see `detection.alignment.crop`


def require_zones_fit(project: Project, model_id: int) -> None:
    """Refuse zones for a model whose images they would not lie on as on its reference.

    Raises:
        ProjectError: There is no such model.
        UsageError: It straightens the part, or knows several part types.
    """
    refused = why_no_zones(project.store.models.get(model_id))
    if refused:
        raise UsageError(
            refused, hint=msg("Remove the zones, or use a model that takes images as they are.")
        )


def zones_of(project: Project, model_id: int) -> tuple[Zone, ...]:
    """Return the zones of the thresholds that judge a model's results.

    Raises:
        ProjectError: There is no such model.
    """
    limit = project.store.thresholds.current(model_id).thresholds.size_limit
    return () if limit is None else limit.zones


def model_with_zones(project: Project, *, beside: int) -> ModelInfo | None:
    """Return the newest other model that has zones; None where there is none.

    Another model of the same part mostly needs the same zones, and starts without any.

    Args:
        project: The project.
        beside: The id of the model that is not meant.
    """
    for model in project.store.models.all():
        if model.id != beside and zones_of(project, model.id):
            return model
    return None


def why_no_zones(model: ModelInfo) -> Message:
    """Say why a model has no zones; empty where it can have some."""
    if model.part_types:
        return msg("A model of several part types has no zones: each part type has its own image.")
    transform = description_of(model).get("transform")
    if isinstance(transform, dict) and transform.get("kind") == _STRAIGHTENING:
        return msg(
            "A part that is straightened has no zones: they stay where they are in the image."
        )
    return NOTHING


def zones_stay(model: ModelInfo) -> Message:
    """Say that zones do not follow the part where a model finds it at any angle; else empty."""
    if not description_of(model).get("rotation_invariant", False):
        return NOTHING
    return msg(
        "The model takes the part to lie at any angle. Zones stay where they are in the image and "
        "do not follow the part."
    )
