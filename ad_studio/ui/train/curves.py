"""How the learning goes: loss and separation over the steps, live."""

from collections.abc import Iterable

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ad_studio.domain import TrainUpdate
from ad_studio.ui.palette import colors
from ad_studio.ui.text import number, tooltip
from ad_studio.ui.widgets.basics import Disclosure, label
from ad_studio.ui.widgets.layouts import hbox, vbox
from ad_studio.ui.widgets.plot import Plot


class _Curve(Plot):
    """One value over the steps."""

    def __init__(self, *, name: str, role: str) -> None:
        super().__init__(name=name, bottom=self.tr("step"))
        self._role = role
        self._line: pg.PlotDataItem = self.plot([], [])
        self.getAxis("left").setWidth(48)
        self.showGrid(y=True, alpha=0.15)
        self.follow_theme()

    def recolor(self) -> None:
        super().recolor()
        self._line.setPen(pg.mkPen(getattr(colors(), self._role), width=2))

    def show_values(self, steps: np.ndarray, values: np.ndarray) -> None:
        """Draw `values` over `steps`."""
        self._line.setData(steps, values)


class Curves(QWidget):
    """Two plots side by side, each with the value it stands at."""

    def __init__(self) -> None:
        super().__init__()
        self._updates: list[TrainUpdate] = []
        self._loss = _Curve(name=self.tr("Loss over the steps"), role="accent")
        self._separation = _Curve(name=self.tr("Separation over the steps"), role="ok")
        self._loss_now, self._separation_now = label(role="number"), label(role="number")
        row = hbox(self, spacing=24)
        for title, tip, value, curve in (
            (self.tr("Loss"), self.tr("What training makes small"), self._loss_now, self._loss),
            (
                self.tr("Separation"),
                self.tr(
                    "How far the defect phrases stay below the normal ones on the reference "
                    "(cosine, higher is better)"
                ),
                self._separation_now,
                self._separation,
            ),
        ):
            head = QHBoxLayout()
            words = label(title, role="heading")
            words.setToolTip(tooltip(tip))
            curve.setToolTip(tooltip(tip))
            head.addWidget(words, 1)
            head.addWidget(value)
            column = vbox(spacing=4)
            column.addLayout(head)
            column.addWidget(curve, 1)
            row.addLayout(column, 1)
        self.clear()

    def clear(self) -> None:
        """Remove all points."""
        self._updates = []
        self._draw()

    def extend(self, updates: Iterable[TrainUpdate]) -> None:
        """Add what has been learnt since."""
        self._updates.extend(updates)
        self._draw()

    def _draw(self) -> None:
        steps = np.array([update.epoch for update in self._updates], dtype=float)
        losses = np.array([update.loss for update in self._updates])
        separations = np.array([update.separation for update in self._updates])
        self._loss.show_values(steps, losses)
        self._separation.show_values(steps, separations)
        if self._updates:
            epochs = self._updates[-1].epochs
            for curve in (self._loss, self._separation):
                curve.setXRange(0, epochs, padding=0.02)
        last = self._updates[-1] if self._updates else None
        self._loss_now.setText(number(last.loss, 3) if last else "–")
        self._separation_now.setText(number(last.separation, 3) if last else "–")


class FoldedCurves(QFrame):
    """The curves in a card of their own, folded away at first."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._curves = Curves()
        self._curves.setMinimumHeight(224)
        column = vbox(self, spacing=12, margins=(24, 12, 24, 12))
        column.addWidget(
            Disclosure(
                self.tr("Advanced: curves of the training"),
                self._curves,
                tip=self.tr("Loss and separation, step by step"),
            )
        )
        column.addWidget(self._curves, 1)

    def clear(self) -> None:
        """See `Curves.clear`."""
        self._curves.clear()

    def extend(self, updates: Iterable[TrainUpdate]) -> None:
        """See `Curves.extend`."""
        self._curves.extend(updates)
