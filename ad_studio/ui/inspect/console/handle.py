"""A grip on a line of the histogram, for the mouse and for the keys."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QWidget

from ad_studio.domain import Verdict
from ad_studio.ui import icons
from ad_studio.ui.palette import colors
from ad_studio.ui.text import sigma
from ad_studio.ui.theme import font_px

HEIGHT = 24
_ICON, _PAD = 14, 7
FINEST, FINE, COARSE = 1, 5, 50
"""Steps in hundredths of a sigma."""
_HIGHEST = 100_000
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
}


class LineHandle(QAbstractSlider):
    """A slider whose value is a threshold in hundredths of a sigma.

    Arrow keys step by 0.05 σ, with Shift (or Page Up and Page Down) by 0.5 σ, with Ctrl by 0.01 σ.

    Signals:
        moved(float): The user put the line there, sigma.
    """

    moved = Signal(float)

    def __init__(
        self, verdict: Verdict, parent: QWidget, *, sigma_at: Callable[[float], float]
    ) -> None:
        """Make a grip for the line of REVIEW or NG.

        Args:
            verdict: Whose line it is.
            parent: The histogram.
            sigma_at: Gives the score in sigma at a place across `parent`.
        """
        super().__init__(parent)
        self._verdict = verdict
        self._sigma_at = sigma_at
        self._grip = self._start = 0.0  # where the mouse took hold, and of which value
        self.setRange(FINEST, _HIGHEST)
        self.setSingleStep(FINE)
        self.setPageStep(COARSE)
        self._font = font_px(11, weight=QFont.Weight.Bold)
        word = QFontMetrics(self._font).horizontalAdvance(verdict.value)
        self.setFixedSize(_ICON + word + 3 * _PAD - 2, HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setToolTip(
            self.tr(
                "Drag the {word} line, or focus it and use the arrow keys: 0.05 σ a step, with "
                "Shift 0.5 σ, with Ctrl 0.01 σ"
            ).format(word=verdict.value)
        )
        self.show_sigma(1.0)

    def show_sigma(self, value: float) -> None:
        """Stand for a threshold; says nothing."""
        self.blockSignals(True)
        self.setValue(round(100 * value))
        self.blockSignals(False)
        self.setAccessibleName(
            self.tr("{word} line at {sigma}").format(word=self._verdict.value, sigma=sigma(value))
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            modifiers = event.modifiers()
            if modifiers & Qt.KeyboardModifier.ShiftModifier:
                step *= COARSE
            elif not modifiers & Qt.KeyboardModifier.ControlModifier:
                step *= FINE
            self._go(self.value() + step)
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._go(self.value() + (COARSE if event.key() == Qt.Key.Key_PageUp else -COARSE))
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = self._sigma_at(self.mapToParent(event.position()).x())
            self._start = self.value() / 100

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            moved = self._sigma_at(self.mapToParent(event.position()).x()) - self._grip
            self._go(round(100 * (self._start + moved)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls: a line is never moved by accident."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = colors()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused, ink = self.hasFocus(), active.verdict(self._verdict)
        painter.setPen(QPen(QColor(active.accent if focused else ink), 2 if focused else 1))
        painter.setBrush(QColor(active.surface))
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, 6, 6)
        name = icons.verdict_icon_name(self._verdict)
        icon = icons.pixmap(name, ink, _ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(_PAD, (self.height() - _ICON) / 2), icon)
        painter.setFont(self._font)
        painter.setPen(QColor(ink))
        words = area.adjusted(_ICON + 1.5 * _PAD, 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self._verdict.value)

    def _go(self, hundredths: int) -> None:
        value = min(max(hundredths, self.minimum()), self.maximum())
        if value != self.value():
            self.moved.emit(value / 100)
