"""A backbone whose vision tower always sees the same learned tokens beside the patches."""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from ad_studio.detection.backbones.base import PatchTokens, PromptableBackbone
from ad_studio.domain import RgbImage


class PromptedBackbone:
    """Encodes images with learned tokens; everything else is the backbone's own.

    Args:
        backbone: Frozen.
        prompts: See `PromptableBackbone.encode_prompted`.
    """

    def __init__(self, backbone: PromptableBackbone, prompts: Sequence[Tensor]) -> None:
        self._backbone = backbone
        self._prompts = tuple(prompts)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the backbone has
        return getattr(self._backbone, name)

    def encode_images(
        self, images: Sequence[RgbImage], *, blocks: Sequence[int] | None = None
    ) -> PatchTokens:
        """See `VisionBackbone.encode_images`."""
        with torch.inference_mode():
            return self._backbone.encode_prompted(images, self._prompts, blocks=blocks)
