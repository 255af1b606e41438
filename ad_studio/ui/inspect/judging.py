"""Binds the thresholds: tried out on everything that is seen, then stored."""

from PySide6.QtCore import QObject, Qt, Signal

from ad_studio.domain import Thresholds, ThresholdVersion
from ad_studio.services import thresholds
from ad_studio.services.thresholds.suggestions import Wishes
from ad_studio.ui.inspect.bench import Bench
from ad_studio.ui.inspect.console.evidence import EvidenceReader, Subject


class Judging(QObject):
    """The thresholds in hand reach the list, the viewer and the legend at once.

    Signals:
        in_force(Thresholds | None): These are stored; None: there is no model.
    """

    in_force = Signal(object)

    def __init__(self, bench: Bench, parent: QObject) -> None:
        super().__init__(parent)
        self._session = bench.session
        self._lanes = bench.lanes
        self._on_show = bench.on_show
        self._desk = bench.desk
        self._model = bench.model
        self._screen = bench.screen
        self._run_bar = bench.run_bar
        self.evidence = EvidenceReader(bench.session.jobs, self, subject=self._subject)
        console, evidence = bench.desk.console, self.evidence
        console.tried.connect(self.judge_by)
        console.commit_asked.connect(self._commit)
        console.picked.connect(bench.screen.show_result, Qt.ConnectionType.QueuedConnection)
        console.tab_changed.connect(self._on_tab)
        console.thresholds.suggestions.wished.connect(self._on_wished)
        evidence.read.connect(console.show_evidence)
        bench.model.row_changed.connect(console.update_row)
        bench.lanes.writing.finished.connect(lambda _job, _result: evidence.ask_soon())

    def show_version(self, version: ThresholdVersion | None) -> None:
        """Judge by what is stored, or by what was tried against it."""
        console = self._desk.console
        console.show_version(version)
        self.judge_by(console.hand.thresholds)
        self.in_force.emit(version.thresholds if version else None)
        self.evidence.ask()

    def judge_by(self, limits: Thresholds | None) -> None:
        """Judge by these for now; nothing is stored."""
        row = self._screen.row
        before = None if row is None else self._model.machine_verdict(row)
        self._model.set_thresholds(limits)
        self._desk.viewer.set_thresholds(limits)
        self._desk.legend.set_thresholds(limits)
        if row is None or self._model.machine_verdict(row) is not before:
            self._screen.describe()  # the bar lays itself out anew, too slow for every move

    def _commit(self, limits: Thresholds, basis: str, note: str) -> None:
        project, author = self._session.project, self._run_bar.operator
        model_id = self._on_show.model_id
        self._lanes.writing.start(
            lambda _progress: thresholds.set_thresholds(
                project, limits, basis=basis, author=author, note=note, model_id=model_id
            ),
            then=self._on_committed,
        )

    def _on_committed(self, version: ThresholdVersion) -> None:
        if version.model_id == self._on_show.model_id:
            self._desk.console.confirm(version)
            self.in_force.emit(version.thresholds)
        self._session.refresh()

    def _subject(self) -> Subject | None:
        project, model_id = self._session.project, self._on_show.model_id
        return None if project is None or model_id is None else (project, model_id)

    def _on_tab(self) -> None:
        if self._desk.console.shows_check and not self.evidence.with_curves:
            self.evidence.with_curves = True  # from now on; they take a library that loads slowly
            self.evidence.ask()

    def _on_wished(self, wishes: Wishes) -> None:
        self.evidence.wishes = wishes
        self.evidence.ask()
