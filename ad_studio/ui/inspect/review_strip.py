"""The review at the top of the list: on or off, what it goes through, how far it has come."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ad_studio.services.results.review_queue import QueueKind
from ad_studio.ui.widgets.basics import ComboBox, button, label


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
        ):
            self.kind.addItem(words, kind)
        self.kind.activated.connect(lambda _at: self.chosen.emit(self.queue_kind))
        self._words = label(role="strong")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName(self.tr("How many images of the queue have been looked at"))
        self._bar.setToolTip(self._bar.accessibleName())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.start)
        column.addWidget(self.kind)
        self._progress = QWidget()
        below = QHBoxLayout(self._progress)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
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
