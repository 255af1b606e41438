"""Binds the threshold panel: stores what was tried, and reads what thresholds can rest on."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ad_studio.domain import Basis, Thresholds, ThresholdVersion
from ad_studio.services import thresholds
from ad_studio.services.projects.decisions import decisions
from ad_studio.services.projects.project import Project
from ad_studio.services.thresholds import scores, suggestions
from ad_studio.services.thresholds.curves import agreement
from ad_studio.services.thresholds.suggestions import DEFAULT_OPTIONS, SuggestionOptions
from ad_studio.ui.inspect.state import InspectState
from ad_studio.ui.inspect.threshold_panel.panel import ThresholdFacts, ThresholdPanel

_SOON_MS = 300  # verdicts come in bursts


class ThresholdController(QObject):
    """Keeps the panel to the model and the results on show.

    History, suggestions and curves are read again when they may have changed.

    Signals:
        failed(AdStudioError): They could not be read.
        facts_read(ThresholdFacts): They were read.
    """

    failed = Signal(object)
    facts_read = Signal(object)

    def __init__(self, state: InspectState, *, panel: ThresholdPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._panel = panel
        self._options: SuggestionOptions = DEFAULT_OPTIONS
        self._with_curves = False
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._read)
        self.tasks = state.session.jobs.queue("thresholds")
        self.tasks.failed.connect(lambda _id, error: self.failed.emit(error))
        self.facts_read.connect(panel.show_facts)
        panel.commit_asked.connect(self._commit)
        panel.picked.connect(state.image.show, Qt.ConnectionType.QueuedConnection)
        panel.tab_changed.connect(self._on_tab)
        panel.thresholds.suggestions.options_changed.connect(self._on_options_changed)
        state.draft.in_force.connect(self._read)
        state.session.changed.connect(self._show_pixel_size)
        state.scores_changed.connect(lambda: panel.show_table(state.results.scores()))
        state.results.rows_changed.connect(panel.update_rows)
        state.queues.writing.finished.connect(self._soon.start)
        state.queues.writing.failed.connect(lambda _job, _error: panel.commit_bar.offer_again())

    def _show_pixel_size(self) -> None:
        snapshot = self._state.session.snapshot
        self._panel.thresholds.show_pixel_size(None if snapshot is None else snapshot.pixel_mm)

    def _commit(self, limits: Thresholds, basis: Basis, note: str) -> None:
        project, author = self._state.project, self._state.operator
        model_id = self._state.model_id
        if project is not None:
            self._state.queues.writing.start(
                lambda _progress: thresholds.set_thresholds(
                    project, limits, basis=basis, author=author, note=note, model_id=model_id
                ),
                then=self._on_committed,
            )

    def _on_committed(self, version: ThresholdVersion) -> None:
        if version.model_id == self._state.model_id:
            self._state.draft.confirm(version)
        self._state.session.refresh()

    def _read(self) -> None:
        """Read what thresholds can rest on, at once; the latest question counts."""
        self._soon.stop()
        self.tasks.drop()
        project, model_id = self._state.project, self._state.model_id
        options, curves = self._options, self._with_curves
        if project is not None and model_id is not None:
            self.tasks.start(
                lambda _progress: _read_facts(project, model_id, options, curves=curves),
                then=self.facts_read.emit,
            )

    def _on_tab(self) -> None:
        if self._panel.shows_check and not self._with_curves:
            self._with_curves = True  # from now on; they take a library that loads slowly
            self._read()

    def _on_options_changed(self, options: SuggestionOptions) -> None:
        self._options = options
        self._read()


def _read_facts(
    project: Project, model_id: int, options: SuggestionOptions, *, curves: bool
) -> ThresholdFacts:
    table = scores.verified(project, model_id=model_id)
    return ThresholdFacts(
        history=decisions(project, model_id=model_id),
        suggestions=suggestions.suggest(project, model_id=model_id, options=options),
        verified=table,
        agreement=agreement(table) if curves else None,
    )
