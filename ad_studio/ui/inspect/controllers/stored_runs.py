"""Shows, resumes and deletes runs that are stored."""

from PySide6.QtCore import QObject

from ad_studio.domain import RunInfo, RunStatus
from ad_studio.errors import UsageError
from ad_studio.services.inspection import runs
from ad_studio.ui.inspect.controllers.runs import RunController
from ad_studio.ui.inspect.state import InspectState
from ad_studio.ui.inspect.widgets.run_tools import DeleteQuestion, RunTools, left_out_words
from ad_studio.ui.widgets.banner import Banner, Level
from ad_studio.ui.widgets.basics import button


class StoredRunController(QObject):
    """Offers to resume an unfinished run, and deletes runs after a question."""

    def __init__(
        self,
        state: InspectState,
        *,
        run_controller: RunController,
        tools: RunTools,
        question: DeleteQuestion,
        banner: Banner,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._run_controller = run_controller
        self._question = question
        self._banner = banner
        state.session.opened.connect(question.hide)
        state.opened.connect(self._on_opened)
        state.live_changed.connect(self._on_live)
        state.live_changed.connect(tools.set_live)
        run_controller.cancelled.connect(self._offer_resume)
        tools.chooser.chosen.connect(self._on_chosen)
        tools.delete_asked.connect(self._ask)
        tools.resume_asked.connect(self._on_resume_asked)
        question.confirmed.connect(self._delete)

    def _on_opened(self) -> None:
        """Say of a run that comes on show what is missing in it, and offer to go on with it."""
        run = self._state.run
        if run is None or self._is_queued(run.id):
            return
        if not runs.is_unfinished(run):
            if run.images_left_out:
                self._banner.say(left_out_words(run), level=Level.WARNING)
            return
        self._banner.say(
            self._how_far(run),
            level=Level.WARNING if run.status is RunStatus.INTERRUPTED else Level.INFO,
        )
        self._offer_resume(run.id)

    def _offer_resume(self, run_id: int) -> None:
        """Add a button to the message on show that goes on with a run."""
        resume = button(
            self.tr("Resume"),
            icon="play",
            tip=self.tr("Go on with the next image, with the model that the run began with"),
        )
        self._banner.add_action(resume, lambda: self._resume(run_id))

    def _how_far(self, run: RunInfo) -> str:
        if run.status is RunStatus.PAUSED:
            words = self.tr("This run was paused after {count} of %Ln image(s).", "", run.total)
        elif run.status is RunStatus.CANCELLED:
            words = self.tr("This run was cancelled after {count} of %Ln image(s).", "", run.total)
        else:
            words = self.tr(
                "This run was interrupted after {count} of %Ln image(s): the program ended.",
                "",
                run.total,
            )
        return words.format(count=run.counts.total)

    def _resume(self, run_id: int) -> None:
        snapshot = self._state.session.snapshot
        found = [run for run in snapshot.runs if run.id == run_id] if snapshot else []
        if found and self._state.run_id == run_id:
            self._run_controller.resume(found[0])

    def _on_resume_asked(self) -> None:
        if self._state.run_id is not None:
            self._banner.clear()
            self._resume(self._state.run_id)

    def _ask(self) -> None:
        run = self._state.run
        if run is not None and self._may_delete():
            self._question.ask(run)

    def _delete(self, run_id: int, reason: str) -> None:
        project, author = self._state.project, self._state.operator
        if project is not None and self._may_delete():
            self._state.queues.writing.start(
                lambda _progress: runs.delete_run(project, run_id, reason=reason, author=author),
                then=self._on_deleted,
            )

    def _may_delete(self) -> bool:
        """Whether no inspection of the project takes results from its runs; says so if one may."""
        project = self._state.project
        if project is None or not self._state.queues.runs.is_inspecting(project):
            return True
        why = self.tr("No run is deleted while an inspection of this project goes on or waits.")
        hint = self.tr("Wait until it is done, or cancel it, and try again.")
        self._banner.show_error(UsageError(why, hint=hint))
        return False

    def _on_deleted(self, run: RunInfo) -> None:
        words = self.tr("Run {number} is deleted. Its verdicts stay in the audit trail.")
        self._banner.say(words.format(number=run.id), level=Level.SUCCESS)
        self._state.session.show_run(None)

    def _is_queued(self, run_id: int) -> bool:
        """Whether a run is being inspected, or waits to be gone on with."""
        project = self._state.project
        return project is not None and self._state.queues.runs.holds(run_id, project)

    def _on_chosen(self, run_id: int | None) -> None:
        self._question.hide()
        self._run_controller.show_run(run_id)

    def _on_live(self, live: bool) -> None:
        if live:
            self._question.hide()
