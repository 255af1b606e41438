"""The Train page: learn from reference and confirmed parts; decide which model is in force."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from ad_studio.domain import (
    ModelInfo,
    ModelInForce,
    TrainingRole,
    TrainingSet,
    TrainSettings,
    TrainUpdate,
)
from ad_studio.errors import AdStudioError, PoorReferenceError
from ad_studio.messages import Message
from ad_studio.progress import Progress
from ad_studio.services import backbones, thresholds, training
from ad_studio.services.projects.models import put_in_force
from ad_studio.services.projects.project import Project
from ad_studio.services.training_progress import TrainingStep, step_of
from ad_studio.ui.messages import localized
from ad_studio.ui.session import Session
from ad_studio.ui.thumbnails import Thumbnails
from ad_studio.ui.train import dropped
from ad_studio.ui.train.comparison_card import ComparisonCard
from ad_studio.ui.train.curves import FoldedCurves
from ad_studio.ui.train.learn_card import LearnCard
from ad_studio.ui.train.learned_parts import LearnedParts
from ad_studio.ui.train.learning import Learned, LearningController
from ad_studio.ui.train.model_list import ModelList
from ad_studio.ui.train.part_types import PartTypesController
from ad_studio.ui.train.self_check import SelfCheckView
from ad_studio.ui.train.settings_panel import SettingsPanel
from ad_studio.ui.train.smallest_defect_card import SmallestDefectCard
from ad_studio.ui.train.steps import TrainingSteps
from ad_studio.ui.train.use_question import UseQuestion
from ad_studio.ui.widgets.banner import Level
from ad_studio.ui.widgets.basics import button, card, scrolling
from ad_studio.ui.widgets.empty import EmptyState
from ad_studio.ui.widgets.layouts import hbox, vbox
from ad_studio.ui.widgets.page import Page
from ad_studio.ui.widgets.progress_strip import ProgressStrip


class TrainPage(Page):
    """Settings on the left; on the right the steps of a training, the self-check and the models."""

    def __init__(self, session: Session, *, on_next: Callable[[], None]) -> None:
        super().__init__(
            session,
            title=self.tr("Train"),
            text=self.tr(
                "Learns what normal looks like from the reference image and from confirmed parts; "
                "no defects are needed."
            ),
        )
        self._on_next = on_next
        self._tasks = session.jobs.queue("train", latest_only=False)
        self._list = session.jobs.queue("backbones")
        self._download = session.jobs.queue("download", latest_only=False)
        self._deciding = session.jobs.queue("in-force", latest_only=False)
        self.work = self._tasks
        session.guard(self._tasks, self.tr("A training"))
        session.guard(self._deciding, self.tr("Putting a model in force"))
        self._again = self._start  # what is trained all the same on a poor reference
        self._shown: int | None = None  # the model whose self-check is on show; None: in force
        self._panel = SettingsPanel()
        self._panel.train_asked.connect(self._start)
        self._panel.download_asked.connect(self._fetch)
        self._make_strips()
        self._empty = EmptyState(icon="train", title="", text="")
        self._curves = FoldedCurves()
        self._check = SelfCheckView()
        following = button(
            self.tr("Continue to inspection"),
            kind="primary",
            icon="inspect",
            tip=self.tr("Go on to inspect a folder of images"),
            on=on_next,
        )
        self._check_card = self._framed(self._check, following)
        self._check_card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.models = ModelList()
        self.models.chosen.connect(self._on_chosen)
        self.models.use_asked.connect(self._ask_to_use)
        self.question = UseQuestion()
        self.question.confirmed.connect(self._use)
        self._make_learning()
        self.body.addWidget(self.question)
        row = hbox(spacing=16)
        row.addWidget(self._panel)
        self._area = self._results()
        row.addWidget(self._area, 1)
        row.addWidget(self._make_drawing(), 1)
        self.body.addLayout(row, 1)
        self._tasks.partials.connect(self._on_updates)
        self._tasks.stage.connect(lambda _job, stage: self._on_step(step_of(stage)))
        for ended in (self._tasks.finished, self._tasks.failed, self._tasks.cancelled):
            ended.connect(lambda *_about: self._forget_step())
        for tasks in (self._tasks, self._deciding):
            tasks.failed.connect(self._on_failed)
        self._tasks.cancelled.connect(self._on_cancelled)
        self._tasks.busy_changed.connect(self._on_busy)
        self._download.failed.connect(self._on_failed)
        self._download.busy_changed.connect(self._on_busy)
        self._list.failed.connect(lambda _id, error: self.banner.show_error(error))
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        self._on_opened()

    def _make_strips(self) -> None:
        self._strip = ProgressStrip(self._tasks, what=self.tr("training"), tells_status=False)
        self._download_strip = ProgressStrip(self._download, what=self.tr("the download"))
        self.steps = TrainingSteps()
        self._strip_card = card()
        strips = vbox(self._strip_card, spacing=12, margins=(24, 16, 24, 16))
        strips.addWidget(self.steps)
        strips.addWidget(self._strip)
        strips.addWidget(self._download_strip)
        self._strip_card.hide()

    def _make_drawing(self) -> SmallestDefectCard:
        self.drawing = SmallestDefectCard(self.session.jobs)
        self.drawing.drawn.connect(self._panel.take_smallest)
        self.drawing.left.connect(self._on_drawn)
        self.drawing.failed.connect(self.banner.show_error)
        self._panel.draw_asked.connect(self.draw_smallest_defect)
        return self.drawing

    def draw_smallest_defect(self) -> None:
        """Show the reference to draw the smallest defect on, in the place of the results."""
        snapshot = self.session.snapshot
        if snapshot is not None and snapshot.reference is not None:
            self._area.hide()
            self.drawing.ask(snapshot.reference)

    def _on_drawn(self) -> None:
        self._area.show()
        self._panel.train.setFocus()

    def _make_learning(self) -> None:
        thumbnails = Thumbnails(self.session.jobs, bit_depth=self.session.bit_depth, parent=self)
        self.learn_card = LearnCard(thumbnails)
        self.learned_parts = LearnedParts(thumbnails)
        self.comparison = ComparisonCard(thumbnails)
        self.question.keep.clicked.connect(self.comparison.hide)
        self.learning = LearningController(
            self.session, self._tasks, card=self.learn_card, parts=self.learned_parts, parent=self
        )
        self.learning.asking.connect(self._show_learn_card)
        self.learning.starting.connect(lambda: self._on_starting(comparing=True))
        self.learning.learned.connect(self._on_learned)
        self.learning.removed.connect(self._on_removed)
        self.learning.failed.connect(self.banner.show_error)
        self.part_types = PartTypesController(self.session, self._tasks, parent=self)
        self.part_types.asked.connect(lambda: self._start_part_types(self._panel.settings()))
        self.part_types.looked.connect(self._show)
        self.part_types.trained.connect(self._on_learned)
        self.part_types.failed.connect(self.banner.show_error)

    def entered(self) -> None:
        """Look again which backbones are here; weights may have been added meanwhile."""
        super().entered()
        self._look()
        self.learning.look()
        self.part_types.look()

    def _look(self) -> None:
        self._list.start(
            lambda _progress: backbones.list_backbones(), then=self._panel.show_backbones
        )

    def _fetch(self, backbone: str) -> None:
        self.banner.clear()
        self._download.start(
            lambda progress: backbones.download(backbone, progress=progress),
            then=lambda _info: self._look(),
        )

    def _results(self) -> QScrollArea:
        content = QWidget()
        column = vbox(content, spacing=16)
        column.addWidget(self._strip_card)
        column.addWidget(self._empty, 1)
        column.addWidget(self.comparison)
        column.addWidget(self._check_card)
        column.addWidget(self.learn_card)
        column.addWidget(self.learned_parts)
        column.addWidget(self.part_types.card)
        column.addWidget(self.models, 1)
        column.addWidget(self._curves, 1)
        column.addStretch()
        return scrolling(content)

    @staticmethod
    def _framed(widget: QWidget, following: QWidget | None = None) -> QFrame:
        frame = card()
        column = vbox(frame, spacing=16, margins=(24, 20, 24, 20))
        column.addWidget(widget)
        if following is not None:
            column.addWidget(following, 0, Qt.AlignmentFlag.AlignRight)
        return frame

    def start(self) -> None:
        """Train with the settings chosen."""
        self._start(self._panel.settings())

    def _start(self, settings: TrainSettings) -> None:
        project = self.session.project
        if project is None:
            return
        self._on_starting(comparing=False)
        self._tasks.start(
            lambda progress: _train(project, settings, progress), then=self._on_trained
        )

    def _start_part_types(self, settings: TrainSettings) -> None:
        snapshot = self.session.snapshot
        self._on_starting(comparing=snapshot is not None and snapshot.model is not None)
        self._again = self._start_part_types
        self.part_types.start(settings)

    def _on_starting(self, *, comparing: bool) -> None:
        self._again = self._start
        self.steps.begin(comparing=comparing)
        self._on_step(TrainingStep.REFERENCE)
        self.drawing.keep_to(None)
        self.banner.clear()
        self.question.hide()
        self.comparison.hide()
        self._curves.clear()
        self._curves.show()

    def _on_step(self, step: TrainingStep) -> None:
        """Show the step; keep it for the next start, in case the training is broken off."""
        self.steps.show_step(step)
        words = self.tr("Step {number} of {total}")
        self._strip.say(words.format(number=step.value, total=self.steps.total))
        project = self.session.project
        if step is TrainingStep.COMPARISON:
            self._forget_step()  # there is a candidate already
        elif project is not None:
            dropped.remember(project.info.folder, step)

    def _forget_step(self) -> None:
        project = self.session.project
        if project is not None:
            dropped.forget(project.info.folder)

    def _on_updates(self, _job: int, updates: list[TrainUpdate]) -> None:
        self._curves.extend(updates)

    def _on_trained(self, trained: tuple[ModelInfo, Message]) -> None:
        self._tell_model(*trained)

    def _show_learn_card(self) -> None:
        self.learn_card.learn.setFocus()
        self._area.ensureWidgetVisible(self.learn_card)

    def _on_learned(self, learned: Learned) -> None:
        self._tell_model(learned.model, learned.left_behind)
        if learned.compared is not None:
            self.comparison.show_comparison(learned.compared)

    def _tell_model(self, model: ModelInfo, left_behind: Message) -> None:
        """Say that there is a new model; if another one is in force, ask which one to use."""
        level = Level.WARNING if left_behind else Level.SUCCESS
        words = self.tr("Model {number} is trained.").format(number=model.number)
        self.banner.say(words, level=level, hint=localized(left_behind))
        self._shown = model.id
        in_force = self.session.snapshot.model if self.session.snapshot else None
        if in_force is not None:
            words = self.tr("Model {new} is a candidate. Model {old} stays in force.")
            self.question.ask(words.format(new=model.number, old=in_force.number), model.number)
        self.session.refresh()

    def _on_removed(self, now: TrainingSet) -> None:
        parts = len(now.images) - len(now.of_role(TrainingRole.REFERENCE))
        words = self.tr("The next training learns from the reference and %Ln part(s).", "", parts)
        hint = self.tr("Models that learned from more stay as they are; train to make a new one.")
        self.banner.say(words, level=Level.SUCCESS, hint=hint)

    def _on_chosen(self, model_id: int) -> None:
        snapshot = self.session.snapshot
        standing = snapshot.standing(model_id) if snapshot else None
        if standing is not None:
            self._shown = model_id
            self._check.show_model(standing.model, standing.version)

    def _ask_to_use(self, model_id: int) -> None:
        snapshot = self.session.snapshot
        wanted = snapshot.standing(model_id) if snapshot else None
        if wanted is None or snapshot is None or snapshot.model is None:
            return
        number = wanted.model.number
        words = self.tr("Put model {new} in force in the place of model {old}?")
        self.question.ask(words.format(new=number, old=snapshot.model.number), number)
        self.question.author.setFocus()

    def _use(self, number: int, author: str, note: str) -> None:
        project = self.session.project
        if project is not None:
            self.banner.clear()
            self._deciding.start(
                lambda _progress: put_in_force(project, number, author=author, note=note),
                then=self._on_used,
            )

    def _on_used(self, put: ModelInForce) -> None:
        self.comparison.hide()
        snapshot = self.session.snapshot
        now = snapshot.standing(put.model_id) if snapshot else None
        if snapshot is not None and snapshot.model is not None and now is not None:
            words = self.tr("Model {new} is in force. Model {old} can be put back in the same way.")
            self.banner.say(
                words.format(new=now.model.number, old=snapshot.model.number), level=Level.SUCCESS
            )
        self.session.refresh()

    def _on_failed(self, _job: int, error: AdStudioError) -> None:
        self.banner.show_error(error)
        self.session.refresh()  # a candidate that could not be compared is there all the same
        if isinstance(error, PoorReferenceError):
            self.banner.add_action(
                button(
                    self.tr("Train all the same"),
                    tip=self.tr("Use this reference image although the checks found something"),
                ),
                lambda: self._again(replace(self._panel.settings(), accept_reference=True)),
            )

    def _on_cancelled(self, _job: int) -> None:
        self.banner.say(self.tr("Training was cancelled. No model was made."))
        self.session.refresh()  # what is learned from may be another set already

    def _on_busy(self) -> None:
        busy = self._tasks.busy or self._download.busy
        self._panel.setEnabled(not busy)
        self._strip_card.setVisible(busy)
        self.steps.setVisible(self._tasks.busy)
        strip = self._strip if self._tasks.busy else self._download_strip
        (strip.cancel if busy else self._panel.train).setFocus()
        self._show()

    def _on_opened(self) -> None:
        self.banner.clear()
        self.question.hide()
        self.comparison.hide()
        self._shown = None
        self._curves.clear()
        self._curves.hide()
        self._show()

    def _on_changed(self) -> None:
        self._show()
        if self.isVisible():
            self.learning.look()

    def _show(self) -> None:
        snapshot = self.session.snapshot
        standing = (snapshot.standing(self._shown) or snapshot.in_force) if snapshot else None
        busy = self._tasks.busy
        reference = snapshot.reference if snapshot else None
        self.drawing.keep_to(reference)
        self._panel.show_reference(
            reference,
            pixel_mm=snapshot.pixel_mm if snapshot else None,
        )
        self._panel.show_ignored(snapshot.ignoring.current if snapshot else None)
        self._panel.set_train_word(self.tr("Train again") if standing else self.tr("Train"))
        self._say_what_to_do(has_reference=reference is not None)
        self._empty.setVisible(standing is None and not busy and self._curves.isHidden())
        for part in (self._check_card, self.learn_card, self.models):
            part.setVisible(standing is not None and not busy)
        self.learned_parts.setVisible(not busy and not self.learned_parts.is_empty)
        self.part_types.card.setVisible(not busy and not self.part_types.card.is_empty)
        if snapshot is not None and standing is not None:
            self._check.show_model(standing.model, standing.version)
            self.models.show_standings(snapshot.standings, standing.model.id)

    def _say_what_to_do(self, *, has_reference: bool) -> None:
        """Say how to come to a first model."""
        title = self.tr("Not trained yet")
        if has_reference:
            words = self.tr(
                "The defaults suit most parts. Press Train; it takes about a minute on a CPU."
            )
        elif self.part_types.card.is_empty:
            title = self.tr("Needs a reference")
            words = self.tr("Give an image of a good part in the Reference step.")
        else:
            words = self.tr(
                "Give an image of a good part in the Reference step, or train one model for the "
                "parts of other projects below: this project then needs no reference of its own."
            )
        self._empty.say(title, words)


def _train(
    project: Project, settings: TrainSettings, progress: Progress
) -> tuple[ModelInfo, Message]:
    """Train, and say which thresholds the new model does without."""
    model = training.train(project, settings, progress=progress)
    return model, thresholds.left_behind(project, model)
