"""Fills the disk while a program writes to a project.

    python -m tests.campaigns.disk_full [--count 60]

On a small file system of its own (tmpfs, in a mount namespace; Linux), with more and more space
left, a program stores one thing after another until it fails. The failure must be an error that
says that the disk is full; reading must work then; and with space again, all that was acknowledged
must be there, the audit chain must hold, nothing unfinished may be left.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from ad_studio.errors import AdStudioError
from ad_studio.files import DISK_FULL
from ad_studio.services.audit.verify import verify
from ad_studio.services.projects.project import Project
from ad_studio.store import ProjectStore
from tests.campaigns import ledger
from tests.campaigns.tally import Tally

_SIZE = 6 << 20
_PIECE = 4096
_STEP = 5 * _PIECE  # by which tries differ in the space that is left
_MOUNTED = "--mounted"


def main(arguments: list[str]) -> int:
    """Run the campaign in a mount namespace."""
    if _MOUNTED not in arguments:
        with tempfile.TemporaryDirectory() as folder:
            mount = f'mount -t tmpfs -o size={_SIZE} x "$0" && exec "$@"'
            python = [sys.executable, "-m", "tests.campaigns.disk_full", _MOUNTED, folder]
            unshare = ["unshare", "--map-root-user", "--mount", "sh", "-c", mount, folder]
            return subprocess.run([*unshare, *python, *arguments], check=False).returncode
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument(_MOUNTED, type=Path, required=True)
    options = parser.parse_args(arguments)
    work, tally, acknowledged = options.mounted, Tally(), 0
    ledger.make_template(work / "template")
    (work / "out").mkdir()
    for number in range(options.count):
        folder = ledger.copied(work / "template", work / "project")
        entries: list[ledger.Entry] = []
        problems = _fill(folder, work, entries, free=number * _STEP, start=number)
        tally.add(f"{number * _STEP // 1024} KiB left", problems)
        acknowledged += len(entries)
        for path in (work / "out").iterdir():
            path.unlink()
    print(f"acknowledged before the disk was full: {acknowledged}")
    return tally.report()


def _fill(
    folder: Path, work: Path, entries: list[ledger.Entry], *, free: int, start: int
) -> list[str]:
    """Write on a disk with little space until it is full; return what went wrong."""
    found = []
    filler = work / "filler"
    _take_space(filler, leave=free)
    store = None
    try:
        store = ProjectStore(folder, write=True)
        ledger.write(store, work / "out", entries.append, start=start)
    except AdStudioError as error:
        if DISK_FULL.template.rstrip(".").lower() not in str(error).lower():
            found.append(f"a full disk is called: {error}")
    except Exception as error:  # what it must not be
        found.append(f"a full disk ends in {type(error).__name__}: {error}")
    finally:
        if store is not None:
            store.close()
    _take_space(filler, leave=0)
    found += _unreadable(folder)
    filler.unlink()
    return found + ledger.problems(folder, entries)


def _take_space(filler: Path, *, leave: int) -> None:
    """Let a file take all space but some."""
    with filler.open("ab", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(_PIECE))
    os.truncate(filler, max(0, filler.stat().st_size - leave))


def _unreadable(folder: Path) -> list[str]:
    """What cannot be read of a project while the disk is full."""
    try:
        with Project(folder, write=False) as project:
            project.store.results.of_run(1)
            return [] if verify(project).agrees else ["does not verify while the disk is full"]
    except AdStudioError as error:
        return [f"cannot be read while the disk is full: {error}"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
