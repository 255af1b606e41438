"""The keys that act everywhere in the window."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ad_studio.ui.bindings import Binding, Group, combination
from ad_studio.ui.i18n import translate
from ad_studio.ui.rail import Step, title


def window_keys(show_map: Callable[[], None], go: Callable[[Step], None]) -> Group:
    """The one table of them: `install` lets them act, the map of the keys shows them."""
    control = Qt.KeyboardModifier.ControlModifier
    steps = tuple(
        Binding(
            title(step),
            partial(go, step),
            (QKeyCombination(control, Qt.Key(Qt.Key.Key_1 + step)),),
        )
        for step in Step
    )
    shown = translate("Keys", "Show or hide this map")
    map_key = Binding(shown, show_map, (Qt.Key.Key_Question, Qt.Key.Key_F1))
    return Group(translate("Keys", "Everywhere"), (map_key, *steps))


def install(window: QWidget, group: Group) -> None:
    """Let the keys of `group` act in all of `window`; fields keep what is typed into them."""
    for binding in group.bindings:
        for key in binding.keys:
            shortcut = QShortcut(QKeySequence(combination(key)), window)
            shortcut.activated.connect(binding.action)
