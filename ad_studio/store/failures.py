"""Tells what a user can mend (disk full, locked, damaged) from bugs, in plain words."""

import errno
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, MultipleResultsFound, NoResultFound

from ad_studio.errors import NotWritableError, StoreError
from ad_studio.files import DISK_FULL, FREE_SPACE, is_disk_full
from ad_studio.messages import Message, msg

_FULL = (DISK_FULL, FREE_SPACE)
_READ_ONLY = (
    msg("The database cannot be written."),
    msg("Check that you may write in this folder and that the drive is not write-protected."),
)
DAMAGED = (
    msg("The database is damaged or is not a database."),
    msg("Put the project folder back from a backup; keep this copy until that is done."),
)
"""What is said of a damaged database: message and hint."""
_LOCKED = (
    msg("The database is locked by another program."),
    msg("Close programs that may be using it (backup, synchronisation) and try again."),
)

_OF_A_VALUE = (ValueError, LookupError, TypeError, AttributeError, OverflowError,
               NoResultFound, MultipleResultsFound)  # fmt: skip
_LONGEST = 200
_REFUSED = (errno.EROFS, errno.EACCES, errno.EPERM)
_NO_SPACE = 1 << 20  # bytes free: less than SQLite needs for the files beside a database

_BY_CODE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_CANTOPEN: (
        msg("The database cannot be opened."),
        msg("Check that the file is there and that you may read this folder."),
    ),
    sqlite3.SQLITE_IOERR: (
        msg("Reading or writing the database failed."),
        msg("Check the drive or the network connection."),
    ),
}


_NOT_WRITABLE = (_FULL, _READ_ONLY)


def primary_code(error: BaseException) -> int | None:
    """Return SQLite's primary error code of a database error; None if it carries none."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    code: int | None = getattr(cause, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


@contextmanager
def translate_db_errors(path: Path) -> Iterator[None]:
    """Turn a database failure that a user can mend into a StoreError; let bugs through.

    Args:
        path: The database file that the message names.

    Raises:
        NotWritableError: The disk is full, or the file read-only.
        StoreError: It is locked, damaged or unreadable.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        code = primary_code(error) or 0
        known = _BY_CODE.get(code)
        if known is None:
            raise
        # the files beside a database are made in ways that do not tell why they cannot be
        if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and _has_no_space(path):
            known = _FULL
        message, hint = known
        kind = NotWritableError if known in _NOT_WRITABLE else StoreError
        raise kind(message, path=path, hint=hint) from error


def _has_no_space(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _NO_SPACE
    except OSError:
        return False


def unreadable_value(error: Exception, statement: str, path: Path) -> StoreError | None:
    """Return the StoreError for a value that is not what its column holds; None for another error.

    Args:
        error: What was raised while rows were read.
        statement: The SQL statement that was executed last.
        path: The database file.
    """
    undecodable = isinstance(error, DBAPIError) and "decode to UTF-8" in str(error)
    if not undecodable and not isinstance(error, _OF_A_VALUE):
        return None
    table = re.search(r"\bFROM (\w+)", statement)
    return _unreadable(error, table[1] if table else "?", path)


@contextmanager
def unreadable_values(path: Path, table: str) -> Iterator[None]:
    """Turn what is raised while values of a table are made use of into a StoreError.

    Args:
        path: The database file.
        table: The table that they were read from.

    Raises:
        StoreError: A value is not what its column holds.
    """
    try:
        yield
    except _OF_A_VALUE as error:
        raise _unreadable(error, table, path) from error


def _unreadable(error: Exception, table: str, path: Path) -> StoreError:
    return StoreError(
        msg(
            "A value in the table {table} of the database cannot be read ({error}).",
            table=table,
            error=" ".join(str(error).split())[:_LONGEST],
        ),
        path=path,
        hint=DAMAGED[1],
    )


def file_failure(error: OSError, path: Path, doing: Message) -> StoreError:
    """Return the StoreError for a failed file operation.

    Args:
        error: What the system said.
        path: The file or folder concerned.
        doing: What was tried ("make the project").
    """
    if is_disk_full(error):
        return NotWritableError(DISK_FULL, path=path, hint=FREE_SPACE)
    reason = error.strerror or str(error)
    kind = NotWritableError if error.errno in _REFUSED else StoreError
    return kind(
        msg("Could not {doing}: {reason}.", doing=doing, reason=reason),
        path=path,
        hint=msg("Check that you may write in this folder and that the drive is there."),
    )
