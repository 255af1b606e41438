"""Options that several commands share, and what they stand for."""

import os
import sys
from argparse import ArgumentParser, Namespace
from getpass import getpass
from pathlib import Path
from typing import Any

from ad_studio import paths
from ad_studio.cli.values import integer, non_empty
from ad_studio.domain import TrainSettings
from ad_studio.errors import OutdatedError
from ad_studio.identity import login_name
from ad_studio.services.projects.operators import sign_in
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.workspace import Workspace

OPERATOR_VARIABLE, PIN_VARIABLE = "AD_STUDIO_OPERATOR", "AD_STUDIO_PIN"
"""Environment variables with name and PIN of who signs in."""

DEVICES = ("auto", "cpu", "cuda")


def add_project(parser: ArgumentParser) -> None:
    """Add the project's name; see `open_project`."""
    parser.add_argument("name", metavar="NAME", type=non_empty("a name"), help="the project")


def add_run(parser: ArgumentParser) -> None:
    """Add the option that chooses a run."""
    parser.add_argument(
        "--run", metavar="N", type=integer(1),
        help="the run, see `ad-studio runs` (default: the latest one)",
    )  # fmt: skip


def add_bit_depth(parser: ArgumentParser, text: str, **settings: Any) -> None:  # noqa: ANN401 - as argparse
    """Add the option that says how many bits the values of image files have.

    Args:
        parser: The parser of the command.
        text: What happens without it, for the help.
        settings: More for argparse.
    """
    parser.add_argument(
        "--bit-depth", metavar="BITS", type=integer(8, 16), **settings,
        help="how many bits the camera delivers, 8 to 16, where its files of 16 bits do not say "
        f"so: 12 makes 4095 white, in every image ({text})",
    )  # fmt: skip


def add_device(parser: ArgumentParser) -> None:
    """Add the option that says where to compute."""
    parser.add_argument(
        "--device", choices=DEVICES, default=TrainSettings().device, help="default: %(default)s"
    )


def add_json(parser: ArgumentParser) -> None:
    """Add the option that asks for JSON."""
    parser.add_argument("--json", action="store_true", help="print JSON for other programs")


def add_author(parser: ArgumentParser, text: str) -> None:
    """Add the option that names a person for the audit trail; see `author`.

    Args:
        parser: The parser of the command.
        text: What that person does, for the help.
    """
    parser.add_argument(
        "--author", metavar="A", type=non_empty("a name"), help=f"{text} (default: your login name)"
    )


def author(options: Namespace) -> str:
    """Return who was named, else the login name; empty only on a computer that has none."""
    return login_name() if options.author is None else options.author


def workspace_folder(options: Namespace) -> Path:
    """Return the folder of projects."""
    return options.workspace or paths.default_workspace()


def workspace(options: Namespace) -> Workspace:
    """Return the folder of projects; who opens a project for writing signs in where it asks."""
    return Workspace(workspace_folder(options), enter=lambda project: _enter(options, project))


def open_project(options: Namespace, *, write: bool = True) -> Project:
    """Open the project that the options name.

    Raises:
        OutdatedError: It is of an older version, and the command only reads.
    """
    try:
        return workspace(options).open(options.name, write=write)
    except OutdatedError as error:
        hint = "To bring it up to date: ad-studio projects --update"
        raise OutdatedError(error.message, path=error.path, hint=hint) from error


def _enter(options: Namespace, project: Project) -> None:
    """Sign in with what the environment says, or what is typed; where nobody can type, nobody is.

    Raises:
        SignInError: The name or the PIN is wrong.
    """
    named = getattr(options, "author", None) or getattr(options, "operator", None)
    name = os.environ.get(OPERATOR_VARIABLE) or named or login_name()
    pin = os.environ.get(PIN_VARIABLE)
    if pin is None and sys.stdin.isatty():
        pin = getpass(f"PIN of {name}: ")
    if pin is not None:
        sign_in(project, name, pin)
