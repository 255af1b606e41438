"""Regions drawn on the reference, as they are typed: in pixels of it, or in percent."""

import re
from argparse import ArgumentTypeError
from collections.abc import Callable, Sequence

from ad_studio.domain import ReferenceInfo
from ad_studio.drawn_regions import DrawnRegion, RegionShape, rectangle
from ad_studio.errors import UsageError

Length = tuple[float, bool]
"""A number, and whether it is percent of the image rather than pixels of the reference."""

_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(%?)\s*")


def lengths(count: int) -> Callable[[str], tuple[Length, ...]]:
    """Return a converter for numbers with commas between, so many of them."""

    def convert(text: str) -> tuple[Length, ...]:
        parts = text.split(",")
        found = [_NUMBER.fullmatch(part) for part in parts]
        if len(parts) != count or not all(found):
            raise ArgumentTypeError(
                f"{text!r} is not {count} numbers with commas between, in pixels or percent"
            )
        return tuple((float(one[1]), bool(one[2])) for one in found if one)

    return convert


def typed_rectangle(box: Sequence[Length], reference: ReferenceInfo) -> DrawnRegion:
    """Make a rectangle of left, top, width and height.

    Raises:
        UsageError: It does not lie within the image, or has nothing inside.
    """
    x, y, w, h = box
    left, top = _share(x, reference.width), _share(y, reference.height)
    right, bottom = left + _share(w, reference.width), top + _share(h, reference.height)
    return _checked(lambda: rectangle(left, top, right, bottom))


def typed_polygon(corners: Sequence[Sequence[Length]], reference: ReferenceInfo) -> DrawnRegion:
    """Make a polygon of its corners.

    Raises:
        UsageError: It does not lie within the image, or has nothing inside.
    """
    points = tuple((_share(x, reference.width), _share(y, reference.height)) for x, y in corners)
    return _checked(lambda: DrawnRegion(RegionShape.POLYGON, points))


def _share(length: Length, side: int) -> float:
    value, percent = length
    return value / 100 if percent else value / side


def _checked(make: Callable[[], DrawnRegion]) -> DrawnRegion:
    try:
        return make()
    except UsageError as error:
        hint = "Give places within the reference, in its pixels or in percent."
        raise UsageError(error.message, hint=hint) from error
