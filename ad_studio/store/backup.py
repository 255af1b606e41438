"""A project in one file, and back: a ZIP with a manifest that holds the SHA-256 of every file."""

import hashlib
import json
import shutil
import stat
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from ad_studio.errors import ProjectError, StoreError
from ad_studio.files import DISK_FULL, FREE_SPACE, TEMPORARY, replacing, temporary
from ad_studio.messages import Message, msg
from ad_studio.progress import Progress, raise_if_cancelled
from ad_studio.store.failures import file_failure
from ad_studio.store.folders import CHOOSE_ANOTHER, refuse_existing
from ad_studio.store.frame_paths import FRAMES
from ad_studio.store.project_store import DATABASE_NAME, LOGO, REPORTS, ProjectStore
from ad_studio.store.repositories.challenges import CHALLENGE
from ad_studio.store.repositories.models import MODELS
from ad_studio.store.repositories.references import REFERENCES
from ad_studio.store.repositories.training_sets import TRAINING

FORMAT = 1
MANIFEST = "manifest.json"
_FOLDERS = (REFERENCES, TRAINING, CHALLENGE, MODELS, FRAMES)
_TAKEN = msg("Delete that one first, or bring the backup into another workspace.")
_CHUNK = 1 << 20
_LARGEST_MANIFEST = 64 << 20


def write_backup(store: ProjectStore, out: Path, *, progress: Progress) -> None:
    """Write the database, all copied images, the models and the logo into one new file.

    The database is copied first, as it is at one moment; a program may write meanwhile. The file is
    read back and compared before it gets its name. Reports and inspected images are not in it.

    Args:
        store: The open project.
        out: The new file.
        progress: Told the share of files done.

    Raises:
        ProjectError: There is a file of that name.
        StoreError: Something cannot be read or written, or was not written as it was read.
        Cancelled: The user asked to stop; nothing is left.
    """
    if out.exists():
        raise ProjectError(
            msg("There is a file of that name already."), path=out, hint=msg("Choose another name.")
        )
    copy = temporary(out.parent)
    check_cancelled = partial(raise_if_cancelled, progress)
    try:
        with _failures(out, msg("write the backup")), replacing(out) as new:
            store.database.copy_to(copy, named=out, check_cancelled=check_cancelled)
            files = {DATABASE_NAME: copy, **_files(store.folder)}
            with zipfile.ZipFile(new, "x", zipfile.ZIP_DEFLATED) as archive:
                digests = {}
                for number, (name, path) in enumerate(files.items()):
                    progress.fraction(number / len(files))
                    with (
                        path.open("rb") as source,
                        archive.open(name, "w", force_zip64=True) as target,
                    ):
                        digests[name] = _copied(source, target, check_cancelled=check_cancelled)
                about = {"format": FORMAT, "project": store.folder.name, "files": digests}
                archive.writestr(MANIFEST, json.dumps(about, indent=1))
            _compare(new, digests, check_cancelled=check_cancelled)
    finally:
        copy.unlink(missing_ok=True)


def copy_project(
    store: ProjectStore, root: Path, *, slug: str, name: str, progress: Progress
) -> Path:
    """Copy a project within a workspace under another name; a program may be writing to it.

    Args:
        store: The project.
        root: The workspace; nothing in it is replaced.
        slug: Name of the new folder.
        name: Name of the new project.
        progress: Told the share of files done.

    Returns:
        The new folder.

    Raises:
        ProjectError: A project or folder has that name.
        StoreError: Something cannot be read or written.
        Cancelled: The user asked to stop; nothing is left.
    """
    refuse_existing(root, slug)
    between = temporary(root, suffix=".zip")
    try:
        write_backup(store, between, progress=progress)
        folder = read_backup(between, root, slug=slug, progress=progress)
    finally:
        between.unlink(missing_ok=True)
    copy = ProjectStore(folder, write=True)
    try:
        copy.project.update(name=name, noun=None, defects=None)
    finally:
        copy.close()
    return folder


