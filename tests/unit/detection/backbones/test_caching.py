import copy

import numpy as np
import pytest
import torch

from ad_studio.detection.backbones.caching import CachingBackbone
from tests.tiny_backbone import TinyBackbone


class Counting(TinyBackbone):
    def __init__(self):
        super().__init__()
        self.looks = 0

    def encode_images(self, images, *, blocks=None):
        self.looks += 1
        return super().encode_images(images, blocks=blocks)


@pytest.fixture
def inner():
    return Counting()


def picture(seed, shape=(32, 48, 3)):
    return np.random.default_rng(seed).integers(0, 256, shape, dtype=np.uint8)


def test_an_image_is_looked_at_once(inner):
    backbone = CachingBackbone(inner)
    first = backbone.encode_images([picture(1)])
    again = backbone.encode_images([picture(1).copy()])
    assert inner.looks == 1
    assert torch.equal(first.joint, again.joint)


def test_images_are_told_apart_by_shape_and_content(inner):
    backbone = CachingBackbone(inner)
    for image in (
        picture(1),
        picture(2),
        np.zeros((32, 48, 3), np.uint8),
        np.zeros((48, 32, 3), np.uint8),
    ):
        expected = TinyBackbone().encode_images([image])
        found = backbone.encode_images([image])
        assert found.grid == expected.grid
        assert torch.equal(found.joint, expected.joint)
    assert inner.looks == 4


def test_only_the_latest_are_kept(inner):
    backbone = CachingBackbone(inner, capacity=2)
    for seed in (1, 2, 1, 3, 1, 2):
        backbone.encode_images([picture(seed)])
    assert inner.looks == 4  # 2 gave way to 3, which was seen later


def test_batches_pass_through(inner):
    backbone = CachingBackbone(inner)
    for _ in range(2):
        assert len(backbone.encode_images([picture(1), picture(2)]).joint) == 2
    assert inner.looks == 2


def test_all_else_is_the_backbones_own(inner):
    backbone = CachingBackbone(inner)
    assert (backbone.name, backbone.sha256) == (inner.name, inner.sha256)
    assert backbone.input_size(96, 64) == inner.input_size(96, 64)


def test_other_blocks_are_other_tokens(inner):
    backbone = CachingBackbone(inner)
    both, last = (backbone.encode_images([picture(1)], blocks=some) for some in ((0, 1), (1,)))
    assert inner.looks == 2
    assert torch.equal(last.hidden[0], both.hidden[1])


def test_it_may_be_copied(inner):
    other = copy.deepcopy(CachingBackbone(inner))
    assert other.name == inner.name
    other.encode_images([picture(1)])
    assert inner.looks == 0
