"""Runs inspections, and resumes or deletes stored runs."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from ad_studio.domain import ResultRow, RunInfo, RunScope, RunStatus
from ad_studio.eta import Rate
from ad_studio.progress import Progress
from ad_studio.services.demo import images_for
from ad_studio.services.inspection import inspector, runs
from ad_studio.services.inspection.run_control import RunControl
from ad_studio.services.inspection.run_plan import find
from ad_studio.services.results.drift import Drift, drift_of_run
from ad_studio.ui.inspect.state import InspectState
from ad_studio.ui.inspect.widgets.run_bar import RunBar
from ad_studio.ui.inspect.widgets.run_tools import DeleteQuestion, RunTools, left_out_words
from ad_studio.ui.messages import localized
from ad_studio.ui.text import images, number
from ad_studio.ui.widgets.banner import Banner, Level
from ad_studio.ui.widgets.basics import button

_TYPING_MS = 300  # a folder may be typed letter by letter
_SUM_UP_MS = 250  # histogram and rate need not follow every image


class RunController(QObject):
    """Starts inspections, hands their results to the state, and tells of their end.

    Signals:
        starting: An inspection was asked for.
        cancelled(int): This run was cancelled after its first image.
        report_asked: The user wants a report of the run that ended.

    Attributes:
        model_id: The model of the latest inspection.
        run_id: The run that it fills; None before its first image.
    """

    starting = Signal()
    cancelled = Signal(int)
    report_asked = Signal()

    def __init__(
        self, state: InspectState, *, run_bar: RunBar, banner: Banner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._run_bar = run_bar
        self._banner = banner
        self.model_id: int | None = None
        self.run_id: int | None = None
        self._rate = Rate()
        self._summing_up = QTimer(self, singleShot=True, interval=_SUM_UP_MS)
        self._summing_up.timeout.connect(self._sum_up)
        inspecting = state.queues.inspecting
        inspecting.partials.connect(self._on_rows)
        inspecting.cancelled.connect(self._on_cancelled)
        run_bar.started.connect(self.start)
        run_bar.pause_buttons.resumed.connect(self._restart_rate)
        run_bar.operator_changed.connect(self._on_operator)
        run_bar.folder_changed.connect(self._count_soon)
        self._counting = state.session.jobs.queue("count-images")
        self._counting.failed.connect(lambda _id, _error: run_bar.show_found(""))
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._count)
        self._on_operator(run_bar.operator)
        state.session.opened.connect(lambda: run_bar.recall(None, ""))
        state.session.changed.connect(self._on_session_changed)
        state.opened.connect(self._on_opened)
        self._on_session_changed()  # a project may be open already

    def start(self, scope: RunScope, *, model_id: int | None = None) -> None:
        """Inspect in a new run; without a model, by the one that the options name."""
        project, snapshot = self._state.project, self._state.session.snapshot
        if project is None or self._state.queues.inspecting.busy:
            return
        chosen = self._run_bar.options.model_id if model_id is None else model_id
        if chosen is None and snapshot is not None and snapshot.model is not None:
            chosen = snapshot.model.id
        self.model_id, self.run_id = chosen, None
        lot, operator = self._run_bar.lot, self._run_bar.operator
        self._carry_out(
            lambda control, progress: inspector.inspect(
                project,
                scope,
                model_id=chosen,
                lot=lot,
                operator=operator,
                control=control,
                progress=progress,
            ),
            watching=scope.watch,
        )

    def resume(self, run: RunInfo) -> None:
        """Go on with a run that was paused, cancelled or interrupted, and is on show."""
        project = self._state.project
        if project is None or self._state.queues.inspecting.busy:
            return
        self.model_id, self.run_id = run.model_id, run.id
        self._state.run = None  # it changes from now on
        self._carry_out(
            lambda control, progress: inspector.resume(
                project, run.id, control=control, progress=progress
            ),
            watching=run.scope.watch,
        )

    def _carry_out(
        self, work: Callable[[RunControl, Progress], RunInfo], *, watching: bool
    ) -> None:
        self._restart_rate()
        control = RunControl()
        self._run_bar.pause_buttons.follow(control, watching=watching)
        project = self._state.project
        assert project is not None

        def inspect(progress: Progress) -> tuple[RunInfo, Drift | None]:
            run = work(control, progress)
            return run, drift_of_run(project, run)

        self._state.queues.inspecting.start(inspect, then=self._on_inspected)
        self.starting.emit()

    def _on_rows(self, _job: int, rows: list[ResultRow]) -> None:
        self.run_id = run_id = rows[-1].run_id
        if run_id != self._state.run_id:
            self._begin(run_id)
        self._state.grow(rows)
        if not self._summing_up.isActive():
            self._summing_up.start()

    def _begin(self, run_id: int) -> None:
        """Show the run whose first results are here, in the place of the one before."""
        session = self._state.session
        self._state.queues.reading.drop()  # must not come in among these results
        session.run_id = None
        standing = session.snapshot.standing(self.model_id) if session.snapshot else None
        version = None if standing is None else standing.version
        self._state.begin(run_id, lot=self._run_bar.lot, version=version)

    def _count_soon(self) -> None:
        self._run_bar.show_found("")
        self._counting.drop()
        self._typing.start()

    def _count(self) -> None:
        """Say how many images the folder has; a folder that is not there is not complained of."""
        scope = self._run_bar.scope
        if scope is not None:
            self._counting.start(lambda _progress: len(find(scope)), then=self._on_counted)

    def _on_counted(self, count: int) -> None:
        words = images(count) if count else self.tr("no images here")
        self._run_bar.show_found(words)

    def _restart_rate(self) -> None:
        self._rate = Rate()

    def _sum_up(self) -> None:
        self._state.scores_changed.emit()
        pace = self._rate.per_second(len(self._state.results.table))
        words = self.tr("{pace} images/s")
        self._run_bar.strip.set_rate(words.format(pace=number(pace, 1)) if pace else "")

    def _on_inspected(self, found: tuple[RunInfo, Drift | None]) -> None:
        run, drift = found
        self._state.run = run
        self._sum_up()
        self._state.changed.emit()
        self._state.session.refresh()
        self._tell_end(run, drift)

    def _tell_end(self, run: RunInfo, drift: Drift | None) -> None:
        failed = run.counts.error
        level = Level.WARNING if failed else Level.SUCCESS
        text, hint = self.tr("%Ln image(s) inspected.", "", run.counts.total), ""
        if failed:
            text += " " + self.tr("%Ln image(s) could not be read.", "", failed)
            hint = self.tr("Filter by ERROR to see which and why.")
        if run.left_out:
            level = Level.WARNING if failed or run.images_left_out else level
            text += " " + left_out_words(run)
        if drift:
            level = Level.WARNING
            text += " " + localized(drift.message)
        self._banner.say(text, level=level, hint=hint)
        self._banner.add_action(
            button(
                self.tr("Make a report"),
                icon="report",
                tip=self.tr("Go on to the report of this run"),
            ),
            self.report_asked.emit,
        )

    def _on_cancelled(self) -> None:
        if self.run_id is None:  # an earlier run is on show, or none
            self._banner.say(self.tr("The inspection was cancelled before its first image."))
        else:
            words = self.tr(
                "The inspection was cancelled after %Ln image(s). What is done is stored.",
                "",
                len(self._state.results.table),
            )
            self._banner.say(words)
            self.cancelled.emit(self.run_id)
        self._state.session.refresh()
        self._state.changed.emit()

    def _on_operator(self, name: str) -> None:
        self._state.operator = name

    def _on_session_changed(self) -> None:
        snapshot = self._state.session.snapshot
        if snapshot is None:
            return
        self._run_bar.options.offer_models(snapshot.standings)
        if not snapshot.runs and snapshot.reference is not None and self._run_bar.scope is None:
            sample = images_for(snapshot.reference)
            if sample is not None:
                self._run_bar.set_folder(sample)

    def _on_opened(self) -> None:
        run = self._state.run
        if run is not None:
            self._run_bar.recall(run.scope, run.lot)


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
        state.queues.inspecting.busy_changed.connect(self._on_busy)
        state.queues.inspecting.busy_changed.connect(tools.setDisabled)
        run_controller.cancelled.connect(self._offer_resume)
        tools.chooser.activated.connect(lambda _at: question.hide())
        tools.delete_asked.connect(self._ask)
        tools.resume_asked.connect(self._on_resume_asked)
        question.confirmed.connect(self._delete)

    def _on_opened(self) -> None:
        """Say of a run that comes on show what is missing in it, and offer to go on with it."""
        run = self._state.run
        if run is None or self._state.queues.inspecting.busy:
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
        if run is not None and not self._state.queues.inspecting.busy:
            self._question.ask(run)

    def _delete(self, run_id: int, reason: str) -> None:
        project, author = self._state.project, self._state.operator
        if project is not None and not self._state.queues.inspecting.busy:
            self._state.queues.writing.start(
                lambda _progress: runs.delete_run(project, run_id, reason=reason, author=author),
                then=self._on_deleted,
            )

    def _on_deleted(self, run: RunInfo) -> None:
        words = self.tr("Run {number} is deleted. Its verdicts stay in the audit trail.")
        self._banner.say(words.format(number=run.id), level=Level.SUCCESS)
        self._state.session.show_run(None)

    def _on_busy(self, busy: bool) -> None:
        if busy:
            self._question.hide()
