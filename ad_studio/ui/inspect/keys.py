"""The keys of the Inspect step: which key does what, and the filter that acts on them."""

from collections.abc import Callable, Iterable
from functools import partial

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

from ad_studio.domain import Verdict
from ad_studio.ui.bindings import Binding, Group, combination
from ad_studio.ui.i18n import translate
from ad_studio.ui.inspect.controllers.review import ReviewController
from ad_studio.ui.inspect.state import CurrentImage
from ad_studio.ui.inspect.view import InspectView

_FIELDS = (QLineEdit, QAbstractSpinBox, QComboBox, QTextEdit, QPlainTextEdit)
_CONTROLS = (QAbstractButton, QAbstractSlider, QTabBar)
_OWN_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space)


class KeyFilter(QObject):
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
        self._held: tuple[int, Callable[[], None]] | None = None
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
                self._held = (key, binding.release)
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
            _key, release = self._held
            self._held = None
            release()


def _may_fire(key: Qt.Key) -> bool:
    focus = QApplication.focusWidget()
    if isinstance(focus, _FIELDS):
        return False
    return not (isinstance(focus, _CONTROLS) and key in _OWN_KEYS)


_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


def inspect_keys(
    view: InspectView, image: CurrentImage, review: ReviewController
) -> tuple[Group, ...]:
    """The one table of keys: the page acts on it and the map of the keys shows it."""
    key = Qt.Key
    viewer, bar, regions = view.viewer, view.viewer_bar, view.regions
    going = (
        Binding(
            translate("Keys", "Next image"),
            lambda: image.step(1),
            (key.Key_Right, key.Key_J),
            repeats=True,
        ),
        Binding(
            translate("Keys", "Previous image"),
            lambda: image.step(-1),
            (key.Key_Left, key.Key_K),
            repeats=True,
        ),
    )
    threshold_controller = (
        Binding(
            translate("Keys", "Say that the image is OK"),
            lambda: review.give(Verdict.OK),
            (key.Key_O,),
        ),
        Binding(
            translate("Keys", "Say that it is NG"), lambda: review.give(Verdict.NG), (key.Key_N,)
        ),
        Binding(
            translate("Keys", "Say that it stays REVIEW"),
            lambda: review.give(Verdict.REVIEW),
            (key.Key_R,),
        ),
        Binding(
            translate("Keys", "Take the last verdict back"),
            review.undo,
            (key.Key_Backspace, QKeyCombination(_CONTROL, key.Key_Z)),
        ),
        Binding(
            translate("Keys", "Do what was taken back once more"),
            review.redo,
            (
                QKeyCombination(_CONTROL, key.Key_Y),
                QKeyCombination(_CONTROL | _SHIFT, key.Key_Z),
            ),
        ),
        Binding(
            translate("Keys", "Say that you cannot tell (unsure)"), review.unsure, (key.Key_U,)
        ),
        Binding(translate("Keys", "Leave the image for later (skip)"), review.skip, (key.Key_S,)),
        Binding(
            translate("Keys", "Begin or end the review"),
            view.list.review.start.toggle,
            (key.Key_Q,),
        ),
    )
    looking = (
        Binding(translate("Keys", "Show the whole image"), viewer.fit, (key.Key_F,)),
        Binding(
            translate("Keys", "One pixel of the image for one of the screen"),
            viewer.one_to_one,
            (key.Key_1,),
        ),
        Binding(translate("Keys", "Zoom in"), viewer.zoom_in, (key.Key_Plus,)),
        Binding(translate("Keys", "Zoom out"), viewer.zoom_out, (key.Key_Minus,)),
        *(
            Binding(
                words, partial(viewer.pan, *way), (QKeyCombination(_SHIFT, arrow),), repeats=True
            )
            for words, arrow, way in (
                (translate("Keys", "Move the view to the left"), key.Key_Left, (-1, 0)),
                (translate("Keys", "Move the view to the right"), key.Key_Right, (1, 0)),
                (translate("Keys", "Move the view up"), key.Key_Up, (0, -1)),
                (translate("Keys", "Move the view down"), key.Key_Down, (0, 1)),
            )
        ),
        Binding(
            translate("Keys", "Contours at the thresholds, or none"),
            bar.toggle_contour,
            (key.Key_C,),
        ),
        Binding(
            translate("Keys", "Alone, beside the reference, or under a swipe"),
            bar.next_layout,
            (key.Key_V,),
        ),
        Binding(
            translate("Keys", "Zoom to the next defect region"),
            lambda: regions.step(1),
            (key.Key_D,),
        ),
        Binding(
            translate("Keys", "Zoom to the previous defect region"),
            lambda: regions.step(-1),
            (QKeyCombination(_SHIFT, key.Key_D),),
        ),
        Binding(
            translate("Keys", "Hold: the bare image, without heat"),
            lambda: viewer.set_bare(True),
            (key.Key_Space,),
            release=lambda: viewer.set_bare(False),
        ),
    )
    return (
        Group(translate("Keys", "Go to"), going),
        Group(translate("Keys", "Judge"), threshold_controller),
        Group(translate("Keys", "Look"), looking),
    )
