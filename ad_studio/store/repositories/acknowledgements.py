"""Who has taken note of NG parts."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from ad_studio.domain import AcknowledgedBy, Acknowledgement, Verdict
from ad_studio.store import records
from ad_studio.store import tables as t
from ad_studio.store.repositories.base import Repository, now
from ad_studio.store.repositories.rows import of_latest_reading


class AcknowledgementRepository(Repository):
    """Acknowledgements are only ever added, at most one for a result."""

    def add(self, result_id: int, *, author: str, means: AcknowledgedBy) -> Acknowledgement:
        """Store that a result was acknowledged; the first time counts, and is returned."""

        def work(session: Session) -> Acknowledgement:
            wanted = select(t.Acknowledgement).where(t.Acknowledgement.result_id == result_id)
            row = session.scalar(wanted)
            if row is None:
                row = t.Acknowledgement(
                    result_id=result_id, author=author, means=means, created_at=now()
                )
                session.add(row)
                session.flush()
            return records.acknowledgement(row)

        return self._database.write(work)

    def all(self) -> list[Acknowledgement]:
        """List them, oldest first."""
        wanted = select(t.Acknowledgement).order_by(t.Acknowledgement.id)
        with self._database.reading() as session:
            return [records.acknowledgement(row) for row in session.scalars(wanted)]

    def waiting(self, run_id: int) -> list[int]:
        """List the results of a run that stand at NG and were not acknowledged, oldest first."""
        wanted = (
            select(t.Result.id)
            .outerjoin(t.Acknowledgement, t.Acknowledgement.result_id == t.Result.id)
            .where(
                t.Result.run_id == run_id,
                t.Result.verdict == Verdict.NG,
                t.Acknowledgement.id.is_(None),
                of_latest_reading(),
            )
            .order_by(t.Result.id)
        )
        with self._database.reading() as session:
            return list(session.scalars(wanted))
