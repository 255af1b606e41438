"""Who is at work on this computer, as typed last; offered where something has to be signed."""

from PySide6.QtCore import QSettings

_SETTING = "operator"


def last_operator() -> str:
    """The name; empty before one was typed."""
    return str(QSettings().value(_SETTING, ""))


def remember_operator(name: str) -> None:
    """Offer this name from now on, also after the program was closed."""
    QSettings().setValue(_SETTING, name)
