"""Which of several part types an image shows, by its tokens; or that it shows none of them."""

from collections.abc import Mapping, Sequence
from typing import Self

import torch
import torch.nn.functional as F
from torch import Tensor

from ad_studio.detection.backbones.base import PatchTokens

NONE_BEYOND = 2 / 3
"""Share of the distance from a part type to the nearest other thing beyond which an image does not
show it: on ten sets, one reference each, images of the type lie within 0.61, those of the other
types beyond 0.73 (`python -m benchmarks.part_types`)."""

_DESCRIPTORS, _OWNERS, _LIMITS = "recogniser.descriptors", "recogniser.owners", "recogniser.limits"


class PartTypeRecogniser:
    """Takes an image for the part type whose images it is nearest to.

    An image is described by the mean of its tokens, block by block; descriptors are compared by
    their angle. How far an image may lie from a type is measured against images of other things.

    Args:
        descriptors: Of all images that were learned from, [N, d], of unit length.
        owners: Which type each of them shows, int64 [N], from 0; each type has at least one.
        limits: The largest distance 1 - cos at which an image is taken for each type, [types].
    """

    def __init__(self, descriptors: Tensor, owners: Tensor, limits: Tensor) -> None:
        self._descriptors = descriptors
        self._owners = owners
        self._limits = limits

    @classmethod
    def fit(cls, types: Sequence[Sequence[Tensor]], others: Sequence[Tensor]) -> Self:
        """Learn from descriptors, see `describe`.

        Args:
            types: Those of each type's images, at least one each.
            others: Those of images of other things, at least one.
        """
        descriptors = torch.stack([one for images in types for one in images])
        counts = torch.tensor([len(images) for images in types])
        owners = torch.arange(len(types)).repeat_interleave(counts).to(descriptors.device)
        apart = (1 - descriptors @ torch.stack(list(others)).T).min(dim=1).values
        limits = [NONE_BEYOND * apart[owners == number].min() for number in range(len(types))]
        return cls(descriptors, owners, torch.stack(limits))

    def recognise(self, tokens: PatchTokens) -> tuple[int, bool]:
        """Find the part type nearest to an image.

        Args:
            tokens: Of the image, a batch of one.

        Returns:
            Its number, from 0; and whether the image is near enough to show one.
        """
        distances = 1 - self._descriptors @ describe(tokens)
        nearest = distances.argmin()
        number = int(self._owners[nearest])
        return number, bool(distances[nearest] <= self._limits[number])

    def tensors(self) -> dict[str, Tensor]:
        """What `restore` takes."""
        return {
            _DESCRIPTORS: self._descriptors,
            _OWNERS: self._owners,
            _LIMITS: self._limits,
        }

    @classmethod
    def restore(cls, tensors: Mapping[str, Tensor], *, count: int) -> Self:
        """Take it out of the tensors of a saved model.

        Raises:
            KeyError: Something is missing.
            ValueError: The tensors do not fit together, or there are not so many types.
        """
        descriptors, owners = tensors[_DESCRIPTORS], tensors[_OWNERS].long()
        limits = tensors[_LIMITS]
        if descriptors.ndim != 2 or owners.shape != descriptors.shape[:1]:
            raise ValueError("descriptors and owners of unexpected shapes")
        if limits.shape != (count,) or set(owners.tolist()) != set(range(count)):
            raise ValueError("limits or owners of other part types")
        return cls(descriptors, owners, limits)


def describe(tokens: PatchTokens) -> Tensor:
    """Describe an image as a whole, [d], of unit length.

    Args:
        tokens: Of the image, a batch of one.
    """
    weights = tokens.weights or (1.0,) * len(tokens.hidden)
    means = [
        weight * F.normalize(block[0].float().mean(dim=0), dim=0)
        for block, weight in zip(tokens.hidden, weights, strict=True)
    ]
    return F.normalize(torch.cat(means), dim=0)
