"""The plan of a new study: its name, who judges, how many parts and rounds."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QFrame, QLineEdit

from ad_studio.services.study.plan import FEWEST_PARTS, MOST_PARTS, MOST_ROUNDS
from ad_studio.ui.text import tooltip
from ad_studio.ui.widgets.basics import SpinBox, button, label
from ad_studio.ui.widgets.layouts import hbox, vbox


@dataclass(frozen=True, slots=True)
class StudyRequest:
    """What the user asks for; see `plan.create_study`."""

    run_id: int
    name: str
    inspectors: tuple[str, ...]
    parts: int
    rounds: int
    judged_only: bool


class StudyForm(QFrame):
    """Asks for what a study needs.

    Signals:
        asked(StudyRequest): The study is to be planned.
        left: It is not.
    """

    asked = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the study"))
        self.name.setToolTip(self.tr("By which it is found again, for example the month"))
        self.inspectors = QLineEdit(placeholderText=self.tr("Ann, Bob"))
        self.inspectors.setAccessibleName(self.tr("Inspectors"))
        self.inspectors.setToolTip(self.tr("Two names or more, with commas between"))
        self.parts = SpinBox(FEWEST_PARTS, MOST_PARTS, value=30, name=self.tr("Parts"))
        self.parts.setToolTip(self.tr("How many parts of the run are judged, chosen by chance"))
        self.rounds = SpinBox(2, MOST_ROUNDS, value=2, name=self.tr("Rounds"))
        self.rounds.setToolTip(self.tr("How many times everybody judges each part"))
        self.judged_only = QCheckBox(self.tr("Only parts that a person judged"))
        self.judged_only.setToolTip(
            tooltip(
                self.tr(
                    "The verdict that a person gave in the run is taken for what the part is: only "
                    "of such parts misses and false alarms can be told"
                )
            )
        )
        self.plan = button(
            self.tr("Plan the study"),
            kind="primary",
            tip=self.tr("Choose the parts and their order; both stay as they are"),
            on=self._on_plan,
        )
        cancel = button(self.tr("Cancel"), tip=self.tr("Plan no study"), on=self.left.emit)
        fields = QFormLayout()
        fields.addRow(self.tr("Name"), self.name)
        fields.addRow(self.tr("Inspectors"), self.inspectors)
        fields.addRow(self.tr("Parts"), self.parts)
        fields.addRow(self.tr("Rounds"), self.rounds)
        buttons = hbox(spacing=8)
        buttons.addWidget(self.plan)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        column = vbox(self, spacing=12, margins=(24, 20, 24, 20))
        column.addWidget(label(self.tr("New study"), role="heading"))
        self._run = label(role="muted", wrap=True)
        column.addWidget(self._run)
        column.addLayout(fields)
        column.addWidget(self.judged_only)
        column.addLayout(buttons)
        for field in (self.name, self.inspectors):
            field.textChanged.connect(lambda _text: self._judge())
            field.returnPressed.connect(self.plan.click)
        column.addStretch(1)
        self._judge()

    def ask(self, run_id: int) -> None:
        """Ask for a study on a run."""
        self._run_id = run_id
        words = self.tr("On parts of run {run}. Everybody sees the images alone, blind.")
        self._run.setText(words.format(run=run_id))
        self.name.setFocus()

    def _names(self) -> tuple[str, ...]:
        names = (name.strip() for name in self.inspectors.text().split(","))
        return tuple(name for name in names if name)

    def _judge(self) -> None:
        self.plan.setEnabled(bool(self.name.text().strip()) and len(self._names()) >= 2)

    def _on_plan(self) -> None:
        self.asked.emit(
            StudyRequest(
                run_id=self._run_id,
                name=self.name.text().strip(),
                inspectors=self._names(),
                parts=self.parts.value(),
                rounds=self.rounds.value(),
                judged_only=self.judged_only.isChecked(),
            )
        )
