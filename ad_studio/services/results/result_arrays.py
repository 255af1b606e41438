"""The numeric columns of a result table, one growing array each."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from ad_studio.domain import VerdictCounts
from ad_studio.domain.verdict_codes import Codes

_DTYPES: Mapping[str, type[np.generic]] = {
    "ids": np.int64,
    "run_ids": np.int64,
    "scores": np.float64,
    "widths": np.int32,
    "heights": np.int32,
    "stored": np.int8,
    "machine": np.int8,
    "human": np.int8,
    "marks": np.int8,
    "warned": np.int8,
    "limited": np.float64,
    "verdicts": np.int8,
    "states": np.int8,
    "times": np.float64,
    "sizes": np.float64,
}

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]


class ResultArrays:
    """The numeric columns of many results: scores, verdict codes, sizes, times.

    Each array has one entry per result. It is a view, valid until the table is changed.
    """

    def __init__(self) -> None:
        self._numbers = {name: np.zeros(0, kind) for name, kind in _DTYPES.items()}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def ids(self) -> Indices:
        """int64 [n], result ids."""
        return self._column("ids")

    @property
    def run_ids(self) -> Indices:
        """int64 [n]."""
        return self._column("run_ids")

    @property
    def scores(self) -> Floats:
        """float64 [n], sigma; NaN where the image could not be scored."""
        return self._column("scores")

    @property
    def widths(self) -> npt.NDArray[np.int32]:
        """int32 [n], the width of each image in pixels."""
        return self._column("widths")

    @property
    def heights(self) -> npt.NDArray[np.int32]:
        """int32 [n], the height of each image in pixels."""
        return self._column("heights")

    @property
    def machine(self) -> Codes:
        """int8 [n], verdict codes by the thresholds in hand; NO_VERDICT on error."""
        return self._column("machine")

    @property
    def human(self) -> Codes:
        """int8 [n], verdict codes of what a person said; NO_VERDICT: nobody did."""
        return self._column("human")

    @property
    def marks(self) -> Codes:
        """int8 [n], mark codes."""
        return self._column("marks")

    @property
    def warned(self) -> Codes:
        """int8 [n], 1 where the image has a warning."""
        return self._column("warned")

    @property
    def verdicts(self) -> Codes:
        """int8 [n], codes of the verdict that counts; NO_VERDICT on error."""
        return self._column("verdicts")

    @property
    def states(self) -> Codes:
        """int8 [n], human state codes."""
        return self._column("states")

    @property
    def times(self) -> Floats:
        """float64 [n], seconds since 1970, UTC: when each image was inspected."""
        return self._column("times")

    @property
    def sizes(self) -> Floats:
        """float64 [n], share of the largest defect region in its image; NaN: not known yet."""
        return self._column("sizes")

    def measure(self, indices: Indices, sizes: Floats | None) -> None:
        """Take in sizes of defect regions (shares of the image); None: not known any more."""
        self._numbers["sizes"][indices] = np.nan if sizes is None else sizes

    def counts(self) -> VerdictCounts:
        """How many images stand at each verdict."""
        ok, review, ng, error = (int(n) for n in np.bincount(self.verdicts, minlength=4))
        return VerdictCounts(ok=ok, review=review, ng=ng, error=error)

    def _append(self, numbers: Mapping[str, Any], *, count: int) -> Indices:
        """Add so many results, whose sizes and limited scores are not known; returns where."""
        start, end = self._count, self._count + count
        self._make_room(end)
        for name, values in numbers.items():
            column = self._numbers[name]
            column[start:end] = np.array(values, column.dtype)
        self._numbers["sizes"][start:end] = np.nan
        self._numbers["limited"][start:end] = np.nan
        self._count = end
        return np.arange(start, end)

    def _column(self, name: str) -> npt.NDArray[Any]:
        return self._numbers[name][: len(self)]

    def _make_room(self, count: int) -> None:
        for name, column in self._numbers.items():
            if len(column) < count:
                larger = np.zeros(max(count, 2 * len(column)), column.dtype)
                larger[: len(column)] = column
                self._numbers[name] = larger
