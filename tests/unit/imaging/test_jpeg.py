"""JPEG: whatever libjpeg complains of is damage; what lies outside of the pixels is not."""

import io
import math

import numpy as np
import pytest
from PIL import Image

from ad_studio.errors import ImageError
from ad_studio.imaging.decode import decode_bytes
from tests.bad_images import encoded, picture, rotated_jpeg

LARGE = picture(640, 480)
END = b"\xff\xd9"


def decoded(data, **options):
    from pathlib import Path

    return decode_bytes(data, path=Path("part.jpg"), **options)


def pillows(data, max_side=None):
    with Image.open(io.BytesIO(data)) as image:
        if max_side is not None:
            share = max_side / math.sqrt(image.width * image.height)
            image.draft(None, (int(share * image.width), int(share * image.height)))
        return np.asarray(image.convert("RGB"))


@pytest.mark.parametrize("max_side", [None, 320, 200, 80])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_pixels_are_those_of_pillow(mode, max_side):
    data = encoded(LARGE.convert(mode), "JPEG", quality=90)
    found = decoded(data, max_side=max_side).pixels
    assert (found == pillows(data, max_side)).all()


@pytest.mark.parametrize("share", [0.6, 0.95])
def test_a_cut_is_found_although_the_end_mark_is_there(share):
    data = encoded(LARGE, "JPEG", quality=90)
    with pytest.raises(ImageError, match="damaged or incomplete"):
        decoded(data[: int(len(data) * share)] + END)


def test_a_hole_is_found():
    data = encoded(LARGE, "JPEG", quality=90)
    start, stop = len(data) * 4 // 10, len(data) * 7 // 10
    with pytest.raises(ImageError, match="damaged or incomplete"):
        decoded(data[:start] + bytes(stop - start) + data[stop:])


def test_damage_is_found_at_a_reduced_size_too():
    data = encoded(LARGE, "JPEG", quality=90)
    with pytest.raises(ImageError, match="damaged or incomplete"):
        decoded(data[: len(data) * 8 // 10] + END, max_side=80)


def test_missing_scans_are_found():
    data = encoded(LARGE, "JPEG", progressive=True)
    scans = [i for i in range(len(data)) if data[i : i + 2] == b"\xff\xda"]
    assert len(scans) > 5
    for start in scans[2:]:
        with pytest.raises(ImageError, match="scans"):
            decoded(data[:start] + END)


def test_more_scans_than_an_encoder_makes_are_refused_at_once():
    data = encoded(LARGE, "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    with pytest.raises(ImageError, match="more than 100 scans"):
        decoded(data[:-2] + data[last:-2] * 100 + END)


def test_a_damaged_cmyk_is_found():
    data = encoded(LARGE.convert("CMYK"), "JPEG")
    assert decoded(data).pixels.shape == (480, 640, 3)
    with pytest.raises(ImageError, match="damaged or incomplete"):
        decoded(data[: len(data) // 2] + END)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data + b"\0" * 5000,
        lambda data: data + b"camera serial 4711" * 100,
        lambda data: data + encoded(picture(), "JPEG"),
        lambda data: data[:2] + b"\xff\xe5\x00\x10" + b"maker's note.." + data[2:],
        lambda data: data[:2] + b"\xff" * 50_000 + data[2:],
    ],
    ids=["zeros", "words", "a preview", "a segment", "padding"],
)
def test_what_lies_outside_of_the_pixels_does_no_harm(change):
    data = encoded(LARGE, "JPEG", quality=90)
    assert (decoded(change(data)).pixels == decoded(data).pixels).all()


@pytest.mark.parametrize(
    "options",
    [
        {"restart_marker_rows": 1},
        {"restart_marker_blocks": 3},
        {"optimize": True},
        {"progressive": True},
        {"subsampling": 0},
        {"subsampling": "4:1:1"},
        {"quality": 1},
        {"icc_profile": bytes(200_000)},
    ],
)
def test_sound_files_of_every_kind(options):
    data = encoded(LARGE, "JPEG", **options)
    assert (decoded(data).pixels == pillows(data)).all()


def test_a_turned_image_is_reduced_and_turned():
    loaded = decoded(rotated_jpeg(6, LARGE), max_side=69)
    assert (loaded.width, loaded.height) == (480, 640)
    assert loaded.pixels.shape == (80, 60, 3)


def test_further_images_of_the_same_size_are_refused_and_previews_are_not():
    def several(*others):
        return encoded(LARGE, "MPO", save_all=True, append_images=list(others))

    assert decoded(several(LARGE.resize((160, 120)))).pixels.shape == (480, 640, 3)
    with pytest.raises(ImageError, match="2 images"):
        decoded(several(LARGE.rotate(180)))
