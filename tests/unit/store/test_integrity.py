"""What other programs, or people with an editor, have done to a project database."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ad_studio.domain import BY_HAND, RunScope, RunStatus, SizeLimit, Thresholds, Verdict, Zone
from ad_studio.drawn_regions import DrawnRegion, RegionShape
from ad_studio.errors import StoreError
from ad_studio.store import NewResult, schema
from ad_studio.store.database import reading_engine
from ad_studio.store.integrity import SCHEMA, differences, passes_quick_check, read_schema
from tests.projects import add_challenge, add_model, add_scores, add_study, some_maps, start_run
from tools.schema import render

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
ALTERATIONS = {
    "a trigger is gone": ("DROP TRIGGER verdict_event_no_update", "lacks the trigger"),
    "a trigger does nothing": (
        "DROP TRIGGER result_no_update; CREATE TRIGGER result_no_update BEFORE UPDATE ON result "
        "BEGIN SELECT 1; END",
        "trigger result_no_update of the database was changed",
    ),
    "a trigger of another": (
        "CREATE TRIGGER spy AFTER INSERT ON result BEGIN DELETE FROM result_map; END",
        "trigger spy that this program did not make",
    ),
    "a view of another": ("CREATE VIEW other AS SELECT 1", "view other that this program"),
    "a view in the place of a table": (
        f"DROP TABLE model_file; CREATE VIEW model_file AS {ENDLESS}",
        "table model_file of the database was changed",
    ),
    "an endless revision": (
        f"DROP TABLE alembic_version; CREATE VIEW alembic_version AS {ENDLESS}",
        "view alembic_version that this program",
    ),
    "a virtual table": (
        "DROP TABLE model_file; CREATE VIRTUAL TABLE model_file USING fts5(model_id)",
        "was changed|did not make",
    ),
    "another table": ("CREATE TABLE notes (id)", "table notes that this program did not make"),
}


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "project.db"
    schema.create(path)
    return path


def script(path, statements):
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(statements)


def test_the_stored_schema_is_what_the_migrations_make():
    assert render() == SCHEMA.read_text(encoding="utf-8"), "run: python -m tools.schema"


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_an_altered_schema_is_refused_in_words(database, alteration, write):
    statements, words = ALTERATIONS[alteration]
    script(database, statements)
    with pytest.raises(StoreError, match=words) as caught:
        schema.prepare(database, write=write)
    assert caught.value.path == database
    assert "backup" in str(caught.value.hint)


def test_an_older_database_with_a_trigger_of_another_is_not_upgraded(database):
    script(database, "UPDATE alembic_version SET version_num = '0008'")
    script(database, ALTERATIONS["a trigger of another"][0])
    with pytest.raises(StoreError, match="trigger spy"):
        schema.prepare(database, write=True)


def test_statistics_of_sqlite_are_no_alteration(database):
    script(database, "ANALYZE")
    schema.prepare(database, write=True)


def test_a_weakened_table_is_found_when_every_text_counts(database):
    script(
        database,
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = "
        "replace(sql, 'coalesce(human, machine)', '''OK''') WHERE name = 'result'",
    )
    engine = reading_engine(database)
    with engine.connect() as connection:
        found = read_schema(connection)
    engine.dispose()
    assert differences(found) == []
    assert [str(one) for one in differences(found, every_text=True)] == [
        "the table result of the database was changed"
    ]


def test_damaged_pages_are_found_before_anything_is_written(store):
    run = start_run(store, add_model(store))
    add_scores(store, run, [float(n + 1) for n in range(200)])
    store.close()
    path = store.folder / "project.db"
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'ix_verdict_event_result_id'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size + 8)
        file.write(b"\xff" * 200)
    with pytest.raises(StoreError, match="damaged"):
        schema.prepare(path, write=True)


def test_a_check_that_takes_too_long_is_given_up(store):
    add_scores(store, start_run(store, add_model(store)), [float(n + 1) for n in range(500)])
    engine = reading_engine(store.folder / "project.db")
    with engine.connect() as connection:
        assert passes_quick_check(connection, seconds=-1)
        assert passes_quick_check(connection, seconds=60)
        assert connection.exec_driver_sql("SELECT count(*) FROM result").scalar() == 500
    engine.dispose()


TABLES = {
    "project": "created_at = '2020-01-01 00:00:00'",
    "reference_image": "sha256 = 'x'",
    "reference_depth": "bits = 7",
    "training_image": "sha256 = 'x'",
    "training_set": "note = 'x'",
    "training_set_image": "image_id = 7",
    "model_version": "seed = 7",
    "model_file": "sha256 = 'x'",
    "model_in_force": "author = 'x'",
    "threshold_version": "ng = 99",
    "inspection_run": "lot = 'x'",
    "run_deletion": "reason = 'x'",
    "run_images": "paths = x'00'",
    "image": "sha256 = 'x'",
    "result": "score = 0.1",
    "superseded_result": "by_id = 7",
    "result_map": "blob = x'00'",
    "verdict_event": "new = 'OK'",
    "ignore_version": "author = 'x'",
    "ignore_region": "geometry = '{}'",
    "size_limit": "mm2 = 7",
    "limited_score": "score = 0.1",
    "size_zone": "mm2 = 7",
    "zoned_score": "score = 0.1",
    "challenge_sample": "expected = 'OK'",
    "challenge_removal": "reason = 'x'",
    "challenge": "passed = 0",
    "challenge_result": "verdict = 'NG'",
    "study": "seed = 7",
    "study_part": "known = 'NG'",
    "study_answer": "verdict = 'NG'",
}


@pytest.fixture
def full(store):
    """A project with a row in every table, as any SQLite client sees it: no pragma of ours."""
    model = add_model(store, bit_depth=12)
    watched = RunScope((Path("/lot"),), watch=True)
    lot = Path("/lot")
    run = store.runs.start(model_id=model.id, folder=lot, total=2, scope=watched, images=[lot])
    gone = start_run(store, model)
    store.results.add(
        run.id, [NewResult(path=Path("/lot/a.png"), sha256="aa", score=4.0, maps=some_maps())]
    ).result()
    store.results.add(run.id, [NewResult(path=Path("/lot/a.png"), sha256="ab", score=4.0)]).result()
    add_scores(store, gone, [1.0])
    store.runs.finish(gone.id, RunStatus.FINISHED)
    store.runs.delete(gone.id, author="Ann", reason="wrong lot")
    region = DrawnRegion(RegionShape.RECTANGLE, ((0.1, 0.1), (0.2, 0.2)))
    store.ignore_regions.add(model.reference_id, [region], author="Ann")
    for zones in ((), (Zone("Back", region, 5),)):
        limit = Thresholds(3, 4, SizeLimit(1, 0.1, zones))
        store.thresholds.add(limit, basis=BY_HAND, author="Ann", note="", model_id=run.model_id)
    add_challenge(store, model, 1.0, 9.0)
    store.challenges.remove_sample(1, author="Ann", reason="worn")
    study = add_study(store, run, known=[Verdict.OK])
    store.studies.answer(study.parts[0].id, inspector="Ann", round=1, verdict=Verdict.OK)
    store.close()
    with closing(sqlite3.connect(store.folder / "project.db", isolation_level=None)) as connection:
        yield connection


@pytest.mark.parametrize("table", TABLES)
def test_no_client_can_change_remove_or_replace_a_record(full, table):
    before = full.execute(f"SELECT rowid, * FROM {table}").fetchall()
    assert before
    columns = [row[1] for row in full.execute(f"PRAGMA table_info({table})")]
    names = ", ".join(columns)
    for statement in (
        f"UPDATE {table} SET {TABLES[table]}",
        f"UPDATE OR REPLACE {table} SET rowid = rowid + 50",
        f"DELETE FROM {table}",
        f"INSERT OR REPLACE INTO {table} ({names}) SELECT {names} FROM {table}",
        f"INSERT OR REPLACE INTO {table} (rowid, {names}) SELECT rowid, {names} FROM {table}",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            full.execute(statement)
        assert full.execute(f"SELECT rowid, * FROM {table}").fetchall() == before, statement


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("model_version", "number"),
        ("training_set", "number"),
        ("ignore_version", "number"),
        ("image", "path"),
        ("result", "image_id"),
        ("challenge_removal", "sample_id"),
        ("study_part", "result_id"),
        ("study_answer", "inspector"),
        ("verdict_event", "undoes_id"),
    ],
)
def test_a_row_is_not_replaced_by_another_with_its_key(full, table, key):
    values = {row[1]: row[1] for row in full.execute(f"PRAGMA table_info({table})")}
    values["id"] = "id + 50"
    if key == "undoes_id":
        values[key] = "1"
        full.execute(
            f"INSERT INTO {table} SELECT {', '.join(values.values())} FROM {table} LIMIT 1"
        )
        values["id"] = "id + 100"
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        full.execute(
            f"INSERT OR REPLACE INTO {table} ({', '.join(values)}) "
            f"SELECT {', '.join(values.values())} FROM {table} LIMIT 1"
        )
