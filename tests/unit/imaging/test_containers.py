"""What Pillow does not notice in BMP, PNM, WebP, GIF and JPEG 2000."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ad_studio.errors import ImageError
from ad_studio.imaging.decode import decode_bytes
from tests.bad_images import encoded

NOISY = Image.fromarray(np.random.default_rng(2).integers(20, 250, (150, 200, 3), dtype=np.uint8))


def decoded(data):
    return decode_bytes(data, path=Path("part")).pixels


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("BMP", {}),
        ("PPM", {}),
        ("WEBP", {"quality": 90}),
        ("WEBP", {"lossless": True}),
        ("GIF", {}),
        ("JPEG2000", {}),
    ],
)
def test_a_file_that_is_not_written_to_its_end(kind, options):
    data = encoded(NOISY, kind, **options)
    assert decoded(data).shape == (150, 200, 3)
    for share in (0.3, 0.9):
        cut = int(len(data) * share)
        for broken in (data[:cut], data[:cut].ljust(len(data), b"\0")):
            with pytest.raises(ImageError, match="damaged or incomplete"):
                decoded(broken)


@pytest.mark.parametrize("mode", ["L", "P", "RGB", "RGBA", "1"])
def test_bitmaps_of_every_mode(mode):
    image = NOISY.convert(mode)
    expected = image.convert("RGB") if mode != "RGBA" else NOISY
    assert (decoded(encoded(image, "BMP")) == np.asarray(expected)).all()


def test_a_bitmap_whose_rows_are_filled_up():
    image = NOISY.crop((0, 0, 199, 150))
    assert (decoded(encoded(image, "BMP")) == np.asarray(image)).all()


def test_a_flat_webp_is_whole():
    flat = Image.new("RGB", (1600, 1200), "white")
    for options in ({"lossless": True}, {"quality": 80}):
        assert (decoded(encoded(flat, "WEBP", **options)) >= 250).all()


class TestPnm:
    def test_the_maximum_scales(self):
        values = np.array([[0, 2048, 4095]], dtype=">u2")
        assert decoded(b"P5 3 1 4095\n" + values.tobytes())[0, :, 0].tolist() == [0, 128, 255]
        low = np.array([[0, 50, 100]], dtype=np.uint8)
        assert decoded(b"P5 3 1 100\n" + low.tobytes())[0, :, 0].tolist() == [0, 128, 255]

    def test_colour_of_12_bits(self):
        values = np.random.default_rng(0).integers(0, 4096, (5, 6, 3)).astype(">u2")
        assert (decoded(b"P6 6 5 4095\n" + values.tobytes()) == values >> 4).all()

    def test_12_bits_under_a_maximum_of_16_are_refused(self):
        values = np.random.default_rng(0).integers(0, 4096, (5, 6)).astype(">u2")
        with pytest.raises(ImageError, match="12 bits in a 16-bit file"):
            decoded(b"P5 6 5 65535\n" + values.tobytes())

    def test_a_second_image_in_the_file(self):
        one = encoded(NOISY, "PPM")
        with pytest.raises(ImageError, match="2 images"):
            decoded(one + one)
        assert decoded(one + b"\n").shape == (150, 200, 3)


def test_jpeg_2000_keeps_its_depth():
    values = np.random.default_rng(0).integers(0, 65536, (40, 50), dtype=np.uint16)
    pixels = decoded(encoded(Image.fromarray(values), "JPEG2000"))
    assert (pixels == (values >> 8)[..., None]).all()
