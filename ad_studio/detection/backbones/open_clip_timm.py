"""timm towers inside open_clip: transformers with and without attention pooling, and convolutions.

The hooks that watch a transformer's blocks live for one call only. One tower therefore serves one
thread at a time.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial

import torch.nn.functional as F
from timm.layers.attention_pool import AttentionPoolLatent
from timm.models.eva import EvaBlock
from timm.models.vision_transformer import Block
from torch import Tensor, nn

from ad_studio.detection.backbones.base import PatchTokens, VVStream, quarters
from ad_studio.detection.backbones.open_clip_tower import (
    Network,
    Tower,
    attend_to_values,
    memory_blocks,
    on_one_grid,
    pack,
)
from ad_studio.errors import BackboneError
from ad_studio.messages import msg

_HIDDEN_STRIDES = (8, 16)


def timm_tower(visual: Network) -> Tower:
    """Choose the dense route for a timm tower.

    Args:
        visual: An `open_clip.timm_model.TimmModel`.

    Raises:
        BackboneError: None fits, or the input size does not suit it.
    """
    trunk = visual.trunk
    blocks = list(getattr(trunk, "blocks", ()))
    pool = getattr(trunk, "attn_pool", None)
    if not hasattr(visual.head, "pool"):
        if isinstance(pool, AttentionPoolLatent):
            return TimmVitTower(visual)
        if blocks and pool is None and all(isinstance(b, Block | EvaBlock) for b in blocks):
            return TimmVitTower(visual)
        if set(_HIDDEN_STRIDES) <= set(_strides(trunk)):
            return TimmConvTower(visual)
    raise BackboneError(
        msg(
            "The vision tower {kind} cannot be read patch by patch here.", kind=type(trunk).__name__
        ),
        hint=msg("Choose another backbone."),
    )


class TimmVitTower:
    """A timm transformer; see `Tower`.

    Joint tokens come from a V-V stream beside the original one or, in towers that end in
    attention pooling, from pooling each final token alone. Hidden tokens are those of the
    original stream.
    """

    def __init__(self, visual: Network) -> None:
        self._visual = visual
        trunk = self._trunk = self._visual.trunk
        self.memory_blocks = memory_blocks(len(trunk.blocks))
        self.stages = quarters(len(trunk.blocks))
        self.has_vv = trunk.attn_pool is None
        self._prefix: int = trunk.num_prefix_tokens
        height, width = trunk.patch_embed.img_size
        rows, columns = self._grid = tuple(trunk.patch_embed.grid_size)
        patch_height, patch_width = trunk.patch_embed.feat_ratio(as_scalar=False)
        self.size = (width, height)
        self.covered = (columns * patch_width, rows * patch_height)

    def __call__(
        self,
        pixels: Tensor,
        blocks: Sequence[int] | None = None,
        *,
        vv: VVStream | None = None,
    ) -> PatchTokens:
        """See `Tower`."""
        wanted = self.memory_blocks if blocks is None else blocks
        modules = list(self._trunk.blocks)
        begin = 0 if vv is None else vv.first(len(modules))
        layers = vv.layers if vv else ()
        hidden: dict[int, Tensor] = {}
        stream = _ValueStream()
        with ExitStack() as hooks:
            for number in {*wanted, *(one for one in layers if one < begin)}:
                hooks.enter_context(
                    modules[number].register_forward_hook(partial(_keep, hidden, number))
                )
            if self.has_vv:
                hooks.enter_context(modules[begin].register_forward_pre_hook(stream.start))
                for number, block in enumerate(modules[begin:], begin):
                    hooks.enter_context(
                        block.attn.register_forward_pre_hook(partial(stream.absorb, number, block))
                    )
            tokens = self._trunk.forward_features(pixels)
        after = hidden | stream.after
        plain = None
        if stream.tokens is not None:
            plain = self._to_joint(tokens[:, self._prefix :])
            tokens = self._trunk.norm(stream.tokens)
        return pack(
            self._to_joint(tokens[:, self._prefix :]),
            [hidden[number][:, self._prefix :] for number in wanted],
            grid=self._grid,
            hidden_grid=self._grid,
            original_joint=plain,
            layers=[
                self._to_joint(self._trunk.norm(after[number])[:, self._prefix :])
                for number in layers
            ],
        )

    def _to_joint(self, tokens: Tensor) -> Tensor:
        trunk = self._trunk
        if trunk.attn_pool is not None:
            alone = tokens.reshape(-1, 1, tokens.shape[-1])
            tokens = trunk.attn_pool(alone).view(*tokens.shape[:2], -1)
        joint: Tensor = self._visual.head(trunk.head(trunk.head_drop(trunk.fc_norm(tokens))))
        return joint


class TimmConvTower:
    """A timm convolutional trunk; see `Tower`.

    Joint tokens: the network's own head on every cell of the last map as if it were the whole
    map. Hidden tokens: the maps of strides 8 and 16 on the finer grid.

    Raises:
        BackboneError: The input side is not a multiple of the last map's stride.
    """

    def __init__(self, visual: Network) -> None:
        self._visual = visual
        strides = _strides(self._visual.trunk)
        self.memory_blocks = tuple(strides.index(stride) for stride in _HIDDEN_STRIDES)
        self.stages = quarters(len(strides))
        self.has_vv = False
        height, width = self._visual.image_size
        if width % strides[-1] or height % strides[-1]:
            raise BackboneError(
                msg("The input size {width} does not suit this backbone.", width=width),
                hint=msg("Choose a multiple of {stride} pixels.", stride=strides[-1]),
            )
        self.size = self.covered = (width, height)

    def __call__(self, pixels: Tensor, blocks: Sequence[int] | None = None) -> PatchTokens:
        """See `Tower`."""
        stages = list(self.memory_blocks if blocks is None else blocks)
        trunk = self._visual.trunk
        last, maps = trunk.forward_intermediates(pixels, indices=stages)
        batch, width, rows, columns = last.shape
        cells = last.permute(0, 2, 3, 1).reshape(-1, width, 1, 1)
        joint = self._visual.head(trunk.forward_head(cells)).view(batch, rows * columns, -1)
        hidden, hidden_grid = on_one_grid(maps)
        return pack(joint, hidden, grid=(rows, columns), hidden_grid=hidden_grid)


class _ValueStream:
    """The V-V stream, gathered while the original stream runs."""

    def __init__(self) -> None:
        self.tokens: Tensor | None = None
        self.after: dict[int, Tensor] = {}

    def start(self, _block: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        """Begin as what goes into a block."""
        self.tokens = inputs[0]

    def absorb(
        self, number: int, block: Network, attention: Network, inputs: tuple[Tensor, ...]
    ) -> None:
        """Add what this block's attention would say with its values as queries and keys."""
        values = attend_to_values(value_projection(attention, inputs[0]), attention.num_heads)
        said = attention.proj(attention.norm(values))
        if isinstance(block, Block):
            said = block.ls1(said)
        elif block.gamma_1 is not None:
            said = block.gamma_1 * said
        assert self.tokens is not None
        self.tokens = self.after[number] = self.tokens + said


def value_projection(attention: Network, state: Tensor) -> Tensor:
    """Values of normed tokens: the third of a fused projection, or the one on its own."""
    separate = getattr(attention, "v_proj", None)
    if separate is not None:
        values: Tensor = separate(state)
        return values
    fused = attention.qkv
    bias = fused.bias.chunk(3)[2] if fused.bias is not None else getattr(attention, "v_bias", None)
    return F.linear(state, fused.weight.chunk(3)[2], bias)


def _keep(
    found: dict[int, Tensor], number: int, _block: nn.Module, _in: object, out: Tensor
) -> None:
    found[number] = out


def _strides(trunk: Network) -> list[int]:
    """Strides of the maps that a convolutional trunk hands out; empty if it hands out none."""
    if getattr(trunk, "output_fmt", "NCHW") != "NCHW" or not hasattr(trunk, "forward_head"):
        return []
    if not hasattr(trunk, "forward_intermediates") or hasattr(trunk, "patch_embed"):
        return []
    return [int(stage["reduction"]) for stage in getattr(trunk, "feature_info", ())]
