"""The stored form of a result's deviation maps: one compact blob.

A header (magic, version, compression, height, width) and then the text, visual and fused maps as
little-endian float16, row by row; through zlib where that makes them shorter.
"""

import struct
import zlib

import numpy as np

from ad_studio.domain import ResultMaps
from ad_studio.errors import StoreError
from ad_studio.messages import msg

MAGIC = b"ADSM"
VERSION = 1
_HEADER = struct.Struct("<4sBBHH")
_RAW, _ZLIB = 0, 1
_MAPS = 3
_LARGEST = float(np.finfo(np.float16).max)


def encode(maps: ResultMaps) -> bytes:
    """Pack three maps of one shape; values beyond the range of float16 are clipped to it.

    Raises:
        ValueError: The maps are not two-dimensional or differ in shape.
    """
    stack = np.stack([maps.text, maps.visual, maps.fused])
    _, height, width = stack.shape
    body = np.clip(stack, -_LARGEST, _LARGEST).astype("<f2").tobytes()
    packed = zlib.compress(body, level=1)
    compression, body = (_ZLIB, packed) if len(packed) < len(body) else (_RAW, body)
    return _HEADER.pack(MAGIC, VERSION, compression, height, width) + body


def decode(blob: bytes) -> ResultMaps:
    """Unpack what `encode` made.

    Raises:
        StoreError: The blob is damaged, or of a version this program does not know.
    """
    try:
        magic, version, compression, height, width = _HEADER.unpack_from(blob)
    except struct.error as error:
        raise _damaged() from error
    if magic != MAGIC:
        raise _damaged()
    if version != VERSION:
        raise StoreError(
            msg(
                "The stored maps have format {version}, which this program does not know.",
                version=version,
            ),
            hint=msg("Update the program."),
        )
    size = _MAPS * height * width * 2
    body = _inflate(blob[_HEADER.size :], size) if compression == _ZLIB else blob[_HEADER.size :]
    if compression not in (_RAW, _ZLIB) or len(body) != size:
        raise _damaged()
    halves = np.frombuffer(body, "<f2").reshape(_MAPS, height, width)
    text, visual, fused = halves.astype(np.float32)
    return ResultMaps(text=text, visual=visual, fused=fused)


def _inflate(packed: bytes, size: int) -> bytes:
    inflater = zlib.decompressobj()
    try:
        body = inflater.decompress(packed, size + 1)  # never more than the header promises
    except zlib.error as error:
        raise _damaged() from error
    if not inflater.eof:
        raise _damaged()
    return body


def _damaged() -> StoreError:
    return StoreError(
        msg("The stored maps of this image are damaged."), hint=msg("Inspect the image again.")
    )
