"""Inspection runs and their results."""

from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import ScalarResult, func, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session

from ad_studio.domain import (
    ResultMaps,
    ResultRow,
    RunInfo,
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
from ad_studio.store.records import NewResult

_FIELDS: tuple[InstrumentedAttribute[Any], ...] = (
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
)
_RESULT_ROWS = select(*_FIELDS).join(t.Image, t.Image.id == t.Result.image_id)
"""The fields of ResultRow in their order: many rows are read, and ORM objects are slow."""


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
    ) -> RunInfo:
        """Store a run that begins now, with status RUNNING.

        Args:
            model_id: The model that scores.
            folder: What is inspected.
            total: How many images there are to do.
            lot: Traceability, as typed.
            operator: Who inspects.
            station: Where.
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
            )
            session.add(row)
            session.flush()
            return records.run_info(row, VerdictCounts())

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
            row = _run(session, run_id)
            row.status = status
            row.finished_at = now()
            return records.run_info(row, _counts(session, run_id).get(run_id, VerdictCounts()))

        return self._write(work)

    def runs(self) -> list[RunInfo]:
        """List the runs, newest first."""
        with self._db.reading() as session:
            counts = _counts(session)
            rows = session.scalars(select(t.InspectionRun).order_by(t.InspectionRun.id.desc()))
            return [records.run_info(row, counts.get(row.id, VerdictCounts())) for row in rows]

    def run(self, run_id: int) -> RunInfo:
        """Return one run.

        Raises:
            ProjectError: There is no such run.
        """
        with self._db.reading() as session:
            row = _run(session, run_id)
            return records.run_info(row, _counts(session, run_id).get(run_id, VerdictCounts()))

    def latest_run(self) -> RunInfo | None:
        """Return the newest run."""
        with self._db.reading() as session:
            newest = session.scalar(select(func.max(t.InspectionRun.id)))
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


def _run(session: Session, run_id: int) -> t.InspectionRun:
    row = session.get(t.InspectionRun, run_id)
    if row is None:
        raise ProjectError(f"There is no run {run_id}.", hint="Choose one of the project's runs.")
    return row


def _counts(session: Session, run_id: int | None = None) -> dict[int, VerdictCounts]:
    grouped = select(t.Result.run_id, t.Result.verdict, func.count()).group_by(
        t.Result.run_id, t.Result.verdict
    )
    if run_id is not None:
        grouped = grouped.where(t.Result.run_id == run_id)
    found: dict[int, dict[Verdict | None, int]] = {}
    for run, verdict, count in session.execute(grouped):
        found.setdefault(run, {})[verdict] = count
    return {
        run: VerdictCounts(
            ok=by.get(Verdict.OK, 0),
            review=by.get(Verdict.REVIEW, 0),
            ng=by.get(Verdict.NG, 0),
            error=by.get(None, 0),
        )
        for run, by in found.items()
    }


def _add_results(session: Session, run_id: int, batch: Sequence[NewResult]) -> list[ResultRow]:
    run = _run(session, run_id)
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
    row = t.Result(
        run_id=run.id,
        image_id=_image(session, new),
        score=new.score,
        machine=machine,
        human=None,
        human_reason="",
        error=new.error,
        timings={},
        inspected_at=now(),
    )
    session.add(row)
    session.flush()
    if new.maps is not None:
        session.add(t.ResultMap(result_id=row.id, blob=maps_codec.encode(new.maps)))
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
                author="",
                reason="",
                model_id=run.model_id,
                threshold_id=version.id,
                sha256=new.sha256,
                created_at=row.inspected_at,
            )
        )
    session.flush()
    row.timings = {**new.timings, "store": round((perf_counter() - start) * 1000, 3)}
    session.flush()
    return row.id


def _image(session: Session, new: NewResult) -> int:
    seen = {
        "size": new.size,
        "mtime_ns": new.mtime_ns,
        "width": new.width,
        "height": new.height,
    }
    insert = sqlite.insert(t.Image).values(path=new.path, sha256=new.sha256, **seen)
    upsert = insert.on_conflict_do_update(index_elements=["path", "sha256"], set_=seen)
    found: ScalarResult[int] = session.scalars(upsert.returning(t.Image.id))
    return found.one()
