"""Large images are encoded tile by tile, and their tokens lie on one grid as if encoded at once.

A network sees a small defect only where it covers about a patch. At the size at which that is so, a
large image takes more memory and time than one pass of the network may: attention grows with the
square of the patches. So the image is cut into overlapping tiles. Every token is taken from the
tile in whose middle it lies most, so that nothing is blended and no seam is seen.
"""

from collections.abc import Callable, Sequence
from itertools import product

import numpy as np
from torch import Tensor

from ad_studio.detection.backbones.base import PatchTokens, VisionBackbone
from ad_studio.domain import RgbImage
from ad_studio.errors import UsageError
from ad_studio.messages import msg
from ad_studio.progress import Between, go_on
from ad_studio.tiling import OVERLAP, Span, Tiling

_WIDEST = 1344  # pixels of a tile, as of an image that is encoded at once


def tiling_of(backbone: VisionBackbone, side: int | None) -> Tiling | None:
    """Tiles of this side in pixels for a backbone; None where nothing is cut.

    Raises:
        UsageError: It takes images of one size only, or a tile would have too few or too many
            patches.
    """
    if side is None:
        return None
    patch = backbone.patch_pixels
    if patch is None:
        raise UsageError(
            msg("{name} does not look at tiles of an image.", name=backbone.name),
            hint=msg("Choose the starter, or do not state a smallest defect."),
        )
    least = 2 * OVERLAP * patch
    if side % patch or not least <= side <= _WIDEST:
        raise UsageError(
            msg(
                "A tile is {least} to {most} pixels wide, and a multiple of {patch}.",
                least=least,
                most=_WIDEST,
                patch=patch,
            )
        )
    return Tiling(side, patch)


def encode_in_tiles(
    images: Sequence[RgbImage],
    tiling: Tiling,
    encode: Callable[[Sequence[RgbImage]], PatchTokens],
    *,
    at_once: int,
    between: Between = go_on,
) -> PatchTokens:
    """Encode images of one size tile by tile.

    Args:
        images: uint8 [H, W, 3]; the border is drawn out where it ends within a tile.
        tiling: How they are cut.
        encode: Encodes tiles, all [side, side, 3].
        at_once: How many tiles it gets at once.
        between: See `Between`.

    Returns:
        The tokens of all images, [B, rows * columns, ...], on a grid of ceil(H / patch) rows and
        ceil(W / patch) columns; hidden ones in half precision, as a memory stores them.
    """
    height, width = images[0].shape[:2]
    rows, columns = tiling.spans(height), tiling.spans(width)
    grid = rows[-1].end, columns[-1].end
    todo = [(i, place) for i in range(len(images)) for place in product(rows, columns)]
    whole: list[Tensor] = []
    seen = None
    for number in range(0, len(todo), at_once):
        between(number / len(todo))
        some = todo[number : number + at_once]
        seen = encode([_cut(images[i], tiling, *place) for i, place in some])
        tokens = (seen.joint, *(block.half() for block in seen.hidden))
        if not whole:
            whole = [one.new_zeros(len(images), *grid, one.shape[-1]) for one in tokens]
        for target, one in zip(whole, tokens, strict=True):
            for (i, place), tile in zip(some, one.view(len(some), *seen.grid, -1), strict=True):
                _lay(target[i], tile, *place)
    assert seen is not None
    joint, *hidden = (one.flatten(1, 2) for one in whole)
    return PatchTokens(
        joint=joint, hidden=tuple(hidden), grid=grid, hidden_grid=grid, weights=seen.weights
    )


def _cut(image: RgbImage, tiling: Tiling, row: Span, column: Span) -> RgbImage:
    top, left = row.start * tiling.patch, column.start * tiling.patch
    tile = image[top : top + tiling.side, left : left + tiling.side]
    below, right = tiling.side - tile.shape[0], tiling.side - tile.shape[1]
    if below or right:
        return np.pad(tile, ((0, below), (0, right), (0, 0)), mode="edge")
    return tile


def _lay(target: Tensor, tile: Tensor, row: Span, column: Span) -> None:
    """Copy the tokens that are taken from a tile, [tile rows, tile columns, w], to their place."""
    target[row.first : row.end, column.first : column.end] = tile[
        row.first - row.start : row.end - row.start,
        column.first - column.start : column.end - column.start,
    ]
