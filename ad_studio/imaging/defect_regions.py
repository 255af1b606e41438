"""Where an image deviates: the connected regions of its fused map at or above a threshold.

How regions are found on a map: see `map_regions`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ad_studio.domain import SizeLimit
from ad_studio.domain.size_limits import OUTSIDE
from ad_studio.map_regions import (
    Labels,
    SigmaMap,
    as_stored,
    finer_map,
    label_regions,
    least_in_regions,
)
from ad_studio.messages import Message
from ad_studio.size_limits import ZoneGrid, zone_grid

_ANY_SIZE = 1e-300  # in place of a share of 0 that a region must have


@dataclass(frozen=True, slots=True)
class DefectRegion:
    """One connected region. Lengths are pixels of the original image.

    Attributes:
        left: Of the box around it, from the image's left edge.
        top: Of the box, from the upper edge.
        width: Of the box, at least 1.
        height: Of the box, at least 1.
        area: Square pixels that reach the threshold.
        share: `area` over that of the whole image, 0 to 1.
        peak: The highest deviation in it, sigma.
        share_within: Share of the image that a region within it covers which reaches a higher
            threshold: of the largest, or where there are zones, of the one that is largest for its
            zone. 0 where none does, or none was given.
        zone: By whose size that region counts; where there is none, of the zones that the whole
            region reaches into the one with the smallest size. Empty outside of all zones.
    """

    left: int
    top: int
    width: int
    height: int
    area: float
    share: float
    peak: float
    share_within: float = 0.0
    zone: str = ""


def defect_regions(
    sigma: SigmaMap,
    level: float,
    *,
    width: int,
    height: int,
    score: float | None = None,
    higher: float | None = None,
    limit: SizeLimit | None = None,
) -> tuple[DefectRegion, ...]:
    """Find the regions that reach a threshold.

    Args:
        sigma: float32 [h, w] in sigma, over the whole image; NaN counts as 0.
        level: The threshold in sigma, above 0.
        width: Of the original image in pixels, at least 1.
        height: Of the original image in pixels, at least 1.
        score: Of the image, in sigma. Maps are stored with fewer digits: a peak that is the score
            as far as they go is the score, so that not two numbers are shown for it. None: unknown.
        higher: That of `DefectRegion.share_within`, in sigma, not below `level`.
        limit: Whose zones are told; None: there are none.

    Returns:
        The regions, highest peak first; none if nothing reaches `level`.
    """
    found = _label(sigma, level)
    if found is None:
        return ()
    from scipy import ndimage  # not at start: it takes a tenth of a second

    fine, labels, count = found
    inside = labels > 0
    peaks = np.zeros(count, np.float32)
    np.maximum.at(peaks, labels[inside] - 1, fine[inside])
    exact = [
        peak if score is None or as_stored(score) != as_stored(peak) else score
        for peak in peaks.tolist()
    ]
    shares = np.bincount(labels.ravel(), minlength=count + 1)[1:] / labels.size
    zones = zone_grid(
        limit, rows=sigma.shape[0], columns=sigma.shape[1], width=width, height=height
    )
    within, ranks = _within(fine, labels, count, higher, zones)
    across, down = width / fine.shape[1], height / fine.shape[0]
    regions = []
    boxes = ndimage.find_objects(labels)
    for box, peak, share, inner, rank in zip(boxes, exact, shares, within, ranks, strict=True):
        left, right = _pixels(box[1], across, width)
        top, bottom = _pixels(box[0], down, height)
        regions.append(
            DefectRegion(
                left=left,
                top=top,
                width=right - left,
                height=bottom - top,
                area=float(share) * width * height,
                share=float(share),
                peak=peak,
                share_within=float(inner),
                zone=zones.names[rank],
            )
        )
    return tuple(sorted(regions, key=lambda region: -region.peak))


def size_shortfall(
    limit: SizeLimit, regions: Sequence[DefectRegion], *, width: int, height: int
) -> Message:
    """Say that none of the regions is large enough at the NG threshold, and which comes nearest.

    Args:
        limit: How large one must be, and where.
        regions: Of the image, found with the NG threshold as `higher` and with this limit.
        width: Of the image in pixels.
        height: Of the image in pixels.
    """

    def filled(region: DefectRegion) -> float:
        needed = limit.share_of(width * height, zone=region.zone)
        return region.share_within / max(needed, _ANY_SIZE)

    nearest = max(regions, key=filled, default=None)
    share, zone = (0.0, OUTSIDE) if nearest is None else (nearest.share_within, nearest.zone)
    return limit.shortfall(share, width=width, height=height, zone=zone)


def defect_share(sigma: SigmaMap, level: float) -> float:
    """Tell how large the largest region is, without its place: for filters over many results.

    Args:
        sigma: float32 [h, w] in sigma; NaN counts as 0.
        level: The threshold in sigma, above 0.

    Returns:
        Its share of the image, 0 to 1, as `DefectRegion.share`; 0 if nothing reaches `level`.
    """
    found = _label(sigma, level)
    if found is None:
        return 0.0
    _, labels, _ = found
    return float(np.bincount(labels.ravel())[1:].max() / labels.size)


def _label(sigma: SigmaMap, level: float) -> tuple[SigmaMap, Labels, int] | None:
    """The finer map, the number of the region of each sample (0: none), how many there are."""
    sigma = np.nan_to_num(sigma, nan=0.0)
    if not (sigma >= level).any():
        return None  # nearly all images of a good lot: spared the work
    fine = finer_map(sigma)
    labels, count = label_regions(fine, level)
    return (fine, labels, count) if count else None


def _within(
    fine: SigmaMap, labels: Labels, count: int, level: float | None, zones: ZoneGrid
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int8]]:
    """Of each region, [count]: `share_within`, and the rank of its zone."""
    shares, ranks = np.zeros(count), least_in_regions(labels, count, zones.ranks)
    if level is None:
        return shares, ranks
    inner, inner_count = label_regions(fine, level)
    if not inner_count:
        return shares, ranks
    around = np.zeros(inner_count + 1, np.int32)
    around[inner.ravel()] = labels.ravel()  # a region lies within one only
    sizes = np.bincount(inner.ravel(), minlength=inner_count + 1)[1:] / labels.size
    inner_ranks = least_in_regions(inner, inner_count, zones.ranks)
    filled = sizes / np.maximum(zones.shares[inner_ranks], _ANY_SIZE)
    for at in np.argsort(filled):  # the one that is largest for its zone comes last, and stays
        shares[around[1 + at] - 1], ranks[around[1 + at] - 1] = sizes[at], inner_ranks[at]
    return shares, ranks


def _pixels(span: slice, scale: float, size: int) -> tuple[int, int]:
    """Samples to whole pixels of the original: all that are touched, at least one."""
    first = min(int(np.floor(span.start * scale + 1e-9)), size - 1)
    last = min(int(np.ceil(span.stop * scale - 1e-9)), size)
    return first, max(last, first + 1)
