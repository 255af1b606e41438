"""What the audit trail says of settings of a project."""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import Any

from ad_studio.domain import Sorting, TraceField
from ad_studio.domain.traceability import in_order
from ad_studio.messages import NOTHING, Message, msg, plain, template
from ad_studio.services.actions import settings as actions
from ad_studio.services.challenge import rule
from ad_studio.services.projects import pixel_size, traceability
from ad_studio.services.projects.project import SIGN_IN

SETTINGS = {
    traceability.SETTING: msg("fields of parts set"),
    actions.SETTING: msg("actions after each image set"),
    SIGN_IN: msg("sign-in asked for or not"),
    rule.SETTING: msg("rule for challenges set"),
    pixel_size.SETTING: msg("pixel size set"),
}
"""What was done where a setting was set, by its name."""

_FIELDS = {
    TraceField.LOT: msg("lot"),
    TraceField.SERIAL: msg("serial"),
    TraceField.STATION: msg("station"),
    TraceField.SHIFT: msg("shift"),
    TraceField.OPERATOR: msg("operator"),
}
_WORDS, _SENTENCES = template("{first}, {second}"), template("{first}; {second}")


def setting_words(name: str, value: Mapping[str, Any]) -> Message:
    """What was set, in words; as it is stored where this version of the program cannot read it."""
    try:
        return _SAID[name](value)
    except (KeyError, TypeError, ValueError):
        return plain(json.dumps(value, ensure_ascii=False))


def _pixel_size(value: Mapping[str, Any]) -> Message:
    mm = value["mm"]
    return msg("not known") if mm is None else msg("{mm:g} mm", mm=mm)


def _sign_in(value: Mapping[str, Any]) -> Message:
    return msg("asked for") if value["required"] else msg("not asked for")


def _rule(value: Mapping[str, Any]) -> Message:
    found = rule.rule_of(value)
    said = [msg("once a shift")] if found.each_shift else []
    said += [msg("within {hours} h", hours=found.hours)] if found.hours else []
    return _listed(said) or msg("not required")


def _fields(value: Mapping[str, Any]) -> Message:
    found = traceability.settings_of(value)
    needed = _listed(_FIELDS[field] for field in in_order(found.required))
    said = [msg("required: {fields}", fields=needed) if needed else msg("no field required")]
    if found.serial_pattern:
        said.append(msg("serial from the file name: {pattern}", pattern=found.serial_pattern))
    if found.shifts:
        said.append(msg("shifts: {shifts}", shifts=traceability.shifts_text(found.shifts)))
    return _listed(said, _SENTENCES)


def _actions(value: Mapping[str, Any]) -> Message:
    found = actions.settings_of(value)
    said = []
    if found.sorting is Sorting.MOVE:
        said.append(msg("files are moved to {folder}", folder=found.folder))
    elif found.sorting is Sorting.COPY:
        said.append(msg("files are copied to {folder}", folder=found.folder))
    if found.log is not None:
        said.append(msg("a line in {file}", file=found.log))
    if found.mqtt is not None:
        to, broker = found.mqtt, f"{found.mqtt.host}:{found.mqtt.port}"
        said.append(
            msg("a message to {topic} at {broker}, encrypted", topic=to.topic, broker=broker)
            if to.tls
            else msg("a message to {topic} at {broker}", topic=to.topic, broker=broker)
        )
    return _listed(said, _SENTENCES) or msg("nothing")


def _listed(said: Iterable[Message], pair: str = _WORDS) -> Message:
    def add(found: Message, one: Message) -> Message:
        return Message(pair, {"first": found, "second": one}) if found else one

    return reduce(add, said, NOTHING)


_SAID: dict[str, Callable[[Mapping[str, Any]], Message]] = {
    traceability.SETTING: _fields,
    actions.SETTING: _actions,
    SIGN_IN: _sign_in,
    rule.SETTING: _rule,
    pixel_size.SETTING: _pixel_size,
}
