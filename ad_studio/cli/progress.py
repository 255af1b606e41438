"""Progress on the terminal, and Ctrl-C as a request to cancel."""

import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TextIO

from ad_studio.cli.output import printable
from ad_studio.domain import ResultRow
from ad_studio.eta import Eta, duration
from ad_studio.messages import Message
from ad_studio.progress import Stage

_BAR = 24
_REDRAW_SECONDS = 0.1
_LINE_STEP, _LINE_SECONDS = 0.1, 2.0  # least share and time between lines where there is no bar


class TerminalProgress:
    """Shows a job's progress on stderr: a bar on a terminal, else a line now and then.

    Images that cannot be scored are reported at once. Implements `Progress`.

    Args:
        stream: Where to; None for stderr.
        clock: Seconds.
        whole: Shares are those of the whole job, not of what the status names: they outlive a
            change of status, and the time left is shown.
    """

    def __init__(
        self,
        stream: TextIO | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        whole: bool = False,
    ) -> None:
        self._stream = stream or sys.stderr
        self._clock = clock
        self._bar = self._stream.isatty()
        self._lock = threading.RLock()
        self._cancelled = threading.Event()
        self._eta = Eta(clock) if whole else None
        self._status = ""
        self._fraction: float | None = None
        self._left: float | None = None  # seconds
        self._said = 0.0  # share at the latest line
        self._written = float("-inf")  # time of the latest line or drawing
        self._shown = 0  # columns taken by the bar's line

    def status(self, words: Message | str) -> None:
        """See `Progress.status`."""
        text = str(words)
        with self._lock:
            if text == self._status:
                return
            self._status = text
            if self._eta is None:
                self._fraction, self._said = None, 0.0
            if self._bar:
                self._draw()
            else:
                self._line(text)

    def stage(self, stage: Stage) -> None:
        """See `Progress.stage`; what is being done says more."""

    def fraction(self, value: float | None) -> None:
        """See `Progress.fraction`."""
        with self._lock:
            self._fraction = value
            if self._eta is not None and value is not None:
                self._left = self._eta.left(value)
            if self._bar:
                if value == 1 or self._is_due(_REDRAW_SECONDS):
                    self._draw()
            elif (
                value is not None
                and value - self._said >= _LINE_STEP
                and self._is_due(_LINE_SECONDS)
            ):
                self._said = value
                self._line(f"{self._status}: {value:.0%}{self._time_left()}")

    def partial(self, result: object) -> None:
        """See `Progress.partial`."""
        if isinstance(result, ResultRow) and result.error:
            with self._lock:
                self.clear()
                self._line(f"{result.path}: {result.error}")

    @property
    def is_cancelled(self) -> bool:
        """See `Progress.is_cancelled`."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the job to stop."""
        self._cancelled.set()

    def clear(self) -> None:
        """Take the bar away."""
        with self._lock:
            if self._shown:
                self._stream.write("\r" + " " * self._shown + "\r")
                self._stream.flush()
                self._shown = 0

    def _is_due(self, seconds: float) -> bool:
        return self._clock() - self._written >= seconds

    def _draw(self) -> None:
        text = printable(self._status)
        if self._fraction is not None:
            done = round(self._fraction * _BAR)
            text += f" [{'#' * done}{'.' * (_BAR - done)}] {self._fraction:.0%}{self._time_left()}"
        text = text[: shutil.get_terminal_size().columns - 1]
        self._stream.write("\r" + text.ljust(self._shown))
        self._stream.flush()
        self._shown = len(text)
        self._written = self._clock()

    def _time_left(self) -> str:
        known = self._left is not None and self._fraction != 1
        return f", about {duration(self._left or 0)} left" if known else ""

    def _line(self, text: str) -> None:
        self._stream.write(printable(text) + "\n")
        self._stream.flush()
        self._written = self._clock()


@contextmanager
def terminal_progress(
    *, whole: bool = False, on_interrupt: Callable[[], None] | None = None
) -> Iterator[TerminalProgress]:
    """Hand out a progress that Ctrl-C cancels; a second Ctrl-C stops the program at once.

    Args:
        whole: As in `TerminalProgress`.
        on_interrupt: What the first Ctrl-C does in place of cancelling.
    """
    progress = TerminalProgress(whole=whole)
    interrupted = False

    def interrupt(number: int, frame: FrameType | None) -> None:
        nonlocal interrupted
        if interrupted:
            signal.default_int_handler(number, frame)
        interrupted = True
        (on_interrupt or progress.cancel)()

    on_main = threading.current_thread() is threading.main_thread()
    ours = on_main and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if ours:
        signal.signal(signal.SIGINT, interrupt)
    try:
        yield progress
    finally:
        if ours:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        progress.clear()
