"""`operators`: the people of a project, their PINs, and whether they have to sign in."""

import os
import sys
from argparse import ArgumentParser, Namespace
from getpass import getpass

from ad_studio.cli.options import (
    OPERATOR_VARIABLE,
    PIN_VARIABLE,
    add_author,
    add_json,
    add_project,
    author,
    open_project,
)
from ad_studio.cli.output import print_json, printable
from ad_studio.cli.values import non_empty
from ad_studio.domain import Role
from ad_studio.errors import UsageError
from ad_studio.services.projects import operators as service
from ad_studio.services.projects.project import Project

NEW_PIN_VARIABLE = "AD_STUDIO_NEW_PIN"


def add_operators(parser: ArgumentParser) -> None:
    """Add the options of `operators`."""
    parser.description = (
        "List the people of a project, change the list, or have everybody sign in who changes "
        "something. An operator inspects and gives verdicts; an engineer may do everything. "
        f"Commands sign in with {OPERATOR_VARIABLE} and {PIN_VARIABLE}, or ask for the PIN. Who "
        "can write the project's files can get round this; the audit chain shows it."
    )
    add_project(parser)
    task = parser.add_mutually_exclusive_group()
    task.add_argument(
        "--add", metavar="PERSON", type=non_empty("a name"),
        help=f"put a person on the list, or change role and PIN; asks for the new PIN, or takes "
        f"{NEW_PIN_VARIABLE}",
    )  # fmt: skip
    task.add_argument(
        "--remove", metavar="PERSON", type=non_empty("a name"), help="take a person from the list"
    )
    task.add_argument(
        "--sign-in", choices=("yes", "no"), help="ask everybody to sign in who changes something"
    )
    parser.add_argument(
        "--role", choices=[role.value for role in Role], default=Role.OPERATOR.value,
        help="of the person who is added (default: %(default)s)",
    )  # fmt: skip
    add_author(parser, "who changes the list")
    add_json(parser)
    parser.set_defaults(runner=operators)


def operators(options: Namespace) -> None:
    """List the people, or change the list."""
    changes = options.add or options.remove or options.sign_in
    if not changes and options.author is not None:
        raise UsageError("--author goes with a change.")
    with open_project(options, write=bool(changes)) as project:
        if options.add:
            service.add_operator(
                project, options.add, Role(options.role), pin=_new_pin(options.add),
                author=author(options),
            )  # fmt: skip
        elif options.remove:
            service.remove_operator(project, options.remove, author=author(options))
        elif options.sign_in:
            service.ask_for_sign_in(project, options.sign_in == "yes", author=author(options))
        _show(project, as_json=options.json)


def _show(project: Project, *, as_json: bool) -> None:
    people = service.operators(project)
    if as_json:
        print_json(
            {
                "sign_in": project.asks_for_sign_in,
                "operators": [{"name": one.name, "role": one.role} for one in people],
            }
        )
        return
    for one in people:
        print(printable(f"{one.name}: {one.role}"))
    print(f"Sign in: {'yes' if project.asks_for_sign_in else 'no'}")


def _new_pin(name: str) -> str:
    given = os.environ.get(NEW_PIN_VARIABLE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise UsageError("There is no PIN.", hint=f"Set {NEW_PIN_VARIABLE}, or use a terminal.")
    pin = getpass(f"New PIN of {name}: ")
    if getpass("The same again: ") != pin:
        raise UsageError("These were two different PINs; nothing was changed.")
    return pin
