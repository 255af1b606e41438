"""Memory bank: the distance of each patch to its nearest patch of the reference, as in PatchCore.

`k_center_greedy` subsamples it to a coreset: fewer patches that still cover all of them.
"""

from collections.abc import Mapping, Sequence
from typing import Self

import torch
import torch.nn.functional as F
from torch import Tensor

from ad_studio.detection.named_tensors import with_prefix, without_prefix
from ad_studio.progress import Between, go_on

# Names of its tensors in a model file; the first is followed by the block's place.
_NAME, _COMPONENTS, _WEIGHTS = "memory.", "memory.components", "memory.weights"
# Principal components among which the nearest stored patch is looked for: the distance found is
# within 1 % of the exact nearest one's on spectra as real tokens have them (a test holds it).
_SEARCHED = 96
_AT_ONCE = 8192  # patches that are matched at once at most
_STEPS = 50  # of choosing patches between two looks at whether to stop
_DISTANCES = 2**25  # that are held at once: 128 MB


class MemoryBank:
    """Stored patch tokens of the reference, of one or more blocks.

    The blocks may be of any width, and of several encoders, as long as their tokens lie on one
    grid. A patch is matched with the stored one that is nearest by all blocks together; it is
    looked for among the leading principal components, and the distance to it is that of whole
    tokens. Distances are Euclidean between plain tokens, relative to their mean length: the length
    says something about a patch, too. Of unit tokens they are `cosine` distances, (1 - cos) / 2.

    Args:
        banks: One [N, w] tensor of tokens per block.
        weights: How much the tokens of each block count, as a factor on them; None for 1 each.
        cosine: Whether to compare directions only.
        components: Principal directions [sum of w, K] of the joined tokens; None to search among
            whole tokens.
    """

    def __init__(
        self,
        banks: Sequence[Tensor],
        *,
        weights: Sequence[float] | None = None,
        cosine: bool = False,
        components: Tensor | None = None,
    ) -> None:
        self.banks = tuple(F.normalize(bank, dim=-1) if cosine else bank for bank in banks)
        self._cosine = cosine
        self._weights = tuple(weights or (1.0,) * len(self.banks))
        self._scales = [
            _length(bank) / weight for bank, weight in zip(self.banks, self._weights, strict=True)
        ]
        stored = self._joined(self.banks)
        self._centre = stored.mean(dim=0)
        self._search_among(stored.sub_(self._centre), components)  # hundreds of MB at most

    @classmethod
    def build(
        cls,
        images: Sequence[Sequence[Tensor]],
        *,
        weights: Sequence[float] | None = None,
        cosine: bool = False,
    ) -> Self:
        """Build a memory from images, each given by its tokens [1, P, w] of every block."""
        # Through half precision: as a saved model gives them back.
        banks = [
            torch.cat([one[0].half() for one in block]).float()
            for block in zip(*images, strict=True)
        ]
        return cls._with_components(banks, weights=weights, cosine=cosine)

    @classmethod
    def restore(cls, tensors: Mapping[str, Tensor], *, cosine: bool = False) -> Self:
        """Take the banks out of the tensors of a saved model.

        Raises:
            ValueError: There are none, or they do not fit together.
        """
        components = tensors.get(_COMPONENTS)
        others = (_COMPONENTS, _WEIGHTS)
        names = sorted(name for name in tensors if name.startswith(_NAME) and name not in others)
        if not names or names != [f"{_NAME}{i}" for i in range(len(names))]:
            raise ValueError("banks are missing")
        banks = [tensors[name] for name in names]
        if any(bank.ndim != 2 or len(bank) != len(banks[0]) for bank in banks):
            raise ValueError("banks of unexpected shapes")
        width = sum(bank.shape[1] for bank in banks)
        if components is not None and (components.ndim != 2 or len(components) != width):
            raise ValueError("components of unexpected shape")
        weights = tensors[_WEIGHTS]
        if weights.shape != (len(banks),) or not bool((weights > 0).all()):
            raise ValueError("weights of unexpected shape or value")
        return cls(banks, weights=weights.tolist(), cosine=cosine, components=components)

    def tensors(self) -> dict[str, Tensor]:
        """What `restore` takes: tokens in half precision, components as they are."""
        found = {f"{_NAME}{i}": bank.half() for i, bank in enumerate(self.banks)}
        found[_WEIGHTS] = torch.tensor(self._weights)
        return found if self._components is None else {**found, _COMPONENTS: self._components}

    def __len__(self) -> int:
        """How many patches are stored."""
        return len(self.banks[0])

    @property
    def searched(self) -> Tensor:
        """The stored patches in the space of the search, [N, components]."""
        return self._stored

    def as_searched(self, hidden: Sequence[Tensor]) -> Tensor:
        """Project tokens [B, P, w] of each block to the space of `searched`, [B, P, components]."""
        return self._as_searched(self._compared(hidden))

    def keep(self, places: Tensor) -> Self:
        """Select some of the stored patches by index, as a new memory."""
        banks = [bank[places] for bank in self.banks]
        return self._with_components(banks, weights=self._weights, cosine=self._cosine)

    def match(
        self,
        hidden: Sequence[Tensor],
        *,
        without: Tensor | None = None,
        between: Between = go_on,
    ) -> tuple[Tensor, Tensor]:
        """Find each patch's nearest stored token.

        Args:
            hidden: Tokens [B, P, w] of each block.
            without: Stored tokens that do not count, bool [N]; None where all do.
            between: Called before each piece of the search, with 1.

        Returns:
            Distance, float32 [B, P], at least 0: the root of the mean square over blocks; and
            which stored patch matches, [B, P].
        """
        at_once = max(1, min(_AT_ONCE, _DISTANCES // len(self)))
        shape = hidden[0].shape[:2]
        # Made before the pieces are: small results among large tokens that come and go would leave
        # gaps that the next tokens do not fit into, .6 GB of them for an image of 100 megapixels.
        distances = torch.empty(shape, device=self._stored.device)
        matches = torch.empty(shape, dtype=torch.int64, device=self._stored.device)
        for start in range(0, shape[1], at_once):
            between(1.0)
            some = slice(start, start + at_once)
            distances[:, some], matches[:, some] = self._match(
                [one[:, some] for one in hidden], without
            )
        return distances, matches

    def _match(self, hidden: Sequence[Tensor], without: Tensor | None) -> tuple[Tensor, Tensor]:
        tokens = self._compared(hidden)
        asked = self._as_searched(tokens)
        squares = self._squares
        if without is not None:
            squares = squares.masked_fill(without, torch.inf)
        match = torch.stack(
            [torch.addmm(squares, one, self._stored.T, alpha=-2).argmin(-1) for one in asked]
        )
        apart = torch.stack(
            [
                ((one - bank[match]) / scale).square().sum(dim=-1)
                for one, bank, scale in zip(tokens, self.banks, self._scales, strict=True)
            ]
        ).mean(dim=0)
        return apart / 4 if self._cosine else apart.sqrt(), match

    def _compared(self, hidden: Sequence[Tensor]) -> list[Tensor]:
        tokens = [one.float() for one in hidden]
        return [F.normalize(one, dim=-1) for one in tokens] if self._cosine else tokens

    def _as_searched(self, tokens: Sequence[Tensor]) -> Tensor:
        asked = self._joined(tokens) - self._centre
        return asked if self._components is None else asked @ self._components

    @classmethod
    def _with_components(
        cls, banks: Sequence[Tensor], *, weights: Sequence[float] | None, cosine: bool
    ) -> Self:
        memory = cls(banks, weights=weights, cosine=cosine)
        memory._search_among(memory._stored, _principal(memory._stored, _SEARCHED))
        return memory

    def _search_among(self, centred: Tensor, components: Tensor | None) -> None:
        """Look for the nearest of the stored tokens [N, w] among these components."""
        self._components = components
        self._stored = centred if components is None else centred @ components
        self._squares = torch.linalg.vector_norm(self._stored, dim=-1).square()

    def _joined(self, blocks: Sequence[Tensor]) -> Tensor:
        """All blocks side by side, each brought to a mean length of its weight."""
        widths = [one.shape[-1] for one in blocks]
        joined = blocks[0].new_empty(*blocks[0].shape[:-1], sum(widths))
        parts = torch.split(joined, widths, dim=-1)
        for part, one, scale in zip(parts, blocks, self._scales, strict=True):
            torch.div(one, scale, out=part)
        return joined


def tensors_of(banks: Sequence[MemoryBank]) -> dict[str, Tensor]:
    """What `restore_banks` takes."""
    found: dict[str, Tensor] = {}
    for i, bank in enumerate(banks):
        found |= with_prefix(f"{i}.", bank.tensors())
    return found


def restore_banks(tensors: Mapping[str, Tensor], count: int, *, cosine: bool) -> list[MemoryBank]:
    """Take so many banks out of the tensors of a saved model.

    Raises:
        ValueError: One is missing, or damaged.
    """
    return [
        MemoryBank.restore(without_prefix(f"{i}.", tensors), cosine=cosine) for i in range(count)
    ]


def _length(bank: Tensor) -> Tensor:
    """Root mean square length of tokens [N, w]."""
    lengths: Tensor = torch.linalg.vector_norm(bank, dim=-1)
    return lengths.square().mean().sqrt().clamp_min(1e-6)


def _principal(centred: Tensor, count: int) -> Tensor | None:
    """Leading principal directions [w, count] of [N, w]; None where there are not more."""
    if centred.shape[1] <= count:
        return None
    _, directions = torch.linalg.eigh(centred.T @ centred)
    leading: Tensor = directions[:, -count:]
    return leading


def k_center_greedy(
    points: Tensor, *, count: int, start: Tensor, between: Between = go_on
) -> Tensor:
    """Choose a coreset of points by the greedy k-center algorithm.

    Each step adds the point that is farthest from all points chosen so far.

    Args:
        points: [N, d].
        count: How many to choose in all; `start` alone where it has more.
        start: Points chosen already, at least one, int64.
        between: Called now and then with the share that is done; it may take 20 s.

    Returns:
        Indices of the chosen points, `start` first, int64 [K].
    """
    squares = points.square().sum(dim=1)
    nearest = torch.full_like(squares, torch.inf)
    for some in torch.split(start, 1024):
        far = torch.addmm(squares[some], points, points[some].T, alpha=-2).min(dim=1).values
        nearest = torch.minimum(nearest, far + squares)
    chosen = [start.to(points.device)]
    nearest[start] = -torch.inf  # never again, not even where all are alike
    wanted = min(count, len(points)) - len(start)
    for number in range(wanted):
        if number % _STEPS == 0:
            between(number / wanted)
        newest = nearest.argmax(dim=0, keepdim=True)  # stays where the points are: no step waits
        far = squares + squares[newest] - 2 * (points @ points[newest][0])
        nearest = torch.minimum(nearest, far).index_fill_(0, newest, -torch.inf)
        chosen.append(newest)
    return torch.cat(chosen)
