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
from ad_studio.detection.detectors.devprompt.placed_patches import PlacedPatches
from ad_studio.detection.grids import smooth
from ad_studio.detection.inputs import InputPipeline
from ad_studio.detection.memory_bank import MemoryBank, k_center_greedy
from ad_studio.detection.reference_analysis.pose import TurnedView
from ad_studio.progress import Between, go_on

# Not ablated; the weight of the baseline distance as a whole was chosen on nine sets.
_NEIGHBOURHOOD = 2.0  # patches over which the baseline distance is blended
_PRIOR_VIEWS = 0.5  # views that count as seen at every place, at the mean distance of all
_MOST_COMPARED = 65_536  # patches of which those to keep are chosen: about 20 s on two cores


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """What the stored patches nearest to the patches of views are.

    Attributes:
        distance: To the nearest one, [B, P].
        stored: Which one it is, [B, P].
        out_of_place: See `PlacedPatches.out_of_place`, [B, P].
    """

    distance: Tensor
    stored: Tensor
    out_of_place: Tensor


@dataclass(frozen=True, slots=True, eq=False)
class ReferenceMemory:
    """What DevPrompt remembers of good parts.

    Attributes:
        bank: Their patches, and those of turned views of the reference.
        contrast: Contrast that each stored patch accounts for, [N].
        baseline_distance: At which other views of the part match a stored patch, or its place, [N].
        placed: Where they lie on the reference.
    """

    bank: MemoryBank
    contrast: Tensor
    baseline_distance: Tensor
    placed: PlacedPatches

    def match(
        self, inputs: InputPipeline, tokens: PatchTokens, *, between: Between = go_on
    ) -> Match:
        """Match the patches of views; `inputs` says how they were looked at.

        `between` is called as in `MemoryBank.match`.
        """
        distance, stored = self.bank.match(tokens.hidden, between=between)
        return Match(distance, stored, self.placed.out_of_place(inputs, self.bank, tokens, stored))

    def tensors(self) -> dict[str, Tensor]:
        """What `restore` takes."""
        return {
            "reference_contrast": self.contrast,
            "baseline_distance": self.baseline_distance,
            **self.placed.tensors(),
            **self.bank.tensors(),
        }

    @classmethod
    def restore(cls, tensors: Mapping[str, Tensor]) -> Self:
        """Make it of the tensors of a saved model.

        Raises:
            KeyError: One is missing.
            ValueError: They do not fit together.
        """
        bank = MemoryBank.restore(tensors)
        contrast, baseline = tensors["reference_contrast"], tensors["baseline_distance"]
        if not contrast.shape == baseline.shape == (len(bank),):
            raise ValueError("tensors of unexpected shapes")
        placed = PlacedPatches.restore(tensors)
        if len(placed.place) != len(bank):
            raise ValueError("tensors of unexpected shapes")
        return cls(bank, contrast, baseline, placed)


