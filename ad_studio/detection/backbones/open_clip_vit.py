"""open_clip's own VisionTransformer with the V-V dual path."""

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from open_clip.transformer import ResidualAttentionBlock
from torch import Tensor, nn

from ad_studio.detection.backbones.base import PatchTokens, VVStream, quarters
from ad_studio.detection.backbones.open_clip_tower import (
    Network,
    attend_to_values,
    memory_blocks,
    pack,
)
from ad_studio.detection.backbones.text_tower import with_deep_tokens
from ad_studio.detection.backbones.windows import WindowTokens, window_patches
from ad_studio.errors import BackboneError
from ad_studio.messages import msg

_WINDOWS_AT_ONCE = 64


class VitTower:
    """Joint tokens from the V-V stream, hidden tokens from the original one; see `Tower`.

    Args:
        visual: An `open_clip.transformer.VisionTransformer`.

    Raises:
        BackboneError: Its blocks or its pooling are of a kind that has no V-V path.
    """

    def __init__(self, visual: Network) -> None:
        self._visual = visual
        self._blocks = list(self._visual.transformer.resblocks)
        plain = all(isinstance(block, ResidualAttentionBlock) for block in self._blocks)
        pool = self._visual.attn_pool
        if not plain or (pool is not None and self._visual.attn_pool_contrastive is not None):
            raise BackboneError(
                msg("This vision tower is of an unusual kind that cannot be read patch by patch."),
                hint=msg("Choose another backbone."),
            )
        self.width: int = self._visual.class_embedding.shape[-1]
        self.memory_blocks = memory_blocks(len(self._blocks))
        self.stages = quarters(len(self._blocks))
        self.has_vv = True
        height, width = self._visual.image_size
        rows, columns = self._grid = self._visual.grid_size
        patch_height, patch_width = self._visual.patch_size
        self.size = (width, height)
        self.covered = (columns * patch_width, rows * patch_height)

    def __call__(
        self,
        pixels: Tensor,
        blocks: Sequence[int] | None = None,
        *,
        prompts: Sequence[Tensor] = (),
        vv: VVStream | None = None,
    ) -> PatchTokens:
        """See `Tower`; `prompts` as in `PromptableBackbone.encode_prompted`."""
        wanted = self.memory_blocks if blocks is None else blocks
        begin = 0 if vv is None else vv.first(len(self._blocks))
        original = aligned = _with_prompts(self._visual._embeds(pixels), prompts)
        first = 1 + (len(prompts[0]) if prompts else 0)  # of the patches
        found: dict[int, Tensor] = {}
        layers: dict[int, Tensor] = {}
        for number, block in enumerate(self._blocks):
            original = with_deep_tokens(original, prompts[1:], number)
            if number < begin:
                aligned = original = block(original)
            else:
                aligned = aligned + block.ls_1(_value_attention(block.attn, block.ln_1(original)))
                original = block(original)
            found[number], layers[number] = original, aligned
        return pack(
            self._to_joint(aligned[:, first:]),
            [found[number][:, first:] for number in wanted],
            grid=self._grid,
            hidden_grid=self._grid,
            original_joint=self._to_joint(original[:, first:]),
            image_embedding=self._pooled(torch.cat([original[:, :1], original[:, first:]], dim=1)),
            layers=[self._to_joint(layers[n][:, first:]) for n in (vv.layers if vv else ())],
        )

    def windows(self, pixels: Tensor, sides: Sequence[int]) -> WindowTokens:
        """Run the class token with the patches of one window at a time, without all others.

        Args:
            pixels: Normalised [B, 3, height, width] of `size`.
            sides: Of the windows, in patches.
        """
        embedded = self._visual._embeds(pixels)
        first, patches = embedded[:, :1], embedded[:, 1:]
        found = []
        for side in sides:
            members = window_patches(self._grid, side).to(pixels.device)
            rows = []
            for some in torch.split(members, _WINDOWS_AT_ONCE):
                inside = patches[:, some]  # [B, W', side * side, w]
                alone = torch.cat([first[:, None].expand(-1, len(some), -1, -1), inside], dim=2)
                rows.append(self._whole(alone.flatten(0, 1)).view(*alone.shape[:2], -1))
            found.append(F.normalize(torch.cat(rows, dim=1).float(), dim=-1))
        whole = F.normalize(self._whole(embedded).float(), dim=-1)
        return WindowTokens(whole, tuple(found), self._grid)

    def _whole(self, embedded: Tensor) -> Tensor:
        """Joint embedding [B, d] of sequences [B, L, w] that begin with the class token."""
        return self._pooled(self._visual.transformer(embedded))

    def _pooled(self, tokens: Tensor) -> Tensor:
        """Joint embedding [B, d] of what comes out of the last block, [B, L, w]."""
        pooled, _ = self._visual._pool(tokens)
        joint: Tensor = pooled @ self._visual.proj
        return joint

    def _to_joint(self, tokens: Tensor) -> Tensor:
        """Take patch tokens [B, P, w] where the class token is usually taken: [B, P, d]."""
        pool = self._visual.attn_pool
        if pool is not None:  # CoCa; its first query is the one trained against text
            alone = pool.ln_k(tokens.reshape(-1, 1, tokens.shape[-1]))
            query = pool.ln_q(pool.query)[:1].expand(len(alone), -1, -1)
            pooled = pool.attn(query, alone, alone, need_weights=False)[0]
            tokens = pooled.view(*tokens.shape[:2], -1)
        joint: Tensor = self._visual.ln_post(tokens) @ self._visual.proj
        return joint


def _with_prompts(embedded: Tensor, prompts: Sequence[Tensor]) -> Tensor:
    """Tokens [B, L, w] of images with the first prompts [m, w] after the class token."""
    if not prompts:
        return embedded
    tokens = prompts[0].expand(len(embedded), -1, -1)
    return torch.cat([embedded[:, :1], tokens, embedded[:, 1:]], dim=1)


def _value_attention(attention: nn.MultiheadAttention, state: Tensor) -> Tensor:
    weight = attention.in_proj_weight.chunk(3)[2]
    bias = attention.in_proj_bias.chunk(3)[2]
    mixed: Tensor = attention.out_proj(
        attend_to_values(F.linear(state, weight, bias), attention.num_heads)
    )
    return mixed
