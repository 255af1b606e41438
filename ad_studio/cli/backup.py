"""`backup` and `restore`: a project in one file, and back."""

from argparse import ArgumentParser, Namespace

from ad_studio.cli.options import add_project, open_project, workspace_folder
from ad_studio.cli.output import printable
from ad_studio.cli.progress import terminal_progress
from ad_studio.cli.values import file_path
from ad_studio.services.audit import backup as service
from ad_studio.services.projects.workspace import Workspace


def add_backup(parser: ArgumentParser) -> None:
    """Add the options of `backup`."""
    add_project(parser)
    parser.add_argument("--out", metavar="FILE", type=file_path, required=True, help="the new file")
    parser.set_defaults(runner=backup)


def backup(options: Namespace) -> None:
    """Write a project into one file."""
    with open_project(options, write=False) as project, terminal_progress() as progress:
        out = service.backup(project, options.out, progress=progress)
    print(printable(out))


def add_restore(parser: ArgumentParser) -> None:
    """Add the options of `restore`."""
    parser.add_argument("file", metavar="FILE", type=file_path, help="what `backup` wrote")
    parser.set_defaults(runner=restore)


def restore(options: Namespace) -> None:
    """Make a project of a backup."""
    workspace = Workspace(workspace_folder(options))
    with terminal_progress() as progress:
        folder = service.restore(workspace, options.file, progress=progress)
    print(printable(folder))
    print(printable(f"To compare it with what was recorded: ad-studio verify {folder.name}"))
