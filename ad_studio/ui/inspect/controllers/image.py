"""Brings the current image to the viewer, the list and the verdict bar."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer

from ad_studio.domain import ResultRow, Verdict
from ad_studio.ui.inspect.result_loader import Loaded, ResultLoader
from ad_studio.ui.inspect.state import InspectState
from ad_studio.ui.inspect.widgets.result_list import ResultList
from ad_studio.ui.inspect.widgets.verdict_bar import VerdictBar
from ad_studio.ui.inspect.widgets.viewer import Viewer
from ad_studio.ui.inspect.widgets.viewer_bar import ViewerBar
from ad_studio.ui.messages import localized

_LATE_MS = 120  # until then the image before stays: a flicker would tire
_AHEAD = (1, -1, 2, -2)  # neighbours that are decoded before they are asked for


class ImageController(QObject):
    """Loads what the state asks for, and says how the image in the viewer stands."""

    def __init__(
        self,
        state: InspectState,
        *,
        viewer: Viewer,
        viewer_bar: ViewerBar,
        result_list: ResultList,
        verdict_bar: VerdictBar,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._viewer = viewer
        self._list = result_list
        self._bar = verdict_bar
        self._machine: Verdict | None = None  # as the bar says it
        self.loader = ResultLoader(state.session.jobs, self)
        self.loader.loaded.connect(self._on_loaded)
        state.image.requested.connect(self._on_requested)
        state.image.cleared.connect(self._on_cleared)
        state.cleared.connect(self.loader.clear)
        state.draft.tried.connect(self._on_tried)
        state.results.rows_changed.connect(self._on_rows_changed)
        result_list.picked.connect(state.image.show, Qt.ConnectionType.QueuedConnection)
        viewer_bar.stepped.connect(state.image.step)
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._late.timeout.connect(self._on_late)

    def _on_requested(self, result_id: int) -> None:
        row, project = self._state.results.result(result_id), self._state.project
        if row is not None and project is not None:
            self._list.follow(result_id)
            self._late.start()
            bit_depth = self._state.session.bit_depth(self._state.model_id)
            self.loader.show(project, row, self._around(result_id), bit_depth=bit_depth)

    def _around(self, result_id: int) -> list[ResultRow]:
        """What will likely be asked for next, the likeliest first."""
        results = self._state.results
        near = [results.neighbour(result_id, step) for step in _AHEAD]
        rows = [results.result(one) for one in near if one is not None]
        return [row for row in rows if row is not None]

    def _on_loaded(self, loaded: Loaded) -> None:
        self._late.stop()
        row, found = self._state.results.result(loaded.result_id), loaded.found
        fault = localized(found.error.advice) if found.error is not None else ""
        words = fault or (localized(row.error) if row else "")
        self._viewer.show_result(loaded.result_id, found.picture, found.maps, words=words)
        self._state.image.mark_shown(loaded.result_id, fault=fault)
        self._list.follow(self._state.image.requested_id)
        self._describe()
        if fault:
            self._bar.say(fault)

    def _on_late(self) -> None:
        """The image before must not stand for the one that is awaited."""
        row = self._state.results.result(self._state.image.requested_id or 0)
        if row is not None:
            words = self.tr("Loading {name}…").format(name=row.path.name)
            self._viewer.show_nothing(words, keep_place=True)
            self._state.image.blank()
            self._machine = None
            self._bar.show_nothing(words)

    def _on_cleared(self) -> None:
        self._late.stop()
        self.loader.rest()
        self._viewer.show_nothing(self._state.image.why_empty)
        self._list.follow(None)
        self._describe()

    def _on_tried(self) -> None:
        """The bar lays itself out anew: too slow for every move of a line."""
        row = self._state.image.row
        if row is None or self._state.results.machine_verdict(row) is not self._machine:
            self._describe()

    def _on_rows_changed(self, rows: Sequence[ResultRow]) -> None:
        if any(row.id == self._state.image.shown_id for row in rows):
            self._describe()

    def _describe(self) -> None:
        """Say how the image in the viewer stands, or why there is none."""
        row, results = self._state.image.row, self._state.results
        if row is None:
            self._machine = None
            self._bar.show_nothing(self._state.image.why_empty)
        else:
            self._machine = results.machine_verdict(row)
            self._bar.show_result(
                row, results.verdict(row), self._machine, seen=not self._state.image.fault
            )
