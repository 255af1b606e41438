"""Drawn regions as masks, on the pixels of an image and on a grid of patches.

A pixel belongs to a region if its centre does. A patch is ignored if at least half of it is
covered: less would leave content of the region to be scored, more would lose what lies beside it.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ad_studio.drawn_regions import DrawnRegion, Point, RegionShape

Mask = npt.NDArray[np.bool_]
"""bool [H, W], true where a region is."""

Line = tuple[Point, Point]

LEAST_COVERED = 0.5
"""Share of a patch that must be covered for it to be ignored."""

_BAND = 64  # rows
_CELL = 16  # pixels along a patch when it is measured how much of it is covered


@lru_cache(maxsize=16)
def pixel_mask(regions: tuple[DrawnRegion, ...], *, width: int, height: int) -> Mask:
    """The pixels of an image that lie in any of the regions.

    Args:
        regions: In shares of the image.
        width: Of the image in pixels.
        height: Likewise.

    Returns:
        bool [height, width], not to be written to.
    """
    mask = np.zeros((height, width), dtype=np.bool_)
    for region in regions:
        if region.shape is RegionShape.BRUSH:
            reach = region.width * max(width, height) / 2
            mask |= _near_way(region.points, reach, width, height)
        else:
            mask |= _inside_polygon(region.corners, width, height)
    mask.setflags(write=False)
    return mask


@lru_cache(maxsize=16)
def patch_mask(regions: tuple[DrawnRegion, ...], *, rows: int, columns: int) -> Mask:
    """The patches of an image that are ignored: at least `LEAST_COVERED` of them is covered.

    Args:
        regions: In shares of the image.
        rows: Of patches; the grid covers the whole image.
        columns: Likewise.

    Returns:
        bool [rows, columns], not to be written to.
    """
    fine = pixel_mask(regions, width=columns * _CELL, height=rows * _CELL)
    covered = fine.reshape(rows, _CELL, columns, _CELL).mean(axis=(1, 3))
    mask = np.asarray(covered >= LEAST_COVERED)
    mask.setflags(write=False)
    return mask


def covered_share(regions: Iterable[DrawnRegion]) -> float:
    """How much of the image the regions cover together, 0 to 1 (of a square image)."""
    return float(pixel_mask(tuple(regions), width=256, height=256).mean())


def _first(edge: float) -> int:
    """The first pixel whose centre is not before an edge."""
    return int(np.ceil(edge - 0.5))


def _inside_polygon(points: Sequence[Point], width: int, height: int) -> Mask:
    """Where a ray to the left crosses the outline an odd number of times."""
    crossings = np.zeros((height, width + 1), dtype=np.uint8)
    for (ax, ay), (bx, by) in _edges([*points, points[0]], width, height):
        (top, bottom), slope = sorted((ay, by)), (bx - ax) / (by - ay) if by != ay else 0.0
        rows = np.arange(_first(top), _first(bottom))
        columns = np.ceil(ax + (rows + 0.5 - ay) * slope - 0.5)
        np.add.at(crossings, (rows, np.clip(columns, 0, width).astype(np.intp)), 1)
    crossed = crossings[:, :-1].cumsum(axis=1, dtype=np.uint8)  # an overflow leaves it odd or even
    return np.asarray(crossed & 1, dtype=np.bool_)


def _near_way(points: Sequence[Point], reach: float, width: int, height: int) -> Mask:
    """What lies no farther than `reach` pixels from a broken line."""
    mask = np.zeros((height, width), dtype=np.bool_)
    for line in _edges([points[0], *points], width, height):
        (ax, ay), (bx, by) = line
        for left, right, top, bottom in _bands(line, reach):
            part = mask[top:bottom, left:right]
            x = np.arange(left, left + part.shape[1]) + 0.5 - ax
            y = (np.arange(top, top + part.shape[0]) + 0.5 - ay)[:, None]
            along = (x * (bx - ax) + y * (by - ay)) / (np.hypot(bx - ax, by - ay) ** 2 or 1)
            along = along.clip(0, 1)
            part |= np.hypot(x - along * (bx - ax), y - along * (by - ay)) <= reach
    return mask


def _bands(line: Line, reach: float) -> Iterator[tuple[int, int, int, int]]:
    """Boxes that hold together what lies no farther than `reach` from a line, and little else.

    Yields:
        Left, right, top and bottom in pixels, none below 0; right and bottom are not part of it.
    """
    (ax, ay), (bx, by) = line
    first, last = max(0, _first(min(ay, by) - reach)), _first(max(ay, by) + reach)
    leftmost, rightmost = max(0, _first(min(ax, bx) - reach)), _first(max(ax, bx) + reach)
    for top in range(first, last, _BAND):
        bottom = min(top + _BAND, last)
        ends = (0.0, 1.0)  # of the part of the line that the band is near to
        if ay != by:
            ends = (top - reach - ay) / (by - ay), (bottom + reach - ay) / (by - ay)
        across = [ax + min(max(end, 0.0), 1.0) * (bx - ax) for end in ends]
        left, right = _first(min(across) - reach) - 1, _first(max(across) + reach) + 1  # rounded
        yield max(leftmost, left), min(rightmost, right), top, bottom


def _edges(points: Sequence[Point], width: int, height: int) -> Iterator[Line]:
    """The lines between neighbours, in pixels."""
    return pairwise([(x * width, y * height) for x, y in points])
