"""JPEG: decoded by libjpeg-turbo, whose every complaint counts.

libjpeg goes on after damage with whatever it finds, and only warns: a lost block shifts the rest
of the image, a hole becomes grey. Pillow does not pass these warnings on; simplejpeg does. Three
things stay for us: an image of several scans of which the last ones are missing is sound to
libjpeg, only coarse; a hole of zeros can by chance decode to as many blocks as were there; and so
many scans that decoding takes minutes.

What lies outside of the pixels does no harm: bad EXIF, bytes of the camera after the end mark.
"""

import math
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import simplejpeg
from PIL import Image

from ad_studio.domain import RgbImage
from ad_studio.imaging.faults import damaged, several_images, unsupported
from ad_studio.imaging.zero_runs import has_zero_run
from ad_studio.messages import msg

FORMATS = ("JPEG", "MPO")
"""What Pillow calls them; an MPO is a JPEG with further images behind it."""

MOST_SCANS = 100
"""A progressive JPEG of an encoder has about ten; each takes as long as a whole image."""

_MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])", re.DOTALL)  # no restart marker, no stuffing
_START_OF_SCAN, _END_OF_IMAGE, _START_OF_IMAGE, _HUFFMAN_TABLES = 0xDA, 0xD9, 0xD8, 0xC4
_END_MARK = b"\xff\xd9"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # the others are tables
_BASELINE, _PROGRESSIVE = (0xC0, 0xC1), 0xC2
_COEFFICIENTS = 64
_UNKNOWN = -1
_HOLE = 32  # bytes

_HARMLESS = re.compile("unknown JFIF revision|unknown Adobe color transform", re.IGNORECASE)
_NOT_READ = re.compile("unsupported|precision|not compiled|arithmetic", re.IGNORECASE)


@dataclass(slots=True)
class _Frame:
    """What the scans of an image have brought so far.

    Attributes:
        kind: The marker that began it.
        missing: Of each component, by its id, how many of the lowest bits of each coefficient are
            still to come; -1: all.
        scans: How many there were.
    """

    kind: int
    missing: dict[int, list[int]] = field(default_factory=dict)
    scans: int = 0

    @property
    def is_complete(self) -> bool:
        return all(bits == 0 for component in self.missing.values() for bits in component)


