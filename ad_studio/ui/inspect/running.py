"""Binds an inspection that runs: its results stream in, its end is told."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from ad_studio.domain import ResultRow, RunInfo, RunScope
from ad_studio.eta import Rate
from ad_studio.progress import Progress
from ad_studio.services.inspection import inspector
from ad_studio.services.inspection.run_control import RunControl
from ad_studio.ui.inspect.bench import Bench
from ad_studio.ui.text import number

_SUM_UP_MS = 250  # histogram and rate need not follow every image


class Running(QObject):
    """Starts inspections and hands their results to the list.

    Signals:
        starting: An inspection was asked for.
        began(int): The first results of this run are here; nothing of them is shown yet.
        grew: More results are in the list.
        summed: The scores are worth a new look; several times a second while results come.
        ended(RunInfo): The inspection is through.
        cancelled: The user cancelled it.

    Attributes:
        model_id: The model of the latest inspection.
        run_id: The run that it fills; None before its first image.
    """

    starting = Signal()
    began = Signal(int)
    grew = Signal()
    summed = Signal()
    ended = Signal(object)
    cancelled = Signal()

    def __init__(self, bench: Bench, parent: QObject) -> None:
        super().__init__(parent)
        self._session = bench.session
        self._lane = bench.lanes.inspecting
        self._on_show = bench.on_show
        self._model = bench.model
        self._run_bar = bench.run_bar
        self.model_id: int | None = None
        self.run_id: int | None = None
        self._rate = Rate()
        self._summing_up = QTimer(self, singleShot=True, interval=_SUM_UP_MS)
        self._summing_up.timeout.connect(self._sum_up)
        self._lane.partials.connect(self._on_rows)
        self._lane.cancelled.connect(lambda _job: self.cancelled.emit())
        bench.run_bar.started.connect(self.start)
        bench.run_bar.hold.resumed.connect(self._restart_rate)

    def start(self, scope: RunScope, *, model_id: int | None = None) -> None:
        """Inspect in a new run; without a model, by the one that the options name."""
        if not self._is_free:
            return
        project, bar, snapshot = self._session.project, self._run_bar, self._session.snapshot
        chosen = bar.options.model_id if model_id is None else model_id
        if chosen is None and snapshot is not None and snapshot.model is not None:
            chosen = snapshot.model.id
        self.model_id, self.run_id = chosen, None
        lot, operator = bar.lot, bar.operator
        self._carry_out(
            lambda control, progress: inspector.inspect(
                project,
                scope,
                model_id=chosen,
                lot=lot,
                operator=operator,
                control=control,
                progress=progress,
            ),
            watching=scope.watch,
        )

    def resume(self, run: RunInfo) -> None:
        """Go on with a run that was paused, cancelled or interrupted, and is on show."""
        if not self._is_free:
            return
        project = self._session.project
        self.model_id, self.run_id = run.model_id, run.id
        self._on_show.run = None  # it changes from now on
        self._carry_out(
            lambda control, progress: inspector.resume(
                project, run.id, control=control, progress=progress
            ),
            watching=run.scope.watch,
        )

    @property
    def _is_free(self) -> bool:
        """True while an inspection may begin: one at a time, in an open project."""
        return self._session.project is not None and not self._lane.busy

    def _carry_out(
        self, work: Callable[[RunControl, Progress], RunInfo], *, watching: bool
    ) -> None:
        self._rate = Rate()
        control = RunControl()
        self._run_bar.hold.follow(control, watching=watching)
        self._lane.start(lambda progress: work(control, progress), then=self._on_inspected)
        self.starting.emit()

    def _on_rows(self, _job: int, rows: list[ResultRow]) -> None:
        self.run_id = run_id = rows[-1].run_id
        if run_id != self._on_show.run_id:
            self.began.emit(run_id)
        self._model.append(rows)
        if not self._summing_up.isActive():
            self._summing_up.start()
        self.grew.emit()

    def _restart_rate(self) -> None:
        self._rate = Rate()

    def _sum_up(self) -> None:
        self.summed.emit()
        pace = self._rate.per_second(len(self._model.results()))
        words = self.tr("{pace} images/s")
        self._run_bar.strip.set_rate(words.format(pace=number(pace, 1)) if pace else "")

    def _on_inspected(self, run: RunInfo) -> None:
        self._on_show.run = run
        self._sum_up()
        self.ended.emit(run)
