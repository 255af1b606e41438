"""Binds the sizes of defects: measured behind the window once the list wants them."""

import numpy as np
from PySide6.QtCore import QObject

from ad_studio.domain import Thresholds
from ad_studio.services.results.defect_sizes import measure_defects
from ad_studio.services.results.ordering import SortKey
from ad_studio.services.results.table import Floats
from ad_studio.ui.inspect.desk import Desk
from ad_studio.ui.inspect.results_model import ResultsModel
from ad_studio.ui.inspect.results_view import ViewMode
from ad_studio.ui.session import Session


class Measuring(QObject):
    """Sizes hold for the review threshold in force; a new one has them measured anew."""

    def __init__(self, session: Session, desk: Desk, model: ResultsModel, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = desk
        self._model = model
        self._level: float | None = None
        self.lane = session.jobs.lane("sizes")
        self.lane.partials.connect(self._on_partials)
        self.lane.fraction.connect(lambda _job, done: desk.list.show_measuring(done))
        self.lane.busy_changed.connect(self._on_busy)
        model.filters_changed.connect(self._look)
        model.order_changed.connect(self._look)
        model.modelReset.connect(self._look)
        model.rowsInserted.connect(self._look)
        desk.list.mode_changed.connect(self._look)

    def measure_by(self, limits: Thresholds | None) -> None:
        """Measure at the review threshold of these from now on."""
        level = None if limits is None else limits.review
        if level != self._level:
            self._level = level
            self.lane.drop()
            table = self._model.table
            table.measure(np.arange(len(table)), None)
            self._look()

    def _wanted(self) -> bool:
        by_size = self._model.filters.by_size or self._model.order.key is SortKey.SIZE
        return by_size or self._desk.list.views.mode is ViewMode.TABLE

    def _look(self) -> None:
        """Measure what is not known yet, the highest scores first."""
        project, level, table = self._session.project, self._level, self._model.table
        if project is None or level is None or self.lane.busy or not self._wanted():
            return
        unknown = np.flatnonzero(np.isnan(table.sizes))
        if len(unknown):
            worst = unknown[np.argsort(-np.nan_to_num(table.scores[unknown]), kind="stable")]
            ids = table.ids[worst].tolist()
            self.lane.start(
                lambda progress: measure_defects(project, ids, level, progress=progress)
            )

    def _on_partials(self, _job: int, partials: list[tuple[list[int], Floats]]) -> None:
        ids = [one for chunk, _sizes in partials for one in chunk]
        self._model.measure(ids, np.concatenate([sizes for _chunk, sizes in partials]))

    def _on_busy(self, busy: bool) -> None:
        """Results that came in meanwhile still get their turn."""
        if not busy:
            self._desk.list.show_measuring(None)
            self._model.settle()
            self._look()
