"""The results of runs as a table of columns, for lists, filters and queues.

A hundred thousand results are a dozen arrays; the object of a row is created when it is needed. A
row is identified by its index, which never changes: results are only added. To leave results out,
make another table (`without`).
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import copy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ad_studio.domain import (
    FrameSpan,
    LimitKey,
    Mark,
    ResultRow,
    RunInfo,
    Thresholds,
    Verdict,
)
from ad_studio.domain.verdict_codes import (
    MARK_CODES,
    MARKS,
    VERDICT_CODES,
    VERDICTS,
    effective_codes,
    state_codes,
)
from ad_studio.image_names import comparison_key
from ad_studio.messages import NOTHING, Message
from ad_studio.progress import never
from ad_studio.services.projects.project import Project
from ad_studio.services.results.result_arrays import Indices, ResultArrays
from ad_studio.store.records import ResultColumns

_LISTS = ("names", "folded", "searched", "_paths", "_sha256", "_reasons", "_errors")


class ResultTable(ResultArrays):
    """Results, judged by the current thresholds, which may be uncommitted.

    Attributes:
        names: File names.
        folded: The same, in the form in which names are compared.
        searched: The same with serial, shift and part type: in which a text is looked for.
        lots: The lot of each run, by the run's id.
        run_words: What else is searched for, in the form in which names are compared: lot, operator
            and station of each run, by the run's id.
        thresholds: The thresholds in hand; None: the verdicts are as stored.
    """

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.folded: list[str] = []
        self.searched: list[str] = []
        self.lots: dict[int, str] = {}
        self.run_words: dict[int, frozenset[str]] = {}
        self.thresholds: Thresholds | None = None
        self._paths: list[str] = []
        self._sha256: list[str] = []
        self._reasons: list[str] = []
        self._errors: list[Message] = []
        self._warnings: dict[int, Message] = {}  # result id -> what is wrong with the image
        self._taken: dict[int, int] = {}  # result id -> where its score came from
        self._traces: dict[int, tuple[str, str]] = {}  # result id -> serial and shift
        self._spans: dict[int, FrameSpan] = {}  # result id -> the frames that it stands for
        self._part_types: dict[int, str] = {}  # result id -> what the image was taken for
        self._limited: dict[int, dict[LimitKey, float]] = {}  # result id -> `ResultRow.limited`
        self._places: dict[int, int] = {}

    @classmethod
    def of(
        cls,
        columns: ResultColumns,
        *,
        runs: Sequence[RunInfo],
        traces: Mapping[int, tuple[str, str]],
        spans: Mapping[int, FrameSpan],
        part_types: Mapping[int, str],
        moved: Mapping[int, Path],
        limited: Mapping[int, Mapping[LimitKey, float]],
    ) -> "ResultTable":
        """Make it of what the store has read.

        Args:
            columns: The results.
            runs: Their runs.
            traces: Serial and shift by result, where one is known.
            spans: Frames by result, where it stands for some.
            part_types: That each result was taken for, where it was for one.
            moved: Where the files of results lie that were moved since, by result.
            limited: Limited scores by result and by `SizeLimit.key`, where they are known.
        """
        table = cls()
        for run in runs:
            table.add_run(run.id, lot=run.lot, operator=run.operator, station=run.station)
        table._traces, table._spans = dict(traces), dict(spans)
        table._part_types = dict(part_types)
        table._limited = {result_id: dict(known) for result_id, known in limited.items()}
        table._taken = {
            result_id: source
            for result_id, source in zip(columns.ids, columns.reused_from, strict=True)
            if source is not None
        }
        table._warnings = {
            result_id: Message.from_text(text)
            for result_id, text in zip(columns.ids, columns.warnings, strict=True)
            if text
        }
        table._add(
            {
                "ids": columns.ids,
                "run_ids": columns.run_ids,
                "scores": columns.scores,
                "widths": columns.widths,
                "heights": columns.heights,
                "stored": [VERDICT_CODES[word] for word in columns.machine],
                "human": [VERDICT_CODES[word] for word in columns.human],
                "marks": [MARK_CODES[word] for word in columns.marks],
                "warned": [bool(text) for text in columns.warnings],
                "times": np.array(columns.times, "datetime64[us]").astype(np.int64) / 1e6,
            },
            paths=[
                str(moved.get(result_id, path))
                for result_id, path in zip(columns.ids, columns.paths, strict=True)
            ],
            sha256=columns.sha256,
            reasons=columns.reasons,
            errors=[Message.from_text(text) for text in columns.errors],
        )
        return table

    def add_run(self, run_id: int, *, lot: str, operator: str, station: str) -> None:
        """Set the traceability fields of a run."""
        self.lots[run_id] = lot
        words = {comparison_key(word) for word in (lot, operator, station)}
        self.run_words[run_id] = frozenset(words - {""})

    @property
    def of_frames(self) -> npt.NDArray[np.bool_]:
        """Bool [n], whether the result is of frames of a video: its score is smoothed over time."""
        return np.isin(self.ids, list(self._spans))

    @property
    def limited(self) -> Mapping[int, Mapping[LimitKey, float]]:
        """Limited scores that are known, sigma, by result and by `SizeLimit.key`."""
        return self._limited

    # filling

    def extend(self, rows: Sequence[ResultRow]) -> Indices:
        """Add results that are not here yet.

        Returns:
            The indices of the new ones.
        """
        new = [row for row in {row.id: row for row in rows}.values() if row.id not in self._places]
        for row in new:
            if row.reused_from is not None:
                self._taken[row.id] = row.reused_from
            if row.warning:
                self._warnings[row.id] = row.warning
            if row.serial or row.shift:
                self._traces[row.id] = row.serial, row.shift
            if row.span is not None:
                self._spans[row.id] = row.span
            if row.part_type:
                self._part_types[row.id] = row.part_type
            if row.limited:
                self._limited[row.id] = dict(row.limited)
        return self._add(
            {
                "ids": [row.id for row in new],
                "run_ids": [row.run_id for row in new],
                "scores": [row.score for row in new],
                "widths": [row.width for row in new],
                "heights": [row.height for row in new],
                "stored": [VERDICT_CODES[row.machine] for row in new],
                "human": [VERDICT_CODES[row.human] for row in new],
                "marks": [MARK_CODES[row.mark] for row in new],
                "warned": [bool(row.warning) for row in new],
                "times": [row.inspected_at.timestamp() for row in new],
            },
            paths=[str(row.path) for row in new],
            sha256=[row.sha256 for row in new],
            reasons=[row.reason for row in new],
            errors=[row.error for row in new],
        )

    def without(self, result_ids: Collection[int]) -> "ResultTable":
        """The results but these, in a table of its own, as known and judged here."""
        table = copy(self)
        table.keep(np.flatnonzero(~np.isin(self.ids, list(result_ids))))
        return table

    def keep(self, kept: Indices) -> None:
        """Leave only the results of these indices, which are numbered anew."""
        self._numbers = {name: self._column(name)[kept] for name in self._numbers}
        self._count = len(kept)
        places = kept.tolist()
        for name in _LISTS:
            column = getattr(self, name)
            setattr(self, name, [column[at] for at in places])
        self._places = {result_id: at for at, result_id in enumerate(self.ids.tolist())}
        self._limited = {one: of for one, of in self._limited.items() if one in self._places}

    def _add(
        self,
        numbers: Mapping[str, Any],
        *,
        paths: Sequence[str],
        sha256: Sequence[str],
        reasons: Sequence[str],
        errors: Sequence[Message],
    ) -> Indices:
        start, added = len(self), self._append(numbers, count=len(paths))
        self._places.update(zip(numbers["ids"], added.tolist(), strict=True))
        self._paths += paths
        names = [path.replace("\\", "/").rpartition("/")[2] for path in paths]
        self.names += names
        self.folded += [comparison_key(name) for name in names]
        self.searched += [
            "\n".join((name, *map(comparison_key, self._found_by(result_id))))
            for name, result_id in zip(self.folded[start:], numbers["ids"], strict=True)
        ]
        self._sha256 += sha256
        self._reasons += reasons
        self._errors += errors
        self._look_up_limited(numbers["ids"])
        self._judge(added)
        return added

    # judging

    def judge(self, thresholds: Thresholds | None) -> None:
        """Judge by these thresholds from now on; None: as stored."""
        if thresholds != self.thresholds:
            before, self.thresholds = self.thresholds, thresholds
            limit = None if thresholds is None else thresholds.size_limit
            if limit != (None if before is None else before.size_limit):
                self._numbers["limited"][:] = np.nan
                self._look_up_limited(self._limited)
            self._judge(slice(len(self)))

    def say(
        self, index: int, human: Verdict | None, *, reason: str = "", mark: Mark | None = None
    ) -> None:
        """Set the human verdict or mark of a result."""
        self._numbers["human"][index] = VERDICT_CODES[human]
        self._numbers["marks"][index] = MARK_CODES[mark]
        self._reasons[index] = reason
        self._judge(slice(index, index + 1))

    def take_limited(self, found: Mapping[int, float], *, key: LimitKey) -> None:
        """Take in limited scores of results by their ids.

        Args:
            found: Sigma.
            key: Of the limit that they are by.
        """
        for result_id, score in found.items():
            self._limited.setdefault(result_id, {})[key] = score
        self._look_up_limited(found)
        self._judge(np.array([self._places[one] for one in found], np.int64))

    def without_limited(self) -> Indices:
        """The indices of results whose limited score decides their verdict and is not known."""
        now = self.thresholds
        if now is None or now.size_limit is None:
            return np.zeros(0, np.int64)
        return np.flatnonzero((self.scores >= now.ng) & np.isnan(self._column("limited")))

    def _judge(self, which: slice | Indices) -> None:
        numbers = self._numbers
        machine, human = numbers["stored"][which], numbers["human"][which]
        if self.thresholds is not None:
            scores = numbers["scores"][which]
            codes = self.thresholds.codes(
                scores, limited=numbers["limited"][which], warned=numbers["warned"][which]
            )
            machine = np.where(np.isnan(scores), machine, codes)
        numbers["machine"][which] = machine
        numbers["verdicts"][which] = effective_codes(machine, human)
        numbers["states"][which] = state_codes(machine, human, numbers["marks"][which])

    def _look_up_limited(self, result_ids: Iterable[int]) -> None:
        """Fill the column of limited scores by the size limit in hand."""
        if self.thresholds is None or self.thresholds.size_limit is None:
            return
        for result_id in result_ids:
            known = self._limited.get(result_id)
            if known:
                place = self._places[result_id]
                self._numbers["limited"][place] = self.thresholds.limited(known)

    # single rows

    def index(self, result_id: int) -> int | None:
        """Where a result is; None if it is not here."""
        return self._places.get(result_id)

    def path(self, index: int) -> Path:
        """The image file of a row."""
        return Path(self._paths[index])

    def place(self, moved: Mapping[int, Path]) -> None:
        """Take over where the files of results lie since they were moved, by result."""
        for result_id, path in moved.items():
            index = self.index(result_id)
            if index is not None:
                self._paths[index] = str(path)

    def sha256(self, index: int) -> str:
        """Of the bytes that were scored."""
        return self._sha256[index]

    def has_reason(self, text: str, which: slice | Indices) -> npt.NDArray[np.bool_]:
        """Tell of results whether their reason has a text in it, in which names are compared."""
        reasons = self._reasons
        chosen = reasons[which] if isinstance(which, slice) else [reasons[at] for at in which]
        fitting = {one for one in set(chosen) - {""} if text in comparison_key(one)}
        return np.array([one in fitting for one in chosen], np.bool_)

    def reasons(self, most: int) -> list[str]:
        """The reasons given most often, the most frequent first."""
        given = Counter(self._reasons)
        del given[""]
        return [reason for reason, _count in given.most_common(most)]

    def lot(self, index: int) -> str:
        """The lot of a row; empty if none was given."""
        return self.lots.get(int(self._numbers["run_ids"][index]), "")

    def shift(self, index: int) -> str:
        """The shift in which a row was inspected; empty if it is not known."""
        _serial, shift = self._traces.get(int(self._numbers["ids"][index]), ("", ""))
        return shift

    def part_type(self, index: int) -> str:
        """The part type that a row was taken for; empty if for none."""
        return self._part_types.get(int(self._numbers["ids"][index]), "")

    def _found_by(self, result_id: int) -> list[str]:
        """What a result is found by beside its name."""
        found = [*self._traces.get(result_id, ()), self._part_types.get(result_id, "")]
        return [words for words in found if words]

    def row(self, index: int) -> ResultRow:
        """The object of a row. Its timings are not read, so they are empty."""
        numbers = self._numbers
        score = float(numbers["scores"][index])
        result_id = int(numbers["ids"][index])
        serial, shift = self._traces.get(result_id, ("", ""))
        return ResultRow(
            id=result_id,
            run_id=int(numbers["run_ids"][index]),
            path=self.path(index),
            sha256=self._sha256[index],
            width=int(numbers["widths"][index]),
            height=int(numbers["heights"][index]),
            score=None if np.isnan(score) else score,
            machine=VERDICTS[numbers["stored"][index]],
            human=VERDICTS[numbers["human"][index]],
            reason=self._reasons[index],
            error=self._errors[index],
            timings={},
            inspected_at=datetime.fromtimestamp(float(numbers["times"][index]), UTC),
            reused_from=self._taken.get(result_id),
            mark=MARKS[numbers["marks"][index]],
            warning=self._warnings.get(result_id, NOTHING),
            serial=serial,
            shift=shift,
            span=self._spans.get(result_id),
            part_type=self._part_types.get(result_id, ""),
            limited=self._limited.get(result_id, {}),
        )


def read_table(
    project: Project, runs: Sequence[RunInfo], *, should_stop: Callable[[], bool] = never
) -> ResultTable:
    """Read the results of runs, in the order they were stored.

    Args:
        project: The project.
        runs: The runs.
        should_stop: Asked several times a second.

    Raises:
        Cancelled: `should_stop` turned true.
        StoreError: The database, or a value in it, cannot be read.
    """
    run_ids = [run.id for run in runs]
    columns = project.store.results.columns(run_ids, should_stop=should_stop)
    traces = project.store.results.traces(run_ids)
    spans = project.store.results.spans([run.id for run in runs if run.scope.rate is not None])
    part_types = project.store.results.part_types(run_ids)
    moved = project.store.actions.moved(run_ids)
    limited = project.store.limited_scores.of_runs(run_ids)
    with project.store.values_of("result"):
        return ResultTable.of(
            columns,
            runs=runs,
            traces=traces,
            spans=spans,
            part_types=part_types,
            moved=moved,
            limited=limited,
        )
