"""Keeps the shop floor view to what is inspected, and records acknowledgements."""

from collections import deque
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from ad_studio.domain import AcknowledgedBy, ResultRow, VerdictCounts
from ad_studio.image_names import comparison_key
from ad_studio.progress import Progress
from ad_studio.services.projects.project import Project
from ad_studio.services.results import acknowledgements
from ad_studio.services.results.shift_counts import counts_of_shift
from ad_studio.ui.inspect.floor.recent_strip import MOST
from ad_studio.ui.inspect.floor.view import FloorView
from ad_studio.ui.inspect.result_loader import Loaded, ResultLoader
from ad_studio.ui.inspect.run_queue import QueuedRun
from ad_studio.ui.inspect.state import InspectState
from ad_studio.ui.inspect.verdict_guard import VerdictGuard
from ad_studio.ui.messages import localized

ACKNOWLEDGE = "ACK"
"""A bar code with this text acknowledges an NG part whose serial is not known."""

_READ_MS = 250  # what is read from the database need not follow every image


class FloorController(QObject):
    """Shows the newest part; an NG part stays on show until it is acknowledged.

    Which parts wait is read from the database again and again: what another program or an earlier
    start of this one has left waiting is shown, too.

    Signals:
        failed(AdStudioError): Something could not be read or stored.
    """

    failed = Signal(object)

    def __init__(
        self,
        state: InspectState,
        *,
        view: FloorView,
        guard: VerdictGuard,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._view = view
        self._guard = guard
        self._is_open = False
        self._shown: int | None = None
        self._newest: ResultRow | None = None
        self._recent: deque[int] = deque(maxlen=MOST)
        self._waiting: list[int] = []
        self.loader = ResultLoader(state.session.jobs, self)
        self.loader.loaded.connect(self._on_loaded)
        self._reading = state.session.jobs.queue("floor")
        self._reading.failed.connect(lambda _id, error: self.failed.emit(error))
        self._writing = state.session.jobs.queue("acknowledge", latest_only=False)
        self._writing.failed.connect(self._on_write_failed)
        state.session.guard(self._writing, self.tr("Storing an acknowledgement"))
        self._soon = QTimer(self, singleShot=True, interval=_READ_MS)
        self._soon.timeout.connect(self._read)
        state.queues.runs.rows.connect(self._on_rows)
        state.cleared.connect(self._forget)
        state.results.rows_changed.connect(lambda _rows: self._on_changed())
        view.viewer.painted.connect(guard.note_painted)
        view.acknowledged.connect(lambda: self.acknowledge(AcknowledgedBy.BUTTON))

    def open(self) -> None:
        """Begin to follow what is inspected."""
        self._is_open = True
        self._forget()
        live, table = self._state.live, self._state.results.table
        if live is None or live.run_id == self._state.run_id:  # else they are of the run before
            self._take_in([table.row(at) for at in range(max(0, len(table) - MOST), len(table))])
        self._read()

    def close(self) -> None:
        """Follow no more."""
        self._is_open = False
        self._soon.stop()
        self._reading.drop()
        self.loader.rest()

    def acknowledge(self, means: AcknowledgedBy, *, at: float | None = None) -> None:
        """Record that somebody has taken note of the part on show, if it waits and was seen.

        Args:
            means: By what.
            at: When the key went down, in milliseconds; None: now.
        """
        project, shown = self._state.project, self._shown
        if project is None or shown is None or shown not in self._waiting[:1]:
            return
        if not self._guard.was_seen(shown, at=at):
            return
        author = self._state.operator
        self._waiting.pop(0)
        self._reading.drop()  # what is being read may not know of it
        self._writing.start(
            lambda _progress: acknowledgements.acknowledge(
                project, shown, means=means, author=author
            ),
            then=lambda _done: self._soon.start(),
        )
        self._show()

    def scan(self, text: str) -> None:
        """Take what a scanner typed: it acknowledges the part on show, or names the next one."""
        row = self._row(self._shown)
        words = {comparison_key(ACKNOWLEDGE), comparison_key(row.serial) if row else ""} - {""}
        if self._waiting and comparison_key(text) in words:
            self.acknowledge(AcknowledgedBy.SCANNER)
        elif self._state.live is not None and comparison_key(text) != comparison_key(ACKNOWLEDGE):
            self._state.live.control.scan(text)
            self._view.show_next_serial(text)

    def _on_rows(self, queued: QueuedRun, rows: list[ResultRow]) -> None:
        if self._is_open and queued is self._state.live:
            self._take_in(rows)
            if not self._soon.isActive():
                self._soon.start()

    def _take_in(self, rows: list[ResultRow]) -> None:
        if not rows:
            return
        superseded = {row.supersedes for row in rows}
        kept = [one for one in self._recent if one not in superseded]
        self._recent = deque([*kept, *(row.id for row in rows)], maxlen=MOST)
        self._newest = rows[-1]
        if any(row.serial for row in rows):
            self._view.show_next_serial("")
        self._show()

    def _on_changed(self) -> None:
        """A verdict was given elsewhere, or thresholds have moved."""
        if self._is_open:
            self._soon.start()

    def _read(self) -> None:
        project, run_id = self._state.project, self._state.run_id
        if project is None:
            return
        asks = run_id is not None and self._is_watch()

        def read(_progress: Progress) -> tuple[list[int], VerdictCounts]:
            return _read(project, run_id if asks else None)

        self._reading.start(read, then=self._on_read)

    def _is_watch(self) -> bool:
        run, live = self._state.run, self._state.live
        if run is None:
            return live is not None and live.watching
        return run.scope.watch

    def _on_read(self, found: tuple[list[int], VerdictCounts]) -> None:
        waiting, counts = found
        if not self._is_open or self._writing.busy:  # an acknowledgement is on its way
            return
        is_new = bool(set(waiting) - set(self._waiting))
        self._waiting = waiting
        self._view.show_counts(counts)
        self._show()
        if is_new:
            self._view.beep()  # last: what waits is held whatever becomes of the tone

    def _show(self) -> None:
        """Show the first part that waits, else the newest."""
        wanted = self._waiting[0] if self._waiting else None
        row = self._row(wanted) if wanted is not None else self._newest
        if row is None:
            return
        results = self._state.results
        self._view.show_waiting(len(self._waiting))
        self._view.show_part(row, results.verdict(results.result(row.id) or row))
        recent = [self._row(one) for one in self._recent]
        self._view.strip.show_recent([(one, results.verdict(one)) for one in recent if one])
        if row.id != self._shown and self._state.project is not None:
            self._shown = row.id
            self._guard.reset()
            bit_depth = self._state.session.bit_depth(self._state.model_id)
            self.loader.show(self._state.project, row, (), bit_depth=bit_depth)

    def _row(self, result_id: int | None) -> ResultRow | None:
        return None if result_id is None else self._state.results.result(result_id)

    def _on_loaded(self, loaded: Loaded) -> None:
        if loaded.result_id != self._shown:
            return
        row, found = self._row(self._shown), loaded.found
        fault = localized(found.error.advice) if found.error is not None else ""
        words = fault or (localized(row.error) if row else "")
        viewer = self._view.viewer
        viewer.set_thresholds(self._state.draft.thresholds, self._state.scale)
        viewer.show_result(loaded.result_id, found.picture, found.maps, words=words)
        viewer.fit()

    def _on_write_failed(self, _id: int, error: object) -> None:
        """It still waits, and comes back with the next reading."""
        self.failed.emit(error)
        self._soon.start()

    def _forget(self) -> None:
        """Another run is on show, or none."""
        self._shown = self._newest = None
        self._recent.clear()
        self._waiting = []
        self._reading.drop()
        self.loader.clear()
        self._view.show_next_serial("")
        self._view.show_nothing(self.tr("No part yet"))


def _read(project: Project, run_id: int | None) -> tuple[list[int], VerdictCounts]:
    """Which parts of a run wait for an acknowledgement, and the counts of the shift."""
    waiting = [] if run_id is None else acknowledgements.waiting(project, run_id)
    return waiting, counts_of_shift(project, now=datetime.now().astimezone())
