"""Human verdicts and the append-only audit trail."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, aliased

from ad_studio import domain
from ad_studio.domain import Mark, Source, Verdict, effective_verdict
from ad_studio.errors import ProjectError, UsageError
from ad_studio.messages import msg
from ad_studio.store import records
from ad_studio.store import tables as t
from ad_studio.store.repositories.base import Repository, now
from ad_studio.store.repositories.rows import newest_thresholds


class VerdictRepository(Repository):
    """Every change of a verdict is a new event; nothing is ever rewritten."""

    def record(
        self, result_id: int, verdict: Verdict | None, *, author: str, reason: str
    ) -> domain.VerdictEvent:
        """Store what a human says about a result; None takes the standing verdict back.

        Raises:
            ProjectError: There is no such result.
            UsageError: There is no human verdict to take back.
        """

        def work(session: Session) -> domain.VerdictEvent:
            result = _result(session, result_id)
            if verdict is None and result.human is None and result.mark is None:
                raise UsageError(msg("There is no human verdict on this image to take back."))
            state = _State(verdict, reason if verdict else "", None)
            return _append(session, result, state, author=author, reason=reason)

        return self._database.write(work)

    def record_mark(
        self, result_id: int, mark: Mark, *, author: str, reason: str
    ) -> domain.VerdictEvent:
        """Store that a human gives no verdict; one that stands is taken back.

        Raises:
            ProjectError: There is no such result.
        """

        def work(session: Session) -> domain.VerdictEvent:
            state = _State(None, reason, mark)
            return _append(
                session, _result(session, result_id), state, author=author, reason=reason
            )

        return self._database.write(work)

    def undo_last(self, *, run_ids: Collection[int], author: str) -> domain.VerdictEvent | None:
        """Take back the latest human action in some runs that still stands.

        The image gets the human verdict (and reason, and mark) that it had before that action.
        Called again, it takes back the one before; None when nothing is left.
        """

        def work(session: Session) -> domain.VerdictEvent | None:
            last = _last_action(session, run_ids)
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
                _state_after(before),
                author=author,
                reason="undo",
                undoes_id=last.id,
            )

        return self._database.write(work)

    def redo_last(self, *, run_ids: Collection[int], author: str) -> domain.VerdictEvent | None:
        """Do again what was undone last; None when there is nothing, or something new was said.

        Called again, it does the next one again.
        """

        def work(session: Session) -> domain.VerdictEvent | None:
            undo = _last_undo(session, run_ids)
            if undo is None or _said_since(session, run_ids, undo.id):
                return None
            return _append(
                session,
                _result(session, undo.result_id),
                _state_after(session.get(t.VerdictEvent, undo.undoes_id)),
                author=author,
                reason="redo",
                redoes_id=undo.id,
            )

        return self._database.write(work)

    def events(self, result_id: int | None = None) -> list[domain.VerdictEvent]:
        """List the audit trail of one result or of all, oldest first."""
        wanted = select(t.VerdictEvent).order_by(t.VerdictEvent.id)
        if result_id is not None:
            wanted = wanted.where(t.VerdictEvent.result_id == result_id)
        with self._database.reading() as session:
            return [records.verdict_event(row) for row in session.scalars(wanted)]

    def of_run(self, run_id: int) -> list[domain.VerdictEvent]:
        """List the verdicts of machine and people on the results of a run, oldest first."""
        wanted = (
            select(t.VerdictEvent)
            .join(t.Result, t.Result.id == t.VerdictEvent.result_id)
            .where(t.Result.run_id == run_id)
            .order_by(t.VerdictEvent.id)
        )
        with self._database.reading() as session:
            return [records.verdict_event(row) for row in session.scalars(wanted)]

    def standing(self, run_id: int) -> dict[int, domain.VerdictEvent]:
        """Return, by result, the human event that what people say of it now comes from.

        Results of which nobody says anything now are not among them.
        """
        newest = (
            select(func.max(t.VerdictEvent.id))
            .join(t.Result, t.Result.id == t.VerdictEvent.result_id)
            .where(
                t.Result.run_id == run_id,
                t.Result.human.is_not(None) | t.Result.mark.is_not(None),
                t.VerdictEvent.source == Source.HUMAN,
            )
            .group_by(t.VerdictEvent.result_id)
        )
        wanted = select(t.VerdictEvent).where(t.VerdictEvent.id.in_(newest))
        with self._database.reading() as session:
            return {row.result_id: records.verdict_event(row) for row in session.scalars(wanted)}


class _State(NamedTuple):
    """What humans say about an image, as one event leaves it."""

    human: Verdict | None
    reason: str
    mark: Mark | None


def _state_after(event: t.VerdictEvent | None) -> _State:
    return _State(event.human, event.human_reason, event.mark) if event else _State(None, "", None)


def _result(session: Session, result_id: int) -> t.Result:
    row = session.get(t.Result, result_id)
    if row is None:
        raise ProjectError(msg("There is no result {result} in this project.", result=result_id))
    return row


def _last_action(session: Session, run_ids: Collection[int]) -> t.VerdictEvent | None:
    undo = aliased(t.VerdictEvent)
    standing = ~exists().where(undo.undoes_id == t.VerdictEvent.id)
    return _last_by_human(session, run_ids, t.VerdictEvent.undoes_id.is_(None), standing)


def _last_undo(session: Session, run_ids: Collection[int]) -> t.VerdictEvent | None:
    redo = aliased(t.VerdictEvent)
    standing = ~exists().where(redo.redoes_id == t.VerdictEvent.id)
    return _last_by_human(session, run_ids, t.VerdictEvent.undoes_id.is_not(None), standing)


def _last_by_human(
    session: Session, run_ids: Collection[int], *conditions: ColumnElement[bool]
) -> t.VerdictEvent | None:
    """The newest event by a human in some runs that meets the conditions."""
    return session.scalar(
        select(t.VerdictEvent)
        .join(t.Result, t.Result.id == t.VerdictEvent.result_id)
        .where(t.Result.run_id.in_(run_ids), t.VerdictEvent.source == Source.HUMAN, *conditions)
        .order_by(t.VerdictEvent.id.desc())
        .limit(1)
    )


def _said_since(session: Session, run_ids: Collection[int], event_id: int) -> bool:
    """Whether anything new, neither undo nor redo, was said in some runs after an event."""
    fresh = (
        select(t.VerdictEvent.id)
        .join(t.Result, t.Result.id == t.VerdictEvent.result_id)
        .where(
            t.VerdictEvent.id > event_id,
            t.Result.run_id.in_(run_ids),
            t.VerdictEvent.source == Source.HUMAN,
            t.VerdictEvent.undoes_id.is_(None),
            t.VerdictEvent.redoes_id.is_(None),
        )
        .limit(1)
    )
    return session.scalar(fresh) is not None


def _append(
    session: Session,
    result: t.Result,
    state: _State,
    *,
    author: str,
    reason: str,
    undoes_id: int | None = None,
    redoes_id: int | None = None,
) -> domain.VerdictEvent:
    model_id = session.scalars(
        select(t.InspectionRun.model_id).where(t.InspectionRun.id == result.run_id)
    ).one()
    event = t.VerdictEvent(
        result_id=result.id,
        source=Source.HUMAN,
        old=effective_verdict(result.machine, result.human),
        new=effective_verdict(result.machine, state.human),
        machine=result.machine,
        human=state.human,
        human_reason=state.reason,
        mark=state.mark,
        author=author,
        reason=reason,
        undoes_id=undoes_id,
        redoes_id=redoes_id,
        model_id=model_id,
        threshold_id=newest_thresholds(session, model_id).id,
        sha256=session.scalars(select(t.Image.sha256).where(t.Image.id == result.image_id)).one(),
        created_at=now(),
    )
    session.add(event)
    result.human, result.human_reason, result.mark = state
    session.flush()
    return records.verdict_event(event)
