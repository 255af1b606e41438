"""Background jobs: adapts `Progress` to Qt signals and threads.

A `TaskQueue` runs the jobs of one purpose, one after the other, on a thread of its own. What a job
reports lands in a mailbox; the event loop empties it at most 30 times a second, so that a
thousand fast results arrive as a few lists and never as a thousand events. Every signal carries
the id of its job, and nothing is said any more of a job that was dropped.
"""

import itertools
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from ad_studio.errors import AdStudioError, Cancelled
from ad_studio.messages import Message
from ad_studio.progress import Progress, Stage
from ad_studio.ui.i18n import translate

log = logging.getLogger(__name__)

INTERVAL_MS = 33

_Result = TypeVar("_Result")

_ids = itertools.count(1)


class _Job:
    """One piece of work and the mailbox it reports to: the `Progress` that the work is handed."""

    def __init__(
        self,
        work: Callable[[Progress], _Result],
        then: Callable[[_Result], None] | None,
        wake: Callable[[], None],
    ) -> None:
        self.id = next(_ids)
        self.then: Callable[[Any], None] | None = then
        self._work: Callable[[Progress], object] = work
        self._wake = wake
        self._future: Future[None] | None = None
        self._cancelled = threading.Event()
        self._lock = threading.Lock()
        self._notified = False
        self._mail: dict[str, object] = {}
        self._partials: list[object] = []

    # what the work calls, on its thread

    def status(self, words: Message | str) -> None:
        self._post("status", words)

    def stage(self, stage: Stage) -> None:
        self._post("stage", stage)

    def fraction(self, value: float | None) -> None:
        self._post("fraction", value)

    def partial(self, result: object) -> None:
        with self._lock:
            self._partials.append(result)
        self._notify()

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    # what the queue calls

    def submit(self, pool: ThreadPoolExecutor) -> None:
        self._future = pool.submit(self.run)

    def cancel(self) -> None:
        self._cancelled.set()

    def withdraw(self) -> bool:
        """Cancel; returns whether the work had not begun: now it never does."""
        self.cancel()
        return self._future is not None and self._future.cancel()

    def run(self) -> None:
        """Do the work and leave its outcome in the mailbox; never raises."""
        try:
            if self.is_cancelled:
                raise Cancelled
            self._post("finished", self._work(self))
        except Cancelled:
            self._post("cancelled", None)
        except AdStudioError as error:
            self._post("failed", error.without_frames())
        except Exception as error:
            log.exception("A background job failed unexpectedly")
            self._post("failed", _unexpected(error))

    def collect(self) -> tuple[dict[str, object], list[object]]:
        """Empty the mailbox: the latest word of each kind, and every partial result."""
        with self._lock:
            mail, partials = self._mail, self._partials
            self._mail, self._partials = {}, []
            self._notified = False
        return mail, partials

    def _post(self, kind: str, value: object) -> None:
        with self._lock:
            self._mail[kind] = value
        self._notify()

    def _notify(self) -> None:
        with self._lock:
            if self._notified:
                return
            self._notified = True
        self._wake()


def _unexpected(error: Exception) -> AdStudioError:
    if isinstance(error, MemoryError):
        return AdStudioError(
            translate("Jobs", "There is not enough memory for this."),
            hint=translate(
                "Jobs", "Close other programs, or choose a smaller input size, and try again."
            ),
        )
    return AdStudioError(
        translate("Jobs", "Something unexpected happened ({error}).").format(
            error=f"{type(error).__name__}: {error}"
        ),
        hint=translate(
            "Jobs", "Nothing that was already stored is lost. The details are in the log."
        ),
    )


