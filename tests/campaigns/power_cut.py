"""Cuts the power of a simulated disk that forgets what was not synced.

    python -m tests.campaigns.power_cut [--count 200] [--seed 0]

A program writes to a project while every fsync is watched. What the disk then holds for certain is
kept: the bytes of a file as of its last fsync, the names in a folder as of the folder's. At moments
drawn at random, before or after an fsync or an acknowledgement, the power is cut: a copy of the
project is made that has only that, opened, and compared with what was acknowledged until then.

This simulates the file system for the files that the program itself writes: references, models,
their folders. The database and its journal are taken as they are at that moment: that SQLite syncs
them at each commit is its own promise (synchronous = FULL). Needs Linux.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from ad_studio.store import ProjectStore
from tests.campaigns import ledger
from tests.campaigns.tally import Tally

_DATABASE = ("project.db", "project.db-wal")
_MEAN_BETWEEN_CUTS = 5  # of the moments at which the power may fail


class Disk:
    """What a disk holds for certain of one folder: names and bytes as of their last fsync."""

    def __init__(self, root: Path) -> None:
        """Begin with all that is there now, as if it had been synced."""
        self._root = root
        self._bytes: dict[int, bytes] = {}
        self._names: dict[int, dict[str, tuple[int, bool]]] = {}
        for path in (root, *root.rglob("*")):
            self.synced(path)

    def synced(self, path: Path) -> None:
        """Take over a file's bytes, or a folder's names, with the numbers of what they name."""
        number = path.stat().st_ino
        if not path.is_dir():
            self._bytes[number] = path.read_bytes()
            return
        with os.scandir(path) as entries:
            self._names[number] = {one.name: (one.inode(), one.is_dir()) for one in entries}

    def cut(self, target: Path) -> None:
        """Write what is left after a power cut; what has a name but was never synced is empty."""
        self._write(self._root.stat().st_ino, target)
        for name in _DATABASE:
            shutil.copy(self._root / name, target / name)

    def _write(self, folder: int, target: Path) -> None:
        target.mkdir()
        for name, (number, is_folder) in self._names.get(folder, {}).items():
            if is_folder:
                self._write(number, target / name)
            elif not name.startswith("project.db"):
                (target / name).write_bytes(self._bytes.get(number, b""))


@contextmanager
def watched(disk: Disk, moment: Callable[[], None]) -> Iterator[None]:
    """Tell a disk of each fsync; `moment` is called before and after."""
    real = os.fsync

    def fsync(handle: int) -> None:
        moment()
        real(handle)
        disk.synced(Path(f"/proc/self/fd/{handle}").readlink())
        moment()

    with patch("os.fsync", fsync):
        yield


class _Enough(BaseException):
    """Ends the endless writing."""


def run_campaign(work: Path, *, count: int, seed: int) -> Tally:
    """Cut the power `count` times in a folder."""
    draw, tally = random.Random(seed), Tally()
    cuts: list[tuple[Path, int]] = []
    entries: list[ledger.Entry] = []
    project, out = work / "project", work / "out"
    ledger.make_template(project)
    out.mkdir()
    disk = Disk(project)

    def moment() -> None:
        if len(cuts) < count and draw.random() < 1 / _MEAN_BETWEEN_CUTS:
            cuts.append((work / f"cut {len(cuts)}", len(entries)))
            disk.cut(cuts[-1][0])

    def say(entry: ledger.Entry) -> None:
        if entry[0] != "file":  # reports and backups lie elsewhere
            entries.append(entry)
        moment()
        if len(cuts) >= count:
            raise _Enough

    store = ProjectStore(project, write=True)
    try:
        with watched(disk, moment):
            ledger.write(store, out, say)
    except _Enough:
        pass
    finally:
        store.close()
    for folder, acknowledged in cuts:
        what = f"{folder.name}, {acknowledged} acknowledged"
        tally.add(what, ledger.problems(folder, entries[:acknowledged]))
        shutil.rmtree(folder)
    return tally


def main(arguments: list[str]) -> int:
    """Run the campaign."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as work:
        return run_campaign(Path(work), count=options.count, seed=options.seed).report()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
