"""The p-chart: which share of a group is more than chance."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_SIGMAS = 3


@dataclass(frozen=True, slots=True, eq=False)
class PChart:
    """Centre line and control limits of shares, 0 to 1.

    Attributes:
        centre: The share over all groups.
        lower: float64 [n], one for each group.
        upper: float64 [n].
    """

    centre: float
    lower: npt.NDArray[np.float64]
    upper: npt.NDArray[np.float64]


def p_chart(hits: npt.ArrayLike, counts: npt.ArrayLike) -> PChart:
    """Compute the chart by Shewhart's rule: three standard deviations of a binomial share.

    The limits of a group follow from its own size, so that groups may have any.

    Args:
        hits: int [n], defective parts of each group.
        counts: int [n], parts of each group; of a group without parts the limits are 0 and 1.
    """
    hits, counts = np.asarray(hits, np.float64), np.asarray(counts, np.float64)
    total = counts.sum()
    centre = float(hits.sum() / total) if total else 0.0
    spread = np.full(len(counts), np.inf)
    some = counts > 0
    spread[some] = _SIGMAS * np.sqrt(centre * (1 - centre) / counts[some])
    return PChart(centre, np.maximum(centre - spread, 0.0), np.minimum(centre + spread, 1.0))
