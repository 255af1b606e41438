"""Messages from below the window, in its language."""

from PySide6.QtCore import QLocale

from ad_studio.messages import Message, as_message, render
from ad_studio.ui.i18n import translate

CONTEXT = "Service"
"""Under which the catalogues list the templates."""


def localized(words: Message | str) -> str:
    """Words in the language of the window; English where nobody has translated them."""
    return render(
        as_message(words),
        translate=lambda template: translate(CONTEXT, template),
        decimal_point=QLocale().decimalPoint(),
    )
