"""The base class of all repositories."""

from datetime import UTC, datetime

from ad_studio.store.database import Database


class Repository:
    """Reads and writes one kind of thing in the database of a project."""

    def __init__(self, database: Database) -> None:
        """Work on an open database; the files of the project lie beside it."""
        self._database = database
        self._folder = database.path.parent


def now() -> datetime:
    """Return the current time, aware, in UTC."""
    return datetime.now(UTC)
