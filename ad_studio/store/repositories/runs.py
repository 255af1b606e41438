"""Inspection runs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session, aliased

from ad_studio.domain import LeftOut, RunInfo, RunScope, RunStatus, Verdict, VerdictCounts
from ad_studio.errors import UsageError
from ad_studio.messages import msg
from ad_studio.store import records
from ad_studio.store import tables as t
from ad_studio.store.audit_chain import mark_changed
from ad_studio.store.database import Database
from ad_studio.store.frame_paths import absolute_paths, stored_texts
from ad_studio.store.records import Tally
from ad_studio.store.repositories.base import Repository, now
from ad_studio.store.repositories.rows import of_kept_run, of_latest_reading, run_row


class RunRepository(Repository):
    """Runs; a deleted one stays, out of the lists.

    A run that is stored as running while no program writes reads as interrupted.
    """

    def __init__(self, database: Database, *, is_abandoned: Callable[[], bool]) -> None:
        """Work on an open database.

        Args:
            database: The database.
            is_abandoned: Says whether no program has the project open for writing.
        """
        super().__init__(database)
        self._is_abandoned = is_abandoned

    def start(
        self,
        *,
        model_id: int,
        folder: Path,
        total: int,
        lot: str = "",
        operator: str = "",
        station: str = "",
        serial: str = "",
        shift: str = "",
        scope: RunScope | None = None,
        images: Sequence[Path] | None = None,
    ) -> RunInfo:
        """Store a run that begins now, with status RUNNING.

        Args:
            model_id: The model that scores.
            folder: What is inspected; the first one of several.
            total: How many images there are to do.
            lot: Traceability, as typed.
            operator: Who inspects.
            station: Where.
            serial: Of the one part that all its images show; empty where it is found otherwise.
            shift: As typed; empty where it goes by the clock, or there are none.
            scope: All that the run takes in; None: just the folder.
            images: The files that it takes in; None: not known beforehand.
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
                scope=None if scope is None else scope.to_json(),
            )
            session.add(row)
            session.flush()
            if serial or shift:
                session.add(t.RunTrace(run_id=row.id, serial=serial, shift=shift))
                session.flush()
                session.refresh(row)
            if images is not None:
                texts = stored_texts(images, self._folder)
                session.add(t.RunImages(run_id=row.id, paths=texts))
            mark_changed(session, "inspection_run", row.id)
            return records.run_info(row, Tally())

        return self._database.write(work)

    def set_status(self, run_id: int, status: RunStatus, *, total: int | None = None) -> RunInfo:
        """Say how an unfinished run stands, after all results queued so far are stored.

        Args:
            run_id: The run.
            status: RUNNING or PAUSED.
            total: How many images there are to do; None: as many as before.

        Raises:
            ProjectError: There is no such run.
        """

        def work(session: Session) -> RunInfo:
            row = run_row(session, run_id)
            mark_changed(session, "inspection_run", run_id)
            row.status = status
            row.finished_at = None
            if total is not None:
                row.total = total
            return _described(session, row)

        return self._database.write(work)

    def finish(
        self, run_id: int, status: RunStatus, *, left_out: Sequence[LeftOut] = ()
    ) -> RunInfo:
        """Close a run after all results queued so far are stored.

        Args:
            run_id: The run.
            status: How it ended.
            left_out: What was in its folders and was not looked at.

        Raises:
            ProjectError: There is no such run.
        """

        def work(session: Session) -> RunInfo:
            row = run_row(session, run_id)
            mark_changed(session, "inspection_run", run_id)
            row.status = status
            row.finished_at = now()
            row.left_out = records.left_out_json(left_out)
            return _described(session, row)

        return self._database.write(work)

    def delete(self, run_id: int, *, author: str, reason: str) -> RunInfo:
        """Take a run out of the lists and free its maps.

        Its rows stay: the verdict events about them are append-only and would point to nothing,
        and an auditor must be able to see that there was a run, what it said, and who took it
        away. Only the maps go; they are nearly all of the space, and can be made again.

        Raises:
            ProjectError: There is no such run.
            UsageError: It is running, or was deleted before.
        """

        def work(session: Session) -> RunInfo:
            row = run_row(session, run_id)
            if row.status is RunStatus.RUNNING:
                raise UsageError(
                    msg("Run {run} is still running.", run=run_id), hint=msg("Cancel it first.")
                )
            if session.get(t.RunDeletion, run_id) is not None:
                raise UsageError(msg("Run {run} was deleted before.", run=run_id))
            session.add(
                t.RunDeletion(run_id=run_id, author=author, reason=reason, created_at=now())
            )
            mark_changed(session, "run_deletion", run_id)
            session.flush()  # the maps of a run may go only after it is deleted
            of_run = select(t.Result.id).where(t.Result.run_id == run_id)
            session.execute(delete(t.ResultMap).where(t.ResultMap.result_id.in_(of_run)))
            session.flush()
            return _described(session, row)

        return self._database.write(work)

    def all(self) -> list[RunInfo]:
        """List the runs, newest first, without the deleted ones."""
        return self._list(t.RunDeletion.run_id.is_(None))

    def deleted(self) -> list[RunInfo]:
        """List the deleted runs, newest first."""
        return self._list(t.RunDeletion.run_id.is_not(None))

    def get(self, run_id: int) -> RunInfo:
        """Return one run, also a deleted one.

        Raises:
            ProjectError: There is no such run.
        """
        (run,) = self._read(lambda session: [_described(session, run_row(session, run_id))])
        return run

    def images(self, run_id: int) -> list[Path] | None:
        """List the files that a run took in when it began; None where that was not recorded."""
        with self._database.reading() as session:
            texts = session.scalar(select(t.RunImages.paths).where(t.RunImages.run_id == run_id))
            return None if texts is None else absolute_paths(texts, self._folder)

    def latest(self) -> RunInfo | None:
        """Return the newest run that was not deleted."""
        with self._database.reading() as session:
            newest = session.scalar(select(func.max(t.InspectionRun.id)).where(of_kept_run()))
        return None if newest is None else self.get(newest)

    def counts_since(self, moment: datetime) -> VerdictCounts:
        """Count the images inspected since a moment, which is aware, by the verdict that counts.

        Those of deleted runs do not count.
        """
        going_on = t.InspectionRun.finished_at.is_(None) | (t.InspectionRun.finished_at >= moment)
        runs = select(t.InspectionRun.id).where(going_on, of_kept_run())
        wanted = (
            select(t.Result.verdict, func.count())
            .where(t.Result.run_id.in_(runs), t.Result.inspected_at >= moment, of_latest_reading())
            .group_by(t.Result.verdict)
        )
        with self._database.reading() as session:
            found: dict[Verdict | None, int] = {}
            for verdict, count in session.execute(wanted):
                found[verdict] = count
            return _counts(found)

    def sharing_images(self, run_id: int) -> dict[int, int]:
        """Count the images (path and bytes) that other runs have in common with a run."""
        here, there = aliased(t.Result), aliased(t.Result)
        wanted = (
            select(there.run_id, func.count())
            .join(here, here.image_id == there.image_id)
            .where(
                here.run_id == run_id,
                there.run_id != run_id,
                here.id.not_in(select(t.SupersededResult.result_id)),
                there.id.not_in(select(t.SupersededResult.result_id)),
            )
            .group_by(there.run_id)
        )
        counts: dict[int, int] = {}
        with self._database.reading() as session:
            for other, count in session.execute(wanted):
                counts[other] = count
        return counts

    def interrupt_orphans(self) -> None:
        """Mark runs that a killed program left RUNNING as INTERRUPTED."""

        def work(session: Session) -> None:
            running = select(t.InspectionRun).where(t.InspectionRun.status == RunStatus.RUNNING)
            for row in session.scalars(running):
                row.status = RunStatus.INTERRUPTED
                mark_changed(session, "inspection_run", row.id)

        self._database.write(work)

    def _list(self, wanted: ColumnElement[bool]) -> list[RunInfo]:
        listed = (
            select(t.InspectionRun, t.RunDeletion)
            .outerjoin(t.RunDeletion, t.RunDeletion.run_id == t.InspectionRun.id)
            .where(wanted)
            .order_by(t.InspectionRun.id.desc())
        )

        def find(session: Session) -> list[RunInfo]:
            tallies = _tallies(session)
            return [
                records.run_info(row, tallies.get(row.id, Tally()), deletion)
                for row, deletion in session.execute(listed)
            ]

        return self._read(find)

    def _read(self, find: Callable[[Session], list[RunInfo]]) -> list[RunInfo]:
        """Find runs; those that a killed program left running are shown as interrupted."""
        with self._database.reading() as session:
            found = find(session)
        if any(run.status is RunStatus.RUNNING for run in found) and self._is_abandoned():
            with self._database.reading() as session:  # the program may have finished since
                found = [_interrupted(run) for run in find(session)]
        return found


