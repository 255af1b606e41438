"""Selection of the parts that a model learns from, by their scores."""

from collections.abc import Sequence
from statistics import median

MOST_LEARNED = 32
"""Parts of one kind, good, bad or of a lot, that a model learns from at most."""

_STRANGEST = 0.25  # of a lot; chosen on nine sets with 1 and 2 bad of 12
_OUTLIER_SIGMAS = 4.0  # standard deviations, as the median deviation of normal values tells them
_NORMAL = 1.4826  # standard deviations per median absolute deviation, of normal values


def common_in_lot(scores: Sequence[float]) -> list[int]:
    """Choose what to learn from a lot without verdicts: all but the quarter that scores highest.

    Args:
        scores: Of the images of the lot, by a model that has learned from none of them.

    Returns:
        Places in the lot, in its order.
    """
    kept = len(scores) - round(len(scores) * _STRANGEST)
    return sorted(sorted(range(len(scores)), key=lambda i: scores[i])[:kept])


def diverse(scores: Sequence[float], count: int) -> list[int]:
    """Choose `count` parts whose scores are spread evenly over the range of all scores.

    The choice then has parts that the model finds normal and parts that it finds unusual; the parts
    with the lowest and the highest score are always chosen.

    Args:
        scores: Of the parts.
        count: At least 2.

    Returns:
        Places in the list, in its order; all of them where there are no more.
    """
    if len(scores) <= count:
        return list(range(len(scores)))
    order = sorted(range(len(scores)), key=lambda i: scores[i])
    steps = (round(i * (len(scores) - 1) / (count - 1)) for i in range(count))
    return sorted(order[step] for step in steps)


def find_outliers(scores: Sequence[float], *, ng: float) -> list[int]:
    """Find outliers: parts confirmed as good with unusually high scores, to be confirmed again.

    Args:
        scores: Of all parts confirmed as good.
        ng: The NG threshold of the model that scored them.

    Returns:
        Places of those above the NG threshold that also lie far above the others; with fewer than
        three parts, of all above the threshold.
    """
    limit = ng
    if len(scores) >= 3:
        middle = median(scores)
        spread = _NORMAL * median(abs(score - middle) for score in scores)
        limit = max(ng, middle + _OUTLIER_SIGMAS * spread)
    return [i for i, score in enumerate(scores) if score > limit]
