"""Binds the thresholds: tried out on everything that is seen, then stored."""

from PySide6.QtCore import QObject

from ad_studio.domain import Thresholds, ThresholdVersion
from ad_studio.services import thresholds
from ad_studio.ui.inspect.desk import Desk
from ad_studio.ui.inspect.lanes import Lanes, OnShow
from ad_studio.ui.inspect.results_model import ResultsModel
from ad_studio.ui.inspect.run_bar import RunBar
from ad_studio.ui.inspect.screen import Screen
from ad_studio.ui.session import Session


class Judging(QObject):
    """The thresholds in hand reach the list, the viewer and the legend at once."""

    def __init__(
        self,
        session: Session,
        lanes: Lanes,
        on_show: OnShow,
        *,
        desk: Desk,
        model: ResultsModel,
        screen: Screen,
        run_bar: RunBar,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._lanes = lanes
        self._on_show = on_show
        self._desk = desk
        self._model = model
        self._screen = screen
        self._run_bar = run_bar
        desk.panel.tried.connect(self.judge_by)
        desk.panel.settled.connect(self._commit)
        model.counts_changed.connect(lambda: desk.panel.show_counts(model.counts()))

    def show_version(self, version: ThresholdVersion | None) -> None:
        """Judge by what is stored."""
        self._desk.panel.show_version(version)
        self.judge_by(version.thresholds if version else None)

    def judge_by(self, limits: Thresholds | None) -> None:
        """Judge by these for now; nothing is stored."""
        self._model.set_thresholds(limits)
        self._desk.viewer.set_thresholds(limits)
        self._desk.legend.set_thresholds(limits)
        self._screen.describe()

    def _commit(self, limits: Thresholds) -> None:
        project, author = self._session.project, self._run_bar.operator
        model_id = self._on_show.model_id
        self._lanes.writing.start(
            lambda _progress: thresholds.set_thresholds(
                project, limits, author=author, model_id=model_id
            ),
            then=self._on_committed,
        )

    def _on_committed(self, version: ThresholdVersion) -> None:
        self._desk.panel.confirm(version)
        self._session.refresh()
