"""Scores of a run as a histogram with the two thresholds as lines that can be dragged."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QWidget

from ad_studio.domain import Thresholds, Verdict
from ad_studio.domain.verdict_codes import NG, OK
from ad_studio.services.thresholds.scores import ScoreTable
from ad_studio.ui import icons
from ad_studio.ui.palette import colors
from ad_studio.ui.text import sigma, tooltip
from ad_studio.ui.theme import font_px
from ad_studio.ui.widgets.plot import Plot

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
            tooltip(
                self.tr(
                    "Drag the {word} line, or focus it and use the arrow keys: 0.05 σ a step, with "
                    "Shift 0.5 σ, with Ctrl 0.01 σ"
                ).format(word=verdict.value)
            )
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


_BINS = 36
_LEAST = 0.01
_LINES = (Verdict.REVIEW, Verdict.NG)
_CHECKED = {Verdict.OK: OK, Verdict.NG: NG}

_Counts = npt.NDArray[np.int64]


class Histogram(Plot):
    """Bars in the colour of the verdict they would get, and a REVIEW and an NG line.

    Images that a person called OK or NG stand before the bars as narrower ones of their own: OK
    plain on the left half, NG hatched on the right half.

    Signals:
        review_moved(float): The user put the REVIEW line there, sigma.
        ng_moved(float): The user put the NG line there, sigma.
    """

    review_moved = Signal(float)
    ng_moved = Signal(float)

    def __init__(self) -> None:
        super().__init__(
            name=self.tr("Histogram of scores"),
            bottom=self.tr("score, σ"),
            left=self.tr("images"),
        )
        self._table = ScoreTable.empty()
        self._limits = Thresholds(3.0, 5.0)
        self._top = 10.0
        self._logarithmic = False
        self._bars = {verdict: self._add_bars() for verdict in Verdict}
        self._checked = {verdict: self._add_bars() for verdict in _CHECKED}
        self._lines = {verdict: self._add_line() for verdict in _LINES}
        self._handles = {
            verdict: LineHandle(verdict, self, sigma_at=self._sigma_at) for verdict in _LINES
        }
        moved = {Verdict.REVIEW: self.review_moved, Verdict.NG: self.ng_moved}
        for verdict in _LINES:
            self._handles[verdict].moved.connect(moved[verdict])
            self._lines[verdict].sigDragged.connect(
                lambda line, signal=moved[verdict]: signal.emit(max(round(line.value(), 2), _LEAST))
            )
        self.setMinimumHeight(168)
        self.setMaximumHeight(240)
        self.setToolTip(
            self.tr(
                "How many images have which score, in sigma. Drag the REVIEW and NG lines: every "
                "verdict follows at once, and nothing is stored until you commit."
            )
        )
        self.getPlotItem().setContentsMargins(0, HEIGHT + 2, 8, 0)
        self.getPlotItem().vb.sigResized.connect(self._place_handles)
        self._count()
        self.follow_theme()

    def line(self, verdict: Verdict) -> pg.InfiniteLine:
        """The line of REVIEW or NG."""
        return self._lines[verdict]

    def handle(self, verdict: Verdict) -> LineHandle:
        """The grip of the line of REVIEW or NG."""
        return self._handles[verdict]

    def show_table(self, table: ScoreTable) -> None:
        """Show these scores; those beyond the right end count into the last bar."""
        self._table = table
        self._count()

    def show_thresholds(self, limits: Thresholds, *, rescale: bool) -> None:
        """Move the lines; `rescale` fits the scale to them, which a drag must not do."""
        self._limits = limits
        for verdict, value in zip(_LINES, (limits.review, limits.ng), strict=True):
            self._lines[verdict].setValue(value)
            self._handles[verdict].show_sigma(value)
        if rescale:
            self._top = 2 * limits.ng
            self._count()
        else:
            self._color_bars()
            self._place_handles()

    def set_logarithmic(self, on: bool) -> None:
        """Show counts on a logarithmic scale, so that few images beside many can be seen."""
        self._logarithmic = on
        self._draw()

    def recolor(self) -> None:
        super().recolor()
        active = colors()
        for verdict, bars in self._bars.items():
            soft, edge = active.verdict_soft(verdict), active.verdict_bar(verdict)
            bars.setOpts(brush=QColor(soft), pen=pg.mkPen(edge, width=1))
        for verdict, bars in self._checked.items():
            ink = QColor(active.verdict(verdict))
            hatched = Qt.BrushStyle.BDiagPattern
            plain = Qt.BrushStyle.SolidPattern
            brush = QBrush(ink, hatched if verdict is Verdict.NG else plain)
            bars.setOpts(brush=brush, pen=pg.mkPen(ink, width=1))
        for verdict, line in self._lines.items():
            color = active.verdict(verdict)
            line.setPen(pg.mkPen(color, width=2))
            line.setHoverPen(pg.mkPen(color, width=4))
        for handle in self._handles.values():
            handle.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._following:
            self._place_handles()

    def _add_bars(self) -> pg.BarGraphItem:
        bars = pg.BarGraphItem(x=[], height=[], width=1)
        self.addItem(bars)
        return bars

    def _add_line(self) -> pg.InfiniteLine:
        line = pg.InfiniteLine(pos=0, angle=90, movable=True)
        line.setCursor(Qt.CursorShape.SizeHorCursor)
        self.addItem(line)
        return line

    def _sigma_at(self, across: float) -> float:
        scene = self.mapToScene(round(across), 0)
        return float(self.getPlotItem().vb.mapSceneToView(scene).x())

    def _place_handles(self) -> None:
        """Put each grip on top of its line, or at the edge where the line is out of sight.

        REVIEW hangs on the left of its line and NG on the right, so that they never meet.
        """
        view = self.getPlotItem().vb
        area = view.sceneBoundingRect()
        for verdict, handle in self._handles.items():
            x = view.mapViewToScene(QPointF(self._lines[verdict].value(), 0)).x()
            x = self.mapFromScene(QPointF(min(max(x, area.left()), area.right()), 0)).x()
            left = x - handle.width() if verdict is Verdict.REVIEW else x
            top = self.mapFromScene(area.topLeft()).y() - HEIGHT
            handle.move(min(max(left, 0), self.width() - handle.width()), top)

    def _count(self) -> None:
        scores = self._table.scores
        reach = float(scores.max(initial=0))
        top = max(self._top, min(reach * 1.05, 3 * self._top))
        self._edges = np.linspace(0, top, _BINS + 1)
        self._all = self._histogram(scores)
        self._checked_counts = {
            verdict: self._histogram(scores[self._table.humans == code])
            for verdict, code in _CHECKED.items()
        }
        self.setXRange(0, top, padding=0.01)
        self._draw()

    def _histogram(self, scores: npt.NDArray[np.float64]) -> _Counts:
        top = self._edges[-1]
        return np.histogram(np.clip(scores, 0, top), bins=_BINS, range=(0, top))[0]

    def _draw(self) -> None:
        """Bars, the scale at their side, and their colours."""
        most = int(self._all.max(initial=0))
        if self._logarithmic:
            top = float(np.log10(1 + max(4, most))) * 1.25
            powers = [10**n for n in range(int(top) + 1)]
            ticks = [(0.0, "0"), *((float(np.log10(1 + n)), f"{n:,}") for n in powers)]
        else:
            top = max(4, round(most * 1.3))
            ticks = [
                (mark, f"{mark:,}") for mark in range(0, round(0.95 * top), max(1, round(top / 5)))
            ]
        self.setYRange(0, top, padding=0)
        axis = self.getAxis("left")
        axis.setTicks([[(at, word.replace(",", "\u202f")) for at, word in ticks]])
        width = (self._edges[1] - self._edges[0]) * 0.9
        middles = (self._edges[:-1] + self._edges[1:]) / 2
        for verdict, counts in self._checked_counts.items():
            some = counts > 0
            aside = width / 4 if verdict is Verdict.NG else -width / 4
            self._checked[verdict].setOpts(
                x=middles[some] + aside, height=self._heights(counts[some]), width=width / 2
            )
        self._color_bars()
        self._place_handles()

    def _heights(self, counts: _Counts) -> npt.NDArray[np.float64]:
        return np.log10(1.0 + counts) if self._logarithmic else counts.astype(float)

    def _color_bars(self) -> None:
        middles = (self._edges[:-1] + self._edges[1:]) / 2
        width = (self._edges[1] - self._edges[0]) * 0.9
        codes = self._limits.codes(middles)
        some, heights = self._all > 0, self._heights(self._all)
        for code, verdict in enumerate(Verdict):
            shown = (codes == code) & some
            self._bars[verdict].setOpts(x=middles[shown], height=heights[shown], width=width)
