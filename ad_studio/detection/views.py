"""Other looks at the one reference image, held out for the statistics."""

import io
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageEnhance

from ad_studio.domain import RgbImage

_PAD = 0.25  # share of the sides mirrored outwards, so that no view shows an empty corner


def held_out_views(image: RgbImage, count: int, *, seed: int) -> list[RgbImage]:
    """Small disturbances as between two good shots of one part, none of them in the memory.

    Shift up to 2 % of the sides, rotation up to 3 degrees, brightness and contrast within 8 %,
    JPEG at quality 70 to 92.

    Args:
        image: uint8 [H, W, 3].
        count: How many.
        seed: Same seed, same views.
    """
    draw = np.random.default_rng(seed)
    views = []
    for _ in range(count):
        height, width = image.shape[:2]
        shift = draw.uniform(-0.02, 0.02, 2) * (width, height)
        view = _warp(image, degrees=draw.uniform(-3, 3), shift=(round(shift[0]), round(shift[1])))
        picture = ImageEnhance.Brightness(Image.fromarray(view)).enhance(draw.uniform(0.92, 1.08))
        picture = ImageEnhance.Contrast(picture).enhance(draw.uniform(0.92, 1.08))
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=int(draw.integers(70, 93)))
        views.append(np.asarray(Image.open(buffer).convert("RGB")))
    return views


def turned(image: RgbImage, count: int) -> Iterator[RgbImage]:
    """The image turned about its centre in `count` equal steps, itself first; corners mirrored."""
    yield image
    for step in range(1, count):
        yield _warp(image, degrees=360 * step / count)


def _warp(image: RgbImage, *, degrees: float, shift: tuple[int, int] = (0, 0)) -> RgbImage:
    """Rotate about the centre and shift by pixels, keeping the size."""
    height, width = image.shape[:2]
    pad = max(1, int(_PAD * max(width, height)))
    padded = np.pad(image, ((pad, pad), (pad, pad), (0, 0)), mode="symmetric")
    turned = Image.fromarray(padded).rotate(
        degrees, resample=Image.Resampling.BICUBIC, translate=shift
    )
    return np.asarray(turned)[pad : pad + height, pad : pad + width]
