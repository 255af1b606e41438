"""DevPrompt's memory: patches of good parts, and how much each of them accounts for."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Self

import torch
from torch import Tensor

from ad_studio.detection.augmentation import source_patches
from ad_studio.detection.backbones.base import PatchTokens
from ad_studio.detection.detectors.devprompt.patch_positions import PatchPositions
from ad_studio.detection.grids import smooth
from ad_studio.detection.inputs import InputPipeline
from ad_studio.detection.memory_bank import MemoryBank, k_center_greedy
from ad_studio.detection.reference_analysis.pose import TurnedView
from ad_studio.progress import Between, go_on

# Not ablated; the weight of the baseline distance as a whole was chosen on nine sets.
_NEIGHBOURHOOD = 2.0  # patches, sigma of the smoothing of the baseline distance
_PRIOR_VIEWS = 0.5  # prior: so many views at the overall mean distance, in each cell
_MOST_COMPARED = 65_536  # patches of which those to keep are chosen: about 20 s on two cores


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """The nearest stored patches of the patches of B views.

    Attributes:
        distance: To the nearest stored patch, [B, P].
        stored: Index of that patch, [B, P].
        out_of_place: See `PatchPositions.out_of_place`, [B, P].
    """

    distance: Tensor
    stored: Tensor
    out_of_place: Tensor


@dataclass(frozen=True, slots=True, eq=False)
class ReferenceMemory:
    """DevPrompt's memory of good parts.

    Attributes:
        bank: The stored patches: of good parts, and of rotated views of the reference.
        contrast: The contrast that is subtracted from that of patches matching each one, [N].
        baseline_distance: The mean distance at which other good views match its position, [N].
        positions: Where the stored patches lie on the reference.
    """

    bank: MemoryBank
    contrast: Tensor
    baseline_distance: Tensor
    positions: PatchPositions

    def match(
        self, inputs: InputPipeline, tokens: PatchTokens, *, between: Between = go_on
    ) -> Match:
        """Find the nearest stored patches of views that were encoded with `inputs`.

        `between` is called as in `MemoryBank.match`.
        """
        distance, stored = self.bank.match(tokens.hidden, between=between)
        return Match(
            distance, stored, self.positions.out_of_place(inputs, self.bank, tokens, stored)
        )

    def tensors(self) -> dict[str, Tensor]:
        """What `restore` takes."""
        return {
            "reference_contrast": self.contrast,
            "baseline_distance": self.baseline_distance,
            **self.positions.tensors(),
            **self.bank.tensors(),
        }

    @classmethod
    def restore(cls, tensors: Mapping[str, Tensor]) -> Self:
        """Restore it from the tensors of a saved model.

        Raises:
            KeyError: A tensor is missing.
            ValueError: The tensors do not fit together.
        """
        bank = MemoryBank.restore(tensors)
        contrast, baseline = tensors["reference_contrast"], tensors["baseline_distance"]
        if not contrast.shape == baseline.shape == (len(bank),):
            raise ValueError("tensors of unexpected shapes")
        positions = PatchPositions.restore(tensors)
        if len(positions.position) != len(bank):
            raise ValueError("tensors of unexpected shapes")
        return cls(bank, contrast, baseline, positions)


@dataclass(frozen=True, slots=True, eq=False)
class StoredPatches:
    """The patches of a memory that is being filled, with the part and position of each.

    Attributes:
        bank: The patches.
        contrast: Contrast of each patch with the prompts, [N].
        part: Number of the part that each patch comes from, int64 [N].
        cell: Index of the grid cell that each patch lies on, int64 [N]; cells are numbered over the
            grids of all parts, one after the other.
        grids: Rows and columns of patches of each part.
        positions: See `ReferenceMemory`.
    """

    bank: MemoryBank
    contrast: Tensor
    part: Tensor
    cell: Tensor
    grids: tuple[tuple[int, int], ...]
    positions: PatchPositions

    @classmethod
    def of(
        cls,
        inputs: InputPipeline,
        parts: Sequence[Sequence[TurnedView]],
        *,
        contrast_of: Callable[[PatchTokens], Tensor],
        count: int,
        kept: int,
        registered: bool,
        seed: int,
        between: Between = go_on,
    ) -> Self:
        """Store the patches of all views of all parts, at most `count` of them.

        Args:
            inputs: The input pipeline that encoded the views.
            parts: The views of each part; the first one is the part itself.
            contrast_of: Returns the contrast of the patches of a view, [1, P] on the grid of the
                memory.
            count: The largest number of patches to keep; chosen by k-center greedy.
            kept: All patches of the first `kept` parts are kept, as far as `count` allows.
            registered: Whether positions are used. They are not where `count` is smaller than the
                first part.
            seed: Of the random draw where there are more patches than can be compared.
            between: Called from time to time while patches are chosen.
        """
        flat = [(i, some[0]) for i, some in enumerate(parts)]  # the parts themselves first
        flat += [(i, view) for i, some in enumerate(parts) for view in some[1:]]
        grids = tuple(some[0].tokens.hidden_grid for some in parts)
        starts = _starts(grids)
        own = starts[-1]
        rotated = sum(math.prod(grids[i]) for i, _ in flat) - own
        share_of_own = _MOST_COMPARED / own
        share_of_rotated = max((_MOST_COMPARED - own) / max(rotated, 1), 0.0)
        draw = torch.Generator().manual_seed(seed)
        hidden, contrasts, cells = [], [], []
        for number, (i, view) in enumerate(flat):
            blocks, contrast, cell = _sampled(
                inputs,
                view,
                contrast_of(view.tokens),
                share=share_of_own if number < len(parts) else share_of_rotated,
                draw=draw,
            )
            hidden.append(blocks)
            contrasts.append(contrast[0])
            cells.append(cell[0] + starts[i])
        bank = MemoryBank.build(hidden, weights=flat[0][1].tokens.weights)
        contrast, cell = torch.cat(contrasts), torch.cat(cells)
        sizes = [len(one) for one in cells]
        part = torch.tensor([i for i, _ in flat]).repeat_interleave(torch.tensor(sizes))
        cell, part = cell.to(contrast.device), part.to(contrast.device)
        whole = max((end for end in accumulate(sizes[:kept]) if end <= count), default=0)
        themselves = [some[0].tokens for some in parts]
        if not registered or not whole or share_of_own < 1:
            themselves = []
        positions = PatchPositions.of(inputs, bank, themselves)
        if len(bank) > count:
            first = torch.arange(max(whole, 1), device=contrast.device)
            chosen = k_center_greedy(bank.searched, count=count, start=first, between=between)
            bank = bank.keep(chosen)
            contrast, part, cell = contrast[chosen], part[chosen], cell[chosen]
            positions = positions.keep(chosen)
        return cls(bank, contrast, part, cell, grids, positions)

    def match(
        self,
        inputs: InputPipeline,
        tokens: PatchTokens,
        *,
        without_part: int | None = None,
        between: Between = go_on,
    ) -> Match:
        """Find the nearest stored patches of a view; the patches of `without_part` are left out."""
        without = None if without_part is None else self.part == without_part
        distance, stored = self.bank.match(tokens.hidden, without=without, between=between)
        apart = self.positions.out_of_place(inputs, self.bank, tokens, stored, without=without)
        return Match(distance, stored, apart)

    def baseline_distance(
        self, inputs: InputPipeline, matches: Sequence[tuple[Match, tuple[int, int]]]
    ) -> Tensor:
        """The mean distance at which views match the cell of each stored patch, [N].

        Smoothed over neighbouring cells; cells with few matches are drawn to the overall mean.

        Args:
            inputs: The input pipeline; patches that it ignores do not count.
            matches: Matches of views that are not stored, each with its grid; at least one.
        """
        sums, counts = torch.zeros(2, _starts(self.grids)[-1], device=self.contrast.device)
        for match, grid in matches:
            distance, stored = (
                inputs.drop_ignored(one, grid)[0] for one in (match.distance, match.stored)
            )
            sums.index_add_(0, self.cell[stored], distance)
            counts.index_add_(0, self.cell[stored], torch.ones_like(distance))
        prior = sums.sum() / counts.sum()
        baseline = torch.cat(
            [
                _blended(sums[a:b] + prior * _PRIOR_VIEWS, grid)
                / _blended(counts[a:b] + _PRIOR_VIEWS, grid)
                for (a, b), grid in zip(pairwise(_starts(self.grids)), self.grids, strict=True)
            ]
        )
        return baseline[self.cell]


def _sampled(
    inputs: InputPipeline,
    view: TurnedView,
    contrast: Tensor,
    *,
    share: float,
    draw: torch.Generator,
) -> tuple[tuple[Tensor, ...], Tensor, Tensor]:
    """Select the patches of a view that are not ignored; if `share` is below 1, draw some of them.

    Returns:
        Hidden tokens [1, P', w] per block, contrasts [1, P'], and the index of the cell of the part
        that each patch comes from, [1, P'].
    """
    grid = view.tokens.hidden_grid
    blocks = inputs.drop_ignored_hidden(view.tokens)
    contrast, cell = (
        inputs.drop_ignored(one, grid)
        for one in (contrast, source_patches(grid, view.degrees)[None])
    )
    if share < 1:
        drawn = torch.randperm(cell.shape[1], generator=draw)
        drawn = drawn[: math.ceil(share * len(drawn))].sort().values
        blocks = tuple(block[:, drawn] for block in blocks)
        contrast, cell = contrast[:, drawn], cell[:, drawn]
    return blocks, contrast, cell


def _starts(grids: Sequence[tuple[int, int]]) -> list[int]:
    """Index of the first cell of each part, then the number of all cells."""
    return [0, *accumulate(math.prod(grid) for grid in grids)]


def _blended(values: Tensor, grid: tuple[int, int]) -> Tensor:
    """Values [P] smoothed over neighbouring cells."""
    return smooth(values[None], grid, sigma=_NEIGHBOURHOOD)[0]
