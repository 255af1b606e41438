"""Checks that uncompressed pixels are complete: a gap of zeros means that bytes were not written.

Uncompressed files have no checksum. What is missing is zero: the rest of a file that is still being
copied, was preallocated, or whose end was lost; packets that a network camera dropped. A black
background is zero, too. It differs in how it begins and ends: around it the pixels are dark or
black already, while a gap breaks off in the middle of rows that have values everywhere.
"""

import numpy as np
import numpy.typing as npt

from ad_studio.imaging.faults import damaged
from ad_studio.messages import msg

LEAST_SHARE = 0.01
"""Of the bytes; smaller gaps are not looked for."""

_SAMPLES = 32  # looked at in the smallest gap
_DENSE = 0.9  # share of bytes beside a gap that are not zero


def raise_if_incomplete(pixels: bytes | memoryview, *, row_bytes: int) -> None:
    """See to it that no gap of zeros is in uncompressed pixels.

    Args:
        pixels: All of them, row after row, in the order of the file.
        row_bytes: Of one row.

    Raises:
        ImageError: There is a gap, or nothing but zeros.
    """
    values = np.frombuffer(pixels, dtype=np.uint8)
    if len(values) < _SAMPLES:
        return
    for start, stop in _zero_runs(values, least=max(row_bytes, int(len(values) * LEAST_SHARE))):
        if start == 0 and stop == len(values):
            raise damaged(msg("all bytes of its pixels are zero: none was written"))
        if _is_gap(values, start, stop, row_bytes):
            share = (stop - start) / len(values)
            raise damaged(msg("{share:.0%} of its pixels were not written", share=share))


def _zero_runs(values: npt.NDArray[np.uint8], *, least: int) -> list[tuple[int, int]]:
    """Where at least `least` bytes in a row are zero: start and stop of each run."""
    step = max(1, least // _SAMPLES)
    is_zero = np.concatenate(([False], values[::step] == 0, [False]))
    edges = np.flatnonzero(is_zero[1:] != is_zero[:-1])
    runs = []
    for first, last in zip(edges[::2], edges[1::2] - 1, strict=True):
        if (last - first + 2) * step < least:
            continue
        inner = values[first * step : last * step + 1]
        if inner.any():
            continue
        start, stop = first * step, last * step + 1
        before = np.flatnonzero(values[max(0, start - step) : start])
        start = max(0, start - step) + before[-1] + 1 if len(before) else max(0, start - step)
        after = np.flatnonzero(values[stop : stop + step])
        stop = stop + after[0] if len(after) else min(len(values), stop + step)
        if stop - start >= least:
            runs.append((int(start), int(stop)))
    return runs


def _is_gap(values: npt.NDArray[np.uint8], start: int, stop: int, row_bytes: int) -> bool:
    """Whether a run of zeros breaks off where pixels have values everywhere."""
    if start == 0:
        return False  # files are written from the beginning: it is dark there
    before = values[max(0, start - row_bytes) : start]
    if _share(before) < _DENSE:
        return False
    if stop == len(values):
        return _share(values[:row_bytes]) > 0  # else a frame of black above and below
    if start % row_bytes == 0 and stop % row_bytes == 0:
        return False  # whole rows: drawn so
    return _share(values[stop : stop + row_bytes]) >= _DENSE


def _share(values: npt.NDArray[np.uint8]) -> float:
    return np.count_nonzero(values) / len(values)