def _described(session: Session, row: t.InspectionRun) -> RunInfo:
    """Describe a run, with its counts as they are now."""
    tally = _tallies(session, row.id).get(row.id, Tally())
    return records.run_info(row, tally, session.get(t.RunDeletion, row.id))


def _interrupted(run: RunInfo) -> RunInfo:
    running = run.status is RunStatus.RUNNING
    return replace(run, status=RunStatus.INTERRUPTED) if running else run


def _tallies(session: Session, run_id: int | None = None) -> dict[int, Tally]:
    grouped = select(t.Result.run_id, t.Result.verdict, func.count()).group_by(
        t.Result.run_id, t.Result.verdict
    )
    # Subtracted, for the few: asking each result whether it counts takes three times as long.
    superseded = grouped.join(t.SupersededResult, t.SupersededResult.result_id == t.Result.id)
    taken = (
        select(t.Result.run_id, func.count())
        .where(t.Result.reused_from.is_not(None), of_latest_reading())
        .group_by(t.Result.run_id)
    )
    if run_id is not None:
        grouped = grouped.where(t.Result.run_id == run_id)
        superseded = superseded.where(t.Result.run_id == run_id)
        taken = taken.where(t.Result.run_id == run_id)
    found: dict[int, dict[Verdict | None, int]] = {}
    for run, verdict, count in session.execute(grouped):
        found.setdefault(run, {})[verdict] = count
    for run, verdict, count in session.execute(superseded):
        found[run][verdict] -= count
    reused: dict[int, int] = {}
    for run, count in session.execute(taken):
        reused[run] = count
    return {
        run: Tally(
            _counts(by),
            reused=reused.get(run, 0),
        )
        for run, by in found.items()
    }


def _counts(by: Mapping[Verdict | None, int]) -> VerdictCounts:
    return VerdictCounts(
        ok=by.get(Verdict.OK, 0),
        review=by.get(Verdict.REVIEW, 0),
        ng=by.get(Verdict.NG, 0),
        error=by.get(None, 0),
    )
