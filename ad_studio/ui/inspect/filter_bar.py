"""The filters of the list that are always in reach: find a name, choose verdicts."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ad_studio.domain import Verdict
from ad_studio.services.results.filters import Facets
from ad_studio.ui import icons
from ad_studio.ui.inspect.results_model import ResultsModel
from ad_studio.ui.text import verdict_word
from ad_studio.ui.widgets.basics import tool_button
from ad_studio.ui.widgets.flow import FlowLayout

ALL = "All"
_SHOWN = (
    (Verdict.NG, "verdict-ng", "ng"),
    (Verdict.REVIEW, "verdict-review", "review"),
    (Verdict.OK, "verdict-ok", "ok"),
    (None, "verdict-error", "muted"),
)
_TYPING_MS = 150


def filter_chip(text: str, *, tip: str) -> QPushButton:
    """A button that is on or off and says how many it stands for."""
    chip = QPushButton(text)
    chip.setProperty("kind", "filter")
    chip.setCheckable(True)
    chip.setToolTip(tip)
    return chip


class FilterBar(QWidget):
    """Text and verdicts.

    Signals:
        entered: Enter was pressed in the field, as a barcode scanner does after a code.
        more_toggled(bool): The further filters are wanted, or not any more.
    """

    entered = Signal()
    more_toggled = Signal(bool)

    def __init__(self, model: ResultsModel) -> None:
        super().__init__()
        self._model = model
        self.field = QLineEdit(placeholderText=self.tr("Find a file name"))
        self.field.setClearButtonEnabled(True)
        self.field.setAccessibleName(self.tr("Find a file name"))
        self.field.setToolTip(
            self.tr(
                "Shows images whose file name has this in it. A barcode scanner may type here: "
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
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.field, 1)
        top.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._make_chips())
        model.filters_changed.connect(self._show)

    def chip(self, word: str) -> QPushButton:
        """The button of a filter: "All", "NG", "REVIEW", "OK" or "ERROR"."""
        return self._chips[word]

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

    def _show(self) -> None:
        filters = self._model.filters
        for verdict, _icon, _role in _SHOWN:
            self._chips[verdict_word(verdict)].setChecked(verdict in filters.verdicts)
        self._chips[ALL].setChecked(not filters.verdicts)
        if not self._typing.isActive() and self.field.text().strip() != filters.text:
            self.field.setText(filters.text)
