"""From raw distances to sigma of the reference, and the first thresholds."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from torch import Tensor

from ad_studio.domain import Basis, BasisKind, Thresholds

SIGMA_FLOOR = 0.01
"""Least standard deviation of a cosine; keeps a flat reference from making everything deviate."""

REVIEW_SIGMA, NG_SIGMA = 3.0, 5.0
# Times the mean score of the reference's held-out views; they were chosen on the scores of the nine
# sets of docs/benchmarks.md, which says what overkill and escape follow.
_REVIEW_FACTOR, _NG_FACTOR = 1.4, 2.3


@dataclass(frozen=True, slots=True)
class GaussianStats:
    """Mean and standard deviation of a quantity over the held-out views of the reference."""

    mean: float
    sigma: float

    @classmethod
    def of(cls, values: Tensor, *, floor: float) -> "GaussianStats":
        """Measure; `floor` is the least sigma."""
        return cls(float(values.mean()), max(float(values.std()), floor))

    def deviation(self, values: Tensor) -> Tensor:
        """How many sigma the values lie above the mean."""
        return (values - self.mean) / self.sigma


@dataclass(frozen=True, slots=True)
class Calibration:
    """The reference statistics of a detector.

    Attributes:
        text: Statistics of the text branch on held-out views.
        visual: Of the visual branch, likewise.
        fused: Of what the method makes of both, likewise.
    """

    text: GaussianStats
    visual: GaussianStats
    fused: GaussianStats

    @classmethod
    def none(cls) -> "Calibration":
        """Leave values as they are."""
        return cls(*(GaussianStats(0.0, 1.0) for _ in range(3)))


def first_thresholds(view_scores: Sequence[float]) -> tuple[Thresholds, Basis]:
    """Thresholds from the reference alone: 3 and 5 sigma, raised where its own views score high.

    The mean counts, not the highest: one view with an odd border would hide small defects.

    Args:
        view_scores: Scores of held-out views of the reference, sigma.

    Returns:
        The pair, and what it rests on.
    """
    mean = fmean(view_scores)
    review = max(REVIEW_SIGMA, round(mean * _REVIEW_FACTOR, 2))
    ng = max(NG_SIGMA, round(mean * _NG_FACTOR, 2))
    highest = float(max(view_scores))
    basis = Basis(BasisKind.REFERENCE, {"views": len(view_scores), "highest": highest})
    return Thresholds(review=review, ng=ng), basis
