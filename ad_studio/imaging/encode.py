"""Pixels to the bytes of an image file, for reports."""

import io

import numpy as np
import numpy.typing as npt
from PIL import Image

from ad_studio.domain import RgbImage


def encode_jpeg(pixels: RgbImage, *, quality: int = 85) -> bytes:
    """Encode uint8 [H, W, 3] as JPEG; `quality` from 1 to 95."""
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def encode_png(pixels: npt.NDArray[np.uint8]) -> bytes:
    """Encode uint8 [H, W], [H, W, 3] or [H, W, 4] as PNG."""
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    return buffer.getvalue()
