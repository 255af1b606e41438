"""Where the labels of a scale go, so that none covers another."""

from collections.abc import Sequence


def place_labels(wanted: Sequence[float], sizes: Sequence[float], length: float) -> list[float]:
    """Place labels along a scale, each as near to its mark as the others allow.

    Args:
        wanted: Where the middle of each label would be best, rising.
        sizes: How long each label is along the scale, the space to the next included.
        length: Of the scale; the labels stay within 0 and this.

    Returns:
        The middles; empty where there is no room for all labels.

    Example:
        >>> place_labels([10, 11], [4, 4], 100)
        [10.0, 14.0]
    """
    if sum(sizes) > length:
        return []
    starts: list[float] = []
    free = 0.0
    for middle, size in zip(wanted, sizes, strict=True):
        starts.append(max(middle - size / 2, free))
        free = starts[-1] + size
    free = length
    for at in reversed(range(len(starts))):
        starts[at] = min(starts[at], free - sizes[at])
        free = starts[at]
    return [start + size / 2 for start, size in zip(starts, sizes, strict=True)]
