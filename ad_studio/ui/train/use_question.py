"""The question before a model is put in force: who decides it, and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from ad_studio.ui.operator import last_operator
from ad_studio.ui.widgets.basics import button, icon_label, label
from ad_studio.ui.widgets.layouts import hbox, vbox


class UseQuestion(QFrame):
    """Hidden until asked; nothing is put in force without a name.

    Signals:
        confirmed(int, str, str): Put the model of this number in force; by whom, and a note.
    """

    confirmed = Signal(int, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setProperty("level", "info")
        self._number: int | None = None
        self._text = label(wrap=True, role="strong")
        hint = label(
            self.tr(
                "To try the model first, choose it under Options in the Inspect step. Runs keep "
                "the model that they were made with, and any model can be put in force again."
            ),
            wrap=True,
        )
        self.author = QLineEdit(placeholderText=self.tr("Your name"))
        self.author.setAccessibleName(self.tr("Who puts the model in force"))
        self.author.setToolTip(self.tr("Kept in the audit trail; it has to be given"))
        self.note = QLineEdit(placeholderText=self.tr("Note (optional)"))
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setToolTip(self.tr("Kept with the decision, for whoever asks later why"))
        self.use = button(
            self.tr("Use from now on"),
            kind="primary",
            icon="check",
            tip=self.tr("Put this model in force"),
            on=self._on_use,
        )
        self.keep = button(
            self.tr("Keep the present one"), tip=self.tr("Change nothing"), on=self.hide
        )
        words = vbox(spacing=2)
        words.addWidget(self._text)
        words.addWidget(hint)
        fields = hbox(spacing=8)
        fields.addWidget(self.author, 1)
        fields.addWidget(self.note, 2)
        fields.addWidget(self.use)
        fields.addWidget(self.keep)
        column = vbox(spacing=8)
        column.addLayout(words)
        column.addLayout(fields)
        line = hbox(self, spacing=12, margins=(12, 8, 8, 8))
        line.addWidget(icon_label("info", role="accent", size=20))
        line.addLayout(column, 1)
        self.author.textChanged.connect(lambda _text: self._show_use())
        for field in (self.author, self.note):
            field.returnPressed.connect(self.use.click)
        self.hide()

    def ask(self, text: str, number: int) -> None:
        """Ask whether to put the model of this number in force."""
        self._number = number
        self._text.setText(text)
        self.setAccessibleName(text)
        self.author.setText(self.author.text().strip() or last_operator())
        self.note.clear()
        self._show_use()
        self.show()

    def _show_use(self) -> None:
        named = bool(self.author.text().strip())
        self.use.setEnabled(named)
        self.use.setToolTip(
            self.tr("Put this model in force") if named else self.tr("Enter your name first")
        )

    def _on_use(self) -> None:
        number, self._number = self._number, None
        self.hide()
        if number is not None:
            self.confirmed.emit(number, self.author.text().strip(), self.note.text().strip())
