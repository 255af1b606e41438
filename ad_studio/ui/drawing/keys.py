"""Which key does what while regions are drawn."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QKeyCombination, Qt

from ad_studio.ui.bindings import Binding, Group, Key
from ad_studio.ui.i18n import translate

_FAR = 10  # pixels by which an arrow moves with Shift
_ARROWS = (
    (Qt.Key.Key_Left, -1, 0),
    (Qt.Key.Key_Right, 1, 0),
    (Qt.Key.Key_Up, 0, -1),
    (Qt.Key.Key_Down, 0, 1),
)


class Drawer(Protocol):
    """What the keys of the drawing act on."""

    def nudge(self, across: int, down: int) -> None:
        """Move the selected region by pixels of the reference."""

    def delete(self) -> None:
        """Take the last point of the shape begun away, or the selected region."""

    def finish(self) -> None:
        """Close the polygon begun, or put a rectangle in the middle."""

    def escape(self) -> None:
        """Give up the shape begun, else the tool, else the selection."""


def region_keys(on: Drawer) -> Group:
    """The one table of them: the canvas acts on it, the map of the keys shows it."""

    def nudged(across: int, down: int) -> Callable[[], None]:
        return lambda: on.nudge(across, down)

    def far(key: Qt.Key) -> Key:
        return QKeyCombination(Qt.KeyboardModifier.ShiftModifier, key)

    moves = [
        Binding(
            {
                Qt.Key.Key_Left: translate("Keys", "Move the selected region to the left"),
                Qt.Key.Key_Right: translate("Keys", "Move it to the right"),
                Qt.Key.Key_Up: translate("Keys", "Move it up"),
                Qt.Key.Key_Down: translate("Keys", "Move it down"),
            }[key],
            nudged(across, down),
            (key,),
            repeats=True,
        )
        for key, across, down in _ARROWS
    ]
    leaps = [
        Binding(
            translate("Keys", "Move it by ten pixels"),
            nudged(_FAR * across, _FAR * down),
            (far(key),),
            repeats=True,
        )
        for key, across, down in _ARROWS
    ]
    rest = (
        Binding(
            translate("Keys", "Delete the selected region, or the last corner drawn"),
            on.delete,
            (Qt.Key.Key_Delete, Qt.Key.Key_Backspace),
        ),
        Binding(
            translate("Keys", "Close the polygon; with the rectangle, put one in the middle"),
            on.finish,
            (Qt.Key.Key_Return, Qt.Key.Key_Enter),
        ),
        Binding(
            translate("Keys", "Give up the shape begun, the tool, the selection"),
            on.escape,
            (Qt.Key.Key_Escape,),
        ),
    )
    return Group(translate("Keys", "Draw regions, on the image"), (*moves, *leaps, *rest))
