"""Watches the keys of a page. They never fire while a field takes text or a value."""

from collections.abc import Iterable

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
    QTabBar,
    QTextEdit,
    QWidget,
)

from ad_studio.ui.bindings import Binding, Group, combination

_FIELDS = (QLineEdit, QAbstractSpinBox, QComboBox, QTextEdit, QPlainTextEdit)
_CONTROLS = (QAbstractButton, QAbstractSlider, QTabBar)
_OWN_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space)


class Keys(QObject):
    """Watches a page and everything in it.

    A key held down counts once, unless its binding repeats. Buttons, sliders and tabs keep the
    keys that they know themselves (Space, Left, Right). Nothing happens while `acts_on`, which
    the keys are about, cannot be seen.
    """

    def __init__(self, page: QWidget, groups: Iterable[Group], *, acts_on: QWidget) -> None:
        super().__init__(page)
        self._acts_on = acts_on
        self._bindings = {
            combination(key): binding
            for group in groups
            for binding in group.bindings
            for key in binding.keys
        }
        self._held: tuple[int, Binding] | None = None
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
        if not (self._acts_on.isVisible() and _may_fire(key)):
            return False
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        binding = self._bindings.get(QKeyCombination(modifiers, key))
        if binding is None:
            return False
        if not event.isAutoRepeat() or binding.repeats:
            if binding.release is not None:
                self._release()
                self._held = (key, binding)
            binding.action()
        return True

    def _on_release(self, event: QKeyEvent) -> bool:
        if self._held is None or event.key() != self._held[0]:
            return False
        if not event.isAutoRepeat():
            self._release()
        return True

    def _release(self) -> None:
        if self._held is not None:
            _key, binding = self._held
            self._held = None
            binding.release()


def _may_fire(key: Qt.Key) -> bool:
    focus = QApplication.focusWidget()
    if isinstance(focus, _FIELDS):
        return False
    return not (isinstance(focus, _CONTROLS) and key in _OWN_KEYS)
