"""What the window works on: the workspace, the open project, and how far it has come."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ad_studio.domain import (
    ModelInfo,
    ModelState,
    Operator,
    ProjectInfo,
    ReferenceInfo,
    RunInfo,
    TraceSettings,
)
from ad_studio.errors import UsageError
from ad_studio.ignore_regions import IgnoreState
from ad_studio.messages import Message
from ad_studio.ui.jobs import Jobs, TaskQueue

if TYPE_CHECKING:
    from ad_studio.services.projects.models import ModelStanding
    from ad_studio.services.projects.project import Project
    from ad_studio.services.projects.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Where the open project stands.

    Attributes:
        standings: All models, newest first.
        runs: All runs, newest first.
        run: The one on show: that which was chosen, or the latest.
        ignoring: The ignore regions of the reference, and what the model in force applies.
        writable: Whether anything can be stored.
        trace: What the project asks of the fields that parts are traced by.
        people: Who may sign in; empty where the project does not ask for it.
        operator: Who is signed in.
        pixel_mm: The side of a pixel on the part, in mm; None where it is not known.
    """

    info: ProjectInfo
    reference: ReferenceInfo | None
    standings: "tuple[ModelStanding, ...]"
    runs: tuple[RunInfo, ...]
    run: RunInfo | None
    ignoring: IgnoreState
    writable: bool = True
    trace: TraceSettings = field(default_factory=TraceSettings)
    people: tuple[Operator, ...] = ()
    operator: Operator | None = None
    pixel_mm: float | None = None

    @property
    def in_force(self) -> "ModelStanding | None":
        """The model in force; None before training."""
        found = (one for one in self.standings if one.state is ModelState.IN_FORCE)
        return next(found, None)

    @property
    def model(self) -> ModelInfo | None:
        """The same, without how it stands."""
        return None if self.in_force is None else self.in_force.model

    def standing(self, model_id: int | None) -> "ModelStanding | None":
        """A model by its id; None if there is none."""
        return next((one for one in self.standings if one.model.id == model_id), None)


