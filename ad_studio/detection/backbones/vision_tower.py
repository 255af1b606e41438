"""The starter's vision tower: DINOv2 ViT-S/14 cut after block 8 (0-based)."""

from typing import Any

import timm
import torch
from torch import Tensor

from ad_studio.detection.backbones.attention import attend

KEPT_BLOCKS = 9
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
