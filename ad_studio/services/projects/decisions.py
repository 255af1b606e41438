"""What people decided about a model, for whoever asks later who did so, when and why."""

from ad_studio.domain import ModelInForce, ThresholdVersion
from ad_studio.services.projects.models import in_force_history
from ad_studio.services.projects.project import Project

Decision = ThresholdVersion | ModelInForce
"""Both have `author`, `note` and `created_at`."""


def decisions(project: Project, *, model_id: int | None = None) -> list[Decision]:
    """List the threshold versions of a model and every time that somebody put it in force.

    Args:
        project: The project.
        model_id: The model; None for the one in force.

    Returns:
        Newest first. That a project's first model is in force at once was nobody's decision.

    Raises:
        ProjectError: There is no model yet.
    """
    versions = project.store.thresholds.history(model_id)
    of_model = versions[0].model_id
    put = [one for one in in_force_history(project) if one.model_id == of_model and one.author]
    return sorted([*versions, *put], key=lambda one: one.created_at, reverse=True)
