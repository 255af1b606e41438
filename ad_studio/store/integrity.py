"""Integrity checks of a database file: its schema, and SQLite's quick check of its pages."""

import json
import sqlite3
import time
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from ad_studio.errors import StoreError
from ad_studio.messages import Message, msg

SCHEMA = Path(__file__).with_name("schema.json")
"""Every object of the current schema; `python -m tools.schema` writes it from the migrations."""

QUICK_CHECK_SECONDS = 1.0
_STEPS = 10_000  # of SQLite's machine between two looks at the clock
_STATISTICS = ("sqlite_stat1", "sqlite_stat4", "sqlite_sequence")


class SchemaObject(NamedTuple):
    """A table, index, trigger or view of a database.

    Attributes:
        type: "table", "index", "trigger" or "view".
        name: Unique in the database.
        sql: The statement that makes it, with single blanks.
    """

    type: str
    name: str
    sql: str


def read_schema(connection: Connection) -> dict[str, SchemaObject]:
    """Return the objects of a database by name, without those that SQLite makes by itself."""
    rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master")
    return {
        name: SchemaObject(kind, name, " ".join(sql.split()))
        for kind, name, sql in rows
        if sql is not None and name not in _STATISTICS
    }


@cache
def current_schema() -> Mapping[str, SchemaObject]:
    """Return the objects of a database of the current schema by name."""
    stored = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return {entry["name"]: SchemaObject(**entry) for entry in stored}


def require_table(connection: Connection, path: Path, name: str) -> None:
    """Refuse a database in which something else stands in the place of a table.

    A view may never end; call this before the first table is read.

    Raises:
        StoreError: A view or virtual table has the table's name.
    """
    found = read_schema(connection).get(name)
    if found is not None and not _is_plain(found):
        raise _altered(path, _foreign(found))


def require_no_foreign_code(connection: Connection, path: Path) -> None:
    """Refuse a database of an earlier schema with a view or trigger that is not the program's.

    Raises:
        StoreError: There is one.
    """
    expected = current_schema()
    for found in read_schema(connection).values():
        if not _is_plain(found) and expected.get(found.name) != found:
            raise _altered(path, _foreign(found))


def require_current_schema(connection: Connection, path: Path) -> None:
    """Refuse a database that has more or less in it than the current schema, or other triggers.

    Raises:
        StoreError: It has.
    """
    problem = next(iter(differences(read_schema(connection))), None)
    if problem is not None:
        raise _altered(path, problem)


def differences(found: Mapping[str, SchemaObject], *, every_text: bool = False) -> list[Message]:
    """Say in words what differs from the current schema.

    Args:
        found: What `read_schema` returned.
        every_text: Compare the statements of tables and indexes as well, not only their names.
    """
    expected = current_schema()
    problems = [_foreign(one) for name, one in found.items() if name not in expected]
    for name, wanted in expected.items():
        one = found.get(name)
        if one is None:
            problems.append(
                msg("the database lacks the {kind} {name}", kind=wanted.type, name=name)
            )
        elif _differs(one, wanted, every_text=every_text):
            problems.append(
                msg("the {kind} {name} of the database was changed", kind=wanted.type, name=name)
            )
    return problems


def passes_quick_check(connection: Connection, *, seconds: float) -> bool:
    """Whether SQLite's quick check of a database's pages finds nothing wrong.

    Args:
        connection: To the database.
        seconds: How long the check may take; what it found nothing in until then is taken as sound.
    """
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    end = time.monotonic() + seconds
    raw.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    try:
        return _says_ok(raw.execute("PRAGMA quick_check(1)"))
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            return True
        raise
    finally:
        raw.set_progress_handler(None, 0)


def _says_ok(rows: Iterable[tuple[object, ...]]) -> bool:
    return [row[0] for row in rows] == ["ok"]


def _is_plain(found: SchemaObject) -> bool:
    """Whether it is a table or index with no code of its own, as a virtual table has."""
    return found.sql.upper().startswith(("CREATE TABLE ", "CREATE INDEX ", "CREATE UNIQUE INDEX "))


def _differs(one: SchemaObject, wanted: SchemaObject, *, every_text: bool) -> bool:
    # Other versions of the libraries may write a table's statement a little differently; the
    # triggers' statements are the program's own.
    if every_text or wanted.type == "trigger":
        return one != wanted
    return one.type != wanted.type or not _is_plain(one)


def _foreign(found: SchemaObject) -> Message:
    return msg(
        "the database has a {kind} {name} that this program did not make",
        kind=found.type,
        name=found.name,
    )


def _altered(path: Path, problem: Message) -> StoreError:
    return StoreError(
        msg("Somebody has altered the project's database: {problem}.", problem=problem),
        path=path,
        hint=msg("Put the project folder back from a backup; keep this copy until that is done."),
    )
