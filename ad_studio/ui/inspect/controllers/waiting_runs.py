"""Offers the inspections that waited when the program was closed; begins none by itself."""

from PySide6.QtCore import QObject

from ad_studio.domain import TraceField
from ad_studio.services.projects.project import Project
from ad_studio.ui.inspect.controllers.runs import RunController
from ad_studio.ui.inspect.state import InspectState
from ad_studio.ui.inspect.widgets.run_tools import run_place
from ad_studio.ui.widgets.banner import Banner
from ad_studio.ui.widgets.basics import button


class WaitingRunsController(QObject):
    """Asks for each project that is opened what is to become of them; again where one fails."""

    def __init__(
        self,
        state: InspectState,
        *,
        run_controller: RunController,
        banner: Banner,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._runs = state.queues.runs
        self._run_controller = run_controller
        self._banner = banner
        self._asked_for: Project | None = None
        state.session.opened.connect(banner.clear)
        state.session.changed.connect(self._ask)
        self._runs.failed.connect(lambda _queued, _error: self._offer())
        self._ask()  # a project may be open already

    def _ask(self) -> None:
        project = self._state.project
        if project is None or project is self._asked_for or project.unwritable is not None:
            return
        self._asked_for = project
        self._offer()

    def _offer(self) -> None:
        project = self._asked_for
        if project is None or project is not self._state.project:
            return
        left = self._runs.left_waiting(project)
        if not left:
            return
        names = "; ".join(run_place(one.scope, one.given[TraceField.LOT]) for one in left)
        words = self.tr(
            "%Ln inspection(s) waited when the program was closed: {names}.", "", len(left)
        )
        self._banner.say(
            words.format(names=names),
            hint=self.tr("They are kept until you start them or take them out."),
        )
        begin = button(self.tr("Start them"), tip=self.tr("Carry them out one after the other"))
        self._banner.add_action(begin, lambda: self._begin(project))
        take_out = button(self.tr("Take them out"), tip=self.tr("Do not carry them out"))
        self._banner.add_action(take_out, lambda: self._take_out(project))

    def _take_out(self, project: Project) -> None:
        self._banner.clear()
        self._runs.forget_left(project)

    def _begin(self, project: Project) -> None:
        for asked in self._runs.left_waiting(project):
            self._run_controller.add_offered(project, asked)
        self._take_out(project)
