"""Decoding: every odd file becomes RGB, every broken one an ImageError that names it."""

import struct
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ad_studio.errors import ImageError
from ad_studio.imaging.decode import decode_bytes, load_image
from ad_studio.imaging.faults import MAX_PIXELS
from tests.bad_images import (
    encoded,
    picture,
    rotated_jpeg,
    write_huge_image,
    write_nasty_images,
)

NOWHERE = Path("folder/part 7.png")
DAMAGED_EXIF = b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\x12\x01" * 5


FILLED = {
    "1": 1,
    "LA": (90, 200),
    "RGB": (90, 80, 70),
    "RGBA": (90, 80, 70, 200),
    "CMYK": (90, 80, 70, 60),
    "I;16": 40_000,
    "I": 40_000,
    "F": 0.5,
}
"""A colour of each mode; without one, a picture is black: a file whose pixels nobody wrote."""

# pytest sets all warning filters anew for each test, so the one that the module sets for Pillow's
# remarks is to be set again where there are any.
IGNORING_PILLOW = pytest.mark.filterwarnings("ignore:::PIL")


def pixels_of(image, kind="PNG", **options):
    return decode_bytes(encoded(image, kind, **options), path=NOWHERE).pixels


def test_every_readable_kind_becomes_rgb(tmp_path):
    for nasty in write_nasty_images(tmp_path):
        if nasty.readable:
            loaded = load_image(nasty.path)
            assert loaded.pixels.dtype == np.uint8, nasty.name
            assert loaded.pixels.shape == (loaded.height, loaded.width, 3), nasty.name
            assert loaded.pixels.flags.writeable, nasty.name


def test_every_broken_kind_is_an_image_error_that_says_what_to_do(tmp_path):
    for nasty in write_nasty_images(tmp_path):
        if not nasty.readable:
            with pytest.raises(ImageError) as caught:
                load_image(nasty.path)
            assert nasty.complaint in str(caught.value.message), nasty.name
            assert caught.value.path == nasty.path
            assert caught.value.hint


def test_a_deleted_file_says_so(tmp_path):
    with pytest.raises(ImageError, match="does not exist"):
        load_image(tmp_path / "gone.png")


def test_a_name_longer_than_the_system_allows_says_so(tmp_path):
    with pytest.raises(ImageError, match="too long"):
        load_image(tmp_path / ("x" * 300 + ".png"))


def test_a_path_with_a_zero_byte_says_so(tmp_path):
    with pytest.raises(ImageError, match="cannot be read"):
        load_image(tmp_path / "a\0b.png")


def test_a_forbidden_file_says_so(tmp_path, monkeypatch):
    path = tmp_path / "secret.png"
    path.write_bytes(encoded(picture(), "PNG"))

    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ImageError, match="permission denied"):
        load_image(path)


def test_a_hundred_megapixels_load_and_a_small_version_is_offered(tmp_path):
    loaded = load_image(write_huge_image(tmp_path), max_side=1000)
    assert (loaded.width, loaded.height) == (12_500, 8_000)
    assert max(loaded.pixels.shape) >= 1000
    assert loaded.pixels.nbytes < 10_000_000


def test_the_limit_is_named(tmp_path):
    path = next(nasty.path for nasty in write_nasty_images(tmp_path) if "bomb" in nasty.name)
    with pytest.raises(ImageError, match=f"{MAX_PIXELS // 1_000_000} megapixels"):
        load_image(path)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("max_side", [None, 100])
def test_orientation_turns_pixels_and_size(orientation, max_side):
    upright = picture(640, 320)
    stored = {
        1: upright,
        2: upright.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        3: upright.transpose(Image.Transpose.ROTATE_180),
        4: upright.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
        5: upright.transpose(Image.Transpose.TRANSPOSE),
        6: upright.transpose(Image.Transpose.ROTATE_90),
        7: upright.transpose(Image.Transpose.TRANSVERSE),
        8: upright.transpose(Image.Transpose.ROTATE_270),
    }[orientation]
    loaded = decode_bytes(rotated_jpeg(orientation, stored), path=NOWHERE, max_side=max_side)
    assert (loaded.width, loaded.height) == (640, 320)
    height, width = loaded.pixels.shape[:2]
    assert width == 2 * height
    expected = np.asarray(upright.resize((width, height), Image.Resampling.BOX)).astype(int)
    assert np.abs(loaded.pixels - expected).mean() < 6


