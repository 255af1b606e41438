"""What was done after images were inspected."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, not_, select
from sqlalchemy.orm import Session, aliased

from ad_studio.domain import ActionKind
from ad_studio.store import tables as t
from ad_studio.store.frame_paths import stored_path
from ad_studio.store.repositories.base import Repository, now
from ad_studio.store.repositories.rows import of_latest_reading


class ActionDone(NamedTuple):
    """Something was done with the image of a result.

    Attributes:
        place: Where its file lies since, or its copy; None where no file is meant.
    """

    id: int
    result_id: int
    action: ActionKind
    place: Path | None
    created_at: datetime


class ActionRepository(Repository):
    """Only ever added, each action once for a result."""

    def add(self, result_id: int, action: ActionKind, *, place: Path | None = None) -> None:
        """Store that an action was carried out for a result."""

        def work(session: Session) -> None:
            session.add(
                t.ActionDone(result_id=result_id, action=action, place=place, created_at=now())
            )

        self._database.write(work)

    def done(self, run_id: int, action: ActionKind) -> set[int]:
        """Return the results of a run for which an action was carried out."""
        wanted = (
            select(t.ActionDone.result_id)
            .join(t.Result, t.Result.id == t.ActionDone.result_id)
            .where(t.Result.run_id == run_id, t.ActionDone.action == action)
        )
        with self._database.reading() as session:
            return set(session.scalars(wanted))

    def count_left(self, run_id: int, actions: Collection[ActionKind]) -> int:
        """Count the results of a run for which one of some actions was not carried out."""
        wanted = select(func.count()).where(
            t.Result.run_id == run_id,
            of_latest_reading(),
            not_(and_(True, *(_was_done(action) for action in actions))),
        )
        with self._database.reading() as session:
            return session.scalar(wanted) or 0

    def moved(self, run_ids: Collection[int]) -> dict[int, Path]:
        """Return where the files of results lie that were moved since, by the results' ids.

        In whatever run: a file that two runs have looked at is one file.
        """
        mover = aliased(t.Result)
        wanted = (
            select(t.Result.id, t.ActionDone.place)
            .join(mover, mover.id == t.ActionDone.result_id)
            .join(t.Result, (t.Result.image_id == mover.image_id) & (t.Result.id <= mover.id))
            .where(t.Result.run_id.in_(run_ids), t.ActionDone.action == ActionKind.MOVE)
            .order_by(t.ActionDone.id)
        )
        with self._database.reading() as session:
            return {
                result_id: place
                for result_id, place in session.execute(wanted)
                if place is not None
            }

    def place_of(self, path: Path, sha256: str) -> Path | None:
        """Return where a file was moved last that was inspected under `path`; None if nowhere."""
        wanted = (
            select(t.ActionDone.place)
            .join(t.Result, t.Result.id == t.ActionDone.result_id)
            .join(t.Image, t.Image.id == t.Result.image_id)
            .where(
                t.Image.path == stored_path(path, self._folder),
                t.Image.sha256 == sha256,
                t.ActionDone.action == ActionKind.MOVE,
            )
            .order_by(t.ActionDone.id.desc())
            .limit(1)
        )
        with self._database.reading() as session:
            return session.scalar(wanted)

    def moved_away(self, path: Path, *, since: datetime) -> tuple[int, Path | None] | None:
        """Tell in which run the file of a path was moved last, and to where; None: in none.

        Args:
            path: Where it lay.
            since: Aware; earlier files of the same name are others.
        """
        wanted = (
            select(t.Result.run_id, t.ActionDone.place)
            .join(t.Result, t.Result.id == t.ActionDone.result_id)
            .join(t.Image, t.Image.id == t.Result.image_id)
            .where(
                t.Image.path == stored_path(path, self._folder),
                t.ActionDone.action == ActionKind.MOVE,
                t.ActionDone.created_at >= since,
            )
            .order_by(t.ActionDone.id.desc())
            .limit(1)
        )
        with self._database.reading() as session:
            found = session.execute(wanted).one_or_none()
            return None if found is None else (found[0], found[1])

    def all(self) -> list[ActionDone]:
        """List everything that was done, oldest first."""
        wanted = select(t.ActionDone).order_by(t.ActionDone.id)
        with self._database.reading() as session:
            return [
                ActionDone(row.id, row.result_id, row.action, row.place, row.created_at)
                for row in session.scalars(wanted)
            ]


def _was_done(action: ActionKind) -> ColumnElement[bool]:
    """The condition that an action was carried out for a result."""
    return exists().where(t.ActionDone.result_id == t.Result.id, t.ActionDone.action == action)
