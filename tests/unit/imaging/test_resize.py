"""Resizing and encoding."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.imaging import resize
from ad_studio.imaging.decode import decode_bytes
from ad_studio.imaging.encode import encode_jpeg, encode_png
from ad_studio.imaging.resize import fit_within, resize_rgb
from tests.bad_images import picture


def test_resizing_keeps_the_picture_in_place():
    small = np.asarray(picture(80, 40))
    large = resize_rgb(small, width=240, height=120)
    assert large.shape == (120, 240, 3)
    back = resize_rgb(large, width=80, height=40)
    assert np.abs(back.astype(int) - small).mean() < 4


@pytest.mark.parametrize("size", [(155, 116), (70, 53), (232, 174), (300, 223)])
def test_in_strips_a_picture_becomes_the_same(monkeypatch, size):
    pixels = np.random.default_rng(0).integers(0, 256, (174, 232, 3), np.uint8)
    width, height = size
    whole = resize_rgb(pixels, width=width, height=height)
    monkeypatch.setattr(resize, "_AT_ONCE", 1)
    monkeypatch.setattr(resize, "_STRIP", 37)
    strips = []
    found = resize_rgb(pixels, width=width, height=height, between=lambda: strips.append(1))
    assert len(strips) == -(-height // 37)
    apart = np.abs(found.astype(int) - whole)
    assert apart.max() <= 1
    assert (apart > 0).mean() < 0.002


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(1, 3000))
def test_fitting_keeps_the_aspect_and_the_limit(width, height, max_side):
    new_width, new_height = fit_within(width, height, max_side)
    assert 1 <= new_width <= min(width, max_side)
    assert 1 <= new_height <= min(height, max_side)
    assert max(new_width, new_height) == min(max(width, height), max_side)
    scale = max(new_width, new_height) / max(width, height)
    assert abs(new_width - width * scale) <= 1
    assert abs(new_height - height * scale) <= 1


def test_encoded_pictures_decode(tmp_path):
    pixels = np.asarray(picture())
    path = tmp_path / "x"
    assert (decode_bytes(encode_png(pixels), path=path).pixels == pixels).all()
    jpeg = decode_bytes(encode_jpeg(pixels, quality=95), path=path).pixels
    assert np.abs(jpeg.astype(int) - pixels).mean() < 8