class TaskQueue(QObject):
    """A queue of jobs of one purpose, run one after another on one thread.

    With `latest_only`, starting a job cancels and drops the ones before it: right for showing
    things. Without, every job counts: right for writing things.

    Signals:
        status(id, Message | str), stage(id, Stage), fraction(id, float | None),
        partials(id, list), finished(id, result), failed(id, AdStudioError), cancelled(id),
        begun(id): this job goes on now, busy_changed(bool).
    """

    status = Signal(int, object)
    stage = Signal(int, object)
    fraction = Signal(int, object)
    partials = Signal(int, object)
    finished = Signal(int, object)
    failed = Signal(int, object)
    cancelled = Signal(int)
    begun = Signal(int)
    busy_changed = Signal(bool)
    _woken = Signal()

    def __init__(self, name: str, *, latest_only: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._latest_only = latest_only
        self._jobs: dict[int, _Job] = {}
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=f"ad_studio-{name}")
        self._said_busy = False
        self._said_begun: int | None = None
        self._stopped = False
        self._drained = 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._drain)
        self._woken.connect(self._on_woken)

    @property
    def busy(self) -> bool:
        """True while a job that counts is waiting or running."""
        return bool(self._jobs)

    @property
    def current(self) -> int | None:
        """The id of the job that goes on."""
        return next(iter(self._jobs), None)

    def start(
        self,
        work: Callable[[Progress], _Result],
        then: Callable[[_Result], None] | None = None,
    ) -> int:
        """Queue `work`; hand its result to `then` (on the event loop) unless it was dropped.

        Returns:
            The job's id, as its signals will carry it.
        """
        job = _Job(work, then, self._woken.emit)
        if self._stopped:
            return job.id
        if self._latest_only:
            self._drop()
        self._jobs[job.id] = job
        job.submit(self._pool)
        self._announce()
        return job.id

    def cancel(self) -> None:
        """Ask the running job to stop; `cancelled` is emitted when it has stopped."""
        if self.current is not None:
            self._jobs[self.current].cancel()

    def take_out(self, job_id: int) -> bool:
        """Drop a job that waits; one that the thread has begun already is asked to stop.

        Returns:
            Whether it was dropped: nothing is heard of it again. Else its end is told as always.
        """
        if job_id not in self._jobs or job_id == self.current:
            return False
        if not self._jobs[job_id].withdraw():
            return False
        del self._jobs[job_id]
        return True

    def drop(self) -> None:
        """Cancel every job, and emit no more signals about it."""
        self._drop()
        self._announce()

    def stop(self) -> None:
        """Drop every job and take no more; what is started from now on never runs."""
        self._stopped = True
        self.drop()
        self._timer.stop()

    def shutdown(self) -> None:
        """Stop, and wait for the thread to end."""
        self.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _drop(self) -> None:
        for job in self._jobs.values():
            job.cancel()
        self._jobs.clear()

    def _announce(self) -> None:
        if self.busy != self._said_busy:
            self._said_busy = self.busy
            self.busy_changed.emit(self.busy)
        if self.current != self._said_begun:
            self._said_begun = self.current
            if self.current is not None:
                self.begun.emit(self.current)

    def _on_woken(self) -> None:
        wait = INTERVAL_MS - int((time.monotonic() - self._drained) * 1000)
        if wait <= 0:
            self._drain()
        elif not self._timer.isActive():
            self._timer.start(wait)

    def _drain(self) -> None:
        self._drained = time.monotonic()
        for job in list(self._jobs.values()):
            mail, partials = job.collect()
            if job.id in self._jobs:
                self._tell_progress(job, mail, partials)
            if job.id in self._jobs:  # a slot may have dropped it
                self._tell_outcome(job, mail)
            if job.id in self._jobs:  # it goes on, or ended just now: those after it come later
                break

    def _tell_progress(self, job: _Job, mail: dict[str, object], partials: list[object]) -> None:
        if "status" in mail:
            self.status.emit(job.id, mail["status"])
        if "stage" in mail:
            self.stage.emit(job.id, mail["stage"])
        if "fraction" in mail:
            self.fraction.emit(job.id, mail["fraction"])
        if partials:
            self.partials.emit(job.id, partials)

    def _tell_outcome(self, job: _Job, mail: dict[str, object]) -> None:
        outcome = mail.keys() & {"finished", "failed", "cancelled"}
        if not outcome:
            return
        del self._jobs[job.id]
        if "finished" in outcome:
            self.finished.emit(job.id, mail["finished"])
            if job.then is not None:
                job.then(mail["finished"])
        elif "failed" in outcome:
            self.failed.emit(job.id, mail["failed"])
        else:
            self.cancelled.emit(job.id)
        self._announce()


class Jobs(QObject):
    """All the task queues of a window, so that they can be stopped together."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queues: list[TaskQueue] = []

    def queue(self, name: str, *, latest_only: bool = True) -> TaskQueue:
        """Make a queue; `name` is what its thread is called."""
        queue = TaskQueue(name, latest_only=latest_only, parent=self)
        self._queues.append(queue)
        return queue

    @property
    def busy(self) -> bool:
        """True while any queue has work."""
        return any(queue.busy for queue in self._queues)

    def shutdown(self) -> None:
        """Ask all jobs to stop, then wait until every thread has ended."""
        for queue in self._queues:
            queue.stop()
        for queue in self._queues:
            queue.shutdown()
