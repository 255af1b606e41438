"""The Check tab: how well the scores agree with what people said."""

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ad_studio.domain import Verdict
from ad_studio.services.thresholds.curves import Agreement, Curve
from ad_studio.services.thresholds.preview import Preview, ThresholdPreview
from ad_studio.services.thresholds.scores import ScoreTable
from ad_studio.services.thresholds.suggestions import LEAST_NG, LEAST_OK
from ad_studio.ui.inspect.state import ThresholdDraft
from ad_studio.ui.palette import colors
from ad_studio.ui.text import grouped, number, tooltip
from ad_studio.ui.widgets.basics import label, scrolling
from ad_studio.ui.widgets.layouts import vbox
from ad_studio.ui.widgets.plot import Plot


class _CurvePlot(Plot):
    """One curve in the unit square, and where the NG threshold stands on it."""

    def __init__(self, *, name: str, bottom: str, left: str) -> None:
        super().__init__(name=name, bottom=bottom, left=left)
        self._line = self.plot([], [])
        self._here = self.plot([], [], pen=None, symbol="o", symbolSize=10)
        self.setXRange(0, 1, padding=0.03)
        self.setYRange(0, 1, padding=0.05)
        self.setFixedHeight(176)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves it on the results
        self.follow_theme()

    def recolor(self) -> None:
        super().recolor()
        active = colors()
        self._line.setPen(pg.mkPen(active.accent, width=2))
        self._here.setSymbolBrush(active.ng)
        self._here.setSymbolPen(pg.mkPen(active.surface, width=1))

    def show_curve(self, curve: Curve) -> None:
        """Draw this curve."""
        self._line.setData(curve.x, curve.y)

    def show_here(self, x: float, y: float) -> None:
        """Mark where the NG line stands."""
        self._here.setData([x], [y])


class AgreementCurves(QWidget):
    """ROC and precision-recall of all NG lines, and where the one in hand stands on them."""

    def __init__(self) -> None:
        super().__init__()
        self.roc = _CurvePlot(
            name=self.tr("ROC curve"), bottom=self.tr("overkill"), left=self.tr("bad parts found")
        )
        self.precision_recall = _CurvePlot(
            name=self.tr("Precision-recall curve"),
            bottom=self.tr("bad parts found (recall)"),
            left=self.tr("precision"),
        )
        self.roc.setToolTip(
            self.tr(
                "For every NG line: the share of good parts called NG against the share of bad "
                "parts called NG. The dot is the NG line in hand."
            )
        )
        self.precision_recall.setToolTip(
            self.tr(
                "For every NG line: the share of bad parts called NG against how many of the parts "
                "called NG are bad. The dot is the NG line in hand."
            )
        )
        self._roc_title = label(role="strong", wrap=True)
        self._pr_title = label(role="strong", wrap=True)
        column = vbox(self, spacing=4)
        for widget in (self._roc_title, self.roc, self._pr_title, self.precision_recall):
            column.addWidget(widget)

    def show_curves(self, roc: Curve, precision_recall: Curve) -> None:
        """Draw these."""
        self.roc.show_curve(roc)
        self.precision_recall.show_curve(precision_recall)
        self._roc_title.setText(self.tr("ROC, area {area}").format(area=number(roc.area, 3)))
        words = self.tr("Precision-recall, average precision {area}")
        self._pr_title.setText(words.format(area=number(precision_recall.area, 3)))

    def show_here(self, look: Preview) -> None:
        """Mark the NG line; nothing changes while no good or no bad part is known."""
        if look.good.total and look.bad.total:
            found = look.bad.ng / look.bad.total
            called = look.bad.ng + look.good.ng
            self.roc.show_here(look.good.ng / look.good.total, found)
            self.precision_recall.show_here(found, look.bad.ng / called if called else 1.0)


