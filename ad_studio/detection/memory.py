"""Visual memory: how far each patch is from its nearest patch of the reference."""

from collections.abc import Sequence

import torch
from torch import Tensor


class MemoryBank:
    """The hidden tokens of the reference, one bank per hidden block.

    Distances are Euclidean between plain tokens: their length says something about a patch, too.

    Args:
        banks: One [N, w] tensor of tokens per block.
    """

    def __init__(self, banks: Sequence[Tensor]) -> None:
        self.banks = tuple(banks)
        self._squares = tuple(bank.square().sum(dim=-1) for bank in self.banks)

    @classmethod
    def build(cls, hidden: Sequence[Tensor]) -> "MemoryBank":
        """Fill the memory with one image's tokens [1, P, w] of each block."""
        # Through half precision: as a saved model gives them back.
        return cls([tokens[0].half().float() for tokens in hidden])

    def match(self, hidden: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
        """Find each patch's nearest stored token.

        Args:
            hidden: Tokens [B, P, w] of each block.

        Returns:
            Distance relative to its block's scale, mean over blocks, float32 [B, P], at least 0;
            and which patch of the reference matches by the last (most semantic) block, [B, P].
        """
        each = [
            _nearest(tokens.float(), bank, squares)
            for tokens, bank, squares in zip(hidden, self.banks, self._squares, strict=True)
        ]
        return torch.stack([distance for distance, _ in each]).mean(dim=0), each[-1][1]


def _nearest(tokens: Tensor, bank: Tensor, squares: Tensor) -> tuple[Tensor, Tensor]:
    """Distance of tokens [B, P, w] to a bank [N, w] over its mean token length, and the match."""
    found = [(squares - 2 * one @ bank.T).min(dim=-1) for one in tokens]
    square = torch.stack([f.values for f in found]) + tokens.square().sum(dim=-1)
    distance = square.clamp_min(0).sqrt() / squares.mean().sqrt().clamp_min(1e-6)
    return distance, torch.stack([f.indices for f in found])