def test_a_tiff_is_turned_once():
    exif = Image.Exif()
    exif[0x0112] = 6
    loaded = decode_bytes(encoded(picture(64, 48), "TIFF", exif=exif), path=NOWHERE)
    assert (loaded.width, loaded.height) == (48, 64)
    assert loaded.pixels.shape == (64, 48, 3)


@IGNORING_PILLOW
def test_damaged_metadata_does_not_spoil_the_picture():
    loaded = decode_bytes(encoded(picture(), "JPEG", exif=DAMAGED_EXIF), path=NOWHERE)
    assert (loaded.width, loaded.height) == (64, 48)


def test_transparency_is_laid_on_white():
    clear = Image.new("RGBA", (4, 3), (255, 0, 0, 0))
    clear.putpixel((0, 0), (255, 0, 0, 255))
    pixels = pixels_of(clear)
    assert (pixels[0, 0] == (255, 0, 0)).all()
    assert (pixels[1:] == 255).all()
    half = Image.new("RGBA", (4, 3), (0, 0, 0, 128))
    assert np.abs(pixels_of(half).astype(int) - 127).max() <= 1


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WEBP"])
def test_an_alpha_channel_that_is_0_everywhere_is_no_transparency(kind):
    clear = Image.new("RGBA", (4, 3), (200, 90, 10, 0))
    options = {"lossless": True, "exact": True} if kind == "WEBP" else {}
    assert (pixels_of(clear, kind, **options) == (200, 90, 10)).all()


@pytest.mark.parametrize("header", [108, 124])
def test_a_frame_grabbers_bitmap_with_a_fourth_byte_of_0_is_opaque(header):
    pixels = np.full((4, 6, 4), (90, 150, 200, 0), dtype=np.uint8)
    masks = (0xFF0000, 0xFF00, 0xFF, 0xFF000000)
    body = struct.pack("<IiiHHIIiiIIIIII", header, 6, 4, 1, 32, 3, 96, 0, 0, 0, 0, *masks)
    start = b"BM" + struct.pack("<IHHI", 14 + header + 96, 0, 0, 14 + header)
    data = start + body.ljust(header, b"\0") + pixels.tobytes()
    assert (decode_bytes(data, path=NOWHERE).pixels == (200, 150, 90)).all()


def test_16_bits_keep_a_fixed_scale_whatever_the_range_in_the_image():
    dim = np.full((3, 4), 16_500, dtype=np.uint16)
    dim[0, 0] = 17_000
    expected = (dim >> 8)[..., None].repeat(3, axis=2)
    assert (pixels_of(Image.fromarray(dim), "PNG") == expected).all()
    assert (pixels_of(Image.fromarray(dim), "TIFF") == expected).all()
    assert (pixels_of(Image.fromarray(dim.astype(np.int32)), "TIFF") == expected).all()
    big_endian = b"P5 4 3 65535\n" + dim.astype(">u2").tobytes()
    assert (decode_bytes(big_endian, path=NOWHERE).pixels == expected).all()


def test_floats_run_from_0_to_1():
    values = np.array([[0, 0.5, 1]], dtype=np.float32)
    assert pixels_of(Image.fromarray(values), "TIFF")[0, :, 0].tolist() == [0, 128, 255]


@pytest.mark.parametrize("value", [np.nan, -0.1, 1.1, np.inf])
def test_floats_outside_are_refused(value):
    values = np.array([[0, value]], dtype=np.float32)
    with pytest.raises(ImageError, match="outside the range"):
        pixels_of(Image.fromarray(values), "TIFF")


def test_further_pages_and_frames_are_refused():
    first, second = Image.new("RGB", (8, 6), "red"), Image.new("RGB", (8, 6), "blue")
    for kind in ("GIF", "WEBP", "PNG", "TIFF"):
        with pytest.raises(ImageError, match="2 images"):
            pixels_of(first, kind, save_all=True, append_images=[second])


