"""`verify` and `audit`: what was recorded about a project, and whether it still is so."""

from argparse import ArgumentParser, Namespace

from ad_studio.cli.codes import ExitCode
from ad_studio.cli.options import add_json, add_project, open_project
from ad_studio.cli.output import print_json, printable, when
from ad_studio.cli.results import head_fields
from ad_studio.domain import AuditHead
from ad_studio.services.audit.verify import Verification
from ad_studio.services.audit.verify import verify as compare


def add_verify(parser: ArgumentParser) -> None:
    """Add the options of `verify`."""
    add_project(parser)
    parser.add_argument(
        "--since", metavar="HEAD",
        help="a head that was written down: it must still be in the audit chain",
    )  # fmt: skip
    add_json(parser)
    parser.set_defaults(runner=verify)


def verify(options: Namespace) -> int | None:
    """Compare a project with what was recorded about it."""
    with open_project(options, write=False) as project:
        found = compare(project, since=options.since)
        name = project.info.name
    if options.json:
        print_json(_fields(found))
    else:
        print(printable(f"{name}: audit trail up to {describe_head(found.head)}"))
        if found.since is not None and found.head is not None:
            print(f"{found.head.entry - found.since.entry} entries since "
                  f"{describe_head(found.since)}")  # fmt: skip
        for check in found.checks:
            print(printable(f"{'agrees' if not check.problems else 'DIFFERS'}  {check.title}"))
            for problem in check.problems:
                print(printable(f"         {problem}"))
    return None if found.agrees else ExitCode.ERROR


def describe_head(head: AuditHead | None) -> str:
    """Return the newest entry in words: "entry 12 of 2026-11-25 14:05, 0123456789abcdef"."""
    return (
        "nothing"
        if head is None
        else (f"entry {head.entry} of {when(head.created_at)}, {head.short}")
    )


def _fields(found: Verification) -> dict[str, object]:
    return {
        "agrees": found.agrees,
        "head": head_fields(found.head),
        "since": head_fields(found.since),
        "checks": [
            {"title": check.title, "problems": list(check.problems)} for check in found.checks
        ],
    }
