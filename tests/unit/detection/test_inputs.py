"""Views are encoded together where that is faster, and as if each were encoded alone."""

import numpy as np
import pytest
import torch

from ad_studio.detection.alignment.transform import View
from ad_studio.detection.inputs import InputPipeline
from ad_studio.progress import SilentProgress
from tests.fitting import fit, tensors
from tests.tiny_backbone import TinyBackbone, WithClassToken


class Counting(WithClassToken):
    """Keeps how many images it gets at once."""

    def __init__(self):
        super().__init__()
        self.batches = []

    def encode_images(self, images, *, blocks=None):
        self.batches.append(len(images))
        return super().encode_images(images, blocks=blocks)


@pytest.fixture
def three_at_once(monkeypatch):
    """As a GPU takes many."""
    monkeypatch.setattr(InputPipeline, "at_once", 3)


def views(*shapes):
    draw = np.random.default_rng(0)
    return [View(draw.integers(0, 256, (*shape, 3), dtype=np.uint8)) for shape in shapes]


def test_neighbours_of_one_size_are_encoded_together(three_at_once):
    inputs = InputPipeline.of_whole_images(backbone := Counting())
    asked = views(*[(16, 24)] * 4, (24, 16), (16, 24))
    found = list(inputs.encode_each(iter(asked), progress=SilentProgress()))
    assert backbone.batches == [3, 1, 1, 1]
    assert [one.view for one in found] == asked
    for one in found:
        alone = inputs.encode([one.view])
        assert one.tokens.grid == alone.grid
        for mine, expected in (
            (one.tokens.joint, alone.joint),
            (one.tokens.image_embedding, alone.image_embedding),
            *zip(one.tokens.hidden, alone.hidden, strict=True),
        ):
            torch.testing.assert_close(mine, expected)


def test_of_images_in_tiles_one_at_a_time(three_at_once):
    inputs = InputPipeline.of_whole_images(backbone := Counting(), tile=64)
    list(inputs.encode_each(views((64, 64), (64, 64)), progress=SilentProgress()))
    assert backbone.batches == [1, 1]


@pytest.mark.parametrize("name", ["devprompt", "memory", "winclip"])
def test_what_is_learned_does_not_depend_on_how_many_go_together(name, monkeypatch):
    image = views((64, 96))[0].pixels
    alone = tensors(fit(name, TinyBackbone(), [image]))
    monkeypatch.setattr(InputPipeline, "at_once", 5)
    together = tensors(fit(name, TinyBackbone(), [image]))
    assert alone.keys() == together.keys()
    for tensor, one in alone.items():
        torch.testing.assert_close(together[tensor], one, atol=2e-3, rtol=0)
