"""Moving or copying image files into folders by their verdict; nothing is overwritten or lost."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from ad_studio.domain import ActionKind, ResultRow, Sorting
from ad_studio.errors import ActionError
from ad_studio.files import sha256_of, sync, temporary
from ad_studio.messages import msg
from ad_studio.services.actions.action import Action

_MOST_NAMES = 10_000


class Sort(Action):
    """Puts each file into the folder OK, REVIEW or NG.

    The copy is on the disk and was read back before a file that is moved is removed from where it
    was. A file of the same name and other bytes stays: the new one gets a number.
    """

    def __init__(self, sorting: Sorting, folder: Path) -> None:
        """Sort into folders below one folder."""
        self.kind = ActionKind(sorting.value)
        self._folder = folder

    def carry_out(self, row: ResultRow) -> Path | None:
        """Put the file into its folder; one that could not be read at all stays where it is."""
        if not row.sha256:
            return None
        target_folder = self._folder / ("ERROR" if row.verdict is None else str(row.verdict))
        try:
            target_folder.mkdir(parents=True, exist_ok=True)
            place = _place(row.path, row.sha256, target_folder)
            if self.kind is ActionKind.MOVE and not _is_same_file(place, row.path):
                _remove(row.path, row.sha256)
        except OSError as error:
            raise ActionError(
                msg(
                    "{name} could not be put into {folder}: {reason}.",
                    name=row.path.name,
                    folder=target_folder,
                    reason=error.strerror or str(error),
                )
            ) from error
        return place


def _place(source: Path, sha256: str, folder: Path) -> Path:
    """Return where these bytes lie in a folder; copied there, unless they are there already."""
    for number in range(1, _MOST_NAMES):
        suffix = "" if number == 1 else f"-{number}"
        target = folder / f"{source.stem}{suffix}{source.suffix}"
        if target.exists():
            if _has(target, sha256):  # a try before got so far
                return target
        elif _copy(source, sha256, target):
            return target
    raise OSError(f"too many files are called {source.name}")


def _copy(source: Path, sha256: str, target: Path) -> bool:
    """Copy a file to a name that is free; False if the name was taken meanwhile."""
    unfinished = temporary(target.parent)
    try:
        try:
            shutil.copyfile(source, unfinished)
        except FileNotFoundError as error:
            raise ActionError(msg("{name} is gone.", name=source.name), is_final=True) from error
        sync(unfinished)
        if sha256_of(unfinished) != sha256:
            raise _changed(source)
        try:
            os.close(os.open(target, os.O_CREAT | os.O_EXCL))  # the name is ours from now on
        except FileExistsError:
            return False
        try:
            unfinished.replace(target)
        except OSError:
            target.unlink(missing_ok=True)
            raise
        with suppress(OSError):  # last: a copy that is read-only could not be synced
            shutil.copystat(source, target)
        sync(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)
    return True


def _remove(source: Path, sha256: str) -> None:
    """Remove a file whose copy is safe, unless somebody has written to it meanwhile."""
    if not source.exists():  # a try before got so far
        return
    if not _has(source, sha256):
        raise _changed(source)
    source.unlink()
    sync(source.parent)


def _changed(source: Path) -> ActionError:
    words = msg("{name} is not what was inspected any more; it stays.", name=source.name)
    return ActionError(words, is_final=True)


def _has(path: Path, sha256: str) -> bool:
    return path.is_file() and sha256_of(path) == sha256


def _is_same_file(one: Path, other: Path) -> bool:
    return other.exists() and one.samefile(other)
