"""Operators of a project: the list, and signing in.

This keeps people on the shop floor to what they are there for, and has the person who signed in
stand behind a verdict. It is no protection against somebody who can write the project's files: such
a person can change the list, or turn it off. The audit chain shows it.
"""

import math
from datetime import UTC, datetime, timedelta

from ad_studio.domain import Operator, Role
from ad_studio.errors import SignInError, UsageError
from ad_studio.messages import msg
from ad_studio.services.projects import pins
from ad_studio.services.projects.project import SIGN_IN, Project
from ad_studio.store.repositories.operators import Failures

FREE_TRIES = 5
"""Wrong PINs in a row that cost no waiting."""

_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)
_NOBODY = "scrypt:32768:8:1:00:" + 32 * "00"  # compared with where nobody has that name


def operators(project: Project) -> list[Operator]:
    """List the people of a project, by name."""
    return [stored.operator for stored in project.store.operators.all()]


def add_operator(project: Project, name: str, role: Role, *, pin: str, author: str = "") -> None:
    """Put a person on the list, or give one who is there another role and PIN; it holds at once.

    Args:
        project: Open for writing.
        name: Of the person; signs what the person does.
        role: What the person may do.
        pin: At least four characters.
        author: Who says so.

    Raises:
        UsageError: The name is empty, the PIN too short, or no engineer would be left.
        SignInError: No engineer is signed in, and the project asks for it.
    """
    author = project.authorize(Role.ENGINEER, author)
    tidy = " ".join(name.split())
    if not tidy:
        raise UsageError(msg("Give the name of the person."))
    hashed = pins.hash_pin(pin)
    if role is not Role.ENGINEER:
        _require_engineer(project, without=tidy)
    project.store.operators.add(tidy, role, pin=hashed, author=author)
    if project.operator is not None and project.operator.name == tidy:
        project.operator = Operator(tidy, role)


def remove_operator(project: Project, name: str, *, author: str = "") -> None:
    """Take a person from the list, who is signed out; what the person did stays signed.

    Raises:
        UsageError: Nobody of that name is there, or no engineer would be left.
        SignInError: No engineer is signed in, and the project asks for it.
    """
    author = project.authorize(Role.ENGINEER, author)
    found = [one for one in project.store.operators.all() if one.operator.name == name]
    if not found:
        raise UsageError(msg("There is no operator {name}.", name=name))
    _require_engineer(project, without=name)
    (stored,) = found
    project.store.operators.add(
        name, stored.operator.role, pin=stored.pin, is_active=False, author=author
    )
    if project.operator is not None and project.operator.name == name:
        project.operator = None


def ask_for_sign_in(project: Project, required: bool, *, author: str = "") -> None:
    """Have everybody sign in who changes something, or no longer.

    Raises:
        UsageError: There is no engineer on the list, so that nobody could change anything.
        SignInError: No engineer is signed in, and the project asks for it.
    """
    author = project.authorize(Role.ENGINEER, author)
    if required and not _engineers(project):
        raise UsageError(
            msg("There is no engineer on the list."), hint=msg("Add one with a PIN first.")
        )
    if required != project.asks_for_sign_in:
        project.store.settings.add(SIGN_IN, {"required": required}, author=author)


def sign_in(project: Project, name: str, pin: str, *, now: datetime | None = None) -> Operator:
    """Sign in: what is changed from now on is signed by this person.

    After five wrong PINs in a row, a name has to wait: half a minute, and twice as long after each
    further one, a quarter of an hour at most. Attempts are recorded.

    Args:
        project: Open for writing.
        name: As on the list.
        pin: The person's.
        now: The time; None: that of the clock.

    Raises:
        SignInError: The name is not on the list, the PIN is wrong, or the name has to wait.
    """
    moment = now or datetime.now(UTC)
    store = project.store.operators
    wait = _wait(store.failures(name), moment)
    if wait > timedelta():
        seconds = math.ceil(wait.total_seconds())
        raise SignInError(
            msg("Too many wrong PINs for {name}.", name=name),
            hint=msg("Try again in {seconds} seconds.", seconds=seconds),
        )
    stored = next((one for one in store.all() if one.operator.name == name), None)
    with project.store.values_of("operator_version"):
        is_right = pins.fits(pin, _NOBODY if stored is None else stored.pin)
    if stored is None or not is_right:
        store.record_sign_in(name, succeeded=False)
        raise SignInError(msg("The name or the PIN is wrong."))
    store.record_sign_in(name, succeeded=True)
    project.operator = stored.operator
    return stored.operator


def require_signed_in(project: Project, operator: Operator | None) -> None:
    """See to it that work which had to wait begins in the name of the person who asked for it.

    Args:
        project: The project.
        operator: Who was signed in when the work was asked for; None: nobody.

    Raises:
        SignInError: The project asks for it, and another person is signed in now, or nobody.
    """
    now = project.operator
    asked, present = (one and one.name for one in (operator, now))
    if not project.asks_for_sign_in or asked == present:
        return
    raise SignInError(
        msg("{name} asked for this and is not signed in any more.", name=asked)
        if asked
        else msg("Nobody was signed in when this was asked for."),
        hint=msg("Start it again."),
    )


def _wait(failures: Failures, now: datetime) -> timedelta:
    """How long a name has to wait."""
    beyond = failures.number - FREE_TRIES
    if beyond < 0 or failures.last is None:
        return timedelta()
    wait = min(_FIRST_WAIT * (1 << min(beyond, 10)), _LONGEST_WAIT)
    return min(wait, failures.last + wait - now)  # the clock may have been set back


def _engineers(project: Project) -> list[str]:
    return [one.name for one in operators(project) if one.role is Role.ENGINEER]


def _require_engineer(project: Project, *, without: str) -> None:
    """Refuse what would leave a project that asks for it without anybody to change it."""
    left = [name for name in _engineers(project) if name != without]
    if project.asks_for_sign_in and not left:
        raise UsageError(
            msg("No engineer would be left on the list."),
            hint=msg("Add another one first."),
        )
