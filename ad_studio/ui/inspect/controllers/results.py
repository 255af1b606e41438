"""Reads the run on show, and measures its defects once the list wants their sizes."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Signal

from ad_studio.domain import Thresholds
from ad_studio.errors import AdStudioError
from ad_studio.services import results, thresholds
from ad_studio.services.projects.models import model_in_force
from ad_studio.services.projects.project import Project
from ad_studio.services.results.defect_sizes import measure_defects
from ad_studio.services.results.filters import Filters
from ad_studio.services.results.ordering import SortKey
from ad_studio.services.results.result_arrays import Floats
from ad_studio.services.results.table import ResultTable, read_table
from ad_studio.ui.inspect.state import InspectState, StoredRun
from ad_studio.ui.inspect.widgets.filters import FilterPanel
from ad_studio.ui.inspect.widgets.result_list import ResultList
from ad_studio.ui.inspect.widgets.results_view import ViewMode


def read_stored(project: Project, run_id: int | None, *, all_runs: bool = False) -> StoredRun:
    """Read a run, or the latest; without one, only the thresholds of the model in force.

    With `all_runs`, the results are those of every run of its model.

    Raises:
        StoreError: The database cannot be read.
    """
    found = results.runs(project)
    if found:
        run = next((run for run in found if run.id == run_id), found[0])
        version = thresholds.current_thresholds(project, model_id=run.model_id)
        shown = [one for one in found if one.model_id == run.model_id] if all_runs else [run]
        return StoredRun(run, read_table(project, shown), version, all_runs)
    if model_in_force(project) is None:
        return StoredRun(None, ResultTable(), None)
    return StoredRun(None, ResultTable(), thresholds.current_thresholds(project))


@dataclass(frozen=True, slots=True)
class _Expected:
    """A run that is about to come on show, and what is to be shown of it."""

    run_id: int
    filters: Filters
    all_runs: bool


class ResultsController(QObject):
    """Keeps the state to the run that the session has chosen.

    Signals:
        failed(AdStudioError): Something could not be read or stored.
    """

    failed = Signal(object)

    def __init__(self, state: InspectState, *, panel: FilterPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._panel = panel
        self._expected: _Expected | None = None
        queues = state.queues
        for shown in (state.opened, state.reread):
            shown.connect(self._on_shown)
        state.session.opened.connect(self.open)
        state.session.changed.connect(self._on_changed)
        state.cleared.connect(panel.forget_runs)
        state.changed.connect(self._show_all_runs)
        panel.all_runs_toggled.connect(self.read)
        state.live_changed.connect(panel.all_runs.setDisabled)
        state.live_changed.connect(self._on_live_changed)
        queues.writing.finished.connect(self._on_written)
        queues.reading.failed.connect(self._on_read_failed)
        queues.writing.failed.connect(self._on_failed)

    def open(self) -> None:
        """Show the project that is open now."""
        self._expected = None
        self._state.queues.reading.drop()
        self._state.clear()
        if self._state.project is not None:
            self.read()
        self._state.changed.emit()

    def expect(self, run_id: int, filters: Filters, *, all_runs: bool) -> None:
        """Filter the run that was chosen just now once it is on show, unless another one comes.

        Args:
            run_id: The run, which may be there already.
            filters: What is shown of it.
            all_runs: Show the other runs of its model, too.
        """
        self._expected = _Expected(run_id, filters, all_runs)
        if self._state.run_id == run_id and self._state.is_live:
            self._on_shown()
        else:
            self.read()

    def _on_shown(self) -> None:
        expected, self._expected = self._expected, None
        if expected is not None and expected.run_id == self._state.run_id:
            self._state.results.set_filters(expected.filters)
            self._state.image.show_first()

    def read(self) -> None:
        """Read the run on show anew."""
        project, run_id = self._state.project, self._state.session.run_id
        all_runs = self._panel.all_runs.isChecked()
        if self._expected is not None and self._expected.run_id != run_id:
            self._expected = None  # another one was chosen since
        if self._expected is not None:
            all_runs = self._expected.all_runs
        if project is not None:
            self._state.queues.reading.start(
                lambda _progress: read_stored(project, run_id, all_runs=all_runs),
                then=self._state.show,
            )

    def stop_reading(self) -> None:
        """Drop what is being read: it would cover what streams in from here on."""
        self._expected = None
        if self._state.queues.reading.busy:
            self._state.queues.reading.drop()
            self._show_all_runs()

    def _on_changed(self) -> None:
        """Read anew if another run is chosen, or there is another model and no run yet."""
        snapshot, state = self._state.session.snapshot, self._state
        if snapshot is None or state.is_live:
            return
        wanted = snapshot.run.id if snapshot.run else None
        model = snapshot.model.id if snapshot.model else None
        if wanted != state.run_id or (state.run is None and (wanted or model != state.model_id)):
            self.read()

    def _on_live_changed(self, is_live: bool) -> None:
        """Once a run has ended, find the files that it moved as results streamed in."""
        project, run_id, shown = self._state.project, self._state.run_id, self._state.results
        if is_live or project is None or run_id is None:
            return
        self._state.queues.reading.start(
            lambda _progress: results.moved(project, run_id),
            then=shown.table.place,
        )

    def _on_written(self) -> None:
        """What is being read at this moment may be from before: it must not cover what was said."""
        if self._state.queues.reading.busy:
            self.read()

    def _on_read_failed(self, _job: int, error: AdStudioError) -> None:
        self._expected = None
        self.failed.emit(error)

    def _on_failed(self, _job: int, error: AdStudioError) -> None:
        """Say so, and show again what is really stored."""
        self.failed.emit(error)
        if self._state.project is not None and not self._state.is_live:
            self._state.session.refresh()
            self.read()

    def _show_all_runs(self) -> None:
        self._panel.show_all_runs(self._state.all_runs)


class DefectSizeController(QObject):
    """Measures defects at the review threshold in force; another one has them measured anew.

    Signals:
        failed(AdStudioError): The sizes could not be read.
    """

    failed = Signal(object)

    def __init__(self, state: InspectState, *, result_list: ResultList, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._list = result_list
        self._level: float | None = None
        self.tasks = state.session.jobs.queue("sizes")
        self.tasks.partials.connect(self._on_partials)
        self.tasks.fraction.connect(lambda _job, done: result_list.show_measuring(done))
        self.tasks.busy_changed.connect(self._on_busy)
        self.tasks.failed.connect(lambda _id, error: self.failed.emit(error))
        state.draft.in_force.connect(self._measure_by)
        table = state.results
        for changed in (
            table.filters_changed,
            table.order_changed,
            table.modelReset,
            table.rowsInserted,
            result_list.mode_changed,
        ):
            changed.connect(self._measure)

    def _measure_by(self, limits: Thresholds | None) -> None:
        level = None if limits is None else limits.review
        if level != self._level:
            self._level = level
            self.tasks.drop()
            table = self._state.results.table
            table.measure(np.arange(len(table)), None)
            self._measure()

    def _is_wanted(self) -> bool:
        shown = self._state.results
        by_size = shown.filters.by_size or shown.order.key is SortKey.SIZE
        return by_size or self._list.views.mode is ViewMode.TABLE

    def _measure(self) -> None:
        """Measure what is not known yet, the highest scores first."""
        project, level, table = self._state.project, self._level, self._state.results.table
        if project is None or level is None or self.tasks.busy or not self._is_wanted():
            return
        unknown = np.flatnonzero(np.isnan(table.sizes))
        if len(unknown):
            worst = unknown[np.argsort(-np.nan_to_num(table.scores[unknown]), kind="stable")]
            ids = table.ids[worst].tolist()
            self.tasks.start(
                lambda progress: measure_defects(project, ids, level, progress=progress)
            )

    def _on_partials(self, _job: int, partials: list[tuple[list[int], Floats]]) -> None:
        ids = [one for chunk, _sizes in partials for one in chunk]
        self._state.results.measure(ids, np.concatenate([sizes for _chunk, sizes in partials]))

    def _on_busy(self, busy: bool) -> None:
        """Results that came in meanwhile still get their turn."""
        if not busy:
            self._list.show_measuring(None)
            self._state.results.settle()
            self._measure()
