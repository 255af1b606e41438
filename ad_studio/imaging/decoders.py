"""Image files of every kind to 8-bit RGB pixels, the same way every time, in this process.

Only the child processes of `decode_pool` and tests of the decoders call this: a file can keep a
decoder busy for minutes, take all memory, or end the process. All others call `decode`.

What comes out depends on the file and the bit depth given with it, never on the range of values
that happens to be in it:

* greyscale, palette, CMYK and the like are converted as Pillow does; colour profiles are ignored;
* transparency is laid on white, the paper that viewers and reports show it on: what lies hidden
  in the colour of a transparent pixel is arbitrary and must not be scored. A fourth channel that
  is not declared as transparency, or is 0 everywhere, is left out;
* values of more than 8 bits are brought to 8 on the scale that the file declares, or that was given
  for files that declare none, see `depth`;
* a file with further pages or frames is refused, as nobody would look at them; a preview is passed
  over;
* the EXIF orientation is applied.

A file that is incomplete or damaged raises `ImageError`; it never yields half a picture. Damage, a
kind that is not supported and a limit that is exceeded are told apart in words (`faults`).
"""

import math

import numpy as np
from PIL import Image

from ad_studio.errors import ImageError
from ad_studio.imaging import containers, depth, jpeg, png, pnm, tiff
from ad_studio.imaging.faults import damaged, raise_if_too_large, too_much_memory
from ad_studio.imaging.loaded_image import LoadedImage
from ad_studio.imaging.pillow import (
    UPRIGHT,
    flattened,
    open_image,
    orientation_in,
    orientation_of,
    rgb_array,
    turned,
)
from ad_studio.imaging.quality import grey_levels

_BY_PILLOW = ("JPEG", "BMP", "DIB", "WEBP", "GIF", "PPM", "JPEG2000")
"""What is read besides PNG and TIFF, whatever the file is called; none starts another program."""

_CHANNEL_DEFINITION = b"cdef"  # the box of a JPEG 2000 that says which channel is transparency
_HEAD_BYTES = 4096


def decode(
    data: bytes, *, max_side: int | None = None, bit_depth: int | None = None
) -> LoadedImage:
    """Decode the bytes of an image file.

    Args:
        data: The whole file.
        max_side: As in `decode.load_image`.
        bit_depth: As in `decode.load_image`.

    Raises:
        ImageError: The bytes are not a sound image of a supported kind and size. Names no path.
        DepthError: As `decode.load_image`; names no path.
    """
    try:
        return _decode(data, max_side, bit_depth)
    except ImageError:
        raise
    except MemoryError as error:
        raise too_much_memory() from error
    except Exception as error:  # decoders raise nearly anything on bytes that make no sense
        raise damaged(str(error).strip(" .")) from error


def _decode(data: bytes, max_side: int | None, bit_depth: int | None) -> LoadedImage:
    if data.startswith(png.SIGNATURE):
        return _decode_png(data, max_side, bit_depth)
    if data.startswith(tiff.SIGNATURES):
        image = tiff.decode(data, bit_depth=bit_depth)
        return _loaded(image, image.size, UPRIGHT, max_side)
    with open_image(data, _BY_PILLOW) as image:
        size = image.size
        raise_if_too_large(*size)
        orientation = orientation_of(image)
        if image.format in jpeg.FORMATS:
            pixels = jpeg.decode(data, image, max_side=max_side)
            if isinstance(pixels, Image.Image):
                return _loaded(flattened(pixels), size, orientation, max_side)
            if orientation == UPRIGHT and _surplus(pixels.shape[1::-1], max_side) == 1:
                return LoadedImage(pixels, *size, levels=grey_levels(Image.fromarray(pixels)))
            return _loaded(Image.fromarray(pixels), size, orientation, max_side)
        containers.raise_if_incomplete(data, image)
        found = pnm.read(data, image, bit_depth=bit_depth)
        if found is None:
            image.load()
            found = _to_8_bit(image, data, bit_depth)
        return _loaded(found, size, orientation, max_side)


def _decode_png(data: bytes, max_side: int | None, bit_depth: int | None) -> LoadedImage:
    file = png.read(data)
    found = png.decode(file)
    if not isinstance(found, Image.Image):
        bits, white = file.significant, None
        if bits is not None:
            depth.raise_if_deeper(bits, bit_depth)
            white = depth.png_white(found, bits)
        found = Image.fromarray(depth.to_8_bit(found, white=white, bit_depth=bit_depth))
    size = (file.width, file.height)
    return _loaded(flattened(found), size, orientation_in(file.exif), max_side)


def _to_8_bit(image: Image.Image, data: bytes, bit_depth: int | None) -> Image.Image:
    if image.format == "JPEG2000":
        if image.mode.startswith("I"):
            values, bits, white = np.asarray(image), _jpeg2000_bits(data), None
            if bits < depth.DEEPEST:
                depth.raise_if_deeper(bits, bit_depth)
                white = 65535  # Pillow has scaled them up
            return Image.fromarray(depth.to_8_bit(values, white=white, bit_depth=bit_depth))
        return flattened(image, alpha=_CHANNEL_DEFINITION in data[:_HEAD_BYTES])
    if image.mode.startswith("I") or image.mode == "F":
        return Image.fromarray(depth.to_8_bit(np.asarray(image), bit_depth=bit_depth))
    return flattened(image)


def _jpeg2000_bits(data: bytes) -> int:
    """The depth that the header of the code stream declares for its first channel."""
    start = data.find(b"\xff\x4f\xff\x51")
    return (data[start + 42] & 0x7F) + 1


def _loaded(
    image: Image.Image, size: tuple[int, int], orientation: int, max_side: int | None
) -> LoadedImage:
    """Finish an image of mode L or RGB; `size` is the original's before it is turned."""
    levels = grey_levels(image)
    if (factor := _surplus(image.size, max_side)) > 1:
        image = image.reduce(factor)
    width, height = size if orientation < 5 else size[::-1]
    return LoadedImage(rgb_array(turned(image, orientation)), width, height, levels)


def _surplus(size: tuple[int, ...], max_side: int | None) -> int:
    """By which whole factor an image may be reduced and still be large enough."""
    return 1 if max_side is None else max(1, int(math.sqrt(math.prod(size)) / max_side))
