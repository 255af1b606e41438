"""Labels, buttons, cards and fields in the program's style."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QWidget,
)

from ad_studio.domain.size_limits import MOST_AREA
from ad_studio.ui import icons
from ad_studio.ui.text import short_number, tooltip

AREA_DECIMALS = 6
"""Of square millimetres, and of the side of a pixel; `LEAST_AREA` has as many."""


def label(text: str = "", *, role: str = "", wrap: bool = False) -> QLabel:
    """A label in the style `role` of the style sheet; plain text, never markup."""
    widget = QLabel(text)
    widget.setTextFormat(Qt.TextFormat.PlainText)
    widget.setProperty("role", role)
    widget.setWordWrap(wrap)
    return widget


def icon_label(name: str, *, role: str = "text", size: int = 18) -> QLabel:
    """A label that shows an icon only."""
    widget = QLabel()
    icons.bind(widget, name, role=role, size=size)
    widget.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return widget


def button(
    text: str,
    *,
    kind: str = "",
    icon: str = "",
    tip: str = "",
    on: Callable[[], None] | None = None,
) -> QPushButton:
    """A push button; `kind` is "primary", "quiet" or empty."""
    widget = QPushButton(text)
    widget.setProperty("kind", kind)
    widget.setToolTip(tooltip(tip))
    if icon:
        role = {"primary": "on_accent", "quiet": "accent"}.get(kind, "text")
        icons.bind(widget, icon, role=role, size=16)
    if on is not None:
        widget.clicked.connect(lambda _checked: on())
    return widget


def tool_button(
    icon: str, *, name: str, tip: str, checkable: bool = False, role: str = "text", size: int = 18
) -> QToolButton:
    """A button with an icon only; `name` is what a screen reader says."""
    widget = QToolButton()
    icons.bind(widget, icon, role=role, size=size)
    widget.setAccessibleName(name)
    widget.setToolTip(tooltip(tip))
    widget.setCheckable(checkable)
    widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return widget


def picture_button(text: str, *, side: int) -> QToolButton:
    """A button that shows a picture, its icon, of at most `side` logical pixels above a text."""
    widget = QToolButton()
    widget.setText(text)
    widget.setAccessibleName(text)
    widget.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    widget.setIconSize(QSize(side, side))
    widget.setFixedSize(side + 24, side + 48)
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return widget


def card() -> QFrame:
    """A bordered surface."""
    frame = QFrame()
    frame.setProperty("card", "true")
    return frame


def rule() -> QFrame:
    """A thin horizontal line."""
    frame = QFrame()
    frame.setProperty("rule", "true")
    return frame


def scrolling(content: QWidget) -> QScrollArea:
    """Lets `content` be scrolled up and down where the window is too low for it."""
    content.setObjectName("scrolled")
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(content)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def tab_before(later: QWidget, *added: QWidget) -> None:
    """Have Tab come to widgets that were just added before it comes to `later`, which was there.

    Without it, Tab comes last to what is added to a window that is already made.
    """
    for widget in added:
        QWidget.setTabOrder(later, widget)
        QWidget.setTabOrder(widget, later)  # which leaves both where `later` was


def clear_layout(layout: QLayout) -> None:
    """Remove and delete all widgets of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def restyle(widget: QWidget) -> None:
    """Apply the style sheet anew after a property that it selects on has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class ElidedLabel(QLabel):
    """One line that gives up its middle when space is short, and says it all in its tooltip."""

    def __init__(self, text: str = "", *, role: str = "") -> None:
        super().__init__()
        self.setText(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(tooltip(text))

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        text = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideMiddle, self.width()
        )
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment()), text)


if TYPE_CHECKING:
    _Field = QWidget
else:
    _Field = object  # Qt allows one base with a widget of its own


class _QuietWheel(_Field):
    """Mixed into fields: the wheel changes the value only while the field has the focus."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


