"""The Inspect page: makes its state, widgets and controllers, and binds them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ad_studio.domain import CountedResults, RunInfo
from ad_studio.paths import cache_dir
from ad_studio.services.results.filters import Filters, Picked
from ad_studio.services.results.thumbnail_cache import ThumbnailCache
from ad_studio.ui.event_times import monotonic_ms
from ad_studio.ui.inspect.controllers.first_verdicts import FirstVerdictsController
from ad_studio.ui.inspect.controllers.image import ImageController
from ad_studio.ui.inspect.controllers.layout import LayoutController
from ad_studio.ui.inspect.controllers.limited import LimitedScoreController
from ad_studio.ui.inspect.controllers.outstanding import OutstandingController
from ad_studio.ui.inspect.controllers.result_menu import ResultMenuController
from ad_studio.ui.inspect.controllers.results import DefectSizeController, ResultsController
from ad_studio.ui.inspect.controllers.review import ReviewController
from ad_studio.ui.inspect.controllers.review_end import ReviewEndController
from ad_studio.ui.inspect.controllers.runs import RunController
from ad_studio.ui.inspect.controllers.stored_runs import StoredRunController
from ad_studio.ui.inspect.controllers.thresholds import ThresholdController
from ad_studio.ui.inspect.controllers.viewer import IgnoredRegionsController, ViewerController
from ad_studio.ui.inspect.controllers.waiting_runs import WaitingRunsController
from ad_studio.ui.inspect.controllers.zones import ZoneController
from ad_studio.ui.inspect.keys import KeyFilter, inspect_keys
from ad_studio.ui.inspect.result_thumbnails import ResultThumbnails
from ad_studio.ui.inspect.state import InspectState
from ad_studio.ui.inspect.verdict_guard import VerdictGuard
from ad_studio.ui.inspect.view import InspectView
from ad_studio.ui.inspect.widgets.in_force import InForceNote
from ad_studio.ui.inspect.widgets.notices import Notices
from ad_studio.ui.inspect.widgets.outstanding_note import OutstandingNote
from ad_studio.ui.inspect.widgets.run_bar import RunBar
from ad_studio.ui.inspect.widgets.run_tools import DeleteQuestion, RunTools, run_summary
from ad_studio.ui.session import Session
from ad_studio.ui.text import grouped
from ad_studio.ui.widgets.banner import Banner
from ad_studio.ui.widgets.dropzone import Drops
from ad_studio.ui.widgets.page import Page


class InspectPage(Page):
    """List, viewer and thresholds of one run; a run bar on top.

    Signals:
        learn_asked: A model is to learn from the confirmed parts.
        challenge_asked: The challenge, which is due, is to be shown.
        picture_only_changed(bool): The image is to have the whole window, or no longer.

    Attributes:
        state: What is on show; controllers change it.
        guard: Knows for how long the image has been on the screen.
        key_filter: Acts on the keys.
        view: The widgets below the run bar.
    """

    learn_asked = Signal()
    challenge_asked = Signal()
    picture_only_changed = Signal(bool)

    def __init__(
        self,
        session: Session,
        *,
        on_next: Callable[[], None],
        clock: Callable[[], float] = monotonic_ms,
    ) -> None:
        super().__init__(session, title=self.tr("Inspect"), text="")
        self._on_next = on_next
        self.state = InspectState(session, self)
        self.work = self.state.queues.inspecting
        self._clock = clock
        self.guard = VerdictGuard(clock)
        self.run_bar = RunBar(self.state.queues.inspecting)
        self.tools = RunTools(session, self)
        self.question = DeleteQuestion()
        self.first_verdicts = Banner()
        self.waiting_runs = Banner()
        self._thumbnails = ResultThumbnails(
            self.state, cache=ThumbnailCache(cache_dir() / "thumbnails"), parent=self
        )
        self.view = InspectView(self.state, self._thumbnails, on_browse=self.run_bar.browse)
        self._in_force = InForceNote(session)
        self._in_force.setMinimumHeight(self.tools.sizeHint().height())  # in one line with them
        self.heading.addWidget(self._in_force, 0, Qt.AlignmentFlag.AlignBottom)
        self.heading.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignBottom)
        self.outstanding = OutstandingNote()  # also above the view for the shop floor
        self.body.addWidget(self.run_bar)
        self.body.addWidget(self.outstanding)
        self.body.addWidget(self.view, 1)
        self._bind()
        self._notices = Notices(
            self,
            question=self.question,
            banners=(self.banner, self.first_verdicts, self.waiting_runs),
            over=self._over,
        )
        self._make_controllers()
        self._bind_controllers()
        self.keys = self._bench_keys = inspect_keys(
            self.view,
            self.state.image,
            self.review,
            picture_only=self.layout_controller.toggle_picture_only,
            floor=lambda: self.layout_controller.set_floor(True),
        )
        self.key_filter = KeyFilter(self, self.keys, acts_on=self.view, clock=clock)
        self.key_filter.scanned.connect(self.view.list.bar.look_for)
        self.results_controller.open()

    def show_images(self, counted: Sequence[CountedResults], words: str) -> None:
        """Show exactly these results; of several models those of the newest, which is said.

        Args:
            counted: The results for each model, by its number; at least one.
            words: What they are.
        """
        *others, shown = counted
        live = self.state.live
        stored = [one for one in shown.run_ids if live is None or one != live.run_id]
        run_id = (stored or shown.run_ids)[-1]
        picked = Filters(picked=Picked(frozenset(shown.ids), words))
        self.show_run(run_id)
        self.results_controller.expect(run_id, picked, all_runs=len(shown.run_ids) > 1)
        if others:
            text = self.tr(
                "{words}: shown are the images of model {model} ({count}). The other {others} were "
                "inspected by older models, and one list holds those of one model only: its scores "
                "and thresholds are its own."
            )
            self.banner.say(
                text.format(
                    words=words,
                    model=shown.model,
                    count=grouped(len(shown.ids)),
                    others=grouped(sum(len(one.ids) for one in others)),
                )
            )

    def show_run(self, run_id: int) -> None:
        """Show a run, also where something else is in the place of the results."""
        self.layout_controller.show_results()
        self.run_controller.show_run(run_id)

    def work_words(self, share: float) -> str:
        """Count the images where it is known how many there are."""
        current = self.state.queues.runs.current
        if current is None or not current.control.total:
            return super().work_words(share)
        return f"{grouped(current.control.done)}/{grouped(current.control.total)}"

    def entered(self) -> None:
        """Put the keys where they act on the image."""
        super().entered()
        self.layout_controller.give_focus_back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves a field."""
        if event.key() == Qt.Key.Key_Escape:
            self.layout_controller.set_picture_only(False)
            self.layout_controller.give_focus_back()
        super().keyPressEvent(event)

    def set_low(self, low: bool) -> None:
        """Have the verdicts in sight also in a low window."""
        super().set_low(low)
        if low:
            self._column.setContentsMargins(8, 8, 8, 8)  # the image needs the room
        self.run_bar.set_low(low)
        self.view.set_low(low)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.layout_controller.set_picture_only(False)
        self.layout_controller.set_floor(False)

    def _over(self) -> QWidget:
        """What notices lie over; asked once there is one."""
        return self.layout_controller.over()

    def _bind(self) -> None:
        self.session.opened.connect(self.banner.clear)
        for changed in (self.state.changed, self.state.grew, self.state.live_changed):
            changed.connect(self._show_run)
        self.tools.chooser.activated.connect(self._on_run_chosen)
        self.tools.new_asked.connect(self.run_bar.unfold)
        Drops(self, self.view.zone, self.run_bar.set_folders)

    def _make_controllers(self) -> None:
        state, view = self.state, self.view
        self.image_controller = ImageController(
            state,
            viewer=view.viewer,
            viewer_bar=view.viewer_bar,
            result_list=view.list,
            verdict_bar=view.verdict_bar,
            parent=self,
        )
        self.viewer_controller = ViewerController(
            state,
            splitter=view.splitter,
            viewer_bar=view.viewer_bar,
            readout=view.readout,
            legend=view.legend,
            regions=view.regions,
            verdict_bar=view.verdict_bar,
            parent=self,
        )
        self.ignored_regions = IgnoredRegionsController(
            state,
            viewer=view.viewer,
            note=view.ignored_note,
            verdict_bar=view.verdict_bar,
            parent=self,
        )
        self.threshold_controller = ThresholdController(
            state, panel=view.threshold_panel, parent=self
        )
        self.limited_scores = LimitedScoreController(state, parent=self)
        self.zone_controller = ZoneController(
            state, viewer=view.viewer, tab=view.threshold_panel.thresholds, parent=self
        )
        self.defect_sizes = DefectSizeController(state, result_list=view.list, parent=self)
        self.review = ReviewController(
            state,
            verdict_bar=view.verdict_bar,
            result_list=view.list,
            guard=self.guard,
            parent=self,
        )
        self.first_verdicts_controller = FirstVerdictsController(
            state,
            note=self.first_verdicts,
            panel=view.threshold_panel,
            thresholds=self.threshold_controller,
            review=self.review,
            parent=self,
        )
        self.review_end = ReviewEndController(
            state,
            review=self.review,
            thresholds=self.threshold_controller,
            panel=view.threshold_panel,
            notice=view.list.notice,
            parent=self,
        )
        self.result_menu = ResultMenuController(
            state, result_list=view.list, review=self.review, parent=self
        )
        self.results_controller = ResultsController(state, panel=view.list.panel, parent=self)
        self.run_controller = RunController(
            state, run_bar=self.run_bar, banner=self.banner, parent=self
        )
        self.layout_controller = LayoutController(
            state,
            page=self,
            body=self.body,
            heading=(self.title, self.subtitle, self._in_force),
            tools=self.tools,
            question=self.question,
            run_bar=self.run_bar,
            view=view,
            first_verdicts=self.first_verdicts_controller,
            runs=self.run_controller,
            thumbnails=self._thumbnails,
            clock=self._clock,
        )
        self.outstanding_controller = OutstandingController(
            state, note=self.outstanding, parent=self
        )
        self.waiting_runs_controller = WaitingRunsController(
            state, run_controller=self.run_controller, banner=self.waiting_runs, parent=self
        )
        self.stored_run_controller = StoredRunController(
            state,
            run_controller=self.run_controller,
            tools=self.tools,
            question=self.question,
            banner=self.banner,
            parent=self,
        )

    def _bind_controllers(self) -> None:
        runs = self.run_controller
        runs.starting.connect(self.results_controller.stop_reading)
        runs.starting.connect(self._on_starting)
        runs.outdated.connect(self.results_controller.read)
        runs.report_asked.connect(self._on_next)
        runs.challenge_asked.connect(self.challenge_asked)
        self.state.image.shown.connect(lambda _id: self.guard.reset())
        for gone in (self.state.image.blanked, self.state.image.cleared):
            gone.connect(self.guard.reset)
        self.view.viewer.painted.connect(self.guard.note_painted)
        self.review.refused.connect(self.banner.show_error)
        # what is said of the run on show would lie over the ways out of the comparison
        self.tools.compare_asked.connect(self.banner.clear)
        # after the controllers have said what failed: this says of which images
        self.state.queues.writing.failed.connect(self.review.take_back_unstored)
        notice = self.view.list.notice
        notice.learn_asked.connect(self.learn_asked)
        notice.report_asked.connect(self._on_next)
        notice.suggestions_asked.connect(self.view.threshold_panel.show_suggestions)
        self.first_verdicts_controller.learn_asked.connect(self.learn_asked)
        self.zone_controller.opened.connect(self.layout_controller.draw_zones)
        self.layout_controller.picture_only_changed.connect(self.picture_only_changed)
        self.layout_controller.floor_changed.connect(self._on_floor)
        self.layout_controller.came_back.connect(self.entered)
        for part in (
            self.layout_controller,
            self.outstanding_controller,
            self.results_controller,
            self.threshold_controller,
            self.limited_scores,
            self.zone_controller,
            self.defect_sizes,
            self.viewer_controller,
            self.result_menu,
        ):
            part.failed.connect(self.banner.show_error)

    def _show_run(self) -> None:
        """Say which run is on show; without one, offer the place to drop a folder."""
        state = self.state
        run = state.run
        was_open = self.view.is_open
        self.view.set_open(state.results.rowCount() > 0 or run is not None or state.is_live)
        if not self.view.is_open:
            self.layout_controller.set_floor(False)
        if self.view.is_open and not was_open:
            self.run_bar.fold()
        elif not self.view.is_open and was_open:
            self.run_bar.unfold()
        self.subtitle.setText(
            run_summary(run, self._model_number(run))
            if run
            else self.tr("Every image is judged by its deviation from the reference.")
        )

    def _on_floor(self, shown: bool) -> None:
        self.keys = self.layout_controller.floor.keys if shown else self._bench_keys

    def _model_number(self, run: RunInfo) -> int | None:
        snapshot = self.session.snapshot
        standing = snapshot.standing(run.model_id) if snapshot else None
        return None if standing is None else standing.model.number

    def _on_run_chosen(self, at: int) -> None:
        """What was said of the run before, and its buttons, would be wrong of this one."""
        snapshot = self.session.snapshot
        if snapshot is not None and snapshot.runs[at].id != self.state.run_id:
            self.banner.clear()
        self.view.list.view.setFocus()

    def _on_starting(self) -> None:
        self.layout_controller.show_results()
        self.banner.clear()
        self.view.list.view.setFocus()
