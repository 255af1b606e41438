"""TIFF: of many depths and layouts, packed or not, with one image that is meant.

tifffile reads the structure, and decodes grey and colour of 8 bits and more: it knows packed depths
(10, 12, 14 bits), signed and floating-point values, and planes, and checks what has a checksum.
Pillow decodes the rest: few bits, palettes, CMYK, and JPEG inside of a TIFF.
"""

import io
import logging
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from ad_studio.imaging import depth, jpeg, uncompressed
from ad_studio.imaging.faults import damaged, raise_if_too_large, several_images, unsupported
from ad_studio.imaging.pillow import UPRIGHT, flattened, open_image, turned
from ad_studio.imaging.zero_runs import has_zero_run
from ad_studio.messages import msg

if TYPE_CHECKING:
    from tifffile import TiffPage

SIGNATURES = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")

# Set once, as for Pillow: its remarks on odd metadata concern no user.
logging.getLogger("tifffile").setLevel(logging.CRITICAL + 1)

_MOST_PAGES = 64
_WHITE_IS_ZERO, _BLACK_IS_ZERO, _RGB = 0, 1, 2
_NO_COMPRESSION, _JPEG, _DEFLATE = 1, 7, (8, 32946)
_UNSIGNED = 1  # sample format
_ASSOCIATED, _UNASSOCIATED = 1, 2  # alpha
_ORIENTATION, _JPEG_TABLES = 274, 347
_HOLE = 64  # zero bytes, which no compression makes


def decode(data: bytes, *, bit_depth: int | None) -> Image.Image:
    """Decode the one full-size page, upright.

    Args:
        data: The whole file.
        bit_depth: As in `decode.load_image`.

    Returns:
        Mode L or RGB.

    Raises:
        ImageError: There are several, it is not all there, or of a kind that is not read.
    """
    from tifffile import TiffFile, TiffFileError

    try:
        with TiffFile(io.BytesIO(data)) as file:
            index, page = _main_page(list(islice(_pages(file), _MOST_PAGES)))
            channels = page.samplesperpixel
            itemsize = 1 if page.dtype is None else page.dtype.itemsize
            raise_if_too_large(
                page.imagewidth, page.imagelength, bytes_per_pixel=channels * itemsize
            )
            _raise_if_incomplete(page, data)
            if _is_for_pillow(page):
                with open_image(data, ("TIFF",)) as image:
                    image.seek(index)
                    image.load()
                    return flattened(image)
            return _decode(page, bit_depth)
    except TiffFileError as error:
        raise damaged(str(error)) from error


def _pages(file: Any) -> Iterator["TiffPage"]:  # noqa: ANN401 - TiffFile is imported late
    yield from file.pages


def _main_page(pages: list["TiffPage"]) -> tuple[int, "TiffPage"]:
    """The page that is no preview, and its place."""
    if not pages:
        raise damaged(msg("there is no page in it"))
    full = [(index, page) for index, page in enumerate(pages) if not page.is_reduced]
    if len(full) > 1:
        raise several_images(len(full))
    return full[0] if full else (0, pages[0])


def _is_for_pillow(page: "TiffPage") -> bool:
    if page.bitspersample > 8 or page.sampleformat != _UNSIGNED:
        return False
    grey_or_colour = page.photometric in (_WHITE_IS_ZERO, _BLACK_IS_ZERO, _RGB)
    return page.bitspersample < 8 or not grey_or_colour or page.compression == _JPEG


