"""The starter's text side: a small text transformer and the head that meets it in joint space."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from open_clip.tokenizer import SimpleTokenizer
from safetensors.torch import load_file
from torch import Tensor, nn

JOINT_BLOCKS = (5, 7)
WEIGHTS = "text.safetensors"
DESCRIPTION = "text.json"
PAD, SOT, EOT, UNKNOWN = range(4)
SPECIAL_ROWS = 4


@dataclass(frozen=True)
class TextConfig:
    """Sizes of the text tower.

    Attributes:
        width: Token width w.
        layers: Transformer blocks.
        heads: Attention heads.
        context: Longest sequence L, start and end tokens included.
        joint: Joint dimension d.
    """

    width: int = 192
    layers: int = 3
    heads: int = 4
    context: int = 32
    joint: int = 192


@dataclass(frozen=True)
class HeadConfig:
    """Sizes of the joint head.

    Attributes:
        width: Width of one block's tokens.
        blocks: Number of blocks whose tokens are taken together.
        hidden: Hidden units of the two-layer form; 0 for one linear map.
        joint: Joint dimension d.
    """

    width: int = 384
    blocks: int = len(JOINT_BLOCKS)
    hidden: int = 0
    joint: int = 192


@cache
def _bpe() -> SimpleTokenizer:
    return SimpleTokenizer()


def bpe_ids(text: str) -> list[int]:
    """Byte-pair ids of a phrase in open_clip's own vocabulary, without start and end tokens."""
    return list(_bpe().encode(text))


