"""`threshold`: show a model's thresholds, change them, go back to earlier ones, get suggestions."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from ad_studio.cli import run_view
from ad_studio.cli import threshold_view as view
from ad_studio.cli.author import add_author, author
from ad_studio.cli.codes import ExitCode
from ad_studio.cli.terminal import complain
from ad_studio.cli.values import between
from ad_studio.domain import Thresholds, ThresholdVersion
from ad_studio.errors import ProjectError, UsageError
from ad_studio.services import thresholds as service
from ad_studio.services.inspection.runs import latest_run
from ad_studio.services.projects.models import list_models
from ad_studio.services.projects.project import Project
from ad_studio.services.results.table import read_table
from ad_studio.services.thresholds import scores
from ad_studio.services.thresholds import suggestions as suggestion_service
from ad_studio.services.thresholds.curves import agreement
from ad_studio.services.thresholds.preview import ThresholdPreview
from ad_studio.services.thresholds.scores import ScoreTable
from ad_studio.services.thresholds.suggestions import NORMAL, Kind, Suggestion, Wishes


def add_options(parser: ArgumentParser) -> None:
    """Add the options of `threshold`."""
    parser.add_argument("--review", metavar="X", type=float, help="REVIEW from here up, sigma")
    parser.add_argument("--ng", metavar="Y", type=float, help="NG from here up, sigma")
    task = parser.add_mutually_exclusive_group()
    task.add_argument(
        "--suggest", action="store_true", help="list what the human verdicts suggest; see --take"
    )
    task.add_argument(
        "--take", metavar="WAY", choices=[kind.value for kind in Kind],
        help="commit a suggestion: %(choices)s",
    )  # fmt: skip
    task.add_argument("--history", action="store_true", help="list all versions, newest first")
    task.add_argument(
        "--check", action="store_true", help="hold the thresholds against the human verdicts"
    )
    task.add_argument(
        "--restore", metavar="ID", type=int, help="put an earlier version in force again"
    )
    parser.add_argument(
        "--dry-run", action="store_true",
        help="with --review or --ng: say what they would come to on the latest run, store nothing",
    )  # fmt: skip
    parser.add_argument(
        "--overkill", metavar="PERCENT", type=between(0, 100),
        help="of the suggestion by overkill: at most so many good parts called NG "
        f"(default: {100 * NORMAL.overkill:g})",
    )  # fmt: skip
    parser.add_argument(
        "--margin", metavar="SIGMA", type=between(0, 1000),
        help=f"of the suggestion above the highest confirmed OK (default: {NORMAL.margin:g})",
    )  # fmt: skip
    add_author(parser, "who changes the thresholds")
    parser.add_argument(
        "--note", metavar="TEXT", type=str.strip, default="", help="kept with the new version"
    )
    parser.add_argument("--json", action="store_true", help="print JSON for other programs")


def threshold(options: Namespace, open_project: Callable[..., Project]) -> int:
    """Show the current model's thresholds, or do what the options say.

    Args:
        options: As parsed.
        open_project: Opens the project that they name.
    """
    change = _check(options)
    with open_project(write=change) as project:
        if (looked := _look(project, options)) is not None:
            print(looked)
            return ExitCode.DONE
        version = _change(project, options) if change else service.current_thresholds(project)
        numbers = {model.id: model.number for model in list_models(project)}
        run = latest_run(project)
    if options.json:
        print(run_view.to_json(view.version_fields(version)))
        return ExitCode.DONE
    number = numbers[version.model_id]
    print(f"Model {number}: {run_view.said_thresholds(version)}")
    if run is not None and run.model_id != version.model_id:
        complain(
            f"The latest run used model {numbers[run.model_id]}; the thresholds of model {number} "
            "do not apply to it."
        )
    return ExitCode.DONE


def _check(options: Namespace) -> bool:
    """Refuse what does not go together; tell whether the options change anything."""
    by_hand = options.review is not None or options.ng is not None
    task = options.suggest or options.history or options.check or options.take is not None
    if by_hand and (task or options.restore is not None):
        raise UsageError("--review and --ng change the thresholds on their own; name no other way.")
    if options.dry_run and not by_hand:
        raise UsageError("--dry-run needs thresholds to try: --review, --ng or both.")
    wishes = options.overkill is not None or options.margin is not None
    if wishes and not (options.suggest or options.take):
        raise UsageError("--overkill and --margin go with --suggest or --take.")
    changes = by_hand or options.take is not None or options.restore is not None
    change = changes and not options.dry_run
    if (options.note or options.author) and not change:
        raise UsageError(
            "--note and --author go with a change: --review, --ng, --take or --restore."
        )
    return change


def _change(project: Project, options: Namespace) -> ThresholdVersion:
    words = {"author": author(options), "note": options.note}
    if options.restore is not None:
        return service.restore(project, options.restore, **words)
    if options.take is not None:
        pair, basis = suggestion_service.choose(_suggest(project, options), Kind(options.take))
        return service.set_thresholds(project, pair, basis=basis, **words)
    return service.set_thresholds(project, _by_hand(project, options), **words)


def _by_hand(project: Project, options: Namespace) -> Thresholds:
    old = service.current_thresholds(project).thresholds
    return Thresholds(
        review=old.review if options.review is None else options.review,
        ng=old.ng if options.ng is None else options.ng,
    )


def _look(project: Project, options: Namespace) -> str | None:
    """What is to be printed by tasks that change nothing; None: it is none of them."""
    if options.suggest:
        found = _suggest(project, options)
        return _said(options, view.suggestions_text, _each(view.suggestion_fields), found)
    if options.history:
        history = service.threshold_history(project)
        return _said(options, view.history_text, _each(view.version_fields), history)
    if options.check:
        known = scores.verified(project)
        now = service.current_thresholds(project).thresholds
        preview = ThresholdPreview(known).look(now)
        checked = view.Check(preview, agreement(known), known.duplicates)
        return _said(options, view.check_text, view.check_fields, checked)
    if options.dry_run:
        return _said(options, view.trial_text, view.trial_fields, _try(project, options))
    return None


def _said(
    options: Namespace, text: Callable[..., str], fields: Callable[..., object], *found: object
) -> str:
    return run_view.to_json(fields(*found)) if options.json else text(*found)


def _each(fields: Callable[..., object]) -> Callable[..., object]:
    return lambda found: [fields(one) for one in found]


def _try(project: Project, options: Namespace) -> view.Trial:
    """Look at thresholds given by hand on the latest run.

    Raises:
        ProjectError: There is none of the current model.
    """
    version, pair = service.current_thresholds(project), _by_hand(project, options)
    run = latest_run(project)
    if run is None or run.model_id != version.model_id:
        raise ProjectError(
            "Nothing has been inspected with the current model yet.",
            path=project.info.folder,
            hint="Inspect a folder of images first.",
        )
    found = read_table(project, [run])
    preview = ThresholdPreview(ScoreTable.of(found))
    return view.Trial(
        pair,
        preview.look(pair),
        preview.flips(version.thresholds, pair),
        lambda result_id: found.path(found.index(result_id) or 0),
    )


def _suggest(project: Project, options: Namespace) -> list[Suggestion]:
    wishes = Wishes(
        overkill=NORMAL.overkill if options.overkill is None else options.overkill / 100,
        margin=NORMAL.margin if options.margin is None else options.margin,
    )
    return suggestion_service.suggest(project, wishes=wishes)
