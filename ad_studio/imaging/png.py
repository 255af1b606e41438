"""PNG: decoded by libpng, which checks the checksum of every chunk and the number of rows.

Interlaced files are for Pillow, which does not check; here they are unpacked once more to be sure.

Metadata is dropped before: none of it is used but the orientation, and what is large or damaged in
it (colour profiles, texts) must not cost the image.
"""

import logging
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from ad_studio.imaging.faults import damaged, raise_if_too_large, several_images, unsupported
from ad_studio.imaging.pillow import open_image
from ad_studio.messages import msg

SIGNATURE = b"\x89PNG\r\n\x1a\n"

_PIXELS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_CHANNELS = {0: 1, 2: 3, 3: 4, 4: 2, 6: 4}  # by colour type; a palette may have transparency
_PALETTE = 3
_HEADER = struct.Struct(">IIBBBBB")
_PASSES = (
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)
)  # fmt: skip
"""Of an interlaced file: left and upper edge, distance of columns and of rows."""

# Set once, as for Pillow: remarks of the decoder on odd files concern no user.
logging.getLogger("imagecodecs").setLevel(logging.CRITICAL + 1)


@dataclass(frozen=True, slots=True)
class PngFile:
    """The parts of a PNG file.

    Attributes:
        pixels: The file without its metadata.
        width: In pixels.
        height: In pixels.
        bit_depth: Of a channel, 1 to 16.
        exif: The EXIF data; empty where there is none.
        significant: The depth that sBIT declares; None where it does not.
        bits_per_pixel: Of all its channels together.
        is_interlaced: Whether the rows come in seven passes.
    """

    pixels: bytes
    width: int
    height: int
    bit_depth: int
    exif: bytes
    significant: int | None
    bits_per_pixel: int
    is_interlaced: bool


def read(data: bytes) -> PngFile:
    """Take a file apart.

    Raises:
        ImageError: It ends before its end mark, is too large, or has several frames.
    """
    chunks: dict[bytes, bytes] = {}  # the last one of each kind, without those of the pixels
    kept = [SIGNATURE]
    for kind, start, stop in _chunks(data):
        if kind in _PIXELS or kind[:1].isupper():  # what is needed and not known is for libpng
            kept.append(data[start - 8 : stop + 4])
        if kind != b"IDAT":
            chunks[kind] = data[start:stop]
    if len(chunks.get(b"IHDR", b"")) != _HEADER.size:
        raise damaged(msg("its header is missing"))
    width, height, bit_depth, colours, _method, _filter, interlace = _HEADER.unpack(chunks[b"IHDR"])
    channels = _CHANNELS.get(colours, 4)
    raise_if_too_large(width, height, bytes_per_pixel=channels * max(1, bit_depth // 8))
    frames = int.from_bytes(chunks.get(b"acTL", b"")[:4], "big")
    if frames > 1:
        raise several_images(frames)
    significant = chunks.get(b"sBIT", b"")[: 1 if channels < 3 else 3]
    return PngFile(
        pixels=b"".join(kept),
        width=width,
        height=height,
        bit_depth=bit_depth,
        exif=chunks.get(b"eXIf", b""),
        significant=max(significant, default=None),
        bits_per_pixel=bit_depth * (1 if colours == _PALETTE else channels),
        is_interlaced=interlace != 0,
    )


def decode(file: PngFile) -> Image.Image | npt.NDArray[np.uint16]:
    """Decode the pixels.

    Returns:
        An image of up to 8 bits; uint16 [H, W] grey or [H, W, C] of 2 (grey, alpha), 3 or 4
        channels.

    Raises:
        ImageError: They are damaged or not all there.
    """
    import imagecodecs

    if file.is_interlaced:
        return _decode_interlaced(file)
    try:
        values = imagecodecs.png_decode(file.pixels)
    except imagecodecs.PngError as error:
        raise damaged(str(error)) from error
    return values if values.dtype == np.uint16 else Image.fromarray(values)


def _decode_interlaced(file: PngFile) -> Image.Image | npt.NDArray[np.uint16]:
    packed = []
    for kind, start, stop in _chunks(file.pixels):
        if (
            zlib.crc32(file.pixels[start - 4 : stop])
            != struct.unpack_from(">I", file.pixels, stop)[0]
        ):
            raise damaged(msg("a checksum is wrong"))
        if kind == b"IDAT":
            packed.append(file.pixels[start:stop])
    if len(zlib.decompress(b"".join(packed))) < _interlaced_bytes(file):
        raise damaged(msg("rows are missing"))
    with open_image(file.pixels, ("PNG",)) as image:
        image.load()
    if file.bit_depth == 16:
        if not image.mode.startswith("I"):
            raise unsupported(msg("interlaced PNG with 16 bits per colour"))
        return np.asarray(image).astype(np.uint16)
    return image


def _interlaced_bytes(file: PngFile) -> int:
    """Of all seven passes, unpacked: rows of some of the pixels, each after its filter's byte."""
    total = 0
    for left, top, across, down in _PASSES:
        columns = -(-(file.width - left) // across)
        rows = -(-(file.height - top) // down)
        if columns > 0 and rows > 0:
            total += rows * (1 + (columns * file.bits_per_pixel + 7) // 8)
    return total


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The kind of each chunk, where its body begins and ends; the last one is the end mark."""
    position, kind = len(SIGNATURE), b""
    while kind != b"IEND":
        if position + 12 > len(data):
            raise damaged(msg("the end of the file is missing"))
        (length,) = struct.unpack_from(">I", data, position)
        kind = data[position + 4 : position + 8]
        if position + 12 + length > len(data):
            raise damaged(msg("the end of the file is missing"))
        yield kind, position + 8, position + 8 + length
        position += 12 + length
