"""Measures of image quality: grey levels, brightness, contrast, sharpness, clipping."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from ad_studio.domain import RgbImage

WORKING_SIDE = 448
"""Pixels on the long side at which light and sharpness are measured: about what detection sees."""

FEW_LEVELS = 32
"""Grey levels; a photograph of a part has more than a hundred."""

FLAT = 2.0
"""Standard deviation of grey values; below, the image is one colour."""

_SAMPLED_SIDE = 512  # levels are counted on so many pixels on each side at most


@dataclass(frozen=True, slots=True)
class ImageMeasures:
    """Quality measures of one image, in grey values from 0 to 255.

    Attributes:
        size: Width and height in pixels.
        levels: How many different values there are.
        brightness: Their mean.
        contrast: Their standard deviation.
        sharpness: Variance of the Laplacian; 0 for images too small for it.
        black: Share of pixels without detail because they are black, 0 to 1.
        white: Likewise because they are white.
    """

    size: tuple[int, int]
    levels: int
    brightness: float
    contrast: float
    sharpness: float
    black: float
    white: float


def measure(
    pixels: RgbImage, *, size: tuple[int, int] | None = None, levels: int | None = None
) -> ImageMeasures:
    """Measure an image.

    Args:
        pixels: uint8 [H, W, 3], of any size.
        size: Width and height before the image was brought to another size; None: as it is.
        levels: Counted before the image was made smaller, which mixes values; None: count here.
    """
    grey = _grey(pixels)
    height, width = pixels.shape[:2]
    return ImageMeasures(
        size=size or (width, height),
        levels=grey_levels(Image.fromarray(pixels)) if levels is None else levels,
        brightness=float(grey.mean()),
        contrast=float(grey.std()),
        sharpness=_sharpness(grey),
        black=float((grey <= 2).mean()),
        white=float((grey >= 253).mean()),
    )


def grey_levels(image: Image.Image) -> int:
    """Count the grey levels of an image of mode L or RGB, on some of its pixels if it is large."""
    size = (min(image.width, _SAMPLED_SIDE), min(image.height, _SAMPLED_SIDE))
    if size != image.size:
        image = image.resize(size, Image.Resampling.NEAREST)
    return sum(count > 0 for count in image.convert("L").histogram())


def _grey(pixels: RgbImage) -> npt.NDArray[np.float32]:
    """Grey values at working size: whole blocks of pixels averaged."""
    image = Image.fromarray(pixels).convert("L")
    block = max(1, round(max(image.size) / WORKING_SIDE))
    return np.asarray(image if block == 1 else image.reduce(block), np.float32)


def _sharpness(grey: npt.NDArray[np.float32]) -> float:
    if min(grey.shape) < 3:
        return 0.0
    middle = grey[1:-1, 1:-1]
    laplacian = grey[:-2, 1:-1] + grey[2:, 1:-1] + grey[1:-1, :-2] + grey[1:-1, 2:] - 4 * middle
    return float(laplacian.var())
