"""One writing program per project: a lock the system drops when its holder dies."""

import json
import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import psutil
from filelock import FileLock, Timeout

from ad_studio.errors import ProjectBusyError
from ad_studio.files import write_atomic
from ad_studio.identity import computer_name
from ad_studio.messages import Message, msg
from ad_studio.store.failures import file_failure

LOCK_NAME = ".lock"
HOLDER_NAME = ".lock.json"

_CLOCK_SECONDS = 60.0  # by which the clock may have been set since
_UNREADABLE = (OSError, ValueError, LookupError, TypeError, OverflowError, RecursionError)


class ProjectLock:
    """The write lock of one project folder; a note beside it says who holds it."""

    def __init__(self, folder: Path) -> None:
        """Take the lock.

        Raises:
            ProjectBusyError: Another program holds it; the message says which.
            NotWritableError: Nothing can be written in the folder.
            StoreError: The lock file cannot be written for another reason.
        """
        self._note = folder / HOLDER_NAME
        # The project may be closed by another thread than the one that opened it.
        self._lock = FileLock(folder / LOCK_NAME, thread_local=False)
        try:
            self._lock.acquire(blocking=False)
        except Timeout as error:
            raise ProjectBusyError(
                msg(
                    "The project is open in another program: {holder}.", holder=_holder(self._note)
                ),
                path=folder,
                hint=msg("Close it there first."),
            ) from error
        except OSError as error:
            raise file_failure(error, folder, msg("open the project for writing")) from error
        try:
            write_atomic(self._note, json.dumps(_me()).encode())
        except OSError as error:
            self._lock.release()
            raise file_failure(error, folder, msg("open the project for writing")) from error

    def release(self) -> None:
        """Give the lock back."""
        with suppress(OSError):  # the drive may be gone; the next holder writes its own
            self._note.unlink(missing_ok=True)
        self._lock.release()


def is_held(folder: Path) -> bool:
    """Say whether a program holds a project's lock; True where that cannot be found out.

    The lock itself is not asked: whoever asks it takes it for a moment, and another program that
    opens the project in that moment is refused. The note of the holder names a process.
    """
    try:
        who = json.loads((folder / HOLDER_NAME).read_text(encoding="utf-8"))
        if who["host"] != computer_name():
            return True
        since = datetime.fromisoformat(who["since"]).timestamp()
        process = psutil.Process(who["pid"])
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        started: float = process.create_time()
        return started < since + _CLOCK_SECONDS  # else a later one has its number
    except (FileNotFoundError, psutil.NoSuchProcess):
        return False
    except (*_UNREADABLE, psutil.Error):
        return True


def _me() -> dict[str, object]:
    return {
        "pid": os.getpid(),
        "host": computer_name(),
        "program": Path(sys.argv[0]).name or "python",
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _holder(note: Path) -> Message:
    try:
        who = json.loads(note.read_text(encoding="utf-8"))
        return msg(
            "{program} (process {process}) on {host} since {since}",
            program=who["program"],
            process=who["pid"],
            host=who["host"],
            since=who["since"],
        )
    except _UNREADABLE:
        return msg("it did not say which")
