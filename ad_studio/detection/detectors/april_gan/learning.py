"""How the layers of April-GAN are learned, and how its authors' files are read."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from ad_studio.detection.auxiliary.examples import Example
from ad_studio.detection.backbones.base import Backbone, VisionBackbone
from ad_studio.detection.detectors.april_gan.layers import StageLayers
from ad_studio.detection.prompt_learning.ensemble import prompt_anchors
from ad_studio.detection.prompt_learning.segmentation_losses import map_loss

_AUTHORS: Mapping[str, Any] = {"temperature": 100.0, "normalise": False}
# Ours: with the authors' values the starter's maps are steps, so that images tie.
_OURS: Mapping[str, Any] = {"temperature": 20.0, "normalise": True}
_NOUN = "object"  # what the labelled things are called
_PUBLISHED = "trainable_linearlayer"  # under which the authors keep the layers


class AprilGanMethod:
    """See `LearningMethod`."""

    name = "april-gan"

    def blocks(self, backbone: Backbone) -> tuple[int, ...]:
        """See `LearningMethod.blocks`: 6, 12, 18 and 24 of 24, counted from 1, or alike."""
        return backbone.stages

    def encoding_backbone(self, backbone: Backbone) -> VisionBackbone:
        """See `LearningMethod.encoding_backbone`: as it is."""
        return backbone

    def start(self, backbone: Backbone, *, seed: int) -> "AprilGanLearner":
        """See `LearningMethod.start`."""
        widths, joint = _shape(backbone)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            layers = StageLayers(widths, joint, normalise=_OURS["normalise"])
        prototypes = prompt_anchors(backbone, noun=_NOUN, unit=True).clone()
        return AprilGanLearner(layers.to(backbone.device), prototypes)

    def learning_rate(self, backbone: Backbone) -> float:  # noqa: ARG002 - the same for all
        """See `LearningMethod.learning_rate`: the authors'."""
        return 1e-3

    def metadata(self, *, published: bool) -> dict[str, Any]:
        """See `LearningMethod.metadata`."""
        return dict(_AUTHORS if published else _OURS)

    def read_published(self, found: Mapping[str, Any], backbone: Backbone) -> dict[str, Tensor]:
        """See `LearningMethod.read_published`."""
        inner = found.get(_PUBLISHED, found)
        own = {name: one for name, one in inner.items() if name.startswith("fc.")}
        if not all(isinstance(one, Tensor) for one in own.values()):
            raise ValueError("something else than tensors")
        widths, joint = _shape(backbone)
        wanted = StageLayers(widths, joint, normalise=False).state_dict()
        if {name: one.shape for name, one in own.items()} != {
            name: one.shape for name, one in wanted.items()
        }:
            raise ValueError("layers of other shapes")
        return own


class AprilGanLearner:
    """See `Learner`.

    Args:
        layers: As they begin.
        prototypes: Unit normal and abnormal text anchors [2, d].
    """

    def __init__(self, layers: StageLayers, prototypes: Tensor) -> None:
        self._layers = layers
        self._prototypes = prototypes

    @property
    def weights(self) -> nn.Module:
        """See `Learner.weights`."""
        return self._layers

    def loss(self, examples: Sequence[Example]) -> Tensor:
        """See `Learner.loss`: focal and Dice, of the map of each stage."""
        found = [
            map_loss(
                _OURS["temperature"] * torch.stack(self._layers(one.hidden)) @ self._prototypes.T,
                one.target,
                one.counted,
            )
            for one in examples
        ]
        return torch.stack(found).mean()


def _shape(backbone: Backbone) -> tuple[list[int], int]:
    """Widths of the tokens of each stage, and of the joint space."""
    width, height = backbone.input_size(64, 64)
    grey = np.full((height, width, 3), 128, np.uint8)
    tokens = backbone.encode_images([grey], blocks=backbone.stages)
    return [block.shape[-1] for block in tokens.hidden], tokens.joint.shape[-1]
