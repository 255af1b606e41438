"""Scaling pictures."""

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
from PIL import Image

from ad_studio.domain import RgbImage

_AT_ONCE = 24_000_000  # pixels of a picture that is resized as a whole; Pillow takes 4 bytes each
_STRIP = 512  # rows of the result that are made at once of a larger one
_SUPPORT = 2  # pixels on each side that bicubic scaling looks at, times the factor when shrinking


def resize_rgb(
    pixels: RgbImage, *, width: int, height: int, between: Callable[[], object] = lambda: None
) -> RgbImage:
    """Resize to exactly width x height: bicubic, antialiased when shrinking.

    A large picture is resized in strips, so that no second copy of all of it is held. Where both
    sides shrink alike, that is the same but for a rounding of 1 in a few of ten thousand values.

    Args:
        pixels: uint8 [H, W, 3].
        width: Of the result in pixels, at least 1.
        height: Of the result in pixels, at least 1.
        between: Called before each strip; may raise.

    Returns:
        uint8 [height, width, 3], always a new array.
    """
    if pixels.shape[0] * pixels.shape[1] <= _AT_ONCE:
        return np.array(_resized(pixels, width, height))
    found = np.empty((height, width, 3), np.uint8)
    factor = pixels.shape[0] / height
    margin = math.ceil(_SUPPORT * max(1.0, factor)) + 1
    count = math.ceil(height / _STRIP)
    for first, end in pairwise(height * number // count for number in range(count + 1)):
        between()
        top = max(0, math.floor(first * factor) - margin)
        bottom = min(pixels.shape[0], math.ceil(end * factor) + margin)
        box = (0, first * factor - top, pixels.shape[1], end * factor - top)
        found[first:end] = np.asarray(_resized(pixels[top:bottom], width, end - first, box=box))
    return found


def _resized(
    pixels: RgbImage,
    width: int,
    height: int,
    *,
    box: tuple[float, float, float, float] | None = None,
) -> Image.Image:
    return Image.fromarray(pixels).resize((width, height), Image.Resampling.BICUBIC, box=box)


def fit_within(width: int, height: int, max_side: int) -> tuple[int, int]:
    """The largest (width, height) of the same aspect whose long side is at most `max_side`.

    Never larger than what is given, never below 1 pixel.
    """
    long_side = max(width, height)
    if long_side <= max_side:
        return width, height
    return (
        max(1, round(width * max_side / long_side)),
        max(1, round(height * max_side / long_side)),
    )
