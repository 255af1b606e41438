import hashlib
import json
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, select

from ad_studio.domain import RunStatus, Verdict
from ad_studio.errors import StoreError
from ad_studio.store import ProjectStore, audit_chain
from ad_studio.store import tables as t
from tests.projects import add_model, add_scores, start_run, tamper
from tests.unit.store.test_upgrade import make_0001


def chain(store):
    with store.database.reading() as session:
        return list(session.scalars(select(t.AuditEntry).order_by(t.AuditEntry.id)))


def contents(store):
    return [json.loads(entry.content) for entry in chain(store)]


def test_a_new_project_begins_with_an_entry_for_itself(store):
    begun, created = contents(store)
    assert begun["event"] == {"what": "begun", "existing": False}
    assert created["state"]["project"]["1"][1:3] == ["Metal nut", "metal nut"]


def test_every_write_that_records_something_adds_one_entry(store):
    def added(write):
        before = len(chain(store))
        write()
        entries = contents(store)[before:]
        return [(sorted(entry["rows"]), sorted(entry["state"])) for entry in entries]

    model = add_model(store)
    run = start_run(store, model)
    assert added(lambda: add_scores(store, run, [1.0, 9.0])) == [
        (["image", "result", "verdict_event"], [])
    ]
    say = {"author": "Ann", "reason": ""}
    assert added(lambda: store.verdicts.record(1, Verdict.NG, **say)) == [(["verdict_event"], [])]
    assert added(lambda: store.runs.finish(run.id, RunStatus.FINISHED)) == [
        ([], ["inspection_run"])
    ]
    assert added(lambda: store.project.update(noun="nut", defects=None)) == [([], ["project"])]
    assert added(lambda: store.runs.delete(run.id, **say)) == [([], ["run_deletion"])]
    assert added(lambda: store.audit.record_export(1, name="a.csv", sha256="ab")) == [([], [])]
    assert added(store.runs.interrupt_orphans) == []


def test_entries_follow_one_another_and_name_login_and_computer(store, monkeypatch):
    monkeypatch.setattr(audit_chain, "login_name", lambda: "kim")
    monkeypatch.setattr(audit_chain, "computer_name", lambda: "qa-pc")
    add_model(store)
    entries = chain(store)
    assert [entry.id for entry in entries] == list(range(1, len(entries) + 1))
    assert [entry.previous for entry in entries] == ["", *(e.sha256 for e in entries[:-1])]
    assert (entries[-1].login, entries[-1].computer) == ("kim", "qa-pc")
    assert not any(entry.clock_back for entry in entries)
    head = store.audit.head()
    assert (head.entry, head.sha256) == (entries[-1].id, entries[-1].sha256)
    assert store.audit.find(head.short) == head
    assert store.audit.find("0" * 64) is None


def test_a_clock_that_runs_backwards_is_marked(store, monkeypatch):
    class Behind(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(UTC) - timedelta(hours=1)

    monkeypatch.setattr(audit_chain, "datetime", Behind)
    store.project.update(noun="nut", defects=None)
    monkeypatch.undo()
    store.project.update(noun="bolt", defects=None)
    assert [entry.clock_back for entry in chain(store)][-2:] == [True, False]


def test_a_write_that_fails_leaves_no_entry(store):
    before = chain(store)[-1].id

    def work(session):
        audit_chain.add_event(session, {"what": "half"})
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.database.write(work)
    assert chain(store)[-1].id == before


def test_nothing_is_written_on_top_of_an_entry_that_was_changed(store):
    tamper(store, "UPDATE audit_entry SET content = 'x'")
    with pytest.raises(StoreError, match="newest entry of the project's audit chain was changed"):
        store.project.update(noun="nut", defects=None)
    assert store.project.get().noun == "metal nut"


def test_entries_from_before_a_table_was_added_stay_what_they_are(store, monkeypatch):
    fewer = {name: columns for name, columns in audit_chain.SEALED.items()
             if name != "reference_depth"}  # fmt: skip
    with monkeypatch.context() as patch:
        patch.setattr(audit_chain, "SEALED", fewer)
        add_model(store)
    assert "reference_depth" not in contents(store)[-1]["upto"]
    add_model(store, bit_depth=12)
    audit = store.audit
    assert audit.chain_problems() == audit.record_problems() == []
    assert contents(store)[-2]["upto"]["reference_depth"] == 2


def test_an_earlier_project_gets_a_chain_that_says_so(tmp_path):
    make_0001(tmp_path)
    with closing(ProjectStore(tmp_path, write=True)) as store:
        (begun,) = contents(store)
        assert begun["event"] == {"what": "begun", "existing": True}
        assert begun["upto"]["verdict_event"] == 2
        assert set(begun["state"]) == {"project", "inspection_run"}
        audit = store.audit
        assert (
            audit.chain_problems() == audit.record_problems() == audit.denormalized_problems() == []
        )
        store.runs.delete(1, author="Ada", reason="old")
        assert audit.record_problems() == []


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    ['"\\/\b\f\n\r\t', "\x00\x1f\x7f\x80", "Prüfer 検査 \U0001f50d", "[1,2]", "null"]
)


@given(
    st.lists(
        st.tuples(st.integers(-(2**63), 2**63 - 1), _TEXTS, _TEXTS),
        min_size=1,
        max_size=8,
        unique_by=lambda row: row[0],
    )
)
def test_rows_that_sqlite_writes_as_json_have_the_digest_of_python(rows):
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        t.TrainingSet.__table__.create(connection)
        for key, (number, author, note) in enumerate(rows, start=1):
            connection.exec_driver_sql(
                "INSERT INTO training_set VALUES (?, ?, ?, ?, '2026-01-01')",
                (key, number, author, note),
            )
        found = audit_chain.rows_digest(connection, "training_set", above=0, upto=len(rows))
    engine.dispose()
    stored = [[key, *row, "2026-01-01"] for key, row in enumerate(rows, start=1)]
    written = json.dumps(stored, separators=(",", ":"))
    assert found == hashlib.sha256(written.encode()).hexdigest()


def test_bytes_in_the_place_of_text_are_digested_as_they_are():
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        t.TrainingSet.__table__.create(connection)
        insert = "INSERT INTO training_set VALUES (1, 1, 'Ann', ?, '2026-01-01')"
        connection.exec_driver_sql(insert, (b"note",))
        found = audit_chain.rows_digest(connection, "training_set", above=0, upto=1)
    engine.dispose()
    note = {"sha256": hashlib.sha256(b"note").hexdigest()}
    written = json.dumps([[1, 1, "Ann", note, "2026-01-01"]], separators=(",", ":"))
    assert found == hashlib.sha256(written.encode()).hexdigest()