@dataclass(frozen=True, slots=True, eq=False)
class StoredPatches:
    """Patches of good parts while a memory is being filled, with where each comes from.

    Attributes:
        bank: The patches.
        contrast: Of each with the prompts, [N].
        part: Number of the part that each comes from, int64 [N].
        place: Where it lies: its place among those of all parts, int64 [N].
        grids: Rows and columns of patches of each part.
        placed: See `ReferenceMemory`.
    """

    bank: MemoryBank
    contrast: Tensor
    part: Tensor
    place: Tensor
    grids: tuple[tuple[int, int], ...]
    placed: PlacedPatches

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
        """Take the patches of all views of all parts, thinned out to `count`.

        Args:
            inputs: How they were looked at.
            parts: The views of each part, itself first.
            contrast_of: Contrast of the patches of a view, [1, P] on the grid of the memory.
            count: At most so many patches in all.
            kept: Of the first so many parts, those are kept whole that there is room for.
            registered: Whether it counts at which places they lie. It does not where there is no
                room for the whole of the first part.
            seed: Of the draw where there are more patches than can be compared with each other.
            between: Called now and then while patches are chosen.
        """
        flat = [(i, some[0]) for i, some in enumerate(parts)]  # the parts themselves first
        flat += [(i, view) for i, some in enumerate(parts) for view in some[1:]]
        grids = tuple(some[0].tokens.hidden_grid for some in parts)
        starts = _starts(grids)
        own = starts[-1]
        turned = sum(math.prod(grids[i]) for i, _ in flat) - own
        share_of_own = _MOST_COMPARED / own
        share_of_turned = (_MOST_COMPARED - own) / max(turned, 1)
        draw = torch.Generator().manual_seed(seed)
        hidden, contrasts, places = [], [], []
        for number, (i, view) in enumerate(flat):
            share = share_of_own if number < len(parts) else max(share_of_turned, 0.0)
            blocks = inputs.drop_ignored_hidden(view.tokens)
            contrast, place = (
                inputs.drop_ignored(one, grids[i])
                for one in (
                    contrast_of(view.tokens),
                    source_patches(grids[i], view.degrees)[None] + starts[i],
                )
            )
            if share < 1:
                drawn = torch.randperm(place.shape[1], generator=draw)
                drawn = drawn[: math.ceil(share * len(drawn))].sort().values
                blocks = tuple(block[:, drawn] for block in blocks)
                contrast, place = contrast[:, drawn], place[:, drawn]
            hidden.append(blocks)
            contrasts.append(contrast[0])
            places.append(place[0])
        bank = MemoryBank.build(hidden, weights=flat[0][1].tokens.weights)
        contrast, place = torch.cat(contrasts), torch.cat(places)
        sizes = [len(one) for one in places]
        part = torch.tensor([i for i, _ in flat]).repeat_interleave(torch.tensor(sizes))
        place, part = place.to(contrast.device), part.to(contrast.device)
        whole = max((end for end in accumulate(sizes[:kept]) if end <= count), default=0)
        themselves = [some[0].tokens for some in parts]
        if not registered or not whole or share_of_own < 1:
            themselves = []
        placed = PlacedPatches.of(inputs, bank, themselves)
        if len(bank) > count:
            first = torch.arange(max(whole, 1), device=contrast.device)
            chosen = k_center_greedy(bank.searched, count=count, start=first, between=between)
            bank = bank.keep(chosen)
            contrast, part, place = contrast[chosen], part[chosen], place[chosen]
            placed = placed.keep(chosen)
        return cls(bank, contrast, part, place, grids, placed)

    def match(
        self,
        inputs: InputPipeline,
        tokens: PatchTokens,
        *,
        without_part: int | None = None,
        between: Between = go_on,
    ) -> Match:
        """Match the patches of a view, as if one part had not been stored."""
        without = None if without_part is None else self.part == without_part
        distance, stored = self.bank.match(tokens.hidden, without=without, between=between)
        apart = self.placed.out_of_place(inputs, self.bank, tokens, stored, without=without)
        return Match(distance, stored, apart)

    def baseline_distance(
        self, inputs: InputPipeline, matches: Sequence[tuple[Match, tuple[int, int]]]
    ) -> Tensor:
        """The mean distance at which views match the place of each stored patch, [N].

        Blended over neighbouring places, and drawn to the mean of all where little was seen.

        Args:
            inputs: Patches that it ignores do not count.
            matches: Of views that are not stored, each with its grid; at least one.
        """
        sums, counts = torch.zeros(2, _starts(self.grids)[-1], device=self.contrast.device)
        for match, grid in matches:
            distance, stored = (
                inputs.drop_ignored(one, grid)[0] for one in (match.distance, match.stored)
            )
            sums.index_add_(0, self.place[stored], distance)
            counts.index_add_(0, self.place[stored], torch.ones_like(distance))
        prior = sums.sum() / counts.sum()
        baseline = torch.cat(
            [
                _blended(sums[a:b] + prior * _PRIOR_VIEWS, grid)
                / _blended(counts[a:b] + _PRIOR_VIEWS, grid)
                for (a, b), grid in zip(pairwise(_starts(self.grids)), self.grids, strict=True)
            ]
        )
        return baseline[self.place]


def _starts(grids: Sequence[tuple[int, int]]) -> list[int]:
    """Where the places of each part begin, and at last how many there are."""
    return [0, *accumulate(math.prod(grid) for grid in grids)]


def _blended(values: Tensor, grid: tuple[int, int]) -> Tensor:
    """Values [P] blended with those of neighbouring places."""
    return smooth(values[None], grid, sigma=_NEIGHBOURHOOD)[0]
