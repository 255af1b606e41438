"""`backbones`, `doctor` and `demo`: about the program rather than one project."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ad_studio.cli.codes import ExitCode
from ad_studio.cli.options import add_json, workspace_folder
from ad_studio.cli.output import print_json, print_message, printable, sigma, table
from ad_studio.cli.progress import terminal_progress
from ad_studio.cli.values import non_empty
from ad_studio.domain import BackboneInfo, ResultRow, Verdict
from ad_studio.services.diagnostics.display import has_display


def add_backbones(parser: ArgumentParser) -> None:
    """Add the options of `backbones`."""
    task = parser.add_mutually_exclusive_group()
    task.add_argument("--all", action="store_true", help="also those without weights here")
    task.add_argument(
        "--download", metavar="ID", type=non_empty("an id"),
        help="fetch its weights from the internet",
    )  # fmt: skip
    task.add_argument(
        "--import", dest="import_", metavar=("ID", "FILE"), type=non_empty("a value"), nargs=2,
        help="take its weights from a file",
    )  # fmt: skip
    parser.set_defaults(runner=backbones)


def backbones(options: Namespace) -> None:
    """List the backbones, or get the weights of one."""
    from ad_studio.services import backbones as service

    if not (options.download or options.import_):
        _print_backbones(service.list_backbones(), everything=options.all)
        return
    with terminal_progress() as progress:
        if options.download:
            one = service.download(options.download, progress=progress)
        else:
            identifier, file = options.import_
            one = service.import_weights(identifier, Path(file).absolute(), progress=progress)
    print(printable(f"{one.id}: {one.path}"))
    print(f"SHA-256 {one.sha256}")


def add_doctor(parser: ArgumentParser) -> None:
    """Add the options of `doctor`."""
    add_json(parser)
    parser.set_defaults(runner=doctor)


def doctor(options: Namespace) -> ExitCode:
    """Say what is in order and what is not."""
    from ad_studio.services.diagnostics.doctor import Level, examine

    findings = examine(workspace_folder(options))
    if options.json:
        print_json(
            [
                {
                    "level": one.level,
                    "title": one.title,
                    "detail": one.detail,
                    "advice": one.advice,
                }
                for one in findings
            ]
        )
    else:
        for finding in findings:
            print(printable(f"{finding.level:<4}  {finding.title}: {finding.detail}"))
            if finding.advice:
                print(printable(f"      -> {finding.advice}"))
    failed = any(finding.level is Level.FAIL for finding in findings)
    return ExitCode.ERROR if failed else ExitCode.DONE


def add_demo(parser: ArgumentParser) -> None:
    """Add the options of `demo`."""
    parser.add_argument("--window", action="store_true", help="then open the window on it")
    parser.set_defaults(runner=demo)


def demo(options: Namespace) -> int | None:
    """Make, train and inspect the sample project."""
    from ad_studio.services.demo import run_demo

    workspace = workspace_folder(options)
    with terminal_progress() as progress:
        done = run_demo(workspace, progress=progress)
    print(
        table(
            ("image", "sigma", "verdict", "expected", "match", "defect"),
            (
                (
                    item.row.path.name,
                    sigma(item.row.score),
                    item.row.verdict or "error",
                    item.expected,
                    _match(item.row, item.expected),
                    item.defect,
                )
                for item in done.items
            ),
            right="sigma",
        )
    )
    print()
    print(printable(f"Project: {done.project.folder}"))
    print(printable(f"Report:  {done.report}"))
    if not options.window:
        return None
    if not has_display():
        print_message("There is no display, so the window is not opened.")
        return None
    from ad_studio.cli.window import open_window

    return open_window(workspace, project=done.project.slug)


def _match(row: ResultRow, expected: Verdict) -> str:
    if row.verdict is Verdict.REVIEW:
        return "review"
    return "yes" if row.verdict is expected else "no"


def _print_backbones(found: list[BackboneInfo], *, everything: bool) -> None:
    shown = [one for one in found if everything or one.installed]
    print(
        table(
            ("id", "installed", "size", "what it is", "SHA-256"),
            (
                (
                    one.id,
                    "yes" if one.installed else "no",
                    "" if one.bytes is None else f"{one.bytes / 1e6:.0f} MB",
                    f"{one.title} {one.note}".strip(),
                    one.sha256 or "",
                )
                for one in shown
            ),
            right="size",
        )
    )
    if len(shown) < len(found):
        print(f"\n{len(found) - len(shown)} more can be downloaded: ad-studio backbones --all")
