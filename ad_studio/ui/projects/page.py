"""The Projects page: the workspace's projects as cards, and a form for a new one."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ad_studio.domain import ProjectCard
from ad_studio.errors import ProjectError
from ad_studio.ui.messages import localized
from ad_studio.ui.projects.form import ProjectForm
from ad_studio.ui.projects.tile import ProjectTile
from ad_studio.ui.session import Session
from ad_studio.ui.thumbnails import Thumbnails
from ad_studio.ui.widgets.basics import ElidedLabel, button, clear_layout, scrolling, tool_button
from ad_studio.ui.widgets.empty import EmptyState
from ad_studio.ui.widgets.layouts import FlowLayout, hbox
from ad_studio.ui.widgets.page import Page


class ProjectsPage(Page):
    """Lists the projects of the workspace, opens them and makes new ones."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            title=self.tr("Projects"),
            text=self.tr("One project for each part type that you inspect."),
        )
        self._thumbnails = Thumbnails(session.jobs, side=496, parent=self)
        self._tasks = session.jobs.queue("cards")
        self._tasks.failed.connect(lambda _id, error: self.banner.show_error(error))
        self._form = ProjectForm()
        self._form.submitted.connect(self._on_submitted)
        self._form.hide()
        self._new = button(
            self.tr("New project"),
            kind="primary",
            icon="plus",
            tip=self.tr("Open the form for another part type"),
            on=self.show_form,
        )
        self.heading.addWidget(self._new, 0, Qt.AlignmentFlag.AlignTop)
        tiles = QWidget()
        self._flow = FlowLayout(tiles, spacing=16)
        self._empty = EmptyState(icon="projects", title=self.tr("Looking for projects"), text="")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(scrolling(tiles))
        row = hbox(spacing=24)
        row.addWidget(self._stack, 1)
        row.addWidget(self._form)
        self.body.addLayout(row, 1)
        self.body.addLayout(self._workspace_line(session))
        session.failed.connect(self.banner.show_error)
        session.opened.connect(self._on_opened)
        session.busy_changed.connect(self._on_busy)

    def entered(self) -> None:
        """Read the cards anew: a run may have changed them."""
        super().entered()
        root = self.session.root
        self._tasks.start(lambda _progress: _read_cards(root), then=self._show)

    def show_form(self) -> None:
        """Unfold the form for a new project."""
        self._form.show()
        self._form.focus()

    def _workspace_line(self, session: Session) -> QHBoxLayout:
        line = hbox(spacing=8)
        words = ElidedLabel(
            self.tr("Workspace: {folder}  ({rule})").format(
                folder=session.root, rule=localized(session.rule)
            ),
            role="caption",
        )
        reveal = tool_button(
            "folder", name=self.tr("Show the workspace folder"), tip=self.tr("Show the folder")
        )
        reveal.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(session.root)))
        )
        line.addWidget(reveal)
        line.addWidget(words, 1)
        return line

    def _show(self, cards: list[ProjectCard]) -> None:
        clear_layout(self._flow)
        for card in cards:
            tile = ProjectTile(card, self._thumbnails)
            tile.clicked.connect(lambda _checked=False, card=card: self._open(card))
            self._flow.addWidget(tile)
        self._stack.setCurrentIndex(1 if cards else 0)
        if not cards:
            self._empty.say(
                self.tr("No projects yet"),
                self.tr("Name the part, say what it is, and continue with one good image of it."),
            )
            self.show_form()

    def _open(self, card: ProjectCard) -> None:
        if card.error:
            hint = self.tr("The other projects are not affected.")
            self.banner.show_error(ProjectError(card.error, hint=hint))
            return
        self.banner.clear()
        self.session.open(card.slug)

    def _on_submitted(self, name: str, noun: str, defects: tuple[str, ...]) -> None:
        self.banner.clear()
        self.session.create(name, noun=noun, defects=defects)

    def _on_opened(self) -> None:
        if self.session.project is not None:
            self._form.clear()
            self._form.hide()

    def _on_busy(self, busy: bool) -> None:
        self._stack.setEnabled(not busy)
        self._form.setEnabled(not busy)


def _read_cards(root: Path) -> list[ProjectCard]:
    from ad_studio.services.projects.workspace import Workspace

    return Workspace(root).cards()
