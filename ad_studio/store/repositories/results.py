"""The results of inspection runs."""

import math
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future
from dataclasses import asdict, replace
from pathlib import Path, PurePath
from time import perf_counter
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import (
    ColumnElement,
    ScalarResult,
    func,
    insert,
    literal,
    select,
    type_coerce,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.types import NullType

from ad_studio.domain import (
    ActionKind,
    ConfirmedPart,
    FrameSpan,
    ResultMaps,
    ResultRow,
    Source,
    Thresholds,
)
from ad_studio.errors import ProjectError
from ad_studio.messages import msg
from ad_studio.progress import never
from ad_studio.store import maps_codec, records
from ad_studio.store import tables as t
from ad_studio.store.audit_chain import add_event, frame_scores_event
from ad_studio.store.frame_paths import FRAMES, absolute_path, stored_path
from ad_studio.store.records import (
    FrameScores,
    KnownScore,
    NewResult,
    ResultColumns,
    VerifiedScore,
)
from ad_studio.store.repositories.base import Repository, now
from ad_studio.store.repositories.limited_scores import limited_scores, measured, new_score
from ad_studio.store.repositories.rows import (
    chosen_model_id,
    moved_to,
    newest_thresholds,
    of_kept_run,
    of_latest_reading,
    run_row,
)
from ad_studio.store.types import PathText, path_text

_PATH = func.coalesce(moved_to(), t.Image.path, type_=PathText)
"""Where the file of an image lies now."""

_FIELDS: tuple[ColumnElement[Any] | InstrumentedAttribute[Any], ...] = (
    t.Result.id,
    t.Result.run_id,
    _PATH,
    t.Image.sha256,
    t.Image.width,
    t.Image.height,
    t.Result.score,
    t.Result.machine,
    t.Result.human,
    t.Result.human_reason,
    t.Result.error,
    t.Result.timings,
    t.Result.inspected_at,
    t.Result.reused_from,
    t.Result.mark,
    t.Result.warning,
    t.SupersededResult.result_id,
    func.coalesce(t.ResultTrace.serial, ""),
    func.coalesce(t.ResultTrace.shift, ""),
    func.coalesce(t.ModelPartType.name, ""),
)
"""The fields of ResultRow in their order, but for the last one."""

_SPAN = (
    t.ResultFrames.video,
    t.ResultFrames.video_sha256,
    t.ResultFrames.is_event,
    t.ResultFrames.start,
    t.ResultFrames.end,
    t.ResultFrames.shown,
    t.ResultFrames.frames,
    t.ResultFrames.raw,
)
"""The fields of FrameSpan in their order."""

_RESULT_ROWS = (
    select(*_FIELDS, *_SPAN)
    .join(t.Image, t.Image.id == t.Result.image_id)
    .outerjoin(t.SupersededResult, t.SupersededResult.by_id == t.Result.id)
    .outerjoin(t.ResultTrace, t.ResultTrace.result_id == t.Result.id)
    .outerjoin(t.ResultFrames, t.ResultFrames.result_id == t.Result.id)
    .outerjoin(t.ResultPartType, t.ResultPartType.result_id == t.Result.id)
    .outerjoin(t.ModelPartType, t.ModelPartType.id == t.ResultPartType.type_id)
)
"""Many rows are read, and ORM objects are slow."""


_OF_ONE_IMAGE = t.Result.id.not_in(select(t.ResultFrames.result_id))
"""The score is that of the image by itself, not smoothed over the frames of a video."""

_PIECE = 1000

_UNLISTED = (t.Result.timings, *_FIELDS[-4:])
_COLUMNS = tuple(
    t.Image.path if field is _PATH else field
    for field in _FIELDS
    if not any(field is one for one in _UNLISTED)
)
"""In the order of `ResultColumns`: what a ResultRow has, but for what no list shows.

Paths are those of the inspection: what is known of few results is read apart.
"""


class ResultRepository(Repository):
    """Results with their maps.

    A watched file may be read again, because it was read too early or was written over. Both
    results stay; what lists, counts and learns takes the later one.
    """

    def add(
        self, run_id: int, batch: Sequence[NewResult], *, scores: FrameScores | None = None
    ) -> Future[list[ResultRow]]:
        """Queue a batch of results; returns at once, so that scoring goes on meanwhile.

        One transaction writes images, results, maps and the first machine verdict events, judged
        by the thresholds that hold at that moment. The future gives the stored rows in the order
        of the batch. Always look at it: a full disk is reported there, as StoreError.

        Args:
            run_id: The run they belong to.
            batch: The results; an image (path and bytes) may occur once in a run.
            scores: Of all frames, where the results are those of a video; the file is sealed.
        """

        def work(session: Session) -> list[ResultRow]:
            if scores is not None:
                inner = stored_path(scores.path, self._folder)
                add_event(session, frame_scores_event(run_id, str(inner), scores.sha256))
            return _add_results(session, run_id, batch, self._folder)

        return self._database.submit(work)

    def of_run(
        self,
        run_id: int,
        *,
        superseded: bool = False,
        should_stop: Callable[[], bool] = never,
    ) -> list[ResultRow]:
        """List the results of a run in the order they were stored.

        Args:
            run_id: The run.
            superseded: Those of earlier readings of a file, too.
            should_stop: Asked several times a second.

        Raises:
            Cancelled: `should_stop` turned true.
        """
        which = [t.Result.run_id == run_id]
        with self._database.reading(should_stop=should_stop) as session:
            return _read_rows(
                session, self._folder, *which, *([] if superseded else [of_latest_reading()])
            )

    def get(self, result_id: int) -> ResultRow:
        """Return one result.

        Raises:
            ProjectError: There is no such result.
        """
        with self._database.reading() as session:
            rows = _read_rows(session, self._folder, t.Result.id == result_id)
        if not rows:
            raise ProjectError(
                msg("There is no result {result} in this project.", result=result_id)
            )
        return rows[0]

    def columns(
        self, run_ids: Collection[int], *, should_stop: Callable[[], bool] = never
    ) -> ResultColumns:
        """Read the results of runs that count, in the order they were stored.

        Args:
            run_ids: The runs.
            should_stop: Asked several times a second.

        Raises:
            Cancelled: `should_stop` turned true.
        """
        raw = [type_coerce(column, NullType()) for column in _COLUMNS]  # values as they are
        span = select(func.min(t.Result.id), func.max(t.Result.id))
        with self._database.reading(should_stop=should_stop) as session:
            first, last = session.execute(span.where(t.Result.run_id.in_(run_ids))).one()
            # The sum keeps SQLite from going by an index on the run: a run lies in one piece, and
            # walking that piece as it lies takes a third of the time.
            wanted = (
                select(*raw)
                .join(t.Image, t.Image.id == t.Result.image_id)
                .where(
                    t.Result.id.between(first, last),
                    (t.Result.run_id + 0).in_(run_ids),
                    of_latest_reading(),
                )
                .order_by(t.Result.id)
            )
            columns: list[list[Any]] = [[] for _ in _COLUMNS]
            # In pieces, and past the ORM: rows that live on all together make Python look for
            # garbage among them again and again.
            for rows in session.connection().execute(wanted).partitions(_PIECE):
                for column, values in zip(columns, zip(*rows, strict=True), strict=True):
                    column.extend(values)
        found = ResultColumns(*columns)
        paths = (path_text(path) for path in found.paths)
        inner = f"{FRAMES}/"
        return found._replace(
            paths=[str(self._folder / path) if path.startswith(inner) else path for path in paths]
        )

    def traces(self, run_ids: Collection[int]) -> dict[int, tuple[str, str]]:
        """Return serial and shift of the results of runs by their ids, where one is known."""
        wanted = (
            select(t.ResultTrace.result_id, t.ResultTrace.serial, t.ResultTrace.shift)
            .join(t.Result, t.Result.id == t.ResultTrace.result_id)
            .where(t.Result.run_id.in_(run_ids))
        )
        with self._database.reading() as session:
            return {
                result_id: (serial, shift) for result_id, serial, shift in session.execute(wanted)
            }

    def spans(self, run_ids: Collection[int]) -> dict[int, FrameSpan]:
        """Return which frames the results of runs stand for, where they stand for frames."""
        wanted = (
            select(t.Result.id, *_SPAN)
            .join(t.ResultFrames, t.ResultFrames.result_id == t.Result.id)
            .where(t.Result.run_id.in_(run_ids))
        )
        with self._database.reading() as session:
            rows: Sequence[Any] = session.execute(wanted).all()
            return {result_id: FrameSpan(*span) for result_id, *span in rows}

    def part_types(self, run_ids: Collection[int]) -> dict[int, str]:
        """Return the part type that results of runs were taken for, by their ids, if for one."""
        wanted = (
            select(t.ResultPartType.result_id, t.ModelPartType.name)
            .join(t.ModelPartType, t.ModelPartType.id == t.ResultPartType.type_id)
            .join(t.Result, t.Result.id == t.ResultPartType.result_id)
            .where(t.Result.run_id.in_(run_ids))
        )
        with self._database.reading() as session:
            return dict(session.execute(wanted).all())

    def maps(self, result_id: int) -> ResultMaps | None:
        """Return the deviation maps of a result; None if it has none.

        Raises:
            StoreError: They are damaged.
        """
        with self._database.reading() as session:
            blob = session.scalar(
                select(t.ResultMap.blob).where(t.ResultMap.result_id == result_id)
            )
        return None if blob is None else maps_codec.decode(blob)

    def fused_maps(self, result_ids: Collection[int]) -> dict[int, npt.NDArray[np.float32]]:
        """Read the fused maps, float32 [h, w] in sigma, of some results; those without are absent.

        Raises:
            StoreError: One is damaged.
        """
        wanted = select(t.ResultMap.result_id, t.ResultMap.blob).where(
            t.ResultMap.result_id.in_(result_ids)
        )
        with self._database.reading() as session:
            found = session.execute(wanted).all()
        return {result_id: maps_codec.decode(blob).fused for result_id, blob in found}

    def inspected_files(self, run_id: int) -> dict[Path, list[str]]:
        """Return the SHA-256 of every reading of each file in a run, in the order of reading."""
        wanted = (
            select(t.Image.path, t.Image.sha256)
            .join(t.Result, t.Result.image_id == t.Image.id)
            .where(t.Result.run_id == run_id)
            .order_by(t.Result.id)
        )
        found: dict[Path, list[str]] = {}
        with self._database.reading() as session:
            for path, sha256 in session.execute(wanted):
                found.setdefault(absolute_path(path, self._folder), []).append(sha256)
        return found

    def kept_frames(self) -> list[tuple[Path, str]]:
        """List the pictures of frames that lie in the project, each with its SHA-256."""
        wanted = (
            select(t.Image.path, t.Image.sha256)
            .where(t.Image.path.startswith(f"{FRAMES}/"))
            .order_by(t.Image.id)
        )
        with self._database.reading() as session:
            return [
                (absolute_path(path, self._folder), sha256)
                for path, sha256 in session.execute(wanted)
            ]

    def known_scores(self, model_id: int) -> dict[tuple[Path, str], KnownScore]:
        """Return the latest score that a model gave each image, by path and SHA-256.

        Results of deleted runs do not count: their maps are gone. Nor do those of frames, whose
        score is smoothed over time.
        """
        wanted = (
            select(
                t.Image.path,
                t.Image.sha256,
                t.Result.id,
                t.Result.score,
                t.Image.width,
                t.Image.height,
                t.Result.warning,
            )
            .join(t.Result, t.Result.image_id == t.Image.id)
            .join(t.InspectionRun, t.InspectionRun.id == t.Result.run_id)
            .where(
                t.InspectionRun.model_id == model_id,
                of_kept_run(),
                t.Result.score.is_not(None),
                _OF_ONE_IMAGE,
            )
            .order_by(t.Result.id)
        )
        with self._database.reading() as session:
            return {
                (absolute_path(path, self._folder), sha256): KnownScore(
                    result_id, score or 0.0, width, height, said
                )
                for path, sha256, result_id, score, width, height, said in session.execute(wanted)
            }

    def verified_scores(self, model_id: int | None = None) -> list[VerifiedScore]:
        """List the results with a human verdict over all runs of a model, as they were judged.

        What was said in a deleted run does not count. Left out are results of frames, whose score
        is smoothed over time: it is lower than that of the same image by itself.

        Args:
            model_id: The model; None: the one in force.

        Returns:
            The result that a person spoke about last comes last.

        Raises:
            ProjectError: There is no model.
        """
        with self._database.reading() as session:
            wanted = chosen_model_id(session, self._folder, model_id)
            rows = session.execute(
                select(
                    t.Result.id,
                    t.Result.image_id,
                    t.Image.sha256,
                    t.Result.score,
                    t.Result.human,
                    t.Result.warning,
                )
                .join(t.Image, t.Image.id == t.Result.image_id)
                .join(t.InspectionRun, t.InspectionRun.id == t.Result.run_id)
                .join(t.VerdictEvent, t.VerdictEvent.result_id == t.Result.id)
                .where(
                    t.InspectionRun.model_id == wanted,
                    of_kept_run(),
                    t.Result.human.is_not(None),
                    t.Result.score.is_not(None),
                    _OF_ONE_IMAGE,
                    of_latest_reading(),
                    t.VerdictEvent.source == Source.HUMAN,
                )
                .group_by(t.Result.id)
                .order_by(func.max(t.VerdictEvent.id))
            )
            return [
                VerifiedScore(result_id, image_id, sha256, score, human, warned=bool(warning))
                for result_id, image_id, sha256, score, human, warning in rows
                if score is not None and human is not None
            ]

    def confirmed_parts(self) -> list[ConfirmedPart]:
        """List the scored results with a human verdict over all runs, as they were judged.

        What was said in a deleted run does not count, nor what was said of an image that a model of
        several part types took for another type than the project's own, or for none. The result
        that a person spoke about last comes last.
        """
        last = (
            select(t.VerdictEvent.result_id, func.max(t.VerdictEvent.id).label("event_id"))
            .where(t.VerdictEvent.source == Source.HUMAN)
            .group_by(t.VerdictEvent.result_id)
            .subquery()
        )
        of_several = select(t.ModelPartType.model_id)
        wanted = (
            select(
                t.Result.id,
                _PATH,
                t.Image.sha256,
                t.Image.width,
                t.Image.height,
                t.Result.score,
                t.InspectionRun.model_id,
                t.Result.human,
                t.VerdictEvent.author,
                t.VerdictEvent.created_at,
                t.Result.warning,
            )
            .join(t.Image, t.Image.id == t.Result.image_id)
            .join(t.InspectionRun, t.InspectionRun.id == t.Result.run_id)
            .outerjoin(t.ResultPartType, t.ResultPartType.result_id == t.Result.id)
            .outerjoin(t.ModelPartType, t.ModelPartType.id == t.ResultPartType.type_id)
            .join(last, last.c.result_id == t.Result.id)
            .join(t.VerdictEvent, t.VerdictEvent.id == last.c.event_id)
            .where(
                of_kept_run(),
                t.Result.human.is_not(None),
                t.Result.score.is_not(None),
                of_latest_reading(),
                t.InspectionRun.model_id.not_in(of_several) | (t.ModelPartType.number == 0),
            )
            .order_by(last.c.event_id)
        )
        with self._database.reading() as session:
            rows: Sequence[Any] = session.execute(wanted).all()
            found = (ConfirmedPart(*row) for row in rows)
            return [replace(part, path=absolute_path(part.path, self._folder)) for part in found]


def _result_row(values: Sequence[Any], folder: Path) -> ResultRow:
    """A row of `_RESULT_ROWS` as an object."""
    fields, span = values[: len(_FIELDS)], values[len(_FIELDS) :]
    row = ResultRow(*(*fields, None if span[0] is None else FrameSpan(*span)))
    place = absolute_path(row.path, folder)
    return row if place is row.path else replace(row, path=place)


def _add_results(
    session: Session, run_id: int, batch: Sequence[NewResult], folder: Path
) -> list[ResultRow]:
    run = run_row(session, run_id)
    version = newest_thresholds(session, run.model_id)
    thresholds = records.thresholds(version)
    ids = [_add_result(session, run, version, thresholds, new, folder=folder) for new in batch]
    return _read_rows(session, folder, t.Result.id.in_(ids))


def _read_rows(session: Session, folder: Path, *which: ColumnElement[bool]) -> list[ResultRow]:
    """Read the rows of results that conditions let through, in the order they were stored."""
    wanted = _RESULT_ROWS.where(*which).order_by(t.Result.id)
    rows = [_result_row(row, folder) for row in session.execute(wanted)]
    limited = limited_scores(session, *which)
    return [replace(row, limited=limited[row.id]) if row.id in limited else row for row in rows]


def _add_result(
    session: Session,
    run: t.InspectionRun,
    version: t.ThresholdVersion,
    thresholds: Thresholds,
    new: NewResult,
    *,
    folder: Path,
) -> int:
    start = perf_counter()
    image_id = _image(session, new, stored_path(new.path, folder))
    blob = None if new.maps is None else maps_codec.encode(new.maps)
    if new.reused_from is not None:
        blob = session.scalar(
            select(t.ResultMap.blob).where(t.ResultMap.result_id == new.reused_from)
        )
    limited, limit = math.nan, thresholds.size_limit
    if limit and blob and new.score is not None and new.score >= thresholds.ng:
        limited = measured(blob, new.score, limit=limit, width=new.width, height=new.height)
    machine = None
    if new.score is not None:
        machine = thresholds.verdict(new.score, limited=limited, warned=bool(new.warning))
    row = t.Result(
        run_id=run.id,
        image_id=image_id,
        score=new.score,
        machine=machine,
        human=None,
        human_reason="",
        error=new.error,
        timings={**new.timings, "store": round((perf_counter() - start) * 1000, 3)},
        inspected_at=now(),
        reused_from=new.reused_from,
        mark=None,
        warning=new.warning,
    )
    session.add(row)
    session.flush()
    if new.serial or new.shift:
        session.add(t.ResultTrace(result_id=row.id, serial=new.serial, shift=new.shift))
    if new.span is not None:
        session.add(t.ResultFrames(result_id=row.id, **asdict(new.span)))
    if new.part_type:
        type_id = _part_type(session, run.model_id, new.part_type)
        session.add(t.ResultPartType(result_id=row.id, type_id=type_id))
    if records.run_scope(run).watch:
        _supersede(session, run.id, new.path, by_id=row.id)
    if blob is not None:
        session.add(t.ResultMap(result_id=row.id, blob=blob))
    if limit and not math.isnan(limited):
        session.add(new_score(row.id, limit, limited))
    reason = str(new.warning)
    if new.reused_from is not None:
        reason = _reuse(session, row.id, new.reused_from)
    if machine is not None:
        session.add(
            t.VerdictEvent(
                result_id=row.id,
                source=Source.MACHINE,
                old=None,
                new=machine,
                machine=machine,
                human=None,
                human_reason="",
                mark=None,
                author="",
                reason=reason,
                model_id=run.model_id,
                threshold_id=version.id,
                sha256=new.sha256,
                created_at=row.inspected_at,
            )
        )
    return row.id


def _supersede(session: Session, run_id: int, path: Path, *, by_id: int) -> None:
    """Have the result of an earlier reading of a file count no more.

    Not where that file was moved away since: the one of the same name is another part's.
    """
    moved_away = (
        select(t.ActionDone.id)
        .where(t.ActionDone.result_id == t.Result.id, t.ActionDone.action == ActionKind.MOVE)
        .exists()
    )
    before = (
        select(t.Result.id)
        .join(t.Image, t.Image.id == t.Result.image_id)
        .where(
            t.Image.path == path,
            t.Result.run_id + 0 == run_id,  # the sum keeps SQLite from going through all of the run
            t.Result.id != by_id,
            of_latest_reading(),
            ~moved_away,
        )
    )
    result_id = session.scalar(before)
    if result_id is not None:
        session.add(t.SupersededResult(result_id=result_id, by_id=by_id))


def _reuse(session: Session, result_id: int, source_id: int) -> str:
    """Copy the part type of an earlier result; return what the audit trail says about it."""
    taken_for = select(literal(result_id), t.ResultPartType.type_id).where(
        t.ResultPartType.result_id == source_id
    )
    session.execute(insert(t.ResultPartType).from_select(["result_id", "type_id"], taken_for))
    source_run = session.scalars(select(t.Result.run_id).where(t.Result.id == source_id)).one()
    return f"unchanged: score of result {source_id} in run {source_run} taken over"


def _part_type(session: Session, model_id: int, name: str) -> int:
    found: int = session.scalars(
        select(t.ModelPartType.id).where(
            t.ModelPartType.model_id == model_id, t.ModelPartType.name == name
        )
    ).one()
    return found


def _image(session: Session, new: NewResult, path: PurePath) -> int:
    seen = {
        "size": new.size,
        "mtime_ns": new.mtime_ns,
        "width": new.width,
        "height": new.height,
    }
    # Not an upsert: the trigger that refuses to replace a row would refuse it.
    same = (t.Image.path == path) & (t.Image.sha256 == new.sha256)
    known: int | None = session.scalar(select(t.Image.id).where(same))
    if known is not None:
        session.execute(update(t.Image).where(t.Image.id == known).values(**seen))
        return known
    added = insert(t.Image).values(path=path, sha256=new.sha256, **seen)
    found: ScalarResult[int] = session.scalars(added.returning(t.Image.id))
    return found.one()
