"""Files that are either wholly there or not at all."""

import errno
import hashlib
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from ad_studio.messages import msg

TEMPORARY = ".new-"
"""Start of the names of files and folders that are not finished."""

DISK_FULL = msg("The disk is full.")
FREE_SPACE = msg("Free some space and try again; what was stored before is kept.")

_NAME = re.compile(re.escape(TEMPORARY) + r"[0-9a-f]{32}(\.\w+)?")
_PIECE = 1024**2  # bytes
_ABANDONED_SECONDS = 86_400.0  # only what was killed is unfinished and untouched for a day


def temporary(folder: Path, *, suffix: str = "") -> Path:
    """Return a fresh name in a folder for something that gets its real name when finished.

    What killed programs left unfinished there a day ago or longer is removed: it may lie anywhere
    that somebody wanted a report, a backup or a workspace.
    """
    clear_temporaries(folder, unused_for=_ABANDONED_SECONDS)
    return folder / f"{TEMPORARY}{uuid4().hex}{suffix}"


def nearest_existing(path: Path) -> Path:
    """The path itself where there is something, else the nearest folder above it that is there."""
    return next(one for one in (path, *path.parents) if one.exists() or one == one.parent)


def try_to_write(folder: Path) -> None:
    """See before the work whether files can be made in a folder; one that is missing is not made.

    Raises:
        OSError: They cannot.
    """
    there = nearest_existing(folder)
    trial = temporary(there)
    try:
        trial.touch()
    finally:
        with suppress(OSError):
            trial.unlink()


def is_disk_full(error: OSError) -> bool:
    """Whether there is no space left, or none that this user may take."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Hand out a temporary name beside `path`; what is there when the block ends takes its place.

    If the block fails, what was at `path` stays as it was, and nothing else is left behind. The
    block must close the file, or systems that lock open files refuse to rename it.

    Raises:
        OSError: It cannot be renamed.
    """
    unfinished = temporary(path.parent)
    try:
        yield unfinished
        sync(unfinished)
        unfinished.replace(path)
        sync(path.parent)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def write_atomic(path: Path, data: bytes) -> None:
    """Write a file under a temporary name in its folder, then give it its name.

    Raises:
        OSError: It cannot be written; nothing is left behind.
    """
    with replacing(path) as new:
        new.write_bytes(data)


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk itself and outlast a power cut.

    Folders are left out where the system cannot do that: Windows, and some network drives.

    Raises:
        OSError: The file cannot be written.
    """
    if not path.is_dir():
        _sync(path, os.O_RDWR)
    elif os.name != "nt":
        with suppress(OSError):
            _sync(path, os.O_RDONLY)


def _sync(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sha256_of(path: Path, *, check_cancelled: Callable[[], None] = lambda: None) -> str:
    """Hexadecimal SHA-256 of a file's bytes.

    Args:
        path: The file.
        check_cancelled: Called before each piece; raises an exception to stop.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        digest = hashlib.sha256()
        while piece := file.read(_PIECE):
            check_cancelled()
            digest.update(piece)
        return digest.hexdigest()


def clear_temporaries(folder: Path, *, unused_for: float = 0.0) -> None:
    """Remove what killed programs left unfinished directly in a folder; what cannot be, stays.

    Args:
        folder: The folder; it need not be there.
        unused_for: Seconds since the last change; 0 where no other program can be at work.
    """
    with suppress(OSError):
        for leftover in folder.iterdir():
            if not _NAME.fullmatch(leftover.name):
                continue
            with suppress(OSError):
                if time.time() - leftover.lstat().st_mtime < unused_for:
                    continue
                if leftover.is_dir() and not leftover.is_symlink():
                    shutil.rmtree(leftover, ignore_errors=True)
                else:
                    leftover.unlink(missing_ok=True)
