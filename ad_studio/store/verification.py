"""Compares a database with its audit chain."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from ad_studio.messages import Message, msg
from ad_studio.store import records
from ad_studio.store import tables as t
from ad_studio.store.audit_chain import (
    CHANGING,
    SEALED,
    entries,
    entry_digest,
    key_spans,
    read_content,
    rows_digest,
    states,
)
from ad_studio.store.integrity import differences, read_schema
from ad_studio.store.repositories.limited_scores import limited_scores

_MOST = 20  # rows of a table that are named


def database_problems(connection: Connection) -> list[Message]:
    """Say what SQLite finds wrong, and how the schema differs from the program's."""
    found = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars()
    problems = [msg("SQLite: {problem}", problem=line) for line in found if line != "ok"]
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_MOST)
    problems += [
        msg("row {row} of {table} refers to a row of {other} that is gone",
            row=row, table=table, other=other)
        for table, row, other, _ in dangling
    ]  # fmt: skip
    return problems + differences(read_schema(connection), every_text=True)


def chain_problems(session: Session) -> list[Message]:
    """Say which entries are not what they were when they were written."""
    problems, previous, expected = [], "", 1
    for entry in entries(session):
        if entry.id != expected:
            problems.append(msg("before entry {entry}, entries are missing", entry=entry.id))
        elif entry.previous != previous:
            problems.append(msg("entry {entry} does not follow the one before", entry=entry.id))
        if entry_digest(entry) != entry.sha256:
            problems.append(msg("entry {entry} was changed", entry=entry.id))
        previous, expected = entry.sha256, entry.id + 1
    if expected == 1:
        problems.append(msg("the audit chain is empty"))
    return problems


def record_problems(session: Session) -> list[Message]:
    """Say which rows are not those that the entries seal, and which no entry seals."""
    connection = session.connection()
    problems: list[Message] = []
    sealed = dict.fromkeys(SEALED, 0)
    latest: dict[str, dict[int, Any]] = {table: {} for table in CHANGING}
    for entry in entries(session):
        content = read_content(entry)
        if content is None:
            return [
                *problems,
                msg("what was recorded from entry {entry} on cannot be compared", entry=entry.id),
            ]
        for table, digest in content.rows.items():
            first, last = sealed[table] + 1, content.upto[table]
            now = rows_digest(connection, table, above=sealed[table], upto=last)
            if now != digest and not _maps_were_freed(session, table, first, last):
                problems.append(
                    msg(
                        "{table}, rows {first} to {last}: not as recorded in entry {entry}",
                        table=table,
                        first=first,
                        last=last,
                        entry=entry.id,
                    )
                )
        sealed = content.upto
        for table, rows in content.state.items():
            latest[table] |= rows
    problems += _unsealed(connection, sealed)
    for table, recorded in latest.items():
        problems += _changed_states(table, recorded, states(connection, table))
    return problems


def denormalized_problems(session: Session) -> list[Message]:
    """Find results whose denormalized columns differ from their latest event or the thresholds."""
    return [
        *(
            msg("result {result} does not say what its latest verdict says", result=result)
            for result in _unlike_their_events(session)
        ),
        *(
            msg("result {result} is not judged by the thresholds of its model", result=result)
            for result in _misjudged(session)
        ),
    ]


def _maps_were_freed(session: Session, table: str, first: int, last: int) -> bool:
    """Whether a digest of maps cannot be had any more: a run among them was deleted since."""
    if table != "result_map":
        return False
    wanted = (
        select(t.Result.id)
        .join(t.RunDeletion, t.RunDeletion.run_id == t.Result.run_id)
        .where(t.Result.id.between(first, last))
        .limit(1)
    )
    return session.scalar(wanted) is not None


def _unsealed(connection: Connection, sealed: dict[str, int]) -> Iterator[Message]:
    for table, (lowest, highest) in key_spans(connection).items():
        if highest > sealed[table] or lowest < 0:
            yield msg("{table}: there are rows that no entry records", table=table)


def _changed_states(
    table: str, recorded: dict[int, Any], stored: dict[int, list[Any]]
) -> Iterator[Message]:
    for key in sorted(recorded.keys() | stored.keys()):
        if recorded.get(key) != stored.get(key):
            yield msg("{table}, row {row}: not as recorded last", table=table, row=key)


def _unlike_their_events(session: Session) -> list[int]:
    latest = (
        select(t.VerdictEvent.result_id, func.max(t.VerdictEvent.id).label("id"))
        .group_by(t.VerdictEvent.result_id)
        .subquery()
    )
    event, result = t.VerdictEvent, t.Result
    wanted = (
        select(result.id)
        .outerjoin(latest, latest.c.result_id == result.id)
        .outerjoin(event, event.id == latest.c.id)
        .where(
            result.machine.is_distinct_from(event.machine)
            | result.human.is_distinct_from(event.human)
            | result.human_reason.is_distinct_from(func.coalesce(event.human_reason, ""))
            | result.mark.is_distinct_from(event.mark)
        )
        .order_by(result.id)
        .limit(_MOST)
    )
    return list(session.scalars(wanted))


def _misjudged(session: Session) -> Iterator[int]:
    newest = select(func.max(t.ThresholdVersion.id)).group_by(t.ThresholdVersion.model_id)
    wanted = select(t.ThresholdVersion).where(t.ThresholdVersion.id.in_(newest))
    limits = {row.model_id: records.thresholds(row) for row in session.scalars(wanted)}
    judged = (
        select(t.Result.id, t.Result.score, t.Result.machine, t.Result.warning,
               t.InspectionRun.model_id)
        .join(t.InspectionRun, t.InspectionRun.id == t.Result.run_id)
        .where(t.Result.score.is_not(None))
        .order_by(t.Result.id)
    )  # fmt: skip
    limited = limited_scores(session)
    found = 0
    for result, score, machine, warning, model_id in session.execute(judged):
        assert score is not None
        now = limits[model_id]
        by_size = now.limited(limited.get(result, {}))
        if machine is not now.verdict(score, limited=by_size, warned=bool(warning)):
            yield result
            found += 1
            if found == _MOST:
                return
