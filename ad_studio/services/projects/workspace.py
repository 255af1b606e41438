"""A folder of projects."""

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from ad_studio.domain import ProjectCard, Role
from ad_studio.errors import (
    AdStudioError,
    NotWritableError,
    OutdatedError,
    ProjectBusyError,
    ProjectError,
    StoreError,
)
from ad_studio.files import DISK_FULL, FREE_SPACE, is_disk_full, temporary
from ad_studio.image_names import normalized_name
from ad_studio.messages import msg
from ad_studio.progress import Progress
from ad_studio.services.projects.project import Project, clean_defects, clean_name, clean_noun
from ad_studio.store.backup import copy_project
from ad_studio.store.folders import (
    create_project,
    project_folders,
    refuse_existing,
    slugify,
)
from ad_studio.store.lock import ProjectLock

ARCHIVE = ".archive"
TRASH = ".trash"


class Workspace:
    """A folder of projects.

    Attributes:
        root: The folder.
    """

    def __init__(
        self, root: Path, *, enter: Callable[[Project], object] = lambda _project: None
    ) -> None:
        """Use a folder as workspace; it is made if it is not there. Reading needs no more.

        Args:
            root: The folder.
            enter: Signs somebody in to a project that was opened for writing; called where the
                project asks for it.

        Raises:
            ProjectError: It cannot be made, or is none.
        """
        self.root = root.absolute()
        self._enter = enter
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unusable(error, self.root) from error

    def require_writable(self) -> None:
        """See to it that projects can be made here.

        Raises:
            ProjectError: They cannot.
        """
        probe = temporary(self.root)
        try:
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise _unusable(error, self.root) from error

    def cards(self) -> list[ProjectCard]:
        """Describe every project, newest first; the ones that cannot be opened come last."""
        return _cards(self.root)

    def archived(self) -> list[ProjectCard]:
        """Describe the projects that were archived, in the same order."""
        folder = self.root / ARCHIVE
        return _cards(folder) if folder.is_dir() else []

    def archive(self, slug: str) -> None:
        """Take a project out of the list, whole; `bring_back` puts it back.

        Raises:
            ProjectError: There is no such project, one of that name is archived already, or its
                folder cannot be moved.
            ProjectBusyError: A program is writing to it.
            SignInError: No engineer signs in, and the project asks for it.
        """
        folder = self._find(slug)
        self._require_engineer(folder)
        self._move(folder, self.root / ARCHIVE / folder.name)

    def bring_back(self, slug: str) -> None:
        """Put an archived project back into the list.

        Raises:
            ProjectError: There is none of that folder's name, a project has that name now, or the
                folder cannot be moved.
        """
        folder = self.root / ARCHIVE / slug
        if folder not in (card.folder for card in self.archived()):
            raise ProjectError(
                msg('There is no archived project "{name}".', name=slug), path=self.root
            )
        self._move(folder, self.root / slug)

    def duplicate(self, slug: str, name: str, *, progress: Progress) -> Path:
        """Copy a project with all that belongs to it; from then on both go their own ways.

        Args:
            slug: The project.
            name: Of the copy; its folder gets a safe form of it.
            progress: Told the share done.

        Returns:
            The folder of the copy.

        Raises:
            UsageError: The name is empty.
            ProjectError: There is no such project, or there is a project or folder of that name.
            StoreError: Something cannot be read or written.
            Cancelled: The user asked to stop; nothing is left.
        """
        title = clean_name(name)
        self.require_writable()
        with self.open(slug, write=False) as project:
            progress.status(msg("Copying {name}", name=project.info.name))
            return copy_project(
                project.store, self.root, slug=slugify(title), name=title, progress=progress
            )

    def create(self, name: str, *, noun: str, defects: Sequence[str] = ()) -> Project:
        """Make a project and open it for writing.

        Args:
            name: Any name; the folder gets a safe form of it.
            noun: What the part is, in one noun.
            defects: Typical defects, as short phrases.

        Raises:
            UsageError: The name or the noun is empty.
            ProjectError: There is a project or folder of that name, or the workspace cannot be
                written.
            StoreError: The project cannot be written.
        """
        title = clean_name(name)
        self.require_writable()
        folder = create_project(
            self.root, name=title, noun=clean_noun(noun), defects=clean_defects(defects)
        )
        return Project(folder, write=True)

    def open(self, name: str, *, write: bool = True) -> Project:
        """Open a project by its name or by its folder's name.

        Args:
            name: Either of the two.
            write: False only reads: no lock is taken, another program may be writing.

        Raises:
            ProjectError: There is none, or more than one, of that name.
            ProjectBusyError: Another program is writing to it.
            NotWritableError: `write`, and nothing can be stored there.
            StoreError: Its database cannot be used.
            SignInError: Whoever enters failed to sign in.
        """
        project = Project(self._find(name), write=write)
        try:
            if write and project.asks_for_sign_in:
                self._enter(project)
        except BaseException:
            project.close()
            raise
        return project

    def open_or_read(self, name: str) -> Project:
        """Open a project for writing, or for reading where another program writes or none can.

        Its `unwritable` says why in the second case. Raises as `open`, but no NotWritableError and
        no ProjectBusyError.
        """
        try:
            return self.open(name)
        except (NotWritableError, ProjectBusyError) as error:
            project = self.open(name, write=False)
            project.unwritable = error
            return project

    def delete(self, slug: str) -> None:
        """Move a project's folder to `.trash` in the workspace.

        Raises:
            ProjectError: There is no such project, or its folder cannot be moved.
            ProjectBusyError: A program is writing to it.
            SignInError: No engineer signs in, and the project asks for it.
        """
        folder = self._find(slug)
        self._require_engineer(folder)
        name = f"{folder.name}-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
        self._move(folder, self.root / TRASH / name)

    def _require_engineer(self, folder: Path) -> None:
        """Have an engineer sign in to a project that asks for it; a damaged one cannot ask."""
        try:
            with Project(folder, write=False) as project:
                if not project.asks_for_sign_in:
                    return
        except StoreError:
            return
        with self.open(folder.name) as project:
            project.authorize(Role.ENGINEER)

    def _move(self, folder: Path, target: Path) -> None:
        """Move a project that nobody writes to, with its whole folder."""
        ProjectLock(folder).release()  # nobody writes to it now
        try:
            target.parent.mkdir(exist_ok=True)
            refuse_existing(target.parent, target.name)
            folder.rename(target)
        except OSError as error:
            raise _unmovable(error, folder) from error

    def _find(self, name: str) -> Path:
        folders = project_folders(self.root)
        # What has no letter in it is no name: the folder name made of it could be anybody's.
        for wanted in (name, slugify(name)) if any(map(str.isalnum, name)) else (name,):
            for folder in folders:
                if normalized_name(folder.name) == normalized_name(wanted):
                    return folder
        named = [
            card.folder
            for card in self.cards()
            if card.info and normalized_name(card.info.name) == normalized_name(name)
        ]
        if len(named) == 1:
            return named[0]
        if named:
            slugs = ", ".join(sorted(folder.name for folder in named))
            raise ProjectError(
                msg('Several projects are called "{name}".', name=name),
                path=self.root,
                hint=msg("Use the folder's name instead: {slugs}.", slugs=slugs),
            )
        if any(_is_called(card, name) for card in self.archived()):
            raise ProjectError(
                msg('The project "{name}" is archived.', name=name),
                path=self.root,
                hint=msg("Bring it back first (ad-studio archive {name} --back).", name=name),
            )
        if any(entry.name == name and entry.is_dir() for entry in self.root.iterdir()):
            raise ProjectError(
                msg("There is no project in this folder."),
                path=self.root / name,
                hint=msg("Choose the folder of a project."),
            )
        known = ", ".join(folder.name for folder in folders)
        raise ProjectError(
            msg('There is no project "{name}" in this workspace.', name=name),
            path=self.root,
            hint=msg("Projects here: {known}.", known=known) if known else msg("Create one first."),
        )


