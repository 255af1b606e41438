"""The Inspect page: puts its parts together and keeps them to the run on show.

`desk` holds the widgets; `screen`, `judging`, `reviewing` and `running` bind them to the services.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt

from ad_studio.domain import RunInfo
from ad_studio.errors import AdStudioError
from ad_studio.paths import cache_dir
from ad_studio.services.results.thumbnail_cache import ThumbnailCache
from ad_studio.ui.inspect.bench import Bench
from ad_studio.ui.inspect.bindings import inspect_keys
from ad_studio.ui.inspect.compare.view import CompareView
from ad_studio.ui.inspect.delete_question import DeleteQuestion
from ad_studio.ui.inspect.desk import Desk
from ad_studio.ui.inspect.judging import Judging
from ad_studio.ui.inspect.keys import Keys
from ad_studio.ui.inspect.lanes import Lanes, OnShow
from ad_studio.ui.inspect.measuring import Measuring
from ad_studio.ui.inspect.results_model import ResultsModel
from ad_studio.ui.inspect.reviewing import Reviewing
from ad_studio.ui.inspect.run_bar import RunBar
from ad_studio.ui.inspect.run_chooser import RunTools
from ad_studio.ui.inspect.run_keeping import RunKeeping
from ad_studio.ui.inspect.running import Running
from ad_studio.ui.inspect.screen import Screen
from ad_studio.ui.inspect.stored import Stored, describe, read_stored
from ad_studio.ui.inspect.viewing.ignored import Ignored
from ad_studio.ui.inspect.viewing.viewing import Viewing
from ad_studio.ui.session import Session
from ad_studio.ui.thumbnails import Thumbnails
from ad_studio.ui.widgets.banner import Level
from ad_studio.ui.widgets.basics import button
from ad_studio.ui.widgets.dropzone import Drops
from ad_studio.ui.widgets.page import Page


class InspectPage(Page):
    """List, viewer and thresholds of one run; a run bar on top."""

    def __init__(self, session: Session, *, on_next: Callable[[], None]) -> None:
        super().__init__(session, title=self.tr("Inspect"), text="")
        self._on_next = on_next
        self.lanes = Lanes(session)
        self.on_show = OnShow()
        self.model = ResultsModel()
        self.model.setParent(self)
        self.run_bar = RunBar(self.lanes.inspecting)
        self.tools = RunTools(session)
        self.chooser = self.tools.chooser
        self.question = DeleteQuestion()
        self.desk = Desk(self.model, _thumbnails(session, self), on_browse=self.run_bar.browse)
        self._name_parts()
        self.heading.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addWidget(self.question)
        self.body.addWidget(self.run_bar)
        self.body.addWidget(self.desk, 1)
        self.compare = CompareView(session)
        self.compare.hide()
        self.body.addWidget(self.compare, 1)
        self._make_binders()
        self._bind()
        self._on_opened()

    def entered(self) -> None:
        """Put the keys where they act on the image."""
        super().entered()
        if self.desk.is_open:
            self.list.view.setFocus()

    def set_low(self, low: bool) -> None:
        """Have the verdicts in sight also in a low window."""
        super().set_low(low)
        self.run_bar.set_low(low)
        self.desk.set_low(low)

    # ---- construction

    def _name_parts(self) -> None:
        desk = self.desk
        self.list, self.viewer, self.viewer_bar = desk.list, desk.viewer, desk.viewer_bar
        self.legend, self.verdict_bar, self.console = (
            desk.legend,
            desk.verdict_bar,
            desk.console,
        )

    def _make_binders(self) -> None:
        session, lanes, on_show = self.session, self.lanes, self.on_show
        self.on_screen = Screen(session, self.desk, self.model, self)
        self.show_result, self.step = self.on_screen.show_result, self.on_screen.step
        bench = Bench(session, lanes, on_show, self.desk, self.model, self.on_screen, self.run_bar)
        self.judging = Judging(bench, self)
        self.reviewing = Reviewing(bench, self)
        self.viewing = Viewing(bench, self)
        Ignored(bench, self)
        self.measuring = Measuring(session, self.desk, self.model, self)
        self.running = Running(bench, self)
        self.keeping = RunKeeping(
            bench,
            running=self.running,
            tools=self.tools,
            question=self.question,
            banner=self.banner,
            parent=self,
        )

    def _bind(self) -> None:
        self.session.opened.connect(self._on_opened)
        self.session.changed.connect(self._on_changed)
        lanes, running = self.lanes, self.running
        for lane in (lanes.reading, self.judging.evidence.lane):
            lane.failed.connect(lambda _id, error: self.banner.show_error(error))
        for lane in (lanes.inspecting, lanes.writing):
            lane.failed.connect(self._on_failed)
        lanes.writing.finished.connect(self._on_written)
        lanes.inspecting.busy_changed.connect(self.tools.setDisabled)
        lanes.inspecting.busy_changed.connect(self.list.panel.all_runs.setDisabled)
        self.chooser.activated.connect(self._on_run_chosen)
        Drops(self, self.desk.zone, self.run_bar.set_folder)
        running.starting.connect(self._on_starting)
        running.began.connect(self._on_began)
        running.grew.connect(self._on_grown)
        running.summed.connect(self._show_scores)
        running.ended.connect(self._on_inspected)
        running.cancelled.connect(self._on_cancelled)
        self.viewing.failed.connect(self.banner.show_error)
        self.tools.compare_asked.connect(self._on_compare)
        self.compare.closed.connect(lambda: self._show_comparison(False))
        self.compare.failed.connect(self.banner.show_error)
        self.compare.inspect_asked.connect(
            lambda scope, model_id: running.start(scope, model_id=model_id)
        )
        self.judging.in_force.connect(self.measuring.measure_by)
        self.judging.in_force.connect(lambda _limits: self.reviewing.line_up())
        self.measuring.lane.failed.connect(lambda _id, error: self.banner.show_error(error))
        self.list.panel.all_runs_toggled.connect(lambda _on: self._read())
        self.keys = inspect_keys(self.desk, self.on_screen, self.reviewing)
        Keys(self, self.keys, acts_on=self.desk)

    # ---- what is stored

    def _on_opened(self) -> None:
        self.banner.clear()
        self.lanes.reading.drop()
        self.run_bar.recall(None, "")
        self._clear()
        if self.session.project is not None:
            self._read()
        self._show_desk()

    def _on_changed(self) -> None:
        """Read anew if another run is on show, or there is another model and no run yet."""
        snapshot, here = self.session.snapshot, self.on_show
        if snapshot is not None:
            self.run_bar.options.offer_models(snapshot.models)
        if snapshot is None or self.lanes.inspecting.busy:
            return
        wanted = snapshot.run.id if snapshot.run else None
        model = snapshot.model.id if snapshot.model else None
        if wanted != here.run_id or (here.run is None and (wanted or model != here.model_id)):
            self._read()

    def _read(self) -> None:
        project, run_id = self.session.project, self.session.run_id
        all_runs = self.list.panel.all_runs.isChecked()
        self.lanes.reading.start(
            lambda _progress: read_stored(project, run_id, all_runs=all_runs),
            then=self._show_stored,
        )

    def _on_written(self) -> None:
        """What is being read at this moment may be from before: it must not cover what was said."""
        if self.lanes.reading.busy:
            self._read()

    def _on_run_chosen(self, at: int) -> None:
        """What was said of the run before, and its buttons, would be wrong of this one."""
        snapshot = self.session.snapshot
        if snapshot is not None and snapshot.runs[at].id != self.on_show.run_id:
            self.banner.clear()
        self.list.view.setFocus()

    def _show_stored(self, stored: Stored) -> None:
        run, version = stored.run, stored.version
        same = run is not None and run.id == self.on_show.run_id
        if not same:
            self._clear()
        self.on_show.run = run
        self.on_show.run_id = run.id if run else None
        self.on_show.model_id = version.model_id if version else None
        self.judging.show_version(version)
        self.on_show.all_runs = stored.all_runs
        self.list.panel.show_all_runs(stored.all_runs)
        self.model.replace(stored.table)
        self.reviewing.recall()
        self._show_scores()
        self._show_desk()
        if not same:
            if run is not None:
                self.run_bar.recall(run.scope, run.lot)
                self.keeping.greet(run)
            self.reviewing.show_first()
        else:
            self.reviewing.keep_to_list()

    def _clear(self) -> None:
        self.on_show.clear()
        self.list.panel.forget_runs()
        self.model.replace(())
        self.on_screen.clear()
        self._show_scores()
        self.judging.show_version(None)

    def _show_scores(self) -> None:
        self.console.show_table(self.model.scores())

    def _show_desk(self) -> None:
        run = self.on_show.run
        self.desk.set_open(
            self.model.rowCount() > 0 or run is not None or self.lanes.inspecting.busy
        )
        self.subtitle.setText(
            describe(run)
            if run
            else self.tr("Every image is judged by its deviation from the reference.")
        )

    # ---- a run

    def _on_compare(self) -> None:
        run = self.on_show.run
        if run is not None:
            self._show_comparison(True)
            self.compare.open(run)

    def _show_comparison(self, shown: bool) -> None:
        """Put the comparison in the place of run bar, list and viewer, or them back."""
        if shown == self.compare.isVisibleTo(self):
            return
        self.compare.setVisible(shown)
        self.run_bar.setVisible(not shown)
        self.desk.setVisible(not shown)
        self.tools.put_away(shown)
        self.question.hide()
        if shown:
            self.compare.table.setFocus()
        elif self.isVisible():
            self.entered()

    def _on_starting(self) -> None:
        if self.lanes.reading.busy:  # what is read now would cover what streams in from here on
            self.lanes.reading.drop()
            self.list.panel.show_all_runs(self.on_show.all_runs)
        self._show_comparison(False)
        self.banner.clear()
        self.list.view.setFocus()

    def _on_began(self, run_id: int) -> None:
        snapshot = self.session.snapshot
        self.lanes.reading.drop()  # the run before must not come in among these results
        self._clear()
        self.on_show.run_id = run_id
        self.model.table.lots[run_id] = self.run_bar.lot
        self.session.run_id = None
        version = snapshot and snapshot.versions.get(self.running.model_id)
        if version is not None:
            self.on_show.model_id = version.model_id
            self.judging.show_version(version)

    def _on_grown(self) -> None:
        self._show_desk()
        if self.on_screen.target is None:
            self.reviewing.show_first()

    def _on_inspected(self, run: RunInfo) -> None:
        self._show_desk()
        self.session.refresh()
        failed = run.counts.error
        level = Level.WARNING if failed else Level.SUCCESS
        text, hint = self.tr("%Ln image(s) inspected.", "", run.counts.total), ""
        if failed:
            text += " " + self.tr("%Ln image(s) could not be read.", "", failed)
            hint = self.tr("Filter by ERROR to see which and why.")
        if run.left_out:
            level, left = Level.WARNING, len(run.left_out)
            words = self.tr("%Ln file(s) still changing, not inspected: {names}", "", left)
            names = ", ".join(path.name for path in run.left_out[:3])
            text += " " + words.format(names=f"{names} …" if left > 3 else names)
        self.banner.say(text, level=level, hint=hint)
        self.banner.add_action(
            button(
                self.tr("Make a report"),
                icon="report",
                tip=self.tr("Go on to the report of this run"),
            ),
            self._on_next,
        )

    def _on_cancelled(self) -> None:
        if self.running.run_id is None:  # an earlier run is on show, or none
            self.banner.say(self.tr("The inspection was cancelled before its first image."))
        else:
            words = self.tr(
                "The inspection was cancelled after %Ln image(s). What is done is stored.",
                "",
                len(self.model.results()),
            )
            self.banner.say(words)
            self.keeping.offer_resume(self.running.run_id)
        self.session.refresh()
        self._show_desk()

    def _on_failed(self, _job: int, error: AdStudioError) -> None:
        """Say so, and show again what is really stored."""
        self.banner.show_error(error)
        if self.session.project is not None and not self.lanes.inspecting.busy:
            self.session.refresh()
            self._read()


def _thumbnails(session: Session, parent: QObject) -> Thumbnails:
    cache = ThumbnailCache(cache_dir() / "thumbnails")
    return Thumbnails(session.jobs, cache=cache, parent=parent)
