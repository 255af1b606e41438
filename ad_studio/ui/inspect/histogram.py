"""Scores of a run as a histogram with the two thresholds as lines that can be dragged."""

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont

from ad_studio.domain import Thresholds, Verdict
from ad_studio.ui.palette import colors
from ad_studio.ui.theme import font_px
from ad_studio.ui.widgets.plot import Plot

_BINS = 24
_LEAST = 0.01
_BESIDE = [(1, 1), (1, 1)]  # the words run along the line, on its left, and end at its top


class Histogram(Plot):
    """Bars in the colour of the verdict they would get, and a REVIEW and an NG line.

    Signals:
        dragged(float, float): The lines are being moved: REVIEW, NG.
        dropped(float, float): A line was let go.
    """

    dragged = Signal(float, float)
    dropped = Signal(float, float)

    def __init__(self) -> None:
        super().__init__(
            name=self.tr("Histogram of scores"),
            bottom=self.tr("score, σ"),
            left=self.tr("images"),
        )
        self._bars: dict[Verdict, pg.BarGraphItem] = {}
        self._lines: dict[Verdict, pg.InfiniteLine] = {}
        self._scores: npt.NDArray[np.float64] = np.zeros(0)
        self._top = 10.0
        self.setMinimumHeight(136)
        for verdict in Verdict:
            self._bars[verdict] = pg.BarGraphItem(x=[], height=[], width=1)
            self.addItem(self._bars[verdict])
        for verdict in (Verdict.REVIEW, Verdict.NG):
            line = pg.InfiniteLine(
                pos=0,
                angle=90,
                movable=True,
                label=verdict.value,
                labelOpts={"position": 0.97, "rotateAxis": (1, 0), "anchors": _BESIDE},
            )
            line.label.setFont(font_px(11, weight=QFont.Weight.Bold))
            line.setCursor(Qt.CursorShape.SizeHorCursor)
            line.sigDragged.connect(lambda _line, verdict=verdict: self._on_dragged(verdict))
            line.sigPositionChangeFinished.connect(lambda _line: self.dropped.emit(*self._limits()))
            self._lines[verdict] = line
            self.addItem(line)
        self.setToolTip(self.tr("Drag the REVIEW and NG lines; every verdict follows at once"))
        self._count()
        self.follow_theme()

    def line(self, verdict: Verdict) -> pg.InfiniteLine:
        """The line of REVIEW or NG."""
        return self._lines[verdict]

    def show_scores(self, scores: npt.NDArray[np.float64]) -> None:
        """Show these scores in sigma; those beyond the right end count into the last bar."""
        self._scores = scores
        self._count()

    def show_thresholds(self, thresholds: Thresholds, *, rescale: bool) -> None:
        """Move the lines; `rescale` fits the scale to them, which a drag must not do."""
        self._lines[Verdict.REVIEW].setValue(thresholds.review)
        self._lines[Verdict.NG].setValue(thresholds.ng)
        if rescale:
            self._top = 2 * thresholds.ng
            self._count()
        else:
            self._color_bars()

    def recolor(self) -> None:
        super().recolor()
        active = colors()
        for verdict, bars in self._bars.items():
            ink = QColor(active.verdict_bar(verdict))
            bars.setOpts(brush=ink, pen=pg.mkPen(active.surface))
        for verdict, line in self._lines.items():
            ink = active.verdict(verdict)
            line.setPen(pg.mkPen(ink, width=2))
            line.setHoverPen(pg.mkPen(ink, width=4))
            line.label.setColor(ink)

    def _limits(self) -> tuple[float, float]:
        return self._lines[Verdict.REVIEW].value(), self._lines[Verdict.NG].value()

    def _on_dragged(self, moved: Verdict) -> None:
        """The line in hand pushes the other one along: REVIEW never stands above NG."""
        line = self._lines[moved]
        if line.value() < _LEAST:
            line.setValue(_LEAST)
        review, ng = self._limits()
        if review > ng:
            other = Verdict.NG if moved is Verdict.REVIEW else Verdict.REVIEW
            self._lines[other].setValue(line.value())
        self._color_bars()
        self.dragged.emit(*self._limits())

    def _count(self) -> None:
        scores = self._scores
        reach = float(scores.max(initial=0))
        top = max(self._top, min(reach * 1.05, 3 * self._top))
        self._counts, edges = np.histogram(np.clip(scores, 0, top), bins=_BINS, range=(0, top))
        self._middles = (edges[:-1] + edges[1:]) / 2
        self._width = edges[1] - edges[0]
        self.setXRange(0, top, padding=0.01)
        height = max(4, round(self._counts.max(initial=0) * 1.3))
        self.setYRange(0, height, padding=0)
        marks = range(0, height + 1, max(1, round(height / 5)))
        self.getAxis("left").setTicks([[(mark, str(mark)) for mark in marks]])
        self._color_bars()

    def _color_bars(self) -> None:
        review, ng = self._limits()
        belongs = {
            Verdict.OK: self._middles < review,
            Verdict.REVIEW: (self._middles >= review) & (self._middles < ng),
            Verdict.NG: self._middles >= ng,
        }
        for verdict, chosen in belongs.items():
            self._bars[verdict].setOpts(
                x=self._middles[chosen], height=self._counts[chosen], width=self._width * 0.9
            )
