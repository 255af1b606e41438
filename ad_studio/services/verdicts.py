"""What humans say about results, and the audit trail of everything said."""

from ad_studio.domain import Verdict, VerdictEvent
from ad_studio.errors import UsageError
from ad_studio.services.project import Project


def record_verdict(
    project: Project, result_id: int, verdict: Verdict | None, *, author: str = "", reason: str = ""
) -> VerdictEvent:
    """Store a human verdict on a result.

    Args:
        project: The project.
        result_id: The result.
        verdict: The verdict; None takes the standing human verdict back.
        author: Who says so.
        reason: Why, in their words.

    Raises:
        ProjectError: There is no such result.
        UsageError: There is no human verdict to take back, or the image could not be scored.
    """
    if verdict is not None and (error := project.store.result(result_id).error):
        raise UsageError(
            f"An image that could not be scored gets no verdict: {error}",
            hint="Inspect it again once it can be read.",
        )
    return project.store.record_verdict(result_id, verdict, author=author, reason=reason)


def undo_last(project: Project, *, run_id: int, author: str = "") -> VerdictEvent | None:
    """Take back the latest human action in a run that still stands; None when there is none left.

    Appends a reversing event. Called again it walks further back.
    """
    return project.store.undo_last(run_id=run_id, author=author)


def events(project: Project, result_id: int | None = None) -> list[VerdictEvent]:
    """List the audit trail of one result, or of the project, oldest first."""
    return project.store.events(result_id)
