"""`learn`: a candidate from confirmed parts, beside the model in force."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import Any

from ad_studio.cli.options import (
    add_author,
    add_device,
    add_json,
    add_project,
    author,
    open_project,
)
from ad_studio.cli.output import images, print_json, print_message, printable, sigma, table
from ad_studio.cli.progress import terminal_progress
from ad_studio.cli.run_results import describe_thresholds
from ad_studio.cli.values import integer
from ad_studio.domain import ConfirmedPart, RunInfo
from ad_studio.errors import UsageError
from ad_studio.image_names import find_by_name
from ad_studio.progress import Progress
from ad_studio.services import thresholds
from ad_studio.services.inspection.run_plan import chosen_model
from ad_studio.services.inspection.runs import chosen_run
from ad_studio.services.learning.comparison import Judgement, ModelComparison, compare_models
from ad_studio.services.learning.learn import forget
from ad_studio.services.learning.learn import learn as learn_from
from ad_studio.services.learning.plan import (
    LEAST_CONFIRMED,
    LearningPlan,
    plan_learning,
    verified_parts,
)
from ad_studio.services.projects.project import Project

_SHOWN = 20  # lines of a list


def add_learn(parser: ArgumentParser) -> None:
    """Add the options of `learn`."""
    parser.description = (
        "Train a candidate on the reference and on inspected parts that people confirmed, and show "
        "it beside the model in force on the same verified images. The model in force stays; "
        "`ad-studio use` puts the candidate in force."
    )
    add_project(parser)
    parser.add_argument(
        "--confirmed", action="store_true",
        help="from the parts that people confirmed (default, unless --lot is given)",
    )  # fmt: skip
    parser.add_argument(
        "--lot", metavar="RUN", type=integer(1),
        help="from the images of a run that nobody judged, but for the quarter that scores "
        "highest; most parts of that run must be good",
    )  # fmt: skip
    parser.add_argument(
        "--min-ok", metavar="N", type=integer(1, 1000), default=LEAST_CONFIRMED,
        help="refuse to learn from fewer good parts (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--accept", metavar="IMAGE", action="append", default=[],
        help="learn from this part confirmed OK although its score lies far out or it was taken "
        "out before; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--without", metavar="IMAGE", action="append", default=[],
        help="do not learn from this part; one that was learned from is taken out until it is "
        "accepted again; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--forget", action="store_true",
        help="take all parts out of what is learned from, and stop: the next training learns from "
        "the reference alone",
    )  # fmt: skip
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would be learned from, and stop"
    )
    add_author(parser, "who has it learned")
    parser.add_argument("--note", metavar="T", default="", help="anything worth keeping")
    add_device(parser)
    add_json(parser)
    parser.set_defaults(runner=learn)


def learn(options: Namespace) -> None:
    """Plan, train a candidate, compare it with the model in force; or forget."""
    if options.forget:
        _forget(options)
        return
    with open_project(options, write=not options.dry_run) as project:
        with terminal_progress() as progress:
            lot = None if options.lot is None else chosen_run(project, options.lot)
            known = verified_parts(project).parts
            plan = _plan(project, options, lot, known, progress=progress)
            if not options.json:
                _print_plan(plan)
            if options.dry_run:
                if options.json:
                    print_json({"plan": _plan_fields(plan)})
                return
            before = chosen_model(project, None)
            without = {_named(known, image).sha256 for image in options.without}
            forget(project, without, author=author(options), note=options.note)
            candidate = learn_from(
                project,
                plan,
                author=author(options),
                note=options.note,
                device=options.device,
                progress=progress,
            )
            compared = compare_models(
                project, before, candidate, device=options.device, progress=progress
            )
        version = thresholds.current_thresholds(project, model_id=candidate.id)
    if options.json:
        print_json(
            {
                "plan": _plan_fields(plan),
                "candidate": candidate.number,
                "thresholds": {
                    "review": version.thresholds.review,
                    "ng": version.thresholds.ng,
                    "basis": str(version.basis),
                },
                "comparison": _comparison_fields(compared),
            }
        )
        return
    print(f"Model {candidate.number} is a candidate, {candidate.train_seconds:.1f} s")
    print(describe_thresholds(version))
    print()
    _print_comparison(compared)
    print()
    print(f"Model {before.number} stays in force. To use the candidate from now on:")
    print(printable(f"  ad-studio use {options.name} {candidate.number} --author NAME"))


def _forget(options: Namespace) -> None:
    with open_project(options) as project:
        learned = forget(project, author=author(options), note=options.note)
    print(f"The next model learns from the reference alone (training set {learned.number}).")
    print(printable(f"To train it: ad-studio train {options.name}"))


def _plan(
    project: Project,
    options: Namespace,
    lot: RunInfo | None,
    known: Sequence[ConfirmedPart],
    *,
    progress: Progress,
) -> LearningPlan:
    return plan_learning(
        project,
        confirmed=options.confirmed or lot is None,
        lot=lot,
        accept={_named(known, image).result_id for image in options.accept},
        without={_named(known, image).sha256 for image in options.without},
        least_ok=options.min_ok,
        progress=progress,
    )


def _named(parts: Sequence[ConfirmedPart], image: str) -> ConfirmedPart:
    """The one confirmed part of this path, or of this file name."""
    found = find_by_name(parts, image)
    if not found:
        raise UsageError(f'No confirmed part is called "{image}".')
    if len(found) > 1:
        raise UsageError(
            f'{len(found)} confirmed parts are called "{image}".', hint="Give its whole path."
        )
    return found[0]


def _print_plan(plan: LearningPlan) -> None:
    parts = f"Learning from the reference and {len(plan.ok)} confirmed OK"
    if plan.unchosen:
        parts += f" (of {len(plan.ok) + plan.unchosen}, chosen over the range of their scores)"
    print(parts + (f", {len(plan.lot)} of a lot without verdicts" if plan.lot else ""))
    for part in plan.outliers:
        print_message(
            f"{part.path.name} was confirmed OK, but scores {sigma(part.score)} sigma: it is not "
            f"learned from. If it is good, add --accept {part.path.name}"
        )
    for part in plan.taken_out:
        print_message(
            f"{part.path.name} was taken out before: it is not learned from. If it is good, add "
            f"--accept {part.path.name}"
        )
    for one in plan.left_out[:_SHOWN]:
        print_message(f"{one.path.name} is not learned from: {one.reason}")
    if len(plan.left_out) > _SHOWN:
        print_message(f"{len(plan.left_out) - _SHOWN} more are not learned from.")


def _print_comparison(compared: ModelComparison) -> None:
    head = ("model", "state", "overkill", "good in review", "escape", "bad in review", "AUROC")
    rows = [
        (f"{side.model.number}", state, *_counts(side, compared), _auroc(side.auroc))
        for side, state in ((compared.before, "in force"), (compared.after, "candidate"))
    ]
    print(f"On {compared.good} confirmed OK and {compared.bad} confirmed NG images:")
    print(table(head, rows, right=head[2:]))
    print(f"{images(len(compared.flips))} would be judged otherwise")
    for flip in compared.flips[:_SHOWN]:
        print(printable(f"  {flip.path.name}: {flip.before} -> {flip.after} ({flip.human} said)"))
    if len(compared.flips) > _SHOWN:
        print(f"  and {len(compared.flips) - _SHOWN} more")
    for count, why in (
        (compared.learned, "learned from, and too few to be left out in turn"),
        (compared.unread, "changed or gone since they were judged"),
        (compared.unchosen, "enough others were compared"),
    ):
        if count:
            print_message(f"not compared: {images(count)}: {why}")


def _counts(side: Judgement, compared: ModelComparison) -> list[str]:
    return [
        f"{count} of {total}"
        for count, total in (
            (side.overkill, compared.good),
            (side.good_in_review, compared.good),
            (side.escape, compared.bad),
            (side.bad_in_review, compared.bad),
        )
    ]


def _auroc(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _plan_fields(plan: LearningPlan) -> dict[str, Any]:
    return {
        "ok": [part.path for part in plan.ok],
        "lot": [row.path for row in plan.lot],
        "far_out": [{"path": part.path, "score": part.score} for part in plan.outliers],
        "taken_out": [part.path for part in plan.taken_out],
        "left_out": [{"path": one.path, "reason": one.reason} for one in plan.left_out],
        "unchosen": plan.unchosen,
    }


def _comparison_fields(compared: ModelComparison) -> dict[str, Any]:
    return {
        "good": compared.good,
        "bad": compared.bad,
        "in_force": _side_fields(compared.before),
        "candidate": _side_fields(compared.after),
        "flips": [
            {"path": flip.path, "human": flip.human, "before": flip.before, "after": flip.after}
            for flip in compared.flips
        ],
        "learned": compared.learned,
        "unread": compared.unread,
        "unchosen": compared.unchosen,
    }


def _side_fields(side: Judgement) -> dict[str, Any]:
    return {
        "model": side.model.number,
        "review": side.thresholds.review,
        "ng": side.thresholds.ng,
        "overkill": side.overkill,
        "good_in_review": side.good_in_review,
        "escape": side.escape,
        "bad_in_review": side.bad_in_review,
        "auroc": side.auroc,
    }
