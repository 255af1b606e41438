"""Deviations of several part types on one scale, so that one pair of thresholds holds for all.

Each type has first thresholds of its own: good parts of one type vary more than those of another.
"""

import numpy as np
import numpy.typing as npt

from ad_studio.detection.calibration import NG_SIGMA, REVIEW_SIGMA
from ad_studio.domain import Thresholds

COMMON = Thresholds(review=REVIEW_SIGMA, ng=NG_SIGMA)
"""Where the first thresholds of every part type come to lie."""


def to_common_scale(values: npt.ArrayLike, own: Thresholds) -> npt.NDArray[np.float64]:
    """Stretch deviations so that a part type's own thresholds come to lie at `COMMON`.

    Order is kept, 0 stays 0, and a value gets the same verdict by `COMMON` as before by `own`.
    Where both pairs are equal nothing changes.

    Args:
        values: In sigma of its reference, of any shape.
        own: The thresholds that belong to them.
    """
    exact = np.asarray(values, np.float64)
    if own == COMMON:
        return exact
    below = exact * (COMMON.review / own.review)
    width = (own.ng - own.review) or 1.0  # nothing lies between equal thresholds
    between = COMMON.review + (exact - own.review) * ((COMMON.ng - COMMON.review) / width)
    above = COMMON.ng + (exact - own.ng) * (COMMON.ng / own.ng)
    return np.select([exact < own.review, exact < own.ng], [below, between], above)
