"""What happens to a run after it was started: held, gone on with, taken over from, deleted."""

from pathlib import Path

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, aliased

from ad_studio.domain import RunInfo, RunStatus
from ad_studio.errors import UsageError
from ad_studio.store import tables as t
from ad_studio.store.parts.base import StorePart, now
from ad_studio.store.parts.runs import described_run, run_row
from ad_studio.store.records import KnownScore


class RunChangesPart(StorePart):
    """Changes of runs that are there."""

    def mark_run(self, run_id: int, status: RunStatus, *, total: int | None = None) -> RunInfo:
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
            row.status = status
            row.finished_at = None
            if total is not None:
                row.total = total
            return described_run(session, row)

        return self._write(work)

    def delete_run(self, run_id: int, *, author: str, reason: str) -> RunInfo:
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
                raise UsageError(f"Run {run_id} is still running.", hint="Cancel it first.")
            if session.get(t.RunDeletion, run_id) is not None:
                raise UsageError(f"Run {run_id} was deleted before.")
            session.add(
                t.RunDeletion(run_id=run_id, author=author, reason=reason, created_at=now())
            )
            of_run = select(t.Result.id).where(t.Result.run_id == run_id)
            session.execute(delete(t.ResultMap).where(t.ResultMap.result_id.in_(of_run)))
            session.flush()
            return described_run(session, row)

        return self._write(work)

    def inspected_files(self, run_id: int) -> set[tuple[Path, str]]:
        """Return path and SHA-256 of every image that has a result in a run."""
        wanted = (
            select(t.Image.path, t.Image.sha256)
            .join(t.Result, t.Result.image_id == t.Image.id)
            .where(t.Result.run_id == run_id)
        )
        with self._db.reading() as session:
            return {(path, sha256) for path, sha256 in session.execute(wanted)}

    def runs_sharing_images(self, run_id: int) -> dict[int, int]:
        """Count the images (path and bytes) that other runs have in common with a run."""
        here, there = aliased(t.Result), aliased(t.Result)
        wanted = (
            select(there.run_id, func.count())
            .join(here, here.image_id == there.image_id)
            .where(here.run_id == run_id, there.run_id != run_id)
            .group_by(there.run_id)
        )
        counts: dict[int, int] = {}
        with self._db.reading() as session:
            for other, count in session.execute(wanted):
                counts[other] = count
        return counts

    def known_scores(self, model_id: int) -> dict[tuple[Path, str], KnownScore]:
        """Return the latest score that a model gave each image, by path and SHA-256.

        Results of deleted runs do not count: their maps are gone.
        """
        wanted = (
            select(
                t.Image.path,
                t.Image.sha256,
                t.Result.id,
                t.Result.score,
                t.Image.width,
                t.Image.height,
            )
            .join(t.Result, t.Result.image_id == t.Image.id)
            .join(t.InspectionRun, t.InspectionRun.id == t.Result.run_id)
            .where(
                t.InspectionRun.model_id == model_id,
                t.InspectionRun.id.not_in(select(t.RunDeletion.run_id)),
                t.Result.score.is_not(None),
            )
            .order_by(t.Result.id)
        )
        with self._db.reading() as session:
            return {
                (path, sha256): KnownScore(result_id, score or 0.0, width, height)
                for path, sha256, result_id, score, width, height in session.execute(wanted)
            }
