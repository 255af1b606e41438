"""The charts of the trends: shares with control limits, and how scores move."""

import numpy as np
import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import MouseClickEvent
from PySide6.QtCore import Qt, Signal

from ad_studio.domain import TrendGroup, Trends, Verdict
from ad_studio.ui.i18n import translate
from ad_studio.ui.palette import colors
from ad_studio.ui.text import one_line
from ad_studio.ui.widgets.plot import Plot

_MOST_NAMES = 4  # of groups below a chart: so many never cover each other
_LONGEST_NAME = 12  # characters
_HEIGHT = 190


class ShareChart(Plot):
    """A p-chart: the share of a verdict in each group in percent, centre line, control limits.

    Signals:
        picked(TrendGroup): The point of a group was clicked.
    """

    picked = Signal(object)

    def __init__(self, verdict: Verdict) -> None:
        name = translate("TrendPlots", "Share of {verdict} with control limits")
        super().__init__(name=name.format(verdict=verdict), bottom="", left=f"{verdict}, %")
        self._verdict = verdict
        self._groups: list[TrendGroup] = []
        self._points = np.zeros((0, 2))
        self._upper = self.plot([], [], stepMode="center")
        self._lower = self.plot([], [], stepMode="center")
        self._centre = self.plot([], [])
        self._shares = self.plot([], [], symbol="o", symbolSize=7)
        self._beyond = self.plot([], [], pen=None, symbol="s", symbolSize=11)
        self.setFixedHeight(_HEIGHT)
        self.scene().sigMouseClicked.connect(self._on_clicked)
        self.follow_theme()

    def recolor(self) -> None:
        super().recolor()
        active = colors()
        dashed = pg.mkPen(active.muted, width=1, style=Qt.PenStyle.DashLine)
        self._upper.setPen(dashed)
        self._lower.setPen(dashed)
        self._centre.setPen(pg.mkPen(active.muted, width=1))
        self._shares.setPen(pg.mkPen(active.accent, width=2))
        self._shares.setSymbolBrush(active.accent)
        self._shares.setSymbolPen(pg.mkPen(active.surface, width=1))
        self._beyond.setSymbolBrush(active.verdict(self._verdict))
        self._beyond.setSymbolPen(pg.mkPen(active.surface, width=1))

    def show_trends(self, trends: Trends) -> None:
        """Draw the groups that have parts."""
        self._groups = groups = [one for one in trends.groups if one.parts]
        count = len(groups)
        places, edges = np.arange(count), np.arange(count + 1) - 0.5
        shares = np.array([100 * (one.share(self._verdict) or 0) for one in groups])
        beyond = np.array([one.is_out_of_control(self._verdict) for one in groups], np.bool_)
        self._points = np.stack((places, shares), axis=1)
        self._shares.setData(places, shares)
        self._beyond.setData(places[beyond], shares[beyond])
        for line, limits in (
            (self._upper, [one.limits(self._verdict).upper for one in groups]),
            (self._lower, [one.limits(self._verdict).lower for one in groups]),
        ):
            line.setData(edges if count else [], 100 * np.array(limits), stepMode="center")
        centre = 100 * (trends.proportion(self._verdict).share or 0)
        self._centre.setData(
            [-0.5, count - 0.5] if count else [], [centre, centre] if count else []
        )
        name_groups(self, [one.key for one in groups])

    def _on_clicked(self, event: MouseClickEvent) -> None:
        at = self.nearest(self._points, event.scenePos())
        if at is not None:
            self.picked.emit(self._groups[at])


class ScoreChart(Plot):
    """The median score of each group with its quartiles, a line for each model."""

    def __init__(self) -> None:
        super().__init__(
            name=translate("TrendPlots", "Median score of each group"),
            bottom="",
            left=translate("TrendPlots", "score, σ"),
        )
        self._spans = pg.ErrorBarItem(x=np.zeros(0), y=np.zeros(0), beam=0.15)
        self._medians = self.plot([], [], symbol="o", symbolSize=7, connect="finite")
        self.addItem(self._spans)
        self.setFixedHeight(_HEIGHT)
        self.follow_theme()

    def recolor(self) -> None:
        super().recolor()
        active = colors()
        self._spans.setData(pen=pg.mkPen(active.muted, width=1))
        self._medians.setPen(pg.mkPen(active.accent, width=2))
        self._medians.setSymbolBrush(active.accent)
        self._medians.setSymbolPen(pg.mkPen(active.surface, width=1))

    def show_trends(self, trends: Trends) -> None:
        """Draw the groups that have parts."""
        groups = [one for one in trends.groups if one.parts]
        x: list[float] = []
        spans: list[tuple[float, float, float]] = []
        for model in sorted({span.model for one in groups for span in one.scores}):
            for at, one in enumerate(groups):
                for span in one.scores:
                    if span.model == model:
                        x.append(at)
                        spans.append((span.low, span.median, span.high))
            x.append(np.nan)  # the line of the next model begins anew
            spans.append((np.nan, np.nan, np.nan))
        low, median, high = np.array(spans).reshape(-1, 3).T
        places = np.array(x)
        known = ~np.isnan(places)
        self._medians.setData(places, median)
        self._spans.setData(
            x=places[known],
            y=median[known],
            top=(high - median)[known],
            bottom=(median - low)[known],
        )
        name_groups(self, [one.key for one in groups])


def name_groups(plot: Plot, names: list[str]) -> None:
    """Write some of the names of the groups below a chart."""
    plot.getAxis("bottom").setTicks([shown_names(names)])
    plot.setXRange(-0.5, max(len(names), 1) - 0.5, padding=0.02)


def shown_names(names: list[str]) -> list[tuple[int, str]]:
    """Which names have room below a chart, with their places."""
    step = max(1, -(-len(names) // _MOST_NAMES))
    return [
        (at, _short(name) or translate("TrendPlots", "none"))
        for at, name in enumerate(names)
        if at % step == 0
    ]


def _short(name: str) -> str:
    """A name with its end, in which lots and days differ."""
    name = one_line(name)
    return name if len(name) <= _LONGEST_NAME else f"…{name[1 - _LONGEST_NAME :]}"
