"""PNG: checksums and rows are checked, metadata does not matter, 16 bits stay 16 bits."""

import struct
import zlib
from pathlib import Path

import imagecodecs
import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from ad_studio.errors import ImageError
from ad_studio.imaging.decode import decode_bytes
from ad_studio.imaging.png import SIGNATURE
from tests.bad_images import encoded, picture


def decoded(data):
    return decode_bytes(data, path=Path("part.png")).pixels


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def with_chunk(data, kind, body):
    """A file with one more chunk behind its header."""
    return data[:33] + chunk(kind, body) + data[33:]


def made(width, height, depth, colours, rows, *, interlace=0):
    header = struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, interlace)
    return (
        SIGNATURE
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def test_large_metadata_do_not_cost_the_image():
    text = PngImagePlugin.PngInfo()
    text.add_text("log", "A" * 3_000_000, zip=True)
    for options in ({"icc_profile": bytes(2_500_000)}, {"pnginfo": text}):
        assert (decoded(encoded(picture(), "PNG", **options)) == np.asarray(picture())).all()


def test_damaged_metadata_do_not_cost_the_image():
    data = with_chunk(encoded(picture(), "PNG"), b"iCCP", b"no profile at all")
    data = with_chunk(data, b"tEXt", b"\xff\xfe")[:]
    assert (decoded(data) == np.asarray(picture())).all()


def test_too_few_rows_are_found():
    rows = b"".join(b"\0" + bytes([90] * 40) for _ in range(20))
    assert decoded(made(40, 20, 8, 0, rows)).shape == (20, 40, 3)
    with pytest.raises(ImageError, match="damaged or incomplete"):
        decoded(made(40, 20, 8, 0, rows[: 41 * 12]))


def test_a_wrong_checksum_is_found():
    data = bytearray(encoded(picture(), "PNG", compress_level=0))
    data[len(data) // 2] ^= 1
    with pytest.raises(ImageError, match="damaged or incomplete"):
        decoded(bytes(data))


def test_the_end_mark_counts():
    data = encoded(picture(), "PNG")
    for cut in (data[:-12], data[:-1], data[:-12] + bytes(12)):
        with pytest.raises(ImageError, match="damaged or incomplete"):
            decoded(cut)


def test_bytes_after_the_end_do_no_harm():
    assert (decoded(encoded(picture(), "PNG") + b"camera" * 99) == np.asarray(picture())).all()


def test_16_bit_colour_keeps_its_high_bytes():
    values = np.random.default_rng(0).integers(0, 65536, (9, 7, 3), dtype=np.uint16)
    assert (decoded(imagecodecs.png_encode(values)) == values >> 8).all()


def test_12_bits_of_colour_in_16_are_refused():
    values = np.random.default_rng(0).integers(0, 4096, (9, 7, 3), dtype=np.uint16)
    with pytest.raises(ImageError, match="12 bits in a 16-bit file"):
        decoded(imagecodecs.png_encode(values))


@pytest.mark.parametrize("channels", [1, 3])
def test_a_depth_declared_by_sbit_scales(channels):
    values = np.random.default_rng(0).integers(0, 4096, (9, 7, channels), dtype=np.uint16)
    data = with_chunk(imagecodecs.png_encode(values.squeeze()), b"sBIT", bytes([12] * channels))
    assert (decoded(data) == values >> 4).all()


def test_values_scaled_up_as_the_standard_wants_keep_their_scale():
    values = np.random.default_rng(0).integers(0, 4096, (9, 7), dtype=np.uint16) << 4
    data = with_chunk(imagecodecs.png_encode(values), b"sBIT", b"\x0c")
    assert (decoded(data) == (values >> 8)[..., None]).all()


@pytest.mark.parametrize("depth", [1, 2, 4])
def test_few_bits_are_spread_over_the_range(depth):
    rows = b"".join(b"\0" + b"\xff\0" for _ in range(3))
    found = decoded(made(16 // depth, 3, depth, 0, rows))
    assert sorted(set(found.ravel().tolist())) == [0, 255]


def test_a_transparent_colour_is_laid_on_white():
    image = Image.new("RGB", (4, 3), (10, 20, 30))
    image.putpixel((1, 1), (200, 100, 50))
    pixels = decoded(encoded(image, "PNG", transparency=(10, 20, 30)))
    assert (pixels[0, 0] == 255).all()
    assert pixels[1, 1].tolist() == [200, 100, 50]


def test_the_orientation_of_its_exif_counts():
    exif = Image.Exif()
    exif[0x0112] = 6
    loaded = decode_bytes(encoded(picture(), "PNG", exif=exif), path=Path("part.png"))
    assert (loaded.width, loaded.height, loaded.pixels.shape) == (48, 64, (64, 48, 3))


def test_an_interlaced_image_that_is_cut_is_found():
    data = made(8, 8, 8, 0, b"\0" + bytes(8), interlace=1)
    with pytest.raises(ImageError, match="damaged or incomplete"):
        decoded(data)
