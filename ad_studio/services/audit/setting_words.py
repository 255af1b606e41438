"""What the audit trail says of settings of a project."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from ad_studio.domain import Sorting, TraceField
from ad_studio.domain.traceability import in_order
from ad_studio.messages import NOTHING, Message, msg, plain, template
from ad_studio.services.actions import settings as actions
from ad_studio.services.challenge import rule
from ad_studio.services.projects import pixel_size, traceability
from ad_studio.services.projects.project import SIGN_IN

_FIELDS = {
    TraceField.LOT: msg("lot"),
    TraceField.SERIAL: msg("serial"),
    TraceField.STATION: msg("station"),
    TraceField.SHIFT: msg("shift"),
    TraceField.OPERATOR: msg("operator"),
}
_WORDS, _SENTENCES = template("{first}, {second}"), template("{first}; {second}")


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


@dataclass(frozen=True, slots=True)
class SettingWords:
    """What is said of one setting.

    Attributes:
        done: What was done where it was set.
        value_words: Says what it was set to.
    """

    done: Message
    value_words: Callable[[Mapping[str, Any]], Message]


SETTINGS = {
    traceability.SETTING: SettingWords(msg("fields of parts set"), _fields),
    actions.SETTING: SettingWords(msg("actions after each image set"), _actions),
    SIGN_IN: SettingWords(msg("sign-in asked for or not"), _sign_in),
    rule.SETTING: SettingWords(msg("rule for challenges set"), _rule),
    pixel_size.SETTING: SettingWords(msg("pixel size set"), _pixel_size),
}
"""By name."""


def what_was_set(name: str) -> Message:
    """What was done where a setting was set."""
    known = SETTINGS.get(name)
    return msg("settings changed") if known is None else known.done


def setting_words(name: str, value: Mapping[str, Any]) -> Message:
    """What was set, in words; as it is stored where this version of the program cannot read it."""
    try:
        return SETTINGS[name].value_words(value)
    except (KeyError, TypeError, ValueError):
        return plain(json.dumps(value, ensure_ascii=False))
