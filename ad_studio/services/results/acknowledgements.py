"""NG parts of which somebody has to take note: which ones wait, and that it was done."""

from ad_studio.domain import AcknowledgedBy, Acknowledgement, Role, Verdict
from ad_studio.errors import UsageError
from ad_studio.messages import msg
from ad_studio.services.projects.project import Project


def waiting(project: Project, run_id: int) -> list[int]:
    """List the results of a run that stand at NG and that nobody acknowledged, oldest first."""
    return project.store.acknowledgements.waiting(run_id)


def acknowledge(
    project: Project, result_id: int, *, means: AcknowledgedBy, author: str = ""
) -> Acknowledgement:
    """Record that somebody has taken note of an NG part; the verdict stays as it is.

    Args:
        project: Open for writing.
        result_id: The result.
        means: By what it was done.
        author: Who did it.

    Returns:
        The acknowledgement; where there is one already, that one.

    Raises:
        ProjectError: There is no such result.
        UsageError: It does not stand at NG.
        SignInError: Nobody is signed in, and the project asks for it.
    """
    author = project.authorize(Role.OPERATOR, author)
    if project.store.results.get(result_id).verdict is not Verdict.NG:
        raise UsageError(msg("Only a part that is NG is acknowledged."))
    return project.store.acknowledgements.add(result_id, author=author, means=means)
