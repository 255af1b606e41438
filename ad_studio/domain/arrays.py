"""Images and deviation maps as arrays."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RgbImage = npt.NDArray[np.uint8]
"""uint8 [H, W, 3], RGB order everywhere."""

InputSize = Callable[[int, int], tuple[int, int]]
"""From an image's width and height to those at which it is decoded."""


@dataclass(frozen=True, slots=True, eq=False)
class ResultMaps:
    """The three deviation maps of one image, float32 [h, w] on the patch grid, in sigma.

    The grid covers the whole image: row r of h spans the same share of the image's height
    whatever its aspect, so a plain resize puts the map on the image.
    """

    text: npt.NDArray[np.float32]
    visual: npt.NDArray[np.float32]
    fused: npt.NDArray[np.float32]
