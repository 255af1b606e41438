"""Areas of the image that are drawn on the reference, as plain data: ignore regions and zones.

Their geometry is in shares of the image's width and height, so that it holds for an image of any
size. They are fixed in the image: they do not follow a part that lies elsewhere in it.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Any

from ad_studio.errors import UsageError
from ad_studio.messages import msg

Point = tuple[float, float]
"""Across and down, as shares of the image's width and height, 0 to 1."""


class RegionShape(StrEnum):
    """How a region is drawn."""

    RECTANGLE = "rectangle"
    POLYGON = "polygon"
    BRUSH = "brush"


_FEWEST = {RegionShape.RECTANGLE: 2, RegionShape.POLYGON: 3, RegionShape.BRUSH: 1}


@dataclass(frozen=True, slots=True)
class DrawnRegion:
    """One area, drawn by hand.

    Attributes:
        shape: What the points mean.
        points: Two opposite corners of a rectangle, the corners of a polygon, the way of a brush.
        width: Of the brush, as a share of the image's longer side; 0 for the other shapes.

    Raises:
        UsageError: Too few points, a point outside of the image, or nothing inside.
    """

    shape: RegionShape
    points: tuple[Point, ...]
    width: float = 0.0

    def __post_init__(self) -> None:
        flat = [value for point in self.points for value in point]
        if not all(math.isfinite(value) and 0 <= value <= 1 for value in flat):
            raise UsageError(msg("A region must lie within the image."))
        enough = len(self.points) >= _FEWEST[self.shape]
        if not enough or (self.shape is RegionShape.RECTANGLE and len(self.points) != 2):
            raise UsageError(
                msg(
                    "These are not the points of a {shape}: {count}.",
                    shape=self.shape,
                    count=len(self.points),
                )
            )
        if self.shape is RegionShape.BRUSH:
            if not 0 < self.width <= 1:
                raise UsageError(msg("A brush must be wider than nothing, and not than the image."))
            return
        if self.width:
            raise UsageError(msg("Only a brush has a width."))
        if _area(self) == 0:
            raise UsageError(msg("There is nothing inside this region."))

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of its points, as shares; a brush reaches beyond them."""
        across, down = zip(*self.points, strict=True)
        return min(across), min(down), max(across), max(down)

    @property
    def corners(self) -> tuple[Point, ...]:
        """The outline of a rectangle or polygon, in order; the way of a brush."""
        if self.shape is not RegionShape.RECTANGLE:
            return self.points
        left, top, right, bottom = self.box
        return (left, top), (right, top), (right, bottom), (left, bottom)

    def moved(self, across: float, down: float) -> "DrawnRegion":
        """The region elsewhere, by shares of the image; it stops at the image's edge."""
        left, top, right, bottom = self.box
        across, down = min(max(across, -left), 1 - right), min(max(down, -top), 1 - bottom)
        return replace(
            self, points=tuple((_within(x + across), _within(y + down)) for x, y in self.points)
        )


def rectangle(left: float, top: float, right: float, bottom: float) -> DrawnRegion:
    """A rectangle by two opposite corners, as shares of the image.

    Raises:
        UsageError: See `DrawnRegion`.
    """
    corners = (min(left, right), min(top, bottom)), (max(left, right), max(top, bottom))
    return DrawnRegion(RegionShape.RECTANGLE, corners)


def to_json(region: DrawnRegion) -> dict[str, Any]:
    """A region as it is written to files and databases: the same for equal regions."""
    points = [[float(across), float(down)] for across, down in region.points]
    return {"shape": region.shape.value, "points": points, "width": float(region.width)}


def from_json(found: Mapping[str, Any]) -> DrawnRegion:
    """What `to_json` made.

    Raises:
        UsageError: The values make no region.
        ValueError: They are damaged.
        KeyError: Likewise.
        TypeError: Likewise.
    """
    return DrawnRegion(
        RegionShape(found["shape"]),
        tuple((float(x), float(y)) for x, y in found["points"]),
        float(found["width"]),
    )


def _area(region: DrawnRegion) -> float:
    """Twice what lies within, 0 if and only if it is flat (or a crossed polygon evens out)."""
    if region.shape is RegionShape.RECTANGLE:
        left, top, right, bottom = region.box
        return (right - left) * (bottom - top)
    (first, *rest) = region.points
    return max(abs(_cross(first, a, b)) for a, b in pairwise(rest))


def _cross(origin: Point, a: Point, b: Point) -> float:
    (x, y), (ax, ay), (bx, by) = origin, a, b
    return (ax - x) * (by - y) - (ay - y) * (bx - x)


def _within(value: float) -> float:
    """Rounding must not carry a point over the edge."""
    return min(max(value, 0.0), 1.0)
