"""Shares and kappas with intervals.

Cohen's kappa (Cohen 1960, Educational and Psychological Measurement 20, 37-46) compares two series
of ratings; Fleiss' kappa (Fleiss 1971, Psychological Bulletin 76, 378-382) any number of raters.
Both are the agreement beyond chance, as a share of what is possible beyond chance.

The interval of a kappa is that of the jackknife: each part is left out in turn. The rounds of a
part are left out together, because they are not independent of each other.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from ad_studio.domain import Kappa, Share

CONFIDENCE = 0.95

Ratings = npt.NDArray[np.int8]
"""Codes of categories from 0; the first axis is that of the parts."""


def share(count: int, total: int) -> Share:
    """Return a share with Wilson's interval.

    Args:
        count: 0 to `total`.
        total: At least 1.
    """
    from scipy.stats import binomtest

    interval = binomtest(count, total).proportion_ci(CONFIDENCE, method="wilson")
    return Share(count, total, float(interval.low), float(interval.high))


def cohen_kappa(ratings: Ratings) -> float:
    """Return Cohen's kappa of two raters, [parts, 2] or [parts, rounds, 2]; NaN if undefined."""
    first, second = ratings.reshape(-1, 2).T
    categories = range(int(ratings.max()) + 1)
    chance = sum(float(np.mean(first == c) * np.mean(second == c)) for c in categories)
    return _beyond(float(np.mean(first == second)), chance)


def fleiss_kappa(ratings: Ratings) -> float:
    """Return Fleiss' kappa of two raters or more, [parts, raters]; NaN if undefined."""
    raters = ratings.shape[1]
    counts = np.stack([(ratings == c).sum(1) for c in range(int(ratings.max()) + 1)], axis=1)
    agreeing = (counts * (counts - 1)).sum(1) / (raters * (raters - 1))
    chance = float(np.square(counts.sum(0) / counts.sum()).sum())
    return _beyond(float(agreeing.mean()), chance)


def with_interval(kappa: Callable[[Ratings], float], ratings: Ratings) -> Kappa:
    """Return a kappa with the interval of the jackknife over parts.

    Args:
        kappa: `cohen_kappa` or `fleiss_kappa`.
        ratings: What it takes; of a single part there is no interval.
    """
    from scipy.stats import t

    value, parts = kappa(ratings), len(ratings)
    if np.isnan(value):
        return Kappa(None)
    if parts < 2:
        return Kappa(value)
    without = np.array([kappa(np.delete(ratings, part, axis=0)) for part in range(parts)])
    error = float(np.sqrt((parts - 1) * np.var(without)))  # NaN where one of them is
    if not error > 1e-9:
        return Kappa(value)
    reach = error * float(t.ppf((1 + CONFIDENCE) / 2, parts - 1))
    return Kappa(value, max(-1.0, value - reach), min(1.0, value + reach))


def _beyond(agreement: float, chance: float) -> float:
    return (agreement - chance) / (1 - chance) if chance < 1 else np.nan
