"""Results chosen and sorted as in the window's list."""

from collections.abc import Sequence

import numpy as np

from ad_studio.domain import ResultRow, RunInfo
from ad_studio.messages import msg
from ad_studio.progress import ForwardingProgress, Progress
from ad_studio.services import results, thresholds
from ad_studio.services.projects.project import Project
from ad_studio.services.results.defect_sizes import measure_defects
from ad_studio.services.results.filters import Filters
from ad_studio.services.results.ordering import Order, SortKey
from ad_studio.services.results.result_arrays import Floats
from ad_studio.services.results.review_queue import QueueKind, ReviewQueue
from ad_studio.services.results.table import ResultTable, read_table
from ad_studio.services.thresholds.scores import verified


def find_results(
    project: Project,
    runs: Sequence[RunInfo],
    filters: Filters,
    order: Order | QueueKind,
    *,
    progress: Progress,
) -> list[ResultRow]:
    """Return the results of runs that the filters let through, in an order.

    Args:
        project: The project.
        runs: Runs of one model, at least one.
        filters: What is wanted; sizes are measured if they are asked for.
        order: How to sort, or the review queue to line up.
        progress: Of the measuring.

    Raises:
        StoreError: The database cannot be read.
        Cancelled: The user asked to stop.
    """
    table = read_table(project, runs)
    model_id = runs[0].model_id
    pair = thresholds.current_thresholds(project, model_id=model_id).thresholds
    table.judge(pair)
    if filters.by_size or (isinstance(order, Order) and order.key is SortKey.SIZE):
        progress.status(msg("Measuring defects"))
        measure_defects(
            project, table.ids.tolist(), pair.review, progress=_SizeProgress(table, progress)
        )
    mask = filters.mask(table)
    if isinstance(order, Order):
        found = order.sort(table, np.flatnonzero(mask))
    else:
        other_confirmed = verified(project, model_id=model_id).without(table.ids).confirmed
        found = ReviewQueue.of(table, order, among=mask, other_confirmed=other_confirmed).order
    rows = {row.id: row for run in runs for row in results.results(project, run.id)}
    return [rows[result_id] for result_id in table.ids[found].tolist()]


class _SizeProgress(ForwardingProgress):
    """Stores the defect sizes of partial results in a table; passes on all other reports."""

    def __init__(self, table: ResultTable, target: Progress) -> None:
        super().__init__(target)
        self._table = table

    def partial(self, result: object) -> None:
        """Store the sizes of some results, see `measure_defects`."""
        ids: list[int]
        sizes: Floats
        ids, sizes = result  # type: ignore[misc]
        places = [self._table.index(one) for one in ids]
        self._table.measure(np.array(places, np.int64), sizes)
