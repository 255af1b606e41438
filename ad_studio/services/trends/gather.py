"""Reads trends off the results of all runs.

A part counts once, whatever number of times its image was inspected: in the group in which it was
inspected first, with the result that a person judged last, else with the latest one that has a
verdict. Images are the same if their bytes are; a file that could not be read is the image that was
read next from there in the same lot. The machine's verdicts are those by the thresholds in force of
each model.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from ad_studio.domain import (
    ControlLimits,
    CountedResults,
    Proportion,
    ReasonCount,
    ScoreSpan,
    TrendGroup,
    TrendGrouping,
    Trends,
    Verdict,
)
from ad_studio.domain.verdict_codes import NG, NO_VERDICT, OK, REVIEW, VERDICT_CODES
from ad_studio.progress import never, raise_if_stopped
from ad_studio.services.projects.project import Project
from ad_studio.services.results.result_arrays import Indices
from ad_studio.services.results.table import ResultTable, read_table
from ad_studio.services.thresholds.confidence import clopper_pearson
from ad_studio.services.trends.control_chart import PChart, p_chart


def gather_trends(
    project: Project,
    *,
    by: TrendGrouping = TrendGrouping.LOT,
    should_stop: Callable[[], bool] = never,
) -> Trends:
    """Read the trends of a project over its runs but deleted ones.

    Args:
        project: The project.
        by: What a group is.
        should_stop: Asked several times a second.

    Raises:
        Cancelled: `should_stop` turned true.
        StoreError: The database, or a value in it, cannot be read.
    """
    with project.store.values_of("result"):
        reader = _Reader(project, by, should_stop)
        groups = _with_limits(reader.groups())
        parts = sum(one.parts for one in groups)
        return Trends(
            grouping=by,
            groups=groups,
            ng=_proportion(sum(one.ng for one in groups), parts),
            review=_proportion(sum(one.review for one in groups), parts),
            reasons=reader.reasons(),
            overkill=reader.called(human=OK, machine=NG),
            escape=reader.called(human=NG, machine=OK),
        )


class _Reader:
    """The results of all runs, and which of them count."""

    def __init__(
        self, project: Project, by: TrendGrouping, should_stop: Callable[[], bool]
    ) -> None:
        self._project, self._by = project, by
        self._runs = {run.id: run for run in project.store.runs.all()}
        numbers = {model.id: model.number for model in project.store.models.all()}
        self._models = {run.id: numbers[run.model_id] for run in self._runs.values()}
        runs = list(self._runs.values())
        self._table = ResultTable()
        if runs:
            self._table = read_table(project, runs, should_stop=should_stop)
        self._said: dict[int, dict[int, int]] = {}  # run id -> result id -> event id
        self._first, self._counted = _parts(self._table, self._said_by, should_stop)

    def groups(self) -> list[TrendGroup]:
        """In the order of time, without control limits."""
        members: dict[str, list[int]] = {}
        for part, at in enumerate(self._first):
            members.setdefault(self._key(int(at)), []).append(part)
        found = [self._group(key, np.array(parts)) for key, parts in members.items()]
        return sorted(found, key=lambda group: group.started_at)

    def reasons(self) -> list[ReasonCount]:
        """Of the parts that a person called NG; equal numbers in the order of the alphabet."""
        judged = self._counted[self._table.human[self._counted] == NG]
        given: dict[str, list[int]] = {}
        for at in judged.tolist():
            given.setdefault(self._table.row(at).reason.strip(), []).append(at)
        found, so_far = [], 0
        for reason, rows in sorted(given.items(), key=lambda one: (-len(one[1]), one[0])):
            so_far += len(rows)
            counted = self._results(np.array(rows))
            found.append(ReasonCount(reason, len(rows), so_far / len(judged), counted))
        return found

    def called(self, *, human: int, machine: int) -> Proportion:
        """How many parts that people called one thing the machine calls another."""
        table, counted = self._table, self._counted
        scored = counted[table.machine[counted] != NO_VERDICT]
        judged = scored[table.human[scored] == human]
        return _proportion(int(np.count_nonzero(table.machine[judged] == machine)), len(judged))

    def _said_by(self, at: int) -> int:
        """The event that the human verdict of a row comes from: ids rise with time."""
        run_id = int(self._table.run_ids[at])
        if run_id not in self._said:
            standing = self._project.store.verdicts.standing(run_id)
            self._said[run_id] = {result_id: event.id for result_id, event in standing.items()}
        return self._said[run_id].get(int(self._table.ids[at]), 0)

    def _key(self, at: int) -> str:
        """The name of the group of a row."""
        if self._by is TrendGrouping.LOT:
            return self._runs[int(self._table.run_ids[at])].lot
        if self._by is TrendGrouping.SHIFT:
            return self._table.shift(at)
        return self._moment(at).astimezone().date().isoformat()

    def _moment(self, at: int) -> datetime:
        return datetime.fromtimestamp(float(self._table.times[at]), UTC)

    def _group(self, key: str, parts: Indices) -> TrendGroup:
        table, first, counted = self._table, self._first[parts], self._counted[parts]
        counts = np.bincount(table.verdicts[counted], minlength=NO_VERDICT + 1)
        return TrendGroup(
            key=key,
            run_ids=tuple(sorted({int(one) for one in table.run_ids[first]})),
            started_at=self._moment(int(first[np.argmin(table.times[first])])),
            ok=int(counts[OK]),
            review=int(counts[REVIEW]),
            ng=int(counts[NG]),
            errors=int(counts[NO_VERDICT]),
            ng_limits=ControlLimits(),
            review_limits=ControlLimits(),
            scores=self._spans(counted),
            counted={
                verdict: self._results(counted[table.verdicts[counted] == VERDICT_CODES[verdict]])
                for verdict in (Verdict.NG, Verdict.REVIEW)
            },
        )

    def _results(self, rows: Indices) -> tuple[CountedResults, ...]:
        """What the results of some rows are, for each model."""
        table = self._table
        return tuple(
            CountedResults(
                number, tuple(np.unique(table.run_ids[at]).tolist()), tuple(table.ids[at].tolist())
            )
            for number, at in self._by_model(np.sort(rows))
        )

    def _by_model(self, rows: Indices) -> list[tuple[int, Indices]]:
        """Rows for each model, by its number."""
        runs = self._table.run_ids[rows].tolist()
        numbers = np.array([self._models[run_id] for run_id in runs], np.int64)
        return [(number, rows[numbers == number]) for number in np.unique(numbers).tolist()]

    def _spans(self, rows: Indices) -> tuple[ScoreSpan, ...]:
        """The quartiles of the scores of each model; images with a warning are left out."""
        table = self._table
        spans = []
        plain = rows[~np.isnan(table.scores[rows]) & (table.warned[rows] == 0)]
        for number, at in self._by_model(plain):
            low, median, high = np.percentile(table.scores[at], (25, 50, 75))
            spans.append(ScoreSpan(number, len(at), float(low), float(median), float(high)))
        return tuple(spans)


def _parts(
    table: ResultTable, said_by: Callable[[int], int], should_stop: Callable[[], bool]
) -> tuple[Indices, Indices]:
    """For each part the row of its first result, and that of the one that counts; int64 [n].

    Args:
        table: The results in the order of time.
        said_by: The id of the event that the human verdict of a row comes from.
        should_stop: Asked for each part.
    """
    judged, has_verdict = table.human != NO_VERDICT, table.verdicts != NO_VERDICT

    def replaces(at: int, before: int) -> bool:
        """Whether a row counts rather than an earlier one of the same part."""
        if judged[at] and judged[before]:
            return said_by(at) > said_by(before)
        if judged[at] or judged[before]:
            return bool(judged[at])
        return bool(has_verdict[at] or not has_verdict[before])

    first: dict[str, int] = {}
    counted: dict[str, int] = {}
    for at, part in enumerate(_part_names(table)):
        raise_if_stopped(should_stop)
        first.setdefault(part, at)
        if part not in counted or replaces(at, counted[part]):
            counted[part] = at
    return np.array([*first.values()], np.int64), np.array([*counted.values()], np.int64)


def _part_names(table: ResultTable) -> list[str]:
    """What tells the part of each row from others: the hash of its bytes.

    Of a file that could not be read it is the hash of the next result from there in the same lot;
    where there is none, the path.
    """
    unread = {table.names[at] for at in range(len(table)) if not table.sha256(at)}
    read_later: dict[tuple[str, str], str] = {}
    names = []
    for at in reversed(range(len(table))):
        name = table.sha256(at)
        if table.names[at] in unread:
            path = str(table.path(at))
            if name:
                read_later[table.lot(at), path] = name
            else:
                name = read_later.get((table.lot(at), path), path)
        names.append(name)
    return names[::-1]


def _with_limits(groups: Sequence[TrendGroup]) -> list[TrendGroup]:
    counts = [one.parts for one in groups]
    of_ng = _limits(p_chart([one.ng for one in groups], counts))
    of_review = _limits(p_chart([one.review for one in groups], counts))
    return [
        replace(one, ng_limits=ng, review_limits=review)
        for one, ng, review in zip(groups, of_ng, of_review, strict=True)
    ]


def _limits(chart: PChart) -> list[ControlLimits]:
    pairs = zip(chart.lower, chart.upper, strict=True)
    return [ControlLimits(float(low), float(high)) for low, high in pairs]


def _proportion(hits: int, count: int) -> Proportion:
    if not count:
        return Proportion(0, 0, 0.0, 1.0)
    interval = clopper_pearson(hits, count)
    return Proportion(hits, count, interval.low, interval.high)
