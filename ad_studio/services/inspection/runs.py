"""Runs as a whole: which is meant, which can be gone on with, taking one away."""

from ad_studio.domain import Role, RunInfo
from ad_studio.errors import ProjectError, UsageError
from ad_studio.messages import msg
from ad_studio.services.inspection.run_plan import UNFINISHED
from ad_studio.services.projects.project import Project


def chosen_run(project: Project, run_id: int | None) -> RunInfo:
    """Return a run; None: the latest one.

    Raises:
        ProjectError: Nothing has been inspected yet, or there is no such run.
    """
    run = project.store.runs.latest() if run_id is None else project.store.runs.get(run_id)
    if run is None:
        raise ProjectError(
            msg("Nothing has been inspected yet."),
            path=project.info.folder,
            hint=msg("Inspect a folder of images first."),
        )
    return run


def latest_run(project: Project) -> RunInfo | None:
    """Return the newest run that was not deleted; None before the first."""
    return project.store.runs.latest()


def is_unfinished(run: RunInfo) -> bool:
    """Whether a run can be resumed."""
    return run.status in UNFINISHED and run.deletion is None


def delete_run(project: Project, run_id: int, *, reason: str, author: str = "") -> RunInfo:
    """Take a run out of all lists and free its heatmaps, which are nearly all of its space.

    Its results and verdict events stay: the audit trail is append-only, and an auditor must be
    able to see that there was a run, what was decided on it, and who took it away, when and why.

    Args:
        project: Open for writing.
        run_id: The run.
        reason: Why, in the user's words; has to be given.
        author: Who.

    Returns:
        The run with its `deletion`.

    Raises:
        ProjectError: There is no such run.
        UsageError: No reason is given, or the run is running or was deleted before.
        SignInError: No engineer is signed in, and the project asks for it.
    """
    author = project.authorize(Role.ENGINEER, author)
    if not reason.strip():
        raise UsageError(
            msg("A deletion needs a reason."), hint=msg("It stays in the audit trail.")
        )
    return project.store.runs.delete(run_id, author=author, reason=reason.strip())


def deleted_runs(project: Project) -> list[RunInfo]:
    """List the deleted runs, newest first; each says who deleted it, when and why."""
    return project.store.runs.deleted()
