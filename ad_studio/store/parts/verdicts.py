"""Human verdicts and the append-only audit trail."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from ad_studio import domain
from ad_studio.domain import Source, Verdict
from ad_studio.errors import ProjectError, UsageError
from ad_studio.store import records
from ad_studio.store import tables as t
from ad_studio.store.parts.base import StorePart, now
from ad_studio.store.parts.models import newest_thresholds


class VerdictsPart(StorePart):
    """Every change of a verdict is a new event; nothing is ever rewritten."""

    def record_verdict(
        self, result_id: int, verdict: Verdict | None, *, author: str, reason: str
    ) -> domain.VerdictEvent:
        """Store what a human says about a result; None takes the standing verdict back.

        Raises:
            ProjectError: There is no such result.
            UsageError: There is no human verdict to take back.
        """

        def work(session: Session) -> domain.VerdictEvent:
            result = _result(session, result_id)
            if verdict is None and result.human is None:
                raise UsageError("There is no human verdict on this image to take back.")
            return _append(
                session,
                result,
                human=verdict,
                human_reason=reason if verdict else "",
                author=author,
                reason=reason,
            )

        return self._write(work)

    def undo_last(self, *, run_id: int, author: str) -> domain.VerdictEvent | None:
        """Take back the latest human action in a run that still stands.

        The image gets the human verdict (and reason) that it had before that action. Called
        again, it takes back the one before; None when nothing is left.
        """

        def work(session: Session) -> domain.VerdictEvent | None:
            last = _last_action(session, run_id)
            if last is None:
                return None
            before = session.scalar(
                select(t.VerdictEvent)
                .where(t.VerdictEvent.result_id == last.result_id, t.VerdictEvent.id < last.id)
                .order_by(t.VerdictEvent.id.desc())
                .limit(1)
            )
            return _append(
                session,
                _result(session, last.result_id),
                human=before.human if before else None,
                human_reason=before.human_reason if before else "",
                author=author,
                reason="undo",
                undoes_id=last.id,
            )

        return self._write(work)

    def events(self, result_id: int | None = None) -> list[domain.VerdictEvent]:
        """List the audit trail of one result or of all, oldest first."""
        wanted = select(t.VerdictEvent).order_by(t.VerdictEvent.id)
        if result_id is not None:
            wanted = wanted.where(t.VerdictEvent.result_id == result_id)
        with self._db.reading() as session:
            return [records.verdict_event(row) for row in session.scalars(wanted)]


def _result(session: Session, result_id: int) -> t.Result:
    row = session.get(t.Result, result_id)
    if row is None:
        raise ProjectError(f"There is no result {result_id} in this project.")
    return row


def _last_action(session: Session, run_id: int) -> t.VerdictEvent | None:
    undo = aliased(t.VerdictEvent)
    return session.scalar(
        select(t.VerdictEvent)
        .join(t.Result, t.Result.id == t.VerdictEvent.result_id)
        .where(
            t.Result.run_id == run_id,
            t.VerdictEvent.source == Source.HUMAN,
            t.VerdictEvent.undoes_id.is_(None),
            ~exists().where(undo.undoes_id == t.VerdictEvent.id),
        )
        .order_by(t.VerdictEvent.id.desc())
        .limit(1)
    )


def _append(
    session: Session,
    result: t.Result,
    *,
    human: Verdict | None,
    human_reason: str,
    author: str,
    reason: str,
    undoes_id: int | None = None,
) -> domain.VerdictEvent:
    model_id = session.scalars(
        select(t.InspectionRun.model_id).where(t.InspectionRun.id == result.run_id)
    ).one()
    event = t.VerdictEvent(
        result_id=result.id,
        source=Source.HUMAN,
        old=result.human or result.machine,
        new=human or result.machine,
        machine=result.machine,
        human=human,
        human_reason=human_reason,
        author=author,
        reason=reason,
        undoes_id=undoes_id,
        model_id=model_id,
        threshold_id=newest_thresholds(session, model_id).id,
        sha256=session.scalars(select(t.Image.sha256).where(t.Image.id == result.image_id)).one(),
        created_at=now(),
    )
    session.add(event)
    result.human = human
    result.human_reason = human_reason
    session.flush()
    return records.verdict_event(event)