@pytest.mark.parametrize("kind", ["BMP", "DIB", "JPEG2000", "PPM"])
def test_kinds_that_have_one_image(kind):
    assert (pixels_of(picture(), kind) == np.asarray(picture())).all()


def test_threads_decode_alike():
    data = encoded(picture(640, 480), "JPEG")
    expected = decode_bytes(data, path=NOWHERE, max_side=100).pixels
    wrong = []

    def work():
        for _ in range(20):
            if (decode_bytes(data, path=NOWHERE, max_side=100).pixels != expected).any():
                wrong.append(1)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_pillows_remarks_reach_nobody():
    """In a fresh interpreter that turns warnings into errors, as pytest's filters are its own."""
    script = (
        "import sys; from pathlib import Path; from ad_studio.imaging.decode import decode_bytes;"
        "decode_bytes(sys.stdin.buffer.read(), path=Path('x'))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        input=encoded(picture(), "JPEG", exif=DAMAGED_EXIF),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_no_file_handle_stays_open(tmp_path):
    path = tmp_path / "part.jpg"
    path.write_bytes(encoded(picture(), "JPEG")[:-300])
    with pytest.raises(ImageError):
        load_image(path)  # a leak would be a ResourceWarning, which fails the test
    path.unlink()


@IGNORING_PILLOW
@given(st.binary(max_size=400))
def test_random_bytes_give_a_picture_or_an_image_error(data):
    decode_or_refuse(data)


@IGNORING_PILLOW
@settings(max_examples=300)
@given(
    kind=st.sampled_from(["PNG", "JPEG", "BMP", "TIFF", "WEBP", "GIF", "PPM"]),
    flips=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=6),
)
def test_flipped_bytes_give_a_picture_or_an_image_error(kind, flips):
    data = bytearray(encoded(picture(24, 16), kind))
    for where, value in flips:
        data[int(where * len(data))] = value
    decode_or_refuse(bytes(data))


@IGNORING_PILLOW
@settings(max_examples=200)
@given(
    kind=st.sampled_from(["PNG", "JPEG", "BMP", "TIFF", "WEBP", "GIF", "PPM"]),
    share=st.floats(0, 1, exclude_max=True),
    max_side=st.sampled_from([None, 8]),
)
def test_a_truncated_file_never_yields_other_pixels(kind, share, max_side):
    data = encoded(picture(24, 16), kind)
    whole = decode_bytes(data, path=NOWHERE, max_side=max_side).pixels
    try:
        cut = decode_bytes(data[: int(share * len(data))], path=NOWHERE, max_side=max_side).pixels
    except ImageError:
        return
    assert (cut == whole).all()  # only a trailing mark was cut off


@settings(max_examples=150)
@given(
    width=st.integers(1, 90),
    height=st.integers(1, 90),
    mode=st.sampled_from(["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "I", "F"]),
    max_side=st.one_of(st.none(), st.integers(1, 120)),
)
def test_sizes_are_right_in_every_mode(width, height, mode, max_side):
    data = encoded(Image.new(mode, (width, height), FILLED.get(mode, 90)), "TIFF")
    check_size(data, width, height, max_side)


@settings(max_examples=100)
@given(
    width=st.integers(1, 300),
    height=st.integers(1, 300),
    orientation=st.integers(0, 9),
    max_side=st.one_of(st.none(), st.integers(1, 400)),
)
def test_sizes_are_right_for_drafted_jpegs(width, height, orientation, max_side):
    data = rotated_jpeg(orientation, picture(width, height))
    if 5 <= orientation <= 8:
        width, height = height, width
    check_size(data, width, height, max_side)


def check_size(data, width, height, max_side):
    loaded = decode_bytes(data, path=NOWHERE, max_side=max_side)
    assert (loaded.width, loaded.height) == (width, height)
    rows, columns = loaded.pixels.shape[:2]
    assert rows <= height
    assert columns <= width
    assert rows * columns >= min(width * height, max_side**2 if max_side else width * height)


def decode_or_refuse(data):
    try:
        loaded = decode_bytes(data, path=NOWHERE)
    except ImageError as error:
        assert error.path == NOWHERE
        assert error.hint
    else:
        assert loaded.pixels.shape == (loaded.height, loaded.width, 3)
