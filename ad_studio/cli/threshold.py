"""`threshold`: show a model's thresholds, change them, go back to earlier ones, get suggestions."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ad_studio.cli.options import add_author, add_json, add_project, author, open_project
from ad_studio.cli.output import print_json, print_message, sigma, table, when
from ad_studio.cli.run_results import ask_for_verdicts, describe_thresholds, limit_fields
from ad_studio.cli.values import between, integer
from ad_studio.cli.zones import (
    add_size_options,
    changes_size,
    tell_zones_stay,
    wished_limit,
)
from ad_studio.domain import (
    BY_HAND,
    SizeLimit,
    Thresholds,
    ThresholdVersion,
    Verdict,
    VerdictCounts,
)
from ad_studio.errors import ProjectError, UsageError
from ad_studio.services import thresholds as service
from ad_studio.services.inspection.runs import latest_run
from ad_studio.services.projects.decisions import Decision, decisions
from ad_studio.services.projects.models import get_model, model_by_number
from ad_studio.services.projects.project import Project
from ad_studio.services.results.limited import measure_table
from ad_studio.services.results.table import read_table
from ad_studio.services.thresholds import scores, suggestions
from ad_studio.services.thresholds.curves import Curve, TradeOff, agreement
from ad_studio.services.thresholds.preview import Flip, Preview, ThresholdPreview
from ad_studio.services.thresholds.scores import ScoreTable
from ad_studio.services.thresholds.suggestions import (
    DEFAULT_OPTIONS,
    Suggestion,
    SuggestionKind,
    SuggestionOptions,
    not_enough,
)

_MOST = 20


_ABOUT = {
    SuggestionKind.REFERENCE: "views of the reference at or above REVIEW",
    SuggestionKind.HIGHEST_OK: "overkill",
    SuggestionKind.BEST_F1: "F1 of the NG line",
    SuggestionKind.OVERKILL: "overkill",
    SuggestionKind.NO_ESCAPE: "escape",
}
"""What the share of a suggestion is of."""


def add_threshold(parser: ArgumentParser) -> None:
    """Add the options of `threshold`."""
    add_project(parser)
    parser.add_argument(
        "--model", metavar="N", type=integer(1), help="its number (default: the one in force)"
    )
    parser.add_argument("--review", metavar="X", type=float, help="REVIEW from here up, sigma")
    parser.add_argument("--ng", metavar="Y", type=float, help="NG from here up, sigma")
    add_size_options(parser)
    task = parser.add_mutually_exclusive_group()
    task.add_argument(
        "--suggest", action="store_true", help="list what verdicts and scores suggest; see --take"
    )
    task.add_argument(
        "--take", metavar="WAY", choices=[kind.value for kind in SuggestionKind],
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
        help="with thresholds or sizes: say what they come to on the latest run, store nothing",
    )  # fmt: skip
    parser.add_argument(
        "--overkill", metavar="PERCENT", type=between(0, 100),
        help="of the suggestion by overkill: at most so many good parts called NG "
        f"(default: {100 * DEFAULT_OPTIONS.overkill:g})",
    )  # fmt: skip
    parser.add_argument(
        "--margin", metavar="SIGMA", type=between(0, 1000),
        help="of the suggestion above the highest confirmed OK "
        f"(default: {DEFAULT_OPTIONS.margin:g})",
    )  # fmt: skip
    add_author(parser, "who changes the thresholds")
    parser.add_argument(
        "--note", metavar="TEXT", type=str.strip, default="", help="kept with the new version"
    )
    add_json(parser)
    parser.set_defaults(runner=threshold)


def threshold(options: Namespace) -> None:
    """Show the thresholds of a model, or do what the options say."""
    change, as_json = _check(options), options.json
    with open_project(options, write=change) as project:
        version = _current(project, options)
        if options.suggest:
            _print_suggestions(_suggestions(project, version, options), as_json=as_json)
        elif options.history:
            _print_history(project, version.model_id, as_json=as_json)
        elif options.check:
            _print_check(project, version, as_json=as_json)
        elif options.dry_run:
            _print_trial(project, version, _by_hand(project, version, options), as_json=as_json)
        else:
            version = _change(project, version, options) if change else version
            _print_version(project, version, as_json=as_json)


def _check(options: Namespace) -> bool:
    """Refuse what does not go together; tell whether the options change anything."""
    if options.restore is not None and options.model is not None:
        raise UsageError("--restore knows its model from the version; --model goes without it.")
    by_hand = options.review is not None or options.ng is not None or changes_size(options)
    task = options.suggest or options.history or options.check or options.take is not None
    if by_hand and (task or options.restore is not None):
        raise UsageError(
            "--review, --ng and --ng-size, and zones, change the thresholds on their own; name no "
            "other way."
        )
    if options.dry_run and not by_hand:
        raise UsageError("--dry-run needs thresholds to try: --review, --ng, --ng-size or zones.")
    sets_options = options.overkill is not None or options.margin is not None
    if sets_options and not (options.suggest or options.take):
        raise UsageError("--overkill and --margin go with --suggest or --take.")
    changes = by_hand or options.take is not None or options.restore is not None
    change = changes and not options.dry_run
    if (options.note or options.author) and not change:
        raise UsageError(
            "--note and --author go with a change: --review, --ng, --ng-size, zones, --take or "
            "--restore."
        )
    return change


def _current(project: Project, options: Namespace) -> ThresholdVersion:
    """Return the thresholds of the model that the options name, or of the one in force."""
    if options.model is None:
        return service.current_thresholds(project)
    model = model_by_number(project, options.model)
    return service.current_thresholds(project, model_id=model.id)


def _change(project: Project, old: ThresholdVersion, options: Namespace) -> ThresholdVersion:
    signed = {"author": author(options), "note": options.note}
    if options.restore is not None:
        return service.restore(project, options.restore, **signed)
    if options.take is not None:
        found = _suggestions(project, old, options)
        pair, basis = suggestions.choose(found, SuggestionKind(options.take))
        return service.set_thresholds(project, pair, basis=basis, model_id=old.model_id, **signed)
    pair = _by_hand(project, old, options)
    named = options.review is not None or options.ng is not None
    return service.set_thresholds(
        project, pair, basis=BY_HAND if named else None, model_id=old.model_id, **signed
    )


def _by_hand(project: Project, old: ThresholdVersion, options: Namespace) -> Thresholds:
    pair = old.thresholds
    return Thresholds(
        review=pair.review if options.review is None else options.review,
        ng=pair.ng if options.ng is None else options.ng,
        size_limit=wished_limit(project, old, options),
    )


def _suggestions(
    project: Project, version: ThresholdVersion, options: Namespace
) -> list[Suggestion]:
    suggestion_options = SuggestionOptions(
        overkill=DEFAULT_OPTIONS.overkill if options.overkill is None else options.overkill / 100,
        margin=DEFAULT_OPTIONS.margin if options.margin is None else options.margin,
    )
    return suggestions.suggest(project, model_id=version.model_id, options=suggestion_options)


def _print_version(project: Project, version: ThresholdVersion, *, as_json: bool) -> None:
    if as_json:
        print_json(_version_fields(version))
        return
    number = get_model(project, version.model_id).number
    print(f"Model {number}: {describe_thresholds(version)}")
    tell_zones_stay(project, version)
    run = latest_run(project)
    if run is None:
        return
    if run.model_id == version.model_id:
        ask_for_verdicts(project, version)
    else:
        other = get_model(project, run.model_id).number
        print_message(
            f"The latest run used model {other}; the thresholds of model {number} do not apply to "
            "it."
        )


def _print_suggestions(found: list[Suggestion], *, as_json: bool) -> None:
    if as_json:
        print_json([_suggestion_fields(one) for one in found])
        return
    rows = (
        (
            one.kind,
            sigma(one.thresholds.review if one.thresholds else None),
            sigma(one.thresholds.ng if one.thresholds else None),
            f"{one.views} views" if one.views else one.ok,
            one.ng,
            _interval(one),
            one.words,
        )
        for one in found
    )
    head = ("way", "REVIEW", "NG", "confirmed OK", "confirmed NG", "95 % confidence", "basis")
    print(table(head, rows, right=("REVIEW", "NG", "confirmed OK", "confirmed NG")))


def _print_history(project: Project, model_id: int, *, as_json: bool) -> None:
    """Print the threshold versions; as text, also when their model was put in force."""
    if as_json:
        found = service.threshold_history(project, model_id=model_id)
        print_json([_version_fields(one) for one in found])
        return
    rows = [_decision_cells(project, one) for one in decisions(project, model_id=model_id)]
    head = ("version", "when", "REVIEW", "NG", "NG only from", "author", "basis", "note")
    print(table(head, rows, right=("version", "REVIEW", "NG", "NG only from")))


def _decision_cells(project: Project, one: Decision) -> tuple[object, ...]:
    if isinstance(one, ThresholdVersion):
        pair = (f"{one.thresholds.review:g}", f"{one.thresholds.ng:g}")
        size = _size_cell(one.thresholds.size_limit)
        return one.id, when(one.created_at), *pair, size, one.author, one.basis, one.note
    what = f"model {get_model(project, one.model_id).number} put in force"
    return "", when(one.created_at), "", "", "", one.author, what, one.note


def _size_cell(limit: SizeLimit | None) -> str:
    if limit is None:
        return ""
    sizes = [f"{limit.mm2:g} mm²"] if limit.mm2 else []
    sizes += [f"{zone.name} {zone.mm2:g} mm² ({zone.place})" for zone in limit.zones]
    return "; ".join(sizes)


def _print_check(project: Project, version: ThresholdVersion, *, as_json: bool) -> None:
    """Print how the thresholds of a model stand up to the human verdicts."""
    verified = scores.verified(project, model_id=version.model_id)
    curves = agreement(verified)
    preview = ThresholdPreview(verified).at(version.thresholds)
    if as_json:
        print_json(
            {
                **_confusion_fields(preview),
                "duplicates": verified.duplicates,
                "roc": _curve_fields(curves.roc),
                "precision_recall": _curve_fields(curves.precision_recall),
                "trade_off": _trade_off_fields(curves.trade_off),
            }
        )
        return
    rows = [
        (f"{word} confirmed", by.ok, by.review, by.ng)
        for word, by in (("OK", preview.good), ("NG", preview.bad))
    ]
    print(table(("person \\ machine", *Verdict), rows, right=tuple(Verdict)))
    if verified.duplicates:
        print(f"Left out: {verified.duplicates} with the same bytes as another image")
    if curves.roc is None or curves.precision_recall is None:
        print(f"Curves: {not_enough(curves.ok, curves.ng)}")
    else:
        print(f"Area under the ROC curve: {curves.roc.area:.3f}")
        print(f"Average precision: {curves.precision_recall.area:.3f}")


def _print_trial(
    project: Project, version: ThresholdVersion, pair: Thresholds, *, as_json: bool
) -> None:
    """Print what thresholds would come to on the latest run, the highest scores first.

    Raises:
        ProjectError: The latest run is not of the thresholds' model.
    """
    run = latest_run(project)
    if run is None or run.model_id != version.model_id:
        number = get_model(project, version.model_id).number
        raise ProjectError(
            f"The latest run is not of model {number}.",
            path=project.info.folder,
            hint="Inspect a folder of images with it first.",
        )
    found = read_table(project, [run])
    found.judge(pair)
    measure_table(project, found)
    judged = ThresholdPreview(ScoreTable.of(found))
    preview, flips = judged.at(pair), judged.flips(version.thresholds, pair)

    def image(flip: Flip) -> Path:
        return found.path(found.index(flip.result_id) or 0)

    counts = preview.counts
    if as_json:
        print_json(
            {
                "review": pair.review,
                "ng": pair.ng,
                "size_limit": limit_fields(pair),
                "counts": _verdict_fields(counts) | {"error": counts.error},
                **_confusion_fields(preview),
                "flips": [
                    {
                        "path": image(flip),
                        "score": flip.score,
                        "now": flip.old,
                        "then": flip.new,
                        "human": flip.human,
                    }
                    for flip in flips
                ],
            }
        )
        return
    limit = "" if pair.size_limit is None else f", {pair.size_limit.message}"
    print(
        f"Tried on run {run.id}, the latest: REVIEW from {pair.review:g}, NG from {pair.ng:g} "
        f"sigma{limit}; nothing is stored"
    )
    print(f"{counts.ng} NG, {counts.review} REVIEW, {counts.ok} OK")
    for title, wrong, confirmed, said in (
        ("Overkill", preview.overkill, preview.good, Verdict.OK),
        ("Escape", preview.escape, preview.bad, Verdict.NG),
    ):
        print(
            f"{title}: {wrong} of {confirmed.total} confirmed {said} "
            f"({confirmed.review} more in REVIEW)"
        )
    print(f"Would flip: {len(flips)}, of which {flips.verified} have a human verdict that stands")
    if flips:
        rows = ((image(one).name, sigma(one.score), one.old, one.new) for one in flips[:_MOST])
        print(table(("image", "sigma", "now", "then"), rows, right="sigma"))
    if len(flips) > _MOST:
        print(f"{len(flips) - _MOST} more: add --json")


def _confusion_fields(preview: Preview) -> dict[str, object]:
    return {
        "overkill": preview.overkill,
        "escape": preview.escape,
        "confirmed_ok": _verdict_fields(preview.good),
        "confirmed_ng": _verdict_fields(preview.bad),
    }


def _verdict_fields(counts: VerdictCounts) -> dict[str, int]:
    return {"OK": counts.ok, "REVIEW": counts.review, "NG": counts.ng}


def _curve_fields(curve: Curve | None) -> dict[str, object] | None:
    if curve is None:
        return None
    return {"area": curve.area, "x": curve.x.tolist(), "y": curve.y.tolist()}


def _trade_off_fields(found: TradeOff | None) -> dict[str, object] | None:
    if found is None:
        return None
    return {
        "thresholds": found.thresholds.tolist(),
        "overkill": found.overkill.tolist(),
        "escape": found.escape.tolist(),
    }


def _version_fields(version: ThresholdVersion) -> dict[str, object]:
    return {
        "id": version.id,
        "review": version.thresholds.review,
        "ng": version.thresholds.ng,
        "size_limit": limit_fields(version.thresholds),
        "basis": str(version.basis),
        "author": version.author,
        "note": version.note,
        "created_at": version.created_at,
    }


def _interval(one: Suggestion) -> str:
    """How sure a suggestion is, in a few words; empty when there is none."""
    if one.interval is None or one.share is None:
        return ""
    values = (one.share, one.interval.low, one.interval.high)
    if one.kind is SuggestionKind.BEST_F1:
        words = "{:.2f} ({:.2f} to {:.2f})".format(*values)
    else:
        words = "{:.1f} % ({:.1f} to {:.1f} %)".format(*(100 * value for value in values))
    return f"{_about(one)} {words}"


def _about(one: Suggestion) -> str:
    """What the share of a suggestion is of."""
    if one.kind is SuggestionKind.REFERENCE and not one.views:
        return "learned parts, left out, at or above REVIEW"
    return _ABOUT[one.kind]


def _suggestion_fields(one: Suggestion) -> dict[str, object]:
    pair, interval = one.thresholds, one.interval
    return {
        "way": one.kind,
        "review": pair and pair.review,
        "ng": pair and pair.ng,
        "basis": str(one.words),
        "confirmed_ok": 0 if one.views else one.ok,
        "confirmed_ng": one.ng,
        "duplicates": one.duplicates,
        "views": one.views,
        "about": None if one.share is None else _about(one),
        "value": one.share,
        "confidence_95": interval and [interval.low, interval.high],
        "method": interval and interval.method,
    }
