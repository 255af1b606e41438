"""What a pair of thresholds would come to, asked many times a second while a line is dragged.

Everything is sorted once; a look then costs a few binary searches, whatever the number of images.
Only images whose verdict hangs on the size of a region, too, are judged one by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
import numpy.typing as npt

from ad_studio.domain import Thresholds, Verdict, VerdictCounts
from ad_studio.domain.verdict_codes import NG, NO_VERDICT, OK, REVIEW, VERDICTS, Codes
from ad_studio.services.thresholds.scores import ScoreTable

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a pair of thresholds comes to.

    REVIEW is neither a mistake nor a hit: a person will look at that part.

    Attributes:
        counts: Images by the verdict that would stand; human verdicts stand.
        good: Images confirmed OK by a person, by what the machine would call them.
        bad: Images confirmed NG by a person, likewise.
    """

    counts: VerdictCounts
    good: VerdictCounts
    bad: VerdictCounts

    @property
    def overkill(self) -> int:
        """Confirmed OK that the machine would call NG."""
        return self.good.ng

    @property
    def escape(self) -> int:
        """Confirmed NG that the machine would call OK."""
        return self.bad.ok


@dataclass(frozen=True, slots=True)
class Flip:
    """One image whose machine verdict would change.

    Attributes:
        score: Sigma.
        human: What a person said of it, which stands whatever the machine says.
    """

    result_id: int
    score: float
    old: Verdict
    new: Verdict
    human: Verdict | None


class Flips(Sequence[Flip]):
    """The images that change their machine verdict; made when looked at.

    Those whose regions were measured for a size limit come first, then those with a warning, then
    the others; in each, the highest score first.
    """

    def __init__(
        self,
        preview: "ThresholdPreview",
        spans: list[tuple[int, int, Verdict, Verdict]],
        measured: list[Flip],
    ) -> None:
        """Hold spans of places in the sorted scores: from, to, old verdict, new verdict."""
        self._preview = preview
        self._spans = spans
        self._measured = measured

    def __len__(self) -> int:
        return len(self._measured) + sum(stop - start for start, stop, _o, _n in self._spans)

    @property
    def verified(self) -> int:
        """How many of them have a human verdict; for those nothing changes in effect."""
        checked = self._preview.checked_below
        return sum(flip.human is not None for flip in self._measured) + sum(
            int(checked[stop] - checked[start]) for start, stop, _o, _n in self._spans
        )

    @overload
    def __getitem__(self, at: int) -> Flip: ...
    @overload
    def __getitem__(self, at: slice) -> list[Flip]: ...
    def __getitem__(self, at: int | slice) -> Flip | list[Flip]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        if at < 0:
            at += len(self)
        if 0 <= at < len(self._measured):
            return self._measured[at]
        at -= len(self._measured)
        for start, stop, old, new in self._spans:
            if 0 <= at < stop - start:
                return self._preview.flip(stop - 1 - at, old, new)
            at -= stop - start
        raise IndexError("no such flip")


