"""The audit chain: every write transaction ends with an entry that seals what it recorded.

An entry holds SHA-256 digests of the rows that the transaction added, the new values of what may
change, and the SHA-256 of the entry before. Whoever knows the SHA-256 of an entry, a head, can tell
later whether anything that was recorded up to it was changed, removed or put in between.

The content of an entry is JSON:

* `form`: 1, which columns are sealed (`SEALED`, `CHANGING`).
* `upto`: for each sealed table, the highest key so far; a table that a later schema added has none.
* `rows`: for each table with new rows, the digest of those with keys above the `upto` of before.
* `state`: for each table with columns that may change, the values of changed rows by their keys.
* `event`: what leaves no row elsewhere, such as an export; absent where nothing did.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Result,
    Select,
    bindparam,
    func,
    insert,
    select,
    type_coerce,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from ad_studio.errors import StoreError
from ad_studio.identity import computer_name, login_name
from ad_studio.messages import msg
from ad_studio.store import tables as t

FORM = 1

SEALED = {
    "reference_image": "id path source sha256 width height hints created_at",
    "reference_depth": "reference_id bits",
    "ignore_version": "id reference_id number author created_at",
    "ignore_region": "id version_id geometry",
    "training_image": "id role path sha256 reference_id result_id confirmed_by confirmed_at",
    "training_set": "id number author note created_at",
    "training_set_image": "set_id image_id",
    "model_version": "id number reference_id detector backbone backbone_sha256 folder seed device "
    "train_seconds self_check created_at ignore_id training_set_id",
    "model_file": "model_id name sha256",
    "model_part_type": "id model_id number name path sha256",
    "model_in_force": "id model_id author note created_at",
    "threshold_version": "id model_id review ng basis author note created_at",
    "inspection_run": "id model_id folder lot operator station started_at scope",
    "run_trace": "run_id serial shift",
    "run_images": "run_id paths",
    "image": "id path sha256",
    "result": "id run_id image_id score error timings inspected_at taken_from warning",
    "result_trace": "result_id serial shift",
    "result_frames": "result_id video video_sha256 is_event start end shown frames raw",
    "result_part_type": "result_id type_id",
    "superseded_result": "id result_id by_id",
    "result_map": "result_id blob",
    "verdict_event": "id result_id source old new machine human human_reason author reason "
    "undoes_id model_id threshold_id sha256 created_at mark redoes_id",
    "challenge_sample": "id path source sha256 expected author created_at",
    "challenge_removal": "id sample_id author reason created_at",
    "challenge": "id model_id threshold_id passed author created_at",
    "challenge_result": "id challenge_id sample_id score verdict error",
    "study": "id name run_id seed rounds inspectors author created_at",
    "study_part": "id study_id result_id machine known",
    "study_answer": "id part_id inspector round verdict created_at",
    "setting_version": "id name value author created_at",
    "acknowledgement": "id result_id author means created_at",
    "operator_version": "id name role pin is_active author created_at",
    "sign_in": "id name succeeded created_at",
    "action_done": "id result_id action place created_at",
    "size_limit": "threshold_id mm2 pixel_mm",
    "limited_score": "id result_id area score",
    "size_zone": "id threshold_id name mm2 pixel_mm geometry",
    "zoned_score": "id result_id limit_sha256 score",
}
"""For each table whose rows are sealed: the columns that never change, first the growing key."""

CHANGING = {
    "project": "id name noun defects created_at",
    "inspection_run": "id status total finished_at left_out",
    "run_deletion": "run_id author reason created_at",
}
"""For each table whose rows are sealed one by one, as they stand: the columns, first the key."""


class Content(NamedTuple):
    """What an entry says; see above.

    Attributes:
        upto: Highest keys by table.
        rows: Digests by table.
        state: Values by table and key; None for a row that was not there.
        event: What leaves no row; empty where nothing did.
    """

    upto: dict[str, int]
    rows: dict[str, str]
    state: dict[str, dict[int, list[Any] | None]]
    event: dict[str, Any]


_PIECE = 1000  # rows that are digested together; part of the form
_PLAIN = ("INTEGER", "TEXT", "VARCHAR", "DATETIME", "BOOLEAN")
"""Types of columns that SQLite writes as Python does; it rounds reals and takes no bytes."""
_ESCAPED = re.compile(r"[^ -~]+")  # by Python; SQLite leaves them but for control characters
FRAME_SCORES = "frame scores"
_CHANGED, _EVENT = "audit chain: changed", "audit chain: event"


def mark_changed(session: Session, table: str, key: int) -> None:
    """Have the values of a row of a `CHANGING` table sealed at the end of the transaction."""
    session.info.setdefault(_CHANGED, set()).add((table, key))


def add_event(session: Session, event: Mapping[str, object]) -> None:
    """Have something that leaves no row of its own sealed at the end of the transaction.

    Args:
        session: In a write transaction, one event in each.
        event: Plain values, as JSON has them.
    """
    session.info[_EVENT] = dict(event)


def frame_scores_event(run_id: int, path: str, sha256: str) -> dict[str, object]:
    """Say in an event which file has the scores of all frames of a video, by its path inside."""
    return {"what": FRAME_SCORES, "run": run_id, "path": path, "sha256": sha256}


def seal(session: Session) -> None:
    """Append an entry for what a write transaction recorded; none where it recorded nothing.

    Raises:
        StoreError: The newest entry was changed, so that nothing can follow it.
    """
    session.flush()
    changed: set[tuple[str, int]] = session.info.pop(_CHANGED, set())
    _append(session.connection(), sorted(changed), session.info.pop(_EVENT, None))


def begin(connection: Connection) -> None:
    """Append the first entry, if there is none: it seals all that is in the database already."""
    if connection.scalar(select(t.AuditEntry.id).limit(1)) is not None:
        return
    there = [
        (table, key)
        for table in CHANGING
        for key in connection.scalars(select(_columns(table, CHANGING[table])[0]))
    ]
    _append(connection, sorted(there), {"what": "begun", "existing": bool(there)})


def rows_digest(connection: Connection, table: str, *, above: int, upto: int) -> str:
    """Hash the sealed columns of a table's rows whose keys are above one and up to another."""
    span, written = {"above": above, "upto": upto}, _rows_as_json(table, SEALED[table])
    if written is not None:
        try:
            return _digest_of_json(connection.execute(written, span))
        except OperationalError:  # bytes that somebody put where text belongs: said as they are
            pass
    digest = hashlib.sha256()
    for rows in connection.execute(_rows(table, SEALED[table]), span).partitions(_PIECE):
        digest.update(_canonical([tuple(row) for row in rows]).encode())
    return digest.hexdigest()


