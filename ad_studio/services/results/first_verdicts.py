"""Active selection: the images whose verdicts say most about where the thresholds belong.

Good and bad parts meet at the two thresholds, so images that score near them count most; some from
the rest of the range say how far good and bad parts reach.
"""

import numpy as np
import numpy.typing as npt

from ad_studio.domain import HumanState, Thresholds
from ad_studio.domain.verdict_codes import NG, OK, STATE_CODES
from ad_studio.services.results.result_arrays import Floats, Indices
from ad_studio.services.results.table import ResultTable

FIRST_VERDICTS = 10
"""How many confirmed parts are asked for before thresholds are more than provisional."""

_PLACE_WEIGHT = 0.1
"""Of the place in the run against the score: it decides among images that score alike."""

_UNCHECKED = STATE_CODES[HumanState.UNCHECKED]


def first_to_judge(
    table: ResultTable,
    thresholds: Thresholds,
    *,
    among: npt.NDArray[np.bool_] | None = None,
    other_confirmed: Floats | None = None,
) -> Indices:
    """Choose up to ten images in the order in which they tell most; each lies far from the others.

    Parts that are confirmed already come first and count. Each further image is the one farthest
    from all before it, on a scale of scores that is widest near the thresholds, and in the order of
    inspection among images that score alike. Hence the choice depends on results alone, goes on
    where it was left, and takes images of nearly the same score last.

    Args:
        table: Results of runs of one model.
        thresholds: The two lines, sigma.
        among: Which results may be chosen, bool [n]; None: all.
        other_confirmed: Scores of confirmed parts that are not in the table, sigma [m]; they count.

    Returns:
        int64 [k], indices of the table, k at most `FIRST_VERDICTS`. Left out are images without a
        score or with a warning, those that a person looked at without confirming them, and further
        images with the same bytes.
    """
    count = len(table)
    inside = np.ones(count, np.bool_) if among is None else among
    inside = inside & ~np.isnan(table.scores) & (table.warned == 0)
    confirmed = np.flatnonzero(inside & np.isin(table.human, (OK, NG)))
    others = np.zeros(0) if other_confirmed is None else other_confirmed
    wanted = max(FIRST_VERDICTS - len(others), 0)
    scale = _emphasized(np.nan_to_num(table.scores), thresholds)
    places = _PLACE_WEIGHT * np.arange(count) / max(count, 1)
    nearest = np.full(count, np.inf)  # distance to the nearest image that counts already
    for position in _emphasized(others, thresholds):
        nearest = np.minimum(nearest, np.abs(scale - position))
    for at in confirmed.tolist():
        nearest = np.minimum(nearest, np.hypot(scale - scale[at], places - places[at]))
    free = inside & (table.states == _UNCHECKED)
    known = {table.sha256(at) for at in confirmed.tolist()}
    chosen: list[int] = confirmed[:wanted].tolist()
    while len(chosen) < wanted and free.any():
        begun = np.isfinite(nearest).all()
        worth = nearest if begun else -np.abs(table.scores - thresholds.review)
        at = int(np.argmax(np.where(free, worth, -np.inf)))
        free[at] = False
        if table.sha256(at) not in known:
            known.add(table.sha256(at))
            chosen.append(at)
            nearest = np.minimum(nearest, np.hypot(scale - scale[at], places - places[at]))
    return np.array(chosen, np.int64)


def _emphasized(scores: Floats, thresholds: Thresholds) -> Floats:
    """Scores on a scale that is widest near both thresholds and flat far above them, [n]."""
    review, ng = thresholds.review, thresholds.ng
    width = max((ng - review) / 2, review / 10)
    near: Floats = np.arctan((scores - review) / width) + np.arctan((scores - ng) / width)
    return near
