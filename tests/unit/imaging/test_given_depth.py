"""A bit depth that was given: what it does in each kind of file."""

import io
from pathlib import Path

import imagecodecs
import numpy as np
import pytest
import tifffile
from PIL import Image

from ad_studio.errors import DepthError
from ad_studio.imaging.decode import decode_bytes
from tests.bad_images import encoded
from tests.unit.imaging.test_png import with_chunk

GREY = np.random.default_rng(5).integers(0, 4096, (12, 20)).astype(np.uint16)
COLOUR = np.random.default_rng(6).integers(0, 4096, (12, 20, 3)).astype(np.uint16)


def tiff(values, **options):
    buffer = io.BytesIO()
    tifffile.imwrite(buffer, values, **options)
    return buffer.getvalue()


def pgm(values, maximum):
    height, width = values.shape
    return f"P5 {width} {height} {maximum}\n".encode() + values.astype(">u2").tobytes()


def ppm(values):
    height, width, _ = values.shape
    return f"P6 {width} {height} 65535\n".encode() + values.astype(">u2").tobytes()


UNDECLARED = {
    "grey PNG": (encoded(Image.fromarray(GREY), "PNG"), GREY),
    "colour PNG": (imagecodecs.png_encode(COLOUR), COLOUR),
    "grey TIFF": (tiff(GREY), GREY),
    "colour TIFF": (tiff(COLOUR, photometric="rgb"), COLOUR),
    "signed TIFF": (tiff(GREY.astype(np.int16)), GREY),
    "floating-point TIFF": (tiff(GREY.astype(np.float32)), GREY),
    "TIFF of 32 bits": (tiff(GREY.astype(np.uint32)), GREY),
    "PGM": (pgm(GREY, 65535), GREY),
    "PPM": (ppm(COLOUR), COLOUR),
    "JPEG 2000": (imagecodecs.jpeg2k_encode(GREY, level=0, bitspersample=16), GREY),
}
DECLARED = {
    "sBIT": (
        lambda bits: with_chunk(encoded(Image.fromarray(GREY >> 2), "PNG"), b"sBIT", bytes([bits]))
    ),
    "packed TIFF": (lambda bits: tiff(GREY >> 2, bitspersample=bits, photometric="minisblack")),
    "maxval": lambda bits: pgm(GREY >> 2, (1 << bits) - 1),
}


def decoded(data, bit_depth=None):
    return decode_bytes(data, path=Path("part"), bit_depth=bit_depth).pixels


@pytest.mark.parametrize("kind", UNDECLARED)
def test_it_is_the_scale_of_files_that_declare_none(kind):
    data, values = UNDECLARED[kind]
    expected = (values >> 4) if values.ndim == 3 else (values >> 4)[..., None].repeat(3, axis=2)
    assert (decoded(data, 12) == expected).all()
    assert (decoded(data, 14) == expected >> 2).all()


@pytest.mark.parametrize("kind", UNDECLARED)
def test_without_it_they_are_refused(kind):
    with pytest.raises(DepthError):
        decoded(UNDECLARED[kind][0])


@pytest.mark.parametrize("kind", UNDECLARED)
def test_values_above_it_are_an_error(kind):
    with pytest.raises(DepthError, match=r"the 10 bits that were given .* end at 1023"):
        decoded(UNDECLARED[kind][0], 10)


@pytest.mark.parametrize("kind", DECLARED)
def test_a_depth_that_the_file_declares_counts_more(kind):
    data = DECLARED[kind](10)
    assert (decoded(data, 12) == decoded(data)).all()


@pytest.mark.parametrize("kind", DECLARED)
def test_a_file_that_declares_more_is_an_error(kind):
    data = DECLARED[kind](14)
    decoded(data, 14)
    with pytest.raises(DepthError, match="declares 14 bits, and 12 bits were given"):
        decoded(data, 12)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "TIFF"])
def test_files_of_8_bits_are_as_they_were(kind):
    data = encoded(Image.fromarray((GREY >> 4).astype(np.uint8)), kind)
    assert (decoded(data, 12) == decoded(data)).all()
