import sqlite3
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from ad_studio.errors import StoreError
from ad_studio.store import schema
from ad_studio.store.database import reading_engine
from ad_studio.store.tables import Base


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "project.db"
    schema.create(path)
    return path


def execute(path, statement):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        return connection.execute(statement).fetchall()


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def everything(path):
    """The statements that make a database, with single blanks, and its rows by table."""
    found = execute(path, "SELECT type, name, sql FROM sqlite_master ORDER BY type, name")
    tables = [name for kind, name, _sql in found if kind == "table"]
    statements = [(kind, name, sql and " ".join(sql.split())) for kind, name, sql in found]
    rows = {table: execute(path, f"SELECT * FROM {table}") for table in tables}
    return statements, rows


def test_a_new_database_is_what_the_migrations_make(database, tmp_path):
    migrated = tmp_path / "migrated.db"
    schema.create_by_migrations(migrated)
    (made, rows), (wanted, wanted_rows) = everything(database), everything(migrated)
    assert made == wanted
    (begun,), (wanted_begun,) = rows.pop("audit_entry"), wanted_rows.pop("audit_entry")
    assert rows == wanted_rows
    assert begun[:2] == wanted_begun[:2], "all but when"
    for pragma in ("application_id", "user_version", "journal_mode", "page_size", "auto_vacuum"):
        assert execute(database, f"PRAGMA {pragma}") == execute(migrated, f"PRAGMA {pragma}")


def test_migrations_make_exactly_the_tables_of_the_program(tmp_path):
    database = tmp_path / "project.db"
    schema.create_by_migrations(database)
    engine = reading_engine(database)
    with engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_the_list_of_revisions_is_that_of_the_migration_scripts():
    config = Config()
    config.set_main_option("script_location", "ad_studio.store:migrations")
    scripts = ScriptDirectory.from_config(config).walk_revisions()
    assert tuple(script.revision for script in scripts)[::-1] == schema.REVISIONS


def test_the_current_schema_opens(database):
    schema.prepare(database, write=True)
    schema.prepare(database, write=False)


@pytest.mark.parametrize("write", [True, False])
def test_a_newer_database_is_refused_and_left_as_it_was(database, tmp_path, write):
    execute(database, "UPDATE alembic_version SET version_num = '9999'")
    before = contents(tmp_path)
    with pytest.raises(StoreError, match="newer version of the program") as caught:
        schema.prepare(database, write=write)
    assert caught.value.path == database
    assert "Update the program" in str(caught.value.hint)
    assert contents(tmp_path) == before


def test_an_older_database_is_brought_up_to_date_only_for_writing(database, monkeypatch):
    monkeypatch.setattr(schema, "REVISIONS", (*schema.REVISIONS, "next"))
    upgraded = []
    monkeypatch.setattr(schema, "_upgrade", lambda path, create: upgraded.append((path, create)))
    with pytest.raises(StoreError, match="older version"):
        schema.prepare(database, write=False)
    assert upgraded == []
    schema.prepare(database, write=True)
    assert upgraded == [(database, False)]


def test_upgrading_a_current_database_changes_nothing(database):
    before = execute(database, "SELECT sql FROM sqlite_master")
    schema._upgrade(database, create=False)
    assert execute(database, "SELECT sql FROM sqlite_master") == before


def test_what_cannot_be_made_leaves_nothing_half_done(tmp_path, monkeypatch):
    def fail(_connection):
        raise RuntimeError("power cut")

    path = tmp_path / "project.db"
    monkeypatch.setattr(schema.audit_chain, "begin", fail)
    with pytest.raises(RuntimeError):
        schema.create(path)
    assert execute(path, "SELECT name FROM sqlite_master") == []


def test_a_migration_that_fails_leaves_nothing_half_done(tmp_path, monkeypatch):
    from alembic import op

    def fail(*args, **kwargs):
        raise RuntimeError("power cut")

    path = tmp_path / "project.db"
    monkeypatch.setattr(op, "create_index", fail)
    with pytest.raises(RuntimeError):
        schema.create_by_migrations(path)
    assert execute(path, "SELECT name FROM sqlite_master") == []


def test_a_missing_database(tmp_path):
    with pytest.raises(StoreError, match="no database"):
        schema.prepare(tmp_path / "project.db", write=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\0" * 64])
@pytest.mark.parametrize("write", [True, False])
def test_a_file_that_is_no_database(tmp_path, content, write):
    path = tmp_path / "project.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged or is not a database") as caught:
        schema.prepare(path, write=write)
    assert str(path) in str(caught.value)
    assert "backup" in str(caught.value.hint)
    assert path.read_bytes() == content


def test_a_truncated_database(database):
    whole = database.read_bytes()
    database.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoreError, match="damaged"):
        schema.prepare(database, write=True)


@pytest.mark.parametrize("statement", ["CREATE TABLE other (id)", "SELECT 1"])
def test_the_database_of_another_program(tmp_path, statement):
    path = tmp_path / "project.db"
    execute(path, statement)
    with pytest.raises(StoreError, match="not a project database of this program"):
        schema.prepare(path, write=True)
