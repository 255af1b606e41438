"""The list of results with its filters and its order."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ad_studio.ui import icons
from ad_studio.ui.inspect.results_model import Order, ResultsModel
from ad_studio.ui.inspect.results_view import ResultsView
from ad_studio.ui.thumbnails import Thumbnails
from ad_studio.ui.widgets.basics import ComboBox
from ad_studio.ui.widgets.flow import FlowLayout
from ad_studio.ui.widgets.verdicts import CountsBar

_ALL = "All"
_ICONS = {
    "NG": ("verdict-ng", "ng"),
    "REVIEW": ("verdict-review", "review"),
    "OK": ("verdict-ok", "ok"),
    "ERROR": ("verdict-error", "muted"),
}


class ResultList(QFrame):
    """Shows a `ResultsModel`.

    Signals:
        picked(int): The user went to this result in the list.
    """

    picked = Signal(int)

    def __init__(self, model: ResultsModel, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._model = model
        self._following = False
        self.view = ResultsView(model, thumbnails, name=self.tr("Results"))
        self.view.setToolTip(self.tr("Click an image to see it; the arrow keys go on from there"))
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self._bar = CountsBar()
        self._order = ComboBox(
            name=self.tr("Order of the list"), tip=self.tr("How the list is sorted")
        )
        for order, words in (
            (Order.HIGHEST, self.tr("Highest score first")),
            (Order.LOWEST, self.tr("Lowest score first")),
            (Order.INSPECTED, self.tr("As inspected")),
            (Order.NAME, self.tr("By file name")),
        ):
            self._order.addItem(words, order)
        self._order.currentIndexChanged.connect(self._on_order)
        self._filters = self._make_filters()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 8)
        column.setSpacing(8)
        for widget in (self._bar, self._filters, self._order):
            inset = QVBoxLayout()
            inset.setContentsMargins(12, 0, 12, 0)
            inset.addWidget(widget)
            column.addLayout(inset)
        column.addWidget(self.view, 1)
        model.counts_changed.connect(self._write_counts)
        model.modelReset.connect(self._follow)
        self._shown: int | None = None
        self._on_order()
        self._write_counts()

    def follow(self, result_id: int | None) -> None:
        """Mark the result that is on the screen."""
        self._shown = result_id
        self._follow()

    def filter_button(self, word: str) -> QPushButton:
        """The button of a filter: "All", "NG", "REVIEW", "OK" or "ERROR"."""
        return self._buttons[word]

    def _follow(self) -> None:
        at = self._model.position(self._shown) if self._shown is not None else None
        self._following = True
        if at is None:
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())
        else:
            self.view.setCurrentIndex(self._model.index(at))
            self.view.scrollTo(self._model.index(at))
        self._following = False

    def _on_current(self, current: QModelIndex) -> None:
        if not self._following and current.isValid():
            wanted = self._model.id_at(current.row())
            if wanted is not None:
                self.picked.emit(wanted)

    def _make_filters(self) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box, spacing=6)
        group = QButtonGroup(box)
        self._buttons: dict[str, QPushButton] = {}
        for word in (_ALL, *_ICONS):
            chip = QPushButton(word)
            chip.setProperty("kind", "filter")
            chip.setCheckable(True)
            chip.setToolTip(
                self.tr("Show everything")
                if word == _ALL
                else self.tr("Show {word} only").format(word=word)
            )
            if word in _ICONS:
                name, role = _ICONS[word]
                icons.bind(chip, name, role=role, size=14)
            wanted = None if word == _ALL else word
            chip.clicked.connect(lambda _on=False, wanted=wanted: self._model.set_filter(wanted))
            group.addButton(chip)
            flow.addWidget(chip)
            self._buttons[word] = chip
        self._buttons[_ALL].setChecked(True)
        return box

    def _on_order(self) -> None:
        self._model.set_order(Order(self._order.currentData()))

    def _write_counts(self) -> None:
        counts = self._model.counts()
        self._bar.set_counts(counts)
        numbers = (counts.total, counts.ng, counts.review, counts.ok, counts.error)
        for (word, chip), number in zip(self._buttons.items(), numbers, strict=True):
            shown = self.tr("All") if word == _ALL else word
            chip.setText(f"{shown} {number}")
        error = self._buttons["ERROR"]
        error.setVisible(counts.error > 0 or error.isChecked())
