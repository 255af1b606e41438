"""Reasons to give with a verdict: the project's defects, those given before, and one's own."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from ad_studio.ui.inspect.filter_bar import filter_chip
from ad_studio.ui.text import one_line, tooltip
from ad_studio.ui.widgets.flow import FlowLayout

_WIDEST = 160  # pixels of words on a chip


class ReasonChips(QWidget):
    """At most one of them is down.

    Signals:
        chosen(str): The user chose a reason, or none ("").
        left: Enter was pressed in the field for one's own reason.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chips: dict[str, QPushButton] = {}
        self._flow = FlowLayout(self, spacing=6)
        self.field = QLineEdit(placeholderText=self.tr("Another reason…"))
        self.field.setAccessibleName(self.tr("Another reason, in your own words; Enter takes it"))
        self.field.setToolTip(self.field.accessibleName())
        self.field.setFixedWidth(136)
        self.field.returnPressed.connect(self._on_typed)
        self._flow.addWidget(self.field)

    @property
    def reason(self) -> str:
        """The reason that is down; empty if none is."""
        return next((reason for reason, chip in self._chips.items() if chip.isChecked()), "")

    def offer(self, reasons: Iterable[str]) -> None:
        """Offer exactly these."""
        for chip in self._chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = {}
        for reason in reasons:
            self._add(reason)

    def show_reason(self, reason: str) -> None:
        """Press the chip of a reason, which is added if it is not there; empty: none."""
        if reason and reason not in self._chips:
            self._add(reason)
        for known, chip in self._chips.items():
            chip.setChecked(known == reason)

    def chip(self, reason: str) -> QPushButton:
        """The button of a reason."""
        return self._chips[reason]

    def _add(self, reason: str) -> None:
        words, tip = one_line(reason), self.tr("Give this reason with the verdict")
        chip = filter_chip("", tip=tip)
        chip.ensurePolished()  # with the letters that it will have
        shown = chip.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, _WIDEST)
        chip.setText(shown.replace("&", "&&"))
        chip.setAccessibleName(words)
        if shown != reason:
            chip.setToolTip(tooltip(f"{reason}\n{tip}"))
        chip.clicked.connect(lambda down, reason=reason: self._choose(reason if down else ""))
        self._chips[reason] = chip
        self._flow.removeWidget(self.field)
        self._flow.addWidget(chip)
        self._flow.addWidget(self.field)
        chip.show()
        self.updateGeometry()

    def _choose(self, reason: str) -> None:
        self.show_reason(reason)
        self.chosen.emit(reason)

    def _on_typed(self) -> None:
        reason = one_line(self.field.text())
        self.field.clear()
        if reason:
            self._choose(reason)
        self.left.emit()
