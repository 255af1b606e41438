"""The inspections of a window, of any of its projects: one goes on, the others wait."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance

from ad_studio.domain import Outstanding, ResultRow, RunInfo, TraceField
from ad_studio.progress import Progress
from ad_studio.services.inspection.run_control import RunControl
from ad_studio.services.projects.operators import require_signed_in
from ad_studio.services.projects.project import Project
from ad_studio.services.results.drift import Drift, drift_of_run
from ad_studio.ui.inspect.waiting_runs import AskedRun, WaitingRuns
from ad_studio.ui.jobs import TaskQueue
from ad_studio.ui.session import Session


@dataclass(eq=False, slots=True)
class QueuedRun:
    """An inspection that goes on or waits.

    Attributes:
        project: Whose images are inspected.
        words: What is inspected, in few words.
        asked: What was asked for.
        run_id: The run that it fills; None before its first image.
        control: Holds it, and takes the serials that are scanned.
        is_offered: Whether it waited when a window before was closed. It is offered once more
            where it fails before its run is stored.
    """

    project: Project
    words: str
    asked: AskedRun
    run_id: int | None = None
    control: RunControl = field(default_factory=RunControl)
    is_offered: bool = False

    @property
    def is_stored(self) -> bool:
        """Whether its run is stored: it can be resumed from there on."""
        return self.run_id is not None or self.control.run_id is not None

    @property
    def model_id(self) -> int | None:
        """The model; None: the one in force."""
        return self.asked.model_id

    @property
    def given(self) -> Mapping[TraceField, str]:
        """What its parts can be traced by, as given for the whole run."""
        return self.asked.given

    @property
    def watching(self) -> bool:
        """Whether it watches its folders."""
        return self.asked.scope.watch

    @property
    def outstanding(self) -> Outstanding:
        """What has failed of what is done after its images."""
        actions = self.control.actions
        return Outstanding() if actions is None else actions.outstanding


class RunQueue(QObject):
    """Runs inspections one after another; their projects stay open until they are finished.

    Signals:
        changed: Another inspection goes on, or others wait.
        rows(QueuedRun, list[ResultRow]): These results were stored.
        told(QueuedRun): It has told how it stands, by its control.
        finished(QueuedRun, RunInfo, Drift | None): It is done.
        failed(QueuedRun, AdStudioError): It broke off.
        cancelled(QueuedRun): The user ended it.
    """

    changed = Signal()
    rows = Signal(object, object)
    told = Signal(object)
    finished = Signal(object, object, object)
    failed = Signal(object, object)
    cancelled = Signal(object)

    def __init__(self, session: Session, tasks: TaskQueue) -> None:
        super().__init__(tasks)
        self._session = session
        self._tasks = tasks
        self._runs: dict[int, QueuedRun] = {}
        self._left: dict[tuple[Path, datetime], list[AskedRun]] = {}  # by project, see `_key`
        tasks.status.connect(self._on_status)
        tasks.partials.connect(self._on_partials)
        tasks.finished.connect(lambda job, found: self._end(job, self.finished, *found))
        tasks.failed.connect(lambda job, error: self._end(job, self.failed, error))
        tasks.cancelled.connect(lambda job: self._end(job, self.cancelled))

    @property
    def current(self) -> QueuedRun | None:
        """The inspection that goes on."""
        return next(iter(self._runs.values()), None)

    @property
    def waiting(self) -> list[QueuedRun]:
        """Those that wait, in order."""
        return list(self._runs.values())[1:]

    @property
    def kept(self) -> list[QueuedRun]:
        """Those that the next window offers: all that wait or have no run that can be resumed."""
        current = self.current
        return [one for one in self._runs.values() if one is not current or not one.is_stored]

    def left_waiting(self, project: Project) -> list[AskedRun]:
        """Those of a project that waited when the window before was closed."""
        key = _key(project)
        if key not in self._left:
            self._left[key] = WaitingRuns(project.info).recall()
        return self._left[key]

    def forget_left(self, project: Project) -> None:
        """Offer them no more: they were added, or are not to be carried out."""
        self._left[_key(project)] = []
        self._keep(project)

    def holds(self, run_id: int, project: Project) -> bool:
        """Whether a stored run is being filled, or waits to be gone on with."""
        return any(one.run_id == run_id and one.project is project for one in self._runs.values())

    def is_inspecting(self, project: Project) -> bool:
        """Whether an inspection of a project goes on or waits."""
        return any(one.project is project for one in self._runs.values())

    def add(self, queued: QueuedRun, work: Callable[[Progress], RunInfo]) -> None:
        """Carry an inspection out, after those that were added before.

        It fails where another person is signed in when it begins than now.

        Args:
            queued: The inspection.
            work: Carries it out.
        """
        asked_by = queued.project.operator

        def inspect(progress: Progress) -> tuple[RunInfo, Drift | None]:
            require_signed_in(queued.project, asked_by)
            run = work(progress)
            return run, drift_of_run(queued.project, run)

        self._session.keep(queued.project)
        self._runs[self._tasks.start(inspect)] = queued
        self._tell(queued.project)

    def take_out(self, queued: QueuedRun) -> None:
        """Let an inspection that waits not be carried out; one that has just begun is cancelled."""
        job = next((job for job, one in self._runs.items() if one is queued), None)
        if job is not None and queued is not self.current and self._tasks.take_out(job):
            del self._runs[job]
            self._session.release(queued.project)
            self._tell(queued.project)

    def _on_status(self, job: int, _words: object) -> None:
        queued = self._runs[job]
        if queued.is_stored:
            self._keep(queued.project)
        self.told.emit(queued)

    def _on_partials(self, job: int, rows: list[ResultRow]) -> None:
        queued = self._runs[job]
        queued.run_id = rows[-1].run_id
        self.rows.emit(queued, rows)

    def _end(self, job: int, signal: SignalInstance, *about: object) -> None:
        queued = self._runs.pop(job)
        if signal is self.failed and queued.is_offered and not queued.is_stored:
            self._left[_key(queued.project)].append(queued.asked)
        signal.emit(queued, *about)
        self._session.release(queued.project)
        self._tell(queued.project)

    def _tell(self, project: Project) -> None:
        """Keep what waits now: of this project, and of the one whose inspection has begun."""
        for one in {project, *(queued.project for queued in self._runs.values())}:
            self._keep(one)
        self.changed.emit()

    def _keep(self, project: Project) -> None:
        kept = [one.asked for one in self.kept if one.project is project]
        WaitingRuns(project.info).keep([*self.left_waiting(project), *kept])


def _key(project: Project) -> tuple[Path, datetime]:
    """What a project is known by; a later one may lie in the same folder."""
    return project.info.folder, project.info.created_at
