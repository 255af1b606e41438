import errno
import sqlite3
from types import SimpleNamespace

import pytest

from ad_studio.errors import NotWritableError, StoreError
from ad_studio.store import failures
from ad_studio.store.failures import file_failure, translate_db_errors


def failure(code):
    error = sqlite3.OperationalError("technical")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_FULL, "disk is full"),
        (sqlite3.SQLITE_BUSY, "locked by another program"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "locked by another program"),
        (sqlite3.SQLITE_READONLY, "cannot be written"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "cannot be written"),
        (sqlite3.SQLITE_CORRUPT, "damaged"),
        (sqlite3.SQLITE_NOTADB, "damaged"),
        (sqlite3.SQLITE_CANTOPEN, "cannot be opened"),
        (sqlite3.SQLITE_IOERR_WRITE, "Reading or writing the database failed"),
    ],
)
def test_what_a_user_can_mend(tmp_path, code, words):
    with (
        pytest.raises(StoreError, match=words) as caught,
        translate_db_errors(tmp_path / "project.db"),
    ):
        raise failure(code)
    assert caught.value.path == tmp_path / "project.db"
    assert caught.value.hint
    assert "technical" not in str(caught.value)


@pytest.mark.parametrize("code", [sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISUSE])
def test_bugs_pass(tmp_path, code):
    with pytest.raises(sqlite3.OperationalError), translate_db_errors(tmp_path):
        raise failure(code)


def test_errors_without_a_code_pass(tmp_path):
    with pytest.raises(sqlite3.ProgrammingError), translate_db_errors(tmp_path):
        raise sqlite3.ProgrammingError("closed")


@pytest.mark.parametrize(
    "code",
    [sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_CANTOPEN],
)
def test_a_full_disk_is_not_taken_for_a_lost_drive(tmp_path, code, monkeypatch):
    monkeypatch.setattr(
        failures.shutil, "disk_usage", lambda folder: SimpleNamespace(total=10**9, free=4096)
    )
    with (
        pytest.raises(NotWritableError) as caught,
        translate_db_errors(tmp_path / "project.db"),
    ):
        raise failure(code)
    assert str(caught.value.advice).startswith("The disk is full. Free some space")


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.EPERM])
def test_what_is_refused_can_still_be_read(tmp_path, code):
    refused = file_failure(OSError(code, "Refused"), tmp_path, "copy the image")
    assert isinstance(refused, NotWritableError)
    lost = file_failure(OSError(errno.EIO, "Lost"), tmp_path, "copy the image")
    assert not isinstance(lost, NotWritableError)


def test_failed_file_operations(tmp_path):
    full = file_failure(OSError(errno.ENOSPC, "No space left"), tmp_path, "copy the image")
    assert str(full.message) == "The disk is full."
    other = file_failure(PermissionError(13, "Permission denied"), tmp_path, "copy the image")
    assert str(other.message) == "Could not copy the image: Permission denied."
    assert other.path == tmp_path
