"""The fields that parts can be traced by: what a project asks of them, and what a run has."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time
from typing import Any

from ad_studio.domain import Role, Shift, TraceField, TraceSettings
from ad_studio.domain.traceability import in_order
from ad_studio.errors import UsageError
from ad_studio.messages import msg
from ad_studio.services.inspection.name_patterns import SerialPattern
from ad_studio.services.projects.project import Project

SETTING = "traceability"
"""The name under which these settings are stored."""

_SHIFT = re.compile(r"(?P<name>[^=]+)=(?P<hour>\d{1,2}):(?P<minute>\d{2})")

_MISSING = {
    TraceField.LOT: msg("This project asks for the lot of every run."),
    TraceField.SERIAL: msg("This project asks for the serial of every part."),
    TraceField.OPERATOR: msg("This project asks for the operator of every run."),
    TraceField.STATION: msg("This project asks for the station of every run."),
    TraceField.SHIFT: msg("This project asks for the shift of every run."),
}


def trace_settings(project: Project) -> TraceSettings:
    """Return what a project asks of the fields; nothing where nobody set it.

    Raises:
        StoreError: The settings are damaged.
    """
    return project.setting(SETTING, settings_of, TraceSettings())


def set_trace_settings(
    project: Project, settings: TraceSettings, *, author: str = ""
) -> TraceSettings:
    """Have a project ask this of the fields from now on; a new version of the settings.

    Args:
        project: Open for writing.
        settings: All of them; shifts in any order.
        author: Who sets them.

    Returns:
        The settings as they are stored: names without superfluous spaces, shifts by start.

    Raises:
        UsageError: The serial pattern does not say where the serial stands, or two shifts have one
            name or one start, or a shift has no name.
        SignInError: No engineer is signed in, and the project asks for it.
    """
    author = project.authorize(Role.ENGINEER, author)
    pattern = settings.serial_pattern.strip()
    if pattern:
        SerialPattern(pattern)
    shifts = sorted(
        (Shift(" ".join(one.name.split()), one.start) for one in settings.shifts),
        key=lambda one: one.start,
    )
    for values in ([one.name for one in shifts], [one.start for one in shifts]):
        if len(set(values)) < len(values) or "" in values:
            raise UsageError(
                msg("Every shift needs a name and a start of its own."),
                hint=msg("For example: early 06:00, late 14:00, night 22:00."),
            )
    tidy = replace(settings, serial_pattern=pattern, shifts=tuple(shifts))
    if tidy != trace_settings(project):
        project.store.settings.add(SETTING, _json(tidy), author=author)
    return tidy


def read_shifts(text: str) -> tuple[Shift, ...]:
    """Read shifts as people write them: "early=06:00, late=14:00"; nothing for no shifts.

    Raises:
        UsageError: A part of it is not of that form.
    """
    return tuple(_shift(part.strip()) for part in text.split(",")) if text.strip() else ()


def shifts_text(shifts: Sequence[Shift]) -> str:
    """Write shifts so that `read_shifts` reads them."""
    return ", ".join(f"{one.name}={one.start:%H:%M}" for one in shifts)


def missing_field(
    settings: TraceSettings, given: Mapping[TraceField, str], *, watch: bool
) -> TraceField | None:
    """Return the first field that a run lacks although its project asks for it.

    A serial may also come from the names of the files, or be scanned while a folder is watched; a
    shift may also go by the clock.

    Args:
        settings: What the project asks for.
        given: The fields as given for the run.
        watch: Whether the run watches its folders.
    """
    known_later = {
        TraceField.SERIAL: bool(settings.serial_pattern) or watch,
        TraceField.SHIFT: bool(settings.shifts),
    }
    needed = (field for field in in_order(settings.required) if not known_later.get(field))
    return next((field for field in needed if not given.get(field)), None)


def require_fields(
    settings: TraceSettings, given: Mapping[TraceField, str], *, watch: bool
) -> None:
    """See to it that a run has the fields that its project asks for; arguments as above.

    Raises:
        UsageError: A field is missing.
    """
    field = missing_field(settings, given, watch=watch)
    if field is not None:
        raise field_is_missing(field)


def field_is_missing(field: TraceField) -> UsageError:
    """Make the error of a run that lacks a field."""
    return UsageError(_MISSING[field], hint=msg("Fill it in and start again."))


def _shift(text: str) -> Shift:
    found = _SHIFT.fullmatch(text)
    try:
        if found is not None:
            return Shift(found["name"].strip(), time(int(found["hour"]), int(found["minute"])))
    except ValueError:  # 25:00
        pass
    raise UsageError(
        msg('"{text}" is not of the form NAME=HH:MM.', text=text),
        hint=msg("For example: early=06:00, late=14:00, night=22:00."),
    )


def _json(settings: TraceSettings) -> dict[str, Any]:
    return {
        "required": [str(field) for field in in_order(settings.required)],
        "serial_pattern": settings.serial_pattern,
        "shifts": [[one.name, f"{one.start:%H:%M}"] for one in settings.shifts],
    }


def settings_of(found: Mapping[str, Any]) -> TraceSettings:
    """Read settings as they are stored.

    Raises:
        KeyError, TypeError, ValueError: They were not stored by this program.
    """
    return TraceSettings(
        required=frozenset(TraceField(name) for name in found["required"]),
        serial_pattern=str(found["serial_pattern"]),
        shifts=tuple(Shift(name, time.fromisoformat(start)) for name, start in found["shifts"]),
    )
