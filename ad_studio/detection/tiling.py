"""How an image is cut into overlapping tiles; needs no torch, so that a window may ask."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Self

from ad_studio.errors import UsageError
from ad_studio.messages import msg

if TYPE_CHECKING:
    from ad_studio.detection.backbones.base import VisionBackbone

STARTER_SIDE, STARTER_PATCH = 448, 16
"""Pixels of the starter's own size of an image, and of its patches."""
_OVERLAP = 4  # patches: a token is seen with at least two patches around it
_WIDEST = 1344  # pixels of a tile, as of an image that is encoded at once


@dataclass(frozen=True, slots=True)
class Span:
    """A tile along one axis, in patches of the image.

    Attributes:
        start: Where the tile begins.
        first: The first patch that is taken from it.
        end: The patch behind the last one that is taken from it.
    """

    start: int
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Tiling:
    """How an image is cut into tiles.

    Attributes:
        side: Of a tile, in pixels; a multiple of `patch`, and more than the overlap.
        patch: Pixels per patch of the backbone.
    """

    side: int
    patch: int

    @classmethod
    def of(cls, backbone: VisionBackbone, side: int) -> Self:
        """Tiles for a backbone.

        Raises:
            UsageError: It takes images of one size only, or a tile would have too few patches.
        """
        patch = backbone.patch_pixels
        if patch is None:
            raise UsageError(
                msg("{name} does not look at tiles of an image.", name=backbone.name),
                hint=msg("Choose the starter, or do not state a smallest defect."),
            )
        least = 2 * _OVERLAP * patch
        if side % patch or not least <= side <= _WIDEST:
            raise UsageError(
                msg(
                    "A tile is {least} to {most} pixels wide, and a multiple of {patch}.",
                    least=least,
                    most=_WIDEST,
                    patch=patch,
                )
            )
        return cls(side, patch)

    @property
    def patches(self) -> int:
        """Patches of one tile."""
        return (self.side // self.patch) ** 2

    def spans(self, length: int) -> list[Span]:
        """The tiles along a side of an image, evenly spread.

        Args:
            length: Of the side in pixels.
        """
        tile, total = self.side // self.patch, math.ceil(length / self.patch)
        count = max(1, math.ceil((total - _OVERLAP) / (tile - _OVERLAP)))
        free = max(0, total - tile)
        starts = [round(i * free / max(1, count - 1)) for i in range(count)]
        between = [(a + tile + b) // 2 for a, b in pairwise(starts)]
        bounds = [0, *between, total]
        return [Span(s, a, b) for s, (a, b) in zip(starts, pairwise(bounds), strict=True)]

    def count(self, width: int, height: int) -> int:
        """How many tiles an image of that size in pixels is cut into."""
        return len(self.spans(width)) * len(self.spans(height))