class _Block(nn.Module):
    """A causal pre-norm transformer block."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm1 = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm2 = nn.LayerNorm(width)
        self.mlp = nn.Sequential(
            nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width)
        )

    def forward(self, x: Tensor) -> Tensor:
        """Map [N, L, w] to [N, L, w]; position i sees positions 0..i only."""
        n, length, width = x.shape
        qkv = self.qkv(self.norm1(x)).view(n, length, 3, self.heads, width // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.out(mixed.transpose(1, 2).reshape(n, length, width))
        out: Tensor = x + self.mlp(self.norm2(x))
        return out


class TextTower(nn.Module):
    """Causal text transformer over a compact vocabulary, pooled at the end token.

    Because it is causal, whatever follows the end token changes nothing, and neither does cutting
    the sequences to the longest prompt.

    Args:
        config: Sizes.
        vocabulary: open_clip byte-pair ids that have a row of their own. All others share the
            unknown row.
    """

    def __init__(self, config: TextConfig, vocabulary: Sequence[int]) -> None:
        super().__init__()
        self.config = config
        self.vocabulary = tuple(vocabulary)
        self._row = {bpe: row for row, bpe in enumerate(self.vocabulary, start=SPECIAL_ROWS)}
        self.tokens = nn.Embedding(SPECIAL_ROWS + len(self.vocabulary), config.width)
        self.positions = nn.Parameter(0.02 * torch.randn(config.context, config.width))
        self.blocks = nn.ModuleList(
            _Block(config.width, config.heads) for _ in range(config.layers)
        )
        self.norm = nn.LayerNorm(config.width)
        self.project = nn.Linear(config.width, config.joint, bias=False)
        nn.init.normal_(self.tokens.weight, std=0.02)

    def tokenize(self, strings: Sequence[str]) -> Tensor:
        """Turn phrases into token rows.

        Args:
            strings: N phrases, in any case. A phrase longer than the context is cut; its end
                token is kept.

        Returns:
            Rows [N, L] (int64), L the context: start, words, end, padding.
        """
        ids = torch.full((len(strings), self.config.context), PAD, dtype=torch.long)
        for line, text in zip(ids, strings, strict=True):
            words = [self._row.get(bpe, UNKNOWN) for bpe in bpe_ids(text)]
            rows = [SOT, *words[: self.config.context - 2], EOT]
            line[: len(rows)] = torch.tensor(rows)
        return ids

    def embed(self, ids: Tensor) -> Tensor:
        """Token embeddings [N, L, w] of rows [N, L], without positions."""
        embeddings: Tensor = self.tokens(ids)
        return embeddings

    def encode(self, embeddings: Tensor, ids: Tensor, *, deep: Sequence[Tensor] = ()) -> Tensor:
        """Joint features of prompts given as embeddings, so that some can be learned vectors.

        Args:
            embeddings: [N, L, w] as from `embed`; adds positions itself.
            ids: Rows [N, L] that tell where the end token stands.
            deep: See `Backbone.encode_prompts`.

        Returns:
            Joint features [N, d], not normalised.
        """
        end = (ids == EOT).int().argmax(dim=1)
        length = int(end.max()) + 1
        x = embeddings[:, :length] + self.positions[:length]
        for number, block in enumerate(self.blocks):
            x = block(with_deep_tokens(x, deep, number))
        pooled = x[torch.arange(len(x), device=x.device), end]
        joint: Tensor = self.project(self.norm(pooled))
        return joint

    def forward(self, ids: Tensor) -> Tensor:
        """Joint features [N, d] of rows [N, L]."""
        return self.encode(self.embed(ids), ids)


def with_deep_tokens(x: Tensor, deep: Sequence[Tensor], block: int) -> Tensor:
    """What goes into a block: [N, L, w] with its deep tokens, see `Backbone.encode_prompts`.

    Args:
        x: What comes out of the block before; its first token is the start or class token.
        deep: Learned tokens [n, w] for the second block and on.
        block: Number of the block, from 0.
    """
    if not 1 <= block <= len(deep):
        return x
    tokens = deep[block - 1]
    return torch.cat([x[:, :1], tokens.expand(len(x), -1, -1), x[:, 1 + len(tokens) :]], dim=1)


class JointHead(nn.Module):
    """Takes patch tokens of several vision blocks into the joint space.

    Args:
        config: Sizes and form.
    """

    def __init__(self, config: HeadConfig) -> None:
        super().__init__()
        self.config = config
        taken = config.width * config.blocks
        self.project: nn.Module = nn.Linear(taken, config.joint)
        if config.hidden:
            self.project = nn.Sequential(
                nn.Linear(taken, config.hidden), nn.GELU(), nn.Linear(config.hidden, config.joint)
            )

    def normalise(self, tokens: Sequence[Tensor]) -> Tensor:
        """Layer-normalise each block's tokens [B, P, width]; returns them joined, [B, P, sum]."""
        return torch.cat([F.layer_norm(t, (self.config.width,)) for t in tokens], dim=-1)

    def forward(self, tokens: Sequence[Tensor]) -> Tensor:
        """Joint tokens of whole images.

        Args:
            tokens: Patch tokens [B, P, width] after the blocks `JOINT_BLOCKS`, in that order.

        Returns:
            Joint tokens [B, P, d], not normalised.
        """
        joint: Tensor = self.project(self.normalise(tokens))
        return joint


def describe(tower: TextTower, head: JointHead) -> dict[str, Any]:
    """What `load_text_side` needs beside the weights, ready for JSON."""
    return {
        "format": 1,
        "text": asdict(tower.config),
        "head": asdict(head.config),
        "vocabulary": list(tower.vocabulary),
    }


def load_text_side(folder: Path) -> tuple[TextTower, JointHead]:
    """Load the text side from `text.safetensors` and `text.json`.

    Args:
        folder: Where both files are.

    Returns:
        The text tower and the joint head: float32, evaluation mode, no gradients on weights.
    """
    about = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
    tower = TextTower(TextConfig(**about["text"]), about["vocabulary"])
    head = JointHead(HeadConfig(**about["head"]))
    both = nn.ModuleDict({"text": tower, "head": head})
    weights = load_file(folder / WEIGHTS)
    both.load_state_dict({name: value.float() for name, value in weights.items()}, strict=True)
    both.eval().requires_grad_(False)
    return tower, head
