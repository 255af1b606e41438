"""Reading with Pillow: what is asked of it, and what its modes mean here."""

import io
import logging
import warnings
from collections.abc import Iterator

import numpy as np
from PIL import ExifTags, Image, ImageFile, UnidentifiedImageError

from ad_studio.domain import RgbImage
from ad_studio.errors import ImageError
from ad_studio.messages import msg

_STRIP = 256  # rows

# Process-wide, set once here and never changed, so that threads may decode side by side: every
# image is checked against the limits of `faults`, without Pillow's warning in between, and Pillow's
# remarks on odd metadata, warned or logged, concern no user.
Image.MAX_IMAGE_PIXELS = None
warnings.filterwarnings("ignore", module=r"PIL\.")
logging.getLogger("PIL").setLevel(logging.CRITICAL)

UPRIGHT = 1
"""The EXIF orientation of an image that is not to be turned."""

_TRANSPOSITIONS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF orientation to what undoes it; from 5 on width and height change places."""


def open_image(data: bytes, formats: tuple[str, ...]) -> ImageFile.ImageFile:
    """Read the header only.

    Raises:
        ImageError: It is not an image of one of these formats.
    """
    try:
        return Image.open(io.BytesIO(data), formats=formats)
    except UnidentifiedImageError as error:
        raise ImageError(
            msg("This is not an image of a supported kind, or its beginning is damaged."),
            hint=msg("Save it as PNG, JPEG, TIFF, BMP, WebP, GIF or PPM."),
        ) from error


def orientation_of(image: Image.Image) -> int:
    """EXIF orientation 1 to 8; 1 where there is none or the metadata is damaged."""
    try:
        return _orientation(image.getexif())
    except Exception:  # damaged metadata does not make the pixels worse
        return UPRIGHT


def orientation_in(exif: bytes) -> int:
    """The same of EXIF data as a PNG file has them; they may be empty."""
    if not exif:
        return UPRIGHT
    try:
        found = Image.Exif()
        found.load(exif)
        return _orientation(found)
    except Exception:
        return UPRIGHT


def _orientation(exif: Image.Exif) -> int:
    orientation = exif.get(ExifTags.Base.Orientation, UPRIGHT)
    return orientation if orientation in _TRANSPOSITIONS else UPRIGHT


def turned(image: Image.Image, orientation: int) -> Image.Image:
    """Apply an EXIF orientation."""
    transposition = _TRANSPOSITIONS.get(orientation)
    return image if transposition is None else image.transpose(transposition)


def flattened(image: Image.Image, *, alpha: bool = True) -> Image.Image:
    """Mode RGB, or L, which has a third of its bytes; transparency on white.

    An alpha channel that is 0 everywhere is none: frame grabbers leave the fourth byte at 0.

    Args:
        image: With 8 bits per channel at most.
        alpha: Whether the file says that a last channel is transparency; else it is left out.
    """
    if image.has_transparency_data:
        rgba = image.convert("RGBA")
        if alpha and rgba.getchannel("A").getextrema() != (0, 0):
            paper = Image.new("RGBA", rgba.size, "white")
            paper.alpha_composite(rgba)
            rgba = paper
        return rgba.convert("RGB")
    return image if image.mode in ("RGB", "L") else image.convert("RGB")


def rgb_array(image: Image.Image) -> RgbImage:
    """The pixels of an image of mode L or RGB as uint8 [H, W, 3].

    In strips, as Pillow would hold two more copies of all meanwhile.
    """
    pixels = np.empty((image.height, image.width, 3), dtype=np.uint8)
    for rows, strip in _strips(image):
        pixels[rows] = np.asarray(strip.convert("RGB"))
    return pixels


def _strips(image: Image.Image) -> Iterator[tuple[slice, Image.Image]]:
    """The image cut into strips of full width, each with its rows."""
    for top in range(0, image.height, _STRIP):
        bottom = min(top + _STRIP, image.height)
        yield slice(top, bottom), image.crop((0, top, image.width, bottom))
