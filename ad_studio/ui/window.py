"""The main window: the rail, the page in front, and nothing else."""

from collections.abc import Callable

from PySide6.QtCore import QSettings
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from ad_studio.ui.jobs import Jobs
from ad_studio.ui.projects.page import ProjectsPage
from ad_studio.ui.rail import Rail, Step, step_states
from ad_studio.ui.session import Session
from ad_studio.ui.theme import Theme
from ad_studio.ui.widgets.page import Page

_GEOMETRY = "window/geometry"
_ROOMY = 1180  # logical pixels of width from which the rail shows its words


class MainWindow(QMainWindow):
    """Frames the five steps; a page is built when it is first entered."""

    def __init__(self, session: Session, jobs: Jobs, theme: Theme) -> None:
        super().__init__()
        self.session = session
        self._jobs = jobs
        for part in (session, jobs, theme):
            part.setParent(self)
        self._pages: dict[Step, Page] = {}
        self._rail = Rail(theme)
        self._rail.chosen.connect(self.go)
        self._stack = QStackedWidget()
        central = QWidget()
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addWidget(self._stack, 1)
        self.setCentralWidget(central)
        self.setMinimumSize(960, 600)
        self.resize(1360, 860)
        geometry = QSettings().value(_GEOMETRY)
        if geometry is not None:
            self.restoreGeometry(geometry)
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        self._write_title()
        self.go(Step.PROJECTS)

    @property
    def step(self) -> Step:
        """The step in front."""
        page = self._stack.currentWidget()
        return next(step for step, known in self._pages.items() if known is page)

    def page(self, step: Step) -> Page:
        """The page of a step; built on first use."""
        if step not in self._pages:
            self._pages[step] = _BUILDERS[step](self)
            self._stack.addWidget(self._pages[step])
        return self._pages[step]

    def go(self, step: Step) -> None:
        """Bring a step to the front."""
        page = self.page(step)
        self._stack.setCurrentWidget(page)
        self._rail.select(step)
        page.entered()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the rail give way to the page in a narrow window."""
        super().resizeEvent(event)
        self._rail.set_compact(self.width() < _ROOMY)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop all work, wait for it, and let go of the project."""
        QSettings().setValue(_GEOMETRY, self.saveGeometry())
        self.hide()
        self._jobs.shutdown()
        self.session.close()
        event.accept()

    def _on_opened(self) -> None:
        """Another project, or none: what the pages show belongs to the one before."""
        self._rail.show_snapshot(self.session.snapshot)
        self._write_title()
        snapshot = self.session.snapshot
        if snapshot is None:
            self.go(Step.PROJECTS)
        elif snapshot.reference is None:
            self.go(Step.REFERENCE)
        else:
            self.go(Step.TRAIN if snapshot.model is None else Step.INSPECT)

    def _on_changed(self) -> None:
        self._rail.show_snapshot(self.session.snapshot)
        if not step_states(self.session.snapshot)[self.step].enabled:
            self.go(Step.PROJECTS)

    def _write_title(self) -> None:
        snapshot = self.session.snapshot
        self.setWindowTitle(f"{snapshot.info.name} – ad_studio" if snapshot else "ad_studio")


def _reference(window: MainWindow) -> Page:
    from ad_studio.ui.reference.page import ReferencePage

    return ReferencePage(window.session, on_next=lambda: window.go(Step.TRAIN))


def _train(window: MainWindow) -> Page:
    from ad_studio.ui.train.page import TrainPage

    return TrainPage(window.session, on_next=lambda: window.go(Step.INSPECT))


def _inspect(window: MainWindow) -> Page:
    from ad_studio.ui.inspect.page import InspectPage

    return InspectPage(window.session, on_next=lambda: window.go(Step.REPORT))


def _report(window: MainWindow) -> Page:
    from ad_studio.ui.report.page import ReportPage

    return ReportPage(window.session)


_BUILDERS: dict[Step, Callable[[MainWindow], Page]] = {
    Step.PROJECTS: lambda window: ProjectsPage(window.session),
    Step.REFERENCE: _reference,
    Step.TRAIN: _train,
    Step.INSPECT: _inspect,
    Step.REPORT: _report,
}