def _decode(page: "TiffPage", bit_depth: int | None) -> Image.Image:
    photometric = page.photometric
    if photometric not in (_WHITE_IS_ZERO, _BLACK_IS_ZERO, _RGB):
        name = getattr(photometric, "name", str(photometric))
        raise unsupported(
            msg("{bits}-bit TIFF, {kind}", bits=page.bitspersample, kind=name.lower())
        )
    values = _channels_last(page, _values(page))
    colours = 3 if photometric == _RGB else 1
    if values.shape[2] < colours:
        raise damaged(msg("colour channels are missing"))
    bits, white = page.bitspersample, None
    if bits < depth.DEEPEST and page.sampleformat == _UNSIGNED:
        depth.raise_if_deeper(bits, bit_depth)
        white = (1 << bits) - 1
    pixels = depth.to_8_bit(values[:, :, :colours], white=white, bit_depth=bit_depth)
    if photometric == _WHITE_IS_ZERO:
        pixels = 255 - pixels
    image = Image.fromarray(pixels[:, :, 0] if colours == 1 else np.ascontiguousarray(pixels))
    alpha = _alpha(page)
    if alpha is not None and alpha < values.shape[2]:
        whole = (1 << bits) - 1 if page.sampleformat == _UNSIGNED else 1
        mask = Image.fromarray(depth.to_8_bit(values[:, :, alpha], white=whole))
        kind = page.extrasamples[alpha - colours]
        image = image.convert("RGB")
        if kind == _ASSOCIATED:
            image = Image.merge("RGBa", (*image.split(), mask))
        else:
            image.putalpha(mask)
        image = flattened(image)
    tag = page.tags.get(_ORIENTATION)
    return turned(image, UPRIGHT if tag is None else int(tag.value))


def _values(page: "TiffPage") -> depth.Values:
    try:
        return page.asarray()
    except (NotImplementedError, ImportError) as error:
        raise unsupported(str(error)) from error
    except ValueError as error:
        if "not supported" in str(error) or "cannot decompress" in str(error):
            raise unsupported(str(error)) from error
        raise


def _channels_last(page: "TiffPage", values: depth.Values) -> depth.Values:
    """[H, W, C]."""
    if values.size != page.imagelength * page.imagewidth * page.samplesperpixel:
        raise unsupported(msg("a volume of several planes"))
    shape = (page.imagelength, page.imagewidth)
    if page.samplesperpixel > 1 and page.planarconfig == 2:
        return np.moveaxis(values.reshape(-1, *shape), 0, 2)
    return values.reshape(*shape, -1)


def _alpha(page: "TiffPage") -> int | None:
    """The place of the channel that is declared as transparency."""
    extra = tuple(page.extrasamples)
    first = page.samplesperpixel - len(extra)
    for place, kind in enumerate(extra):
        if kind in (_ASSOCIATED, _UNASSOCIATED):
            return first + place
    return None


def _raise_if_incomplete(page: "TiffPage", data: bytes) -> None:
    """See to it that all strips or tiles are there, and are not zeros where none can be."""
    offsets, counts = page.dataoffsets, page.databytecounts
    if not offsets or len(offsets) != len(counts):
        raise damaged(msg("its strips are not listed"))
    if any(
        count <= 0 or offset <= 0 or offset + count > len(data)
        for offset, count in zip(offsets, counts, strict=True)
    ):
        raise damaged(msg("the end of the file is missing"))
    view = memoryview(data)
    strips = [view[offset : offset + count] for offset, count in zip(offsets, counts, strict=True)]
    if page.compression == _NO_COMPRESSION:
        _check_uncompressed(page, strips)
        return
    for strip in strips:
        if page.compression == _JPEG:
            _check_jpeg(page, bytes(strip))
        elif page.compression not in _DEFLATE and has_zero_run(bytes(strip), _HOLE):
            raise damaged(msg("a part of its compressed pixels is missing"))


def _check_uncompressed(page: "TiffPage", strips: list[memoryview]) -> None:
    planes = page.samplesperpixel if page.planarconfig == 2 else 1
    width = page.tilewidth if page.is_tiled else page.imagewidth
    row_bits = width * page.samplesperpixel // planes * page.bitspersample
    row_bytes = (row_bits + 7) // 8
    if page.is_tiled:
        expected = len(strips) * row_bytes * page.tilelength
    else:
        expected = planes * row_bytes * page.imagelength
    whole = strips[0] if len(strips) == 1 else memoryview(b"".join(strips))
    if len(whole) < expected:
        raise damaged(msg("rows are missing"))
    if not page.is_tiled:  # tiles are filled up with zeros
        uncompressed.raise_if_incomplete(whole[:expected], row_bytes=row_bytes)


def _check_jpeg(page: "TiffPage", strip: bytes) -> None:
    tag = page.tags.get(_JPEG_TABLES)
    tables = b"" if tag is None else bytes(tag.value)
    jpeg.check_stream(tables[:-2] + strip[2:] if len(tables) > 4 else strip)
