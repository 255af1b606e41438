"""Image files of every kind to 8-bit RGB pixels, the same way every time.

What comes out depends on the file alone, never on the range of values that happens to be in it:

* greyscale, palette, CMYK and the like are converted as Pillow does; colour profiles are ignored;
* transparency is laid on white, the paper that viewers and reports show it on: what lies hidden
  in the colour of a transparent pixel is arbitrary and must not be scored;
* 16-bit values keep their high byte (65535 is white), 32-bit integers count as 16-bit ones, and
  floating-point values run from 0 (black) to 1 (white); values outside are refused, because any
  stretch chosen for one image would make it incomparable with the reference;
* of an animation or a multi-page file the first frame counts;
* the EXIF orientation is applied.

A file that is truncated or damaged raises `ImageError`; it never yields half a picture.
"""

import io
import logging
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import ExifTags, Image, UnidentifiedImageError

from ad_studio.domain import RgbImage
from ad_studio.errors import ImageError
from ad_studio.imaging.files import read_bytes
from ad_studio.messages import msg

MAX_PIXELS = 256_000_000
"""Larger images are refused after reading their header: they would take over a gigabyte."""

_STRIP = 256  # rows

_FORMATS = ("PNG", "JPEG", "BMP", "TIFF", "WEBP", "GIF", "PPM")
"""What is decoded whatever the file is called; none of these starts another program."""

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

# Process-wide, set once here and never changed, so that threads may decode side by side:
# `_open` checks every image against MAX_PIXELS itself, without Pillow's warning in between, and
# Pillow's remarks on odd metadata, warned or logged, concern no user.
Image.MAX_IMAGE_PIXELS = None
warnings.filterwarnings("ignore", module=r"PIL\.")
logging.getLogger("PIL").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True, eq=False)
class LoadedImage:
    """A decoded image.

    Attributes:
        pixels: uint8 [H, W, 3], RGB; possibly smaller than the original, see `load_image`.
        width: Of the original in pixels, as it is to be seen (after EXIF orientation).
        height: Of the original in pixels, after EXIF orientation.
    """

    pixels: RgbImage
    width: int
    height: int


def load_image(path: Path, *, max_side: int | None = None) -> LoadedImage:
    """Read and decode an image file; safe to call from any thread.

    Args:
        path: The file. What it is, is told by its content, not by its name.
        max_side: A hint that this many pixels on the long side are enough: the image is then
            decoded smaller where that is faster. Its long side stays at least `max_side` if the
            original's is; resize afterwards for an exact size. None: all pixels.

    Raises:
        ImageError: The file cannot be read or is not a sound image of a supported kind and size.
    """
    return decode_bytes(read_bytes(path), path=path, max_side=max_side)


