"""Project folders: names that every file system takes, and folders that appear finished."""

import re
import shutil
import unicodedata
from pathlib import Path

from ad_studio.errors import ProjectError
from ad_studio.files import temporary
from ad_studio.messages import Message, msg
from ad_studio.store.failures import file_failure
from ad_studio.store.project_store import DATABASE_NAME, ProjectStore

CHOOSE_ANOTHER = msg("Choose another name.")
"""What to do where the name of a project is taken."""

_LONGEST = 60
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")  # of Windows, in any letter case


def slugify(name: str) -> str:
    """Return a folder name for a project: letters and digits of any script, `-` for the rest."""
    text = unicodedata.normalize("NFKC", name).lower()
    kept = "".join(c if c == "_" or unicodedata.category(c)[0] in "LMN" else "-" for c in text)
    slug = re.sub("-+", "-", kept)[:_LONGEST].strip("-") or "project"
    return f"{slug}-part" if _RESERVED.fullmatch(slug) else slug


def project_folders(root: Path) -> list[Path]:
    """List the project folders of a workspace by name; hidden and unfinished ones are not.

    Raises:
        StoreError: The workspace cannot be read.
    """
    try:
        return sorted(
            folder
            for folder in root.iterdir()
            if not folder.name.startswith(".") and (folder / DATABASE_NAME).exists()
        )
    except OSError as error:
        raise file_failure(error, root, msg("read the workspace")) from error


def create_project(root: Path, *, name: str, noun: str, defects: tuple[str, ...]) -> Path:
    """Make a project folder; it gets its name only when everything is in it.

    Raises:
        ProjectError: A project or another folder of that name is there already.
        StoreError: The workspace cannot be written.
    """
    slug = slugify(name)
    new = temporary(root)
    try:
        refuse_existing(root, slug)
        new.mkdir()
        ProjectStore.create(new, name=name, noun=noun, defects=defects)
        new.rename(root / slug)
    except OSError as error:
        if (root / slug).exists():  # made by someone else since
            raise _exists(root / slug) from error
        raise file_failure(error, root, msg("make the project")) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return root / slug


def refuse_existing(root: Path, slug: str, *, hint: Message = CHOOSE_ANOTHER) -> None:
    """See to it that a folder's name is free, on file systems of any kind.

    Args:
        root: Where the folder is to be.
        slug: Its name.
        hint: What to do where it is taken.

    Raises:
        ProjectError: A project or another folder of that name is there already.
        OSError: The workspace cannot be read.
    """
    if slug.casefold() in {entry.name.casefold() for entry in root.iterdir()}:
        raise _exists(root / slug, hint)


def _exists(folder: Path, hint: Message = CHOOSE_ANOTHER) -> ProjectError:
    return ProjectError(
        msg("There is already a project or folder of that name."),
        path=folder,
        hint=hint,
    )
