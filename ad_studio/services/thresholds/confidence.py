"""95 % confidence intervals of shares and of F1, for counts of any size."""

from dataclasses import dataclass

import numpy as np

LEVEL = 0.95
_DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the true value lies with 95 % confidence, as fractions of 1.

    Attributes:
        method: How it was found: "Clopper-Pearson" or "bootstrap".
    """

    low: float
    high: float
    method: str


def clopper_pearson(hits: int, count: int) -> Interval:
    """The exact interval of a share: `hits` of `count` were seen.

    Args:
        hits: 0 to `count`.
        count: At least 1.
    """
    # a thousand times as fast as `scipy.stats.binomtest`, whose interval is the same
    from scipy.special import betaincinv

    tail = (1 - LEVEL) / 2
    low = float(betaincinv(hits, count - hits + 1, tail)) if hits else 0.0
    high = float(betaincinv(hits + 1, count - hits, 1 - tail)) if hits < count else 1.0
    return Interval(low, high, "Clopper-Pearson")


def bootstrap_f1(*, true_ng: int, overkill: int, missed: int, true_ok: int) -> Interval:
    """The interval of F1 when the same images are drawn again and again, with replacement.

    Args:
        true_ng: Bad parts called NG, at least 1.
        overkill: Good parts called NG.
        missed: Bad parts not called NG.
        true_ok: Good parts not called NG.
    """
    cells = np.array([true_ng, overkill, missed, true_ok])
    draws = np.random.default_rng(0).multinomial(cells.sum(), cells / cells.sum(), _DRAWS)
    hits = 2 * draws[:, 0]
    f1 = hits / np.maximum(hits + draws[:, 1] + draws[:, 2], 1)
    low, high = np.percentile(f1, (100 * (1 - LEVEL) / 2, 100 * (1 + LEVEL) / 2))
    return Interval(float(low), float(high), "bootstrap")
