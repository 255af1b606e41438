"""The commands about the program rather than one project: backbones, doctor, demo."""

from argparse import Namespace
from pathlib import Path

from ad_studio import paths
from ad_studio.cli.codes import ExitCode
from ad_studio.cli.run_view import to_json
from ad_studio.cli.tables import sigma, table
from ad_studio.cli.terminal import complain, plain, terminal_progress
from ad_studio.domain import BackboneInfo, ResultRow, Verdict
from ad_studio.services.diagnostics.display import has_display


def backbones(options: Namespace) -> int:
    """`backbones`: list them, or get the weights of one."""
    from ad_studio.services import backbones as service

    if options.download:
        with terminal_progress() as progress:
            _say_installed(service.download(options.download, progress=progress))
    elif options.import_:
        identifier, file = options.import_
        with terminal_progress() as progress:
            _say_installed(
                service.import_weights(identifier, Path(file).absolute(), progress=progress)
            )
    else:
        _list(service.list_backbones(), everything=options.all)
    return ExitCode.DONE


def doctor(options: Namespace) -> int:
    """`doctor`: say what is in order and what is not."""
    from ad_studio.services.diagnostics.doctor import Level, examine

    findings = examine(options.workspace or paths.default_workspace())
    if options.json:
        print(
            to_json(
                [
                    {
                        "level": finding.level,
                        "title": finding.title,
                        "detail": finding.detail,
                        "advice": finding.advice,
                    }
                    for finding in findings
                ]
            )
        )
    else:
        for finding in findings:
            print(plain(f"{finding.level:<4}  {finding.title}: {finding.detail}"))
            if finding.advice:
                print(plain(f"      -> {finding.advice}"))
    failed = any(finding.level is Level.FAIL for finding in findings)
    return ExitCode.ERROR if failed else ExitCode.DONE


def demo(options: Namespace) -> int:
    """`demo`: the whole way on the sample part."""
    from ad_studio.services.demo import run_demo

    workspace: Path = options.workspace or paths.default_workspace()
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
    print(plain(f"Project: {done.project.folder}"))
    print(plain(f"Report:  {done.report}"))
    if not options.window:
        return ExitCode.DONE
    if not has_display():
        complain("There is no display, so the window is not opened.")
        return ExitCode.DONE
    from ad_studio.cli.window import open_window

    return open_window(workspace, project=done.project.slug)


def _match(row: ResultRow, expected: Verdict) -> str:
    if row.verdict is Verdict.REVIEW:
        return "review"
    return "yes" if row.verdict is expected else "no"


def _list(found: list[BackboneInfo], *, everything: bool) -> None:
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


def _say_installed(one: BackboneInfo) -> None:
    print(plain(f"{one.id}: {one.path}"))
    print(f"SHA-256 {one.sha256}")