def decode(data: bytes, image: Image.Image, *, max_side: int | None) -> RgbImage | Image.Image:
    """Decode all pixels, or about as many as are enough.

    Args:
        data: The file.
        image: The same, as Pillow has read its header.
        max_side: Detail is skipped down to 1/8 as long as a square of this side has no more pixels.

    Returns:
        The pixels; as an image of Pillow where the colours take more than a decoder.

    Raises:
        ImageError: They are not all there, or are of a kind that is not read.
    """
    _check_structure(data)
    _raise_if_several(image)
    width, height = image.size
    eighths = 8 // _factor(width, height, max_side)
    smallest = {
        "min_width": -(-width * eighths // 8),
        "min_height": -(-height * eighths // 8),
    }
    if image.mode == "CMYK":
        _pixels(data, colorspace="CMYK", min_width=1, min_height=1)  # for its complaints
        if max_side is not None:
            image.draft(None, (smallest["min_width"], smallest["min_height"]))
        image.load()
        return image
    return _pixels(data, colorspace="RGB", **smallest)


def _factor(width: int, height: int, max_side: int | None) -> int:
    """By how much the decoder may shrink: 1, 2, 4 or 8."""
    if max_side is None:
        return 1
    fits = math.sqrt(width * height) / max_side
    return max(factor for factor in (1, 2, 4, 8) if factor == 1 or factor <= fits)


def _pixels(data: bytes, *, colorspace: str, min_width: int, min_height: int) -> RgbImage:
    how = {"colorspace": colorspace, "min_width": min_width, "min_height": min_height}
    try:
        return np.asarray(simplejpeg.decode_jpeg(data, **how), np.uint8)
    except ValueError as error:
        complaint = str(error)
    if _HARMLESS.search(complaint):
        return np.asarray(simplejpeg.decode_jpeg(data, strict=False, **how), np.uint8)
    if _NOT_READ.search(complaint):
        raise unsupported(complaint)
    raise damaged(complaint.removeprefix("Corrupt JPEG data: "))


def _raise_if_several(image: Image.Image) -> None:
    """Refuse further images of the same size; smaller ones are previews and maps of a camera."""
    count = getattr(image, "n_frames", 1)
    if count == 1:
        return
    size, alike = image.size, 1
    for number in range(1, count):
        try:
            image.seek(number)
        except Exception:  # the list of images is metadata, too
            break
        alike += image.size == size
    image.seek(0)
    if alike > 1:
        raise several_images(alike)


def _check_structure(data: bytes) -> None:
    """See to it that all scans are there, and no hole of zeros in a baseline image."""
    frame: _Frame | None = None
    first_codes: dict[int, int] = {}
    for marker, body, end in _segments(data):
        if marker in _FRAMES:
            frame = _Frame(marker)
            for place in range(6, len(body) - 2, 3):
                frame.missing[body[place]] = [_UNKNOWN] * _COEFFICIENTS
        elif marker == _HUFFMAN_TABLES:
            first_codes |= _first_codes(body)
        elif marker == _START_OF_SCAN and frame is not None:
            frame.scans += 1
            if frame.scans > MOST_SCANS:
                raise unsupported(msg("more than {most} scans", most=MOST_SCANS))
            _take_scan(frame, body)
            if frame.kind in _BASELINE:
                if any(first_codes.values()):
                    _raise_if_hole(data, end)
                if frame.is_complete:
                    return  # the one scan with all pixels; libjpeg tells whether it is whole
    if frame is None or not frame.is_complete:
        raise damaged(msg("a part of its scans is missing"))


def _first_codes(body: bytes) -> dict[int, int]:
    """What a row of zero bits means in the tables of AC coefficients; 0: the end of a block."""
    found = {}
    position = 0
    while position + 17 < len(body):
        kind, counts = body[position], body[position + 1 : position + 17]
        if kind & 0x10:
            found[kind] = body[position + 17]
        position += 17 + sum(counts)
    return found


def _raise_if_hole(data: bytes, start: int) -> None:
    """Refuse many zeros, where they stand for coefficients: no image has the same one so often."""
    if has_zero_run(data, _HOLE, start=start):
        stop = data.find(_END_MARK, start)
        if has_zero_run(data, _HOLE, start=start, stop=stop if stop >= 0 else None):
            raise damaged(msg("a part of its compressed pixels is missing"))


def _take_scan(frame: _Frame, body: bytes) -> None:
    count = body[0]
    components = body[1 : 1 + 2 * count : 2]
    if frame.kind == _PROGRESSIVE:
        first, last, bits = body[1 + 2 * count : 4 + 2 * count]
        low = bits & 15
    else:
        first, last, low = 0, _COEFFICIENTS - 1, 0
    for component in components:
        if component in frame.missing:
            frame.missing[component][first : last + 1] = [low] * (last + 1 - first)


def _segments(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """The markers up to the end of the image, with their bodies and where these end."""
    position = 2
    while (found := _MARKER.search(data, position)) is not None:
        marker = found[1][0]
        if marker == _END_OF_IMAGE:
            return
        position = found.end()
        if marker == _START_OF_IMAGE or marker < 0xC0:
            continue  # without a body
        try:
            (length,) = struct.unpack_from(">H", data, position)
        except struct.error:
            return
        body = data[position + 2 : position + length]
        position += max(2, length)
        yield marker, body, position


def check_stream(data: bytes) -> None:
    """See to it that a JPEG inside of another file is whole.

    Raises:
        ImageError: It is not.
    """
    _check_structure(data)
    _pixels(data, colorspace=_any_colorspace(data), min_width=1, min_height=1)


def _any_colorspace(data: bytes) -> str:
    try:
        return "CMYK" if simplejpeg.decode_jpeg_header(data)[2] in ("CMYK", "YCCK") else "RGB"
    except ValueError as error:
        raise damaged(str(error)) from error
