"""How a job stands: bar, words, rate, time left, and a way to stop it."""

from PySide6.QtWidgets import QProgressBar, QWidget

from ad_studio.eta import Eta, Rate, duration
from ad_studio.ui.jobs import TaskQueue
from ad_studio.ui.messages import localized
from ad_studio.ui.text import number
from ad_studio.ui.widgets.basics import ElidedLabel, button, label
from ad_studio.ui.widgets.layouts import hbox, vbox

_SOON_SECONDS = 1.0


class ProgressStrip(QWidget):
    """Follows one task queue; visible only while it is busy.

    Args:
        tasks: The queue.
        what: What it does: "the inspection".
        tells_status: Whether the words are those of the job; else those of `say`.
    """

    def __init__(self, tasks: TaskQueue, *, what: str, tells_status: bool = True) -> None:
        super().__init__()
        self._tasks = tasks
        self._eta = Eta()
        self._counted = Rate()
        self._rate = ""
        self._left = ""
        self._cancelling = False
        self._controls: list[QWidget] = []
        self._status = ElidedLabel(role="strong")
        self._numbers = label(role="muted")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(self.tr("Progress: {what}").format(what=what))
        self.cancel = button(
            self.tr("Cancel"),
            icon="stop",
            tip=self.tr("Stop {what}; what is done stays").format(what=what),
            on=self._on_cancel,
        )
        words = hbox(spacing=16)
        words.addWidget(self._status, 1)
        words.addWidget(self._numbers)
        column = vbox(spacing=8)
        column.addLayout(words)
        column.addWidget(self._bar)
        self._row = hbox(self, spacing=16)
        self._row.addLayout(column, 1)
        self._row.addWidget(self.cancel)
        tasks.begun.connect(lambda _id: self._reset())
        tasks.busy_changed.connect(self.setVisible)
        if tells_status:
            tasks.status.connect(lambda _id, text: self.say(localized(text)))
        tasks.fraction.connect(lambda _id, value: self._on_fraction(value))
        self.setVisible(tasks.busy)

    def add_control(self, widget: QWidget) -> None:
        """Put a widget before the button that cancels."""
        self._controls.append(widget)
        self._row.insertWidget(self._row.count() - 1, widget)

    def restart_estimate(self) -> None:
        """Estimate the time left anew: what was before says nothing about the pace from now on."""
        self._eta = Eta()
        self._left = ""
        self._write_numbers()

    def count(self, done: int, words: str) -> None:
        """Show the pace of things done so far; `words` say it: "{pace} steps/s"."""
        pace = self._counted.per_second(done)
        self.set_rate(words.format(pace=number(pace, 1)) if pace else "")

    def set_rate(self, text: str) -> None:
        """Show a pace, such as "3.1 images/s"."""
        self._rate = text
        self._write_numbers()

    def _reset(self) -> None:
        """Another job goes on."""
        self._eta = Eta()
        self._counted = Rate()
        self._rate = self._left = ""
        self._status.setText(self.tr("Starting"))
        self._let_cancel(True)
        self._bar.setRange(0, 0)
        self._write_numbers()

    def _let_cancel(self, possible: bool) -> None:
        self._cancelling = not possible
        for widget in (self.cancel, *self._controls):
            widget.setEnabled(possible)

    def say(self, words: str) -> None:
        """Say what is being done; nothing more is said after Cancel."""
        if not self._cancelling:
            self._status.setText(words)

    def _on_fraction(self, value: float | None) -> None:
        if value is None or self._cancelling:
            self._bar.setRange(0, 0)
            self._left = ""
        else:
            self._bar.setRange(0, 1000)
            self._bar.setValue(round(value * 1000))
            left = self._eta.left(value) if value < 1 else None
            if left is not None and left < _SOON_SECONDS:
                self._left = self.tr("almost done")  # not "0 s left": work goes on
            else:
                words = self.tr("{time} left")
                self._left = "" if left is None else words.format(time=duration(left))
        self._write_numbers()

    def _write_numbers(self) -> None:
        self._numbers.setText("  ·  ".join(part for part in (self._rate, self._left) if part))

    def _on_cancel(self) -> None:
        self._tasks.cancel()
        self._let_cancel(False)
        self._status.setText(self.tr("Cancelling"))
        self._on_fraction(None)
