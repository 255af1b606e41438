"""Limited scores of results for thresholds that are only being tried: measured, not stored."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ad_studio.domain import SizeLimit
from ad_studio.services.projects.project import Project
from ad_studio.services.results.table import ResultTable
from ad_studio.size_limits import score_by_size

_CHUNK = 50


class Scored(NamedTuple):
    """A result, its score in sigma, and the size of its image in pixels."""

    id: int
    score: float
    width: int
    height: int


def to_measure(table: ResultTable) -> list[Scored]:
    """List the results whose verdict by the thresholds in hand hangs on a region not yet measured.

    Those with the highest scores come first.
    """
    at = table.without_limited()
    at = at[table.scores[at].argsort()[::-1]]
    columns = (table.ids, table.scores, table.widths, table.heights)
    return [Scored(*values) for values in zip(*(one[at].tolist() for one in columns), strict=True)]


def measure(
    project: Project, scored: list[Scored], limit: SizeLimit
) -> Iterator[Mapping[int, float]]:
    """Measure how high regions of a certain size reach on images; milliseconds for each.

    Args:
        project: The project.
        scored: The results.
        limit: How large a region must be, and where.

    Yields:
        Limited scores in sigma of some of the results, for `ResultTable.take_limited`. A result
        without maps keeps its score.

    Raises:
        StoreError: The maps cannot be read, or are damaged.
    """
    for start in range(0, len(scored), _CHUNK):
        chunk = scored[start : start + _CHUNK]
        maps = project.store.results.fused_maps([one.id for one in chunk])
        yield {
            one.id: score_by_size(
                limit, maps[one.id], one.score, width=one.width, height=one.height
            )
            if one.id in maps
            else one.score
            for one in chunk
        }


def measure_table(project: Project, table: ResultTable) -> None:
    """Measure all that the thresholds in hand need to know of a table.

    Raises:
        StoreError: The maps cannot be read, or are damaged.
    """
    limit = None if table.thresholds is None else table.thresholds.size_limit
    if limit is not None:
        for found in measure(project, to_measure(table), limit):
            table.take_limited(found, key=limit.key)
