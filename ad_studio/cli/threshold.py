"""`threshold`: show a model's thresholds, change them, go back to earlier ones, get suggestions."""

import argparse
from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from ad_studio.cli import run_view
from ad_studio.cli.codes import ExitCode
from ad_studio.cli.tables import table
from ad_studio.cli.terminal import complain, plain
from ad_studio.domain import Thresholds, ThresholdVersion
from ad_studio.errors import UsageError
from ad_studio.services import suggestions as suggestion_service
from ad_studio.services import thresholds as service
from ad_studio.services.project import Project
from ad_studio.services.suggestions import NORMAL, Kind, Suggestion, Wishes


def add_options(parser: ArgumentParser) -> None:
    """Add the options of `threshold`."""
    parser.add_argument("--review", metavar="X", type=float, help="REVIEW from here up, sigma")
    parser.add_argument("--ng", metavar="Y", type=float, help="NG from here up, sigma")
    task = parser.add_mutually_exclusive_group()
    task.add_argument(
        "--suggest", action="store_true", help="list what the human verdicts suggest; see --take"
    )
    task.add_argument(
        "--take", metavar="WAY", choices=list(Kind), help="commit a suggestion: %(choices)s"
    )
    task.add_argument("--history", action="store_true", help="list all versions, newest first")
    task.add_argument(
        "--restore", metavar="ID", type=int, help="put an earlier version in force again"
    )
    parser.add_argument(
        "--overkill", metavar="PERCENT", type=_between(0, 100), default=100 * NORMAL.overkill,
        help="of the suggestion by overkill: at most so many good parts called NG "
        "(default: %(default)g)",
    )  # fmt: skip
    parser.add_argument(
        "--margin", metavar="SIGMA", type=_between(0, 1000), default=NORMAL.margin,
        help="of the suggestion above the highest confirmed OK (default: %(default)g)",
    )  # fmt: skip
    parser.add_argument("--author", metavar="A", default="", help="who changes the thresholds")
    parser.add_argument("--note", metavar="TEXT", default="", help="kept with the new version")
    parser.add_argument("--json", action="store_true", help="print JSON for other programs")


def threshold(options: Namespace, open_project: Callable[..., Project]) -> int:
    """Show the current model's thresholds, or do what the options say.

    Args:
        options: As parsed.
        open_project: Opens the project that they name.
    """
    by_hand = options.review is not None or options.ng is not None
    task = options.suggest or options.history or options.take is not None
    if by_hand and (task or options.restore is not None):
        raise UsageError("--review and --ng change the thresholds on their own; name no other way.")
    change = by_hand or options.take is not None or options.restore is not None
    with open_project(write=change) as project:
        if options.suggest:
            _print_suggestions(_suggest(project, options), as_json=options.json)
            return ExitCode.DONE
        if options.history:
            _print_history(service.threshold_history(project), as_json=options.json)
            return ExitCode.DONE
        version = _change(project, options) if change else service.current_thresholds(project)
        numbers = {model.id: model.number for model in project.store.models()}
        run = project.store.latest_run()
    if options.json:
        print(run_view.to_json(_version(version)))
        return ExitCode.DONE
    number = numbers[version.model_id]
    print(f"Model {number}: {run_view.said_thresholds(version)}")
    if run is not None and run.model_id != version.model_id:
        complain(
            f"The latest run used model {numbers[run.model_id]}; the thresholds of model {number} "
            "do not apply to it."
        )
    return ExitCode.DONE


def _change(project: Project, options: Namespace) -> ThresholdVersion:
    words = {"author": options.author, "note": options.note}
    if options.restore is not None:
        return service.restore(project, options.restore, **words)
    if options.take is not None:
        pair, basis = suggestion_service.choose(_suggest(project, options), Kind(options.take))
        return service.set_thresholds(project, pair, basis=basis, **words)
    old = service.current_thresholds(project).thresholds
    pair = Thresholds(
        review=old.review if options.review is None else options.review,
        ng=old.ng if options.ng is None else options.ng,
    )
    return service.set_thresholds(project, pair, **words)


def _suggest(project: Project, options: Namespace) -> list[Suggestion]:
    wishes = Wishes(overkill=options.overkill / 100, margin=options.margin)
    return suggestion_service.suggest(project, wishes=wishes)


def _print_suggestions(found: list[Suggestion], *, as_json: bool) -> None:
    if as_json:
        print(run_view.to_json([_suggestion(one) for one in found]))
        return
    rows = (
        (
            one.kind,
            "-" if one.thresholds is None else f"{one.thresholds.review:.2f}",
            "-" if one.thresholds is None else f"{one.thresholds.ng:.2f}",
            f"{one.ok} views" if one.kind is Kind.REFERENCE else one.ok,
            one.ng,
            suggestion_service.said_interval(one),
            one.basis,
        )
        for one in found
    )
    head = ("way", "REVIEW", "NG", "confirmed OK", "confirmed NG", "95 % confidence", "basis")
    print(table(head, rows, right=("REVIEW", "NG", "confirmed OK", "confirmed NG")))


def _print_history(found: list[ThresholdVersion], *, as_json: bool) -> None:
    if as_json:
        print(run_view.to_json([_version(one) for one in found]))
        return
    rows = (
        (
            one.id,
            f"{one.created_at.astimezone():%Y-%m-%d %H:%M}",
            f"{one.thresholds.review:g}",
            f"{one.thresholds.ng:g}",
            one.author,
            one.basis,
            one.note,
        )
        for one in found
    )
    head = ("version", "when", "REVIEW", "NG", "author", "basis", "note")
    print(table(head, rows, right=("version", "REVIEW", "NG")))


def _version(version: ThresholdVersion) -> dict[str, object]:
    return {
        "id": version.id,
        "review": version.thresholds.review,
        "ng": version.thresholds.ng,
        "basis": plain(version.basis),
        "author": version.author,
        "note": version.note,
        "created_at": version.created_at.isoformat(),
    }


def _suggestion(one: Suggestion) -> dict[str, object]:
    pair, interval = one.thresholds, one.interval
    return {
        "way": one.kind,
        "review": pair and pair.review,
        "ng": pair and pair.ng,
        "basis": one.basis,
        "confirmed_ok": 0 if one.kind is Kind.REFERENCE else one.ok,
        "confirmed_ng": one.ng,
        "views": one.ok if one.kind is Kind.REFERENCE else 0,
        "about": one.about or None,
        "value": one.share,
        "confidence_95": interval and [interval.low, interval.high],
        "method": interval and interval.method,
    }


def _between(low: float, high: float) -> Callable[[str], float]:
    def convert(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = low
        if not low < value < high:
            raise argparse.ArgumentTypeError(
                f"{text!r} is not a number above {low:g} and below {high:g}"
            )
        return value

    return convert
