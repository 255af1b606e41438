"""One SQLite file: short reads from any thread, writes in order on one thread of its own."""

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote_from_bytes

from sqlalchemy import Connection, Dialect, Engine, NullPool, QueuePool, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.util import LRUCache

from ad_studio.errors import Cancelled, StoreError
from ad_studio.messages import msg
from ad_studio.progress import never
from ad_studio.store import audit_chain
from ad_studio.store.failures import primary_code, translate_db_errors, unreadable_value

T = TypeVar("T")

BUSY_SECONDS = 5.0
"""How long a statement waits for a lock that another process holds."""


_SHARED_MEMORY = (
    sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMMAP,
)

_PIECE = 4096  # pages of a copy between two questions whether to stop: 16 MB
_STEPS = 100_000  # of SQLite's machine between two, about a millisecond
_COMPILED = 500  # statements, as many as SQLAlchemy keeps for one engine
_STATEMENT = "ad_studio: the statement executed last"

_SAFETY = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # REPLACE runs the triggers that refuse to delete
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)


class Database:
    """An open database file.

    Writes run one after another on the writer thread, each in a transaction of its own that ends
    with an entry of the audit chain. Never write from inside a write: it would wait for itself.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        """Open connections to an existing, checked database file.

        Args:
            path: The database file.
            read_only: Refuse writes; start no thread.
        """
        self.path = path
        self._reader = reading_engine(path)
        self._writer = None if read_only else writing_engine(path)
        self._queue = (
            None if read_only else ThreadPoolExecutor(1, thread_name_prefix="ad-studio-store")
        )

    @contextmanager
    def reading(self, *, should_stop: Callable[[], bool] = never) -> Iterator[Session]:
        """Open a short session that cannot write and sees one state of the data.

        Convert rows to domain objects inside the block: a value that cannot be converted is then a
        StoreError, too.

        Args:
            should_stop: Asked many times a second while SQLite is at work.

        Raises:
            StoreError: The file, or a value in it, cannot be read.
            Cancelled: `should_stop` turned true.
        """
        with (
            translate_db_errors(self.path),
            Session(self._reader) as session,
            self._values_read(session),
            _interrupted(session, should_stop),
        ):
            yield session

    def write(self, work: Callable[[Session], T]) -> T:
        """Do work on the writer thread and wait for it; see `submit`."""
        return self.submit(work).result()

    def submit(self, work: Callable[[Session], T]) -> Future[T]:
        """Queue work for the writer thread; what it does is kept wholly or not at all.

        The future raises StoreError when the disk is full, the file locked or read-only.

        Raises:
            StoreError: The database is closed, or was opened for reading only.
        """
        queue = self._writing()
        try:
            return queue.submit(self._write, work)
        except RuntimeError as error:
            raise StoreError(msg("The project is closed."), path=self.path) from error

    def require_writable(self) -> None:
        """See to it that the project was opened for writing.

        Raises:
            StoreError: It was opened for reading only.
        """
        self._writing()

    def copy_to(
        self, path: Path, *, named: Path, check_cancelled: Callable[[], None] = lambda: None
    ) -> None:
        """Copy the database, as it is at one moment, to a new file.

        Args:
            path: The new file.
            named: What an error says cannot be written.
            check_cancelled: Called between two pieces; raises an exception to stop.

        Raises:
            StoreError: It cannot be read or written.
        """
        with self.reading() as session:
            raw = _raw(session)
            # From this on the session sees one state, whatever is written between two pieces.
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
            with translate_db_errors(named), closing(sqlite3.connect(path)) as copy:
                raw.backup(copy, pages=_PIECE, progress=lambda *_: check_cancelled())

    def close(self) -> None:
        """Finish the queued writes, end the writer thread and close the file. Idempotent."""
        if self._queue is not None:
            self._queue.shutdown(wait=True)
        if self._writer is not None:
            self._writer.dispose()
        self._reader.dispose()

    def _writing(self) -> ThreadPoolExecutor:
        if self._queue is None:
            raise StoreError(
                msg("The project was opened for reading only."),
                path=self.path,
                hint=msg("Open it again."),
            )
        return self._queue

    def _write(self, work: Callable[[Session], T]) -> T:
        with (
            translate_db_errors(self.path),
            Session(self._writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            with self._values_read(session):
                done = work(session)
                audit_chain.seal(session)
            return done

    @contextmanager
    def _values_read(self, session: Session) -> Iterator[None]:
        """Raise a StoreError in the place of an error over a value that was just read."""
        last = session.connection().info
        try:
            yield
        except Exception as error:
            statement = last.get(_STATEMENT, "")
            if not statement.startswith("SELECT"):
                raise
            unreadable = unreadable_value(error, statement, self.path)
            if unreadable is None:
                raise
            raise unreadable from error


def _raw(session: Session) -> sqlite3.Connection:
    raw = session.connection().connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


@contextmanager
def _interrupted(session: Session, should_stop: Callable[[], bool]) -> Iterator[None]:
    """Have SQLite end a statement in its midst once `should_stop` is true: raises Cancelled."""
    raw = _raw(session)
    raw.set_progress_handler(should_stop, _STEPS)
    try:
        yield
    except OperationalError as error:
        if primary_code(error) != sqlite3.SQLITE_INTERRUPT:
            raise
        raise Cancelled from error
    finally:
        raw.set_progress_handler(None, 0)


def reading_engine(path: Path) -> Engine:
    """Return an engine whose connections cannot change the data.

    On a read-only medium or a full disk the database is opened as immutable, because SQLite cannot
    make the side files there that a WAL database needs.

    Connecting raises StoreError where changes lie beside the database that only a program which may
    write can put into it.
    """

    def connect() -> sqlite3.Connection:
        try:
            return _connect(path, "mode=rw", "PRAGMA query_only = ON")
        except sqlite3.Error as error:
            if not path.is_file() or not _lacks_side_files(error):
                raise
            if _has_journal(path):
                raise StoreError(
                    msg("A killed program left changes that cannot be read where none can write."),
                    path=path,
                    hint=msg("Open the project once where it can be written, with free space."),
                ) from error
            return _connect(path, "mode=ro&immutable=1")

    return _engine(connect, NullPool, begin="BEGIN")


def writing_engine(path: Path, *, create: bool = False) -> Engine:
    """Return an engine with one kept connection that takes the write lock at once.

    Args:
        path: The database file.
        create: Make the file if it is not there.
    """

    def connect() -> sqlite3.Connection:
        # FULL: a verdict that was acknowledged survives a power cut.
        return _connect(
            path,
            "mode=rwc" if create else "mode=rw",
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA cache_size = -65536",  # KiB: judging 100 000 results again fits in
        )

    return _engine(connect, QueuePool, begin="BEGIN IMMEDIATE", pool_size=1, max_overflow=0)


@cache
def _shared() -> tuple[Dialect, LRUCache[Any, Any]]:
    """What the engines of all projects share, so that a statement is compiled once and not in each.

    Compiled statements are kept for a dialect, and every engine makes one of its own.
    """
    engine = create_engine("sqlite://", poolclass=NullPool)
    with engine.connect():  # has the dialect ask for the version of SQLite
        return engine.dialect, LRUCache(_COMPILED)


def _engine(
    connect: Callable[[], sqlite3.Connection], pool: type, *, begin: str, **options: int
) -> Engine:
    dialect, compiled = _shared()
    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=pool,
        execution_options={"compiled_cache": compiled},
        **options,
    )
    engine.dialect = dialect

    # sqlite3's own transaction control leaves DDL and SELECT outside of transactions.
    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    @event.listens_for(engine, "before_cursor_execute")
    def _remember(connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        connection.info[_STATEMENT] = statement

    return engine


def _connect(path: Path, query: str, *pragmas: str) -> sqlite3.Connection:
    text = path.absolute().as_posix()
    root = "" if text.startswith("/") else "/"  # C:/x -> /C:/x; //server/x stays
    name = quote_from_bytes(os.fsencode(text))
    connection = sqlite3.connect(
        f"file://{root}{name}?{query}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        if sys.version_info >= (3, 12):
            connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        for pragma in (*_SAFETY, *pragmas):
            connection.execute(pragma)
        connection.execute("SELECT count(*) FROM sqlite_master")
    except BaseException:
        connection.close()
        raise
    return connection


def _lacks_side_files(error: sqlite3.Error) -> bool:
    """Whether SQLite could not make the files beside a WAL database."""
    if primary_code(error) in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
        return True
    return getattr(error, "sqlite_errorcode", None) in _SHARED_MEMORY


def _has_journal(path: Path) -> bool:
    journal = path.with_name(path.name + "-wal")
    return journal.exists() and journal.stat().st_size > 0