class Session(QObject):
    """Opens and closes projects off the event loop and keeps a snapshot of the open one.

    Signals:
        opened: Another project is open, or none any more.
        changed: The snapshot was taken anew.
        runs_changed: There is another run in the snapshot; nothing else in it has changed.
        unwritable(AdStudioError): The project that was opened can only be read; this is why.
        failed(AdStudioError): A project could not be opened or read.
        busy_changed(bool): A project is being opened or read, or that is over.
    """

    opened = Signal()
    changed = Signal()
    runs_changed = Signal()
    unwritable = Signal(object)
    failed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(
        self, jobs: Jobs, root: Path, rule: Message | str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.root = root
        self.rule = rule
        self.project: Project | None = None
        self.snapshot: Snapshot | None = None
        self.run_id: int | None = None  # of the run on show; None: the latest
        self._held: list[Project] = []  # open ones; touched on the queue's thread only
        self._kept: list[Project] = []  # once for each who keeps it open
        self._users: dict[TaskQueue, str] = {}
        self._roaming: set[TaskQueue] = set()
        self._tasks = jobs.queue("project", latest_only=False)
        self._tasks.failed.connect(lambda _id, error: self.failed.emit(error))
        self._tasks.busy_changed.connect(self.busy_changed)
        self._tasks.busy_changed.connect(self._let_go_of_rest)

    def bit_depth(self, model_id: int | None = None) -> int | None:
        """That of a model of the open project; of its reference where there is no such model."""
        if self.snapshot is None:
            return None
        standing, reference = self.snapshot.standing(model_id), self.snapshot.reference
        if standing is not None:
            return standing.model.bit_depth
        return None if reference is None else reference.bit_depth

    def guard(self, tasks: TaskQueue, what: str, *, roaming: bool = False) -> None:
        """While `tasks` is busy with `what` ("a training"), the window is not closed unasked.

        Args:
            tasks: Works in the open project, which is not left meanwhile.
            what: In words.
            roaming: The project may be left: `keep` holds it open.
        """
        self._users[tasks] = what
        if roaming:
            self._roaming.add(tasks)

    def keep(self, project: "Project") -> None:
        """Hold a project open, also when another one is opened, until `release`."""
        self._kept.append(project)

    def release(self, project: "Project") -> None:
        """Hold a project open no longer, unless it was kept more than once."""
        self._kept.remove(project)
        self._let_go_of_rest()

    def still_running(self) -> str:
        """Says what is still running in this window; empty while nothing is."""
        for tasks, what in self._users.items():
            if tasks.busy:
                return self._running_words(tasks, what)
        return ""

    def open(self, slug: str) -> None:
        """Open another project, by its slug, in the place of the one that is open.

        One that is open for reading is opened anew: it may be written by now.
        """

        def acquire(workspace: "Workspace") -> "Project":
            held = self._holding(slug)
            if held is not None and (held.unwritable is None or held in self._kept):
                return held
            self._let_go_of_moved()
            return workspace.open_or_read(slug)

        self._switch(acquire)

    def create(self, name: str, *, noun: str, defects: tuple[str, ...]) -> None:
        """Make a new project and open it in the place of the one that is open."""
        self._switch(lambda workspace: workspace.create(name, noun=noun, defects=defects))

    def create_sample(self) -> None:
        """Make a project of the sample part and open it."""
        from ad_studio.services.demo import sample_project

        self._switch(sample_project)

    def manage(
        self, slug: str, work: "Callable[[Workspace], object]", then: Callable[[], None]
    ) -> None:
        """Do something to a project as a whole that nobody may have open; it is left if it is.

        Args:
            slug: The project.
            work: Gets the workspace; not called while something is running in that project.
            then: Called when it is done.
        """
        left = self.project
        if any(kept.info.folder.name == slug for kept in self._kept):
            self._refuse(self.tr("An inspection of this project goes on or waits."))
            return
        if left is None or left.info.folder.name != slug:
            left = None
        elif not self._may_leave():
            return
        else:
            self.project = self.snapshot = self.run_id = None
            self.opened.emit()
        operator = None if left is None else left.operator

        def enter(project: "Project") -> None:
            project.operator = operator

        def carry_out(_progress: object) -> None:
            from ad_studio.services.projects.workspace import Workspace

            if left is not None:
                self._let_go(left)
            work(Workspace(self.root, enter=enter))

        self._tasks.start(carry_out, then=lambda _none: then())

    def refresh(self) -> None:
        """Take the snapshot anew: a page has changed the project."""
        project, run_id = self.project, self.run_id
        if project is not None:
            self._tasks.start(lambda _progress: _take(project, run_id), then=self._on_taken)

    def refresh_runs(self) -> None:
        """Take a run that has just begun into the snapshot."""
        project, run_id = self.project, self.run_id
        if project is not None:
            self._tasks.start(
                lambda _progress: _runs(project, run_id),
                then=lambda found: self._on_runs(project, *found),
            )

    def show_run(self, run_id: int | None) -> None:
        """Put a run on show; None: the latest, also when another one is added."""
        self.run_id = run_id
        self.refresh()

    def close(self) -> None:
        """Let go of the project; call when every queue was shut down."""
        for project in list(self._held):
            self._let_go(project)

    def _switch(self, acquire: "Callable[[Workspace], Project]") -> None:
        """Acquire a project; the one that is open stays open, whole, until that is done."""
        if self._may_leave():
            self._tasks.start(lambda _progress: self._acquire(acquire), then=self._on_acquired)

    def _may_leave(self) -> bool:
        for tasks, what in self._users.items():
            if tasks.busy and tasks not in self._roaming:
                self._refuse(self._running_words(tasks, what))
                return False
        return True

    def _running_words(self, tasks: TaskQueue, what: str) -> str:
        if tasks in self._roaming:
            return self.tr("{what} is still running.").format(what=what)
        return self.tr("{what} is still running in this project.").format(what=what)

    def _refuse(self, why: str) -> None:
        hint = self.tr("Wait until it is done, or cancel it, and try again.")
        self.failed.emit(UsageError(why, hint=hint))

    def _let_go_of_rest(self) -> None:
        """Let go of what is neither on show nor kept; not while a project is being opened."""
        if self._tasks.busy:
            return
        rest = [one for one in self._held if one is not self.project and one not in self._kept]
        if rest:
            self._tasks.start(lambda _progress: self._let_go_of(rest))

    def _let_go_of(self, projects: "list[Project]") -> None:
        for project in projects:
            self._let_go(project)

    def _let_go_of_moved(self) -> None:
        """Let go of projects whose folder went elsewhere: their locks went along with it."""
        gone = [one for one in self._held if not one.info.folder.is_dir()]
        self._let_go_of([one for one in gone if one not in self._kept])

    def _holding(self, slug: str) -> "Project | None":
        held = (one for one in self._held if one.info.folder.name == slug)
        return next((one for one in held if one.info.folder.is_dir()), None)

    def _acquire(self, acquire: "Callable[[Workspace], Project]") -> "tuple[Project, Snapshot]":
        from ad_studio.services.projects.workspace import Workspace

        project = acquire(Workspace(self.root))
        is_new = project not in self._held
        if is_new:
            self._held.append(project)
        try:
            return project, _take(project, None)
        except BaseException:
            if is_new:
                self._let_go(project)
            raise

    def _let_go(self, project: "Project") -> None:
        project.close()
        if project in self._held:
            self._held.remove(project)

    def _on_acquired(self, result: "tuple[Project, Snapshot]") -> None:
        """Put the new one in the place of the one before, unless work was begun in that one."""
        project, left = result[0], self.project
        if not self._may_leave():
            return  # what is not on show is let go of when nothing more is opened
        self.project = self.snapshot = self.run_id = None
        self.opened.emit()
        if left is None or left is project or left in self._kept:
            self._show(result)
        else:
            self._tasks.start(
                lambda _progress: self._let_go(left), then=lambda _none: self._show(result)
            )

    def _show(self, result: "tuple[Project, Snapshot]") -> None:
        self.project, self.snapshot = result
        self.opened.emit()
        self.changed.emit()
        if self.project.unwritable is not None:
            self.unwritable.emit(self.project.unwritable)

    def _on_runs(
        self, project: "Project", runs: "tuple[RunInfo, ...]", run: RunInfo | None
    ) -> None:
        if project is self.project and self.snapshot is not None:
            self.snapshot = replace(self.snapshot, runs=runs, run=run)
            self.runs_changed.emit()

    def _on_taken(self, snapshot: Snapshot) -> None:
        if self.project is not None and self.project.info.folder == snapshot.info.folder:
            self.snapshot = snapshot
            self.changed.emit()


def _take(project: "Project", run_id: int | None) -> Snapshot:
    from ad_studio.services.projects import ignore_regions, references
    from ad_studio.services.projects.models import list_standings
    from ad_studio.services.projects.operators import operators
    from ad_studio.services.projects.pixel_size import pixel_size
    from ad_studio.services.projects.traceability import trace_settings

    runs, run = _runs(project, run_id)
    return Snapshot(
        info=project.info,
        reference=references.current_reference(project),
        standings=tuple(list_standings(project)),
        runs=runs,
        run=run,
        ignoring=ignore_regions.state(project),
        writable=project.unwritable is None,
        trace=trace_settings(project),
        people=tuple(operators(project)) if project.asks_for_sign_in else (),
        operator=project.operator,
        pixel_mm=pixel_size(project),
    )


def _runs(project: "Project", run_id: int | None) -> tuple[tuple[RunInfo, ...], RunInfo | None]:
    """All runs, and the one with this id, else the latest."""
    from ad_studio.services import results

    runs = tuple(results.runs(project))
    return runs, next((run for run in runs if run.id == run_id), runs[0] if runs else None)
