"""Visual memory: how far each patch is from its nearest patch of the reference."""

from collections.abc import Mapping, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

_NAME = "memory."  # of its tensors in a model file, followed by the block's place


class MemoryBank:
    """The hidden tokens of the reference, one bank per hidden block.

    Distances are Euclidean between plain tokens, relative to their mean length: the length says
    something about a patch, too. Of unit tokens they are `cosine` distances, (1 - cos) / 2.

    Args:
        banks: One [N, w] tensor of tokens per block.
        cosine: Whether to compare directions only.
    """

    def __init__(self, banks: Sequence[Tensor], *, cosine: bool = False) -> None:
        self.banks = tuple(F.normalize(bank, dim=-1) if cosine else bank for bank in banks)
        self._squares = tuple(bank.square().sum(dim=-1) for bank in self.banks)
        self._cosine = cosine

    @classmethod
    def build(cls, images: Sequence[Sequence[Tensor]], *, cosine: bool = False) -> "MemoryBank":
        """Fill the memory with images, each given by its tokens [1, P, w] of every block."""
        # Through half precision: as a saved model gives them back.
        return cls(
            [
                torch.cat([one[0] for one in block]).half().float()
                for block in zip(*images, strict=True)
            ],
            cosine=cosine,
        )

    @classmethod
    def restore(cls, tensors: Mapping[str, Tensor], *, cosine: bool = False) -> "MemoryBank":
        """Take the banks out of the tensors of a saved model.

        Raises:
            ValueError: There are none, or they do not fit together.
        """
        names = sorted(name for name in tensors if name.startswith(_NAME))
        if not names or names != [f"{_NAME}{i}" for i in range(len(names))]:
            raise ValueError("banks are missing")
        banks = [tensors[name] for name in names]
        if any(bank.ndim != 2 or len(bank) != len(banks[0]) for bank in banks):
            raise ValueError("banks of unexpected shapes")
        return cls(banks, cosine=cosine)

    def tensors(self) -> dict[str, Tensor]:
        """What `restore` takes, in half precision."""
        return {f"{_NAME}{i}": bank.half() for i, bank in enumerate(self.banks)}

    def __len__(self) -> int:
        """How many patches are stored."""
        return len(self.banks[0])

    def match(self, hidden: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
        """Find each patch's nearest stored token.

        Args:
            hidden: Tokens [B, P, w] of each block.

        Returns:
            Distance, mean over blocks, float32 [B, P], at least 0; and which stored patch matches
            by the last (most semantic) block, [B, P].
        """
        each = [
            self._nearest(tokens.float(), bank, squares)
            for tokens, bank, squares in zip(hidden, self.banks, self._squares, strict=True)
        ]
        return torch.stack([distance for distance, _ in each]).mean(dim=0), each[-1][1]

    def _nearest(self, tokens: Tensor, bank: Tensor, squares: Tensor) -> tuple[Tensor, Tensor]:
        """Distance of tokens [B, P, w] to a bank [N, w], and the match."""
        if self._cosine:
            tokens = F.normalize(tokens, dim=-1)
        found = [(squares - 2 * one @ bank.T).min(dim=-1) for one in tokens]
        square = torch.stack([f.values for f in found]) + tokens.square().sum(dim=-1)
        square = square.clamp_min(0)
        if self._cosine:
            distance = square / 4
        else:
            distance = square.sqrt() / squares.mean().sqrt().clamp_min(1e-6)
        return distance, torch.stack([f.indices for f in found])
