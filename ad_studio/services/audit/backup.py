"""Backups of projects."""

from pathlib import Path

from ad_studio.messages import msg
from ad_studio.progress import Progress
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.workspace import Workspace
from ad_studio.store.backup import read_backup, write_backup


def backup(project: Project, out: Path, *, progress: Progress) -> Path:
    """Write a project into one file and read it back; a program may be writing to the project.

    Returns:
        `out`, absolute.

    Raises:
        ProjectError: There is a file of that name.
        StoreError: Something cannot be read or written.
        Cancelled: The user asked to stop; nothing is left.
    """
    progress.status(msg("Writing {name}", name=out.name))
    write_backup(project.store, out, progress=progress)
    progress.fraction(1)
    return out.absolute()


def restore(workspace: Workspace, file: Path, *, progress: Progress) -> Path:
    """Make a project of a backup; nothing that is there is replaced.

    Returns:
        The project's folder.

    Raises:
        ProjectError: The file is no backup or damaged, a project or folder has that name, or the
            workspace cannot be written.
        StoreError: Something cannot be read or written.
        Cancelled: The user asked to stop; nothing is left.
    """
    workspace.require_writable()
    progress.status(msg("Reading {name}", name=file.name))
    folder = read_backup(file, workspace.root, progress=progress)
    progress.fraction(1)
    return folder
