"""Pixels of many maps brought together for the metrics, each map at a time.

Two ways: `ExactPixels` keeps every value; `BinnedPixels` counts values in about a million bins, so
that the memory needed does not grow with the images: for maps at the original resolution.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
from scipy import ndimage

Values = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]

_NEIGHBOURS = np.ones((3, 3), dtype=np.int8)
_DROPPED_BITS = 12
_BINS = 1 << (32 - _DROPPED_BITS)


@dataclass(frozen=True, slots=True, eq=False)
class Pixels:
    """The values of normal and of defective pixels, in any order; equal ones may come repeatedly.

    Attributes:
        normal: Deviations of normal pixels, float32 [n].
        defective: Of defective ones, [m].
        shares: What the pixels of each of these entries make up of their regions, in regions, [m].
        normal_counts: How many pixels each entry stands for, [n]; None: one each.
        defective_counts: How many defective pixels have each value, [m].
    """

    normal: Values
    defective: Values
    shares: npt.NDArray[np.floating]
    normal_counts: Counts | None = None
    defective_counts: Counts | None = None


class PixelPool(Protocol):
    """Takes maps with their masks, one by one."""

    def add(self, values: Values, share: Values) -> None:
        """Take one map [H, W] and the `region_shares` of its mask, [H, W]."""

    def pixels(self) -> Pixels:
        """All pixels so far."""


def region_shares(mask: Mask) -> Values:
    """What each pixel makes up of the defect it belongs to.

    Pixels that touch at a corner belong together (8 neighbours): so do the evaluation scripts that
    come with MVTec AD, and a thin scratch drawn diagonally is one defect, not a row of dots.

    Args:
        mask: bool [H, W].

    Returns:
        float32 [H, W]: 1 / size of its region on defective pixels, 0 on normal ones.
    """
    if not mask.any():
        return np.zeros(mask.shape, dtype=np.float32)
    labels, _ = ndimage.label(mask, structure=_NEIGHBOURS)
    each = 1 / np.bincount(labels.ravel()).clip(min=1)
    each[0] = 0
    return np.asarray(each[labels], dtype=np.float32)


class ExactPixels:
    """Keeps every value: exact, 4 bytes per pixel."""

    def __init__(self) -> None:
        empty = np.empty(0, dtype=np.float32)
        self._normal, self._defective, self._shares = [empty], [empty], [empty]

    def add(self, values: Values, share: Values) -> None:
        """See `PixelPool.add`."""
        _require_finite(values)
        bad = share > 0
        self._normal.append(values[~bad])
        self._defective.append(values[bad])
        self._shares.append(share[bad])

    def pixels(self) -> Pixels:
        """See `PixelPool.pixels`."""
        return Pixels(
            normal=np.concatenate(self._normal),
            defective=np.concatenate(self._defective),
            shares=np.concatenate(self._shares),
        )


class BinnedPixels:
    """Counts values in bins: 11 bits of each value's fraction are kept (relative error 0.05 %)."""

    def __init__(self) -> None:
        self._normal = np.zeros(_BINS, dtype=np.int64)
        self._defective = np.zeros(_BINS, dtype=np.int64)
        self._share = np.zeros(_BINS, dtype=np.float64)

    def add(self, values: Values, share: Values) -> None:
        """See `PixelPool.add`."""
        _require_finite(values)
        bins, shares = _bin_of(values.ravel()), share.ravel()
        bad = shares > 0
        self._normal += np.bincount(bins[~bad], minlength=_BINS)
        if bad.any():
            self._defective += np.bincount(bins[bad], minlength=_BINS)
            self._share += np.bincount(bins[bad], weights=shares[bad], minlength=_BINS)

    def pixels(self) -> Pixels:
        """See `PixelPool.pixels`."""
        normal, defective = np.flatnonzero(self._normal), np.flatnonzero(self._defective)
        return Pixels(
            normal=_value_of(normal),
            defective=_value_of(defective),
            shares=self._share[defective],
            normal_counts=self._normal[normal],
            defective_counts=self._defective[defective],
        )


def _bin_of(values: Values) -> npt.NDArray[np.int64]:
    """Bins in the order of the values: the leading bits of a float, negative ones turned over."""
    bits = (np.asarray(values, dtype=np.float32) + np.float32(0)).view(np.uint32)  # -0 becomes 0
    ordered = np.where(bits >> 31, ~bits, bits | np.uint32(1 << 31))
    return (ordered >> _DROPPED_BITS).astype(np.int64)


def _value_of(bins: npt.NDArray[np.int64]) -> Values:
    """The value in the middle of each bin."""
    ordered = (bins.astype(np.uint32) << _DROPPED_BITS) | np.uint32(1 << (_DROPPED_BITS - 1))
    bits = np.where(ordered >> 31, ordered & np.uint32((1 << 31) - 1), ~ordered)
    values: Values = bits.astype(np.uint32).view(np.float32)
    return values


def _require_finite(values: Values) -> None:
    if not np.isfinite(values).all():
        raise ValueError("a map has values that are not finite")
