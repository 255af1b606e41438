"""Deviation maps between the centres of their patches: other sizes, and connected regions in them.

A region is found on the map as it is drawn, bilinear between the patches, so that it is what the
contour outlines on the screen. Regions that touch at a corner only are one.
"""

from typing import TypeVar

import numpy as np
import numpy.typing as npt
from PIL import Image

SigmaMap = npt.NDArray[np.float32]
"""float32 [h, w], deviations in sigma."""

Labels = npt.NDArray[np.int32]
"""int32 [h, w], the number of the region of each sample; 0: none."""

FINER = 5
"""Samples for each patch and axis; odd, so that one falls on the centre: no peak is lost."""
_TOUCHING = np.ones((3, 3), dtype=np.int8)
PART_NOT_SEEN = 10.0
"""Sigma; what an image scores at least in which the part is missing or largely out of sight."""
_SPREAD = 3  # cells that a patch shares a cell of the image with, at most, in a map that was turned
_LARGEST = float(np.finfo(np.float16).max)
_Number = TypeVar("_Number", bound=np.generic)


def resize_map(sigma: SigmaMap, *, width: int, height: int) -> SigmaMap:
    """Bring a map to the size of the image it belongs to.

    Args:
        sigma: float32 [h, w].
        width: Of the result in pixels.
        height: Of the result in pixels.

    Returns:
        float32 [height, width], bilinear between the centres of the map's cells.
    """
    if sigma.shape == (height, width):
        return np.array(sigma, dtype=np.float32)
    resized = Image.fromarray(np.asarray(sigma, dtype=np.float32)).resize(
        (width, height), Image.Resampling.BILINEAR
    )
    return np.array(resized)


def finer_map(sigma: SigmaMap) -> SigmaMap:
    """Sample a map finely enough to measure regions; the centres of the patches keep their values.

    Args:
        sigma: float32 [h, w], no NaN.

    Returns:
        float32 [5 h, 5 w].
    """
    rows, columns = sigma.shape
    fine = resize_map(sigma, width=columns * FINER, height=rows * FINER)
    centre = FINER // 2
    fine[centre::FINER, centre::FINER] = sigma  # the same but for the last digit
    return fine


def label_regions(fine: SigmaMap, level: float) -> tuple[Labels, int]:
    """Number the connected regions of a finer map that reach a level: from 1 on, and how many."""
    from scipy import ndimage  # not at start: it takes a tenth of a second

    labels, count = ndimage.label(fine >= level, structure=_TOUCHING)
    return labels, int(count)


def least_in_regions(
    labels: Labels, count: int, values: npt.NDArray[_Number]
) -> npt.NDArray[_Number]:
    """The least value in each region, [count]; there is none without samples."""
    inside = np.flatnonzero(labels)
    found = np.full(count, values.max())
    np.minimum.at(found, labels.ravel()[inside] - 1, values.ravel()[inside])
    return found


def as_stored(sigma: float) -> float:
    """A deviation with the precision in which maps are stored."""
    return float(np.float16(np.clip(sigma, -_LARGEST, _LARGEST)))


def limited_score(
    sigma: SigmaMap, score: float, *, share: float | npt.NDArray[np.float64]
) -> float:
    """The highest deviation, at most the score, at which a region is still of a certain size.

    An image whose score comes from elsewhere than its map (a part that is missing) keeps its
    score: it says nothing about the size of a spot. A map that was turned with its part has lower
    peaks than the score rests on, since each cell of it lies between up to four patches; such a
    score is one of its map.

    Args:
        sigma: float32 [h, w], the fused map; taken with the precision in which maps are stored.
        score: Of the image, in sigma.
        share: The least size of a region as a share of the image; 0 changes nothing, above 1 there
            is no such region. float64 [5 h, 5 w]: at each sample of the finer map; of a region,
            the least in it counts.

    Returns:
        Sigma; 0 where no region above 0 sigma is so large.
    """
    with np.errstate(invalid="ignore"):
        stored = np.clip(sigma, -_LARGEST, _LARGEST).astype(np.float16).astype(np.float32)
    fine = finer_map(np.nan_to_num(stored, nan=0.0))
    rounded = as_stored(score)  # as its map is
    if score <= 0 or not _is_of_map(fine, score, rounded):
        return score
    # samples; above 1 none has so many
    least = np.asarray(np.maximum(1, np.ceil(np.minimum(share, 2) * fine.size - 1e-9)))
    reached = min(rounded, float(fine.max()))  # what is left of it, in a map that was turned
    if _has_region(fine, reached, least):
        return score
    levels = np.unique(fine[(fine > 0) & (fine < reached)])  # rising; the lower, the larger
    low, high = 0, len(levels)  # below low all have such a region, from high on none
    while low < high:
        middle = (low + high) // 2
        if _has_region(fine, float(levels[middle]), least):
            low = middle + 1
        else:
            high = middle
    return min(score, float(levels[low - 1])) if low else 0.0


def _is_of_map(fine: SigmaMap, score: float, rounded: float) -> bool:
    """Whether the patches of a map can come to a score; `rounded`: as the map is."""
    highest = float(fine.max())
    if highest >= rounded:
        return True
    before_turning = highest + _SPREAD * (highest - float(fine.min()))
    return score != PART_NOT_SEEN and before_turning >= rounded


def _has_region(fine: SigmaMap, level: float, least: npt.NDArray[np.float64]) -> bool:
    """Whether one of the regions at a level has so many samples: one number, or one at each."""
    if np.count_nonzero(fine >= level) < least.min():
        return False
    labels, count = label_regions(fine, level)
    needed = least if least.ndim == 0 else least_in_regions(labels, count, least)
    return bool((np.bincount(labels.ravel())[1:] >= needed).any())
