"""Binds what can be done with runs that are stored: going on with one, deleting one."""

from PySide6.QtCore import QObject

from ad_studio.domain import RunInfo, RunStatus
from ad_studio.services.inspection import runs
from ad_studio.ui.inspect.bench import Bench
from ad_studio.ui.inspect.delete_question import DeleteQuestion
from ad_studio.ui.inspect.run_chooser import RunTools
from ad_studio.ui.inspect.running import Running
from ad_studio.ui.widgets.banner import Banner, Level
from ad_studio.ui.widgets.basics import button


class RunKeeping(QObject):
    """Offers to resume an unfinished run, and deletes runs after a question."""

    def __init__(
        self,
        bench: Bench,
        *,
        running: Running,
        tools: RunTools,
        question: DeleteQuestion,
        banner: Banner,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = bench.session
        self._lanes = bench.lanes
        self._on_show = bench.on_show
        self._running = running
        self._run_bar = bench.run_bar
        self._question = question
        self._banner = banner
        bench.session.opened.connect(question.hide)
        tools.chooser.activated.connect(lambda _at: question.hide())
        tools.delete_asked.connect(self._ask)
        question.confirmed.connect(self._delete)
        bench.lanes.inspecting.busy_changed.connect(self._on_busy)

    def greet(self, run: RunInfo) -> None:
        """Say of a run that comes on show that it is unfinished, and offer to go on."""
        if not runs.is_unfinished(run) or self._lanes.inspecting.busy:
            return
        self._banner.say(
            self._how_far(run),
            level=Level.WARNING if run.status is RunStatus.INTERRUPTED else Level.INFO,
        )
        self.offer_resume(run.id)

    def offer_resume(self, run_id: int) -> None:
        """Add a button to the message on show that goes on with a run."""
        words = button(
            self.tr("Resume"),
            icon="play",
            tip=self.tr("Go on with the next image, with the model that the run began with"),
        )
        self._banner.add_action(words, lambda: self._resume(run_id))

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
        snapshot = self._session.snapshot
        found = [run for run in snapshot.runs if run.id == run_id] if snapshot else []
        if found and self._on_show.run_id == run_id:
            self._running.resume(found[0])

    def _ask(self) -> None:
        run = self._on_show.run
        if run is not None and not self._lanes.inspecting.busy:
            self._question.ask(run)

    def _delete(self, run_id: int, reason: str) -> None:
        project, author = self._session.project, self._run_bar.operator
        if project is not None and not self._lanes.inspecting.busy:
            self._lanes.writing.start(
                lambda _progress: runs.delete_run(project, run_id, reason=reason, author=author),
                then=self._on_deleted,
            )

    def _on_deleted(self, run: RunInfo) -> None:
        words = self.tr("Run {number} is deleted. Its verdicts stay in the audit trail.")
        self._banner.say(words.format(number=run.id), level=Level.SUCCESS)
        self._session.show_run(None)

    def _on_busy(self, busy: bool) -> None:
        if busy:
            self._question.hide()
