"""Which key does what in the Inspect step."""

from functools import partial

from PySide6.QtCore import QKeyCombination, Qt

from ad_studio.domain import Verdict
from ad_studio.ui.bindings import Binding, Group
from ad_studio.ui.i18n import translate
from ad_studio.ui.inspect.desk import Desk
from ad_studio.ui.inspect.reviewing import Reviewing
from ad_studio.ui.inspect.screen import Screen

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


def inspect_keys(desk: Desk, screen: Screen, reviewing: Reviewing) -> tuple[Group, ...]:
    """The one table of keys: the page acts on it and the map of the keys shows it."""
    key = Qt.Key
    viewer, bar, regions = desk.viewer, desk.viewer_bar, desk.regions
    going = (
        Binding(
            translate("Keys", "Next image"),
            lambda: screen.step(1),
            (key.Key_Right, key.Key_J),
            repeats=True,
        ),
        Binding(
            translate("Keys", "Previous image"),
            lambda: screen.step(-1),
            (key.Key_Left, key.Key_K),
            repeats=True,
        ),
    )
    judging = (
        Binding(
            translate("Keys", "Say that the image is OK"),
            lambda: reviewing.give(Verdict.OK),
            (key.Key_O,),
        ),
        Binding(
            translate("Keys", "Say that it is NG"), lambda: reviewing.give(Verdict.NG), (key.Key_N,)
        ),
        Binding(
            translate("Keys", "Say that it stays REVIEW"),
            lambda: reviewing.give(Verdict.REVIEW),
            (key.Key_R,),
        ),
        Binding(
            translate("Keys", "Take the last verdict back"),
            reviewing.undo,
            (key.Key_Backspace, QKeyCombination(_CONTROL, key.Key_Z)),
        ),
        Binding(
            translate("Keys", "Do what was taken back once more"),
            reviewing.redo,
            (
                QKeyCombination(_CONTROL, key.Key_Y),
                QKeyCombination(_CONTROL | _SHIFT, key.Key_Z),
            ),
        ),
        Binding(
            translate("Keys", "Say that you cannot tell (unsure)"), reviewing.unsure, (key.Key_U,)
        ),
        Binding(
            translate("Keys", "Leave the image for later (skip)"), reviewing.skip, (key.Key_S,)
        ),
        Binding(
            translate("Keys", "Begin or end the review"),
            desk.list.review.start.toggle,
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
        Group(translate("Keys", "Judge"), judging),
        Group(translate("Keys", "Look"), looking),
    )
