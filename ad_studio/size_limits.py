"""Size limits with zones, held against deviation maps."""

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ad_studio.domain import SizeLimit
from ad_studio.domain.size_limits import MOST_ZONES, OUTSIDE
from ad_studio.drawn_regions import DrawnRegion, RegionShape
from ad_studio.map_regions import FINER, SigmaMap, limited_score
from ad_studio.region_masks import Mask, pixel_mask

_Size = tuple[int, int]

_LARGEST = 4096  # pixels along the longer side of an image on which zones are drawn


class ZoneGrid(NamedTuple):
    """By which zone each sample of a finer map counts.

    Attributes:
        names: Of the zones and `OUTSIDE`, those with the smallest size first.
        shares: float64 [zones], the least size of a region in each as a share of the image.
        ranks: int8 [5 h, 5 w], the place in `names` of the zone of each sample; not to be written
            to.
    """

    names: tuple[str, ...]
    shares: npt.NDArray[np.float64]
    ranks: npt.NDArray[np.int8]


def score_by_size(
    limit: SizeLimit, sigma: SigmaMap, score: float, *, width: int, height: int
) -> float:
    """The limited score of an image: see `limited_score`.

    Args:
        limit: How large a region must be, and where.
        sigma: float32 [h, w], the fused map.
        score: Of the image, in sigma.
        width: Of the image in pixels.
        height: Of the image in pixels.
    """
    if not limit.zones:
        return limited_score(sigma, score, share=limit.share_of(width * height))
    rows, columns = sigma.shape
    zones = zone_grid(limit, rows=rows, columns=columns, width=width, height=height)
    return limited_score(sigma, score, share=zones.shares[zones.ranks])


@lru_cache(maxsize=16)
def zone_grid(
    limit: SizeLimit | None, *, rows: int, columns: int, width: int, height: int
) -> ZoneGrid:
    """Tell by which zone each sample of the finer map of an image counts.

    It is the one with the smallest size of all that reach into the sample; `OUTSIDE` is one of them
    where zones do not cover it.

    Args:
        limit: The zones; None: there are none, and any size counts.
        rows: Of the map.
        columns: Of the map.
        width: Of the image in pixels; 0 where it is not known: the image is taken for a square.
        height: Of the image in pixels; likewise.
    """
    if width <= 0 or height <= 0:
        width = height = 1
    shape = (rows * FINER, columns * FINER)
    zones = () if limit is None else limit.zones
    if limit is None or not zones:
        share = 0.0 if limit is None else limit.share_of(width * height)
        return ZoneGrid((OUTSIDE,), np.array([share]), np.zeros(shape, np.int8))
    names = sorted(limit.sizes, key=lambda name: limit.sizes[name])
    scale = 2 * max(shape[0] / height, shape[1] / width)  # two pixels along a sample
    side = min(_LARGEST, max(2, round(max(width, height) * scale)))
    scale = side / max(width, height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    covered = _covered(tuple(zone.region for zone in zones), shape, size)
    ranks = np.where(covered, len(names), names.index(OUTSIDE)).astype(np.int8)
    for zone in zones:
        rank = names.index(zone.name)
        ranks[_touched(zone.region, shape, size) & (ranks > rank)] = rank
    ranks.setflags(write=False)
    shares = np.array([limit.share_of(width * height, zone=name) for name in names])
    return ZoneGrid(tuple(names), shares, ranks)


@lru_cache(maxsize=4)
def _covered(regions: tuple[DrawnRegion, ...], shape: _Size, size: _Size) -> Mask:
    """The samples that lie in regions as a whole; the same whatever the sizes of their zones.

    Args:
        regions: The regions.
        shape: Rows and columns of samples.
        size: Width and height in pixels of the image on which they are drawn.

    Returns:
        bool [rows, columns].
    """
    return _reduced(pixel_mask(regions, width=size[0], height=size[1]), shape, np.logical_and)


@lru_cache(maxsize=2 * MOST_ZONES)
def _touched(region: DrawnRegion, shape: _Size, size: _Size) -> Mask:
    """The samples into which a region reaches; as for `_covered`."""
    reached = pixel_mask((region, _edge(region, max(size))), width=size[0], height=size[1])
    return _reduced(reached, shape, np.logical_or)


def _edge(region: DrawnRegion, side: int) -> DrawnRegion:
    """What a region touches beyond the pixels whose centres lie in it, and where none does.

    Args:
        region: The region.
        side: Pixels along the longer side of the image.
    """
    diagonal = 2**0.5 / side
    if region.shape is RegionShape.BRUSH:
        return replace(region, width=min(1.0, region.width + diagonal))
    corners = (*region.corners, region.corners[0])
    return DrawnRegion(RegionShape.BRUSH, corners, diagonal)


def _reduced(mask: Mask, shape: _Size, how: np.ufunc) -> Mask:
    """Bring a mask to the cells of a grid: whether all of a cell is in it, or any of it."""
    for axis, cells in enumerate(shape):
        starts = np.arange(cells) * mask.shape[axis] // cells
        mask = how.reduceat(mask, starts, axis=axis)
    return mask