def _digest_of_json(rows: Result[str]) -> str:
    """Hash rows that SQLite has written as JSON, as they would be written by `_canonical`."""
    digest = hashlib.sha256()
    for piece in rows.partitions(_PIECE):
        text = f"[{','.join(row[0] for row in piece)}]"
        if not text.isascii() or "\x7f" in text:
            text = _ESCAPED.sub(lambda found: json.dumps(found[0])[1:-1], text)
        digest.update(text.encode())
    return digest.hexdigest()


def states(connection: Connection, table: str, key: int | None = None) -> dict[int, list[Any]]:
    """Return the stored values of rows of a `CHANGING` table by their keys; None: of all rows."""
    columns = _columns(table, CHANGING[table])
    wanted = select(*columns) if key is None else select(*columns).where(columns[0] == key)
    return {row[0]: list(row) for row in connection.execute(wanted)}


def key_spans(connection: Connection) -> dict[str, tuple[int, int]]:
    """Return the lowest and the highest key of each sealed table; zeros where it is empty."""
    keys = tuple((table, columns.split()[0]) for table, columns in SEALED.items())
    found = connection.execute(_ends(keys)).one()
    return dict(zip(SEALED, zip(found[::2], found[1::2], strict=True), strict=True))


def entry_digest(entry: t.AuditEntry) -> str:
    """Hash an entry: all its columns but the digest itself."""
    values = (
        entry.id,
        entry.content,
        entry.login,
        entry.computer,
        entry.created_at.isoformat(timespec="microseconds"),
        entry.clock_back,
        entry.previous,
    )
    return hashlib.sha256(_canonical(values).encode()).hexdigest()


