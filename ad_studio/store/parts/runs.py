"""Inspection runs and their results."""

from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import ColumnElement, ScalarResult, func, insert, literal, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session

from ad_studio.domain import (
    ResultMaps,
    ResultRow,
    RunInfo,
    RunScope,
    RunStatus,
    Source,
    Thresholds,
    Verdict,
    VerdictCounts,
)
from ad_studio.errors import ProjectError
from ad_studio.store import maps_codec, records
from ad_studio.store import tables as t
from ad_studio.store.parts.base import StorePart, now
from ad_studio.store.parts.models import newest_thresholds
from ad_studio.store.records import NewResult, Tally

RESULT_FIELDS: tuple[InstrumentedAttribute[Any], ...] = (
    t.Result.id,
    t.Result.run_id,
    t.Image.path,
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
    t.Result.taken_from,
    t.Result.mark,
)
"""The fields of ResultRow in their order."""

_RESULT_ROWS = select(*RESULT_FIELDS).join(t.Image, t.Image.id == t.Result.image_id)
"""Many rows are read, and ORM objects are slow."""


class RunsPart(StorePart):
    """Runs, and one result per image in each."""

    def start_run(
        self,
        *,
        model_id: int,
        folder: Path,
        total: int,
        lot: str = "",
        operator: str = "",
        station: str = "",
        scope: RunScope | None = None,
    ) -> RunInfo:
        """Store a run that begins now, with status RUNNING.

        Args:
            model_id: The model that scores.
            folder: What is inspected; the first one of several.
            total: How many images there are to do.
            lot: Traceability, as typed.
            operator: Who inspects.
            station: Where.
            scope: All that the run takes in; None: just the folder.
        """

        def work(session: Session) -> RunInfo:
            row = t.InspectionRun(
                model_id=model_id,
                folder=folder,
                lot=lot,
                operator=operator,
                station=station,
                status=RunStatus.RUNNING,
                total=total,
                started_at=now(),
                finished_at=None,
                scope=None if scope is None else records.scope_json(scope),
            )
            session.add(row)
            session.flush()
            return records.run_info(row, Tally())

        return self._write(work)

    def add_results(self, run_id: int, batch: Sequence[NewResult]) -> Future[list[ResultRow]]:
        """Queue a batch of results; returns at once, so that scoring goes on meanwhile.

        One transaction writes images, results, maps and the first machine verdict events, judged
        by the thresholds that hold at that moment. The future gives the stored rows in the order
        of the batch. Always look at it: a full disk is reported there, as StoreError.

        Args:
            run_id: The run they belong to.
            batch: The results; an image (path and bytes) may occur once in a run.
        """
        return self._db.write(lambda session: _add_results(session, run_id, batch))

    def finish_run(self, run_id: int, status: RunStatus) -> RunInfo:
        """Close a run after all results queued so far are stored.

        Raises:
            ProjectError: There is no such run.
        """

        def work(session: Session) -> RunInfo:
            row = run_row(session, run_id)
            row.status = status
            row.finished_at = now()
            return described_run(session, row)

        return self._write(work)

    def runs(self) -> list[RunInfo]:
        """List the runs, newest first, without the deleted ones."""
        return self._list_runs(t.RunDeletion.run_id.is_(None))

    def deleted_runs(self) -> list[RunInfo]:
        """List the deleted runs, newest first."""
        return self._list_runs(t.RunDeletion.run_id.is_not(None))

    def run(self, run_id: int) -> RunInfo:
        """Return one run, also a deleted one.

        Raises:
            ProjectError: There is no such run.
        """
        with self._db.reading() as session:
            return described_run(session, run_row(session, run_id))

    def latest_run(self) -> RunInfo | None:
        """Return the newest run that was not deleted."""
        deleted = select(t.RunDeletion.run_id)
        with self._db.reading() as session:
            newest = session.scalar(
                select(func.max(t.InspectionRun.id)).where(t.InspectionRun.id.not_in(deleted))
            )
        return None if newest is None else self.run(newest)

    def results(self, run_id: int) -> list[ResultRow]:
        """List the results of a run in the order they were stored."""
        with self._db.reading() as session:
            wanted = _RESULT_ROWS.where(t.Result.run_id == run_id).order_by(t.Result.id)
            return [ResultRow(*row) for row in session.execute(wanted)]

    def result(self, result_id: int) -> ResultRow:
        """Return one result.

        Raises:
            ProjectError: There is no such result.
        """
        with self._db.reading() as session:
            row = session.execute(_RESULT_ROWS.where(t.Result.id == result_id)).one_or_none()
        if row is None:
            raise ProjectError(f"There is no result {result_id} in this project.")
        return ResultRow(*row)

    def maps(self, result_id: int) -> ResultMaps | None:
        """Return the deviation maps of a result; None if it has none.

        Raises:
            StoreError: They are damaged.
        """
        with self._db.reading() as session:
            blob = session.scalar(
                select(t.ResultMap.blob).where(t.ResultMap.result_id == result_id)
            )
        return None if blob is None else maps_codec.decode(blob)

    def interrupt_orphans(self) -> None:
        """Mark runs that a killed program left RUNNING as INTERRUPTED."""

        def work(session: Session) -> None:
            session.execute(
                update(t.InspectionRun)
                .where(t.InspectionRun.status == RunStatus.RUNNING)
                .values(status=RunStatus.INTERRUPTED)
            )

        self._write(work)

    def _list_runs(self, wanted: ColumnElement[bool]) -> list[RunInfo]:
        listed = (
            select(t.InspectionRun, t.RunDeletion)
            .outerjoin(t.RunDeletion, t.RunDeletion.run_id == t.InspectionRun.id)
            .where(wanted)
            .order_by(t.InspectionRun.id.desc())
        )
        with self._db.reading() as session:
            tallies = _tallies(session)
            return [
                records.run_info(row, tallies.get(row.id, Tally()), deletion)
                for row, deletion in session.execute(listed)
            ]


