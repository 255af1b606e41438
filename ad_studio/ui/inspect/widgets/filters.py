"""The filters of the list: name and verdicts always in reach, the others folded away."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from ad_studio.domain import HumanState, Verdict
from ad_studio.services.results.filters import Facets, Filters, Picked
from ad_studio.ui import icons
from ad_studio.ui.inspect.result_columns import state_tip, state_word
from ad_studio.ui.inspect.results_model import ResultsModel
from ad_studio.ui.text import one_line, tooltip, verdict_word
from ad_studio.ui.widgets.basics import ComboBox, button, label, tool_button
from ad_studio.ui.widgets.layouts import FlowLayout, ReflowRow, hbox, vbox
from ad_studio.ui.widgets.limit_box import LimitBox

ALL = "All"
_SHOWN = (
    (Verdict.NG, "verdict-ng", "ng"),
    (Verdict.REVIEW, "verdict-review", "review"),
    (Verdict.OK, "verdict-ok", "ok"),
    (None, "verdict-error", "muted"),
)
_TYPING_MS = 150
_WIDEST = 130  # pixels of the words of what was picked


def filter_chip(text: str, *, tip: str) -> QPushButton:
    """A button that is on or off and says how many it stands for; a click leaves the focus."""
    chip = QPushButton(text)
    chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    chip.setProperty("kind", "filter")
    chip.setCheckable(True)
    chip.setToolTip(tooltip(tip))
    return chip


class FilterBar(QWidget):
    """Text and verdicts.

    Signals:
        found: Another text is looked for; the list shows what has it.
        entered: Enter was pressed in the field, as a barcode scanner does after a code.
        more_toggled(bool): The further filters are wanted, or not any more.
    """

    found = Signal()
    entered = Signal()
    more_toggled = Signal(bool)

    def __init__(self, model: ResultsModel) -> None:
        super().__init__()
        self._model = model
        self.field = QLineEdit(placeholderText=self.tr("Name or serial"))
        self.field.setClearButtonEnabled(True)
        self.field.setAccessibleName(self.tr("Name or serial"))
        self.field.setToolTip(
            self.tr(
                "Shows images whose file name, serial or reason has this in it, or whose shift, "
                "lot, operator or station it is. What a barcode scanner types goes here by itself. "
                "Enter goes to the first image found."
            )
        )
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._find)
        self.field.textEdited.connect(lambda _text: self._typing.start())
        self.field.returnPressed.connect(self._on_entered)
        self.field.installEventFilter(self)
        self.more = tool_button(
            "filter",
            name=self.tr("More filters"),
            tip=self.tr("Filter by what people said, by score, defect size, lot and run"),
            checkable=True,
        )
        self.more.toggled.connect(self.more_toggled)
        top = hbox(spacing=6)
        top.addWidget(self.field, 1)
        top.addWidget(self.more)
        column = vbox(self, spacing=8)
        column.addLayout(top)
        column.addWidget(self._make_chips())
        model.filters_changed.connect(self._show)

    def chip(self, word: str) -> QPushButton:
        """The button of a filter: "All", "NG", "REVIEW", "OK" or "ERROR"."""
        return self._chips[word]

    def look_for(self, text: str) -> None:
        """Find a file name as if it had been typed here and ended with Enter."""
        self.field.setText(text)
        self._on_entered()

    def show_facets(self, facets: Facets) -> None:
        """Say how many images each choice would show."""
        counts = {verdict_word(verdict): count for verdict, count in facets.verdicts.items()}
        counts[ALL] = sum(counts.values())
        for word, chip in self._chips.items():
            shown = self.tr("All") if word == ALL else word
            chip.setText(f"{shown} {self.locale().toString(counts[word])}")
        error = self._chips[verdict_word(None)]
        error.setVisible(counts[verdict_word(None)] > 0 or error.isChecked())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape empties the field."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.field.text()
        ):
            self.field.clear()
            self._find()
            return True
        return super().eventFilter(watched, event)

    def _make_chips(self) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box, spacing=6)
        everything = filter_chip(ALL, tip=self.tr("Show every verdict"))
        everything.setChecked(True)
        everything.clicked.connect(self._on_all)
        self._chips: dict[str, QPushButton] = {ALL: everything}
        self.picked = filter_chip("", tip="")
        self.picked.clicked.connect(
            lambda _on: self._model.set_filters(replace(self._model.filters, picked=None))
        )
        self.picked.hide()
        flow.addWidget(self.picked)
        for verdict, icon, role in _SHOWN:
            word = verdict_word(verdict)
            chip = filter_chip(
                word, tip=self.tr("Show {word}; several go together").format(word=word)
            )
            icons.bind(chip, icon, role=role, size=14)
            chip.clicked.connect(self._on_chip)
            self._chips[word] = chip
        for chip in self._chips.values():
            flow.addWidget(chip)
        return box

    def _on_all(self) -> None:
        self._model.set_filters(replace(self._model.filters, verdicts=frozenset()))

    def _on_chip(self) -> None:
        wanted = frozenset(
            verdict
            for verdict, _icon, _role in _SHOWN
            if self._chips[verdict_word(verdict)].isChecked()
        )
        self._model.set_filters(replace(self._model.filters, verdicts=wanted))

    def _on_entered(self) -> None:
        self._typing.stop()
        self._find()
        self.field.selectAll()  # the next code takes its place
        self.entered.emit()

    def _find(self) -> None:
        text = self.field.text().strip()
        if text != self._model.filters.text:
            self._model.set_filters(replace(self._model.filters, text=text))
            self.found.emit()

    def _show(self) -> None:
        filters = self._model.filters
        for verdict, _icon, _role in _SHOWN:
            self._chips[verdict_word(verdict)].setChecked(verdict in filters.verdicts)
        self._chips[ALL].setChecked(not filters.verdicts)
        self._show_picked(filters.picked)
        if not self._typing.isActive() and self.field.text().strip() != filters.text:
            self.field.setText(filters.text)

    def _show_picked(self, picked: Picked | None) -> None:
        chip = self.picked
        words = "" if picked is None else one_line(picked.words)
        chip.ensurePolished()  # with the letters that it will have
        shown = chip.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, _WIDEST)
        chip.setText(shown.replace("&", "&&"))
        tip = self.tr("Only these images are listed: {words}. A click lists the others, too.")
        chip.setToolTip(tooltip(tip.format(words=words)))
        chip.setAccessibleName(words)
        chip.setVisible(picked is not None)
        chip.setChecked(picked is not None)


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
        kept = replace(filters, lots=frozenset(), runs=frozenset(), picked=None)
        if kept != filters:
            self._model.set_filters(kept)

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
            limits.addWidget(low, 2 * line + 1, 0)
            limits.addWidget(label("–"), 2 * line + 1, 1)
            limits.addWidget(high, 2 * line + 1, 2)
        limits.setColumnStretch(0, 1)
        limits.setColumnStretch(2, 1)
        column = vbox(self, spacing=8)
        column.addWidget(chips)
        column.addLayout(limits)
        for row in ((self.lot, self.run), (self.all_runs, self.clear)):
            column.addWidget(ReflowRow(*row, from_width=_SIDE_BY_SIDE))

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
    """Offer what was found, with counts; what is chosen stays."""
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
