"""Masks: pictures that say where a defect is."""

import io
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from ad_studio.errors import ImageError
from ad_studio.imaging.files import read_bytes
from ad_studio.messages import msg

Mask = npt.NDArray[np.bool_]
"""bool [H, W], true on the defect."""

_FORMATS = ("PNG", "BMP", "TIFF", "PPM", "GIF")  # without loss: any value but 0 is a defect


def load_mask(path: Path) -> Mask:
    """Read a mask; everything that is not black counts as defect.

    Raises:
        ImageError: It cannot be read.
    """
    data = read_bytes(path)
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            if image.mode in ("P", "PA", "LA", "RGBA", "CMYK", "YCbCr"):
                values = np.asarray(image.convert("RGB"))
            else:
                values = np.asarray(image)
    except Exception as error:  # Pillow raises nearly anything on bytes that make no sense
        raise ImageError(
            msg("The mask is damaged or not an image of a supported kind."),
            path=path,
            hint=msg("Save it as PNG: black, and white where the defect is."),
        ) from error
    return np.asarray(values.any(axis=2) if values.ndim == 3 else values != 0, dtype=np.bool_)


def resize_mask(mask: Mask, *, width: int, height: int) -> Mask:
    """Bring a mask to another size; each pixel takes the nearest one's value.

    Returns:
        bool [height, width].
    """
    if mask.shape == (height, width):
        return mask
    resized = Image.fromarray(mask.astype(np.uint8)).resize(
        (width, height), Image.Resampling.NEAREST
    )
    return np.asarray(resized, dtype=np.bool_)
