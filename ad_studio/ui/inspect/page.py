"""The Inspect page: puts its widgets together and binds them to the services."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QKeyCombination, Qt, QTimer
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ad_studio.domain import (
    ResultRow,
    RunInfo,
    Thresholds,
    ThresholdVersion,
    Verdict,
    VerdictEvent,
)
from ad_studio.errors import AdStudioError
from ad_studio.eta import Rate
from ad_studio.services import inspection, results, thresholds, verdicts
from ad_studio.ui.inspect.keys import Keys
from ad_studio.ui.inspect.legend import Legend
from ad_studio.ui.inspect.loader import Loaded, ResultLoader
from ad_studio.ui.inspect.result_list import ResultList
from ad_studio.ui.inspect.results_model import ResultsModel
from ad_studio.ui.inspect.run_bar import RunBar
from ad_studio.ui.inspect.run_chooser import RunChooser
from ad_studio.ui.inspect.stored import Stored, describe, read_stored
from ad_studio.ui.inspect.threshold_panel import ThresholdPanel
from ad_studio.ui.inspect.verdict_bar import VerdictBar
from ad_studio.ui.inspect.viewer import Viewer
from ad_studio.ui.inspect.viewer_bar import ViewerBar
from ad_studio.ui.session import Session
from ad_studio.ui.text import plural, verdict_word
from ad_studio.ui.thumbnails import Thumbnails
from ad_studio.ui.widgets.banner import Level
from ad_studio.ui.widgets.basics import button
from ad_studio.ui.widgets.dropzone import Drops, DropZone
from ad_studio.ui.widgets.page import Page

_SUM_UP_MS = 250  # histogram and rate need not follow every image
_TEXT = "Every image is judged by its deviation from the reference."


class InspectPage(Page):
    """List, viewer and thresholds of one run; a run bar on top."""

    def __init__(self, session: Session, *, on_next: Callable[[], None]) -> None:
        super().__init__(session, title="Inspect", text=_TEXT)
        self._on_next = on_next
        self._run: RunInfo | None = None
        self._run_id: int | None = None
        self._model_id: int | None = None
        self._target: int | None = None
        self._rate = Rate()
        self._summing_up = QTimer(self, singleShot=True, interval=_SUM_UP_MS)
        self._summing_up.timeout.connect(self._sum_up)
        self._make_lanes()
        self._make_widgets()
        self._bind()
        self._on_opened()

    def entered(self) -> None:
        """Put the keys where they act on the image."""
        super().entered()
        if self._stack.currentWidget() is self._desk:
            self.list.view.setFocus()

    # ---- construction

    def _make_lanes(self) -> None:
        jobs = self.session.jobs
        self._inspecting = jobs.lane("inspect", latest_only=False)
        self._reading = jobs.lane("results")
        self._writing = jobs.lane("verdicts", latest_only=False)
        self.session.guard(self._inspecting, "An inspection")
        self.session.guard(self._writing, "Storing verdicts")
        self._inspecting.partials.connect(self._on_rows)
        self._inspecting.cancelled.connect(self._on_cancelled)
        self._reading.failed.connect(lambda _id, error: self.banner.show_error(error))
        for lane in (self._inspecting, self._writing):
            lane.failed.connect(self._on_failed)

    def _make_widgets(self) -> None:
        jobs = self.session.jobs
        self._thumbnails = Thumbnails(jobs, parent=self)
        self._loader = ResultLoader(jobs, self)
        self.model = ResultsModel()
        self.model.setParent(self)
        self.run_bar = RunBar(self._inspecting)
        self.chooser = RunChooser(self.session)
        self.heading.addWidget(self.chooser, 0, Qt.AlignmentFlag.AlignBottom)
        self.list = ResultList(self.model, self._thumbnails)
        self.viewer = Viewer()
        self.viewer.setAcceptDrops(False)  # the page takes what is dropped
        self.viewer_bar = ViewerBar(self.viewer)
        self.legend = Legend()
        self.verdict_bar = VerdictBar()
        self.panel = ThresholdPanel()
        self._zone = DropZone(
            icon="folder",
            title="Drop a folder of images here",
            text="They are only read, never changed. The verdicts appear image by image.",
            browse="Choose a folder…",
            on_browse=self.run_bar.browse,
        )
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.viewer_bar, self.viewer, self.legend, self.verdict_bar):
            column.addWidget(widget, 1 if widget is self.viewer else 0)
        self._desk = QSplitter(Qt.Orientation.Horizontal)
        self._desk.setHandleWidth(16)
        self._desk.setChildrenCollapsible(False)
        for widget, least, stretch in (
            (self.list, 212, 0),
            (middle, 388, 1),
            (self.panel, 236, 0),
        ):
            widget.setMinimumWidth(least)
            self._desk.addWidget(widget)
            self._desk.setStretchFactor(self._desk.count() - 1, stretch)
        self._desk.setSizes([328, 600, 280])
        self._stack = QStackedWidget()
        self._stack.addWidget(self._zone)
        self._stack.addWidget(self._desk)
        self.body.addWidget(self.run_bar)
        self.body.addWidget(self._stack, 1)

    def _bind(self) -> None:
        session = self.session
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        Drops(self, self._zone, self.run_bar.set_folder)
        self.run_bar.started.connect(self._start)
        self.chooser.activated.connect(lambda _at: self.list.view.setFocus())
        self._inspecting.busy_changed.connect(self.chooser.setDisabled)
        self.list.picked.connect(self.show_result, Qt.ConnectionType.QueuedConnection)
        self._loader.loaded.connect(self._on_loaded)
        self._loader.detailed.connect(self._on_detailed)
        self.viewer.zoom_changed.connect(self._on_zoomed)
        self.viewer_bar.stepped.connect(self.step)
        self.verdict_bar.given.connect(self.give)
        self.verdict_bar.undo_asked.connect(self.undo)
        self.panel.tried.connect(self._judge_by)
        self.panel.settled.connect(self._commit)
        self.model.counts_changed.connect(lambda: self.panel.show_counts(self.model.counts()))
        control = Qt.KeyboardModifier.ControlModifier
        Keys(
            self,
            {
                Qt.Key.Key_Right: lambda: self.step(1),
                Qt.Key.Key_J: lambda: self.step(1),
                Qt.Key.Key_Left: lambda: self.step(-1),
                Qt.Key.Key_K: lambda: self.step(-1),
                Qt.Key.Key_O: lambda: self.give(Verdict.OK),
                Qt.Key.Key_N: lambda: self.give(Verdict.NG),
                Qt.Key.Key_R: lambda: self.give(Verdict.REVIEW),
                Qt.Key.Key_Backspace: self.undo,
                QKeyCombination(control, Qt.Key.Key_Z): self.undo,
                Qt.Key.Key_F: self.viewer.fit,
                Qt.Key.Key_1: self.viewer.one_to_one,
                Qt.Key.Key_Plus: self.viewer.zoom_in,
                Qt.Key.Key_Minus: self.viewer.zoom_out,
            },
            repeating=frozenset((Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_J, Qt.Key.Key_K)),
            hold_space=self.viewer.set_bare,
        )

    # ---- what is stored

    def _on_opened(self) -> None:
        self.banner.clear()
        self._reading.drop()
        self.run_bar.recall(None, "")
        self._clear_desk()
        if self.session.project is not None:
            self._read()
        self._show_desk()

    def _on_changed(self) -> None:
        """Read anew if another run is on show, or there is another model and no run yet."""
        snapshot = self.session.snapshot
        if snapshot is None or self._inspecting.busy:
            return
        wanted = snapshot.run.id if snapshot.run else None
        model = snapshot.model.id if snapshot.model else None
        if wanted != self._run_id or (self._run is None and (wanted or model != self._model_id)):
            self._read()

    def _read(self) -> None:
        project, run_id = self.session.project, self.session.run_id
        self._reading.start(lambda _progress: read_stored(project, run_id), then=self._show_stored)

    def _show_stored(self, stored: Stored) -> None:
        run, version = stored.run, stored.version
        same = run is not None and run.id == self._run_id
        if not same:
            self._clear_desk()
        self._run = run
        self._run_id = run.id if run else None
        self._model_id = version.model_id if version else None
        self._show_version(version)
        self.model.replace(stored.rows)
        self.panel.show_scores(self.model.scores())
        self._show_desk()
        if not same:
            if run is not None:
                self.run_bar.recall(run.folder, run.lot)
            self._show_first()

    def _clear_desk(self) -> None:
        self._run = self._run_id = self._model_id = self._target = None
        self._loader.clear()
        self.model.pin(None)
        self.model.replace(())
        self.viewer.show_nothing()
        self.list.follow(None)
        self.verdict_bar.show_result(None, None, None)
        self.panel.show_scores(self.model.scores())
        self._show_version(None)

    def _show_version(self, version: ThresholdVersion | None) -> None:
        self.panel.show_version(version)
        self._judge_by(version.thresholds if version else None)

    def _show_desk(self) -> None:
        rows = self.model.rowCount() > 0 or self._run is not None or self._inspecting.busy
        self._stack.setCurrentWidget(self._desk if rows else self._zone)
        self.subtitle.setText(describe(self._run) if self._run else _TEXT)

    # ---- a run

    def _start(self, folder: Path) -> None:
        project = self.session.project
        if project is None or self._inspecting.busy:
            return
        self.banner.clear()
        self._rate = Rate()
        lot, operator = self.run_bar.lot, self.run_bar.operator
        self._inspecting.start(
            lambda progress: inspection.inspect(
                project, folder, lot=lot, operator=operator, progress=progress
            ),
            then=self._on_inspected,
        )
        self.list.view.setFocus()

    def _on_rows(self, _job: int, rows: list[ResultRow]) -> None:
        run_id = rows[-1].run_id
        if run_id != self._run_id:
            snapshot = self.session.snapshot
            self._clear_desk()
            self._run_id = run_id
            self.session.run_id = None
            if snapshot is not None and snapshot.thresholds is not None:
                self._model_id = snapshot.thresholds.model_id
                self._show_version(snapshot.thresholds)
        self.model.append(rows)
        if not self._summing_up.isActive():
            self._summing_up.start()
        self._show_desk()
        if self._target is None:
            self._show_first()

    def _sum_up(self) -> None:
        self.panel.show_scores(self.model.scores())
        pace = self._rate.per_second(len(self.model.results()))
        self.run_bar.strip.set_rate(f"{pace:.1f} images/s" if pace else "")

    def _on_inspected(self, run: RunInfo) -> None:
        self._run = run
        self._sum_up()
        self._show_desk()
        self.session.refresh()
        failed = run.counts.error
        level = Level.WARNING if failed else Level.SUCCESS
        text, hint = f"{plural(run.counts.total, 'image')} inspected.", ""
        if failed:
            text += f" {plural(failed, 'image')} could not be read."
            hint = "Filter by ERROR to see which and why."
        self.banner.say(text, level=level, hint=hint)
        self.banner.add_action(button("Make a report", icon="report"), self._on_next)

    def _on_cancelled(self, _job: int) -> None:
        done = plural(len(self.model.results()), "image")
        self.banner.say(f"The inspection was cancelled after {done}. What is done is stored.")
        self.session.refresh()
        self._show_desk()

    def _on_failed(self, _job: int, error: AdStudioError) -> None:
        """Say so, and show again what is really stored."""
        self.banner.show_error(error)
        if self.session.project is not None and not self._inspecting.busy:
            self.session.refresh()
            self._read()

    # ---- the image on the screen

    def show_result(self, result_id: int) -> None:
        """Bring a result to the screen; the one before stays until its pixels are here."""
        row, project = self.model.result(result_id), self.session.project
        if row is None or project is None:
            return
        self._target = result_id
        self.list.follow(result_id)
        around = (self.model.neighbour(result_id, 1), self.model.neighbour(result_id, -1))
        ahead = [self.model.result(one) for one in around if one is not None]
        self._loader.show(project, row, [one for one in ahead if one is not None])

    def step(self, step: int) -> None:
        """Go to the next or the previous result of the list."""
        wanted = self.model.neighbour(self._target, step)
        if wanted is not None:
            self.show_result(wanted)

    def _show_first(self) -> None:
        first = self.model.id_at(0)
        if first is not None:
            self.show_result(first)

    def _on_loaded(self, loaded: Loaded) -> None:
        row, error = self.model.result(loaded.result_id), loaded.error
        words = f"{error.message} {error.hint}" if error else row.error if row else ""
        self.viewer.show_result(loaded.result_id, loaded.picture, loaded.maps, words=words)
        self.model.pin(loaded.result_id)
        self.list.follow(self._target)
        self._describe()
        if error is not None:
            self.verdict_bar.say(words)

    def _on_zoomed(self) -> None:
        row = self.model.result(self.viewer.shown_id) if self.viewer.shown_id else None
        if row is not None and self.viewer.wants_detail:
            self._loader.show_detail(row)

    def _on_detailed(self, result_id: int, picture: object) -> None:
        if result_id == self.viewer.shown_id:
            self.viewer.show_detail(picture)

    def _describe(self) -> None:
        row = self.model.result(self.viewer.shown_id) if self.viewer.shown_id else None
        if row is None:
            self.verdict_bar.show_result(None, None, None)
        else:
            machine = self.model.machine_verdict(row)
            self.verdict_bar.show_result(row, self.model.verdict(row), machine)

    # ---- thresholds and verdicts

    def _judge_by(self, limits: Thresholds | None) -> None:
        self.model.set_thresholds(limits)
        self.viewer.set_thresholds(limits)
        self.legend.set_thresholds(limits)
        self._describe()

    def _commit(self, limits: Thresholds) -> None:
        project, author, model_id = self.session.project, self.run_bar.operator, self._model_id
        self._writing.start(
            lambda _progress: thresholds.set_thresholds(
                project, limits, author=author, model_id=model_id
            ),
            then=self._on_committed,
        )

    def _on_committed(self, version: ThresholdVersion) -> None:
        self.panel.confirm(version)
        self.session.refresh()

    def give(self, verdict: Verdict) -> None:
        """Record a verdict on the result whose pixels are on the screen at this moment.

        An image that could not be scored gets none.
        """
        project, result_id = self.session.project, self.viewer.shown_id
        row = self.model.result(result_id) if result_id is not None else None
        if project is None or row is None or row.error:
            return
        author = self.run_bar.operator
        self.model.update_row(replace(row, human=verdict, reason=""))
        self._describe()
        self._writing.start(
            lambda _progress: verdicts.record_verdict(project, row.id, verdict, author=author)
        )

    def undo(self) -> None:
        """Take the last verdict back, and go to the image that it was about."""
        project, author, run_id = self.session.project, self.run_bar.operator, self._run_id
        if project is None or run_id is None:
            return

        def work(_progress: object) -> tuple[VerdictEvent | None, list[ResultRow]]:
            event = verdicts.undo_last(project, run_id=run_id, author=author)
            return event, results.results(project, run_id)

        self._writing.start(work, then=self._on_undone)

    def _on_undone(self, result: tuple[VerdictEvent | None, list[ResultRow]]) -> None:
        event, rows = result
        if event is None:
            self.verdict_bar.say("There is nothing to undo.")
            return
        row = next(row for row in rows if row.id == event.result_id)
        if row.run_id != self._run_id:
            return  # another run was chosen meanwhile
        self.model.update_row(row)
        self.show_result(row.id)
        self._describe()
        word = verdict_word(self.model.verdict(row))
        self.verdict_bar.say(f"Taken back: {row.path.name} is {word} again.")
