"""One model for the parts of several projects: which of them, and training it."""

from collections.abc import Collection, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from ad_studio.domain import ProjectCard, TrainSettings
from ad_studio.progress import Progress
from ad_studio.services import part_types
from ad_studio.services.learning.comparison import count_to_score
from ad_studio.services.projects import references, training_set
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.workspace import Workspace
from ad_studio.services.training_progress import share_of_training
from ad_studio.ui.jobs import TaskQueue
from ad_studio.ui.session import Session
from ad_studio.ui.thumbnails import Thumbnails
from ad_studio.ui.train.learning import Learned, train_and_compare
from ad_studio.ui.widgets.basics import Disclosure, button, label
from ad_studio.ui.widgets.layouts import vbox
from ad_studio.ui.widgets.part_list import PartList, PartRow


@dataclass(frozen=True, slots=True)
class OtherProjects:
    """The projects beside the open one.

    Attributes:
        cards: Those with a reference.
        has_reference: Whether the open project has one.
        same: Folders' names of those whose part is that of the open project: it refers to them.
    """

    cards: Sequence[ProjectCard]
    has_reference: bool
    same: Collection[str] = ()


class PartTypesCard(QFrame):
    """The other projects of the workspace; hidden while there is none with a reference.

    Signals:
        asked: Train on the open project and on those that are checked.
    """

    asked = Signal()

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.train = button(
            "",
            icon="train",
            tip=self.tr(
                "Train one model with the settings on the left on the reference and the confirmed "
                "parts of each project; it belongs to this project"
            ),
            on=self.asked.emit,
        )
        words = label(
            self.tr(
                "Check the projects whose parts come in the same folder as these. The model says "
                "of each image which part it shows, and judges it as a model of that project alone "
                "would. The other projects stay as they are."
            ),
            wrap=True,
        )
        self.list = PartList(
            thumbnails,
            name=self.tr("Other projects"),
            tip=self.tr("Check a project to learn its part, too"),
        )
        self.list.checked.connect(self._show_count)
        body = QWidget()
        inner = vbox(body, spacing=12)
        inner.addWidget(words)
        inner.addWidget(self.list)
        inner.addWidget(self.train, 0, Qt.AlignmentFlag.AlignRight)
        self.fold = Disclosure(
            self.tr("One model for several parts"),
            body,
            tip=self.tr("Train one model on this project and on others"),
        )
        column = vbox(self, spacing=12, margins=(24, 12, 24, 12))
        column.addWidget(self.fold)
        column.addWidget(body)
        self._others = OtherProjects((), has_reference=True)
        self.show_projects(self._others)

    @property
    def is_empty(self) -> bool:
        """Whether there is no other project to choose."""
        return not self.list.count()

    @property
    def chosen(self) -> list[str]:
        """The folders' names of the projects that are checked."""
        return [str(key) for key in self.list.checked_keys]

    def show_projects(self, others: OtherProjects) -> None:
        """Offer these projects; unfolded where there is nothing else to train on."""
        if self.is_empty and others.cards and not others.has_reference:
            self.fold.setChecked(True)
        self._others = others
        self.list.show_rows(
            [
                PartRow(
                    card.thumbnail,
                    card.thumbnail_sha256,
                    card.info.name,
                    card.info.noun,
                    card.slug,
                    asked=True,
                    bit_depth=card.thumbnail_bit_depth,
                )
                for card in others.cards
                if card.info is not None and card.thumbnail is not None
            ]
        )
        self._show_count()

    def _show_count(self) -> None:
        chosen, others = self.chosen, self._others
        own = part_types.has_own_type(
            has_reference=others.has_reference, refers=(slug in others.same for slug in chosen)
        )
        parts = len(chosen) + int(own)
        self.train.setText(self.tr("Train one model for %Ln part(s)", "", parts))
        self.train.setEnabled(bool(chosen) and parts >= part_types.LEAST_TYPES)


class PartTypesController(QObject):
    """Trains on the task queue of training, so that only one of both goes on.

    Attributes:
        card: Where the other projects are chosen.

    Signals:
        asked: The user wants a model of several parts.
        looked: The projects to choose from were read.
        trained(Learned): There is such a model.
        failed(AdStudioError): The other projects cannot be listed.
    """

    asked = Signal()
    looked = Signal()
    trained = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, tasks: TaskQueue, *, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self.card = PartTypesCard(Thumbnails(session.jobs, parent=self))
        self._listing = session.jobs.queue("other-projects")
        self._listing.failed.connect(lambda _id, error: self.failed.emit(error))
        self.card.asked.connect(self.asked)
        session.opened.connect(self._on_opened)

    def look(self) -> None:
        """Find out which other projects there are."""
        project, root = self._session.project, self._session.root
        if project is not None:
            self._listing.start(lambda _progress: _others(project, root), then=self._on_found)

    def start(self, settings: TrainSettings) -> None:
        """Train with these settings on the open project and on those that are checked."""
        project, root, others = self._session.project, self._session.root, self.card.chosen
        if project is not None and others:
            self._tasks.start(
                lambda progress: _train(project, root, others, settings, progress),
                then=self._on_trained,
            )

    def _on_trained(self, learned: Learned) -> None:
        self.trained.emit(learned)
        self.look()  # the open project may refer to another one now

    def _on_found(self, others: OtherProjects) -> None:
        self.card.show_projects(others)
        self.looked.emit()

    def _on_opened(self) -> None:
        self._listing.drop()
        self.card.show_projects(OtherProjects((), has_reference=True))


def _others(project: Project, root: Path) -> OtherProjects:
    """The projects beside this one that have a reference."""
    workspace, reference = Workspace(root), references.current_reference(project)
    own = project.info.slug
    cards = [one for one in workspace.cards() if one.slug != own and one.thumbnail]
    same = []
    for card in cards if reference is not None else ():
        with workspace.open(card.slug, write=False) as other:
            if part_types.refers_to(project, other):
                same.append(card.slug)
    return OtherProjects(cards, has_reference=reference is not None, same=same)


def _train(
    project: Project, root: Path, others: Sequence[str], settings: TrainSettings, progress: Progress
) -> Learned:
    workspace, own = Workspace(root), training_set.current(project)
    images = count_to_score(project, {one.sha256 for one in own.images} if own else ())
    with ExitStack() as opened:
        found = [opened.enter_context(workspace.open(slug, write=False)) for slug in others]
        return train_and_compare(
            project,
            lambda training: part_types.train_part_types(
                project, found, settings, progress=training
            ),
            share=share_of_training(images / (1 + len(found))),
            progress=progress,
        )
