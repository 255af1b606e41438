"""Files that are either wholly there or not at all."""

import os
import shutil
from pathlib import Path
from uuid import uuid4

TEMPORARY = ".new-"
"""Start of the names of files and folders that are not finished."""


def temporary(folder: Path) -> Path:
    """Return a fresh name in a folder for something that gets its real name when finished."""
    return folder / f"{TEMPORARY}{uuid4().hex}"


def write_atomic(path: Path, data: bytes) -> None:
    """Write a file under a temporary name in its folder, then give it its name.

    Raises:
        OSError: It cannot be written; nothing is left behind.
    """
    new = temporary(path.parent)
    try:
        with new.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def clear_temporaries(folder: Path) -> None:
    """Remove what a killed program left unfinished directly in a folder."""
    for leftover in folder.glob(f"{TEMPORARY}*"):
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)
