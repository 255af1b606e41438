"""The keys of the Inspect step: which key does what, and the filter that acts on them."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
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
from shiboken6 import isValid

from ad_studio.domain import Verdict
from ad_studio.ui.bindings import Binding, Group, combination
from ad_studio.ui.event_times import EventTimes
from ad_studio.ui.i18n import translate
from ad_studio.ui.inspect.controllers.review import ReviewController
from ad_studio.ui.inspect.key_bursts import BURST_GAP_MS, KeyBursts
from ad_studio.ui.inspect.state import CurrentImage
from ad_studio.ui.inspect.view import InspectView
from ad_studio.ui.inspect.widgets.viewer import Viewer

_FIELDS = (QLineEdit, QAbstractSpinBox, QComboBox, QTextEdit, QPlainTextEdit)
_CONTROLS = (QAbstractButton, QAbstractSlider, QTabBar)
_OWN_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space)
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)  # of what a scanner types
_MODIFIERS = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
)
_NO_TEXT = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class KeyFilter(QObject):
    """Watches a page and each widget in it that has had the focus: keys go nowhere else.

    A key held down counts once, unless its binding repeats. Characters wait until it is known that
    no barcode scanner typed them. Buttons, sliders and tabs keep the keys that they know
    themselves (Space, Left, Right), fields all keys. Nothing happens while `acts_on`, which the
    keys are about, cannot be seen.

    Signals:
        scanned(str): A barcode scanner typed this while no field took it.
    """

    scanned = Signal(str)

    def __init__(
        self,
        page: QWidget,
        groups: Iterable[Group],
        *,
        acts_on: QWidget,
        clock: Callable[[], float],
    ) -> None:
        super().__init__(page)
        self._acts_on = acts_on
        self._clock = clock
        self._times = EventTimes(clock)
        self._bursts = KeyBursts(self.scanned.emit)
        self._bindings = {
            combination(key): binding
            for group in groups
            for binding in group.bindings
            for key in binding.keys
        }
        self._held: tuple[int, Callable[[], None]] | None = None
        self._pause = QTimer(self, singleShot=True, interval=BURST_GAP_MS)
        self._idle = QTimer(self, singleShot=True, interval=0)  # keys on their way come first
        self._pause.timeout.connect(self._idle.start)
        self._idle.timeout.connect(self.settle)
        self._page = page
        page.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    @property
    def is_waiting(self) -> bool:
        """True while there are characters that nothing was decided about."""
        return self._bursts.is_waiting

    def settle(self) -> None:
        """Decide about the characters that wait, if a pause has followed them."""
        self._bursts.settle(self._clock())
        if self._bursts.is_waiting:
            self._pause.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self._release()
        if isinstance(event, QKeyEvent):
            if kind == QEvent.Type.KeyPress:
                return self._on_press(event)
            if kind == QEvent.Type.KeyRelease:
                return self._on_release(event)
            if kind == QEvent.Type.ShortcutOverride:
                return self._on_shortcut(event)
        return False

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and isValid(self._page) and _is_in(now, self._page):
            now.installEventFilter(self)  # once, however often

    def _on_press(self, event: QKeyEvent) -> bool:
        key, at = Qt.Key(event.key()), self._times.of(event)
        if key in _MODIFIERS:
            return False
        if not self._may_act():
            self._bursts.forget(key)
            return False
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        binding = self._bindings.get(QKeyCombination(modifiers, key))
        if event.isAutoRepeat() or self._bursts.is_repeat(key, at):
            return self._repeat(binding, at, is_character=bool(_character(event)))
        if key in _ENDS:
            return self._bursts.end(at) or self._act_at_once(key, binding, at)
        character = _character(event)
        if character and (self._bursts.goes_on(at) or not _is_kept(key, binding)):
            act = None if binding is None else partial(_carry_out, binding, at)
            self._bursts.press(key, character, at, act)
            self._pause.start()
            return True
        return self._bursts.take_in(key, at) or self._act_at_once(key, binding, at)

    def _act_at_once(self, key: Qt.Key, binding: Binding | None, at: float) -> bool:
        if binding is None or _focus_keeps(key):
            return False
        if binding.release is not None:
            self._release()
            self._held = (key, binding.release)
        _carry_out(binding, at)
        return True

    def _repeat(self, binding: Binding | None, at: float, *, is_character: bool) -> bool:
        """A key that is held down: characters would have lists jump about."""
        if binding is not None and binding.repeats:
            _carry_out(binding, at)
        return is_character or binding is not None

    def _on_release(self, event: QKeyEvent) -> bool:
        if not event.isAutoRepeat():
            self._bursts.release(event.key(), self._times.of(event))
        if self._held is None or event.key() != self._held[0]:
            return False
        if not event.isAutoRepeat():
            self._release()
        return True

    def _on_shortcut(self, event: QKeyEvent) -> bool:
        """A character of a scanner is no shortcut."""
        taken = bool(_character(event)) and self._bursts.goes_on(self._times.of(event))
        if taken:
            event.accept()
        return taken

    def _release(self) -> None:
        if self._held is not None:
            _key, release = self._held
            self._held = None
            release()

    def _may_act(self) -> bool:
        return self._acts_on.isVisible() and not isinstance(QApplication.focusWidget(), _FIELDS)


def _is_in(widget: QWidget, page: QWidget) -> bool:
    """Whether it is in a page or in what pops up from it, which `isAncestorOf` leaves out."""
    parent = widget.parentWidget()
    return parent is not None and (parent is page or _is_in(parent, page))


def _carry_out(binding: Binding, at: float) -> None:
    if binding.timed:
        binding.action(at)
    else:
        binding.action()


def _character(event: QKeyEvent) -> str:
    """What a scanner types by a key; empty for a key that types nothing."""
    pressed = event.modifiers() & _NO_TEXT
    if pressed and pressed != _ALT_GR:
        return ""
    return event.text() if event.text().isprintable() else ""


def _is_kept(key: Qt.Key, binding: Binding | None) -> bool:
    """Whether a character acts at once, because it is held or belongs to the focus."""
    return _focus_keeps(key) or (binding is not None and binding.release is not None)


def _focus_keeps(key: Qt.Key) -> bool:
    return isinstance(QApplication.focusWidget(), _CONTROLS) and key in _OWN_KEYS


_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


def inspect_keys(
    view: InspectView,
    image: CurrentImage,
    review: ReviewController,
    *,
    picture_only: Callable[[], None],
    floor: Callable[[], None],
) -> tuple[Group, ...]:
    """The one table of keys: the page acts on it and the map of the keys shows it.

    Args:
        view: What is shown.
        image: Which result is on the screen.
        review: Takes what is said of it.
        picture_only: Gives the whole window to the image, or ends that.
        floor: Shows the view for the shop floor.
    """
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
    judging = (
        Binding(
            translate("Keys", "Say that the image is OK"),
            lambda at: review.give(Verdict.OK, at=at),
            (key.Key_O,),
            timed=True,
        ),
        Binding(
            translate("Keys", "Say that it is NG"),
            lambda at: review.give(Verdict.NG, at=at),
            (key.Key_N,),
            timed=True,
        ),
        Binding(
            translate("Keys", "Say that it stays REVIEW"),
            lambda at: review.give(Verdict.REVIEW, at=at),
            (key.Key_R,),
            timed=True,
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
            translate("Keys", "Say that you cannot tell (unsure)"),
            lambda at: review.unsure(at=at),
            (key.Key_U,),
            timed=True,
        ),
        Binding(
            translate("Keys", "Leave the image for later (skip)"),
            lambda at: review.skip(at=at),
            (key.Key_S,),
            timed=True,
        ),
        Binding(
            translate("Keys", "Begin or end the review"),
            view.list.review.start.toggle,
            (key.Key_Q,),
        ),
    )
    looking = (
        *zooming(viewer),
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
            translate("Keys", "Hide list and thresholds, or show them again"),
            view.toggle_panels,
            (key.Key_P,),
        ),
        Binding(
            translate("Keys", "Show the thresholds, or put them away"),
            view.toggle_thresholds,
            (key.Key_T,),
        ),
        Binding(
            translate("Keys", "The image alone in the whole window, and back (Esc)"),
            picture_only,
            (key.Key_F11,),
        ),
        Binding(translate("Keys", "The view for the shop floor"), floor, (key.Key_F9,)),
        Binding(
            translate("Keys", "Hold: the bare image, without heat"),
            lambda: viewer.set_bare(True),
            (key.Key_Space,),
            release=lambda: viewer.set_bare(False),
        ),
    )
    return (
        Group(translate("Keys", "Go to"), going),
        Group(translate("Keys", "Judge"), judging),
        Group(translate("Keys", "Look"), looking),
    )


def zooming(viewer: Viewer) -> tuple[Binding, ...]:
    """The keys that bring an image closer or show all of it."""
    key = Qt.Key
    return (
        Binding(translate("Keys", "Show the whole image"), viewer.fit, (key.Key_F,)),
        Binding(
            translate("Keys", "One pixel of the image for one of the screen"),
            viewer.one_to_one,
            (key.Key_1,),
        ),
        Binding(translate("Keys", "Zoom in"), viewer.zoom_in, (key.Key_Plus,)),
        Binding(translate("Keys", "Zoom out"), viewer.zoom_out, (key.Key_Minus,)),
    )
