"""Starts inspections, follows the one that goes on, and tells of their end."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from ad_studio.domain import ResultRow, RunInfo, RunScope, TraceField
from ad_studio.errors import AdStudioError, ChallengeDueError
from ad_studio.eta import Rate
from ad_studio.progress import Progress
from ad_studio.services.demo import images_for
from ad_studio.services.inspection import inspector
from ad_studio.services.inspection.run_plan import find
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.traceability import field_is_missing, missing_field
from ad_studio.services.results.drift import Drift
from ad_studio.ui.inspect.run_queue import QueuedRun
from ad_studio.ui.inspect.state import InspectState
from ad_studio.ui.inspect.waiting_runs import AskedRun
from ad_studio.ui.inspect.widgets.outstanding_note import outstanding_words
from ad_studio.ui.inspect.widgets.run_bar import RunBar
from ad_studio.ui.inspect.widgets.run_tools import left_out_words, run_place
from ad_studio.ui.messages import localized
from ad_studio.ui.text import images, number
from ad_studio.ui.widgets.banner import Banner, Level
from ad_studio.ui.widgets.basics import button

_TYPING_MS = 300  # a folder may be typed letter by letter
_SUM_UP_MS = 250  # histogram and rate need not follow every image


class RunController(QObject):
    """Has inspections carried out, hands their results to the state, and tells of their end.

    One that is asked for while another goes on, in this project or another one, waits for it and
    then begins by itself; what is on show stays on show.

    Signals:
        starting: An inspection begins, and its results will be on show.
        cancelled(int): The run on show was cancelled after its first image.
        outdated: More is stored of the run on show than is shown of it.
        report_asked: The user wants a report of the run that ended.
        challenge_asked: The user wants to see the challenge, which is due.
    """

    starting = Signal()
    cancelled = Signal(int)
    outdated = Signal()
    report_asked = Signal()
    challenge_asked = Signal()

    def __init__(
        self, state: InspectState, *, run_bar: RunBar, banner: Banner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._runs = state.queues.runs
        self._run_bar = run_bar
        self._banner = banner
        self._current: QueuedRun | None = None
        self._early: list[ResultRow] = []  # came in before the run was known to be on show
        self._rate = Rate()
        self._summing_up = QTimer(self, singleShot=True, interval=_SUM_UP_MS)
        self._summing_up.timeout.connect(self._sum_up)
        self._runs.changed.connect(self._on_queue_changed)
        self._runs.rows.connect(self._on_rows)
        self._runs.finished.connect(self._on_finished)
        self._runs.failed.connect(self._on_failed)
        self._runs.cancelled.connect(self._on_cancelled)
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
        state.reread.connect(self._follow_current)
        state.live_changed.connect(self._name_run)
        state.session.opened.connect(self._name_run)
        self._on_session_changed()  # a project may be open already

    def start(self, scope: RunScope, *, model_id: int | None = None) -> None:
        """Inspect in a new run; without a model, by the one that the options name."""
        project, snapshot = self._state.project, self._state.session.snapshot
        if project is None:
            return
        chosen = self._run_bar.options.model_id if model_id is None else model_id
        if chosen is None and snapshot is not None and snapshot.model is not None:
            chosen = snapshot.model.id
        given = self._given()
        if snapshot is not None:
            field = missing_field(snapshot.trace, given, watch=scope.watch)
            if field is not None:
                self._run_bar.ask_for(field)
                self._banner.show_error(field_is_missing(field))
                return
        self._run_bar.fold()
        self._run_bar.options.trace.remember()
        self.add(project, AskedRun(scope, chosen, given))

    def resume(self, run: RunInfo) -> None:
        """Go on with a run that was paused, cancelled or interrupted, and is on show."""
        project = self._state.project
        if project is None or self._runs.holds(run.id, project):
            return
        given = {field: getattr(run, field) for field in TraceField}
        self.add(project, AskedRun(run.scope, run.model_id, given, run_id=run.id))

    def show_run(self, run_id: int | None) -> None:
        """Put a run on show; None: the latest. It is followed if it is the one that goes on."""
        current = self._runs.current
        if run_id is None and current is not None and self._is_here(current):
            run_id = current.run_id
        live = self._state.live
        if live is not None and run_id is not None and live.run_id == run_id == self._state.run_id:
            return  # it is followed already
        self._state.follow(None)
        self._state.session.show_run(run_id)

    def add_offered(self, project: Project, asked: AskedRun) -> None:
        """Let an inspection that waited in a window before begin, by who is at work now."""
        given = self._given()
        now = {field: given[field] for field in (TraceField.OPERATOR, TraceField.SHIFT)}
        self.add(project, replace(asked, given={**asked.given, **now}), is_offered=True)

    def _given(self) -> Mapping[TraceField, str]:
        """The fields of a run that begins now: who is signed in is its operator."""
        given, snapshot = self._run_bar.given, self._state.session.snapshot
        if snapshot is None or snapshot.operator is None or not snapshot.people:
            return given
        return {**given, TraceField.OPERATOR: snapshot.operator.name}

    def add(self, project: Project, asked: AskedRun, *, is_offered: bool = False) -> None:
        """Let an inspection begin, or wait until it is its turn.

        Args:
            project: Whose images are inspected.
            asked: What is asked for.
            is_offered: See `QueuedRun`.
        """
        words = run_place(asked.scope, asked.given[TraceField.LOT])
        queued = QueuedRun(project, words, asked, run_id=asked.run_id, is_offered=is_offered)
        at_once = self._runs.current is None
        if at_once:
            if queued.run_id is not None:
                self._state.run = None  # it changes from now on
            self._state.follow(queued)
        self._runs.add(queued, lambda progress: _carry_out(queued, progress))
        if at_once:
            self.starting.emit()
        else:
            self._tell_waiting(queued)

    def _tell_waiting(self, queued: QueuedRun) -> None:
        words = self.tr(
            "The inspection of {what} waits for the one that goes on, then begins by itself."
        )
        self._banner.say(words.format(what=queued.words))
        take_out = button(self.tr("Take it out"), tip=self.tr("Do not carry it out"))
        self._banner.add_action(take_out, lambda: self._runs.take_out(queued))

    def _on_queue_changed(self) -> None:
        """Have the buttons act on the inspection that goes on."""
        current = self._runs.current
        if current is self._current:
            return
        self._current = current
        self._restart_rate()
        self._early = []
        if current is not None:
            self._run_bar.pause_buttons.follow(current.control, watching=current.watching)
            if self._is_here(current) and not self._state.is_live:
                self._follow_or_leave(current)
        self._name_run()

    def _follow_or_leave(self, begun: QueuedRun) -> None:
        """Follow an inspection that waited, unless another run is on show, which stays so."""
        state = self._state
        if state.run_id is None or state.run_id == begun.run_id:
            state.run = None
            state.follow(begun)
        else:
            self._pin()

    def _pin(self) -> None:
        """Keep the run on show there although it is not the latest any more."""
        if self._state.session.run_id is None:
            self._state.session.run_id = self._state.run_id

    def _name_run(self) -> None:
        """Name the inspection that goes on where it is not the run on show.

        The shop floor view shows the run on show, so it is offered in the other case.
        """
        current, live = self._current, self._state.live
        elsewhere = current is not None and current is not live
        self._run_bar.name_run(self._name_of(current) if current and elsewhere else "")
        offered = live is not None and live is current and live.watching
        self._run_bar.pause_buttons.offer_floor(offered)

    def _is_here(self, queued: QueuedRun) -> bool:
        return queued.project is self._state.project

    def _on_rows(self, queued: QueuedRun, rows: list[ResultRow]) -> None:
        if queued is not self._state.live:
            if self._is_here(queued):
                self._take_early(queued, rows)
            return
        if queued.run_id != self._state.run_id:
            self._begin(queued)
        self._state.grow(rows)
        if not self._summing_up.isActive():
            self._summing_up.start()

    def _take_early(self, queued: QueuedRun, rows: list[ResultRow]) -> None:
        """Follow the run of these results if it is on show; else keep what is on show there."""
        self._early += rows
        if not self._state.queues.reading.busy:
            self._follow_current()
        if queued is not self._state.live:
            self._pin()

    def _begin(self, queued: QueuedRun) -> None:
        """Show the run whose first results are here, in the place of the one before."""
        session, run_id = self._state.session, queued.run_id
        assert run_id is not None
        self._state.queues.reading.drop()  # must not come in among these results
        session.run_id = None
        standing = session.snapshot.standing(queued.model_id) if session.snapshot else None
        version = None if standing is None else standing.version
        self._state.begin(run_id, queued.given, version=version)
        session.refresh_runs()

    def _follow_current(self) -> None:
        """Follow the inspection that goes on if its run is what was read and is on show now."""
        current, early = self._runs.current, self._early
        self._early = []
        if current is None or not self._is_here(current) or current is self._state.live:
            return
        if current.run_id is not None and current.run_id == self._state.run_id:
            self._state.follow(current)
            results = self._state.results
            self._state.grow([row for row in early if results.result(row.id) is None])

    def _count_soon(self) -> None:
        self._run_bar.show_found("")
        self._counting.drop()
        self._typing.start()

    def _count(self) -> None:
        """Say how many images the folder has; a folder that is not there is not complained of."""
        scope = self._run_bar.scope
        if scope is not None and (scope.rate is None or scope.sequence):
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

    def _on_finished(self, queued: QueuedRun, run: RunInfo, drift: Drift | None) -> None:
        is_on_show = self._leave(queued)
        if is_on_show:
            self._state.run = run
            self._sum_up()
            self._state.changed.emit()
        self._look_again(queued, run.id, was_live=is_on_show)
        self._tell_end(queued, run, drift, is_on_show=is_on_show)

    def _leave(self, queued: QueuedRun) -> bool:
        """Follow an inspection that has ended no longer; returns whether it was followed."""
        was_live = queued is self._state.live
        if was_live:
            self._state.follow(None)
        return was_live

    def _on_failed(self, queued: QueuedRun, error: AdStudioError) -> None:
        is_on_show = self._leave(queued)
        about = "" if is_on_show else f"{self._name_of(queued)}: "
        self._banner.show_error(error, about=about)
        if isinstance(error, ChallengeDueError) and self._is_here(queued):
            checks = button(self.tr("To the challenge"), tip=self.tr("Go to the Checks step"))
            self._banner.add_action(checks, self.challenge_asked.emit)
        self._look_again(queued, queued.run_id, was_live=False)

    def _look_again(self, queued: QueuedRun, run_id: int | None, *, was_live: bool) -> None:
        """Show what is stored of an inspection that has ended, if it is one of this project.

        Args:
            queued: The inspection.
            run_id: Its run; None: not known, it may be the one on show.
            was_live: Its results came on show as they were stored: nothing is missing.
        """
        if not self._is_here(queued):
            return
        self._state.session.refresh()
        if not was_live and run_id in (None, self._state.run_id):
            self.outdated.emit()

    def _tell_end(
        self, queued: QueuedRun, run: RunInfo, drift: Drift | None, *, is_on_show: bool
    ) -> None:
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
        if queued.outstanding:
            level = Level.WARNING
            text += " " + outstanding_words(queued.outstanding)
        if not is_on_show:
            text = f"{self._name_of(queued)}: {text}"
        self._banner.say(text, level=level, hint=hint)
        if is_on_show:
            report = button(
                self.tr("Make a report"),
                icon="report",
                tip=self.tr("Go on to the report of this run"),
            )
            self._banner.add_action(report, self.report_asked.emit)
        else:
            show = button(self.tr("Show it"), tip=self.tr("Show the results of this run"))
            self._banner.add_action(show, lambda: self._show_ended(queued, run))

    def _name_of(self, queued: QueuedRun) -> str:
        """What is inspected, with the project if that is another one."""
        if self._is_here(queued):
            return queued.words
        return f"{queued.project.info.name}, {queued.words}"

    def _show_ended(self, queued: QueuedRun, run: RunInfo) -> None:
        if self._is_here(queued):
            self.show_run(run.id)
        else:
            self._state.session.open(queued.project.info.folder.name)

    def _on_cancelled(self, queued: QueuedRun) -> None:
        is_on_show = self._leave(queued)
        if queued.run_id is None:  # an earlier run is on show, or none
            words = self.tr("The inspection was cancelled before its first image.")
        elif is_on_show:
            words = self.tr(
                "The inspection was cancelled after %Ln image(s). What is done is stored.",
                "",
                len(self._state.results.table),
            )
        else:
            words = self.tr("The inspection was cancelled. What is done is stored.")
        self._banner.say(words if is_on_show else f"{self._name_of(queued)}: {words}")
        if is_on_show and queued.run_id is not None:
            self.cancelled.emit(queued.run_id)
        self._look_again(queued, queued.run_id, was_live=is_on_show)
        self._state.changed.emit()

    def _on_operator(self, name: str) -> None:
        self._state.operator = name

    def _on_session_changed(self) -> None:
        snapshot = self._state.session.snapshot
        if snapshot is None:
            return
        self._run_bar.options.offer_models(snapshot.standings)
        self._run_bar.options.trace.show_settings(snapshot.trace)
        if not snapshot.runs and snapshot.reference is not None and self._run_bar.scope is None:
            sample = images_for(snapshot.reference)
            if sample is not None:
                self._run_bar.set_folder(sample)

    def _on_opened(self) -> None:
        run = self._state.run
        if run is not None:
            self._run_bar.recall(run.scope, run.lot)
        self._follow_current()


def _carry_out(queued: QueuedRun, progress: Progress) -> RunInfo:
    project, asked, given = queued.project, queued.asked, queued.asked.given
    if asked.run_id is not None:
        return inspector.resume(project, asked.run_id, control=queued.control, progress=progress)
    return inspector.inspect(
        project,
        asked.scope,
        model_id=asked.model_id,
        lot=given[TraceField.LOT],
        operator=given[TraceField.OPERATOR],
        station=given[TraceField.STATION],
        serial=given[TraceField.SERIAL],
        shift=given[TraceField.SHIFT],
        control=queued.control,
        progress=progress,
    )
