"""Why the list is empty, or that its review is done, and the way out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ad_studio.services.results.filters import Filters
from ad_studio.ui.i18n import translate
from ad_studio.ui.inspect.results_model import ResultsModel
from ad_studio.ui.widgets.basics import button, label


def why_nothing(model: ResultsModel) -> str:
    """Why there is nothing to look at; empty if there is something, or no results yet."""
    queue, filtered = model.queue, model.filters != Filters()
    if not len(model.table):
        return ""
    if queue is None:
        gone = model.rowCount() == 0
        return translate("ListNotice", "No image passes the filter.") if gone else ""
    if model.next_in_queue(None) is not None:
        return ""
    if len(queue):
        return translate("ListNotice", "Everything in this queue has been looked at.")
    if filtered:
        return translate("ListNotice", "Nothing that passes the filter is to be reviewed.")
    return translate("ListNotice", "There is nothing to review here.")


class ListNotice(QFrame):
    """Stands above the list; hidden while there is something to look at.

    Signals:
        clear_asked: Every image is to pass the filter again.
        leave_asked: The review is to end.
    """

    clear_asked = Signal()
    leave_asked = Signal()

    def __init__(self, model: ResultsModel) -> None:
        super().__init__()
        self._model = model
        self._words = label(role="strong", wrap=True)
        self.clear = button(
            self.tr("Clear filter"), tip=self.tr("Show every image again"), on=self.clear_asked.emit
        )
        self.leave = button(
            self.tr("Leave review"), tip=self.tr("Back to the list (Q)"), on=self.leave_asked.emit
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(8)
        for widget in (self._words, self.clear, self.leave):
            column.addWidget(widget)
        self.hide()

    @property
    def words(self) -> str:
        """What is said now."""
        return self._words.text()

    def refresh(self) -> None:
        """Look at the list anew."""
        words = why_nothing(self._model)
        self._words.setText(words)
        self.clear.setVisible(self._model.filters != Filters() and self._model.rowCount() == 0)
        self.leave.setVisible(self._model.queue is not None)
        self.setVisible(bool(words))
