"""`results`: the images of a run, chosen and sorted as in the window."""

from argparse import ArgumentParser, Namespace

from ad_studio.cli.options import add_json, add_project, add_run, open_project
from ad_studio.cli.output import (
    print_json,
    print_message,
)
from ad_studio.cli.progress import terminal_progress
from ad_studio.cli.run_results import RunResults
from ad_studio.cli.values import number, percent, set_of
from ad_studio.domain import (
    HumanState,
    ResultRow,
    RunInfo,
    Verdict,
)
from ad_studio.errors import UsageError
from ad_studio.progress import Progress
from ad_studio.services import results as result_service
from ad_studio.services.inspection.runs import chosen_run
from ad_studio.services.projects.project import Project
from ad_studio.services.results import listing
from ad_studio.services.results.filters import Filters
from ad_studio.services.results.first_verdicts import FIRST_VERDICTS
from ad_studio.services.results.ordering import Order, SortKey
from ad_studio.services.results.review_queue import QueueKind

_DESCENDING = (SortKey.SCORE, SortKey.SIZE, SortKey.VERDICT, SortKey.TIME)
"""What is wanted with the largest first, as a rule."""

_VERDICTS: dict[str, Verdict | None] = {
    **{verdict.lower(): verdict for verdict in Verdict},
    "error": None,
}
_STATES = {state.value: state for state in HumanState}


def add_results(parser: ArgumentParser) -> None:
    """Add the options of `results`."""
    add_project(parser)
    parser.add_argument(
        "--verdict", metavar="ng,review", type=set_of("verdicts", _VERDICTS), default=frozenset(),
        help="only images of these verdicts: ok, review, ng, error",
    )  # fmt: skip
    parser.add_argument(
        "--human", metavar="STATES", type=set_of("states", _STATES), default=frozenset(),
        help="only what people called so: unchecked, confirmed, overridden, unsure",
    )  # fmt: skip
    parser.add_argument(
        "--unchecked", action="store_true", help="only what nobody has judged: --human unchecked"
    )
    for name, kind, text in (
        ("min-score", number, "from this score up, sigma"),
        ("max-score", number, "up to this score, sigma"),
        ("min-size", percent, "with a defect of at least so many percent of the image"),
        ("max-size", percent, "with no defect larger than so many percent of the image"),
    ):
        parser.add_argument(f"--{name}", metavar="X", type=kind, help=f"only images {text}")
    parser.add_argument("--lot", metavar="L", help="only images of this lot")
    parser.add_argument(
        "--text", metavar="T", default="",
        help="only images with this in their name or serial, or with this shift, lot, operator or "
        "station",
    )  # fmt: skip
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--queue", choices=[kind.value for kind in QueueKind],
        help="the review queue: REVIEW first, then NG, highest score first in each; "
        f"{QueueKind.FIRST}: the {FIRST_VERDICTS} images that tell most about thresholds; "
        f"{QueueKind.SOME_OK}: those among the OK images",
    )  # fmt: skip
    how.add_argument(
        "--sort", choices=[key.value for key in SortKey], default=SortKey.INSPECTED.value,
        help="scores, sizes, verdicts and times with the largest first (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument("--reverse", action="store_true", help="turn the order round")
    parser.add_argument("--all-runs", action="store_true", help="all runs of the run's model")
    add_run(parser)
    add_json(parser)
    parser.set_defaults(runner=results)


def results(options: Namespace) -> None:
    """Show the images of a run."""
    with open_project(options, write=False) as project:
        run = chosen_run(project, options.run)
        with terminal_progress() as progress:
            rows = _chosen(project, options, run, progress=progress)
        found = RunResults.of(project, run, rows)
    if options.json:
        print_json(found.fields())
        return
    print(found.heading(), found.images(rows), sep="\n\n")
    if not rows and run.counts.total:
        print_message("No image is as was asked for.")


def _chosen(
    project: Project, options: Namespace, run: RunInfo, *, progress: Progress
) -> list[ResultRow]:
    """Return the results that the options ask for, in their order."""
    _check(options)
    key = SortKey(options.sort)
    states = options.human | (
        frozenset({HumanState.UNCHECKED}) if options.unchecked else frozenset()
    )
    filters = Filters(
        verdicts=options.verdict,
        states=states,
        min_score=options.min_score,
        max_score=options.max_score,
        min_size=_share(options.min_size),
        max_size=_share(options.max_size),
        lots=frozenset() if options.lot is None else frozenset({options.lot}),
        text=options.text,
    )
    runs = [run]
    if options.all_runs:
        runs = [one for one in result_service.runs(project) if one.model_id == run.model_id]
    order: Order | QueueKind = Order(key, descending=(key in _DESCENDING) != options.reverse)
    if options.queue:
        order = QueueKind(options.queue)
    return listing.find_results(project, runs, filters, order, progress=progress)


def _check(options: Namespace) -> None:
    """Refuse what lets nothing pass, or has no effect."""
    for what in ("score", "size"):
        low, high = getattr(options, f"min_{what}"), getattr(options, f"max_{what}")
        if low is not None and high is not None and low > high:
            raise UsageError(
                f"--min-{what} {low:g} is above --max-{what} {high:g}, so no image can be meant.",
                hint="Exchange the two.",
            )
    if options.queue and options.reverse:
        raise UsageError("--queue has an order of its own; --reverse goes with --sort.")


def _share(percent: float | None) -> float | None:
    return None if percent is None else percent / 100
