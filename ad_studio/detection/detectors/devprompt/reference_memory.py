"""DevPrompt's memory: patches of the reference, and how much each of them accounts for."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Self

import torch
from torch import Tensor

from ad_studio.detection.augmentation import source_patches
from ad_studio.detection.backbones.base import PatchTokens
from ad_studio.detection.detectors.devprompt.settings import DevPromptSettings
from ad_studio.detection.grids import smooth
from ad_studio.detection.inputs import EncodedView, InputPipeline
from ad_studio.detection.memory_bank import MemoryBank, k_center_greedy
from ad_studio.detection.reference_analysis.pose import TurnedView

# Not ablated; the weight of the baseline distance as a whole was chosen on nine sets.
_NEIGHBOURHOOD = 2.0  # patches over which the baseline distance is blended
_PRIOR_VIEWS = 0.5  # views that count as seen at every place, at the mean distance of all


@dataclass(frozen=True, slots=True, eq=False)
class ReferenceMemory:
    """What DevPrompt remembers of its references.

    Attributes:
        bank: Their patches, and those of turned views of them.
        contrast: Contrast that each stored patch accounts for, [N].
        baseline_distance: At which other views of the part match a stored patch, or its place, [N].
    """

    bank: MemoryBank
    contrast: Tensor
    baseline_distance: Tensor

    def tensors(self) -> dict[str, Tensor]:
        """What `restore` takes."""
        return {
            "reference_contrast": self.contrast,
            "baseline_distance": self.baseline_distance,
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
        return cls(bank, contrast, baseline)


def build_reference_memory(
    inputs: InputPipeline,
    views: Sequence[Sequence[TurnedView]],
    held_out: Sequence[EncodedView],
    *,
    contrast_of: Callable[[PatchTokens], Tensor],
    settings: DevPromptSettings,
) -> ReferenceMemory:
    """Fill the memory with the views of each reference, and note the baseline at each place.

    Args:
        inputs: How they were looked at.
        views: Of each reference, itself first.
        held_out: Other views, to measure by.
        contrast_of: Contrast of the patches of a view, [1, P] on the grid of the memory.
        settings: How large it may be, and how much a patch accounts for.
    """
    flat = [(i, some[0]) for i, some in enumerate(views)]  # the references themselves first
    flat += [(i, view) for i, some in enumerate(views) for view in some[1:]]
    bank = MemoryBank.build(
        [inputs.drop_ignored_hidden(view.tokens) for _, view in flat],
        weights=flat[0][1].tokens.weights,
    )
    grids = [some[0].tokens.hidden_grid for some in views]
    starts = [0, *accumulate(math.prod(grid) for grid in grids)]
    contrasts, places = (
        torch.cat(
            [inputs.drop_ignored(one, grids[i])[0] for one, (i, _) in zip(many, flat, strict=True)]
        )
        for many in (
            [contrast_of(view.tokens) for _, view in flat],
            [source_patches(grids[i], view.degrees)[None] + starts[i] for i, view in flat],
        )
    )
    places = places.to(contrasts.device)
    if len(bank) > settings.patches:
        own = sum(inputs.drop_ignored_hidden(some[0].tokens)[0].shape[1] for some in views)
        start = torch.arange(own, device=contrasts.device)
        chosen = k_center_greedy(bank.searched, count=settings.patches, start=start)
        bank, contrasts, places = bank.keep(chosen), contrasts[chosen], places[chosen]

    sums, counts = torch.zeros(2, starts[-1], device=contrasts.device)
    for one in held_out:
        distance, match = bank.match(inputs.drop_ignored_hidden(one.tokens))
        sums.index_add_(0, places[match[0]], distance[0])
        counts.index_add_(0, places[match[0]], torch.ones_like(distance[0]))
    prior = sums.sum() / counts.sum()
    baseline = torch.cat(
        [
            _blended(sums[a:b] + prior * _PRIOR_VIEWS, grid)
            / _blended(counts[a:b] + _PRIOR_VIEWS, grid)
            for (a, b), grid in zip(pairwise(starts), grids, strict=True)
        ]
    )
    return ReferenceMemory(
        bank=bank,
        contrast=settings.reference_text_weight * contrasts,
        baseline_distance=baseline[places],
    )


def _blended(values: Tensor, grid: tuple[int, int]) -> Tensor:
    """Values [P] blended with those of neighbouring places."""
    return smooth(values[None], grid, sigma=_NEIGHBOURHOOD)[0]