_TEXT_INSET = QMargins(6, 0, 0, 0)  # the style sheet's padding does not reach the number


class SpinBox(_QuietWheel, QSpinBox):
    """A whole number; ignores the wheel without focus."""

    def __init__(self, low: int, high: int, *, value: int, name: str) -> None:
        super().__init__()
        self.lineEdit().setTextMargins(_TEXT_INSET)
        self.setRange(low, high)
        self.setValue(value)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class SigmaBox(_QuietWheel, QDoubleSpinBox):
    """A number in sigma; ignores the wheel without focus.

    A decimal point may be typed where the language has a comma: keypads differ.
    """

    def __init__(self, *, name: str, tip: str) -> None:
        super().__init__()
        self.lineEdit().setTextMargins(_TEXT_INSET)
        self.setRange(0.01, 1000.0)
        self.setDecimals(2)
        self.setSingleStep(0.1)
        self.setSuffix(" σ")
        self.setAccessibleName(name)
        self.setToolTip(tooltip(tip))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        text = text.replace(".", self.locale().decimalPoint())
        return super().validate(text, position)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()


class AreaBox(_QuietWheel, QDoubleSpinBox):
    """An area in square millimetres, 0 for any; ignores the wheel without focus."""

    def __init__(self, *, name: str, tip: str) -> None:
        super().__init__()
        self.lineEdit().setTextMargins(_TEXT_INSET)
        self.setRange(0.0, MOST_AREA)
        self.setDecimals(AREA_DECIMALS)
        self.setSingleStep(0.1)
        self.setSuffix(" mm²")
        self.setSpecialValueText(self.tr("any size"))
        self.setAccessibleName(name)
        self.setToolTip(tooltip(tip))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def textFromValue(self, value: float) -> str:
        return short_number(value, AREA_DECIMALS)


class PercentBox(_QuietWheel, QDoubleSpinBox):
    """A share in percent, above 0 and below 100; ignores the wheel without focus."""

    def __init__(self, *, name: str, tip: str) -> None:
        super().__init__()
        self.lineEdit().setTextMargins(_TEXT_INSET)
        self.setRange(0.1, 99.0)
        self.setDecimals(1)
        self.setSingleStep(0.5)
        self.setSuffix(" %")
        self.setAccessibleName(name)
        self.setToolTip(tooltip(tip))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class LengthBox(_QuietWheel, QDoubleSpinBox):
    """A length from 0 on; ignores the wheel without focus."""

    def __init__(self, *, unit: str, decimals: int, most: float) -> None:
        super().__init__()
        self.lineEdit().setTextMargins(_TEXT_INSET)
        self.setRange(0, most)
        self.setDecimals(decimals)
        self.setSuffix(f" {unit}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class ComboBox(_QuietWheel, QComboBox):
    """A choice; ignores the wheel without focus."""

    def __init__(self, *, name: str, tip: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(tooltip(tip))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """End what is too long for the field with "…", not in the middle of a letter."""
        painter, look = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(look)
        style = self.style()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, look)
        place = style.subControlRect(
            QStyle.ComplexControl.CC_ComboBox, look, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        words = look.currentText or self.placeholderText()
        look.currentText = look.fontMetrics.elidedText(
            words, Qt.TextElideMode.ElideRight, place.width() - 2
        )
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, look)

    def showPopup(self) -> None:
        """Show the choices in full, however narrow the field is."""
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0))
        super().showPopup()


class Disclosure(QPushButton):
    """A heading that folds a widget away."""

    def __init__(self, text: str, body: QWidget, *, tip: str) -> None:
        super().__init__(text)
        self.setToolTip(tooltip(tip))
        self._body = body
        self.setProperty("kind", "disclosure")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(self._on_toggled)
        self._on_toggled(False)

    def _on_toggled(self, shown: bool) -> None:
        icons.bind(self, "chevron-down" if shown else "chevron-right", role="muted", size=16)
        self._body.setVisible(shown)
