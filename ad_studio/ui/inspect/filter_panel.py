"""The further filters of the list: what people said, score, defect size, lot, run."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from ad_studio.domain import HumanState
from ad_studio.services.results.filters import Facets, Filters
from ad_studio.ui.inspect.filter_bar import filter_chip
from ad_studio.ui.inspect.result_words import state_tip, state_word
from ad_studio.ui.inspect.results_model import ResultsModel
from ad_studio.ui.widgets.basics import ComboBox, button, label
from ad_studio.ui.widgets.bending_row import BendingRow
from ad_studio.ui.widgets.flow import FlowLayout
from ad_studio.ui.widgets.limit_box import LimitBox

_SIDE_BY_SIDE = 260  # pixels of width from which two choices go into a line


class FilterPanel(QFrame):
    """Folded away until it is wanted.

    Signals:
        all_runs_toggled(bool): Show all runs of the model, or the run on show only.
    """

    all_runs_toggled = Signal(bool)

    def __init__(self, model: ResultsModel) -> None:
        super().__init__()
        self._model = model
        self._states = {
            state: filter_chip(state_word(state), tip=state_tip(state)) for state in HumanState
        }
        chips = QWidget()
        flow = FlowLayout(chips, spacing=6)
        for chip in self._states.values():
            chip.clicked.connect(self._apply)
            flow.addWidget(chip)
        self.min_score = self._limit(self.tr("Lowest score, in sigma"), "σ")
        self.max_score = self._limit(self.tr("Highest score, in sigma"), "σ")
        self.min_size = self._limit(self.tr("Smallest defect, in percent of the image"), "%")
        self.max_size = self._limit(self.tr("Largest defect, in percent of the image"), "%")
        self.lot = ComboBox(name=self.tr("Lot"), tip=self.tr("Show the images of one lot only"))
        self.lot.activated.connect(self._apply)
        self.run = ComboBox(name=self.tr("Run"), tip=self.tr("Show the images of one run only"))
        self.run.activated.connect(self._apply)
        self.all_runs = filter_chip(
            self.tr("All runs"),
            tip=self.tr("List the images of every run of this model, not of the run on show only"),
        )
        self.all_runs.toggled.connect(self.all_runs_toggled)
        self.clear: QPushButton = button(
            self.tr("Clear filters"), kind="quiet", tip=self.tr("Show every image again")
        )
        self.clear.clicked.connect(lambda _on: self._model.set_filters(Filters()))
        self._lay_out(chips)
        model.filters_changed.connect(self._show)
        self.show_facets(model.facets())

    def show_facets(self, facets: Facets) -> None:
        """Say how many images each choice would show."""
        for state, chip in self._states.items():
            chip.setText(f"{state_word(state)} {self.locale().toString(facets.states[state])}")
        filters = self._model.filters
        lots = {lot: (lot or self.tr("no lot"), count) for lot, count in facets.lots.items()}
        runs = {
            run: (self.tr("Run {number}").format(number=run), count)
            for run, count in facets.runs.items()
        }
        _fill(self.lot, self.tr("Any lot"), lots, next(iter(filters.lots), None))
        _fill(self.run, self.tr("Any run"), runs, next(iter(filters.runs), None))

    def show_all_runs(self, shown: bool) -> None:
        """Say whether the results are those of all runs; nobody asked for anything."""
        self.all_runs.blockSignals(True)
        self.all_runs.setChecked(shown)
        self.all_runs.blockSignals(False)

    def forget_runs(self) -> None:
        """Other runs are on show: what was chosen among the ones before means nothing there."""
        self.show_all_runs(False)
        filters = self._model.filters
        if filters.lots or filters.runs:
            self._model.set_filters(replace(filters, lots=frozenset(), runs=frozenset()))

    def _limit(self, name: str, unit: str) -> LimitBox:
        box = LimitBox(name=name, tip=name, unit=unit)
        box.changed.connect(self._apply)
        return box

    def _lay_out(self, chips: QWidget) -> None:
        limits = QGridLayout()
        limits.setHorizontalSpacing(4)
        limits.setVerticalSpacing(4)
        for line, (words, low, high) in enumerate(
            (
                (self.tr("Score"), self.min_score, self.max_score),
                (self.tr("Defect"), self.min_size, self.max_size),
            )
        ):
            limits.addWidget(label(words, role="muted"), 2 * line, 0, 1, 3)
            for column, part in enumerate((low, label("–"), high)):
                limits.addWidget(part, 2 * line + 1, column)
        limits.setColumnStretch(0, 1)
        limits.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(chips)
        column.addLayout(limits)
        for row in ((self.lot, self.run), (self.all_runs, self.clear)):
            column.addWidget(BendingRow(*row, from_width=_SIDE_BY_SIDE))

    def _apply(self) -> None:
        lot, run = self.lot.currentData(), self.run.currentData()
        self._model.set_filters(
            replace(
                self._model.filters,
                states=frozenset(one for one, chip in self._states.items() if chip.isChecked()),
                min_score=self.min_score.limit(),
                max_score=self.max_score.limit(),
                min_size=_share(self.min_size.limit()),
                max_size=_share(self.max_size.limit()),
                lots=frozenset() if lot is None else frozenset({lot}),
                runs=frozenset() if run is None else frozenset({run}),
            )
        )

    def _show(self) -> None:
        filters = self._model.filters
        for state, chip in self._states.items():
            chip.setChecked(state in filters.states)
        self.min_score.set_limit(filters.min_score)
        self.max_score.set_limit(filters.max_score)
        self.min_size.set_limit(_percent(filters.min_size))
        self.max_size.set_limit(_percent(filters.max_size))


def _share(percent: float | None) -> float | None:
    return None if percent is None else percent / 100


def _percent(share: float | None) -> float | None:
    return None if share is None else share * 100


def _fill(
    box: ComboBox,
    every: str,
    found: "dict[str, tuple[str, int]] | dict[int, tuple[str, int]]",
    chosen: object,
) -> None:
    """Offer what was found, with counts; what is chosen stays chosen."""
    box.clear()
    box.addItem(every, None)
    for value, (words, count) in found.items():
        box.addItem(f"{words} ({count})", value)
    if chosen is not None:
        at = box.findData(chosen)
        if at < 0:
            box.addItem(str(chosen), chosen)
            at = box.count() - 1
        box.setCurrentIndex(at)