class CheckTab(QWidget):
    """Confusion of the thresholds being tried; ROC and precision-recall of all NG lines.

    Attributes:
        curves: None until there is something to draw for the first time.
    """

    def __init__(self, draft: ThresholdDraft) -> None:
        super().__init__()
        self._draft = draft
        self._preview = ThresholdPreview(ScoreTable.empty())
        self._about = label(role="caption", wrap=True)
        self.left_out = label(role="caption", wrap=True)
        self._missing = label(role="strong", wrap=True)
        self.curves: AgreementCurves | None = None
        content = QWidget()
        self._column = column = vbox(content, spacing=12, margins=(12, 12, 12, 12))
        column.addWidget(self._about)
        column.addLayout(self._make_confusion())
        column.addWidget(self.left_out)
        column.addWidget(self._missing)
        column.addStretch(1)
        outer = vbox(self)
        outer.addWidget(scrolling(content))
        draft.moved.connect(self._show_draft)
        self.left_out.hide()

    def show_verified(self, table: ScoreTable) -> None:
        """Hold the images that a person has judged, over all runs of the model."""
        self._preview = ThresholdPreview(table)
        words = self.tr("Left out: {count} with the same bytes as another image")
        self.left_out.setText(words.format(count=grouped(table.duplicates)))
        self.left_out.setVisible(table.duplicates > 0)
        self._show_draft()

    def show_agreement(self, agreement: Agreement) -> None:
        """Draw the curves, or say what is missing."""
        roc, pr = agreement.roc, agreement.precision_recall
        enough = roc is not None and pr is not None
        self._missing.setVisible(not enough)
        if roc is not None and pr is not None:
            if self.curves is None:
                self.curves = AgreementCurves()
                self._column.insertWidget(self._column.count() - 1, self.curves)
            self.curves.show_curves(roc, pr)
            self._show_draft()
        else:
            words = self.tr(
                "Curves: not enough yet: {ok} OK, {ng} NG. They need {least_ok} confirmed OK and "
                "{least_ng} confirmed NG."
            )
            self._missing.setText(
                words.format(
                    ok=grouped(agreement.ok),
                    ng=grouped(agreement.ng),
                    least_ok=LEAST_OK,
                    least_ng=LEAST_NG,
                )
            )
        if self.curves is not None:
            self.curves.setVisible(enough)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_draft()

    def _make_confusion(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(label(self.tr("Person  \\  machine"), role="caption"), 0, 0)
        self.cells = {}
        for at, verdict in enumerate(Verdict, 1):
            head = label(verdict.value, role="strong")
            grid.addWidget(head, 0, at, Qt.AlignmentFlag.AlignRight)
        for row, human in enumerate((Verdict.OK, Verdict.NG), 1):
            grid.addWidget(
                label(self.tr("{verdict} confirmed").format(verdict=human.value)), row, 0
            )
            for at, verdict in enumerate(Verdict, 1):
                cell = label("0")
                cell.setToolTip(tooltip(self._meaning(human, verdict)))
                grid.addWidget(cell, row, at, Qt.AlignmentFlag.AlignRight)
                self.cells[human, verdict] = cell
        grid.setColumnStretch(0, 1)
        return grid

    def _meaning(self, human: Verdict, machine: Verdict) -> str:
        if (human, machine) == (Verdict.OK, Verdict.NG):
            return self.tr("Overkill: good parts that the machine calls NG")
        if (human, machine) == (Verdict.NG, Verdict.OK):
            return self.tr("Escape: bad parts that the machine calls OK")
        if machine is Verdict.REVIEW:
            return self.tr("Neither a mistake nor a hit: a person looks at them")
        return self.tr("Person and machine agree")

    def _is_limit_tried(self) -> bool:
        """Whether the thresholds in hand ask for regions that no commit has measured yet."""
        tried, version = self._draft.thresholds, self._draft.version
        if tried is None or version is None or tried.size_limit is None:
            return False
        in_force = version.thresholds
        return tried.size_limit != in_force.size_limit or tried.ng < in_force.ng

    def _show_draft(self) -> None:
        limits = self._draft.thresholds
        if limits is None or not self.isVisible():
            return
        look = self._preview.at(limits)
        for human, by in ((Verdict.OK, look.good), (Verdict.NG, look.bad)):
            for verdict, count in zip(Verdict, (by.ok, by.review, by.ng), strict=True):
                self.cells[human, verdict].setText(grouped(count))
        about = [
            self.tr(
                "Images that a person has judged, over all runs of this model, against what the "
                "thresholds in hand make of them"
            )
        ]
        if limits.size_limit is not None:
            about.append(self.tr("The curves go by scores alone, without the size limit."))
        if self._is_limit_tried():
            about.append(
                self.tr("The size limit counts here only once these thresholds are committed.")
            )
        self._about.setText("\n".join(about))
        if self.curves is not None:
            self.curves.show_here(look)
