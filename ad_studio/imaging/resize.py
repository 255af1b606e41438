"""Scaling pictures."""

import numpy as np
from PIL import Image

from ad_studio.domain import RgbImage


def resize_rgb(pixels: RgbImage, *, width: int, height: int) -> RgbImage:
    """Resize to exactly width x height: bicubic, antialiased when shrinking.

    Args:
        pixels: uint8 [H, W, 3].
        width: Of the result in pixels, at least 1.
        height: Of the result in pixels, at least 1.

    Returns:
        uint8 [height, width, 3], always a new array.
    """
    resized = Image.fromarray(pixels).resize((width, height), Image.Resampling.BICUBIC)
    return np.array(resized)


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
