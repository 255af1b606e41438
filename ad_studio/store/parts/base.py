"""What every part of the store stands on."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from ad_studio.store.database import Database

T = TypeVar("T")


class StorePart:
    """A project's folder and its database."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self._db = database

    def _write(self, work: Callable[[Session], T]) -> T:
        """Run a write and wait for it."""
        return self._db.write(work).result()


def now() -> datetime:
    """Return the current time, aware, in UTC."""
    return datetime.now(UTC)
