"""Two runs on the same images: which images the two models see differently."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from ad_studio.domain import ModelInfo, ResultRow, RunInfo, Thresholds, ThresholdVersion, Verdict
from ad_studio.errors import UsageError
from ad_studio.image_names import normalized_name
from ad_studio.messages import msg
from ad_studio.progress import never, raise_if_stopped
from ad_studio.services.projects.project import Project
from ad_studio.services.thresholds.versions import colour_scale

_SEVERITY = {Verdict.OK: 0, Verdict.REVIEW: 1, Verdict.NG: 2, None: 3}

_Key = Callable[[ResultRow], Hashable]


@dataclass(frozen=True, slots=True)
class Pair:
    """One image in both runs."""

    a: ResultRow
    b: ResultRow

    @property
    def disagrees(self) -> bool:
        """Whether the two models' own verdicts differ; what a human said does not count."""
        return self.a.machine != self.b.machine

    @property
    def same_bytes(self) -> bool:
        """Whether it is known to be the same image, not only a file of the same path."""
        return bool(self.a.sha256) and self.a.sha256 == self.b.sha256


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two runs, with what judges its scores now.

    Attributes:
        scale: The thresholds that the model came with; they fix the colours of its heat.
    """

    run: RunInfo
    model: ModelInfo
    thresholds: ThresholdVersion
    scale: Thresholds

    @property
    def text(self) -> str:
        """The run and its model in a few words."""
        model = self.model
        return f"run {self.run.id}, model {model.number} ({model.method}, {model.backbone})"


@dataclass(frozen=True)
class Comparison:
    """Two runs side by side.

    Attributes:
        pairs: The images that both have, in the order of run A.
        only_a: How many images only run A has.
        only_b: How many images only run B has.
    """

    a: Side
    b: Side
    pairs: Sequence[Pair]
    only_a: int
    only_b: int

    @cached_property
    def scores(self) -> npt.NDArray[np.float64]:
        """The scores of the images that both runs could score, in sigma, float64 [n, 2]."""
        return np.array([(p.a.score, p.b.score) for p in self.scored], np.float64).reshape(-1, 2)

    @cached_property
    def scored(self) -> list[Pair]:
        """The images that both runs could score; `scores` has them in the same order."""
        return [p for p in self.pairs if p.a.score is not None and p.b.score is not None]

    @cached_property
    def counts(self) -> Mapping[tuple[Verdict | None, Verdict | None], int]:
        """How many images the two models judge how: (A, B) to a number; None is an error."""
        return Counter((pair.a.machine, pair.b.machine) for pair in self.pairs)

    @cached_property
    def disagreements(self) -> list[Pair]:
        """The images that are judged differently, the furthest apart first.

        Scores of two models are not on one scale; each is held against its own NG threshold.
        """
        ng_a, ng_b = self.a.thresholds.thresholds.ng, self.b.thresholds.thresholds.ng

        def apart(pair: Pair) -> tuple[int, float]:
            steps = abs(_SEVERITY[pair.a.machine] - _SEVERITY[pair.b.machine])
            return -steps, -abs((pair.a.score or 0) / ng_a - (pair.b.score or 0) / ng_b)

        return sorted((pair for pair in self.pairs if pair.disagrees), key=apart)

    @cached_property
    def rank_correlation(self) -> float | None:
        """Spearman's: 1 when both models order the images alike; None when it has no meaning."""
        from scipy.stats import rankdata

        if len(self.scores) < 3 or (self.scores == self.scores[0]).all(axis=0).any():
            return None
        ranks = rankdata(self.scores, axis=0)
        return float(np.corrcoef(ranks, rowvar=False)[0, 1])

    @cached_property
    def other_bytes(self) -> int:
        """How many images were matched by their path alone."""
        return sum(not pair.same_bytes for pair in self.pairs)

    def count(self, verdict: Verdict, *, by_a: bool, by_b: bool) -> int:
        """Count the images that A and B do or do not give a verdict, as NG by A only."""
        return sum(
            number
            for (a, b), number in self.counts.items()
            if (a is verdict) == by_a and (b is verdict) == by_b
        )


def compare(
    project: Project, run_a: int, run_b: int, *, should_stop: Callable[[], bool] = never
) -> Comparison:
    """Match the images of two runs: by path and bytes, else by bytes, else by path.

    Args:
        project: The project.
        run_a: The one run.
        run_b: The other.
        should_stop: Asked several times a second.

    Raises:
        Cancelled: `should_stop` turned true.
        ProjectError: There is no such run.
        UsageError: It is twice the same run.
    """
    if run_a == run_b:
        raise UsageError(
            msg("A run cannot be compared with itself."), hint=msg("Choose another run.")
        )
    sides = [_side(project, run_id) for run_id in (run_a, run_b)]
    rows_a, rows_b = (
        project.store.results.of_run(run_id, should_stop=should_stop) for run_id in (run_a, run_b)
    )
    pairs: list[Pair] = []
    for key in (_path_and_bytes, _bytes, _path):
        raise_if_stopped(should_stop)
        found, rows_a, rows_b = match_rows(rows_a, rows_b, key)
        pairs += found
    pairs.sort(key=lambda pair: pair.a.id)
    return Comparison(sides[0], sides[1], pairs, only_a=len(rows_a), only_b=len(rows_b))


def partners(project: Project, run_id: int) -> list[RunInfo]:
    """List the other runs that have images of a run: those of other models first.

    Among these, the one with most images in common comes first, then the newest.
    """
    here, sharing = project.store.runs.get(run_id), project.store.runs.sharing_images(run_id)
    found = [run for run in project.store.runs.all() if run.id in sharing]
    return sorted(found, key=lambda run: (run.model_id == here.model_id, -sharing[run.id]))


def _side(project: Project, run_id: int) -> Side:
    run = project.store.runs.get(run_id)
    model = project.store.models.get(run.model_id)
    return Side(
        run,
        model,
        project.store.thresholds.current(run.model_id),
        colour_scale(project, run.model_id),
    )


def match_rows(
    rows_a: Iterable[ResultRow], rows_b: Iterable[ResultRow], key: _Key
) -> tuple[list[Pair], list[ResultRow], list[ResultRow]]:
    """Pair rows of equal keys, each row once; a key of None fits nothing."""
    waiting: dict[Hashable, list[ResultRow]] = defaultdict(list)
    for row in rows_b:
        waiting[key(row)].append(row)
    nameless = waiting.pop(None, [])
    for rows in waiting.values():
        rows.reverse()  # so that pop() takes the first
    pairs: list[Pair] = []
    left: list[ResultRow] = []
    for row in rows_a:
        fitting = waiting.get(key(row))
        if fitting:
            pairs.append(Pair(row, fitting.pop()))
        else:
            left.append(row)
    return pairs, left, nameless + [row for rows in waiting.values() for row in reversed(rows)]


def _path_and_bytes(row: ResultRow) -> Hashable:
    return (_path(row), row.sha256) if row.sha256 else None


def _bytes(row: ResultRow) -> Hashable:
    return row.sha256 or None


def _path(row: ResultRow) -> Hashable:
    return normalized_name(str(row.path))
