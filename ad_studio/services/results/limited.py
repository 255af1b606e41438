"""Limited scores of results for thresholds that are only being tried: measured, not stored."""

from collections.abc import Iterator, Mapping

from ad_studio.domain import SizeLimit
from ad_studio.map_regions import limited_score
from ad_studio.services.projects.project import Project
from ad_studio.services.results.table import ResultTable

_CHUNK = 50

Scored = tuple[int, float, int]
"""A result, its score in sigma, and the area of its image in square pixels."""


def to_measure(table: ResultTable) -> list[Scored]:
    """List the results whose verdict by the thresholds in hand hangs on a region not yet measured.

    Those with the highest scores come first.
    """
    at = table.without_limited()
    at = at[table.scores[at].argsort()[::-1]]
    ids, scores, pixels = (
        column[at].tolist() for column in (table.ids, table.scores, table.pixels)
    )
    return list(zip(ids, scores, pixels, strict=True))


def measure(
    project: Project, scored: list[Scored], limit: SizeLimit
) -> Iterator[Mapping[int, float]]:
    """Measure how high regions of a certain size reach on images; milliseconds for each.

    Args:
        project: The project.
        scored: The results.
        limit: How large a region must be.

    Yields:
        Limited scores in sigma of some of the results, for `ResultTable.take_limited`. A result
        without maps keeps its score.

    Raises:
        StoreError: The maps cannot be read, or are damaged.
    """
    for start in range(0, len(scored), _CHUNK):
        chunk = scored[start : start + _CHUNK]
        maps = project.store.results.fused_maps([result_id for result_id, _s, _p in chunk])
        yield {
            result_id: limited_score(maps[result_id], score, share=limit.share_of(pixels))
            if result_id in maps
            else score
            for result_id, score, pixels in chunk
        }


def measure_table(project: Project, table: ResultTable) -> None:
    """Measure all that the thresholds in hand need to know of a table.

    Raises:
        StoreError: The maps cannot be read, or are damaged.
    """
    limit = None if table.thresholds is None else table.thresholds.size_limit
    if limit is not None:
        for found in measure(project, to_measure(table), limit):
            table.take_limited(found, area=limit.area)
