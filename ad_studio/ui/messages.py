"""Messages from below the window, in its language."""

from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Any

from PySide6.QtCore import QLocale

from ad_studio.messages import Message, as_message
from ad_studio.ui.i18n import translate

CONTEXT = "Service"
"""Under which the catalogues list the templates."""


def localized(words: Message | str) -> str:
    """Words in the language of the window; English where nobody has translated them."""
    message = as_message(words)
    if not message:
        return ""
    return _LOCALIZER.vformat(translate(CONTEXT, message.template), (), message.values)


class _Localizer(Formatter):
    """Puts values into a template: messages translated, numbers with the decimal point in use."""

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> object:
        value = super().get_value(key, args, kwargs)
        return localized(value) if isinstance(value, Message) else value

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 - as declared
        text: str = super().format_field(value, format_spec)
        return text.replace(".", QLocale().decimalPoint()) if isinstance(value, float) else text


_LOCALIZER = _Localizer()
