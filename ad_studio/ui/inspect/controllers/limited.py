"""Measures the regions on which verdicts hang by the size limit that is being tried."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from ad_studio.domain import LimitKey, SizeLimit
from ad_studio.errors import AdStudioError
from ad_studio.progress import Progress, raise_if_cancelled
from ad_studio.services.projects.project import Project
from ad_studio.services.results.limited import Scored, measure, to_measure
from ad_studio.ui.inspect.state import InspectState

_Found = tuple[LimitKey, Mapping[int, float]]
"""What the limit is known by, and limited scores by result."""


class LimitedScoreController(QObject):
    """Measures what the thresholds being tried ask for; until then the score alone counts.

    Signals:
        failed(AdStudioError): The maps could not be read.
    """

    failed = Signal(object)

    def __init__(self, state: InspectState, *, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._limit: SizeLimit | None = None
        self._gave_up = False
        self.tasks = state.session.jobs.queue("limited scores")
        self.tasks.partials.connect(self._on_partials)
        self.tasks.busy_changed.connect(self._on_busy)
        self.tasks.failed.connect(self._on_failed)
        state.draft.tried.connect(self._measure)
        state.opened.connect(self._measure)
        state.reread.connect(self._measure)
        state.grew.connect(self._measure)

    def _measure(self) -> None:
        project, pair = self._state.project, self._state.draft.thresholds
        limit = None if pair is None else pair.size_limit
        if limit != self._limit:
            self._limit, self._gave_up = limit, False
            self.tasks.drop()
        if project is None or limit is None or self._gave_up or self.tasks.busy:
            return
        missing = to_measure(self._state.results.table)
        if missing:
            self.tasks.start(lambda progress: _measure(project, missing, limit, progress))

    def _on_partials(self, _job: int, partials: list[_Found]) -> None:
        results, here = self._state.results, self._state.image.row
        for key, found in partials:
            results.take_limited(found, key=key)
        results.settle()
        if here is not None and any(here.id in found for _key, found in partials):
            results.rows_changed.emit([self._state.image.row])

    def _on_failed(self, _job: int, error: AdStudioError) -> None:
        self._gave_up = True  # until another size is tried: the same maps fail again
        self.failed.emit(error)

    def _on_busy(self, busy: bool) -> None:
        """What a line that was moved meanwhile asks for still gets its turn."""
        if not busy:
            self._state.scores_changed.emit()
            self._measure()


def _measure(project: Project, scored: list[Scored], limit: SizeLimit, progress: Progress) -> None:
    for found in measure(project, scored, limit):
        raise_if_cancelled(progress)
        progress.partial((limit.key, found))
