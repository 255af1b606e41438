"""`fields`: what the parts of a project are traced by."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import replace

from ad_studio.cli.options import add_author, add_json, add_project, author, open_project
from ad_studio.cli.output import print_json, printable
from ad_studio.domain import Shift, TraceField, TraceSettings
from ad_studio.domain.traceability import in_order
from ad_studio.errors import UsageError
from ad_studio.services.projects.traceability import (
    read_shifts,
    set_trace_settings,
    trace_settings,
)

_NONE = "none"


def add_fields(parser: ArgumentParser) -> None:
    """Add the options of `fields`."""
    parser.description = (
        "Show or change which fields every run must have, where the serial of a part stands in "
        "the file name, and when shifts begin. Without options, shows them."
    )
    add_project(parser)
    parser.add_argument(
        "--require", metavar="lot,serial", type=_fields,
        help=f"the fields without which no run begins: {', '.join(TraceField)}; {_NONE}: no field",
    )  # fmt: skip
    parser.add_argument(
        "--serial-pattern", metavar="P", type=str.strip,
        help='where the serial stands in the file name: "cam1_{serial}_*", * is any text, ? one '
        f"character; {_NONE}: nowhere",
    )  # fmt: skip
    parser.add_argument(
        "--shifts", metavar="early=06:00,late=14:00", type=_shifts,
        help=f"names and starts, local time; each lasts until the next one; {_NONE}: no shifts",
    )  # fmt: skip
    add_author(parser, "who changes it")
    add_json(parser)
    parser.set_defaults(runner=fields)


def fields(options: Namespace) -> None:
    """Show the settings of the fields, or change them."""
    changes = (options.require, options.serial_pattern, options.shifts)
    is_change = any(one is not None for one in changes)
    if not is_change and options.author is not None:
        raise UsageError("--author goes with a change.")
    with open_project(options, write=is_change) as project:
        settings = trace_settings(project)
        if is_change:
            settings = set_trace_settings(
                project, _changed(settings, options), author=author(options)
            )
    if options.json:
        print_json(_as_json(settings))
    else:
        print(_described(settings))


def _changed(settings: TraceSettings, options: Namespace) -> TraceSettings:
    if options.require is not None:
        settings = replace(settings, required=options.require)
    if options.serial_pattern is not None:
        pattern = "" if options.serial_pattern == _NONE else options.serial_pattern
        settings = replace(settings, serial_pattern=pattern)
    if options.shifts is not None:
        settings = replace(settings, shifts=options.shifts)
    return settings


def _as_json(settings: TraceSettings) -> dict[str, object]:
    return {
        "required": in_order(settings.required),
        "serial_pattern": settings.serial_pattern,
        "shifts": [{"name": one.name, "start": f"{one.start:%H:%M}"} for one in settings.shifts],
    }


def _described(settings: TraceSettings) -> str:
    shifts = ", ".join(f"{one.name} from {one.start:%H:%M}" for one in settings.shifts)
    lines = (
        f"Required: {', '.join(in_order(settings.required)) or _NONE}",
        f"Serial in the file name: {settings.serial_pattern or _NONE}",
        f"Shifts: {shifts or _NONE}",
    )
    return "\n".join(map(printable, lines))


def _fields(text: str) -> frozenset[TraceField]:
    names = [] if text == _NONE else [name.strip().lower() for name in text.split(",")]
    if not set(names) <= set(TraceField):
        raise ArgumentTypeError(
            f"{text!r} is not a list of fields; use {', '.join(TraceField)}, with commas between "
            f"them, or {_NONE}"
        )
    return frozenset(TraceField(name) for name in names)


def _shifts(text: str) -> tuple[Shift, ...]:
    try:
        return () if text == _NONE else read_shifts(text)
    except UsageError as error:
        raise ArgumentTypeError(str(error.message)) from error
