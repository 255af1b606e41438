"""Visual memory: how far each patch is from its nearest patch of the reference."""

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor


class MemoryBank:
    """Unit tokens of all reference views, one bank per hidden block.

    Args:
        banks: One [N, w] tensor of unit tokens per block.
    """

    def __init__(self, banks: Sequence[Tensor]) -> None:
        self.banks = tuple(banks)

    @classmethod
    def build(cls, views: Sequence[Sequence[Tensor]], *, limit: int) -> "MemoryBank":
        """Fill the memory.

        Args:
            views: Per view of the reference, the hidden tokens [1, P, w] of each block.
            limit: Most tokens per block; above it, the ones best covered by others are left out.
        """
        blocks = zip(*views, strict=True)
        banks = [_thin(torch.cat([unit(v[0]) for v in block]), limit) for block in blocks]
        return cls([bank.half().float() for bank in banks])  # as a saved model gives them back

    def distances(self, hidden: Sequence[Tensor]) -> Tensor:
        """Cosine distance to the nearest stored token, mean over blocks.

        Args:
            hidden: Tokens [B, P, w] of each block.

        Returns:
            [B, P] float32, in [0, 2].
        """
        total = torch.zeros(hidden[0].shape[:2], device=hidden[0].device)
        for tokens, bank in zip(hidden, self.banks, strict=True):
            nearest = torch.stack([(one @ bank.T).amax(dim=-1) for one in unit(tokens)])
            total += 1 - nearest.float()
        return total / len(self.banks)


def unit(tokens: Tensor) -> Tensor:
    """Tokens of length one, in float32 whatever the tower ran in."""
    return F.normalize(tokens.float(), dim=-1)


def _thin(bank: Tensor, limit: int) -> Tensor:
    """Greedy k-centre choice: each next token is the one farthest from those kept."""
    if len(bank) <= limit:
        return bank
    kept = torch.zeros(limit, dtype=torch.long, device=bank.device)
    nearest = bank @ bank[0]
    for i in range(1, limit):
        kept[i] = nearest.argmin()
        nearest = torch.maximum(nearest, bank @ bank[kept[i]])
    return bank[kept.sort().values]
