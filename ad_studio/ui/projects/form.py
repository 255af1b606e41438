"""The form for a new project, for what is changed of one, and for a copy."""

from collections.abc import Iterable
from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from ad_studio.domain import ProjectCard
from ad_studio.ui.defect_words import both_words, english_phrase
from ad_studio.ui.text import tooltip
from ad_studio.ui.widgets.basics import button, label
from ad_studio.ui.widgets.chips import ChipsEdit
from ad_studio.ui.widgets.layouts import INSET, pin_below


class FormPurpose(Enum):
    """What becomes of what is filled in."""

    NEW = auto()
    EDIT = auto()
    COPY = auto()


class ProjectForm(QFrame):
    """Part name, what it is in one noun, and its typical defects.

    Signals:
        submitted(name, noun, defects): The user asked for this; `purpose` says for what.
        left: The user thought better of it.

    Attributes:
        purpose: What the form is for.
        card: The project that is edited or copied; None for a new one.
    """

    submitted = Signal(str, str, object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setFixedWidth(312)
        self._name = QLineEdit(placeholderText=self.tr("Nut M8, supplier A"))
        self._noun = QLineEdit(placeholderText=self.tr("metal nut"))
        self._defects = ChipsEdit(
            name=self.tr("Typical defects"),
            placeholder=self.tr("scratch, then Enter"),
            taken=english_phrase,
            shown=both_words,
        )
        self._problem = label(role="muted", wrap=True)
        self.purpose = FormPurpose.NEW
        self.card: ProjectCard | None = None
        self._title = label(self.tr("New project"), role="heading")
        self._create = button("", kind="primary", on=self._submit)
        self._leave = button(self.tr("Cancel"), tip=self.tr("Change nothing"), on=self.left.emit)
        fields = QWidget()
        column = QVBoxLayout(fields)
        column.setContentsMargins(*INSET)
        column.setSpacing(4)
        column.addWidget(self._title)
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
            field.setToolTip(tooltip(tip))
            column.addWidget(words)
            column.addWidget(field)
            if help_text:
                column.addWidget(label(help_text, role="caption", wrap=True))
            column.addSpacing(12)
        column.addWidget(self._problem)
        column.addStretch(1)
        pin_below(self, fields, self._create, self._leave)
        self._name.setAccessibleName(self.tr("Part name"))
        self._noun.setAccessibleName(self.tr("What the part is, in one noun"))
        self._name.returnPressed.connect(self._noun.setFocus)
        self._noun.returnPressed.connect(self._defects.setFocus)
        for field in (self._name, self._noun):
            field.textChanged.connect(self._judge)
        self.clear()

    def clear(self) -> None:
        """Empty the fields for the next project."""
        self._fill("", "", ())
        self._show(FormPurpose.NEW, None)

    def edit(self, card: ProjectCard) -> None:
        """Show what a project is, to be changed."""
        if card.info is not None:
            self._fill(card.info.name, card.info.noun, card.info.defects)
            self._show(FormPurpose.EDIT, card)

    def copy(self, card: ProjectCard) -> None:
        """Ask for the name of a copy; what the part is may be changed in it afterwards."""
        if card.info is not None:
            name = self.tr("{name} (copy)").format(name=card.info.name)
            self._fill(name, card.info.noun, card.info.defects)
            self._show(FormPurpose.COPY, card)

    def _fill(self, name: str, noun: str, defects: Iterable[str]) -> None:
        self._name.setText(name)
        self._noun.setText(noun)
        self._defects.set_phrases(tuple(defects))

    def _show(self, purpose: FormPurpose, card: ProjectCard | None) -> None:
        self.purpose, self.card = purpose, card
        title, words, tip = {
            FormPurpose.NEW: (
                self.tr("New project"),
                self.tr("Create project"),
                self.tr("Make a folder for this part in the workspace and go on to its reference"),
            ),
            FormPurpose.EDIT: (
                self.tr("Edit project"),
                self.tr("Save changes"),
                self.tr("Change name, noun and defects; models keep those they were trained with"),
            ),
            FormPurpose.COPY: (
                self.tr("Duplicate project"),
                self.tr("Make the copy"),
                self.tr("Copy the project with its models, runs and audit trail"),
            ),
        }[purpose]
        self._title.setText(title)
        self._create.setText(words)
        self._create.setToolTip(tooltip(tip))
        for field in (self._noun, self._defects):
            field.setEnabled(purpose is not FormPurpose.COPY)
        self._judge()

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
