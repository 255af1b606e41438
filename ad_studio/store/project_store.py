"""One open project folder: its files, its database, its lock."""

from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy.orm import Session

from ad_studio.files import clear_temporaries, write_atomic
from ad_studio.messages import msg
from ad_studio.store import audit_chain, schema
from ad_studio.store import tables as t
from ad_studio.store.database import Database, writing_engine
from ad_studio.store.failures import file_failure, translate_db_errors, unreadable_values
from ad_studio.store.lock import ProjectLock, is_held
from ad_studio.store.repositories.acknowledgements import AcknowledgementRepository
from ad_studio.store.repositories.actions import ActionRepository
from ad_studio.store.repositories.audit import AuditRepository
from ad_studio.store.repositories.base import now
from ad_studio.store.repositories.challenges import CHALLENGE, ChallengeRepository
from ad_studio.store.repositories.ignore_regions import IgnoreRegionRepository
from ad_studio.store.repositories.limited_scores import LimitedScoreRepository
from ad_studio.store.repositories.models import MODELS, ModelRepository
from ad_studio.store.repositories.operators import OperatorRepository
from ad_studio.store.repositories.project import ProjectRepository
from ad_studio.store.repositories.references import REFERENCES, ReferenceRepository
from ad_studio.store.repositories.results import ResultRepository
from ad_studio.store.repositories.runs import RunRepository
from ad_studio.store.repositories.settings import SettingRepository
from ad_studio.store.repositories.studies import StudyRepository
from ad_studio.store.repositories.thresholds import ThresholdRepository
from ad_studio.store.repositories.training_sets import TRAINING, TrainingSetRepository
from ad_studio.store.repositories.verdicts import VerdictRepository

DATABASE_NAME = "project.db"
REPORTS = "reports"
LOGO = "logo.png"


class ProjectStore:
    """Everything stored about one project, a repository for each kind of thing.

    Their methods may be called from any thread. Those that write wait until it is done, except
    `results.add`. Failures of disk and file are StoreErrors.

    Example:
        `store.runs.latest()`, `store.results.of_run(run.id)`, `store.verdicts.record(...)`.

    Attributes:
        folder: The project's folder; paths handed out lie below it.
        database: The open database.
        writable: Whether it was opened for writing.
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
            NotWritableError: Nothing can be stored there; it may be opened for reading.
            StoreError: The database is missing, damaged, foreign, of a newer program, or cannot
                be read or written.
        """
        self.folder = folder
        self.writable = write
        self._lock = ProjectLock(folder) if write else None
        try:
            schema.prepare(folder / DATABASE_NAME, write=write)
            self.database = Database(folder / DATABASE_NAME, read_only=not write)
            self.project = ProjectRepository(self.database)
            self.settings = SettingRepository(self.database)
            self.references = ReferenceRepository(self.database)
            self.training_sets = TrainingSetRepository(self.database)
            self.ignore_regions = IgnoreRegionRepository(self.database)
            self.models = ModelRepository(self.database)
            self.thresholds = ThresholdRepository(self.database)
            self.runs = RunRepository(self.database, is_abandoned=self._is_abandoned)
            self.results = ResultRepository(self.database)
            self.limited_scores = LimitedScoreRepository(self.database)
            self.verdicts = VerdictRepository(self.database)
            self.acknowledgements = AcknowledgementRepository(self.database)
            self.actions = ActionRepository(self.database)
            self.operators = OperatorRepository(self.database)
            self.challenges = ChallengeRepository(self.database)
            self.studies = StudyRepository(self.database)
            self.audit = AuditRepository(self.database)
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
            with translate_db_errors(path), Session(engine) as session, session.begin():
                session.add(row)
                session.flush()
                audit_chain.mark_changed(session, "project", row.id)
                audit_chain.seal(session)
        finally:
            engine.dispose()

    @property
    def logo(self) -> Path:
        """The picture at the top of reports; there is none where the file is missing."""
        return self.folder / LOGO

    def set_logo(self, png: bytes | None) -> None:
        """Store the logo of reports; None: have none.

        Raises:
            StoreError: It cannot be written, or the project was opened for reading only.
        """
        self.database.require_writable()
        try:
            if png is None:
                self.logo.unlink(missing_ok=True)
            else:
                write_atomic(self.logo, png)
        except OSError as error:
            raise file_failure(error, self.logo, msg("store the logo")) from error

    def values_of(self, table: str) -> AbstractContextManager[None]:
        """While values that were read from a table are made use of: one that cannot be is an error.

        The block raises StoreError with the name of the table then.
        """
        return unreadable_values(self.database.path, table)

    def close(self) -> None:
        """Finish queued writes, close the database and give the lock back. Idempotent."""
        database = getattr(self, "database", None)
        if database is not None:
            database.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _is_abandoned(self) -> bool:
        return self._lock is None and not is_held(self.folder)

    def _recover(self) -> None:
        self.runs.interrupt_orphans()
        for part in (
            "",
            REFERENCES,
            TRAINING,
            CHALLENGE,
            MODELS,
        ):  # whoever holds the lock is alone in these
            clear_temporaries(self.folder / part)
