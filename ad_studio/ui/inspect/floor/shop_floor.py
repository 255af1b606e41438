"""The view for the shop floor with what belongs to it: its guard, controller and keys."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from ad_studio.ui.inspect.floor.controller import FloorController
from ad_studio.ui.inspect.floor.keys import floor_keys
from ad_studio.ui.inspect.floor.status_line import StatusLineController
from ad_studio.ui.inspect.floor.view import FloorView
from ad_studio.ui.inspect.keys import KeyFilter
from ad_studio.ui.inspect.result_thumbnails import ResultThumbnails
from ad_studio.ui.inspect.state import InspectState
from ad_studio.ui.inspect.verdict_guard import VerdictGuard


class ShopFloor(QObject):
    """Built when it is first asked for: most people never open it.

    Args:
        state: What is inspected.
        thumbnails: Of its results.
        clock: Tells milliseconds.
        leave: Ends the view.
        parent: Owns it.

    Attributes:
        view: What is seen; hidden at first.
        controller: Keeps it to what is inspected.
        keys: What keys mean while it is there.
        key_filter: Acts on them.
    """

    def __init__(
        self,
        state: InspectState,
        thumbnails: ResultThumbnails,
        *,
        clock: Callable[[], float],
        leave: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.view = FloorView(thumbnails)
        self.view.hide()
        self.view.left.connect(leave)
        self.controller = FloorController(
            state, view=self.view, guard=VerdictGuard(clock), parent=self
        )
        self.status_line_controller = StatusLineController(
            state, line=self.view.status_line, parent=self
        )
        self.keys = floor_keys(self.controller, leave=leave)
        self.key_filter = KeyFilter(self.view, self.keys, acts_on=self.view, clock=clock)
        self.key_filter.scanned.connect(self.controller.scan)

    def show(self, shown: bool) -> None:
        """Put it on show and follow what is inspected, or end that."""
        self.view.setVisible(shown)
        if shown:
            self.controller.open()
            self.status_line_controller.open()
        else:
            self.controller.close()
            self.status_line_controller.close()
