"""How often the two models say what, as a table of buttons that filter."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QWidget

from ad_studio.domain import Verdict
from ad_studio.services.results.comparison import Comparison
from ad_studio.ui.palette import colors
from ad_studio.ui.text import images, verdict_word
from ad_studio.ui.widgets.basics import label

_VERDICTS = (*Verdict, None)
_Cell = tuple[Verdict | None, Verdict | None]


class CountsTable(QWidget):
    """Verdicts of A down, of B across.

    Signals:
        chosen: Another cell is chosen, or none any more; see `cell`.
    """

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._cells: dict[_Cell, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        grid.addWidget(label("A \\ B", role="muted"), 0, 0)
        about = self.tr("Verdicts of the machine; human verdicts do not count here.")
        grid.addWidget(label(about, role="caption", wrap=True), 1 + len(_VERDICTS), 0, 1, -1)
        for at, verdict in enumerate(_VERDICTS, 1):
            across, down = (label(verdict_word(verdict), role="muted") for _ in range(2))
            across.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(across, 0, at)
            grid.addWidget(down, at, 0)
            grid.setColumnStretch(at, 1)
        for down, by_a in enumerate(_VERDICTS, 1):
            for across, by_b in enumerate(_VERDICTS, 1):
                cell = QPushButton()
                cell.setCheckable(True)
                cell.setMinimumWidth(44)
                cell.setToolTip(self._words(by_a, by_b, 0))
                cell.setAccessibleName(self._words(by_a, by_b, 0))
                cell.clicked.connect(lambda _on, cell=cell: self._on_clicked(cell))
                self._cells[by_a, by_b] = cell
                self._group.addButton(cell)
                grid.addWidget(cell, down, across)

    @property
    def cell(self) -> _Cell | None:
        """The verdicts of A and B that are chosen; None: no cell is."""
        return next((key for key, cell in self._cells.items() if cell.isChecked()), None)

    def button(self, by_a: Verdict | None, by_b: Verdict | None) -> QPushButton:
        """The button of a cell."""
        return self._cells[by_a, by_b]

    def show_comparison(self, found: Comparison) -> None:
        """Show the counts; no cell is chosen."""
        active = colors()
        for (by_a, by_b), cell in self._cells.items():
            count = found.counts.get((by_a, by_b), 0)
            cell.setChecked(False)
            cell.setText(f"{count:,}")
            cell.setEnabled(count > 0)
            words = self._words(by_a, by_b, count)
            cell.setToolTip(words)
            cell.setAccessibleName(words)
            ink = active.ng if by_a != by_b and count else active.text if count else active.muted
            cell.setStyleSheet(f"QPushButton:!checked {{ color: {ink}; }}")

    def _words(self, by_a: Verdict | None, by_b: Verdict | None, count: int) -> str:
        return self.tr("Machine verdict {a} in A, {b} in B: {images}").format(
            a=verdict_word(by_a), b=verdict_word(by_b), images=images(count)
        )

    def _on_clicked(self, clicked: QPushButton) -> None:
        for cell in self._cells.values():
            if cell is not clicked:
                cell.setChecked(False)
        self.chosen.emit()
