"""Binds the services of learning to the Train page: what can be learned, learning, removing."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from ad_studio.domain import ModelInfo, TrainingSet
from ad_studio.errors import Cancelled
from ad_studio.messages import Message
from ad_studio.progress import Progress, SubProgress
from ad_studio.services import thresholds
from ad_studio.services.learning import comparison, learn, plan
from ad_studio.services.projects import training_set
from ad_studio.services.projects.models import model_in_force
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.training_set import LearnedPart
from ad_studio.services.training_progress import share_of_training
from ad_studio.ui.jobs import TaskQueue
from ad_studio.ui.operator import last_operator
from ad_studio.ui.session import Session
from ad_studio.ui.train.learn_card import LearnCard
from ad_studio.ui.train.learned_parts import LearnedParts


@dataclass(frozen=True, slots=True)
class Learned:
    """What a training made that is compared.

    Attributes:
        model: The candidate.
        left_behind: Which thresholds it does without; empty: none.
        compared: Beside the model in force; None: there was none, or it was cancelled.
    """

    model: ModelInfo
    left_behind: Message
    compared: comparison.ModelComparison | None


@dataclass(frozen=True, slots=True)
class _Outlook:
    """What could be learned from, and what is learned from now."""

    plan: plan.LearningPlan
    parts: list[LearnedPart]


class LearningController(QObject):
    """Learns on the task queue of training, so that only one of both goes on.

    Signals:
        asking: Learning was asked for, and somebody has to look at the card first.
        starting: Learning begins.
        learned(Learned): There is a candidate.
        removed(TrainingSet): What the next model learns from has changed.
        failed(AdStudioError): What can be learned from is not known, or did not change.
    """

    asking = Signal()
    starting = Signal()
    learned = Signal(object)
    removed = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        session: Session,
        tasks: TaskQueue,
        *,
        card: LearnCard,
        parts: LearnedParts,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._card = card
        self._parts = parts
        self._is_beginning = False
        self._planning = session.jobs.queue("learning-plan")
        self._removing = session.jobs.queue("training-set", latest_only=False)
        session.guard(self._removing, self.tr("Removing parts"))
        for queue in (self._planning, self._removing):
            queue.failed.connect(lambda _id, error: self.failed.emit(error))
        session.opened.connect(self._on_opened)
        card.asked.connect(self._on_asked)
        parts.remove_asked.connect(lambda sha256: self._remove({sha256}))
        parts.forget_asked.connect(lambda: self._remove(None))

    def begin(self) -> None:
        """Learn from what can be learned from now, unless there are parts to be asked about."""
        self._is_beginning = True
        self.look()

    def look(self) -> None:
        """Find out what can be learned from now."""
        project, snapshot = self._session.project, self._session.snapshot
        if project is None or snapshot is None or snapshot.model is None or self._tasks.busy:
            return
        self._planning.start(
            lambda progress: _look(project, progress),
            then=self._on_found,
        )

    def _on_found(self, found: _Outlook) -> None:
        self._card.show_plan(found.plan)
        self._parts.show_parts(found.parts)
        self._parts.setVisible(not self._parts.is_empty and not self._tasks.busy)
        if self._is_beginning:
            self._is_beginning = False
            if found.plan.good and not (found.plan.outliers or found.plan.taken_out):
                self._on_asked()
            else:
                self.asking.emit()

    def _on_opened(self) -> None:
        self._planning.drop()
        self._is_beginning = False
        self._card.show_plan(None)
        self._parts.show_parts(())

    def _on_asked(self) -> None:
        project = self._session.project
        if project is None or self._tasks.busy:
            return
        self._planning.drop()
        accept, author = self._card.accepted, last_operator()
        self.starting.emit()
        self._tasks.start(
            lambda progress: _learn(project, accept, author, progress), then=self.learned.emit
        )

    def _remove(self, parts: set[str] | None) -> None:
        project, author = self._session.project, last_operator()
        if project is not None:
            self._removing.start(
                lambda _progress: learn.forget(project, parts, author=author),
                then=self._on_removed,
            )

    def _on_removed(self, now: TrainingSet) -> None:
        self.removed.emit(now)
        self.look()


def _look(project: Project, progress: Progress) -> _Outlook:
    return _Outlook(
        plan=plan.plan_learning(project, least_ok=0, progress=progress),
        parts=training_set.parts(project),
    )


def _learn(project: Project, accept: set[int], author: str, progress: Progress) -> Learned:
    """Plan anew, as files may have changed; a cancelled comparison leaves the candidate."""
    planned = plan.plan_learning(project, accept=accept, progress=progress)
    images = {part.sha256 for part in planned.ok} | {row.sha256 for row in planned.lot}
    return train_and_compare(
        project,
        lambda training: learn.learn(project, planned, author=author, progress=training),
        share=share_of_training(comparison.count_to_score(project, images)),
        progress=progress,
    )


def train_and_compare(
    project: Project, train: Callable[[Progress], ModelInfo], *, share: float, progress: Progress
) -> Learned:
    """Train a model and compare it with the one in force, if there is one.

    Args:
        project: Gets the model.
        train: Trains it.
        share: Of the time that the training takes of both.
        progress: Told the share done; where it stops during the comparison, the model stays.

    Raises:
        AdStudioError: As `train` and `compare_models`.
        Cancelled: The user asked to stop during the training.
    """
    before = model_in_force(project)
    if before is None:
        share = 1.0
    model = train(SubProgress(progress, 0.0, share))
    compared = None
    if before is not None:
        comparing = SubProgress(progress, share, 1.0)
        with suppress(Cancelled):
            compared = comparison.compare_models(project, before, model, progress=comparing)
    return Learned(model, thresholds.left_behind(project, model), compared)
