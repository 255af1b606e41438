"""Creates and migrates database files, and refuses files that are not of this program."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from ad_studio.errors import OutdatedError, StoreError
from ad_studio.messages import msg
from ad_studio.store import audit_chain
from ad_studio.store.database import reading_engine, writing_engine
from ad_studio.store.failures import DAMAGED, translate_db_errors
from ad_studio.store.integrity import (
    QUICK_CHECK_SECONDS,
    current_schema,
    passes_quick_check,
    require_current_schema,
    require_no_foreign_code,
    require_table,
)

APPLICATION_ID = 0x41445354
"""SQLite application_id of a project database ("ADST")."""

REVISIONS = tuple(f"{number:04}" for number in range(1, 25))
"""Every schema revision this program knows, oldest first; the last one is current."""

_alembic_lock = threading.Lock()  # Alembic's environment is process-wide


def create(path: Path) -> None:
    """Make a new database file with the current schema, in one step without the migrations.

    Raises:
        StoreError: It cannot be written.
    """
    with _changing(path, create=True) as engine, engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        for kind in ("table", "index", "trigger"):  # the later ones name the earlier ones
            for made in current_schema().values():
                if made.type == kind:
                    connection.exec_driver_sql(made.sql)
        revision = text("INSERT INTO alembic_version VALUES (:number)")
        connection.execute(revision, {"number": REVISIONS[-1]})
        audit_chain.begin(connection)


def create_by_migrations(path: Path) -> None:
    """Make a new database file as `create` does, by all migrations: they say what is current.

    Raises:
        StoreError: It cannot be written.
    """
    _upgrade(path, create=True)


def prepare(path: Path, *, write: bool) -> None:
    """Check a database file before use and, when it may be written, bring it up to date.

    Raises:
        StoreError: The file is missing, damaged, altered, no project database, or made by a newer
            program; or by an older one and it is opened for reading only. It is left as it was.
    """
    if not path.is_file():
        raise StoreError(
            msg("The project has no database."),
            path=path,
            hint=msg("Put the file back from a backup, or make the project again."),
        )
    with translate_db_errors(path), _looking(path) as connection:
        revision = _revision(connection, path)
        if revision == REVISIONS[-1]:
            require_current_schema(connection, path)
        elif revision in REVISIONS:
            require_no_foreign_code(connection, path)
        if write and not passes_quick_check(connection, seconds=QUICK_CHECK_SECONDS):
            raise StoreError(DAMAGED[0], path=path, hint=DAMAGED[1])
    if revision not in REVISIONS:
        raise StoreError(
            msg("This project was last used with a newer version of the program."),
            path=path,
            hint=msg("Update the program on this computer; nothing in the project was changed."),
        )
    if revision == REVISIONS[-1]:
        return
    if not write:
        raise OutdatedError(
            msg("This project was made by an older version of the program."),
            path=path,
            hint=msg("Open it once in the window; that brings it up to date."),
        )
    _upgrade(path, create=False)


@contextmanager
def _looking(path: Path) -> Iterator[Connection]:
    engine = reading_engine(path)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _revision(connection: Connection, path: Path) -> str | None:
    if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
        raise StoreError(
            msg("This file is not a project database of this program."),
            path=path,
            hint=msg(
                "Put the right file back from a backup, or remove this folder from the workspace."
            ),
        )
    require_table(connection, path, "alembic_version")
    revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if revision is None else str(revision)


def _upgrade(path: Path, *, create: bool) -> None:
    # Only here: a database that is up to date opens without loading Alembic.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "ad_studio.store:migrations")
    with (
        _alembic_lock,
        _changing(path, create=create) as engine,
        engine.begin() as connection,
    ):
        config.attributes["connection"] = connection
        config.attributes["folder"] = path.parent
        command.upgrade(config, "head")
        audit_chain.begin(connection)


@contextmanager
def _changing(path: Path, *, create: bool) -> Iterator[Engine]:
    with translate_db_errors(path):
        engine = writing_engine(path, create=create)
        try:
            yield engine
        finally:
            engine.dispose()
