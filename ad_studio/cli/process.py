"""The program as a process of its own: what libraries say on standard error goes to a file."""

import logging
import os
import sys

from ad_studio import paths
from ad_studio.cli.main import main

_LARGEST = 1 << 20  # bytes of the log, after which it begins anew; the one before is kept


def run() -> int:
    """Run the command of this process; returns its exit code."""
    send_chatter_to_log()
    return main()


def send_chatter_to_log() -> None:
    """Send to a file what others than this program would write on standard error.

    Those are libraries in native code (Qt, libtiff, OpenMP), Python's warnings and log records.
    What the program itself prints keeps its way. Where no log can be written, all stays as it was.
    """
    path = paths.log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _LARGEST:
            path.replace(path.with_suffix(".old.log"))
        log = path.open("a", encoding="utf-8", errors="backslashreplace", buffering=1)
    except OSError:
        return
    form = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"
    logging.basicConfig(stream=log, level=logging.WARNING, format=form)
    logging.captureWarnings(capture=True)
    # on Windows, the console's own stream would lose its handle
    if os.name == "posix" and sys.stderr is sys.__stderr__ and sys.stderr is not None:
        own = os.dup(sys.stderr.fileno())
        sys.stderr = open(  # noqa: PTH123, SIM115 - a descriptor, for as long as the process
            own, "w", encoding=sys.stderr.encoding, errors=sys.stderr.errors, buffering=1
        )
        os.dup2(log.fileno(), 2)
