"""Where DevPrompt's prompts begin: learned once per backbone on labelled images of any things."""

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from ad_studio.detection.auxiliary.examples import Example
from ad_studio.detection.backbones.base import Backbone, VisionBackbone
from ad_studio.detection.prompt_learning.losses import contrast
from ad_studio.detection.prompt_learning.prompts import PromptLearner
from ad_studio.detection.prompt_learning.segmentation_losses import balanced_loss

_NOUN = "object"  # what the labelled things are called
_NAMES = ("context", "words")
_SCALE = 1 / 0.07  # of the contrast to be a logit: AnomalyCLIP's temperature


class DevPromptMethod:
    """See `LearningMethod`. Ours: the paper begins by chance."""

    name = "devprompt"

    def blocks(self, backbone: Backbone) -> tuple[int, ...]:  # noqa: ARG002
        """See `LearningMethod.blocks`: none, it reads joint tokens."""
        return ()

    def encoding_backbone(self, backbone: Backbone) -> VisionBackbone:
        """See `LearningMethod.encoding_backbone`: as it is."""
        return backbone

    def start(self, backbone: Backbone, *, seed: int) -> "DevPromptLearner":
        """See `LearningMethod.start`."""
        generator = torch.Generator().manual_seed(seed)
        prompts = PromptLearner(backbone, noun=_NOUN, defects=(), generator=generator)
        return DevPromptLearner(prompts)

    def learning_rate(self, backbone: Backbone) -> float:  # noqa: ARG002 - the same for all
        """See `LearningMethod.learning_rate`: on the starter five times as much gives the same."""
        return 1e-3

    def metadata(self, *, published: bool) -> dict[str, Any]:  # noqa: ARG002 - nobody publishes any
        """See `LearningMethod.metadata`: nothing."""
        return {}

    def read_published(self, found: Mapping[str, Any], backbone: Backbone) -> dict[str, Tensor]:
        """See `LearningMethod.read_published`: only what was learned by this program."""
        wanted = self.start(backbone, seed=0).weights.state_dict()
        for name in _NAMES:
            if not isinstance(found.get(name), Tensor) or found[name].shape != wanted[name].shape:
                raise ValueError(f"{name} is missing or of another shape")
        return {name: found[name] for name in _NAMES}


class DevPromptLearner:
    """See `Learner`.

    Args:
        prompts: As they begin.
    """

    def __init__(self, prompts: PromptLearner) -> None:
        self._prompts = prompts

    @property
    def weights(self) -> nn.Module:
        """See `Learner.weights`."""
        return self._prompts

    def loss(self, examples: Sequence[Example]) -> Tensor:
        """See `Learner.loss`: good and defective patches are told apart by the contrast."""
        anchors = self._prompts().prototypes()
        return balanced_loss(
            _SCALE * torch.cat([contrast(one.joint, *anchors) for one in examples]),
            torch.cat([one.target for one in examples]),
            torch.cat([one.counted for one in examples]),
        )