def run_row(session: Session, run_id: int) -> t.InspectionRun:
    """Return the row of a run.

    Raises:
        ProjectError: There is no such run.
    """
    row = session.get(t.InspectionRun, run_id)
    if row is None:
        raise ProjectError(f"There is no run {run_id}.", hint="Choose one of the project's runs.")
    return row


def described_run(session: Session, row: t.InspectionRun) -> RunInfo:
    """Describe a run, with its counts as they are now."""
    tally = _tallies(session, row.id).get(row.id, Tally())
    return records.run_info(row, tally, session.get(t.RunDeletion, row.id))


def _tallies(session: Session, run_id: int | None = None) -> dict[int, Tally]:
    grouped = select(t.Result.run_id, t.Result.verdict, func.count()).group_by(
        t.Result.run_id, t.Result.verdict
    )
    taken = (
        select(t.Result.run_id, func.count())
        .where(t.Result.taken_from.is_not(None))
        .group_by(t.Result.run_id)
    )
    if run_id is not None:
        grouped = grouped.where(t.Result.run_id == run_id)
        taken = taken.where(t.Result.run_id == run_id)
    found: dict[int, dict[Verdict | None, int]] = {}
    for run, verdict, count in session.execute(grouped):
        found.setdefault(run, {})[verdict] = count
    taken_over: dict[int, int] = {}
    for run, count in session.execute(taken):
        taken_over[run] = count
    return {
        run: Tally(
            VerdictCounts(
                ok=by.get(Verdict.OK, 0),
                review=by.get(Verdict.REVIEW, 0),
                ng=by.get(Verdict.NG, 0),
                error=by.get(None, 0),
            ),
            taken_over=taken_over.get(run, 0),
        )
        for run, by in found.items()
    }


def _add_results(session: Session, run_id: int, batch: Sequence[NewResult]) -> list[ResultRow]:
    run = run_row(session, run_id)
    version = newest_thresholds(session, run.model_id)
    thresholds = Thresholds(review=version.review, ng=version.ng)
    ids = [_add_result(session, run, version, thresholds, new) for new in batch]
    rows = session.execute(_RESULT_ROWS.where(t.Result.id.in_(ids)).order_by(t.Result.id))
    return [ResultRow(*row) for row in rows]


def _add_result(
    session: Session,
    run: t.InspectionRun,
    version: t.ThresholdVersion,
    thresholds: Thresholds,
    new: NewResult,
) -> int:
    start = perf_counter()
    machine = None if new.score is None else thresholds.verdict(new.score)
    image_id = _image(session, new)
    blob = None if new.maps is None else maps_codec.encode(new.maps)
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
        taken_from=new.taken_from,
        mark=None,
    )
    session.add(row)
    session.flush()
    reason = ""
    if new.taken_from is not None:
        reason = _take_over(session, row.id, new.taken_from)
    elif blob is not None:
        session.add(t.ResultMap(result_id=row.id, blob=blob))
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


def _take_over(session: Session, result_id: int, source_id: int) -> str:
    """Copy the maps of an earlier result; return what the audit trail says about it."""
    copied = select(literal(result_id), t.ResultMap.blob).where(t.ResultMap.result_id == source_id)
    session.execute(insert(t.ResultMap).from_select(["result_id", "blob"], copied))
    source_run = session.scalars(select(t.Result.run_id).where(t.Result.id == source_id)).one()
    return f"unchanged: score of result {source_id} in run {source_run} taken over"


def _image(session: Session, new: NewResult) -> int:
    seen = {
        "size": new.size,
        "mtime_ns": new.mtime_ns,
        "width": new.width,
        "height": new.height,
    }
    new_row = sqlite.insert(t.Image).values(path=new.path, sha256=new.sha256, **seen)
    upsert = new_row.on_conflict_do_update(index_elements=["path", "sha256"], set_=seen)
    found: ScalarResult[int] = session.scalars(upsert.returning(t.Image.id))
    return found.one()
