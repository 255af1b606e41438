"""The form for a new project."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from ad_studio.ui.widgets.basics import button, label
from ad_studio.ui.widgets.chips import ChipsEdit
from ad_studio.ui.widgets.layouts import INSET, pin_below


class ProjectForm(QFrame):
    """Part name, what it is in one noun, and its typical defects.

    Signals:
        submitted(name, noun, defects): The user asked for this project.
    """

    submitted = Signal(str, str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setFixedWidth(312)
        self._name = QLineEdit(placeholderText=self.tr("Nut M8, supplier A"))
        self._noun = QLineEdit(placeholderText=self.tr("metal nut"))
        self._defects = ChipsEdit(
            name=self.tr("Typical defects"), placeholder=self.tr("scratch, then Enter")
        )
        self._problem = label(role="muted", wrap=True)
        self._create = button(
            self.tr("Create project"),
            kind="primary",
            tip=self.tr("Make a folder for this part in the workspace and go on to its reference"),
            on=self._submit,
        )
        fields = QWidget()
        column = QVBoxLayout(fields)
        column.setContentsMargins(*INSET)
        column.setSpacing(4)
        column.addWidget(label(self.tr("New project"), role="heading"))
        column.addSpacing(12)
        for caption, field, help_text, tip in (
            (
                self.tr("Part name"),
                self._name,
                "",
                self.tr("What your people call the part; it names the project"),
            ),
            (
                self.tr("What is it, in one noun?"),
                self._noun,
                self.tr("In English; goes into the prompts: metal nut, bottle"),
                self.tr("What anyone would call the thing in the picture"),
            ),
            (
                self.tr("Typical defects (optional)"),
                self._defects,
                self.tr("Short phrases in English: scratch, bent thread"),
                self.tr("Enter or a comma ends a phrase, Backspace takes the last one away"),
            ),
        ):
            words = label(caption, role="strong")
            words.setBuddy(field)
            field.setToolTip(tip)
            column.addWidget(words)
            column.addWidget(field)
            if help_text:
                column.addWidget(label(help_text, role="caption", wrap=True))
            column.addSpacing(12)
        column.addWidget(self._problem)
        column.addStretch(1)
        pin_below(self, fields, self._create)
        self._name.setAccessibleName(self.tr("Part name"))
        self._noun.setAccessibleName(self.tr("What the part is, in one noun"))
        self._name.returnPressed.connect(self._noun.setFocus)
        self._noun.returnPressed.connect(self._defects.setFocus)
        for field in (self._name, self._noun):
            field.textChanged.connect(self._judge)
        self._judge()

    def clear(self) -> None:
        """Empty the fields for the next project."""
        self._name.clear()
        self._noun.clear()
        self._defects.set_phrases(())

    def focus(self) -> None:
        """Put the cursor into the first field."""
        self._name.setFocus()

    def _judge(self) -> None:
        missing = [
            what
            for what, field in (
                (self.tr("Still needed: a part name."), self._name),
                (self.tr("Still needed: a noun."), self._noun),
            )
            if not field.text().strip()
        ]
        self._create.setEnabled(not missing)
        self._problem.setVisible(len(missing) == 1)
        self._problem.setText(missing[0] if missing else "")

    def _submit(self) -> None:
        self._defects.take_typed()
        self.submitted.emit(
            self._name.text().strip(), self._noun.text().strip(), self._defects.phrases()
        )
