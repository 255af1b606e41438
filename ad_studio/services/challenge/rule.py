"""Whether an inspection may start: where the project asks for it, only after a passed challenge."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from ad_studio.domain import ChallengeRule, ModelInfo, Role
from ad_studio.domain.traceability import shift_start
from ad_studio.errors import ChallengeDueError, UsageError
from ad_studio.messages import NOTHING, Message, msg
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.traceability import trace_settings

SETTING = "challenge"
"""The name under which the rule is stored."""

MOST_HOURS = 24 * 31
"""A challenge that is older proves nothing about now."""


def challenge_rule(project: Project) -> ChallengeRule:
    """Return when inspections need a passed challenge before them."""
    return project.setting(SETTING, rule_of, ChallengeRule())


def set_challenge_rule(project: Project, rule: ChallengeRule, *, author: str = "") -> None:
    """Set when inspections need a passed challenge before them; kept in the audit trail.

    Args:
        project: Open for writing.
        rule: Up to 744 hours.
        author: Who decides it.

    Raises:
        UsageError: There are no such hours.
        SignInError: No engineer is signed in, and the project asks for it.
    """
    author = project.authorize(Role.ENGINEER, author.strip())
    if not 0 <= rule.hours <= MOST_HOURS:
        raise UsageError(
            msg(
                "{hours} is not a number of hours from 0 to {most}.",
                hours=rule.hours,
                most=MOST_HOURS,
            )
        )
    if rule != challenge_rule(project):
        project.store.settings.add(SETTING, asdict(rule), author=author)


def why_due(project: Project, *, now: datetime | None = None) -> Message:
    """Say why no inspection may start before the next passed challenge; empty if one may.

    The newest challenge counts, and only for the model and the thresholds that are in force now.

    Args:
        project: The project.
        now: The time; None for that of the clock.
    """
    rule, model = challenge_rule(project), project.store.models.in_force()
    if not rule or model is None:
        return NOTHING
    latest = project.store.challenges.latest()
    if latest is None:
        return msg("There was no challenge yet.")
    now = (now or datetime.now(UTC)).astimezone()
    age = now - latest.created_at
    shifts = trace_settings(project).shifts
    of_shift = msg("No challenge passed since this shift began.")
    of_day = msg("No challenge passed today.")
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
            rule.hours > 0 and not timedelta(0) <= age <= timedelta(hours=rule.hours),
            msg("The latest challenge did not pass within the last {hours} h.", hours=rule.hours),
        ),
        (
            rule.each_shift and not shift_start(shifts, now) <= latest.created_at <= now,
            of_shift if shifts else of_day,
        ),
    )
    return next((reason for is_so, reason in reasons if is_so), NOTHING)


def why_held(project: Project, model: ModelInfo) -> Message:
    """Say why a model may not inspect before the next passed challenge; empty if it may.

    Only the model in force is held to the rule: others are being tried, and judge no production.
    """
    in_force = project.store.models.in_force()
    is_held = in_force is not None and in_force.id == model.id
    return why_due(project) if is_held else NOTHING


def require_challenge(project: Project, model: ModelInfo) -> None:
    """See to it that an inspection may start, or go on after a pause.

    Args:
        project: The project.
        model: The one that is to inspect.

    Raises:
        ChallengeDueError: A challenge is due.
    """
    reason = why_held(project, model)
    if reason:
        raise ChallengeDueError(
            msg("No inspection starts before a challenge has passed. {reason}", reason=reason),
            path=project.info.folder,
            hint=msg(
                "Run the challenge, in the window or by `ad-studio challenge {project} --run`.",
                project=project.info.slug,
            ),
        )


def rule_of(found: Mapping[str, Any]) -> ChallengeRule:
    """Read a rule as it is stored.

    Raises:
        KeyError, TypeError, ValueError: It was not stored by this program.
    """
    return ChallengeRule(int(found["hours"]), each_shift=bool(found.get("each_shift", False)))
