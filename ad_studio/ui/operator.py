"""Who is at work on this computer and where it stands, as typed last; offered again."""

from PySide6.QtCore import QSettings

_OPERATOR, _STATION = "operator", "station"


def last_operator() -> str:
    """The name; empty before one was typed."""
    return str(QSettings().value(_OPERATOR, ""))


def remember_operator(name: str) -> None:
    """Offer this name from now on, also after the program was closed."""
    QSettings().setValue(_OPERATOR, name)


def last_station() -> str:
    """The station of this computer; empty before one was typed."""
    return str(QSettings().value(_STATION, ""))


def remember_station(name: str) -> None:
    """Offer this station from now on, also after the program was closed."""
    QSettings().setValue(_STATION, name)
