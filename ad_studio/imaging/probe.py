"""What a map says at one pixel of its image."""

from dataclasses import dataclass

import numpy as np

from ad_studio.map_regions import SigmaMap


@dataclass(frozen=True, slots=True)
class Probe:
    """One reading.

    Attributes:
        sigma: The deviation at that pixel as it is drawn, between the centres of the patches;
            NaN where the map has a hole.
        row: Of the patch that the pixel lies in, from 0.
        column: Of the patch that the pixel lies in, from 0.
    """

    sigma: float
    row: int
    column: int


def probe(sigma: SigmaMap, x: float, y: float, *, width: int, height: int) -> Probe:
    """Read a map at a place of its image.

    Args:
        sigma: float32 [h, w] in sigma, over the whole image.
        x: From the left edge in pixels of the original; places outside count as the edge.
        y: From the upper edge, likewise.
        width: Of the original image in pixels, at least 1.
        height: Of the original image in pixels, at least 1.
    """
    rows, columns = sigma.shape
    across, down = x / width * columns, y / height * rows
    left, right, to_right = _beside(across, columns)
    above, below, to_below = _beside(down, rows)
    upper = (1 - to_right) * sigma[above, left] + to_right * sigma[above, right]
    lower = (1 - to_right) * sigma[below, left] + to_right * sigma[below, right]
    return Probe(
        sigma=float((1 - to_below) * upper + to_below * lower),
        row=int(np.clip(np.floor(down), 0, rows - 1)),
        column=int(np.clip(np.floor(across), 0, columns - 1)),
    )


def _beside(place: float, count: int) -> tuple[int, int, float]:
    """The two patches whose centres a place lies between, and how far it is to the second one."""
    at = float(np.clip(place - 0.5, 0, count - 1))
    first = int(at)
    return first, min(first + 1, count - 1), at - first
