"""Puts odd values into the database of a project and runs the commands that read it.

    python -m tests.campaigns.bad_values [--every N]

Every column of every table gets bytes that are no text, text, infinity, a negative and a huge
number in turn, where its constraints let them in. A try is lost if a command ends in anything but
its result or a plain error, or if the sound project beside it disappears from the list of projects.
"""

import argparse
import contextlib
import io
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ad_studio.cli.codes import ExitCode
from ad_studio.cli.main import main as ad_studio
from ad_studio.services.projects.workspace import Workspace
from ad_studio.store import ProjectStore
from ad_studio.store.tables import Base
from tests.campaigns.tally import Tally
from tests.campaigns.tampering import make_project
from tests.projects import make_store, tamper

_VALUES = ("x'ff00'", "'odd'", "9e999", "-1", "9223372036854775807", "NULL", "'[{}]'")
_COMMANDS = (
    ("results", "nut"),
    ("results", "nut", "--json"),
    ("runs", "nut"),
    ("runs", "nut", "--deleted"),
    ("models", "nut"),
    ("threshold", "nut", "--history"),
    ("ignore", "nut"),
    ("audit", "nut"),
    ("verify", "nut"),
    ("trends", "nut"),
    ("export", "nut", "--format", "csv", "--out", "OUT"),
    ("challenge", "nut"),
    ("challenge", "nut", "--history"),
    ("study", "nut"),
    ("study", "nut", "1"),
    ("verdict", "nut", "3.png", "ng", "--author", "Ann"),
)


def changes() -> Iterator[str]:
    """Statements that put one odd value into one column."""
    for table in Base.metadata.sorted_tables:
        for column in (one for one in table.columns if one.computed is None):
            for value in _VALUES:
                yield f"UPDATE {table.name} SET {column.name} = {value}"


def judge(root: Path, out: Path) -> list[str]:
    """Run the commands on the project "nut" of a workspace; return what went wrong."""
    found = []
    for command in _COMMANDS:
        arguments = ["--workspace", str(root), *(str(out) if a == "OUT" else a for a in command)]
        said = io.StringIO()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
            code = ad_studio(arguments)
        if code == ExitCode.BUG:
            found.append(f"{' '.join(command)}: {said.getvalue().splitlines()[-2]}")
    cards = {card.slug: card for card in Workspace(root).cards()}
    if cards["sound"].error or "nut" not in cards:
        found.append("the list of projects is not whole")
    return found


def run_campaign(work: Path, *, every: int = 1) -> Tally:
    """Try every n-th odd value in a folder."""
    tally, root = Tally(), work / "workspace"
    root.mkdir()
    make_project(work / "template")
    make_store(root / "sound").close()
    for number, change in enumerate(list(changes())[::every]):
        folder = root / "nut"
        shutil.copytree(work / "template", folder)
        store = ProjectStore(folder, write=False)
        store.close()
        try:
            tamper(store, change)
        except sqlite3.IntegrityError:  # a constraint does not let it in
            pass
        else:
            tally.add(change, judge(root, work / f"{number}.csv"))
        shutil.rmtree(folder)
    return tally


def main(arguments: list[str]) -> int:
    """Run the campaign."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--every", type=int, default=1, help="try every n-th value only")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as work:
        return run_campaign(Path(work), every=options.every).report()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
