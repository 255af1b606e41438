import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from ad_studio.errors import Cancelled, StoreError
from ad_studio.store import database as module
from ad_studio.store import schema
from ad_studio.store.database import Database, reading_engine

ADD = text(
    "INSERT INTO image (path, sha256, size, mtime_ns, width, height) VALUES (:path, '', 0, 0, 0, 0)"
)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "project.db"
    schema.create(path)
    return path


@pytest.fixture
def database(path):
    database = Database(path, read_only=False)
    yield database
    database.close()


def add(name):
    return lambda session: session.execute(ADD, {"path": name})


def names(database):
    with database.reading() as session:
        return list(session.scalars(text("SELECT path FROM image ORDER BY id")))


def test_writes_keep_their_order_and_run_on_one_thread(database):
    threads = set()

    def write(number):
        def work(session):
            threads.add(threading.current_thread().name)
            session.execute(ADD, {"path": str(number)})

        return database.submit(work)

    for future in [write(number) for number in range(50)]:
        future.result()
    assert names(database) == [str(number) for number in range(50)]
    assert len(threads) == 1
    assert threading.current_thread().name not in threads


def test_a_failed_write_leaves_nothing(database):
    def work(session):
        session.execute(ADD, {"path": "half"})
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.submit(work).result()
    assert names(database) == []


def test_many_threads_read_while_one_writes(database):
    def read(_):
        return len(names(database))

    with ThreadPoolExecutor(8) as pool:
        writes = [database.submit(add(str(number))) for number in range(40)]
        seen = list(pool.map(read, range(40)))
    for write in writes:
        write.result()
    assert max(seen) <= 40
    assert len(names(database)) == 40


def test_pragmas_hold_on_every_connection(database):
    def pragma(session, name):
        return session.scalar(text(f"PRAGMA {name}"))

    def check(session):
        assert pragma(session, "foreign_keys") == 1
        assert pragma(session, "busy_timeout") == module.BUSY_SECONDS * 1000
        assert pragma(session, "journal_mode") == "wal"
        return pragma(session, "synchronous")

    assert database.submit(check).result() == 2
    for _ in range(2):
        with database.reading() as session:
            check(session)


def test_a_reading_session_cannot_write(database):
    with pytest.raises(StoreError, match="cannot be written"), database.reading() as session:
        session.execute(ADD, {"path": "x"})


def test_read_only_starts_no_thread_and_refuses_writes(path):
    before = threading.active_count()
    database = Database(path, read_only=True)
    with pytest.raises(StoreError, match="for reading only"):
        database.submit(add("x"))
    assert names(database) == []
    assert threading.active_count() == before
    database.close()


def test_close_finishes_the_queue_and_joins_the_thread(path):
    before = threading.active_count()
    database = Database(path, read_only=False)
    futures = [database.submit(add(str(number))) for number in range(20)]
    database.close()
    assert all(future.done() for future in futures)
    assert threading.active_count() == before
    database.close()
    with pytest.raises(StoreError, match="closed"):
        database.submit(add("x"))
    assert sorted(file.name for file in path.parent.iterdir()) == ["project.db"]
    reopened = Database(path, read_only=True)
    assert len(names(reopened)) == 20
    reopened.close()


def test_a_full_disk_is_said_in_plain_words_and_nothing_is_lost(database, path):
    database.submit(add("kept")).result()

    def fill(session):
        pages = session.scalar(text("PRAGMA page_count"))
        session.execute(text(f"PRAGMA max_page_count = {pages}"))
        session.execute(ADD, {"path": "x" * 1_000_000})

    with pytest.raises(StoreError, match="disk is full") as caught:
        database.submit(fill).result()
    assert caught.value.path == path
    assert "Free some space" in str(caught.value.hint)
    assert names(database) == ["kept"]


def test_a_lock_held_by_another_program(path, monkeypatch):
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.01)
    database = Database(path, read_only=False)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked by another program"):
            database.submit(add("x")).result()
        other.execute("ROLLBACK")
    database.submit(add("x")).result()
    database.close()


def test_a_bug_stays_a_bug(database):
    with pytest.raises(IntegrityError):
        database.submit(lambda s: s.execute(text("INSERT INTO image (path) VALUES ('x')"))).result()
    with pytest.raises(DBAPIError, match="no such table"), database.reading() as session:
        session.execute(text("SELECT * FROM nowhere"))


def test_names_with_any_character(tmp_path):
    folder = tmp_path / "Prüfung 100% ?#& 検査"
    folder.mkdir()
    schema.create(folder / "project.db")
    schema.prepare(folder / "project.db", write=True)


@pytest.mark.parametrize(
    "code",
    [
        sqlite3.SQLITE_CANTOPEN,  # a read-only medium
        sqlite3.SQLITE_READONLY_DIRECTORY,
        sqlite3.SQLITE_IOERR_SHMSIZE,  # a full disk
    ],
)
def test_where_no_side_files_can_be_made_it_is_opened_as_immutable(path, code, monkeypatch):
    real = module._connect
    tried = []

    def connect(file, query, *pragmas):
        tried.append(query)
        if "immutable" not in query:
            error = sqlite3.OperationalError("unable to open database file")
            error.sqlite_errorcode = code
            raise error
        return real(file, query, *pragmas)

    monkeypatch.setattr(module, "_connect", connect)
    engine = reading_engine(path)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM image").scalar() == 0
    assert tried == ["mode=rw", "mode=ro&immutable=1"]
    path.with_name("project.db-wal").write_bytes(b"changes that immutable would not see")
    with pytest.raises(StoreError, match="changes that cannot be read") as caught, engine.connect():
        pass
    assert "where it can be written" in str(caught.value.hint)
    engine.dispose()


def test_a_statement_ends_in_its_midst_once_nobody_wants_it(database):
    count = text(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) "
        "SELECT count(*) FROM n"
    )
    asked = []

    def should_stop():
        asked.append(1)
        return len(asked) == 3

    with pytest.raises(Cancelled), database.reading(should_stop=should_stop) as session:
        session.execute(count)
    assert len(asked) == 3
    assert names(database) == []


def test_a_copy_can_be_stopped_and_is_of_one_moment_whatever_is_written_meanwhile(
    database, tmp_path, monkeypatch
):
    monkeypatch.setattr(module, "_PIECE", 1)  # pages
    database.write(add("first"))
    asked = []

    def check_cancelled():
        database.write(add(f"later {len(asked)}"))
        asked.append(1)

    copy = tmp_path / "copy.db"
    database.copy_to(copy, named=copy, check_cancelled=check_cancelled)
    assert len(asked) > 10
    with closing(sqlite3.connect(copy)) as opened:
        assert opened.execute("SELECT path FROM image").fetchall() == [("first",)]
        assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        (pages,) = opened.execute("PRAGMA page_count").fetchone()
    assert len(asked) <= pages + 1, "it was not begun anew"

    def stop():
        raise Cancelled

    with pytest.raises(Cancelled):
        database.copy_to(tmp_path / "other.db", named=copy, check_cancelled=stop)
    assert len(names(database)) == len(asked) + 1
