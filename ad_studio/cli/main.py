"""The entry point `ad-studio`: runs one command and turns every failure into a plain line."""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence

from ad_studio.cli.codes import ExitCode
from ad_studio.cli.output import escape_unencodable, print_message
from ad_studio.cli.parser import build_parser
from ad_studio.errors import AdStudioError, Cancelled, UsageError

_AFTERWARDS = {
    "train": "No model was made.",
    "learn": "The model in force stays.",
    "inspect": "What was stored so far is kept.",
    "evaluate": "What was stored so far is kept.",
    "challenge": "The challenge is not stored.",
}
"""What is true after a command was cancelled."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: The arguments; None for those of the process.

    Returns:
        The exit code, see `ad_studio.cli.codes`.
    """
    escape_unencodable()
    options = argparse.Namespace(command=None)
    try:
        try:
            options = build_parser().parse_args(argv)
        except SystemExit as stop:  # usage error, --help, --version: argparse has said it all
            return int(stop.code or 0)
        code = _run(options)
        _flush()
    except AdStudioError as error:
        print_message(error)
        code = ExitCode.USAGE if isinstance(error, UsageError) else ExitCode.ERROR
    except (Cancelled, KeyboardInterrupt) as stopped:
        print_message(f"Cancelled. {str(stopped) or _AFTERWARDS.get(options.command, '')}".strip())
        code = ExitCode.CANCELLED
    except BrokenPipeError:
        _drop_output()
        code = ExitCode.PIPE_CLOSED
    except MemoryError:
        print_message("There is not enough memory for this. Close other programs and try again.")
        code = ExitCode.ERROR
    except Exception:
        traceback.print_exc()
        print_message("This is a mistake in the program; please report the lines above.")
        code = ExitCode.BUG
    return code


def _run(options: argparse.Namespace) -> int:
    if options.command is None:
        from ad_studio.cli.window import open_window

        return open_window(options.workspace)
    return options.runner(options) or ExitCode.DONE


def _flush() -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _drop_output()
        raise AdStudioError(
            f"The output cannot be written: {error.strerror or error}.",
            hint="Check where it goes to, and the space there.",
        ) from error


def _drop_output() -> None:
    """Let what is left in stdout's buffer go nowhere, or Python complains at its end."""
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
