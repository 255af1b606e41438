"""Who is named in the audit trail: the same rule for every command that writes to it."""

import getpass
from argparse import ArgumentParser, Namespace

from ad_studio.cli.values import some_text


def add_author(parser: ArgumentParser, text: str) -> None:
    """Add the option that says who it is.

    Args:
        parser: Of the command.
        text: What that person does, for the help.
    """
    parser.add_argument(
        "--author", metavar="A", type=some_text("a name"), help=f"{text} (default: your login name)"
    )


def author(options: Namespace) -> str:
    """Return who was named, else the login name; empty only on a computer that has none."""
    return _login() if options.author is None else options.author


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no login name on this computer
        return ""
