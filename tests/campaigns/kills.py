"""Kills a program that writes to a project, at random moments and at chosen system calls.

    python -m tests.campaigns.kills [--count 200] [--seed 0]

A child process stores one thing after another and tells each that was stored (`ledger`). It gets
SIGKILL at a random moment, or kills itself before or after its n-th call of fsync, rename, mkdir or
unlink. Then the project is opened as the next program would: all that was acknowledged must be
there, the audit chain must hold, nothing unfinished may be left in the project.
"""

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ad_studio.store import ProjectStore
from tests.campaigns import ledger
from tests.campaigns.tally import Tally

_CALLS = ("fsync", "replace", "rename", "mkdir", "unlink")
_MOST_ACKNOWLEDGED = 25  # before a kill at random
_LONGEST_WAIT = 0.03  # seconds after that: some writes take as long
_MOST_CALLS = 90  # before a kill at a system call


def main(arguments: list[str]) -> int:
    """Run the campaign."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    draw, tally = random.Random(options.seed), Tally()
    acknowledged = 0
    with tempfile.TemporaryDirectory() as work:
        template, out = Path(work, "template"), Path(work, "out")
        ledger.make_template(template)
        out.mkdir()
        for number in range(options.count):
            folder = ledger.copied(template, Path(work, "project"))
            call = draw.randrange(1, _MOST_CALLS) if number % 2 else None
            what = f"at call {call}" if call else "at random"
            entries = _killed(folder, out, draw, start=number, call=call)
            acknowledged += len(entries)
            tally.add(f"kill {number} {what}", ledger.problems(folder, entries))
            for path in out.iterdir():
                path.unlink()
    print(f"acknowledged before the kills: {acknowledged}")
    return tally.report()


def _killed(
    folder: Path, out: Path, draw: random.Random, *, start: int, call: int | None
) -> list[ledger.Entry]:
    """Let a child write until it is killed; return what it was told is stored."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        _write_until_killed(folder, out, theirs, start=start, call=call, after=draw.random() < 0.5)
    os.close(theirs)
    wanted, wait = draw.randrange(_MOST_ACKNOWLEDGED), draw.random() * _LONGEST_WAIT
    entries = []
    with os.fdopen(ours) as told:
        for line in told:
            entries.append(json.loads(line))
            if call is None and len(entries) == wanted + 1:
                time.sleep(wait)
                os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"the child ended by itself: {status}"
    return entries


def _write_until_killed(
    folder: Path, out: Path, told: int, *, start: int, call: int | None, after: bool
) -> None:
    try:
        if call is not None:
            _die_at(call, after=after)
        store = ProjectStore(folder, write=True)
        ledger.write(
            store,
            out,
            lambda entry: os.write(told, json.dumps(entry).encode() + b"\n"),
            start=start,
        )
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def _die_at(call: int, *, after: bool) -> None:
    """Kill this process at its n-th system call of those that make things last."""
    made = 0

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def function(*args: object, **kwargs: object) -> object:
            nonlocal made
            made += 1
            if made == call and not after:
                os.kill(os.getpid(), signal.SIGKILL)
            is_last = made == call
            try:
                return real(*args, **kwargs)
            finally:
                if is_last:
                    os.kill(os.getpid(), signal.SIGKILL)

        return function

    for name in _CALLS:
        setattr(os, name, counted(getattr(os, name)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
