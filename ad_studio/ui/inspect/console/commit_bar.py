"""Keeping what is tried out, with a note, or letting it go."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from ad_studio.ui.inspect.console.hand import Hand
from ad_studio.ui.said import said
from ad_studio.ui.text import sigma
from ad_studio.ui.widgets.basics import button, label


class CommitBar(QFrame):
    """Shown while other thresholds are in hand than those in force.

    Signals:
        committed(str): Store those in hand, with this note.
    """

    committed = Signal(str)

    def __init__(self, hand: Hand) -> None:
        super().__init__()
        self.setProperty("role", "commit")
        self._hand = hand
        self._what = label(role="caption", wrap=True)
        self.note = QLineEdit(placeholderText=self.tr("Note (optional)"))
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setToolTip(self.tr("Kept with the thresholds, for whoever asks later why"))
        self.note.returnPressed.connect(self._commit)
        self.commit = button(
            self.tr("Commit"),
            kind="primary",
            icon="check",
            tip=self.tr("Store these thresholds as a new version and judge every image by them"),
            on=self._commit,
        )
        self.discard = button(
            self.tr("Discard"),
            tip=self.tr("Go back to the thresholds in force"),
            on=hand.discard,
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.commit, 1)
        buttons.addWidget(self.discard)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for widget in (self._what, self.note):
            column.addWidget(widget)
        column.addLayout(buttons)
        hand.moved.connect(self._show)
        hand.version_shown.connect(self.note.clear)
        self._show()

    def _show(self) -> None:
        self.setVisible(self._hand.is_trying)
        self.commit.setEnabled(True)
        if self._hand.is_trying:
            pair = self._hand.version.thresholds
            words = self.tr("Not committed: {basis}. In force: REVIEW {review}, NG {ng}.")
            self._what.setText(
                words.format(
                    basis=said(self._hand.basis), review=sigma(pair.review), ng=sigma(pair.ng)
                )
            )

    def _commit(self) -> None:
        if self._hand.is_trying and self.commit.isEnabled():
            self.commit.setEnabled(False)
            self.committed.emit(self.note.text().strip())
