"""The keys of the Inspect step. They never fire while a field takes text or a value."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_FIELDS = (QLineEdit, QAbstractSpinBox, QComboBox, QTextEdit, QPlainTextEdit)
_CONTROLS = (QAbstractButton, QAbstractSlider)
_OWN_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space)

Action = Callable[[], None]


class Keys(QObject):
    """Watches a page and everything in it.

    A key held down counts once, except for those in `repeating`. Buttons and sliders keep the
    keys that they know themselves (Space, Left, Right).
    """

    def __init__(
        self,
        page: QWidget,
        actions: Mapping[QKeyCombination | Qt.Key, Action],
        *,
        repeating: frozenset[Qt.Key],
        hold_space: Callable[[bool], None],
    ) -> None:
        super().__init__(page)
        self._actions = {_combination(key): action for key, action in actions.items()}
        self._repeating = repeating
        self._hold_space = hold_space
        self._held = False
        for widget in (page, *page.findChildren(QWidget)):
            widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self._release()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_press(event)
        if kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            return self._on_release(event)
        return False

    def _on_press(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if not _may_fire(key):
            return False
        if key == Qt.Key.Key_Space and not event.modifiers():
            if not event.isAutoRepeat():
                self._held = True
                self._hold_space(True)
            return True
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        action = self._actions.get(QKeyCombination(modifiers, key))
        if action is None:
            return False
        if not event.isAutoRepeat() or key in self._repeating:
            action()
        return True

    def _on_release(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Space or not self._held:
            return False
        if not event.isAutoRepeat():
            self._release()
        return True

    def _release(self) -> None:
        if self._held:
            self._held = False
            self._hold_space(False)


def _combination(key: QKeyCombination | Qt.Key) -> QKeyCombination:
    return key if isinstance(key, QKeyCombination) else QKeyCombination(key)


def _may_fire(key: Qt.Key) -> bool:
    focus = QApplication.focusWidget()
    if isinstance(focus, _FIELDS):
        return False
    return not (isinstance(focus, _CONTROLS) and key in _OWN_KEYS)
