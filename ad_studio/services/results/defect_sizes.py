"""How large the largest defect region of many images is; for lists that filter and sort by it."""

from collections.abc import Sequence

import numpy as np

from ad_studio.imaging.defect_regions import defect_share
from ad_studio.progress import Progress, raise_if_cancelled
from ad_studio.services.projects.project import Project
from ad_studio.services.results.result_arrays import Floats

_CHUNK = 400


def measure_defects(
    project: Project, result_ids: Sequence[int], level: float, *, progress: Progress
) -> None:
    """Measure the largest region at or above a level on each image; seconds for many of them.

    Args:
        project: The project.
        result_ids: Which results, in the order in which they are wanted.
        level: In sigma; the review threshold, as a rule.
        progress: Gets partials (ids of some results, float64 [n] shares of the image, 0 to 1),
            and the fraction that is done. A result without maps has the size 0.

    Raises:
        StoreError: The maps cannot be read, or are damaged.
        Cancelled: The user asked to stop.
    """
    for start in range(0, len(result_ids), _CHUNK):
        raise_if_cancelled(progress)
        chunk = result_ids[start : start + _CHUNK]
        maps = project.store.results.fused_maps(chunk)
        sizes: Floats = np.zeros(len(chunk))
        for at, result_id in enumerate(chunk):
            if result_id in maps:
                sizes[at] = defect_share(maps[result_id], level)
        progress.partial((chunk, sizes))
        progress.fraction((start + len(chunk)) / len(result_ids))