def read_content(entry: t.AuditEntry) -> Content | None:
    """Read what an entry says; None where it was changed, or is of no form that is known."""
    try:
        found = json.loads(entry.content)
        if entry_digest(entry) != entry.sha256 or found["form"] != FORM:
            return None
        return Content(
            upto={table: int(found["upto"].get(table, 0)) for table in SEALED},
            rows={table: str(found["rows"][table]) for table in SEALED if table in found["rows"]},
            state={
                table: {int(key): values for key, values in found["state"][table].items()}
                for table in CHANGING
                if table in found["state"]
            },
            event=dict(found.get("event", {})),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def entries(session: Session) -> Iterator[t.AuditEntry]:
    """Yield the entries in their order."""
    wanted = select(t.AuditEntry).order_by(t.AuditEntry.id).execution_options(yield_per=_PIECE)
    yield from session.scalars(wanted)


def _append(
    connection: Connection, changed: list[tuple[str, int]], event: Mapping[str, object] | None
) -> None:
    newest = select(t.AuditEntry.__table__).order_by(t.AuditEntry.id.desc()).limit(1)
    row = connection.execute(newest).mappings().one_or_none()
    last = None if row is None else t.AuditEntry(**row)
    before = dict.fromkeys(SEALED, 0) if last is None else _readable(last).upto
    upto = {table: highest for table, (_, highest) in key_spans(connection).items()}
    rows = {
        table: rows_digest(connection, table, above=before[table], upto=upto[table])
        for table in SEALED
        if upto[table] > before[table]
    }
    state: dict[str, dict[str, Any]] = {}
    for table, key in changed:
        state.setdefault(table, {})[str(key)] = states(connection, table, key).get(key)
    if not rows and not state and event is None:
        return
    content = {"form": FORM, "upto": upto, "rows": rows, "state": state}
    moment = datetime.now(UTC)
    fields: dict[str, Any] = {
        "id": 1 if last is None else last.id + 1,
        "content": _canonical(content if event is None else {**content, "event": event}),
        "login": login_name(),
        "computer": computer_name(),
        "created_at": moment,
        "clock_back": last is not None and moment < last.created_at,
        "previous": "" if last is None else last.sha256,
    }
    sha256 = entry_digest(t.AuditEntry(**fields))
    connection.execute(insert(t.AuditEntry).values(**fields, sha256=sha256))


def _readable(entry: t.AuditEntry) -> Content:
    content = read_content(entry)
    if content is None:
        raise StoreError(
            msg("The newest entry of the project's audit chain was changed."),
            hint=msg("Put the project folder back from a backup; keep this copy for the search."),
        )
    return content


# Statements are made once and kept: each write runs them, and to make one takes longer than to run
# it.


@cache
def _columns(table: str, names: str) -> tuple[ColumnElement[Any], ...]:
    """The columns of a table as they are stored: no type makes anything of their values."""
    columns = t.Base.metadata.tables[table].c
    return tuple(type_coerce(columns[name], NullType()) for name in names.split())


@cache
def _rows(table: str, names: str) -> Select[Any]:
    """The rows of a table with keys above one and up to another, in the order of their keys."""
    columns = _columns(table, names)
    key = columns[0]
    wanted = select(*columns).where(key > bindparam("above"), key <= bindparam("upto"))
    return wanted.order_by(*columns[:2])


@cache
def _rows_as_json(table: str, names: str) -> Select[str] | None:
    """The same, each row written as JSON by SQLite: a third of the time for 100 000 events.

    None where a column may hold what it writes otherwise than Python.
    """
    columns = t.Base.metadata.tables[table].c
    types = [columns[name].type.compile(dialect=sqlite.dialect()) for name in names.split()]
    if not all(one.startswith(_PLAIN) for one in types):
        return None
    written = type_coerce(func.json_array(*_columns(table, names)), NullType())
    return _rows(table, names).with_only_columns(written)


@cache
def _ends(keys: tuple[tuple[str, str], ...]) -> Select[Any]:
    """The lowest and the highest key of tables, each named with its key; zeros where empty."""
    return select(
        *(
            select(func.coalesce(end(_columns(table, key)[0]), 0)).scalar_subquery()
            for table, key in keys
            for end in (func.min, func.max)
        )
    )


def _canonical(value: object) -> str:
    """Values as ASCII JSON that is the same everywhere; bytes become their SHA-256."""
    return json.dumps(value, separators=(",", ":"), default=_sha256_of_bytes)


def _sha256_of_bytes(value: bytes) -> dict[str, str]:
    return {"sha256": hashlib.sha256(value).hexdigest()}
