"""The starter's vision tower: DINOv2 ViT-S/14 cut after block 7 (0-based)."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import timm
import torch
from safetensors.torch import load_file
from torch import Tensor

from ad_studio.detection.backbones.attention import attend
from ad_studio.detection.backbones.base import VisionEncoder
from ad_studio.detection.backbones.precision import cast_to_bfloat16

KEPT_BLOCKS = 8
WIDTH = 384
PATCH = 14
MEAN = (0.485, 0.456, 0.406)
STD = (0.229, 0.224, 0.225)
"""Per channel, of pixels on the scale [0, 1]."""


def create_tower() -> Any:  # noqa: ANN401 - timm is untyped
    """Build the cut tower with random weights.

    Returns:
        A timm VisionTransformer of `KEPT_BLOCKS` blocks that takes any input whose sides are
        multiples of `PATCH`. It has no final norm and no head: they belong to the blocks cut off.
    """
    tower = timm.create_model(
        "vit_small_patch14_dinov2",
        pretrained=False,
        depth=KEPT_BLOCKS,
        num_classes=0,
        dynamic_img_size=True,
    )
    tower.norm = torch.nn.Identity()
    return tower.eval()


def block_tokens(
    tower: Any,  # noqa: ANN401 - timm is untyped
    pixels: Tensor,
    blocks: tuple[int, ...],
) -> list[Tensor]:
    """Patch tokens after the given blocks.

    Args:
        tower: From `create_tower`.
        pixels: Normalised images [B, 3, H, W], H and W multiples of `PATCH`.
        blocks: 0-based block numbers, ascending.

    Returns:
        One [B, P, WIDTH] tensor per block, P = (H / PATCH) * (W / PATCH), class token removed.
    """
    x = tower.patch_embed(pixels)
    x = tower._pos_embed(x)
    found: list[Tensor] = []
    for number, block in enumerate(tower.blocks[: max(blocks) + 1]):
        x = x + block.ls1(attend(block.attn, block.norm1(x)))
        x = x + block.ls2(block.mlp(block.norm2(x)))
        if number in blocks:
            found.append(x[:, 1:])
    return found


class BlockTokens(torch.nn.Module):
    """The cut tower as a module that returns the patch tokens of chosen blocks."""

    def __init__(self, tower: Any, blocks: Sequence[int]) -> None:  # noqa: ANN401 - timm is untyped
        super().__init__()
        self.tower = tower
        self.blocks = tuple(blocks)

    def forward(self, pixels: Tensor) -> tuple[Tensor, ...]:
        """[B, 3, H, W] to a tensor [B, P, WIDTH] for each of its blocks."""
        return tuple(block_tokens(self.tower, pixels, self.blocks))


class EngineTower:
    """The cut tower run by another engine; see `VisionEncoder`."""

    def __init__(
        self,
        run: Callable[[Tensor], Sequence[Tensor]],
        blocks: Sequence[int],
        *,
        fallback: Callable[[], VisionEncoder],
    ) -> None:
        """Wrap the engine.

        Args:
            run: The engine: from pixels to the tokens of `blocks`, as `BlockTokens.forward`.
            blocks: 0-based numbers of the blocks whose tokens the engine returns.
            fallback: Loads a tower that returns the tokens of other blocks; called when needed.
        """
        self._run = run
        self._blocks = tuple(blocks)
        self._fallback = cache(fallback)

    def tokens(self, pixels: Tensor, blocks: Sequence[int]) -> Sequence[Tensor]:
        """See `VisionEncoder.tokens`."""
        if not set(blocks) <= set(self._blocks):
            return self._fallback().tokens(pixels, blocks)
        found = dict(zip(self._blocks, self._run(pixels), strict=True))
        return [found[block] for block in blocks]


class TorchTower:
    """The cut tower run by torch; see `VisionEncoder`."""

    def __init__(self, tower: Any) -> None:  # noqa: ANN401 - timm is untyped
        self._tower = tower

    def tokens(self, pixels: Tensor, blocks: Sequence[int]) -> list[Tensor]:
        """See `VisionEncoder.tokens`."""
        return block_tokens(self._tower, pixels, tuple(blocks))


def load_tower(weights: Path, *, device: torch.device) -> TorchTower:
    """Load the cut tower, frozen, from a safetensors file in half precision."""
    tower = _loaded(weights).to(device)
    cast_to_bfloat16(tower, device)
    return TorchTower(tower)


def load_blocks(weights: Path, blocks: Sequence[int]) -> BlockTokens:
    """Load the cut tower, frozen, in float32, to be converted for another engine."""
    return BlockTokens(_loaded(weights), blocks)


def _loaded(weights: Path) -> Any:  # noqa: ANN401 - timm is untyped
    tower = create_tower()
    tower.load_state_dict({k: v.float() for k, v in load_file(weights).items()}, strict=True)
    return tower.requires_grad_(False)
