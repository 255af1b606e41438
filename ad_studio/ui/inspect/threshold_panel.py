"""The two thresholds: dragged on the histogram or typed, tried out at once, then committed."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from ad_studio.domain import Thresholds, ThresholdVersion, VerdictCounts
from ad_studio.ui.inspect.histogram import Histogram
from ad_studio.ui.text import signed, when
from ad_studio.ui.widgets.basics import SigmaBox, label

_SETTLE_MS = 800


class ThresholdPanel(QFrame):
    """Histogram and two fields in sigma.

    Signals:
        tried(Thresholds): Judge by these for now; nothing is stored yet.
        settled(Thresholds): The user let go: store these.
    """

    tried = Signal(object)
    settled = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._committed: Thresholds | None = None
        self._in_hand: Thresholds | None = None
        self.histogram = Histogram()
        self.review = SigmaBox(
            name=self.tr("REVIEW threshold in sigma"),
            tip=self.tr("From this deviation on an image is REVIEW"),
        )
        self.ng = SigmaBox(
            name=self.tr("NG threshold in sigma"), tip=self.tr("From this deviation on it is NG")
        )
        self._counts = label(role="strong", wrap=True)
        self._basis = label(role="caption", wrap=True)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._commit)
        fields = QGridLayout()
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(8)
        rows = ((self.tr("REVIEW from"), self.review), (self.tr("NG from"), self.ng))
        for line, (word, box) in enumerate(rows):
            box.setKeyboardTracking(False)
            box.valueChanged.connect(lambda _value, box=box: self._on_typed(box))
            box.editingFinished.connect(self._commit)
            fields.addWidget(label(word, role="strong"), line, 0)
            fields.addWidget(box, line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Thresholds"), role="heading"))
        column.addWidget(self.histogram, 1)
        column.addLayout(fields)
        column.addWidget(self._counts)
        column.addWidget(self._basis)
        self.histogram.dragged.connect(
            lambda review, ng: self._try(Thresholds(round(review, 2), round(ng, 2)))
        )
        self.histogram.dropped.connect(lambda _review, _ng: self._commit())
        self.setEnabled(False)

    def show_version(self, version: ThresholdVersion | None) -> None:
        """Show the thresholds in force; None: there is no model."""
        self._settle.stop()
        self.setEnabled(version is not None)
        self._committed = self._in_hand = version.thresholds if version else None
        if version is None:
            self._basis.setText("")
            return
        said = signed(version.basis, version.author)
        self._basis.setText(f"{said}, {when(version.created_at)}")
        self._write(version.thresholds)
        self.histogram.show_thresholds(version.thresholds, rescale=True)

    def confirm(self, version: ThresholdVersion) -> None:
        """These were stored; say so, unless the user is on to the next ones already."""
        if self._in_hand == version.thresholds:
            self.show_version(version)

    def show_scores(self, scores: npt.NDArray[np.float64]) -> None:
        """Show the scores of the run."""
        self.histogram.show_scores(scores)

    def show_counts(self, counts: VerdictCounts) -> None:
        """Say what the thresholds in hand come to."""
        self._counts.setText(
            f"{counts.ng}\u00a0NG\u00a0·  {counts.review}\u00a0REVIEW\u00a0·  {counts.ok}\u00a0OK"
            if counts.total
            else ""
        )

    def _on_typed(self, box: SigmaBox) -> None:
        """The field typed into pushes the other one along."""
        if self._in_hand is None:
            return
        value, review, ng = box.value(), self._in_hand.review, self._in_hand.ng
        if box is self.review:
            thresholds = Thresholds(value, max(value, ng))
        else:
            thresholds = Thresholds(min(value, review), value)
        self.histogram.show_thresholds(thresholds, rescale=False)
        self._try(thresholds)
        self._settle.start()

    def _try(self, thresholds: Thresholds) -> None:
        self._write(thresholds)
        self._in_hand = thresholds
        self.tried.emit(thresholds)

    def _commit(self) -> None:
        self._settle.stop()
        if self._in_hand is not None and self._in_hand != self._committed:
            self._committed = self._in_hand
            self.settled.emit(self._in_hand)

    def _write(self, thresholds: Thresholds) -> None:
        for box, value in ((self.review, thresholds.review), (self.ng, thresholds.ng)):
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)