def decode_bytes(data: bytes, *, path: Path, max_side: int | None = None) -> LoadedImage:
    """Decode the bytes of an image file.

    Args:
        data: The whole file.
        path: Where they came from, for messages.
        max_side: As in `load_image`.

    Raises:
        ImageError: The bytes are not a sound image of a supported kind and size.
    """
    try:
        with _open(data, path) as image:
            width, height = image.size
            if image.format in ("JPEG", "MPO") and max_side is not None:
                _draft(image, max_side)
                image.load()
            else:
                image.load()
                width, height = image.size  # Pillow turns a TIFF while loading it
            orientation = _orientation(image)
            if orientation >= 5:
                width, height = height, width
            seen = _to_8_bit(image, path)
        if max_side is not None and (factor := max(seen.size) // max_side) > 1:
            seen = seen.reduce(factor)
        if orientation in _TRANSPOSITIONS:
            seen = seen.transpose(_TRANSPOSITIONS[orientation])
        return LoadedImage(_array(seen), width, height)
    except ImageError:
        raise
    except MemoryError as error:
        raise ImageError(
            msg("Not enough memory to decode the image."),
            path=path,
            hint=msg("Close other programs, or save the image in a smaller size."),
        ) from error
    except Exception as error:  # Pillow raises nearly anything on bytes that make no sense
        raise ImageError(
            msg("The image is damaged or incomplete ({reason}).", reason=str(error).strip(" .")),
            path=path,
            hint=msg("Copy it again from the camera or take the picture again."),
        ) from error


def _open(data: bytes, path: Path) -> Image.Image:
    """Read the header only."""
    try:
        image = Image.open(io.BytesIO(data), formats=_FORMATS)
    except UnidentifiedImageError as error:
        raise ImageError(
            msg("This is not an image of a supported kind, or its beginning is damaged."),
            path=path,
            hint=msg("Save it as PNG, JPEG, TIFF, BMP, WebP, GIF or PPM."),
        ) from error
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise ImageError(
            msg(
                "The image is too large: {width} x {height} pixels, at most {most} megapixels.",
                width=width,
                height=height,
                most=MAX_PIXELS // 1000000,
            ),
            path=path,
            hint=msg("Save it in a smaller size, or cut out the part."),
        )
    if not _has_end(data, image.format):
        raise ImageError(
            msg("The image is incomplete: the end of the file is missing."),
            path=path,
            hint=msg("Wait until it is copied completely, or copy it again."),
        )
    return image


def _has_end(data: bytes, kind: str | None) -> bool:
    """Look for the end mark of a JPEG or PNG file.

    Pillow notices that a file is too short, but not that its end is filled with zeros, which is
    what a file looks like while Windows copies it. Other kinds are left to Pillow.
    """
    if kind == "PNG":
        return data.rfind(b"IEND") >= 0
    if kind not in ("JPEG", "MPO"):
        return True
    start_of_scan = _start_of_scan(data)
    return start_of_scan >= 0 and data.find(b"\xff\xd9", start_of_scan) >= 0


def _start_of_scan(data: bytes) -> int:
    """Where the pixels of a JPEG begin: after all thumbnails; -1 if nowhere."""
    position = 2
    while (position := data.find(b"\xff", position)) >= 0:
        marker = data[position + 1 : position + 2]
        if marker == b"\xda":
            return position
        if marker == b"\xff":  # padding before a marker
            position += 1
        else:
            position += 2 + int.from_bytes(data[position + 2 : position + 4], "big")
    return -1


def _draft(image: Image.Image, max_side: int) -> None:
    """Have the JPEG decoder skip detail down to 1/8, staying at or above `max_side`."""
    long_side = max(image.size)
    width, height = (max(1, side * max_side // long_side) for side in image.size)
    image.draft(None, (width, height))


def _orientation(image: Image.Image) -> int:
    """EXIF orientation 1 to 8; 1 where there is none or the metadata is damaged."""
    try:
        orientation = image.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:  # damaged metadata does not make the pixels worse
        return 1
    return orientation if orientation in _TRANSPOSITIONS else 1


def _to_8_bit(image: Image.Image, path: Path) -> Image.Image:
    """Mode RGB, or L, which has a third of its bytes; transparency on white."""
    if image.mode.startswith("I") or image.mode == "F":
        return Image.fromarray(_high_bytes(image, path))
    if image.has_transparency_data:
        rgba = image.convert("RGBA")
        paper = Image.new("RGBA", rgba.size, "white")
        paper.alpha_composite(rgba)
        return paper.convert("RGB")
    return image if image.mode in ("RGB", "L") else image.convert("RGB")


def _array(seen: Image.Image) -> RgbImage:
    """The pixels as RGB: in strips, as Pillow would hold two more copies of all meanwhile."""
    pixels = np.empty((seen.height, seen.width, 3), dtype=np.uint8)
    for rows, strip in _strips(seen):
        pixels[rows] = np.asarray(strip.convert("RGB"))
    return pixels


def _high_bytes(image: Image.Image, path: Path) -> npt.NDArray[np.uint8]:
    """Greyscale of more than 8 bits to [H, W] uint8 on a fixed scale, see the module."""
    top = 1 if image.mode == "F" else 65535
    grey = np.empty((image.height, image.width), dtype=np.uint8)
    for rows, strip in _strips(image):
        values = np.asarray(strip)
        if not (values.min() >= 0 and values.max() <= top):  # NaN lands here, too
            raise ImageError(
                msg(
                    "The values of this {bits}-bit image are outside the range 0 to {top}.",
                    bits=values.dtype.itemsize * 8,
                    top=top,
                ),
                path=path,
                hint=msg("Save it with 8 or 16 bits, on the same fixed scale for all images."),
            )
        grey[rows] = np.rint(values * 255) if image.mode == "F" else values.astype(np.uint16) >> 8
    return grey


def _strips(image: Image.Image) -> Iterator[tuple[slice, Image.Image]]:
    """The image cut into strips of full width, each with its rows."""
    for top in range(0, image.height, _STRIP):
        bottom = min(top + _STRIP, image.height)
        yield slice(top, bottom), image.crop((0, top, image.width, bottom))
