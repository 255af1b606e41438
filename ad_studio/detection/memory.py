"""Visual memory: how far each patch is from its nearest patch of the reference."""

from collections.abc import Sequence

import torch
from torch import Tensor


class MemoryBank:
    """The hidden tokens of the reference, one bank per hidden block.

    Distances are Euclidean between plain tokens: their length says something about a patch, too
    (docs/benchmarks.md compares with the cosine).

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

    def distances(self, hidden: Sequence[Tensor]) -> Tensor:
        """Distance to the nearest stored token, relative to its block's scale, mean over blocks.

        Args:
            hidden: Tokens [B, P, w] of each block.

        Returns:
            [B, P] float32, at least 0.
        """
        each = [
            _nearest(tokens.float(), bank, squares)
            for tokens, bank, squares in zip(hidden, self.banks, self._squares, strict=True)
        ]
        return torch.stack(each).mean(dim=0)


def _nearest(tokens: Tensor, bank: Tensor, squares: Tensor) -> Tensor:
    """Distance [B, P] of tokens [B, P, w] to a bank [N, w], over the bank's mean token length."""
    partial = torch.stack([(squares - 2 * one @ bank.T).amin(dim=-1) for one in tokens])
    square = partial + tokens.square().sum(dim=-1)
    return square.clamp_min(0).sqrt() / squares.mean().sqrt().clamp_min(1e-6)
