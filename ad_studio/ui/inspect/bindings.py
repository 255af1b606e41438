"""Which key does what in the Inspect step."""

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtWidgets import QWidget

from ad_studio.domain import Verdict
from ad_studio.ui.inspect.desk import Desk
from ad_studio.ui.inspect.keys import Keys
from ad_studio.ui.inspect.reviewing import Reviewing
from ad_studio.ui.inspect.screen import Screen


def bind_keys(page: QWidget, desk: Desk, screen: Screen, reviewing: Reviewing) -> Keys:
    """Let the keys act on the image on the screen."""
    viewer, bar, regions = desk.viewer, desk.viewer_bar, desk.regions
    shift = Qt.KeyboardModifier.ShiftModifier
    control = Qt.KeyboardModifier.ControlModifier
    return Keys(
        page,
        {
            Qt.Key.Key_Right: lambda: screen.step(1),
            Qt.Key.Key_J: lambda: screen.step(1),
            Qt.Key.Key_Left: lambda: screen.step(-1),
            Qt.Key.Key_K: lambda: screen.step(-1),
            Qt.Key.Key_O: lambda: reviewing.give(Verdict.OK),
            Qt.Key.Key_N: lambda: reviewing.give(Verdict.NG),
            Qt.Key.Key_R: lambda: reviewing.give(Verdict.REVIEW),
            Qt.Key.Key_Backspace: reviewing.undo,
            QKeyCombination(control, Qt.Key.Key_Z): reviewing.undo,
            Qt.Key.Key_F: viewer.fit,
            Qt.Key.Key_1: viewer.one_to_one,
            Qt.Key.Key_Plus: viewer.zoom_in,
            Qt.Key.Key_Minus: viewer.zoom_out,
            Qt.Key.Key_C: bar.toggle_contour,
            Qt.Key.Key_V: bar.next_layout,
            Qt.Key.Key_D: lambda: regions.step(1),
            QKeyCombination(shift, Qt.Key.Key_D): lambda: regions.step(-1),
        },
        repeating=frozenset((Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_J, Qt.Key.Key_K)),
        hold_space=viewer.set_bare,
    )