def _cards(root: Path) -> list[ProjectCard]:
    cards = [_card(folder) for folder in project_folders(root)]
    oldest = datetime.min.replace(tzinfo=UTC)
    return sorted(
        cards, key=lambda card: card.info.created_at if card.info else oldest, reverse=True
    )


def _is_called(card: ProjectCard, name: str) -> bool:
    """Whether that is the name of a project or of its folder."""
    names = [card.slug, *([card.info.name] if card.info else [])]
    return normalized_name(name) in map(normalized_name, names)


def _card(folder: Path) -> ProjectCard:
    try:
        with Project(folder, write=False) as project:
            store = project.store
            reference = store.references.current()
            return ProjectCard(
                slug=folder.name,
                folder=folder,
                info=project.info,
                thumbnail=reference.path if reference and reference.path.is_file() else None,
                thumbnail_sha256=reference.sha256 if reference else "",
                thumbnail_bit_depth=reference.bit_depth if reference else None,
                has_model=store.models.in_force() is not None,
                last_run=store.runs.latest(),
                audit_head=store.audit.head(),
            )
    except AdStudioError as error:
        return ProjectCard(
            slug=folder.name,
            folder=folder,
            info=None,
            error=error.whole,
            is_outdated=isinstance(error, OutdatedError),
        )
    except Exception as error:  # one project must not cost the others
        logging.getLogger(__name__).exception("The project %s cannot be shown", folder)
        words = msg("{path}: The project cannot be read ({error}).", path=folder, error=str(error))
        return ProjectCard(slug=folder.name, folder=folder, info=None, error=words)


def _unusable(error: OSError, root: Path) -> ProjectError:
    if is_disk_full(error):
        return ProjectError(DISK_FULL, path=root, hint=FREE_SPACE)
    return ProjectError(
        msg("The workspace folder cannot be used: {reason}.", reason=error.strerror or str(error)),
        path=root,
        hint=msg(
            "Choose a folder that you may write to (--workspace, or the variable "
            "AD_STUDIO_WORKSPACE)."
        ),
    )


def _unmovable(error: OSError, folder: Path) -> ProjectError:
    return ProjectError(
        msg(
            "The folder of the project cannot be moved: {reason}.",
            reason=error.strerror or str(error),
        ),
        path=folder,
        hint=msg("Close every program that uses it and try again."),
    )
