"""The positions of stored patches on the reference: finds misplaced pieces of a part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import torch
from torch import Tensor

from ad_studio.detection.backbones.base import PatchTokens
from ad_studio.detection.detectors.devprompt.registration import out_of_place, register_patches
from ad_studio.detection.inputs import InputPipeline
from ad_studio.detection.memory_bank import MemoryBank

# Share of the patches of an image whose nearest stored patch has a position: from the first value
# on a misplacement counts, from the second on in full. Measured on mvtec_pill and mvtec_transistor:
# 89 to 98 % in good images, 0 to 80 % in rotated views of the reference, where all is misplaced.
_ALIKE_FROM, _ALIKE_FULLY = 0.5, 0.75
_PLACE, _GRID = "placed", "placed_grid"


@dataclass(frozen=True, slots=True, eq=False)
class PatchPositions:
    """For each stored patch, the cell of the reference's grid that it lies on.

    Attributes:
        position: Index of that cell, int64 [N]; -1 for patches without a position: those of rotated
            views, those beyond the edge of the reference, or all, where positions are not used.
        grid: Rows and columns of the first reference.
    """

    position: Tensor
    grid: tuple[int, int]

    @classmethod
    def of(cls, inputs: InputPipeline, bank: MemoryBank, parts: Sequence[PatchTokens]) -> Self:
        """Find the positions of the first patches in a memory.

        Args:
            inputs: The input pipeline of the parts: ignored patches are not in the memory.
            bank: The memory; it begins with the patches of `parts`, in their order.
            parts: Tokens of the first reference, then of parts that are registered to it. Parts on
                another grid get no positions. Empty where positions are not used.
        """
        none = torch.full((len(bank),), -1, device=bank.searched.device)
        if not parts:
            return cls(none, (1, 1))
        grid = parts[0].hidden_grid
        (reference,) = bank.as_searched(parts[0].hidden)
        start, found = 0, none
        for part in parts:
            position = none.new_full(part.hidden[0].shape[:2], -1)
            if part.hidden_grid == grid:
                apart = torch.cdist(bank.as_searched(part.hidden)[0], reference)
                position = register_patches(_without_ignored(inputs, apart, grid), grid)[None]
            (counted,) = inputs.drop_ignored(position, part.hidden_grid)
            found[start : start + len(counted)] = counted
            start += len(counted)
        return cls(found, grid)

    def keep(self, chosen: Tensor) -> Self:
        """Select some of the stored patches by index."""
        return type(self)(self.position[chosen], self.grid)

    def out_of_place(
        self,
        inputs: InputPipeline,
        bank: MemoryBank,
        tokens: PatchTokens,
        matches: Tensor,
        *,
        without: Tensor | None = None,
    ) -> Tensor:
        """How much farther a patch is from the stored patches near its position than from all.

        See `registration.out_of_place`. The value is reduced, down to 0, for images that match
        rotated views rather than the parts themselves: these do not lie as the reference does. It
        is 0 for images on another grid than that of the reference.

        Args:
            inputs: The input pipeline; patches that it ignores do not count.
            bank: The memory whose patches these are.
            tokens: Tokens of B images.
            matches: Index of the nearest stored patch of each of their patches, [B, P].
            without: Stored patches to leave out, bool [N]; None for none.

        Returns:
            At least 0, in the units of the distances of the memory, [B, P].
        """
        found = torch.zeros(tokens.hidden[0].shape[:2], device=self.position.device)
        counted = self.position >= 0 if without is None else (self.position >= 0) & ~without
        if tokens.hidden_grid != self.grid or not bool(counted.any()):
            return found
        alike = inputs.drop_ignored((self.position[matches] >= 0).float(), self.grid).mean(dim=1)
        weights = ((alike - _ALIKE_FROM) / (_ALIKE_FULLY - _ALIKE_FROM)).clamp(0, 1)
        if not bool(weights.any()):
            return found
        stored, position = bank.searched[counted], self.position[counted]
        asked = bank.as_searched(tokens.hidden)
        scale = len(bank.banks) ** 0.5  # as for distances of matches: the mean over blocks counts
        for image in torch.nonzero(weights)[:, 0].tolist():
            apart = asked.new_full((asked.shape[1], self.grid[0] * self.grid[1]), torch.inf)
            near = torch.cdist(asked[image], stored) / scale
            apart.scatter_reduce_(1, position.expand_as(near), near, "amin")
            apart = _without_ignored(inputs, apart, self.grid)
            found[image] = weights[image] * out_of_place(apart, self.grid)
        return found

    def tensors(self) -> dict[str, Tensor]:
        """What `restore` takes."""
        return {_PLACE: self.position, _GRID: torch.tensor(self.grid)}

    @classmethod
    def restore(cls, tensors: Mapping[str, Tensor]) -> Self:
        """Restore it from the tensors of a saved model.

        Raises:
            KeyError: A tensor is missing.
            ValueError: The tensors do not fit together.
        """
        position, grid = tensors[_PLACE].long(), tensors[_GRID].long()
        if position.ndim != 1 or grid.shape != (2,) or not bool((grid > 0).all()):
            raise ValueError("places of unexpected shape")
        rows, columns = grid.tolist()
        if len(position) and not -1 <= int(position.min()) <= int(position.max()) < rows * columns:
            raise ValueError("places beyond the reference")
        return cls(position, (rows, columns))


def _without_ignored(inputs: InputPipeline, apart: Tensor, grid: tuple[int, int]) -> Tensor:
    """Distances [P, P], infinite from and to ignored patches."""
    ignored = inputs.ignored_patches(grid)
    if ignored is None:
        return apart
    ignored = ignored.to(apart.device)
    return apart.masked_fill(ignored[:, None] | ignored, torch.inf)
