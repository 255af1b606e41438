import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from ad_studio.domain import ResultMaps
from ad_studio.errors import StoreError
from ad_studio.store import maps_codec
from tests.projects import some_maps

NAMES = ("text", "visual", "fused")
shapes = st.tuples(st.integers(0, 12), st.integers(0, 12))
any_maps = shapes.flatmap(
    lambda shape: st.builds(
        ResultMaps, *[arrays.arrays(np.float32, shape, elements=st.floats(width=32))] * 3
    )
)


@given(any_maps)
def test_what_comes_back_is_the_same_in_half_precision(maps):
    back = maps_codec.decode(maps_codec.encode(maps))
    for name in NAMES:
        kept = np.clip(getattr(maps, name), -65504, 65504).astype(np.float16).astype(np.float32)
        assert getattr(back, name).dtype == np.float32
        np.testing.assert_array_equal(getattr(back, name), kept)


@given(st.binary(max_size=200))
def test_noise_is_refused_in_plain_words(blob):
    with pytest.raises(StoreError):
        maps_codec.decode(blob)


@given(st.data())
def test_a_shortened_blob_is_refused(data):
    blob = maps_codec.encode(some_maps(8, 8))
    cut = data.draw(st.integers(0, len(blob) - 1))
    with pytest.raises(StoreError, match="damaged"):
        maps_codec.decode(blob[:cut])


def test_smooth_maps_are_compressed_and_noise_is_not():
    flat = np.ones((32, 32), np.float32)
    noise = np.random.default_rng(0).normal(size=(3, 32, 32)).astype(np.float32) * 1e-3
    raw_size = 3 * 32 * 32 * 2
    assert len(maps_codec.encode(ResultMaps(flat, flat, flat))) < raw_size / 10
    assert len(maps_codec.encode(ResultMaps(*noise))) <= raw_size + 10


def test_a_blob_that_inflates_beyond_its_header_is_refused():
    blob = bytearray(maps_codec.encode(ResultMaps(*np.zeros((3, 64, 64), np.float32))))
    struct.pack_into("<HH", blob, 6, 2, 2)
    with pytest.raises(StoreError, match="damaged"):
        maps_codec.decode(bytes(blob))


def test_a_newer_format_says_so():
    blob = bytearray(maps_codec.encode(some_maps()))
    blob[4] = 9
    with pytest.raises(StoreError, match="format 9"):
        maps_codec.decode(bytes(blob))


def test_maps_of_different_shapes_are_a_bug():
    with pytest.raises(ValueError, match="shape"):
        maps_codec.encode(
            ResultMaps(np.zeros((2, 2)), np.zeros((2, 2)), np.zeros((2, 3)))  # type: ignore
        )