def read_backup(file: Path, root: Path, *, slug: str | None = None, progress: Progress) -> Path:
    """Make a project folder in a workspace from a backup.

    Args:
        file: What `write_backup` wrote.
        root: The workspace; nothing in it is replaced.
        slug: Name of the new folder; None: that which the project's folder had.
        progress: Told the share of files done.

    Returns:
        The new folder.

    Raises:
        ProjectError: The file is no backup or damaged, or a project or folder has that name.
        StoreError: Something cannot be read or written.
        Cancelled: The user asked to stop; nothing is left.
    """
    new = temporary(root)
    check_cancelled = partial(raise_if_cancelled, progress)
    try:
        with _failures(file, msg("read the backup")), zipfile.ZipFile(file) as archive:
            stored, digests = _manifest(archive, file)
            hint = _TAKEN if slug is None else CHOOSE_ANOTHER
            slug = slug or stored
            refuse_existing(root, slug, hint=hint)
            _require_space(archive, root, file)
            for part in (REFERENCES, MODELS, REPORTS):
                (new / part).mkdir(parents=True)
            for number, (name, sha256) in enumerate(digests.items()):
                progress.fraction(number / len(digests))
                target = new / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as source, target.open("xb") as copy:
                    if _copied(source, copy, check_cancelled=check_cancelled) != sha256:
                        raise _no_backup(file, msg("{name} is damaged", name=name))
            refuse_existing(root, slug, hint=hint)
            new.rename(root / slug)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return root / slug


def _files(folder: Path) -> dict[str, Path]:
    """The files of a project that belong into a backup, by their names in there."""
    return {
        path.relative_to(folder).as_posix(): path
        for part in (*_FOLDERS, LOGO)
        for path in (folder / part, *sorted((folder / part).rglob("*")))
        if path.is_file() and not any(one.startswith(TEMPORARY) for one in path.parts)
    }


def _compare(
    file: Path, digests: Mapping[str, str], *, check_cancelled: Callable[[], None]
) -> None:
    with zipfile.ZipFile(file) as archive:
        for name, sha256 in digests.items():
            with archive.open(name) as source:
                if _copied(source, None, check_cancelled=check_cancelled) != sha256:
                    raise StoreError(
                        msg("The backup was not written as it was read ({name}).", name=name),
                        path=file,
                        hint=msg("Check the drive, and write the backup to another one."),
                    )


def _copied(
    source: IO[bytes], target: IO[bytes] | None, *, check_cancelled: Callable[[], None]
) -> str:
    """Copy a stream and return the SHA-256 of what was read.

    `check_cancelled` is called before each piece.
    """
    digest = hashlib.sha256()
    while chunk := source.read(_CHUNK):
        check_cancelled()
        digest.update(chunk)
        if target is not None:
            target.write(chunk)
    return digest.hexdigest()


def _manifest(archive: zipfile.ZipFile, file: Path) -> tuple[str, dict[str, str]]:
    """The project's folder name and digests of a backup; names that lead outside are refused."""
    try:
        if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
            raise ValueError("too large")
        found = json.loads(archive.read(MANIFEST))
        slug = str(found["project"])
        digests = {str(name): str(sha256) for name, sha256 in found["files"].items()}
        form = int(found["format"])
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise _no_backup(file, msg("it has no list of its files")) from error
    if form > FORMAT:
        raise _no_backup(file, msg("it was made by a newer version of the program"))
    entries = [entry for entry in archive.infolist() if entry.filename != MANIFEST]
    names = [entry.filename for entry in entries]
    odd = [name for name in names if not _is_inside(name)]
    links = [one.filename for one in entries if stat.S_ISLNK(one.external_attr >> 16)]
    for name in (*odd, *links):
        raise _no_backup(file, msg("{name} does not belong into a project", name=name))
    if sorted(names) != sorted(digests) or DATABASE_NAME not in digests:
        raise _no_backup(file, msg("its files are not those of its list"))
    if not _is_plain_name(slug):
        raise _no_backup(file, msg("the project's folder has no usable name"))
    return slug, digests


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    if not parts or "/".join(parts) != name or not all(map(_is_plain_name, parts)):
        return False
    return name in (DATABASE_NAME, LOGO) or (len(parts) > 1 and parts[0] in _FOLDERS)


def _is_plain_name(part: str) -> bool:
    """Whether it names something in a folder, on every system, and nothing hidden or unfinished."""
    return (
        bool(part)
        and not part.startswith(".")
        and not part.endswith((".", " "))
        and not set(part) & set('/\\:*?"<>|')
        and part.isprintable()
    )


def _require_space(archive: zipfile.ZipFile, root: Path, file: Path) -> None:
    needed = sum(entry.file_size for entry in archive.infolist())
    if needed > shutil.disk_usage(root).free:
        raise StoreError(DISK_FULL, path=file, hint=FREE_SPACE)


@contextmanager
def _failures(path: Path, doing: Message) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise _no_backup(path, msg("it cannot be unpacked")) from error
    except OSError as error:
        raise file_failure(error, path, doing) from error


def _no_backup(file: Path, reason: Message) -> ProjectError:
    return ProjectError(
        msg("This file is no backup of a project, or is damaged: {reason}.", reason=reason),
        path=file,
        hint=msg("Use another backup."),
    )
