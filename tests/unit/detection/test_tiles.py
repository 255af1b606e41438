"""Tiles: laid out so that every patch is seen with its surroundings, and put together in place."""

from itertools import pairwise

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.detection.tiles import encode_in_tiles, tiling_of
from ad_studio.errors import Cancelled, UsageError
from ad_studio.progress import SilentProgress, stop_between
from ad_studio.tiling import Tiling
from tests.tiny_backbone import PATCH, TinyBackbone

TILING = Tiling(side=80, patch=PATCH)  # ten patches


@given(length=st.integers(1, 4000), patches=st.integers(8, 40))
def test_each_patch_is_taken_once_from_a_tile_in_which_it_has_surroundings(length, patches):
    spans = Tiling(side=patches * PATCH, patch=PATCH).spans(length)
    total = -(-length // PATCH)
    assert spans[0].first == 0
    assert spans[-1].end == total
    assert all(one.end == other.first for one, other in pairwise(spans))
    for span in spans:
        assert 0 <= span.start <= span.first < span.end
        assert span.first == 0 or span.first - span.start >= 2
        assert span.end == total or span.start + patches - span.end >= 2


@given(length=st.integers(1, 4000))
def test_no_more_tiles_than_the_overlap_makes_necessary(length):
    total = -(-length // PATCH)
    assert len(TILING.spans(length)) == max(1, -(-(total - 4) // 6))


@pytest.mark.parametrize(("height", "width"), [(80, 80), (48, 200), (208, 80), (203, 331)])
@pytest.mark.parametrize("at_once", [1, 3])
def test_tokens_are_those_of_the_image_encoded_at_once(height, width, at_once):
    draw = np.random.default_rng(3)
    images = [draw.integers(0, 256, (height, width, 3), np.uint8) for _ in range(2)]
    rows, columns = -(-height // PATCH), -(-width // PATCH)
    room = ((0, rows * PATCH - height), (0, columns * PATCH - width), (0, 0))
    backbone = TinyBackbone()  # its tokens depend on their own pixels only
    whole = backbone.encode_images([np.pad(image, room, mode="edge") for image in images])
    tiled = encode_in_tiles(images, TILING, backbone.encode_images, at_once=at_once)
    assert tiled.grid == tiled.hidden_grid == (rows, columns) == whole.grid
    torch.testing.assert_close(tiled.joint, whole.joint)
    for one, other in zip(tiled.hidden, whole.hidden, strict=True):
        torch.testing.assert_close(one, other.half())


def test_progress_is_told_and_cancelling_heard_before_every_tile():
    image = np.zeros((80, 200, 3), np.uint8)
    shares = []
    encode_in_tiles([image], TILING, TinyBackbone().encode_images, at_once=1, between=shares.append)
    assert len(shares) == TILING.count(200, 80) == 4
    assert shares == [0, 0.25, 0.5, 0.75]

    class Stopped(SilentProgress):
        is_cancelled = True

    with pytest.raises(Cancelled):
        encode_in_tiles(
            [image],
            TILING,
            TinyBackbone().encode_images,
            at_once=1,
            between=stop_between(Stopped()),
        )


@pytest.mark.parametrize("side", [81, 56, 8000])
def test_a_tile_of_an_impossible_size_is_refused(side):
    with pytest.raises(UsageError, match="64 to 1344 pixels"):
        tiling_of(TinyBackbone(), side)


def test_a_backbone_of_one_size_of_image_is_refused():
    with pytest.raises(UsageError, match="tiles"):
        tiling_of(TinyBackbone(coarse=True), 80)
