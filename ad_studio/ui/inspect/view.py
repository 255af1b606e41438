"""The widgets of the Inspect step and where they stand; what they do is bound elsewhere."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from ad_studio.ui.inspect.state import InspectState
from ad_studio.ui.inspect.threshold_panel.panel import ThresholdPanel
from ad_studio.ui.inspect.widgets.image_info import Readout, RegionsPanel
from ad_studio.ui.inspect.widgets.legend import Legend
from ad_studio.ui.inspect.widgets.result_list import ResultList
from ad_studio.ui.inspect.widgets.results_view import ViewMode
from ad_studio.ui.inspect.widgets.verdict_bar import VerdictBar
from ad_studio.ui.inspect.widgets.viewer import CompareSplitter, Viewer
from ad_studio.ui.inspect.widgets.viewer_bar import ViewerBar
from ad_studio.ui.thumbnails import Thumbnails
from ad_studio.ui.widgets.basics import label
from ad_studio.ui.widgets.dropzone import DropZone
from ad_studio.ui.widgets.layouts import vbox

_NARROW = 1000
"""Pixels of width below which list, image and thresholds do not stand side by side."""

_LEAST, _LEAST_OF_TWO = 342, 440
"""Pixels of width of the image between list and thresholds, and beside one of them."""

_LIST, _LIST_ALONE = 208, 256
"""Pixels of width of the list between the others, and where there are no thresholds."""

_LIST_WIDTHS = {ViewMode.GRID: 476, ViewMode.TABLE: 560}
"""Pixels at which a grid has three columns and a table shows the verdict."""


class InspectView(QStackedWidget):
    """List, viewer and thresholds side by side; a place to drop a folder while there is no run."""

    def __init__(
        self, state: InspectState, thumbnails: Thumbnails, *, on_browse: Callable[[], None]
    ) -> None:
        super().__init__()
        self.list = ResultList(state.results, thumbnails)
        self.viewer = Viewer()
        self.viewer.setAcceptDrops(False)  # the page takes what is dropped
        self.viewer_bar = ViewerBar(self.viewer)
        self.splitter = CompareSplitter(self.viewer)
        self.readout = Readout(self.viewer)
        self.ignored_note = label(role="caption", wrap=True)
        self.ignored_note.hide()
        self.legend = Legend(self.viewer)
        self.regions = RegionsPanel()
        self.verdict_bar = VerdictBar()
        self.threshold_panel = ThresholdPanel(state.draft, name_of=state.results.name_of)
        self.threshold_panel.add_tab(
            self.regions,
            self.tr("Regions"),
            self.tr("The defect regions of this image: peak in sigma, area and place"),
        )
        self.zone = DropZone(
            icon="folder",
            title=self.tr("Drop a folder of images here"),
            text=self.tr("They are only read, never changed. The verdicts appear image by image."),
            browse=self.tr("Choose a folder…"),
            tip=self.tr("Choose the folder whose images are to be inspected"),
            on_browse=on_browse,
        )
        self._split = self._make_split()
        self.addWidget(self.zone)
        self.addWidget(self._split)
        self._are_panels_shown = True
        self._are_thresholds_wanted: bool | None = None  # None: where there is room for them
        self._is_narrow = False
        self._listed = 0  # width of the list before it became a grid or a table
        self.list.mode_changed.connect(self._make_room)
        self.viewer_bar.thresholds.clicked.connect(self.show_thresholds)
        self.threshold_panel.wanted.connect(lambda: self.show_thresholds(True))
        self._arrange()

    @property
    def is_open(self) -> bool:
        """True while there is a run to look at."""
        return self.currentWidget() is self._split

    def set_open(self, opened: bool) -> None:
        """Show the run on show, or the place to drop a folder."""
        self.setCurrentWidget(self._split if opened else self.zone)

    def set_low(self, low: bool) -> None:
        """Do with less height: the verdicts stay in sight, the image gets what is left."""
        self._middle.setSpacing(4 if low else 8)
        for view in (self.viewer, self.splitter.reference):
            view.setMinimumHeight(64 if low else 120)
        self.verdict_bar.set_low(low)

    def toggle_panels(self) -> None:
        """Hide the list and the thresholds, or show them again."""
        self._are_panels_shown = not self._are_panels_shown
        self._arrange()

    def toggle_thresholds(self) -> None:
        """Show the thresholds beside the image, or put them away."""
        self.show_thresholds(self.threshold_panel.isHidden())

    def show_thresholds(self, shown: bool) -> None:
        """Have the thresholds there or not; in a narrow window they take the place of the list."""
        self._are_thresholds_wanted = shown
        self._are_panels_shown = self._are_panels_shown or shown
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._are_thresholds_wanted = None
            self._middle_pane.setMinimumWidth(_LEAST_OF_TWO if narrow else _LEAST)
            self.list.setMinimumWidth(_LIST_ALONE if narrow else _LIST)
            self._arrange()

    def set_picture_only(self, alone: bool) -> None:
        """Leave nothing but the image, its score and verdict and what can be said."""
        self._are_panels_shown = not alone
        self._arrange()
        for widget in (self.viewer_bar, self.readout):
            widget.setVisible(not alone)
        self.verdict_bar.set_slim(alone)

    def _arrange(self) -> None:
        wanted = self._are_thresholds_wanted
        with_thresholds = not self._is_narrow if wanted is None else wanted
        shown = self._are_panels_shown
        self.list.setVisible(shown and not (self._is_narrow and with_thresholds))
        self.threshold_panel.setVisible(shown and with_thresholds)
        button = self.viewer_bar.thresholds
        button.setChecked(shown and with_thresholds)
        button.setVisible(self._is_narrow or not button.isChecked())  # room is scarce beside it

    def _make_room(self) -> None:
        """A grid or a table wants more room than a list; the viewer gives what it can spare."""
        wanted = _LIST_WIDTHS.get(self.list.views.mode, 0)
        listed, middle, panel = self._split.sizes()
        if wanted == 0:  # what it took before is given back
            wanted, self._listed = self._listed or listed, 0
        elif listed < wanted:
            self._listed = self._listed or listed
        else:
            return
        self._split.setSizes([wanted, max(middle - wanted + listed, 1), panel])

    def _make_split(self) -> QSplitter:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setObjectName("inspect")
        split.setHandleWidth(6)
        split.setChildrenCollapsible(False)
        self._middle_pane = self._make_middle()
        for widget, least, stretch in (
            (self.list, _LIST, 0),
            (self._middle_pane, _LEAST, 1),
            (self.threshold_panel, 276, 0),
        ):
            widget.setMinimumWidth(least)
            split.addWidget(widget)
            split.setStretchFactor(split.count() - 1, stretch)
        split.setSizes([_LIST, 704, 276])  # what is too much or missing goes to the middle
        return split

    def _make_middle(self) -> QWidget:
        middle = QWidget()
        self._middle = column = vbox(middle, spacing=8)
        for widget in (
            self.viewer_bar,
            self.splitter,
            self.readout,
            self.ignored_note,
            self.verdict_bar,
        ):
            column.addWidget(widget, 1 if widget is self.splitter else 0)
        return middle
