"""The options of `results`: the same filters and orders as in the window."""

from argparse import ArgumentParser, Namespace

from ad_studio.cli.values import number, percent, some_of
from ad_studio.domain import HumanState, ResultRow, RunInfo, Verdict
from ad_studio.errors import UsageError
from ad_studio.progress import Progress
from ad_studio.services import results
from ad_studio.services.projects.project import Project
from ad_studio.services.results import listing
from ad_studio.services.results.filters import Filters
from ad_studio.services.results.ordering import Order, SortKey
from ad_studio.services.results.review_queue import QueueKind

_FALLING = (SortKey.SCORE, SortKey.SIZE, SortKey.VERDICT, SortKey.TIME)
"""What is wanted with the largest first, as a rule."""

_VERDICTS: dict[str, Verdict | None] = {
    **{verdict.lower(): verdict for verdict in Verdict},
    "error": None,
}
_STATES = {state.value: state for state in HumanState}


def add_options(parser: ArgumentParser) -> None:
    """Add the options that choose and sort."""
    parser.add_argument(
        "--verdict", metavar="ng,review", type=some_of("verdicts", _VERDICTS), default=frozenset(),
        help="only images of these verdicts: ok, review, ng, error",
    )  # fmt: skip
    parser.add_argument(
        "--human", metavar="STATES", type=some_of("states", _STATES), default=frozenset(),
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
    parser.add_argument("--text", metavar="T", default="", help="only names with this in them")
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--queue", choices=[kind.value for kind in QueueKind],
        help="the review queue: REVIEW first, then NG, highest score first in each",
    )  # fmt: skip
    how.add_argument(
        "--sort", choices=[key.value for key in SortKey], default=SortKey.INSPECTED.value,
        help="scores, sizes, verdicts and times with the largest first (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument("--reverse", action="store_true", help="turn the order round")
    parser.add_argument("--all-runs", action="store_true", help="all runs of the run's model")


def chosen(
    project: Project, options: Namespace, run: RunInfo, *, progress: Progress
) -> list[ResultRow]:
    """The results that the options ask for, in their order."""
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
        runs = [one for one in results.runs(project) if one.model_id == run.model_id]
    order: Order | QueueKind = Order(key, descending=(key in _FALLING) != options.reverse)
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
