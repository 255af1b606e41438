"""Scores of two runs against each other, with the thresholds of both as lines."""

import numpy as np
import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import MouseClickEvent
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFont

from ad_studio.domain import Verdict
from ad_studio.services.results.comparison import Comparison
from ad_studio.ui.i18n import translate
from ad_studio.ui.palette import colors
from ad_studio.ui.theme import font_px
from ad_studio.ui.widgets.plot import Plot

_EMPTY = 10.0  # sigma that the scales go to while there is no comparison
_ALONG_B = {"position": 0.02, "anchors": [(0, 1), (0, 1)]}
_ALONG_A = {"position": 0.99, "rotateAxis": (1, 0), "anchors": [(1, 1), (1, 1)]}


class Scatter(Plot):
    """One point per image: run A along, run B up; images judged differently stand out.

    Signals:
        picked(int): The image at this place of `Comparison.scored` was clicked.
    """

    picked = Signal(int)

    def __init__(self) -> None:
        super().__init__(name=translate("Scatter", "Scores of both runs"), bottom=" ", left=" ")
        self.setToolTip(
            self.tr(
                "Each point is an image: its score in run A along, in run B up. Click one to see "
                "it; turn the wheel to zoom, drag to move, double-click to see all"
            )
        )
        self.setMinimumSize(240, 220)
        self.setMouseEnabled(x=True, y=True)
        self._scores = np.zeros((0, 2))
        self._differs = np.zeros(0, bool)
        self._same = pg.ScatterPlotItem(size=6, symbol="o")
        self._other = pg.ScatterPlotItem(size=9, symbol="d")
        self._ring = pg.ScatterPlotItem(size=18, symbol="o", brush=None)
        self._lines = {
            (side, verdict): pg.InfiniteLine(
                angle=90 if side == "a" else 0,
                label=verdict.value,
                labelOpts=dict(_ALONG_A if side == "a" else _ALONG_B),
            )
            for side in "ab"
            for verdict in (Verdict.REVIEW, Verdict.NG)
        }
        for item in (*self._lines.values(), self._same, self._other, self._ring):
            self.addItem(item)
        for line in self._lines.values():
            line.label.setFont(font_px(11, weight=QFont.Weight.Bold))
            line.hide()
        self.setRange(xRange=(0, _EMPTY), yRange=(0, _EMPTY))
        self.scene().sigMouseClicked.connect(self._on_clicked)
        self.follow_theme()

    def show_comparison(self, found: Comparison) -> None:
        """Show all images that both runs could score."""
        self._scores = found.scores
        self._differs = np.array([pair.disagrees for pair in found.scored], bool)
        for side, whose in (("a", found.a), ("b", found.b)):
            limits = whose.thresholds.thresholds
            self._lines[side, Verdict.REVIEW].setValue(limits.review)
            self._lines[side, Verdict.NG].setValue(limits.ng)
        for line in self._lines.values():
            line.show()
        words = self.tr("{side}: run {run}, model {model}; score, σ")
        self._labels = {
            edge: words.format(side=side, run=whose.run.id, model=whose.model.number)
            for edge, side, whose in (("bottom", "A", found.a), ("left", "B", found.b))
        }
        self.mark(None)
        self.recolor()
        self.show_all()

    def show_all(self) -> None:
        """Fit the scales to all points and to the thresholds."""
        tops = [
            max(self._lines[side, Verdict.NG].value() * 1.3, self._highest(column) * 1.05)
            for column, side in enumerate("ab")
        ]
        lows = [min(0.0, self._lowest(column)) for column in range(2)]
        self.setRange(xRange=(lows[0], tops[0]), yRange=(lows[1], tops[1]), padding=0.02)

    def mark(self, index: int | None) -> None:
        """Draw a ring around a point; None: around none."""
        chosen = self._scores[[index]] if index is not None else self._scores[:0]
        self._ring.setData(x=chosen[:, 0], y=chosen[:, 1])

    def recolor(self) -> None:
        super().recolor()
        active = colors()
        faint = QColor(active.accent)
        faint.setAlpha(110)
        for item, chosen, ink in (
            (self._same, ~self._differs, faint),
            (self._other, self._differs, QColor(active.ng)),
        ):
            points = self._scores[chosen]
            item.setData(x=points[:, 0], y=points[:, 1], brush=ink, pen=None)
        self._ring.setPen(pg.mkPen(active.text, width=2))
        for (_side, verdict), line in self._lines.items():
            color = active.verdict(verdict)
            line.setPen(pg.mkPen(color, width=1.5, style=Qt.PenStyle.DashLine))
            line.label.setColor(color)

    def index_at(self, point: QPointF) -> int | None:
        """Which point is nearest to a place in the scene, if any is near enough."""
        return self.nearest(self._scores, point)

    def _highest(self, column: int) -> float:
        return float(self._scores[:, column].max(initial=0))

    def _lowest(self, column: int) -> float:
        return float(self._scores[:, column].min(initial=0))

    def _on_clicked(self, event: MouseClickEvent) -> None:
        if event.double():
            self.show_all()
            return
        index = self.index_at(event.scenePos())
        if index is not None:
            self.picked.emit(index)
