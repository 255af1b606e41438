"""Says what has the room of the page: the results, or another view in their place."""

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ad_studio.ui import window_state
from ad_studio.ui.inspect.compare.view import CompareView
from ad_studio.ui.inspect.controllers.first_verdicts import FirstVerdictsController
from ad_studio.ui.inspect.controllers.runs import RunController
from ad_studio.ui.inspect.floor.shop_floor import ShopFloor
from ad_studio.ui.inspect.focus import FocusReturn
from ad_studio.ui.inspect.result_thumbnails import ResultThumbnails
from ad_studio.ui.inspect.state import InspectState
from ad_studio.ui.inspect.view import InspectView
from ad_studio.ui.inspect.widgets.run_bar import RunBar
from ad_studio.ui.inspect.widgets.run_tools import DeleteQuestion, RunTools
from ad_studio.ui.inspect.zones.editor import ZoneEditor, ZoneTask


class LayoutController(QObject):
    """Shows the results, the image alone, the shop floor, a comparison or the editor of zones.

    The last three are built when they are first asked for: many people never open them.

    Args:
        state: What is on show.
        page: All of it; where the focus comes back to the results.
        body: Takes the views that are built later.
        heading: What stands above the run bar, beside the tools.
        tools: Of the run on show.
        question: Whether to delete that run.
        run_bar: Starts runs.
        view: The results.
        first_verdicts: Offers the first parts to judge, above the results.
        runs: Starts a run that a comparison asks for.
        thumbnails: Of the results.
        clock: Tells milliseconds.

    Signals:
        picture_only_changed(bool): One view is to have the whole window, or no longer.
        floor_changed(bool): That is the view for the shop floor, or no longer.
        failed(AdStudioError): A view in the place of the results could not do something.
        came_back: The results have their room again.
    """

    picture_only_changed = Signal(bool)
    floor_changed = Signal(bool)
    failed = Signal(object)
    came_back = Signal()

    def __init__(
        self,
        state: InspectState,
        *,
        page: QWidget,
        body: QVBoxLayout,
        heading: Sequence[QWidget],
        tools: RunTools,
        question: DeleteQuestion,
        run_bar: RunBar,
        view: InspectView,
        first_verdicts: FirstVerdictsController,
        runs: RunController,
        thumbnails: ResultThumbnails,
        clock: Callable[[], float],
    ) -> None:
        super().__init__(page)
        self._state = state
        self._page = page
        self._body = body
        self._heading = heading
        self._tools = tools
        self._question = question
        self._run_bar = run_bar
        self._view = view
        self._first_verdicts = first_verdicts
        self._runs = runs
        self._thumbnails = thumbnails
        self._clock = clock
        self._is_picture_only = False
        self._is_floor = False
        self._instead: QWidget | None = None
        self._focus = FocusReturn(page, self._where_keys_act)
        tools.compare_asked.connect(self._on_compare)
        run_bar.pause_buttons.floor.clicked.connect(lambda: self.set_floor(True))

    @cached_property
    def compare(self) -> CompareView:
        """Two runs side by side, hidden at first."""
        made = CompareView(self._state.session)
        made.hide()
        self._body.addWidget(made, 1)
        window_state.place_panes(made)
        self._focus.leave_at_clicks(made)
        made.closed.connect(self.show_results)
        made.failed.connect(self.failed)
        made.inspect_asked.connect(
            lambda scope, model_id: self._runs.start(scope, model_id=model_id)
        )
        return made

    @cached_property
    def zone_editor(self) -> ZoneEditor:
        """Where zones are drawn, hidden at first."""
        made = ZoneEditor()  # clicks take the focus there: what is typed in a field is taken
        made.hide()
        self._body.addWidget(made, 1)
        for left in (made.closed, self._state.cleared):
            left.connect(self._leave_zones)
        made.chosen.connect(self._state.draft.limit_size)
        return made

    @cached_property
    def floor(self) -> ShopFloor:
        """The view for the shop floor, hidden at first."""
        made = ShopFloor(
            self._state,
            self._thumbnails,
            clock=self._clock,
            leave=lambda: self.set_floor(False),
            parent=self,
        )
        self._body.addWidget(made.view, 1)
        made.controller.failed.connect(self.failed)
        return made

    def give_focus_back(self) -> None:
        """Put the keys where they act on the image."""
        self._focus.give_back()

    def toggle_picture_only(self) -> None:
        """Give the whole window to the image, or end that."""
        self.set_picture_only(not self._is_picture_only)

    def set_picture_only(self, alone: bool) -> None:
        """Give the whole window to the image, its score and verdict and three buttons, or end."""
        if alone == self._is_picture_only or (alone and not self._view.is_open):
            return
        self._is_picture_only = alone
        self._hide_all_above(alone)
        self._view.set_picture_only(alone)
        self.picture_only_changed.emit(alone)
        self._focus.give_back()

    def set_floor(self, shown: bool) -> None:
        """Give the whole window to the view for the shop floor, or end that."""
        is_there = self._view.is_open or self._state.is_live
        if shown == self._is_floor or (shown and not is_there):
            return
        self._is_floor = shown
        self.set_picture_only(False)
        self._hide_all_above(shown)
        self._view.setVisible(not shown)
        self.floor.show(shown)
        self.floor_changed.emit(shown)
        self.picture_only_changed.emit(shown)
        self._focus.give_back()

    def show_results(self) -> None:
        """End a comparison, or the drawing of zones."""
        self._show_instead(None)

    def draw_zones(self, task: ZoneTask) -> None:
        """Put the editor of zones in the place of run bar and results."""
        self._show_instead(self.zone_editor)
        self.zone_editor.open(task)
        self.zone_editor.board.canvas.setFocus()

    def over(self) -> QWidget:
        """What notices lie over."""
        if self._is_floor:
            return self.floor.view.viewer
        if self._instead is not None:
            return self._instead
        return self._view.viewer if self._view.is_open else self._view

    def _where_keys_act(self) -> QWidget:
        """The results; the image while they are hidden; the view for the shop floor."""
        if self._is_floor:
            return self.floor.view
        results = self._view.list.view
        return results if results.isVisible() else self._view.viewer

    def _hide_all_above(self, hidden: bool) -> None:
        for widget in self._heading:
            widget.setVisible(not hidden)
        self._put_away(hidden)

    def _put_away(self, hidden: bool) -> None:
        """Hide what belongs to the results, or bring it back; the heading stays."""
        self._tools.put_away(hidden)
        self._run_bar.put_away(hidden)
        self._first_verdicts.put_away(hidden)

    def _on_compare(self) -> None:
        if self._state.run is not None:
            self._show_instead(self.compare)
            self.compare.table.setFocus()
            self.compare.open(self._state.run)

    def _leave_zones(self) -> None:
        if self._instead is self.zone_editor:
            self._show_instead(None)

    def _show_instead(self, other: QWidget | None) -> None:
        """Put a comparison, or the editor of zones, in the place of run bar and results; or end."""
        if other is self._instead:
            return
        if self._instead is not None:
            self._instead.hide()
        self._instead = other
        shown = other is not None
        if other is not None:
            other.show()
        self._put_away(shown)
        self._view.setVisible(not shown)
        self._question.hide()
        if not shown and self._page.isVisible():
            self.came_back.emit()
