"""Words for the user: a template with values, so that they can be translated where they are shown.

What is said to the user travels as a `Message`: `str(message)` is its English text, for the command
line and logs. The window and reports look its template up in a catalogue and put the values in by
`render` (`ad_studio/ui/messages.py`, `ad_studio/reports/language.py`).

    msg("There is no run {number}.", number=7)

Templates are literals: `tools/translations.py` reads them from the source, and a test holds their
places and the names of their values together.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from string import Formatter
from typing import Any

_STORED = '{"template": '


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence or a few words for the user; false when empty.

    Attributes:
        template: The English text with places for values, written as for `str.format`.
        values: What belongs into the places: numbers, texts, paths, or further messages.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.template.format_map(self.values)

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __bool__(self) -> bool:
        return bool(self.template)

    def to_text(self) -> str:
        """The message as one text to be stored: JSON where it has values."""
        return json.dumps(_to_json(self), ensure_ascii=False) if self.values else str(self)

    @classmethod
    def from_text(cls, text: str) -> "Message":
        """Read what `to_text` made; any other text is taken as it stands."""
        if not text:
            return NOTHING
        return _from_json(json.loads(text)) if text.startswith(_STORED) else plain(text)


NOTHING = Message("")
"""No words."""


def msg(template: str, /, **values: object) -> Message:
    """Make a message of a literal template and a value for each of its places."""
    return Message(template, values)


def template(text: str) -> str:
    """Mark a literal that becomes the template of a message elsewhere."""
    return text


def plain(text: str) -> Message:
    """Make a message of a text as it stands, braces included."""
    return Message(text.replace("{", "{{").replace("}", "}}"))


def joined(first: Message, second: Message) -> Message:
    """Two sentences as one message; either may be empty."""
    if not first or not second:
        return first or second
    return msg("{first} {second}", first=first, second=second)


def as_message(words: Message | str) -> Message:
    """Make a message of a text that needs no translation; a message stays as it is."""
    return words if isinstance(words, Message) else plain(words)


def render(message: Message, *, translate: Callable[[str], str], decimal_point: str) -> str:
    """Say a message in another language: its template, and the messages among its values.

    Args:
        message: What to say.
        translate: Gives the template in the other language.
        decimal_point: What stands in numbers for it.
    """
    if not message:
        return ""
    localizer = _Localizer(translate, decimal_point)
    return localizer.vformat(translate(message.template), (), message.values)


class _Localizer(Formatter):
    """Puts values into a template: messages translated, numbers with their decimal point."""

    def __init__(self, translate: Callable[[str], str], decimal_point: str) -> None:
        self._translate, self._point = translate, decimal_point

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> object:
        value = super().get_value(key, args, kwargs)
        if not isinstance(value, Message):
            return value
        return render(value, translate=self._translate, decimal_point=self._point)

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 - as declared
        text: str = super().format_field(value, format_spec)
        return text.replace(".", self._point) if isinstance(value, float) else text


def _to_json(value: object) -> object:
    if isinstance(value, Message):
        values = {name: _to_json(part) for name, part in value.values.items()}
        return {"template": value.template, "values": values}
    if isinstance(value, (int, float)):
        return value
    return str(value).encode(errors="backslashreplace").decode()


def _from_json(value: Any) -> Any:  # noqa: ANN401 - what JSON has
    if not isinstance(value, dict):
        return value
    values = {name: _from_json(part) for name, part in value["values"].items()}
    return Message(value["template"], values)
