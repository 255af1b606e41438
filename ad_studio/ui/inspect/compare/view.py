"""The page inside the Inspect step that holds two runs against each other."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSplitter, QWidget

from ad_studio.domain import RunInfo, RunScope, Verdict
from ad_studio.progress import Progress
from ad_studio.services.projects.project import Project
from ad_studio.services.results import comparison
from ad_studio.services.results.comparison import Comparison, Pair
from ad_studio.ui.inspect.compare.scatter import Scatter
from ad_studio.ui.inspect.compare.tables import CountsTable, PairsModel, PairsView
from ad_studio.ui.inspect.compare.viewers import BothViewers
from ad_studio.ui.inspect.widgets.run_options import model_words
from ad_studio.ui.inspect.widgets.run_tools import model_word, ng_words, run_words
from ad_studio.ui.session import Session
from ad_studio.ui.text import images, number
from ad_studio.ui.widgets.basics import ComboBox, ElidedLabel, button, label
from ad_studio.ui.widgets.layouts import hbox, vbox


class CompareView(QFrame):
    """Scatter, counts, a table of images and the image chosen, of the run on show and another.

    Signals:
        closed: The user wants the run back.
        failed(AdStudioError): Something could not be read.
        inspect_asked(RunScope, int): Inspect the same images with this model.
    """

    closed = Signal()
    failed = Signal(object)
    inspect_asked = Signal(object, int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._run: RunInfo | None = None
        self._found: Comparison | None = None
        self._places: dict[int, int] = {}  # id of A's result to its place in the scatter
        self._tasks = session.jobs.queue("compare")
        self._tasks.failed.connect(lambda _id, error: self.failed.emit(error))
        self._back = button(
            self.tr("Back to the run"),
            icon="previous",
            tip=self.tr("Back to the list of images (Esc)"),
            on=self.closed.emit,
        )
        self._title = ElidedLabel(role="strong")
        self.others = ComboBox(
            name=self.tr("Run to compare with"),
            tip=self.tr("Runs that have the same images come first, those of other models before"),
        )
        self.others.setMinimumContentsLength(30)
        self.models = ComboBox(
            name=self.tr("Model for the same images"),
            tip=self.tr("The model that is to score the images of run A"),
        )
        self.models.setMinimumContentsLength(22)
        self.inspect = button(
            self.tr("Inspect the same images"),
            icon="play",
            tip=self.tr("Score exactly the images of run A with this model, in a new run"),
            on=self._on_inspect,
        )
        self.summary = label(role="muted", wrap=True)
        self.scatter = Scatter()
        self.counts = CountsTable()
        self.pairs = PairsModel()
        self.pairs.setParent(self)
        self.table = PairsView(self.pairs)
        self.viewers = BothViewers(session)
        self._lay_out()
        self.others.activated.connect(lambda _at: self._compare())
        self.scatter.picked.connect(self._on_picked)
        self.table.picked.connect(self.show_pair)
        self.counts.chosen.connect(self._show_pairs)
        session.opened.connect(self.closed)

    @property
    def busy(self) -> bool:
        """True while something is being read."""
        return self._tasks.busy or self.viewers.busy

    def open(self, run: RunInfo) -> None:
        """Compare a run with the one that suits best, preferably of another model."""
        project, snapshot = self._session.project, self._session.snapshot
        if project is None or snapshot is None:
            return
        self._run = run
        self._title.setText(self.tr("A: {run}").format(run=self._described(run)))
        with QSignalBlocker(self.models):
            self.models.clear()
            for standing in snapshot.standings:
                if standing.model.id != run.model_id:
                    self.models.addItem(model_words(standing.model), standing.model.id)
        there_are = self.models.count() > 0
        self.models.setEnabled(there_are)
        self.inspect.setEnabled(there_are)
        self._show(None)
        self._tasks.start(lambda _progress: comparison.partners(project, run.id), then=self._offer)

    def show_pair(self, pair: Pair) -> None:
        """Show an image as both models see it."""
        self.scatter.mark(self._places.get(pair.a.id))
        with QSignalBlocker(self.table):
            self.table.show_pair(pair)
        if self._found is not None:
            self.viewers.show_pair(pair, self._found)

    def _on_picked(self, index: int) -> None:
        if self._found is not None:
            self.show_pair(self._found.scored[index])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        event.accept()  # verdict keys must not reach the page: its image is not on the screen

    def _lay_out(self) -> None:
        self.setAccessibleName(self.tr("Comparison of two runs"))
        top = hbox(spacing=8)
        with_words = label(self.tr("with B:"), role="strong")
        with_words.setBuddy(self.others)
        top.addWidget(self._back)
        top.addWidget(self._title, 3)
        top.addWidget(with_words)
        top.addWidget(self.others, 4)
        below = hbox(spacing=8)
        below.addWidget(self.summary, 1)
        below.addWidget(self.models, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.inspect, 0, Qt.AlignmentFlag.AlignTop)
        left = _column(self.scatter, self.counts)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setObjectName("compare")
        split.setHandleWidth(16)
        split.setChildrenCollapsible(False)
        for at, part in enumerate((left, self.table, self.viewers)):
            split.addWidget(part)
            split.setStretchFactor(at, 3)
        split.setSizes([350, 400, 270])
        column = vbox(self, spacing=12)
        column.addLayout(top)
        column.addLayout(below)
        column.addWidget(split, 1)

    def _offer(self, partners: list[RunInfo]) -> None:
        snapshot, here = self._session.snapshot, self._run
        if snapshot is None or here is None:
            return
        first = {run.id for run in partners}
        rest = [run for run in snapshot.runs if run.id not in first and run.id != here.id]
        self.others.clear()
        for run in (*partners, *rest):
            self.others.addItem(self._described(run), run.id)
        self.others.setEnabled(self.others.count() > 0)
        if partners:
            self._compare()
        else:
            self.others.setCurrentIndex(-1)
            self.summary.setText(
                self.tr(
                    "No other run has images of this one. Choose a model and inspect the same "
                    "images, or choose a run of copies of them."
                )
                if self.models.count()
                else self.tr(
                    "No other run has images of this one, and there is only one model: train "
                    "another one first, then inspect the same images with it."
                )
            )

    def _described(self, run: RunInfo) -> str:
        """A run by number, model, share of NG and folder, so that two can be told apart."""
        snapshot = self._session.snapshot
        standing = snapshot.standing(run.model_id) if snapshot else None
        model = "" if standing is None else model_word(standing.model.number)
        parts = (run_words(run), ng_words(run), run.scope.text, model)
        return ", ".join(part for part in parts if part)

    def _compare(self) -> None:
        project, here, other = self._session.project, self._run, self.others.currentData()
        if project is not None and here is not None and other is not None:
            self._show(None)  # what was compared before is not of this run
            self._tasks.start(partial(_prepared, project, here.id, other), then=self._show)

    def _show(self, found: Comparison | None) -> None:
        self._found = found
        self.viewers.clear()
        self._places = {}
        for widget in (self.scatter, self.counts):  # not the table: it would lose the keys
            widget.setEnabled(found is not None)
        if found is None:
            self.summary.setText("")
            self.table.why_empty = ""
            self.pairs.show_pairs(())
            return
        self._places = {pair.a.id: at for at, pair in enumerate(found.scored)}
        self.scatter.show_comparison(found)
        self.counts.show_comparison(found)
        self.summary.setText(self._words(found))
        self._show_pairs()

    def _show_pairs(self) -> None:
        if self._found is None:
            return
        cell = self.counts.cell
        chosen = (
            self._found.disagreements
            if cell is None
            else [p for p in self._found.pairs if (p.a.machine, p.b.machine) == cell]
        )
        self.table.why_empty = (
            self.tr("No image is judged differently.\nPress a number to see its images.")
            if cell is None
            else self.tr("There is no such image.")
        )
        self.pairs.show_pairs(chosen)
        if chosen:
            self.table.show_pair(chosen[0])
            self.show_pair(chosen[0])

    def _words(self, found: Comparison) -> str:
        rank = found.rank_correlation
        parts = [
            self.tr("{images} in both runs").format(images=images(len(found.pairs))),
            self.tr("%Ln judged differently by the machine", "", len(found.disagreements)),
            self.tr("only A says NG: {count}").format(
                count=found.count(Verdict.NG, by_a=True, by_b=False)
            ),
            self.tr("only B says NG: {count}").format(
                count=found.count(Verdict.NG, by_a=False, by_b=True)
            ),
            self.tr("rank correlation {value}").format(
                value="–" if rank is None else number(rank, 3)
            ),
        ]
        if found.only_a or found.only_b:
            parts.append(
                self.tr("{a} only in A, {b} only in B").format(a=found.only_a, b=found.only_b)
            )
        if found.other_bytes:
            parts.append(self.tr("%Ln of the same path but other bytes", "", found.other_bytes))
        return "  ·  ".join(parts)

    def _on_inspect(self) -> None:
        run, model_id = self._run, self.models.currentData()
        if run is not None and model_id is not None:
            scope = RunScope(run.scope.folders, images_of=run.id)
            self.inspect_asked.emit(scope, model_id)


def _prepared(project: Project, run_a: int, run_b: int, progress: Progress) -> Comparison:
    """Compare, and work out all that is shown: not on the event loop, there may be many images."""
    found = comparison.compare(project, run_a, run_b, should_stop=lambda: progress.is_cancelled)
    _ = found.scores, found.counts, found.disagreements, found.other_bytes, found.rank_correlation
    return found


def _column(*widgets: QWidget) -> QWidget:
    whole = QWidget()
    column = vbox(whole, spacing=8)
    for at, widget in enumerate(widgets):
        column.addWidget(widget, 0 if at else 1)
    return whole
