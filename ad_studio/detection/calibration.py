"""Calibration of raw distances to sigma of the reference, and the first thresholds."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from torch import Tensor

from ad_studio.domain import Basis, BasisKind, Thresholds

SIGMA_FLOOR = 0.01
"""Least standard deviation of a cosine; keeps a flat reference from making everything deviate."""

REVIEW_SIGMA, NG_SIGMA = 3.0, 7.0
_LEAST_REVIEW = 0.5  # sigma; thresholds are above 0, whatever the parts score
# Times the mean score of the reference's held-out views; they were chosen on the scores of the nine
# sets of docs/benchmarks.md, which says what overkill and escape follow.
_REVIEW_FACTOR, _NG_FACTOR = 1.4, 2.3


@dataclass(frozen=True, slots=True)
class GaussianStats:
    """Mean and standard deviation of a quantity over the held-out views of the reference."""

    mean: float
    sigma: float

    def __post_init__(self) -> None:
        """Raise ValueError if a value is not finite, or sigma is not above 0."""
        if not (math.isfinite(self.mean) and 0 < self.sigma < math.inf):
            raise ValueError("a mean and a sigma above 0 are needed")

    @classmethod
    def of(cls, values: Tensor, *, floor: float) -> "GaussianStats":
        """Measure; `floor` is the least sigma."""
        spread = float(values.std()) if values.numel() > 1 else floor
        return cls(float(values.mean()), max(spread, floor))

    def deviation(self, values: Tensor) -> Tensor:
        """How many sigma the values lie above the mean."""
        return (values - self.mean) / self.sigma


@dataclass(frozen=True, slots=True)
class Calibration:
    """The reference statistics of a detector.

    Attributes:
        text: Statistics of the text branch on held-out views.
        visual: Of the visual branch, likewise.
        fused: Of the fused value of both branches, likewise.
    """

    text: GaussianStats
    visual: GaussianStats
    fused: GaussianStats

    @classmethod
    def none(cls) -> "Calibration":
        """The identity: values stay as they are."""
        return cls(*(GaussianStats(0.0, 1.0) for _ in range(3)))


def first_thresholds(view_scores: Sequence[float]) -> tuple[Thresholds, Basis]:
    """Thresholds from the reference alone: 3 and 7 sigma, raised where its own views score high.

    The mean counts, not the highest: one view with an odd border would hide small defects.

    Args:
        view_scores: Scores of held-out views of the reference, sigma.

    Returns:
        The pair, and what it rests on.
    """
    mean = fmean(view_scores)
    review = max(REVIEW_SIGMA, round(mean * _REVIEW_FACTOR, 2))
    ng = max(NG_SIGMA, round(mean * _NG_FACTOR, 2))
    basis = Basis(BasisKind.PROVISIONAL, {"views": len(view_scores), "mean": mean})
    return Thresholds(review=review, ng=ng), basis


def left_out_thresholds(scores: Sequence[float], *, guessed: int = 0) -> tuple[Thresholds, Basis]:
    """Thresholds from confirmed good parts, each scored without having been learned from.

    A further good part, drawn as these were, lies above k of n such scores in at most (k + 1) of
    n + 1 cases (split conformal prediction); the NG threshold lies above all of them. REVIEW lies
    one standard deviation above the mean, less one standard error of the mean: how good parts vary
    is known badly from a few of them, and a bad part that passes costs more than a second look.

    Args:
        scores: Of at least two parts, sigma.
        guessed: How many of them nobody confirmed, being of a lot that is taken to be good.

    Returns:
        The pair, and what it rests on.
    """
    spread = stdev(scores)
    above = spread * (1 - 1 / math.sqrt(len(scores)))
    review = max(_LEAST_REVIEW, _rounded_up(fmean(scores) + above))
    ng = max(review, _rounded_up(max(scores) + spread))
    numbers: dict[str, float] = {
        "ok": len(scores),
        "highest": float(max(scores)),
        "over_review": sum(score > review for score in scores) + 1,
        "among": len(scores) + 1,
    }
    kind = BasisKind.LEFT_OUT
    if guessed:
        kind = BasisKind.LOT
        numbers["guessed"] = guessed
    return Thresholds(review=review, ng=ng), Basis(kind, numbers)


def _rounded_up(value: float) -> float:
    """Round up to hundredths."""
    return math.ceil(value * 100) / 100
