"""What all open_clip vision towers have in common here: dense tokens in, no pooling."""

from collections.abc import Sequence
from typing import Any, Protocol

import torch.nn.functional as F
from torch import Tensor

from ad_studio.detection.backbones.base import PatchTokens

Network = Any
"""A module of open_clip or timm, whose parts its types do not tell."""


class Tower(Protocol):
    """A frozen vision tower that says something about every patch.

    Attributes:
        size: Width and height in pixels of the input it takes; no other will do.
        covered: Width and height of the part of that input, from the top left corner, that its
            grid of patches covers. Smaller than `size` when patches do not fill it (384 pixels
            at 14 per patch).
        memory_blocks: Blocks or stages whose tokens fill a memory.
        stages: See `VisionBackbone.stages`.
        has_vv: See `VisionBackbone.has_vv`; `__call__` then takes a `VVStream` as `vv`, too.
    """

    size: tuple[int, int]
    covered: tuple[int, int]
    memory_blocks: tuple[int, ...]
    stages: tuple[int, ...]
    has_vv: bool

    def __call__(self, pixels: Tensor, blocks: Sequence[int] | None = None) -> PatchTokens:
        """Encode normalised pixels [B, 3, height, width] of `size`.

        Joint tokens come from inside of the network; hidden ones are those of `blocks`, or of
        `memory_blocks`.
        """


def pack(
    joint: Tensor,
    hidden: Sequence[Tensor],
    *,
    grid: tuple[int, int],
    hidden_grid: tuple[int, int],
    original_joint: Tensor | None = None,
    image_embedding: Tensor | None = None,
    layers: Sequence[Tensor] = (),
) -> PatchTokens:
    """Normalise joint tokens and put everything into float32, whatever the tower ran in."""
    return PatchTokens(
        joint=F.normalize(joint.float(), dim=-1),
        hidden=tuple(tokens.float() for tokens in hidden),
        grid=grid,
        hidden_grid=hidden_grid,
        original_joint=None
        if original_joint is None
        else F.normalize(original_joint.float(), dim=-1),
        image_embedding=None
        if image_embedding is None
        else F.normalize(image_embedding.float(), dim=-1),
        layers=tuple(F.normalize(tokens.float(), dim=-1) for tokens in layers),
    )


def memory_blocks(depth: int) -> tuple[int, ...]:
    """The two 0-based blocks whose tokens fill the memory: PromptAD's 2 and 7 of 12, or alike."""
    return max(0, depth // 4 - 1), max(0, round(depth * 2 / 3) - 1)


def attend_to_values(values: Tensor, heads: int) -> Tensor:
    """V-V attention before the output projection: values serve as queries and keys as well.

    Args:
        values: [B, L, heads * width per head].
        heads: Attention heads.

    Returns:
        The shape of `values`.
    """
    batch, length, width = values.shape
    v = values.view(batch, length, heads, width // heads).transpose(1, 2)
    mixed = F.scaled_dot_product_attention(v, v, v)
    return mixed.transpose(1, 2).reshape(batch, length, width)


def on_one_grid(maps: Sequence[Tensor]) -> tuple[list[Tensor], tuple[int, int]]:
    """Bring feature maps of several strides to the grid of the finest.

    Args:
        maps: [B, C, rows, columns] each.

    Returns:
        Tokens [B, P, C] of each map, and the common rows and columns.
    """
    rows, columns = max(tuple(one.shape[2:]) for one in maps)
    sized = [
        F.interpolate(one.float(), (rows, columns), mode="bilinear", align_corners=False)
        for one in maps
    ]
    return [one.flatten(2).transpose(1, 2) for one in sized], (rows, columns)
