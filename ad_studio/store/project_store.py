"""One open project folder: its files, its database, its lock."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from ad_studio.domain import RunInfo, RunStatus
from ad_studio.files import clear_temporaries
from ad_studio.store import schema
from ad_studio.store import tables as t
from ad_studio.store.database import Database, writing_engine
from ad_studio.store.failures import plain_words
from ad_studio.store.lock import ProjectLock, is_held
from ad_studio.store.parts.about import REFERENCES, AboutPart
from ad_studio.store.parts.base import now
from ad_studio.store.parts.columns import ColumnsPart
from ad_studio.store.parts.ignoring import IgnoringPart
from ad_studio.store.parts.models import MODELS, ModelsPart
from ad_studio.store.parts.run_changes import RunChangesPart
from ad_studio.store.parts.runs import RunsPart
from ad_studio.store.parts.verdicts import VerdictsPart

DATABASE_NAME = "project.db"
REPORTS = "reports"


class ProjectStore(
    AboutPart, ColumnsPart, IgnoringPart, ModelsPart, RunsPart, RunChangesPart, VerdictsPart
):
    """Everything stored about one project; every method may be called from any thread.

    Methods that write wait until it is done, except `add_results`. Failures of disk and file are
    StoreErrors.

    Attributes:
        folder: The project's folder; paths handed out lie below it.
    """

    def __init__(self, folder: Path, *, write: bool) -> None:
        """Open a project folder.

        Args:
            folder: The project's folder.
            write: Take the project's lock, bring its schema up to date, and mark what a killed
                program left running as interrupted. False only reads, takes no lock and works
                while another program writes.

        Raises:
            ProjectBusyError: Another program holds the project.
            StoreError: The database is missing, damaged, foreign, of a newer program, or cannot
                be read or written.
        """
        self._lock = ProjectLock(folder) if write else None
        try:
            schema.prepare(folder / DATABASE_NAME, write=write)
            super().__init__(folder, Database(folder / DATABASE_NAME, read_only=not write))
            if write:
                self._recover()
        except BaseException:
            self.close()
            raise

    @staticmethod
    def create(folder: Path, *, name: str, noun: str, defects: tuple[str, ...]) -> None:
        """Fill an empty folder with a new project.

        Raises:
            OSError: A folder cannot be made.
            StoreError: The database cannot be written.
        """
        for part in (REFERENCES, MODELS, REPORTS):
            (folder / part).mkdir()
        path = folder / DATABASE_NAME
        schema.create(path)
        row = t.Project(name=name, noun=noun, defects=list(defects), created_at=now())
        engine = writing_engine(path)
        try:
            with plain_words(path), Session(engine) as session, session.begin():
                session.add(row)
        finally:
            engine.dispose()

    def runs(self) -> list[RunInfo]:
        """List the runs, newest first."""
        found = super().runs()
        if self._has_orphans(found):
            found = self._without_orphans(super().runs())
        return found

    def run(self, run_id: int) -> RunInfo:
        """Return one run.

        Raises:
            ProjectError: There is no such run.
        """
        found = super().run(run_id)
        if self._has_orphans([found]):
            (found,) = self._without_orphans([super().run(run_id)])
        return found

    def close(self) -> None:
        """Finish queued writes, close the database and give the lock back. Idempotent."""
        database = getattr(self, "_db", None)
        if database is not None:
            database.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _has_orphans(self, runs: list[RunInfo]) -> bool:
        """Whether runs seem to be running though no program writes; then they are read anew."""
        running = any(run.status is RunStatus.RUNNING for run in runs)
        return running and self._lock is None and not is_held(self.folder)

    @staticmethod
    def _without_orphans(runs: list[RunInfo]) -> list[RunInfo]:
        """Show as interrupted what a killed program left running."""
        return [
            replace(run, status=RunStatus.INTERRUPTED) if run.status is RunStatus.RUNNING else run
            for run in runs
        ]

    def _recover(self) -> None:
        self.interrupt_orphans()
        for part in (REFERENCES, MODELS, REPORTS):
            clear_temporaries(self.folder / part)
