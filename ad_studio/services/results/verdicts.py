"""What humans say about results, and the audit trail of everything said."""

from collections.abc import Collection

from ad_studio.domain import Mark, ResultRow, Role, Verdict, VerdictEvent
from ad_studio.errors import ImageError, UsageError
from ad_studio.imaging.hashing import require_unchanged_file
from ad_studio.messages import NOTHING, Message, msg
from ad_studio.services.projects.project import Project


def file_warning(row: ResultRow) -> Message:
    """Say that a result's file is not there any more as it was inspected; empty if it is.

    Who looks at the file then gives a verdict on something else than what was inspected.
    """
    try:
        require_unchanged(row)
    except ImageError as error:
        return error.whole
    return NOTHING


def require_unchanged(row: ResultRow) -> None:
    """See to it that a result's file is still what was inspected, if it could be read at all.

    Raises:
        ImageError: It cannot be read any more, or its bytes are others.
    """
    if row.sha256:
        require_unchanged_file(row.path, row.sha256)  # it may be a video


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
        SignInError: Nobody is signed in, and the project asks for it.
    """
    author = project.authorize(Role.OPERATOR, author)
    if verdict is not None:
        _refuse_unscored(project, result_id)
    return project.store.verdicts.record(result_id, verdict, author=author, reason=reason)


def record_mark(
    project: Project, result_id: int, mark: Mark, *, author: str = "", reason: str = ""
) -> VerdictEvent:
    """Store that a human gives no verdict on a result: unsure, or left for later.

    A human verdict that stands is taken back by it; the machine's counts again.

    Args:
        project: The project.
        result_id: The result.
        mark: What is said instead of a verdict.
        author: Who says so.
        reason: Why, in their words.

    Raises:
        ProjectError: There is no such result.
        UsageError: The image could not be scored.
        SignInError: Nobody is signed in, and the project asks for it.
    """
    author = project.authorize(Role.OPERATOR, author)
    _refuse_unscored(project, result_id)
    return project.store.verdicts.record_mark(result_id, mark, author=author, reason=reason)


def undo_last(
    project: Project, *, run_ids: Collection[int], author: str = ""
) -> VerdictEvent | None:
    """Take back the latest human action in some runs that still stands; None: none is left.

    Appends a reversing event. Called again it walks further back.

    Raises:
        SignInError: Nobody is signed in, and the project asks for it.
    """
    author = project.authorize(Role.OPERATOR, author)
    return project.store.verdicts.undo_last(run_ids=run_ids, author=author)


def redo_last(
    project: Project, *, run_ids: Collection[int], author: str = ""
) -> VerdictEvent | None:
    """Do again what was undone last in some runs; None: nothing is left, or new things were said.

    Appends an event, as everything does; it can be undone again. Called again it walks further
    forward.

    Raises:
        SignInError: Nobody is signed in, and the project asks for it.
    """
    author = project.authorize(Role.OPERATOR, author)
    return project.store.verdicts.redo_last(run_ids=run_ids, author=author)


def events(project: Project, result_id: int | None = None) -> list[VerdictEvent]:
    """List the audit trail of one result, or of the project, oldest first."""
    return project.store.verdicts.events(result_id)


def _refuse_unscored(project: Project, result_id: int) -> None:
    if error := project.store.results.get(result_id).error:
        raise UsageError(
            msg("An image that could not be scored gets no verdict: {error}", error=error),
            hint=msg("Inspect it again once it can be read."),
        )
