"""Stored maps of format 1, as every later version of the program must read them."""

import struct
import zlib

import numpy as np

from ad_studio.domain import ResultMaps
from ad_studio.store import maps_codec

VALUES = np.array([[[0, 1], [2.5, -3]], [[4, 5], [6, 7]], [[8, 9], [10, 65504]]], np.float32)
BODY = struct.pack("<12e", *VALUES.ravel())


def check(maps):
    np.testing.assert_array_equal(np.stack([maps.text, maps.visual, maps.fused]), VALUES)


def test_raw():
    blob = b"ADSM" + bytes([1, 0]) + struct.pack("<HH", 2, 2) + BODY
    check(maps_codec.decode(blob))
    assert maps_codec.encode(ResultMaps(*VALUES)) == blob


def test_compressed():
    check(maps_codec.decode(b"ADSM" + bytes([1, 1, 2, 0, 2, 0]) + zlib.compress(BODY, 9)))
