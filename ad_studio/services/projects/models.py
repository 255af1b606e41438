"""The trained models of a project."""

from ad_studio.domain import ModelInfo
from ad_studio.services.projects.project import Project


def current_model(project: Project) -> ModelInfo | None:
    """Return the newest model; None before training."""
    return project.store.models.current()


def get_model(project: Project, model_id: int) -> ModelInfo:
    """Return one model, for example that of an older run.

    Raises:
        ProjectError: There is no such model.
    """
    return project.store.models.get(model_id)


def list_models(project: Project) -> list[ModelInfo]:
    """List the models, newest first."""
    return project.store.models.all()
