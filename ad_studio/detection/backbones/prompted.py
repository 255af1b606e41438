"""A backbone whose vision tower always sees the same learned tokens beside the patches."""

from collections.abc import Sequence

import torch
from torch import Tensor

from ad_studio.detection.backbones.base import PatchTokens, PromptableBackbone
from ad_studio.detection.backbones.forwarding import ForwardingBackbone
from ad_studio.domain import RgbImage


class PromptedBackbone(ForwardingBackbone[PromptableBackbone]):
    """Encodes images with learned tokens; everything else is the backbone's own.

    Args:
        backbone: Frozen.
        prompts: See `PromptableBackbone.encode_prompted`.
    """

    def __init__(self, backbone: PromptableBackbone, prompts: Sequence[Tensor]) -> None:
        super().__init__(backbone)
        self._prompts = tuple(prompts)

    def encode_images(
        self, images: Sequence[RgbImage], *, blocks: Sequence[int] | None = None
    ) -> PatchTokens:
        """See `VisionBackbone.encode_images`."""
        with torch.inference_mode():
            return self._backbone.encode_prompted(images, self._prompts, blocks=blocks)
