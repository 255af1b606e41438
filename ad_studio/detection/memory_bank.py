"""Visual memory: how far each patch is from its nearest patch of the reference."""

from collections.abc import Mapping, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

_NAME = "memory."  # of its tensors in a model file, followed by the block's place
_SEARCHED = 96  # principal components among which the nearest stored patch is looked for


class MemoryBank:
    """Hidden tokens of the reference, of one or more blocks.

    A patch is matched with the stored one that is nearest by all blocks together; it is looked
    for among the leading principal components, and the distance to it is that of whole tokens.
    Distances are Euclidean between plain tokens, relative to their mean length: the length says
    something about a patch, too. Of unit tokens they are `cosine` distances, (1 - cos) / 2.

    Args:
        banks: One [N, w] tensor of tokens per block.
        cosine: Whether to compare directions only.
    """

    def __init__(self, banks: Sequence[Tensor], *, cosine: bool = False) -> None:
        self.banks = tuple(F.normalize(bank, dim=-1) if cosine else bank for bank in banks)
        self._cosine = cosine
        self._scales = [_length(bank) for bank in self.banks]
        stored = self._joined(self.banks)
        self._centre = stored.mean(dim=0)
        self._components = _principal(stored - self._centre, _SEARCHED)
        self._stored = self._searched(stored)
        self._squares = self._stored.square().sum(dim=-1)

    @classmethod
    def build(cls, images: Sequence[Sequence[Tensor]], *, cosine: bool = False) -> "MemoryBank":
        """Fill the memory with images, each given by its tokens [1, P, w] of every block."""
        # Through half precision: as a saved model gives them back.
        blocks = [torch.cat([one[0] for one in block]) for block in zip(*images, strict=True)]
        return cls([block.half().float() for block in blocks], cosine=cosine)

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

    @property
    def searched(self) -> Tensor:
        """The stored patches as they are searched, [N, components]: a cheap stand-in for them."""
        return self._stored

    def keep(self, places: Tensor) -> "MemoryBank":
        """The memory of these stored patches only."""
        return MemoryBank([bank[places] for bank in self.banks], cosine=self._cosine)

    def match(self, hidden: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
        """Find each patch's nearest stored token.

        Args:
            hidden: Tokens [B, P, w] of each block.

        Returns:
            Distance, mean over blocks, float32 [B, P], at least 0; and which stored patch
            matches, [B, P].
        """
        tokens = [one.float() for one in hidden]
        if self._cosine:
            tokens = [F.normalize(one, dim=-1) for one in tokens]
        asked = self._searched(self._joined(tokens))
        match = torch.stack(
            [torch.addmm(self._squares, one, self._stored.T, alpha=-2).argmin(-1) for one in asked]
        )
        distances = [
            self._distance(one - bank[match], scale)
            for one, bank, scale in zip(tokens, self.banks, self._scales, strict=True)
        ]
        return torch.stack(distances).mean(dim=0), match

    def _distance(self, difference: Tensor, scale: Tensor) -> Tensor:
        square = difference.square().sum(dim=-1)
        return square / 4 if self._cosine else square.sqrt() / scale

    def _joined(self, blocks: Sequence[Tensor]) -> Tensor:
        """All blocks side by side, each brought to the same mean length."""
        scaled = [one / scale for one, scale in zip(blocks, self._scales, strict=True)]
        return torch.cat(scaled, dim=-1)

    def _searched(self, joined: Tensor) -> Tensor:
        centred = joined - self._centre
        if self._components is None:
            return centred
        found: Tensor = centred @ self._components
        return found


def _length(bank: Tensor) -> Tensor:
    """Root mean square length of tokens [N, w]."""
    return bank.square().sum(dim=-1).mean().sqrt().clamp_min(1e-6)


def _principal(centred: Tensor, count: int) -> Tensor | None:
    """Leading principal directions [w, count] of [N, w]; None where there are not more."""
    if centred.shape[1] <= count:
        return None
    _, directions = torch.linalg.eigh(centred.T @ centred)
    leading: Tensor = directions[:, -count:]
    return leading


def k_center_greedy(points: Tensor, *, count: int, start: Tensor) -> Tensor:
    """Choose points so that every other one has a chosen one near (k-centre, greedy).

    Args:
        points: [N, d].
        count: How many to choose in all; `start` alone where it has more.
        start: Points chosen already, at least one, int64.

    Returns:
        Indices of the chosen points, `start` first, int64 [K].
    """
    squares = points.square().sum(dim=1)
    nearest = torch.full_like(squares, torch.inf)
    for some in torch.split(start, 1024):
        far = torch.addmm(squares[some], points, points[some].T, alpha=-2).min(dim=1).values
        nearest = torch.minimum(nearest, far + squares)
    chosen = start.tolist()
    nearest[start] = -torch.inf  # never again, not even where all are alike
    while len(chosen) < min(count, len(points)):
        newest = int(nearest.argmax())
        far = squares + squares[newest] - 2 * points @ points[newest]
        nearest = torch.minimum(nearest, far)
        nearest[newest] = -torch.inf
        chosen.append(newest)
    return torch.tensor(chosen, device=points.device)
