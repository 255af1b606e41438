"""How the prompts of AnomalyCLIP are learned, and how its authors' files are read."""

from collections.abc import Mapping, Sequence
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ad_studio.detection.auxiliary.examples import Example
from ad_studio.detection.backbones.base import Backbone, VisionBackbone
from ad_studio.detection.detectors.anomalyclip.layers import reading_layers
from ad_studio.detection.detectors.anomalyclip.prompts import ObjectPrompts
from ad_studio.detection.prompt_learning.logits import anchor_logits, logit_contrast
from ad_studio.detection.prompt_learning.segmentation_losses import balanced_map_loss, map_loss

_RATE = 1e-3  # the authors'
_LOCAL_WEIGHT = 4.0  # of the maps against the whole image: the authors'
_PUBLISHED = "prompt_learner"  # under which the authors keep the prompts


class AnomalyClipMethod:
    """See `LearningMethod`."""

    name = "anomalyclip"

    def blocks(self, backbone: Backbone) -> tuple[int, ...]:  # noqa: ARG002
        """See `LearningMethod.blocks`: none, it reads joint tokens."""
        return ()

    def encoding_backbone(self, backbone: Backbone) -> VisionBackbone:
        """See `LearningMethod.encoding_backbone`: with the V-V stream of the authors."""
        return reading_layers(backbone)

    def start(self, backbone: Backbone, *, seed: int) -> "AnomalyClipLearner":
        """See `LearningMethod.start`."""
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            prompts = ObjectPrompts(backbone.token_width)
        return AnomalyClipLearner(prompts.to(backbone.device), backbone)

    def learning_rate(self, backbone: Backbone) -> float:
        """See `LearningMethod.learning_rate`."""
        return min(_RATE, backbone.learning_rate)

    def metadata(self, *, published: bool) -> dict[str, Any]:  # noqa: ARG002 - the same for both
        """See `LearningMethod.metadata`: nothing."""
        return {}

    def read_published(self, found: Mapping[str, Any], backbone: Backbone) -> dict[str, Tensor]:
        """See `LearningMethod.read_published`."""
        inner = found.get(_PUBLISHED, found)
        if not all(isinstance(one, Tensor) for one in inner.values()):
            raise ValueError("something else than tensors")
        return ObjectPrompts.restore(inner, width=backbone.token_width).state_dict()


class AnomalyClipLearner:
    """See `Learner`.

    Args:
        prompts: As they begin.
        backbone: Whose text tower reads them.
    """

    def __init__(self, prompts: ObjectPrompts, backbone: Backbone) -> None:
        self._prompts = prompts
        self._backbone = backbone

    @property
    def weights(self) -> nn.Module:
        """See `Learner.weights`."""
        return self._prompts

    def loss(self, examples: Sequence[Example]) -> Tensor:
        """See `Learner.loss`.

        The authors' where the backbone has a class token in the joint space: cross-entropy of the
        image and four times focal and Dice of its map. Else the balanced loss of all patches, and
        of all images by the mean of their highest patches beside that of the others of the step.
        """
        prototypes = self._prompts(self._backbone)
        if any(one.image_embedding is None for one in examples):
            return _without_class_token(examples, prototypes)
        found = [
            _image_loss(one, prototypes)
            + _LOCAL_WEIGHT
            * map_loss(anchor_logits(one.joint, prototypes)[None], one.target, one.counted)
            for one in examples
        ]
        return torch.stack(found).mean()


def _without_class_token(examples: Sequence[Example], prototypes: Tensor) -> Tensor:
    """See `balanced_map_loss`."""
    return balanced_map_loss(
        [logit_contrast(one.joint, prototypes) for one in examples],
        [one.target for one in examples],
        [one.counted for one in examples],
        defective=[one.is_defective for one in examples],
    )


def _image_loss(example: Example, prototypes: Tensor) -> Tensor:
    """Cross-entropy of an image as a whole."""
    assert example.image_embedding is not None
    right = torch.tensor(int(example.is_defective), device=prototypes.device)
    return F.cross_entropy(anchor_logits(example.image_embedding, prototypes), right)
