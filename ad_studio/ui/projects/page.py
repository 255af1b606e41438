"""The Projects page: the workspace's projects as cards, and a form for a new one."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from ad_studio.domain import ProjectCard, Role
from ad_studio.errors import ProjectError
from ad_studio.progress import SilentProgress
from ad_studio.ui.messages import localized
from ad_studio.ui.projects.backups import Backups
from ad_studio.ui.projects.form import FormPurpose, ProjectForm
from ad_studio.ui.projects.tile import ProjectTile
from ad_studio.ui.session import Session
from ad_studio.ui.thumbnails import Thumbnails
from ad_studio.ui.widgets.banner import Level
from ad_studio.ui.widgets.basics import ElidedLabel, button, clear_layout, scrolling, tool_button
from ad_studio.ui.widgets.empty import EmptyState
from ad_studio.ui.widgets.focus_hold import FocusHold
from ad_studio.ui.widgets.layouts import FlowLayout, hbox
from ad_studio.ui.widgets.page import Page

if TYPE_CHECKING:
    from ad_studio.services.projects.workspace import Workspace
    from ad_studio.ui.projects.settings.panel import SettingsPanel


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
        self._form.left.connect(self._leave_form)
        self._form.hide()
        self._archived = button(
            self.tr("Archived"),
            tip=self.tr("Show the projects that were taken out of the list, or the others again"),
        )
        self._archived.setCheckable(True)
        self._archived.setObjectName("toggle")
        self._archived.toggled.connect(lambda _on: self.entered())
        self.heading.addWidget(self._archived, 0, Qt.AlignmentFlag.AlignTop)
        self.backups = Backups(session, self.banner)
        self.backups.brought_in.connect(self.entered)
        bring_in = button(
            self.tr("Bring in a backup…"),
            tip=self.tr("Make a project of a file that a backup was written into"),
            on=self.backups.bring_in,
        )
        self.heading.addWidget(bring_in, 0, Qt.AlignmentFlag.AlignTop)
        self.settings_button = button(
            self.tr("Settings…"),
            tip=self.tr(
                "Fields of parts, what is done after each image, and people, of the open project; "
                "for engineers"
            ),
            on=self.show_settings,
        )
        self.heading.addWidget(self.settings_button, 0, Qt.AlignmentFlag.AlignTop)
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
        self._empty = EmptyState(
            icon="projects",
            title=self.tr("Looking for projects"),
            text="",
            action=self.tr("Try the sample part"),
            tip=self.tr("Make a project of the part that comes with the program"),
            on_action=session.create_sample,
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(scrolling(tiles))
        row = hbox(spacing=24)
        row.addWidget(self._stack, 1)
        row.addWidget(self._form)
        self._row = row
        self.settings: SettingsPanel | None = None  # built when it is first asked for
        self.body.addLayout(row, 1)
        self.body.addWidget(self.backups)
        self.body.addLayout(self._workspace_line(session))
        FocusHold(self)
        session.failed.connect(self.banner.show_error)
        session.opened.connect(self._on_opened)
        session.opened.connect(self._leave_settings)
        session.opened.connect(self._offer_settings)
        session.changed.connect(self._offer_settings)
        self._offer_settings()
        session.busy_changed.connect(self._on_busy)

    def entered(self) -> None:
        """Read the cards anew: a run may have changed them."""
        super().entered()
        root, archived = self.session.root, self._archived.isChecked()
        self._tasks.start(lambda _progress: _read_cards(root, archived=archived), then=self._show)

    def show_form(self) -> None:
        """Unfold the form for a new project."""
        self._form.clear()
        self._open_form()

    def show_settings(self) -> None:
        """Unfold what the open project is set to."""
        from ad_studio.ui.projects.settings.panel import SettingsPanel

        self.banner.clear()
        self._leave_form()
        if self.settings is None:
            self.settings = SettingsPanel(self.session)
            self.settings.left.connect(self._leave_settings)
            self.settings.failed.connect(self.banner.show_error)
            self.settings.saved.connect(
                lambda: self.banner.say(self.tr("Saved."), level=Level.SUCCESS)
            )
            self._row.addWidget(self.settings)
        self.settings.show()
        self.settings.read()

    def _leave_settings(self) -> None:
        if self.settings is not None and self.settings.isVisibleTo(self):
            self.settings.hide()
            self.setFocus()

    def _offer_settings(self) -> None:
        """Only who may change the settings of the open project gets to them."""
        snapshot = self.session.snapshot
        operator = None if snapshot is None else snapshot.operator
        offered = snapshot is not None and snapshot.writable
        if snapshot is not None and snapshot.people:
            offered = offered and operator is not None and operator.role is Role.ENGINEER
        self.settings_button.setEnabled(offered)
        if not offered:
            self._leave_settings()

    def _open_form(self) -> None:
        self._leave_settings()
        self._form.show()
        self._form.focus()

    def _leave_form(self) -> None:
        self._form.hide()
        self._form.clear()
        self.setFocus()

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
            tile.menu_asked.connect(lambda place, card=card: self.menu(card).popup(place))
            self._flow.addWidget(tile)
        self._stack.setCurrentIndex(1 if cards else 0)
        self._empty.action.setVisible(not self._archived.isChecked())
        if not cards and self._archived.isChecked():
            self._empty.say(
                self.tr("No archived projects"),
                self.tr("The menu of a project takes it out of the list, whole."),
            )
        elif not cards:
            self._empty.say(
                self.tr("No projects yet"),
                self.tr("Name the part, say what it is, and continue with one good image of it."),
            )
            if self._form.isHidden():  # else what was typed stays
                self.show_form()

    def menu(self, card: ProjectCard) -> QMenu:
        """What can be done with a project as a whole."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        entries: list[tuple[str, Callable[[], None]]] = []
        if self._archived.isChecked():
            entries = [(self.tr("Bring back"), lambda: self._bring_back(card))]
        elif card.info is not None:
            entries = [
                (self.tr("Edit…"), lambda: self._fill_form(self._form.edit, card)),
                (self.tr("Duplicate…"), lambda: self._fill_form(self._form.copy, card)),
                (self.tr("Back up…"), lambda: self.backups.write(card)),
                (self.tr("Archive"), lambda: self._archive(card)),
            ]
        if not self._archived.isChecked():
            entries.append((self.tr("Delete…"), lambda: self._ask_to_delete(card)))
        for text, act in entries:
            menu.addAction(text).triggered.connect(act)
        return menu

    def _fill_form(self, fill: Callable[[ProjectCard], None], card: ProjectCard) -> None:
        self.banner.clear()
        fill(card)
        self._open_form()

    def _archive(self, card: ProjectCard) -> None:
        words = self.tr("{name} is archived, with all that belongs to it.")
        self._manage(card, lambda workspace: workspace.archive(card.slug), words)

    def _bring_back(self, card: ProjectCard) -> None:
        words = self.tr("{name} is in the list again.")
        self._manage(card, lambda workspace: workspace.bring_back(card.slug), words)

    def _ask_to_delete(self, card: ProjectCard) -> None:
        words = self.tr("Delete {name}?").format(name=_name(card))
        hint = self.tr(
            "Its folder is moved to .trash in the workspace, with its audit trail. Nothing is "
            "erased."
        )
        self.banner.say(words, level=Level.WARNING, hint=hint)
        delete = button(
            self.tr("Delete the project"),
            icon="delete",
            tip=self.tr("Move it to the trash of the workspace"),
        )
        said = self.tr("{name} is deleted. Its folder is in .trash, with its audit trail.")
        self.banner.add_action(
            delete, lambda: self._manage(card, lambda workspace: workspace.delete(card.slug), said)
        )

    def _manage(self, card: ProjectCard, work: "Callable[[Workspace], object]", words: str) -> None:
        """Do something to a project as a whole, and say so."""
        self.banner.clear()

        def done() -> None:
            self._leave_form()
            self.banner.say(words.format(name=_name(card)), level=Level.SUCCESS)
            self.entered()

        self.session.manage(card.slug, work, done)

    def _open(self, card: ProjectCard) -> None:
        if self._archived.isChecked():
            self._bring_back(card)
            return
        if card.error and not card.is_outdated:
            hint = self.tr("The other projects are not affected.")
            self.banner.show_error(ProjectError(card.error, hint=hint))
            return
        self.banner.clear()
        self.session.open(card.slug)

    def _on_submitted(self, name: str, noun: str, defects: tuple[str, ...]) -> None:
        self.banner.clear()
        card = self._form.card
        if card is None:
            self.session.create(name, noun=noun, defects=defects)
        elif self._form.purpose is FormPurpose.EDIT:
            self._manage(card, partial(_edit, card.slug, name, noun, defects), self.tr("Saved."))
        else:
            words = self.tr("{name} is copied.")
            self._manage(card, partial(_duplicate, card.slug, name), words)

    def _on_opened(self) -> None:
        if self.session.project is not None:
            self._form.clear()
            self._form.hide()

    def _on_busy(self, busy: bool) -> None:
        self._stack.setEnabled(not busy)
        self._form.setEnabled(not busy)


def _name(card: ProjectCard) -> str:
    return card.info.name if card.info else card.slug


def _edit(
    slug: str, name: str, noun: str, defects: tuple[str, ...], workspace: "Workspace"
) -> None:
    with workspace.open(slug) as project:
        project.update(name=name, noun=noun, defects=defects)


def _duplicate(slug: str, name: str, workspace: "Workspace") -> None:
    workspace.duplicate(slug, name, progress=SilentProgress())


def _read_cards(root: Path, *, archived: bool) -> list[ProjectCard]:
    from ad_studio.services.projects.workspace import Workspace

    workspace = Workspace(root)
    return workspace.archived() if archived else workspace.cards()
