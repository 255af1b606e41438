"""TIFF of every depth and layout, and what is missing in it."""

import io
import struct
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image

from ad_studio.errors import ImageError
from ad_studio.imaging.decode import decode_bytes
from tests.bad_images import encoded, picture

RANDOM = np.random.default_rng(3)


def decoded(data):
    return decode_bytes(data, path=Path("part.tif")).pixels


def written(values, **options):
    buffer = io.BytesIO()
    tifffile.imwrite(buffer, values, **options)
    return buffer.getvalue()


def noise(white, *shape, kind=np.uint16):
    return RANDOM.integers(white // 4, white + 1, shape or (12, 20)).astype(kind)


def grey(values):
    return values[..., None].repeat(3, axis=2)


@pytest.mark.parametrize("bits", [10, 12, 14])
def test_packed_bits_are_scaled_by_their_depth(bits):
    values = noise((1 << bits) - 1, 13, 21)  # rows end within a byte
    data = written(values, bitspersample=bits, photometric="minisblack")
    assert (decoded(data) == grey(values >> (bits - 8))).all()


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("how", [{}, {"compression": "lzw"}, {"compression": "zlib"}])
def test_16_bit_grey_and_colour(order, how):
    for shape, photometric in (((12, 20), "minisblack"), ((12, 20, 3), "rgb")):
        values = noise(65535, *shape)
        data = written(values, photometric=photometric, byteorder=order, **how)
        expected = values >> 8
        assert (decoded(data) == (expected if len(shape) == 3 else grey(expected))).all()


def test_planes_one_after_the_other():
    values = noise(65535, 3, 12, 20)
    data = written(values, photometric="rgb", planarconfig="separate")
    assert (decoded(data) == np.moveaxis(values, 0, 2) >> 8).all()


def test_tiles():
    values = noise(65535, 40, 50)
    assert (decoded(written(values, tile=(16, 16))) == grey(values >> 8)).all()


def test_12_bits_in_16_are_refused():
    for shape, photometric in (((12, 20), "minisblack"), ((12, 20, 3), "rgb")):
        with pytest.raises(ImageError, match="12 bits in a 16-bit file"):
            decoded(written(noise(4095, *shape), photometric=photometric))


def test_signed_values():
    values = noise(32767, kind=np.int16)
    assert (decoded(written(values)) == grey(values >> 7)).all()
    with pytest.raises(ImageError, match="outside the range"):
        decoded(written(values - 20_000))


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64])
def test_floating_point(kind):
    values = (noise(255, kind=np.float64) / 255).astype(kind)
    assert np.abs(decoded(written(values)).astype(int) - grey(values * 255.0)).max() <= 1


def classic(raw, *, bits, photometric, width=40, height=30):
    """The smallest TIFF there is: one strip, uncompressed."""
    tags = [
        (256, width), (257, height), (258, bits), (259, 1), (262, photometric),
        (273, 8 + 2 + 9 * 12 + 4), (277, 1), (278, height), (279, len(raw)),
    ]  # fmt: skip
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", 9) + entries + bytes(4) + raw


def test_white_is_zero_at_every_depth():
    values = np.full((30, 40), 40, np.uint8)
    values[8:20, 10:30] = 220
    wide = values.astype("<u2") * 257
    expected = grey(values)
    for data in (
        classic(values.tobytes(), bits=8, photometric=1),
        classic((255 - values).tobytes(), bits=8, photometric=0),
        classic(wide.tobytes(), bits=16, photometric=1),
        classic((65535 - wide).tobytes(), bits=16, photometric=0),
        written(4095 - (values.astype(np.uint16) << 4), bitspersample=12, photometric="miniswhite"),
    ):
        assert (decoded(data) == expected).all()


def test_a_fourth_channel_is_transparency_only_when_declared():
    values = noise(255, 12, 20, 4, kind=np.uint8)
    for extra in (None, "unspecified"):
        extras = [] if extra is None else [extra]
        data = written(values, photometric="rgb", extrasamples=extras or None)
        if extra is None:  # tifffile declares it anyway: take that away
            data = data.replace(
                struct.pack("<HHII", 338, 3, 1, 2), struct.pack("<HHII", 338, 3, 1, 0)
            )
        assert (decoded(data) == values[..., :3]).all()
    data = written(values, photometric="rgb", extrasamples=["unassalpha"])
    assert not (decoded(data) == values[..., :3]).all()


def test_16_bit_transparency_is_laid_on_white():
    values = noise(65535, 12, 20, 4)
    values[..., 3] = 65535
    values[:6, :, 3] = 0
    pixels = decoded(written(values, photometric="rgb", extrasamples=["unassalpha"]))
    assert (pixels[:6] == 255).all()
    assert (pixels[6:] == values[6:, :, :3] >> 8).all()


def test_kinds_without_a_meaning_here_are_named():
    with pytest.raises(ImageError, match="not supported"):
        decoded(written(noise(65535, 12, 20, 4), photometric="separated"))


def test_further_pages_are_refused():
    pages = [picture(), picture().rotate(180)]
    with pytest.raises(ImageError, match="2 images") as caught:
        decoded(encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    assert "one image per file" in str(caught.value.hint)
    deep = noise(65535, 3, 12, 20)
    with pytest.raises(ImageError, match="3 images"):
        decoded(written(deep, photometric="minisblack"))


@pytest.mark.parametrize("deep", [False, True])
def test_a_declared_preview_is_passed_over(deep):
    main = noise(65535, 24, 40) if deep else noise(255, 24, 40, kind=np.uint8)
    buffer = io.BytesIO()
    with tifffile.TiffWriter(buffer) as file:
        file.write(main[::4, ::4], subfiletype=1)
        file.write(main)
    assert (decoded(buffer.getvalue()) == grey(main >> 8 if deep else main)).all()


def test_the_orientation_counts_at_every_depth():
    values = noise(65535, 12, 20)
    data = written(values, extratags=[(274, 3, 1, 6, True)])
    assert (decoded(data) == np.rot90(grey(values >> 8), -1)).all()


@pytest.mark.parametrize("how", [{}, {"compression": "tiff_lzw"}, {"compression": "jpeg"}])
def test_a_file_that_is_not_written_to_its_end(how):
    noisy = Image.fromarray(noise(255, 150, 200, 3, kind=np.uint8))
    data = encoded(noisy, "TIFF", **how)
    with Image.open(io.BytesIO(data)) as image:
        end = image.tag_v2[273][-1] + image.tag_v2[279][-1]
    for share in (0.3, 0.9):
        cut = int(end * share)
        with pytest.raises(ImageError, match="damaged or incomplete"):
            decoded(data[:cut] + bytes(end - cut) + data[end:])


def test_a_jpeg_inside_is_checked_as_any_other():
    noisy = Image.fromarray(noise(255, 150, 200, 3, kind=np.uint8))
    data = encoded(noisy, "TIFF", compression="jpeg")
    with Image.open(io.BytesIO(data)) as image:
        start, size = image.tag_v2[273][-1], image.tag_v2[279][-1]
    middle = start + size // 2
    with pytest.raises(ImageError, match="damaged or incomplete"):
        decoded(
            data[:middle] + data[middle + 400 : start + size] + bytes(400) + data[start + size :]
        )
