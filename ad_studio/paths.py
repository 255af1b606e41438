"""Where things are: shipped resources, the default workspace, the user's cache."""

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from ad_studio.errors import AdStudioError
from ad_studio.messages import Message, msg

WORKSPACE_VARIABLE = "AD_STUDIO_WORKSPACE"
_APP = "ad_studio"
_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class WorkspaceChoice:
    """The default workspace and the rule that chose it.

    Attributes:
        root: The workspace folder; it need not exist yet.
        rule: Why this one, in plain words, for the window and `doctor`.
    """

    root: Path
    rule: Message


def resources() -> Path:
    """Return the folder of shipped files: inside an installed package, else beside it in a clone.

    Raises:
        AdStudioError: Neither is there; the installation is incomplete.
    """
    for folder in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        if folder.is_dir():
            return folder
    raise AdStudioError(
        msg("The program's own files are missing."),
        path=_PACKAGE / "resources",
        hint=msg("Install the program again."),
    )


def choose_workspace() -> WorkspaceChoice:
    """Choose the default workspace.

    The environment variable AD_STUDIO_WORKSPACE wins; then `projects/` of the clone that the
    program runs from or is started in; then `ad_studio` in the user's documents.
    """
    wanted = os.environ.get(WORKSPACE_VARIABLE, "").strip()
    if wanted:
        return WorkspaceChoice(
            Path(wanted).expanduser().absolute(),
            msg("set by the variable {name}", name=WORKSPACE_VARIABLE),
        )
    for folder, rule in (
        (_PACKAGE.parent, msg("the program runs from a clone")),
        (Path.cwd(), msg("the current folder is a clone")),
    ):
        if is_clone(folder):
            return WorkspaceChoice(folder / "projects", rule)
    return WorkspaceChoice(
        platformdirs.user_documents_path() / _APP, msg("in the user's documents")
    )


def default_workspace() -> Path:
    """Return the folder that `choose_workspace` chose."""
    return choose_workspace().root


def cache_dir() -> Path:
    """Return the user's cache folder for downloaded weights and thumbnails; it may not exist."""
    return platformdirs.user_cache_path(_APP, appauthor=False)


def log_file() -> Path:
    """Return the file that gets what libraries say and the program's warnings; it may not exist."""
    return platformdirs.user_log_path(_APP, appauthor=False) / "ad_studio.log"


def is_clone(folder: Path) -> bool:
    """Tell whether a folder is a checkout of this program."""
    try:
        text = (folder / "pyproject.toml").read_text(encoding="utf-8")
        return bool(tomllib.loads(text)["project"]["name"] == _APP)
    except (OSError, ValueError, KeyError, TypeError):
        return False