class ThresholdPreview:
    """The scores of a run, ready to be judged by any pair of thresholds."""

    def __init__(self, table: ScoreTable) -> None:
        measured = np.isin(table.ids, list(table.limited))
        self._measured = _Measured(table, measured)
        if measured.any():
            table = table.without(table.ids[measured])
        warned = np.isin(table.ids, list(table.warned))
        order = np.lexsort((table.scores, warned))  # those without a warning first, by score
        self._ids = table.ids[order]
        self._scores = table.scores[order]
        self._humans = table.humans[order]
        self._errors = table.errors
        self._plain = len(order) - int(np.count_nonzero(warned))
        by = [self._by_warning(self._humans == code) for code in range(len(VERDICTS))]
        self._open, self._good, self._bad = by[NO_VERDICT], by[OK], by[NG]
        self._unsure = sum(len(scores) for scores in by[REVIEW])
        self.checked_below: npt.NDArray[np.int64] = np.concatenate(
            ([0], np.cumsum(self._humans != NO_VERDICT))
        )
        """int64 [n + 1]: human verdicts among the first i of the sorted scores."""

    def at(self, thresholds: Thresholds) -> Preview:
        """Count what the thresholds come to."""
        free = _split(*self._open, thresholds)
        good, bad = _split(*self._good, thresholds), _split(*self._bad, thresholds)
        unsure = self._unsure
        if len(self._measured):
            found = self._measured.counts(thresholds)
            free, good = _sum(free, found[NO_VERDICT]), _sum(good, found[OK])
            bad, unsure = _sum(bad, found[NG]), unsure + found[REVIEW].total
        return Preview(
            counts=VerdictCounts(
                ok=free.ok + good.total,
                review=free.review + unsure,
                ng=free.ng + bad.total,
                error=self._errors,
            ),
            good=good,
            bad=bad,
        )

    def flips(self, before: Thresholds, after: Thresholds) -> Flips:
        """The images whose machine verdict changes from one pair to the other."""
        spans = [
            *self._spans(before, after, 0, self._plain, warned=False),
            *self._spans(before, after, self._plain, len(self._scores), warned=True),
        ]
        return Flips(self, spans[::-1], self._measured.flips(before, after))

    def flip(self, at: int, old: Verdict, new: Verdict) -> Flip:
        """Describe the image at a place of the sorted scores."""
        human = VERDICTS[self._humans[at]]
        return Flip(int(self._ids[at]), float(self._scores[at]), old, new, human)

    def _by_warning(self, wanted: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
        """Some of the scores, sorted: those of images without a warning, and with one."""
        first, last = slice(self._plain), slice(self._plain, None)
        return self._scores[first][wanted[first]], self._scores[last][wanted[last]]

    def _spans(
        self, before: Thresholds, after: Thresholds, start: int, stop: int, *, warned: bool
    ) -> list[tuple[int, int, Verdict, Verdict]]:
        """Where verdicts change among the sorted scores from one place to another."""
        edges = sorted({0.0, *before.limits.values(), *after.limits.values()})
        inner = start + np.searchsorted(self._scores[start:stop], edges[1:])
        places = [start, *inner.tolist(), stop]
        found = []
        for low, first, last in zip(edges, places, places[1:], strict=False):
            old, new = before.verdict(low, warned=warned), after.verdict(low, warned=warned)
            if last > first and old is not new:
                found.append((first, last, old, new))
        return found


class _Measured:
    """The images whose verdict may hang on the size of a region: each is judged by itself.

    They are those that reached an NG threshold under a size limit: few.
    """

    def __init__(self, table: ScoreTable, which: npt.NDArray[np.bool_]) -> None:
        order = np.flatnonzero(which)
        order = order[np.argsort(-table.scores[order], kind="stable")]
        self._ids: list[int] = table.ids[order].tolist()
        self._scores, self._humans = table.scores[order], table.humans[order]
        self._warned = np.array([one in table.warned for one in self._ids], np.bool_)
        self._limited = table.limited

    def __len__(self) -> int:
        return len(self._ids)

    def codes(self, thresholds: Thresholds) -> Codes:
        limited = [thresholds.limited(self._limited[one]) for one in self._ids]
        return thresholds.codes(self._scores, limited=np.array(limited), warned=self._warned)

    def counts(self, thresholds: Thresholds) -> list[VerdictCounts]:
        """By the code of what a person said, and in each by verdict."""
        codes = self.codes(thresholds)
        found = []
        for human in range(len(VERDICTS)):
            ok, review, ng = np.bincount(codes[self._humans == human], minlength=3).tolist()
            found.append(VerdictCounts(ok=ok, review=review, ng=ng))
        return found

    def flips(self, before: Thresholds, after: Thresholds) -> list[Flip]:
        old, new = self.codes(before), self.codes(after)
        verdicts = tuple(Verdict)
        return [
            Flip(
                self._ids[at],
                float(self._scores[at]),
                verdicts[old[at]],
                verdicts[new[at]],
                VERDICTS[self._humans[at]],
            )
            for at in np.flatnonzero(old != new)
        ]


def _sum(one: VerdictCounts, other: VerdictCounts) -> VerdictCounts:
    return VerdictCounts(
        ok=one.ok + other.ok, review=one.review + other.review, ng=one.ng + other.ng
    )


def _split(plain: Floats, warned: Floats, thresholds: Thresholds) -> VerdictCounts:
    """Count sorted scores by verdict; of images without a warning, and with one."""
    below = np.searchsorted(plain, tuple(thresholds.limits.values()))
    ok, review, ng = np.diff(below, prepend=0, append=len(plain)).tolist()
    not_ng = int(np.searchsorted(warned, thresholds.ng))
    return VerdictCounts(ok=ok, review=review + not_ng, ng=ng + len(warned) - not_ng)
