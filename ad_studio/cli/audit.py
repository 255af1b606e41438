"""`verify` and `audit`: what was recorded about a project, and whether it still is so."""

import csv
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable

from ad_studio.cli.codes import ExitCode
from ad_studio.cli.options import add_json, add_project, open_project
from ad_studio.cli.output import print_json, printable, table, when
from ad_studio.cli.progress import terminal_progress
from ad_studio.cli.run_results import head_fields
from ad_studio.cli.values import non_empty
from ad_studio.domain import AuditHead
from ad_studio.reports.csv_report import cell
from ad_studio.services.audit.trail import TrailEntry, trail
from ad_studio.services.audit.verify import Verification, audit_head
from ad_studio.services.audit.verify import verify as compare

_COLUMNS = (
    *("created_at", "author", "login", "computer", "what", "image", "from", "to", "why"),
    *("model", "threshold_id", "review_sigma", "ng_sigma", "audit_entry", "clock_back"),
)
"""Of the CSV; `_entry_fields` has the same."""


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
    with open_project(options, write=False) as project, terminal_progress() as progress:
        progress.status("Comparing the project with its record")
        found = compare(project, since=options.since, should_stop=lambda: progress.is_cancelled)
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


def add_audit(parser: ArgumentParser) -> None:
    """Add the options of `audit`."""
    add_project(parser)
    parser.add_argument(
        "--image", metavar="IMAGE", type=non_empty("a path or a file name"),
        help="only the verdicts on this image, those of the machine, too",
    )  # fmt: skip
    parser.add_argument(
        "--machine", action="store_true", help="the machine's verdicts on all images, too"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--csv", action="store_true", help="print CSV for spreadsheets")
    how.add_argument("--json", action="store_true", help="print JSON for other programs")
    parser.set_defaults(runner=audit)


def audit(options: Namespace) -> None:
    """Show who did what, when and why."""
    with open_project(options, write=False) as project:
        entries = trail(project, image=options.image, machine=options.machine)
        head = audit_head(project)
    if options.json:
        print_json({"audit_head": head_fields(head), "entries": [*map(_entry_fields, entries)]})
    elif options.csv:
        lines = csv.DictWriter(sys.stdout, _COLUMNS, lineterminator="\n")
        lines.writeheader()
        for entry in entries:
            lines.writerow({name: cell(value) for name, value in _entry_fields(entry).items()})
    else:
        print(_listed(entries))
        print(f"\n{len(entries)} entries; audit trail up to {describe_head(head)}")


def _listed(entries: Iterable[TrailEntry]) -> str:
    columns = ("when", "who", "login", "what", "image", "from", "to", "why", "model", "entry")
    rows = (
        (
            when(entry.created_at) + (" (clock ran backwards)" if _clock_back(entry) else ""),
            entry.author,
            f"{entry.record.login}@{entry.record.computer}" if entry.record else "",
            entry.what,
            entry.image.name if entry.image else "",
            entry.old,
            entry.new,
            entry.why,
            "" if entry.model is None else entry.model,
            entry.record.entry if entry.record else "",
        )
        for entry in entries
    )
    return table(columns, rows, right="model entry")


def _clock_back(entry: TrailEntry) -> bool:
    return entry.record is not None and entry.record.clock_back


def _entry_fields(entry: TrailEntry) -> dict[str, object]:
    record, version = entry.record, entry.thresholds
    return {
        "created_at": entry.created_at,
        "author": entry.author,
        "login": record and record.login,
        "computer": record and record.computer,
        "what": entry.what,
        "image": entry.image,
        "from": entry.old,
        "to": entry.new,
        "why": entry.why,
        "model": entry.model,
        "threshold_id": version and version.id,
        "review_sigma": version and version.thresholds.review,
        "ng_sigma": version and version.thresholds.ng,
        "audit_entry": record and record.entry,
        "clock_back": _clock_back(entry),
    }


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
