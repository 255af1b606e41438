"""What goes into a report, in which format, and where to."""

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ad_studio.domain import Verdict, VerdictCounts
from ad_studio.ui.text import images
from ad_studio.ui.widgets.basics import button, label, tool_button
from ad_studio.ui.widgets.choose import choose_target
from ad_studio.ui.widgets.side_panel import INSET, pin_below
from ad_studio.ui.widgets.verdicts import Badge

_FORMATS = ("html", "csv")
_KINDS = {"html": "HTML (*.html)", "csv": "CSV (*.csv)"}


@dataclass(frozen=True, slots=True)
class ReportWish:
    """What the user asks for; `only` None: images of every verdict."""

    out: Path
    format: str
    only: frozenset[Verdict] | None


class ReportForm(QFrame):
    """The form of the Report step.

    Signals:
        changed: Something else is wanted now.
        asked(ReportWish): The user pressed Export.
    """

    changed = Signal()
    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setFixedWidth(360)
        self._boxes: dict[Verdict, QCheckBox] = {}
        self._formats = QButtonGroup(self)
        self._target = QLineEdit()
        self._target.setAccessibleName(self.tr("File to write"))
        words = self.tr("Choose where to save")
        browse = tool_button("folder", name=words, tip=words)
        browse.clicked.connect(self._browse)
        self._target.setToolTip(self.tr("The file that the report is written to"))
        self.export = button(
            self.tr("Export"),
            kind="primary",
            icon="report",
            tip=self.tr("Write the report with the images ticked above"),
            on=self._on_export,
        )
        fields = QWidget()
        column = QVBoxLayout(fields)
        column.setContentsMargins(*INSET)
        column.setSpacing(4)
        column.addWidget(label(self.tr("What goes in"), role="heading"))
        column.addSpacing(4)
        for verdict in (Verdict.NG, Verdict.REVIEW, Verdict.OK):
            column.addLayout(self._verdict_line(verdict))
        column.addSpacing(16)
        column.addWidget(label(self.tr("Format"), role="heading"))
        column.addSpacing(4)
        about = {
            "html": self.tr("One file with all pictures, for people"),
            "csv": self.tr("A table without pictures, for spreadsheets"),
        }
        for number, name in enumerate(_FORMATS):
            text = about[name]
            choice = QRadioButton(name.upper())
            choice.setAccessibleDescription(text)
            choice.setToolTip(text)
            choice.setChecked(number == 0)
            self._formats.addButton(choice, number)
            column.addWidget(choice)
            column.addLayout(_indented(text))
            choice.toggled.connect(lambda on, name=name: self._on_format(name) if on else None)
        column.addSpacing(16)
        column.addWidget(label(self.tr("Save as"), role="heading"))
        column.addSpacing(4)
        row = QHBoxLayout()
        row.addWidget(self._target, 1)
        row.addWidget(browse)
        column.addLayout(row)
        column.addStretch(1)
        pin_below(self, fields, self.export)
        self._target.textChanged.connect(self._judge)
        self._judge()

    def wish(self) -> ReportWish:
        """What is chosen now."""
        ticked = frozenset(verdict for verdict, box in self._boxes.items() if box.isChecked())
        return ReportWish(
            out=Path(self._target.text().strip()).expanduser(),
            format=_FORMATS[self._formats.checkedId()],
            only=None if len(ticked) == len(self._boxes) else ticked,
        )

    def show_counts(self, counts: VerdictCounts) -> None:
        """Say how many images stand at each verdict."""
        numbers = {Verdict.NG: counts.ng, Verdict.REVIEW: counts.review, Verdict.OK: counts.ok}
        for verdict, box in self._boxes.items():
            box.setText(images(numbers[verdict]))

    def suggest(self, folder: Path, stem: str) -> None:
        """Propose a file to write that is not there yet."""
        number, name = 1, stem
        while any((folder / f"{name}.{ending}").exists() for ending in _FORMATS):
            number += 1
            name = f"{stem}-{number}"
        self._target.setText(str(folder / f"{name}.{self.wish().format}"))

    def _verdict_line(self, verdict: Verdict) -> QHBoxLayout:
        box = QCheckBox()
        box.setChecked(verdict is not Verdict.OK)
        box.setAccessibleName(self.tr("Include {verdict}").format(verdict=verdict))
        box.setToolTip(self.tr("Images that stand at {verdict} go in").format(verdict=verdict))
        box.toggled.connect(self._judge)
        box.toggled.connect(self.changed)
        self._boxes[verdict] = box
        row = QHBoxLayout()
        row.addWidget(box, 1)
        row.addWidget(Badge(verdict))
        return row

    def _on_format(self, name: str) -> None:
        target = self._target.text().strip()
        if target:
            self._target.setText(_ending_in(name, target))
        self.changed.emit()

    def _browse(self) -> None:
        wish = self.wish()
        chosen = choose_target(
            self, title=self.tr("Save the report"), start=wish.out, kinds=_KINDS[wish.format]
        )
        if chosen is not None:
            self._target.setText(_ending_in(wish.format, str(chosen)))

    def _judge(self) -> None:
        self.export.setEnabled(bool(self._target.text().strip()) and self.wish().only != set())

    def _on_export(self) -> None:
        self.asked.emit(self.wish())


def _ending_in(format: str, target: str) -> str:  # noqa: A002
    """A file name with the end of a format in place of another's; any other dot stays."""
    return re.sub(r"\.(html?|csv)$", "", target, flags=re.IGNORECASE) + f".{format}"


def _indented(text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(26, 0, 0, 6)
    row.addWidget(label(text, role="caption", wrap=True))
    return row
