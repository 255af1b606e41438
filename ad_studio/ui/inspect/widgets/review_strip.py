"""What stands above the list: the review and its progress, and why the list is empty."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from ad_studio.domain import Thresholds
from ad_studio.services.results.filters import Filters
from ad_studio.services.results.review_queue import QueueKind, ReviewQueue
from ad_studio.ui.inspect.results_model import ResultsModel
from ad_studio.ui.text import sigma, tooltip
from ad_studio.ui.widgets.basics import ComboBox, button, label
from ad_studio.ui.widgets.layouts import hbox, vbox


class ReviewStrip(QWidget):
    """A button, and while it is down a choice and the progress.

    Signals:
        toggled(bool): The review is wanted, or not any more.
        chosen(QueueKind): It is to go through something else.
    """

    toggled = Signal(bool)
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.start = button(
            self.tr("Review"),
            icon="play",
            tip=self.tr(
                "Review image after image: a key is a verdict, and the next image comes by itself "
                "(Q)"
            ),
        )
        self.start.setCheckable(True)
        self.start.setObjectName("toggle")
        self.start.toggled.connect(self._on_toggled)
        self.kind = ComboBox(
            name=self.tr("What the review goes through"),
            tip=self.tr("What goes into the review queue"),
        )
        for words, kind in (
            (self.tr("REVIEW, then NG"), QueueKind.DOUBTFUL),
            (self.tr("REVIEW only"), QueueKind.REVIEW),
            (self.tr("NG only"), QueueKind.NG),
            (self.tr("All images"), QueueKind.ALL),
            (self.tr("First verdicts"), QueueKind.FIRST),
            (self.tr("Some OK ones"), QueueKind.SOME_OK),
        ):
            self.kind.addItem(words, kind)
        self.kind.activated.connect(lambda _at: self.chosen.emit(self.queue_kind))
        self._words = label(role="strong")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName(self.tr("How many images of the queue have been looked at"))
        self._bar.setToolTip(tooltip(self._bar.accessibleName()))
        column = vbox(self, spacing=6)
        column.addWidget(self.start)
        column.addWidget(self.kind)
        self._progress = QWidget()
        below = hbox(self._progress, spacing=8)
        below.addWidget(self._bar, 1)
        below.addWidget(self._words)
        column.addWidget(self._progress)
        self._on_toggled(False)

    @property
    def queue_kind(self) -> QueueKind:
        """What the review goes through."""
        return QueueKind(self.kind.currentData())

    def show_progress(self, done: int, total: int) -> None:
        """Say how far the review has come: "123 of 456"."""
        words = self.tr("{done} of {total}")
        number = self.locale().toString
        self._words.setText(words.format(done=number(done), total=number(total)))
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)

    def _on_toggled(self, active: bool) -> None:
        self._progress.setVisible(active)
        self.kind.setVisible(active)
        self.toggled.emit(active)


class ListNotice(QFrame):
    """Stands above the list; hidden while there is something to look at.

    Its buttons have short words and no icons: the list is narrow.

    Signals:
        clear_asked: Every image is to pass the filter again.
        leave_asked: The review is to end.
        check_asked: Some of the OK images are to be reviewed.
        learn_asked: A model is to learn from the confirmed parts.
        suggestion_asked: The thresholds that the verdicts suggest most are to be tried.
        suggestions_asked: The thresholds that the verdicts suggest are to be shown.
        report_asked: A report is to be made.
    """

    clear_asked = Signal()
    leave_asked = Signal()
    check_asked = Signal()
    learn_asked = Signal()
    suggestion_asked = Signal()
    suggestions_asked = Signal()
    report_asked = Signal()

    def __init__(self, model: ResultsModel) -> None:
        super().__init__()
        self._model = model
        self._learnable = 0
        self._suggested: Thresholds | None = None
        self._words = label(role="strong", wrap=True)
        self.check = button(
            "",
            tip=self.tr("Review the OK images that tell most: a bad part among them would escape"),
            on=self.check_asked.emit,
        )
        self.learn = button(
            "",
            kind="primary",
            tip=self.tr(
                "Learn from the confirmed parts: train a candidate that knows how good parts vary"
            ),
            on=self.learn_asked.emit,
        )
        self.suggestion = button(self.tr("Apply the suggestion"), on=self.suggestion_asked.emit)
        self.suggestions = button(
            self.tr("Suggestions"),
            tip=self.tr("Show the thresholds that the verdicts suggest"),
            on=self.suggestions_asked.emit,
        )
        self.report = button(
            self.tr("Make a report"),
            icon="report",
            tip=self.tr("Go on to the report of this run"),
            on=self.report_asked.emit,
        )
        self.clear = button(
            self.tr("Clear filter"), tip=self.tr("Show every image again"), on=self.clear_asked.emit
        )
        self.leave = button(
            self.tr("Leave review"), tip=self.tr("Back to the list (Q)"), on=self.leave_asked.emit
        )
        column = vbox(self, spacing=8, margins=(0, 4, 0, 4))
        for widget in (
            self._words,
            self.check,
            self.learn,
            self.suggestion,
            self.suggestions,
            self.report,
            self.clear,
            self.leave,
        ):
            column.addWidget(widget)
        self.hide()

    @property
    def words(self) -> str:
        """The text on show."""
        return self._words.text()

    def offer_learning(self, parts: int) -> None:
        """Offer to learn from so many parts confirmed as good while a review is at its end."""
        self._learnable = parts
        self.learn.setText(self.tr("Learn from %Ln part(s)", "", parts))
        self.refresh()

    def offer_suggestion(self, suggested: Thresholds | None) -> None:
        """Offer to try these thresholds while a review is at its end; None: there are none."""
        self._suggested = suggested
        if suggested is not None:
            words = self.tr("Try REVIEW from {review}, NG from {ng}; Commit puts them in force")
            tip = words.format(review=sigma(suggested.review), ng=sigma(suggested.ng))
            self.suggestion.setToolTip(tooltip(tip))
        self.refresh()

    def _unchecked_ok(self) -> int:
        """How many of the OK images that tell most nobody has looked at."""
        table = self._model.table
        some = ReviewQueue.of(table, QueueKind.SOME_OK)
        return len(some) - some.done(table)

    def refresh(self) -> None:
        """Say why the list is empty, or hide."""
        words = self._model.why_nothing()
        self._words.setText(words)
        self.clear.setVisible(self._model.filters != Filters() and self._model.rowCount() == 0)
        reviewing = self._model.queue is not None
        queue = self._model.queue
        is_done = queue is not None and len(queue) > 0
        left = self._unchecked_ok() if words and is_done else 0
        self.check.setText(self.tr("Check %Ln OK one(s)", "", left))
        self.check.setVisible(left > 0)
        self.learn.setVisible(reviewing and self._learnable > 0)
        self.suggestion.setVisible(is_done and self._suggested is not None)
        self.suggestions.setVisible(is_done and self._suggested is None)
        self.report.setVisible(is_done)
        self.leave.setVisible(reviewing)
        self.setVisible(bool(words))
