"""Lets programs contend for one project.

    python -m tests.campaigns.two_programs [--count 60] [--programs 3]

Each of several child processes opens the project for writing, stores a few things, and closes it,
again and again; another one only reads, and asks whether somebody holds the project. Whoever finds
it held must be told so and tries again; two may never hold it at once; readers must never fail, nor
keep a writer out; all that was acknowledged must be there. Needs fork.
"""

import argparse
import json
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from ad_studio.errors import ProjectBusyError
from ad_studio.store import ProjectStore
from ad_studio.store.lock import is_held
from tests.campaigns import ledger
from tests.campaigns.tally import Tally

_THINGS = 3  # stored at a time
_PAUSE = 0.002  # seconds before a program tries again


class _Enough(BaseException):
    """Ends the endless writing."""


def main(arguments: list[str]) -> int:
    """Run the campaign."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=60, help="times that each program writes")
    parser.add_argument("--programs", type=int, default=3)
    options = parser.parse_args(arguments)
    tally = Tally()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        project, out = work / "project", work / "out"
        ledger.make_template(project)
        out.mkdir()
        writers = [
            _start(work / f"ledger {i}", lambda say, i=i: _contend(project, out, say, i, options))
            for i in range(options.programs)
        ]
        reader = _start(work / "reader", lambda _say: _read_on(project, work / "done"))
        ended = [os.waitpid(child, 0)[1] for child in writers]
        (work / "done").touch()
        ended.append(os.waitpid(reader, 0)[1])
        entries, refused = [], 0
        for i in range(options.programs):
            for line in (work / f"ledger {i}").read_text().splitlines():
                entry = json.loads(line)
                refused += entry == "refused"
                if entry != "refused":
                    entries.append(entry)
        for number, status in enumerate(ended):
            tally.add(f"program {number}", [f"ended with {status}"] if status else [])
        problems = ledger.problems(project, entries)
        for entry in entries:
            about = f"{entry[0]} {entry[1]} "
            tally.add(about, [one for one in problems if one.startswith(about)])
        tally.add("audit chain", [one for one in problems if "acknowledged" not in one])
    print(f"acknowledged: {len(entries)}, found the project held: {refused}")
    return tally.report()


def _start(told: Path, act: Callable[[Callable[[object], None]], None]) -> int:
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        with told.open("a") as file:

            def say(entry: object) -> None:
                file.write(json.dumps(entry) + "\n")
                file.flush()

            act(say)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _contend(
    project: Path,
    out: Path,
    say: Callable[[object], None],
    number: int,
    options: argparse.Namespace,
) -> None:
    """Open, store, close; again when another program holds the project."""
    written = 0
    while written < options.count:
        try:
            store = ProjectStore(project, write=True)
        except ProjectBusyError:
            say("refused")
            time.sleep(_PAUSE)
            continue
        alone = out / "alone"
        alone.touch(exist_ok=False)  # fails where two hold the project at once
        left = _THINGS

        def count_down(entry: ledger.Entry) -> None:
            nonlocal left
            say(entry)
            left -= 1
            if not left:
                raise _Enough

        try:
            start = (number * options.count + written) * _THINGS
            ledger.write(store, out, count_down, start=start)
        except _Enough:
            pass
        finally:
            alone.unlink()
            store.close()
        written += 1


def _read_on(project: Path, done: Path) -> None:
    """Read, and ask who holds the project, until the writers are done."""
    while not done.exists():
        is_held(project)
        store = ProjectStore(project, write=False)
        store.runs.latest()
        store.results.of_run(1)
        store.audit.head()
        store.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
