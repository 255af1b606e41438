"""What must hold for every control on the screen: a name, a tooltip, the keyboard, whole words."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QGraphicsView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from ad_studio.ui.rail import Rail, StepButton
from ad_studio.ui.widgets.basics import ComboBox, ElidedLabel

_CONTROLS = (
    QAbstractButton,
    QLineEdit,
    QComboBox,
    QAbstractSpinBox,
    QAbstractSlider,
    QAbstractItemView,
    QGraphicsView,
    QTabBar,
)
_ENDING = 160  # pixels at which a choice says enough before it ends with "…"
_SLACK = 1  # logical pixels, for rounding at odd scales


def controls(window):
    """Every control that can be seen, without the parts that Qt builds others of."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, _CONTROLS) and widget.isVisible() and not _is_part(widget)
    ]


def _is_part(widget):
    if isinstance(widget, QTabBar):
        return False
    if isinstance(widget, QScrollBar) or widget.objectName().startswith("qt_"):
        return True
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, (QComboBox, QAbstractSpinBox, QLineEdit, QTabBar, QAbstractItemView)):
            return True
        parent = parent.parentWidget()
    return widget.metaObject().className() in ("QTableCornerButton", "ScrollerButton")


def described(widget):
    """How a complaint names a control."""
    words = widget.accessibleName() or getattr(widget, "text", str)() or widget.objectName()
    owner = widget.parentWidget()
    return f"{type(widget).__name__} {words!r} in {type(owner).__name__}"


def nameless(window):
    """Controls that a screen reader cannot name."""
    return [
        described(widget)
        for widget in controls(window)
        if not widget.accessibleName().strip()
        and not (isinstance(widget, QAbstractButton) and widget.text().strip())
        and not isinstance(widget, QTabBar)  # its tabs have names
    ]


def without_tooltip(window):
    """Controls that do not say what they are for."""
    return [
        described(widget)
        for widget in controls(window)
        if not (_words_of_help(widget).strip() or _tabs_have_tips(widget))
    ]


def _words_of_help(widget):
    """A picture may do without a tooltip, which would cover what is looked at."""
    if isinstance(widget.parentWidget(), QStackedWidget) and not widget.toolTip():
        return widget.parentWidget().toolTip()  # shown in its place
    return widget.toolTip() or (widget.accessibleDescription() if _is_picture(widget) else "")


def _is_picture(widget):
    return isinstance(widget, QGraphicsView)


def _tabs_have_tips(widget):
    return isinstance(widget, QTabBar) and all(
        widget.tabToolTip(number) for number in range(widget.count())
    )


def out_of_reach(window):
    """Enabled controls that Tab never comes to."""
    return [
        described(widget)
        for widget in controls(window)
        if widget.isEnabled()
        and not widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not _in_a_group_in_reach(widget)
    ]


def in_the_chain(window):
    """Controls that Tab has to come to; of buttons that exclude each other the checked one."""
    return [
        widget
        for widget in controls(window)
        if widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and (group_of(widget) is None or widget.isChecked())
    ]


def scattered(stops, window):
    """Places that Tab leaves before it was at all of their controls, and comes back to later.

    Args:
        stops: Where the focus was, one after the other, once around.
        window: Begins with the rail.
    """
    rail = window.findChild(Rail)
    first = next(at for at, widget in enumerate(stops) if rail.isAncestorOf(widget))
    found, left, before = [], set(), []
    for widget in (*stops[first:], *stops[:first]):
        around = _around(widget, window)
        late = next((name for at, name in around if at in left), None)
        found += [f"Tab comes late to {described(widget)}, in {late}"] if late else []
        left.update(at for at, _name in before if at not in dict(around))
        before = around
    return found


def _around(widget, window):
    """The ids of all that a control lies in, with names."""
    around = []
    while (widget := widget.parentWidget()) is not None and widget is not window:
        around.append((id(widget), f"{type(widget).__name__} {widget.accessibleName()!r}"))
    return around


def group_of(widget):
    """The buttons of which one is down, if it is one of such."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group if group is not None and group.exclusive() else None


def _in_a_group_in_reach(widget):
    group = group_of(widget)
    return group is not None and any(
        other.focusPolicy() & Qt.FocusPolicy.TabFocus for other in group.buttons()
    )


def clipped(window):
    """Texts that the screen does not show to their end."""
    return [
        f"{described(widget)}: {problem}"
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and (problem := _clipping(widget))
    ]


def _clipping(widget):
    if isinstance(widget, (ElidedLabel, StepButton)):
        return ""  # say in their tooltip what they give up
    if isinstance(widget, QScrollArea):
        if widget.horizontalScrollBar().maximum() > 0:
            return f"{widget.horizontalScrollBar().maximum()} px to the side"
        return _short(widget.widget().minimumSizeHint().width(), widget.viewport().width())
    if isinstance(widget, QTabBar):
        wanted = sum(widget.tabRect(number).width() for number in range(widget.count()))
        return _short(wanted, widget.width())
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            return _short(widget.heightForWidth(widget.width()), widget.height(), "high")
        return _short(widget.sizeHint().width(), widget.width())
    if isinstance(widget, QComboBox):
        words = QFontMetrics(widget.font()).horizontalAdvance(widget.currentText())
        least = _ENDING if isinstance(widget, ComboBox) else words + 34
        return _short(min(words + 34, least), widget.width())
    if isinstance(widget, QLineEdit) and not isinstance(widget.parentWidget(), QAbstractSpinBox):
        words = QFontMetrics(widget.font()).horizontalAdvance(widget.placeholderText())
        return _short(words + 20, widget.width()) if not widget.text() and words else ""
    if isinstance(widget, QAbstractButton) and widget.text() and not _is_part(widget):
        return _short(widget.sizeHint().width(), widget.width())
    return ""


def _short(wanted, given, way="wide"):
    return f"{given} of {wanted} px {way}" if wanted > given + _SLACK else ""
