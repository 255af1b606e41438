"""Whether an inspection may start: where the project asks for it, only after a passed challenge."""

from datetime import UTC, datetime, timedelta

from ad_studio.domain import ModelInfo, Role
from ad_studio.errors import ProjectError, UsageError
from ad_studio.messages import NOTHING, Message, msg
from ad_studio.services.projects.project import Project

SETTING = "challenge"
"""The name under which the rule is stored."""

MOST_HOURS = 24 * 31
"""A challenge that is older proves nothing about now."""


def hours_asked_for(project: Project) -> int:
    """For how many hours a passed challenge allows inspections; 0: they need none."""
    return project.setting(SETTING, lambda found: int(found["hours"]), 0)


def set_hours(project: Project, hours: int, *, author: str = "") -> None:
    """Set for how many hours a passed challenge allows inspections; kept in the audit trail.

    Args:
        project: Open for writing.
        hours: 1 to 744; 0: inspections need no challenge.
        author: Who decides it.

    Raises:
        UsageError: There are no such hours.
        SignInError: No engineer is signed in, and the project asks for it.
    """
    author = project.authorize(Role.ENGINEER, author.strip())
    if not 0 <= hours <= MOST_HOURS:
        raise UsageError(
            msg("{hours} is not a number of hours from 0 to {most}.", hours=hours, most=MOST_HOURS)
        )
    if hours != hours_asked_for(project):
        project.store.settings.add(SETTING, {"hours": hours}, author=author)


def why_due(project: Project, *, now: datetime | None = None) -> Message:
    """Say why no inspection may start before the next passed challenge; empty if one may.

    The newest challenge counts, and only for the model and the thresholds that are in force now.

    Args:
        project: The project.
        now: The time; None for that of the clock.
    """
    hours, model = hours_asked_for(project), project.store.models.in_force()
    if hours == 0 or model is None:
        return NOTHING
    latest = project.store.challenges.latest()
    if latest is None:
        return msg("There was no challenge yet.")
    age = (now or datetime.now(UTC)) - latest.created_at
    reasons = (
        (not latest.passed, msg("The latest challenge failed.")),
        (
            latest.model_id != model.id,
            msg("Another model is in force since the latest challenge."),
        ),
        (
            latest.threshold_id != project.store.thresholds.current(model.id).id,
            msg("Other thresholds are in force since the latest challenge."),
        ),
        (
            not timedelta(0) <= age <= timedelta(hours=hours),
            msg("The latest challenge did not pass within the last {hours} h.", hours=hours),
        ),
    )
    return next((reason for is_so, reason in reasons if is_so), NOTHING)


def require_challenge(project: Project, model: ModelInfo) -> None:
    """See to it that an inspection may start.

    Only the model in force is held to the rule: others are being tried, and judge no production.

    Args:
        project: The project.
        model: The one that is to inspect.

    Raises:
        ProjectError: A challenge is due.
    """
    in_force = project.store.models.in_force()
    is_held = in_force is not None and in_force.id == model.id
    reason = why_due(project) if is_held else NOTHING
    if reason:
        raise ProjectError(
            msg("No inspection starts before a challenge has passed. {reason}", reason=reason),
            path=project.info.folder,
            hint=msg(
                "Run the challenge, in the window or by `ad-studio challenge {project} --run`.",
                project=project.info.slug,
            ),
        )
