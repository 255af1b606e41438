"""Where an image deviates: the connected regions of its fused map at or above a threshold.

How regions are found on a map: see `map_regions`.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ad_studio.map_regions import Labels, SigmaMap, finer_map, label_regions


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
        share_within: Share of the image that the largest region within it covers which reaches a
            higher threshold; 0 where none does, or none was given.
    """

    left: int
    top: int
    width: int
    height: int
    area: float
    share: float
    peak: float
    share_within: float = 0.0


def defect_regions(
    sigma: SigmaMap, level: float, *, width: int, height: int, higher: float | None = None
) -> tuple[DefectRegion, ...]:
    """Find the regions that reach a threshold.

    Args:
        sigma: float32 [h, w] in sigma, over the whole image; NaN counts as 0.
        level: The threshold in sigma, above 0.
        width: Of the original image in pixels, at least 1.
        height: Of the original image in pixels, at least 1.
        higher: That of `DefectRegion.share_within`, in sigma, not below `level`.

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
    shares = np.bincount(labels.ravel(), minlength=count + 1)[1:] / labels.size
    within = np.zeros(count) if higher is None else _shares_within(fine, labels, count, higher)
    across, down = width / fine.shape[1], height / fine.shape[0]
    regions = []
    boxes = ndimage.find_objects(labels)
    for box, peak, share, inner in zip(boxes, peaks, shares, within, strict=True):
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
                peak=float(peak),
                share_within=float(inner),
            )
        )
    return tuple(sorted(regions, key=lambda region: -region.peak))


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


def _shares_within(
    fine: SigmaMap, labels: Labels, count: int, level: float
) -> npt.NDArray[np.float64]:
    """Of each region, [count]: the share of the largest one within it that reaches a level."""
    inner, inner_count = label_regions(fine, level)
    around = np.zeros(inner_count + 1, np.int32)
    around[inner.ravel()] = labels.ravel()  # a region lies within one only
    sizes = np.bincount(inner.ravel(), minlength=inner_count + 1)
    found = np.zeros(count)
    np.maximum.at(found, around[1:] - 1, sizes[1:] / labels.size)
    return found


def _pixels(span: slice, scale: float, size: int) -> tuple[int, int]:
    """Samples to whole pixels of the original: all that are touched, at least one."""
    first = min(int(np.floor(span.start * scale + 1e-9)), size - 1)
    last = min(int(np.ceil(span.stop * scale - 1e-9)), size)
    return first, max(last, first + 1)
