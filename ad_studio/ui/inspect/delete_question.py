"""Asks in place whether a run is really to be deleted, and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from ad_studio.domain import RunInfo
from ad_studio.ui.inspect.run_chooser import run_words
from ad_studio.ui.widgets.basics import button, icon_label, label


class DeleteQuestion(QFrame):
    """Hidden until asked; nothing is deleted without a reason.

    Signals:
        confirmed(int, str): Delete this run, for this reason.
    """

    confirmed = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setProperty("level", "warning")
        self._run_id: int | None = None
        self._text = label(wrap=True, role="strong")
        note = label(
            self.tr(
                "It leaves all lists and its heatmaps are freed. Its scores and verdicts stay in "
                "the audit trail, with your name and reason. This cannot be undone."
            ),
            wrap=True,
        )
        self._reason = QLineEdit(placeholderText=self.tr("Reason, for the audit trail"))
        self._reason.setAccessibleName(self.tr("Reason for deleting the run"))
        self._reason.setToolTip(self.tr("Why the run is deleted; it has to be given"))
        self._reason.setMinimumWidth(220)
        self._delete = button(
            self.tr("Delete the run"),
            icon="delete",
            tip=self.tr("Delete it for the reason given"),
            on=self._on_delete,
        )
        self._keep = button(self.tr("Keep it"), tip=self.tr("Delete nothing"), on=self.hide)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._text)
        words.addWidget(note)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 8, 8)
        line.setSpacing(12)
        line.addWidget(icon_label("warning", role="review", size=20))
        line.addLayout(words, 1)
        for widget in (self._reason, self._delete, self._keep):
            line.addWidget(widget)
        self._reason.textChanged.connect(lambda text: self._delete.setEnabled(bool(text.strip())))
        self._reason.returnPressed.connect(self._delete.click)
        self.hide()

    def ask(self, run: RunInfo) -> None:
        """Ask about a run."""
        self._run_id = run.id
        words = self.tr("Delete {run}?").format(run=run_words(run))
        self._text.setText(words)
        self.setAccessibleName(words)
        self._reason.clear()
        self._delete.setEnabled(False)
        self.show()
        self._reason.setFocus()

    def _on_delete(self) -> None:
        run_id, self._run_id = self._run_id, None
        self.hide()
        if run_id is not None:
            self.confirmed.emit(run_id, self._reason.text().strip())
