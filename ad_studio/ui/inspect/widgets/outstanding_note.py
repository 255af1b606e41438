"""What is still to be done after the images of a run, why, and a button that tries it again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ad_studio.domain import Outstanding
from ad_studio.ui.i18n import tr
from ad_studio.ui.messages import localized
from ad_studio.ui.widgets.basics import ElidedLabel, button, icon_label
from ad_studio.ui.widgets.layouts import hbox


class OutstandingNote(QWidget):
    """One line; hidden while nothing is outstanding or being tried.

    Signals:
        asked: It is to be tried again.
        cancelled: It is to be tried no more.
    """

    asked = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = ElidedLabel(role="strong")
        self.again = button(
            self.tr("Try again"),
            tip=self.tr("Do now what failed after these images"),
            on=self.asked.emit,
        )
        self.cancel = button(
            self.tr("Cancel"),
            tip=self.tr("Try no more now; what was done stays done"),
            on=self.cancelled.emit,
        )
        line = hbox(self, spacing=8)
        line.addWidget(icon_label("warning", role="review"))
        line.addWidget(self._words, 1)
        line.addWidget(self.again)
        line.addWidget(self.cancel)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def show_outstanding(self, outstanding: Outstanding, *, is_trying: bool) -> None:
        """Say what is outstanding, or nothing.

        Args:
            outstanding: What it is.
            is_trying: Whether it is being tried: that can be cancelled.
        """
        words = outstanding_words(outstanding) if outstanding else ""
        if is_trying and not words:  # that of another run
            words = self.tr("What failed after images is being tried again.")
        self._words.setText(words)
        self.setAccessibleName(words)
        self.again.setVisible(not is_trying)
        self.cancel.setVisible(is_trying)
        self.setVisible(bool(words))


def outstanding_words(outstanding: Outstanding) -> str:
    """Say for how many images something is still to be done, and why."""
    words = tr("For %Ln image(s) something is still to be done:", "", outstanding.images)
    return f"{words} {localized(outstanding.why)}"
