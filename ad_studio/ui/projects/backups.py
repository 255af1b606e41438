"""Writes a project into one file, and makes a project of such a file."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ad_studio.domain import ProjectCard
from ad_studio.progress import Progress
from ad_studio.ui.session import Session
from ad_studio.ui.widgets.banner import Banner, Level
from ad_studio.ui.widgets.choose import all_files, choose_file, choose_target
from ad_studio.ui.widgets.layouts import vbox
from ad_studio.ui.widgets.progress_strip import ProgressStrip


class Backups(QWidget):
    """The progress of a backup that is written or brought in; hidden while there is none.

    Signals:
        brought_in: There is another project.
    """

    brought_in = Signal()

    def __init__(self, session: Session, banner: Banner) -> None:
        super().__init__()
        self._session = session
        self._banner = banner
        self._tasks = session.jobs.queue("backup", latest_only=False)
        self._tasks.failed.connect(lambda _id, error: banner.show_error(error))
        self._tasks.cancelled.connect(lambda _id: banner.say(self.tr("Nothing was written.")))
        session.guard(self._tasks, self.tr("A backup"), roaming=True)
        column = vbox(self)
        column.addWidget(ProgressStrip(self._tasks, what=self.tr("the backup")))

    def write(self, card: ProjectCard) -> None:
        """Ask for a file and write a project into it."""
        out = choose_target(
            self,
            title=self.tr("Back up the project"),
            start=Path.home() / f"{card.slug}.zip",
            kinds=self._kinds(),
        )
        if out is None:
            return
        root = self._session.root

        def done(file: Path) -> None:
            words = self.tr("The project is backed up, with its audit trail.")
            self._banner.say(words, level=Level.SUCCESS, path=str(file))

        self._banner.clear()
        self._tasks.start(lambda progress: _write(root, card.slug, out, progress), then=done)

    def bring_in(self) -> None:
        """Ask for a backup and make a project of it."""
        title = self.tr("Bring in a backup")
        file = choose_file(self, title=title, kinds=f"{self._kinds()};;{all_files()}")
        if file is None:
            return
        root = self._session.root

        def done(folder: Path) -> None:
            words = self.tr("The project of the backup is in the list.")
            self._banner.say(words, level=Level.SUCCESS, path=str(folder))
            self.brought_in.emit()

        self._banner.clear()
        self._tasks.start(lambda progress: _bring_in(root, file, progress), then=done)

    def _kinds(self) -> str:
        return self.tr("Backups of projects (*.zip)")


def _write(root: Path, slug: str, out: Path, progress: Progress) -> Path:
    from ad_studio.services.audit.backup import backup
    from ad_studio.services.projects.workspace import Workspace

    with Workspace(root).open(slug, write=False) as project:
        return backup(project, out, progress=progress)


def _bring_in(root: Path, file: Path, progress: Progress) -> Path:
    from ad_studio.services.audit.backup import restore
    from ad_studio.services.projects.workspace import Workspace

    return restore(Workspace(root), file, progress=progress)
