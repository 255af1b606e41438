"""Ignore regions drawn into a picture: hatched and outlined, to be seen on any ground."""

import numpy as np
import numpy.typing as npt

from ad_studio.domain import RgbImage

_PITCH = 8  # pixels between two lines
DARK, LIGHT = (20, 24, 30), (255, 255, 255)
"""One of both is seen on any ground."""


def hatched(image: RgbImage, mask: npt.NDArray[np.bool_]) -> RgbImage:
    """Hatch part of a picture, with a light line beside each dark one.

    Args:
        image: uint8 [H, W, 3].
        mask: bool [H, W], where.

    Returns:
        A picture of its own; unchanged outside of the mask.
    """
    out = image.copy()
    rows, columns = np.indices(mask.shape)
    line = (rows + columns) % _PITCH
    out[mask & (line == 0)] = DARK
    out[mask & (line == 1)] = LIGHT
    out[mask & ~without_edge(mask)] = LIGHT
    return out


def without_edge(mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """A mask [H, W] without the pixels at its edge; the edge of the picture is one."""
    padded = np.pad(mask, 1)
    inner: npt.NDArray[np.bool_] = (
        mask & padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
    )
    return inner
