"""Whether files of the kinds that Pillow decodes are whole: BMP, PNM, WebP, GIF, JPEG 2000."""

import re
import struct
from typing import Any

from PIL import Image, ImageFile

from ad_studio.imaging import uncompressed
from ad_studio.imaging.faults import damaged, several_images
from ad_studio.imaging.zero_runs import has_zero_run
from ad_studio.messages import msg

_RIFF_HEADER = 12
_HOLE = 32  # zero bytes in a row, which an encoder makes of no image
_VP8_HOLE, _VP8_PER_BLOCK = 64, 0.2  # a lossy WebP makes some of flat blocks of 16 x 16 pixels
_GIF_END = b"\x3b"
_CODESTREAM_START, _CODESTREAM_END = b"\xff\x4f\xff\x51", b"\xff\xd9"
_PNM = re.compile(rb"P[456]")


def raise_if_incomplete(data: bytes, image: ImageFile.ImageFile) -> None:
    """Look for what Pillow does not notice when it decodes a file.

    Args:
        data: The file.
        image: The same, its header read.

    Raises:
        ImageError: Pixels are missing, or there are further images.
    """
    match image.format:
        case "BMP" | "DIB":
            _check_raw(data, image)
        case "PPM":
            _check_raw(data, image)
        case "WEBP":
            _check_webp(data, image)
        case "GIF":
            if _GIF_END not in data[-1024:]:
                raise damaged(msg("the end of the file is missing"))
        case "JPEG2000":
            start = data.find(_CODESTREAM_START)
            stop = data.rfind(_CODESTREAM_END)
            if not 0 <= start < stop:
                raise damaged(msg("the end of the file is missing"))
            if has_zero_run(data, _HOLE, start=start, stop=stop):
                raise damaged(msg("a part of its compressed pixels is missing"))
    frames = getattr(image, "n_frames", 1)
    if frames > 1:
        raise several_images(frames)


def _check_raw(data: bytes, image: ImageFile.ImageFile) -> None:
    """Check uncompressed pixels, which Pillow describes by one tile."""
    if len(image.tile) != 1:
        return
    tile = image.tile[0]
    row_bytes = _row_bytes(image, tile.codec_name, tile.args)
    if row_bytes is None:
        return
    end = tile.offset + row_bytes * image.height
    if end > len(data):
        raise damaged(msg("the end of the file is missing"))
    uncompressed.raise_if_incomplete(memoryview(data)[tile.offset : end], row_bytes=row_bytes)
    if image.format == "PPM" and _PNM.match(data, end):
        raise several_images(2)


def _row_bytes(image: ImageFile.ImageFile, decoder: str, arguments: Any) -> int | None:  # noqa: ANN401 - as Pillow has them
    """Of a row in the file; None where pixels are compressed, or written in digits."""
    if decoder == "ppm":
        mode, maxval = arguments
        return image.width * Image.getmodebands(mode) * (2 if maxval > 255 else 1)
    if decoder != "raw":
        return None
    if isinstance(arguments, tuple) and arguments[1]:
        return int(arguments[1])  # rows of a bitmap are filled up
    if image.mode == "1":
        return (image.width + 7) // 8
    if arguments == "I;16B":
        return image.width * 2
    return image.width * (4 if image.mode == "F" else len(image.getbands()))


def _check_webp(data: bytes, image: ImageFile.ImageFile) -> None:
    (size,) = struct.unpack_from("<I", data, 4)
    if 8 + size > len(data):
        raise damaged(msg("the end of the file is missing"))
    blocks = (image.width // 16 + 1) * (image.height // 16 + 1)
    holes = {b"VP8L": _HOLE, b"VP8 ": max(_VP8_HOLE, int(blocks * _VP8_PER_BLOCK))}
    position = _RIFF_HEADER
    while position + 8 <= 8 + size:
        kind = data[position : position + 4]
        (length,) = struct.unpack_from("<I", data, position + 4)
        body_end = position + 8 + length
        if body_end > 8 + size:
            raise damaged(msg("the end of the file is missing"))
        if kind in holes and has_zero_run(data, holes[kind], start=position + 8, stop=body_end):
            raise damaged(msg("a part of its compressed pixels is missing"))
        position = body_end + length % 2
