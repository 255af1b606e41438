"""What goes into a report, in which format, and where to."""

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
from ad_studio.reports.formats import FORMATS, without_suffix
from ad_studio.reports.report_format import ReportFormat
from ad_studio.ui.messages import localized
from ad_studio.ui.text import images, tooltip
from ad_studio.ui.widgets.basics import button, label, tool_button
from ad_studio.ui.widgets.choose import choose_image, choose_target
from ad_studio.ui.widgets.layouts import INSET, hbox, pin_below
from ad_studio.ui.widgets.verdicts import Badge


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """What the user asks for; `only` None: images of every verdict."""

    out: Path
    format: str
    only: frozenset[Verdict] | None
    with_trends: bool = False


class ReportForm(QFrame):
    """The form of the Report step.

    Signals:
        changed: Something else is wanted now.
        asked(ReportRequest): The user pressed Export.
        logo_chosen(Path or None): The user wants another logo, or none.
    """

    changed = Signal()
    asked = Signal(object)
    logo_chosen = Signal(object)

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
        self._trends = QCheckBox(self.tr("Trends of the project"))
        self._trends.setToolTip(
            tooltip(
                self.tr(
                    "Shares and reasons of all lots of the project go in, too. CSV does not have "
                    "them."
                )
            )
        )
        column.addWidget(self._trends)
        column.addSpacing(16)
        column.addWidget(label(self.tr("Format"), role="heading"))
        column.addSpacing(4)
        for number, one in enumerate(FORMATS.values()):
            text = localized(one.about)
            choice = QRadioButton(one.title)
            choice.setAccessibleDescription(text)
            choice.setToolTip(tooltip(text))
            choice.setChecked(number == 0)
            self._formats.addButton(choice, number)
            column.addWidget(choice)
            column.addLayout(_indented(text))
            choice.toggled.connect(lambda on, one=one: self._on_format(one) if on else None)
        column.addSpacing(16)
        column.addWidget(label(self.tr("Save as"), role="heading"))
        column.addSpacing(4)
        row = QHBoxLayout()
        row.addWidget(self._target, 1)
        row.addWidget(browse)
        column.addLayout(row)
        column.addSpacing(16)
        column.addLayout(self._logo_line())
        column.addStretch(1)
        pin_below(self, fields, self.export)
        self._target.textChanged.connect(self._judge)
        self._judge()

    def request(self) -> ReportRequest:
        """The report that the fields ask for."""
        ticked = frozenset(verdict for verdict, box in self._boxes.items() if box.isChecked())
        return ReportRequest(
            out=Path(self._target.text().strip()).expanduser(),
            format=self._format().id,
            only=None if len(ticked) == len(self._boxes) else ticked,
            with_trends=self._trends.isChecked(),
        )

    def show_counts(self, counts: VerdictCounts) -> None:
        """Say how many images stand at each verdict."""
        numbers = {Verdict.NG: counts.ng, Verdict.REVIEW: counts.review, Verdict.OK: counts.ok}
        for verdict, box in self._boxes.items():
            box.setText(images(numbers[verdict]))

    def suggest(self, folder: Path, stem: str) -> None:
        """Propose a file to write that is not there yet."""
        number, name = 1, stem
        while any((folder / f"{name}{one.suffixes[0]}").exists() for one in FORMATS.values()):
            number += 1
            name = f"{stem}-{number}"
        self._target.setText(str(folder / f"{name}{self._format().suffixes[0]}"))

    def show_logo(self, *, there: bool, writable: bool) -> None:
        """Say whether reports have a logo, and whether that can be changed."""
        self._logo.setText(self.tr("Logo: yes") if there else self.tr("Logo: none"))
        self._choose_logo.setEnabled(writable)
        self._drop_logo.setEnabled(writable and there)

    def _logo_line(self) -> QHBoxLayout:
        self._logo = label(self.tr("Logo: none"))
        self._choose_logo = button(
            self.tr("Choose..."),
            tip=self.tr("Choose a picture for the top of all reports of this project"),
            on=self._on_choose_logo,
        )
        self._choose_logo.setAccessibleName(self.tr("Choose a logo"))
        self._drop_logo = button(
            self.tr("Remove"),
            tip=self.tr("Have no logo in the reports of this project"),
            on=lambda: self.logo_chosen.emit(None),
        )
        self._drop_logo.setAccessibleName(self.tr("Remove the logo"))
        row = QHBoxLayout()
        row.addWidget(self._logo, 1)
        row.addWidget(self._choose_logo)
        row.addWidget(self._drop_logo)
        return row

    def _on_choose_logo(self) -> None:
        chosen = choose_image(self)
        if chosen is not None:
            self.logo_chosen.emit(chosen)

    def _verdict_line(self, verdict: Verdict) -> QHBoxLayout:
        box = QCheckBox()
        box.setChecked(verdict is not Verdict.OK)
        box.setAccessibleName(self.tr("Include {verdict}").format(verdict=verdict))
        box.setToolTip(
            tooltip(self.tr("Images that stand at {verdict} go in").format(verdict=verdict))
        )
        box.toggled.connect(self._judge)
        box.toggled.connect(self.changed)
        self._boxes[verdict] = box
        row = QHBoxLayout()
        row.addWidget(box, 1)
        row.addWidget(Badge(verdict))
        return row

    def _format(self) -> ReportFormat:
        return tuple(FORMATS.values())[self._formats.checkedId()]

    def _on_format(self, wanted: ReportFormat) -> None:
        target = self._target.text().strip()
        if target:
            self._target.setText(without_suffix(target) + wanted.suffixes[0])
        self.changed.emit()

    def _browse(self) -> None:
        wanted = self._format()
        chosen = choose_target(
            self,
            title=self.tr("Save the report"),
            start=self.request().out,
            kinds=f"{wanted.title} (*{wanted.suffixes[0]})",
        )
        if chosen is not None:
            self._target.setText(without_suffix(str(chosen)) + wanted.suffixes[0])

    def _judge(self) -> None:
        only = self.request().only
        self.export.setEnabled(bool(self._target.text().strip()) and only != frozenset())

    def _on_export(self) -> None:
        self.asked.emit(self.request())


def _indented(text: str) -> QHBoxLayout:
    row = hbox(margins=(26, 0, 0, 6))
    row.addWidget(label(text, role="caption", wrap=True))
    return row
