"""The keys of the shop floor view."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from ad_studio.domain import AcknowledgedBy
from ad_studio.ui.bindings import Binding, Group
from ad_studio.ui.i18n import translate
from ad_studio.ui.inspect.floor.controller import FloorController


def floor_keys(controller: FloorController, *, leave: Callable[[], None]) -> tuple[Group, ...]:
    """The one table of them; a foot switch is set to one of those that acknowledge.

    Args:
        controller: Takes the acknowledgement.
        leave: Ends the view.
    """
    key = Qt.Key
    bindings = (
        Binding(
            translate("Keys", "Acknowledge the NG part"),
            lambda at: controller.acknowledge(AcknowledgedBy.KEY, at=at),
            (key.Key_Space, key.Key_Return, key.Key_Enter),
            timed=True,
        ),
        Binding(translate("Keys", "Back to the list"), leave, (key.Key_Escape, key.Key_F9)),
    )
    return (Group(translate("Keys", "Shop floor"), bindings),)
