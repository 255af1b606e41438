"""What a report will hold: the facts of the run, the shares of the verdicts, the images."""

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QAbstractItemView, QFormLayout, QFrame

from ad_studio.domain import (
    ResultRow,
    RunInfo,
    RunStatus,
    ThresholdVersion,
    Verdict,
    VerdictCounts,
)
from ad_studio.reports.content import incomplete_words
from ad_studio.reports.data import goes_in
from ad_studio.services.results.ordering import Order, SortKey
from ad_studio.ui.inspect.results_model import ResultsModel
from ad_studio.ui.inspect.widgets.results_view import ResultsView
from ad_studio.ui.inspect.widgets.run_tools import left_out_words
from ad_studio.ui.messages import localized
from ad_studio.ui.text import counts_line, sigma, signed, when
from ad_studio.ui.thumbnails import Thumbnails
from ad_studio.ui.widgets.basics import ElidedLabel, label
from ad_studio.ui.widgets.layouts import vbox
from ad_studio.ui.widgets.verdicts import CountsBar


class ReportPreview(QFrame):
    """Shows a run as the report will tell of it."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._rows: Sequence[ResultRow] = ()
        self._title = ElidedLabel(role="heading")
        self._inspected, self._folder = ElidedLabel(), ElidedLabel()
        self._limits = label(wrap=True)
        self._bar = CountsBar()
        self._counts = label(role="muted")
        self._included = label(role="strong")
        self._missing = label(wrap=True)
        self._model = ResultsModel()
        self._model.setParent(self)
        self._model.set_order(Order(SortKey.SCORE, descending=True))
        self._list = ResultsView(
            self._model, thumbnails, name=self.tr("Images that go into the report")
        )
        self._list.setToolTip(self.tr("What the report will show, highest score first"))
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        facts = QFormLayout()
        facts.setHorizontalSpacing(16)
        facts.setVerticalSpacing(8)
        facts.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, value in (
            (self.tr("Inspected"), self._inspected),
            (self.tr("Folder"), self._folder),
            (self.tr("Thresholds"), self._limits),
        ):
            facts.addRow(label(name, role="muted"), value)
        column = vbox(self, spacing=12, margins=(24, 24, 24, 16))
        column.addWidget(self._title)
        column.addLayout(facts)
        column.addWidget(self._bar)
        column.addWidget(self._counts)
        column.addSpacing(8)
        column.addWidget(self._included)
        column.addWidget(self._missing)
        column.addWidget(self._list, 1)

    def show_run(
        self, name: str, run: RunInfo, rows: Sequence[ResultRow], version: ThresholdVersion
    ) -> None:
        """Show a run of the part `name`."""
        self._rows = rows
        limits = version.thresholds
        lot = self.tr("lot {lot}").format(lot=run.lot) if run.lot else ""
        number = self.tr("run {number}").format(number=run.id)
        self._title.setText(", ".join(part for part in (name, number, lot) if part))
        self._inspected.setText(signed(when(run.started_at), run.operator))
        self._folder.setText(str(run.folder))
        words = self.tr("REVIEW from {review}, NG from {ng} ({basis})").format(
            review=sigma(limits.review),
            ng=sigma(limits.ng),
            basis=localized(version.basis.message),
        )
        if limits.size_limit is not None:
            words += "\n" + localized(limits.size_limit.message)
        self._limits.setText(words)
        self._bar.set_counts(run.counts)
        self._counts.setText(counts_line(run.counts))
        unread = run.counts.error
        incomplete = run.status is not RunStatus.FINISHED
        lines = [
            " ".join(localized(one) for one in incomplete_words(run)) if incomplete else "",
            self.tr("%Ln image(s) could not be read; the report says so.", "", unread)
            if unread
            else "",
            left_out_words(run),
        ]
        self._missing.setText("\n".join(line for line in lines if line))
        self._missing.setVisible(any(lines))

    @property
    def included(self) -> int:
        """How many images go in."""
        return self._model.rowCount()

    def show_choice(self, only: Collection[Verdict] | None) -> None:
        """Show which of the run's images go in; None: all."""
        nothing = only is not None and not only
        chosen = [] if nothing else [row for row in self._rows if goes_in(row, only)]
        self._included.setText(
            self.tr("{count} of %Ln image(s) go in", "", len(self._rows)).format(count=len(chosen))
        )
        self._model.replace(chosen)

    def clear(self) -> None:
        """Show no images and no counts."""
        self._rows = ()
        self._bar.set_counts(VerdictCounts())
        self._model.replace(())
