"""Shows what is still to be done after the images of the run on show, and has it tried again."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ad_studio.domain import Outstanding, RunInfo
from ad_studio.services.actions.of_run import carry_out_again, left_undone
from ad_studio.services.projects.project import Project
from ad_studio.ui.inspect.run_queue import QueuedRun
from ad_studio.ui.inspect.state import InspectState
from ad_studio.ui.inspect.widgets.outstanding_note import OutstandingNote

_Key = tuple[Path, datetime, int]


class OutstandingController(QObject):
    """Keeps the note to the run on show; one that goes on tells by itself how it stands.

    Signals:
        failed(AdStudioError): It could not be read or tried.
    """

    failed = Signal(object)

    def __init__(self, state: InspectState, *, note: OutstandingNote, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._note = note
        note.asked.connect(self.try_again)
        note.cancelled.connect(self.cancel)
        self._outstanding = Outstanding()
        self._latest: dict[_Key, Outstanding] = {}  # at the end of the latest try of this window
        self._reading = state.session.jobs.queue("left-undone")
        self._trying = state.session.jobs.queue("actions", latest_only=False)
        state.session.guard(self._trying, self.tr("What is done after each image"))
        for tasks in (self._reading, self._trying):
            tasks.failed.connect(lambda _id, error: self.failed.emit(error))
        self._trying.busy_changed.connect(self._on_trying)
        runs = state.queues.runs
        runs.told.connect(self._on_told)
        for ended in (runs.finished, runs.failed, runs.cancelled):
            ended.connect(self._on_ended)
        for other in (state.cleared, state.live_changed):
            other.connect(self._show_live)
        for shown in (state.opened, state.reread, state.session.changed):
            shown.connect(self._read)

    def try_again(self) -> None:
        """Try at once what has failed."""
        live, project, run = self._state.live, self._state.project, self._state.run
        if live is not None:
            if live.control.actions is not None:
                live.control.actions.try_again()
        elif project is not None and run is not None:
            self._trying.start(
                lambda progress: carry_out_again(project, run, as_begun=True, progress=progress),
                then=lambda left: self._on_tried(_key(project, run.id), left),
            )

    def cancel(self) -> None:
        """Try no more; what was done stays so."""
        self._trying.cancel()

    def _on_trying(self, is_trying: bool) -> None:
        self._show()
        if not is_trying:
            self._read()  # the run on show may be another one by now, or was tried in part

    def _show_live(self, *_about: object) -> None:
        live = self._state.live
        self._take(Outstanding() if live is None else live.outstanding)

    def _on_told(self, queued: QueuedRun) -> None:
        if queued is self._state.live:
            self._take(queued.outstanding)

    def _on_ended(self, queued: QueuedRun) -> None:
        run_id = queued.control.run_id
        if run_id is not None:
            self._on_tried(_key(queued.project, run_id), queued.outstanding)

    def _on_tried(self, key: _Key, left: Outstanding) -> None:
        self._latest[key] = left
        if key == self._shown_key:
            self._reading.drop()  # it may know less
            self._take(left)

    @property
    def _shown_key(self) -> _Key | None:
        project, run_id = self._state.project, self._state.run_id
        return None if project is None or run_id is None else _key(project, run_id)

    def _read(self) -> None:
        """Look for what a stored run has left; of one that goes on elsewhere nothing is known."""
        project, run = self._state.project, self._state.run
        if project is None or run is None or self._state.live is not None:
            return
        if run.status.goes_on or project.unwritable is not None or self._trying.busy:
            return
        self._reading.start(
            lambda _progress: left_undone(project, run),
            then=lambda left: self._on_read(project, run, left),
        )

    def _on_read(self, project: Project, run: RunInfo, left: Outstanding) -> None:
        key = _key(project, run.id)
        if key == self._shown_key and self._state.live is None:
            latest = self._latest.get(key, left)
            self._take(Outstanding(left.images, latest.why or left.why) if left else left)

    def _take(self, outstanding: Outstanding) -> None:
        self._outstanding = outstanding
        self._show()

    def _show(self) -> None:
        self._note.show_outstanding(self._outstanding, is_trying=self._trying.busy)


def _key(project: Project, run_id: int) -> _Key:
    return project.info.folder, project.info.created_at, run_id
