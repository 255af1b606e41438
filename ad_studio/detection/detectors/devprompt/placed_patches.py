"""Where stored patches of good parts lie, so that a patch can be looked for at its own place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import torch
from torch import Tensor

from ad_studio.detection.backbones.base import PatchTokens
from ad_studio.detection.detectors.devprompt.registration import out_of_place, places
from ad_studio.detection.inputs import InputPipeline
from ad_studio.detection.memory_bank import MemoryBank

# Share of an image's patches that match one with a place, from which on places count, and from
# which on in full. Of mvtec_pill and mvtec_transistor it is 89 to 98 % in good images, 0 to 80 % in
# turned views of the reference, where each piece would be out of place.
_ALIKE_FROM, _ALIKE_FULLY = 0.5, 0.75
_PLACE, _GRID = "placed", "placed_grid"


@dataclass(frozen=True, slots=True, eq=False)
class PlacedPatches:
    """The places on the first reference of the patches in a memory.

    Attributes:
        place: Of each stored patch, int64 [N]; -1 where it has none: it is of a turned view, lies
            beyond the edge of the reference, or places do not count at all.
        grid: Rows and columns of the first reference.
    """

    place: Tensor
    grid: tuple[int, int]

    @classmethod
    def of(cls, inputs: InputPipeline, bank: MemoryBank, parts: Sequence[PatchTokens]) -> Self:
        """Find the places of the first patches in a memory.

        Args:
            inputs: How parts were looked at: ignored patches are not in the memory.
            bank: The memory; the patches of these parts come first, in their order.
            parts: The first reference, and others that are registered to it; a part on another grid
                has no place. None where places do not count.
        """
        none = torch.full((len(bank),), -1, device=bank.searched.device)
        if not parts:
            return cls(none, (1, 1))
        grid = parts[0].hidden_grid
        (reference,) = bank.as_searched(parts[0].hidden)
        start, found = 0, none
        for part in parts:
            place = none.new_full(part.hidden[0].shape[:2], -1)
            if part.hidden_grid == grid:
                apart = torch.cdist(bank.as_searched(part.hidden)[0], reference)
                place = places(_without_ignored(inputs, apart, grid), grid)[None]
            (counted,) = inputs.drop_ignored(place, part.hidden_grid)
            found[start : start + len(counted)] = counted
            start += len(counted)
        return cls(found, grid)

    def keep(self, chosen: Tensor) -> Self:
        """Those of these stored patches only."""
        return type(self)(self.place[chosen], self.grid)

    def out_of_place(
        self,
        inputs: InputPipeline,
        bank: MemoryBank,
        tokens: PatchTokens,
        matches: Tensor,
        *,
        without: Tensor | None = None,
    ) -> Tensor:
        """How much farther patches are from the like at their own place than from those anywhere.

        See `registration.out_of_place`. Less counts, or nothing, in an image that matches turned
        views rather than the parts themselves: it does not lie as the reference does. An image on
        another grid than the reference's is not compared.

        Args:
            inputs: Patches that it ignores do not count.
            bank: The memory whose patches these are.
            tokens: Of any number of images.
            matches: Which stored patch is the nearest to each of their patches, [B, P].
            without: Stored patches that do not count, bool [N]; None where all do.

        Returns:
            At least 0, in units of the distances of the memory, [B, P].
        """
        found = torch.zeros(tokens.hidden[0].shape[:2], device=self.place.device)
        counted = self.place >= 0 if without is None else (self.place >= 0) & ~without
        if tokens.hidden_grid != self.grid or not bool(counted.any()):
            return found
        alike = inputs.drop_ignored((self.place[matches] >= 0).float(), self.grid).mean(dim=1)
        weights = ((alike - _ALIKE_FROM) / (_ALIKE_FULLY - _ALIKE_FROM)).clamp(0, 1)
        if not bool(weights.any()):
            return found
        stored, place = bank.searched[counted], self.place[counted]
        asked = bank.as_searched(tokens.hidden)
        scale = len(bank.banks) ** 0.5  # as for distances of matches: the mean over blocks counts
        for image in torch.nonzero(weights)[:, 0].tolist():
            apart = asked.new_full((asked.shape[1], self.grid[0] * self.grid[1]), torch.inf)
            near = torch.cdist(asked[image], stored) / scale
            apart.scatter_reduce_(1, place.expand_as(near), near, "amin")
            apart = _without_ignored(inputs, apart, self.grid)
            found[image] = weights[image] * out_of_place(apart, self.grid)
        return found

    def tensors(self) -> dict[str, Tensor]:
        """What `restore` takes."""
        return {_PLACE: self.place, _GRID: torch.tensor(self.grid)}

    @classmethod
    def restore(cls, tensors: Mapping[str, Tensor]) -> Self:
        """Make it of the tensors of a saved model.

        Raises:
            KeyError: One is missing.
            ValueError: They do not fit together.
        """
        place, grid = tensors[_PLACE].long(), tensors[_GRID].long()
        if place.ndim != 1 or grid.shape != (2,) or not bool((grid > 0).all()):
            raise ValueError("places of unexpected shape")
        rows, columns = grid.tolist()
        if len(place) and not -1 <= int(place.min()) <= int(place.max()) < rows * columns:
            raise ValueError("places beyond the reference")
        return cls(place, (rows, columns))


def _without_ignored(inputs: InputPipeline, apart: Tensor, grid: tuple[int, int]) -> Tensor:
    """Distances [P, P] from and to what is not ignored; infinite else."""
    ignored = inputs.ignored_patches(grid)
    if ignored is None:
        return apart
    ignored = ignored.to(apart.device)
    return apart.masked_fill(ignored[:, None] | ignored, torch.inf)
