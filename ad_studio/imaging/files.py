"""Finding image files in a folder, and reading one file's bytes."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

from ad_studio.errors import ImageError, ProjectError
from ad_studio.image_names import SUFFIXES, is_image_name, natural_order
from ad_studio.imaging.faults import EMPTY
from ad_studio.messages import msg

MAX_FILE_BYTES = 4 * 1024**3
"""No image of a size that `decode` accepts needs a larger file."""


def list_images(folder: Path, *, recursive: bool = False) -> list[Path]:
    """List the image files of a folder in natural order (part2 before part10).

    Hidden files and folders (a leading dot) are skipped. Files are judged by their names only; a
    file that turns out not to be an image is found out when it is decoded.

    Args:
        folder: Where to look.
        recursive: Look into subfolders, too; symbolic links to folders are not followed.

    Returns:
        At least one path, each below `folder`.

    Raises:
        ProjectError: The folder is missing, is not a folder, cannot be listed or has no images.
    """
    found = find_images(folder, recursive=recursive)
    if not found:
        raise no_images(folder, recursive=recursive)
    return found


def find_images(folder: Path, *, recursive: bool = False) -> list[Path]:
    """List the image files of a folder as `list_images` does; there may be none.

    Raises:
        ProjectError: The folder is missing, is not a folder or cannot be listed.
    """
    try:
        if not folder.exists():
            raise ProjectError(
                msg("The folder does not exist."),
                path=folder,
                hint=msg("Check the path, and that the drive is connected."),
            )
        if not folder.is_dir():
            raise ProjectError(
                msg("This is a file, not a folder."),
                path=folder,
                hint=msg("Choose the folder it lies in."),
            )
        found = list(_walk(folder, recursive=recursive))
    except (OSError, ValueError) as error:
        raise ProjectError(
            msg("The folder cannot be listed ({reason}).", reason=_reason(error)),
            path=folder,
            hint=msg("Check that you may read it and that the drive is connected."),
        ) from error
    return sorted(found, key=lambda path: natural_order(path.relative_to(folder)))


def no_images(folder: Path, *, recursive: bool) -> ProjectError:
    """Return the error that says that a folder has no images."""
    choose = msg("Choose a folder with images in it.")
    deeper = msg("Choose a folder with images in it. Images in its subfolders are not looked at.")
    return ProjectError(
        msg("No images in this folder (looked for {suffixes}).", suffixes=", ".join(SUFFIXES)),
        path=folder,
        hint=choose if recursive else deeper,
    )


def read_bytes(path: Path) -> bytes:
    """Read a whole file.

    Raises:
        ImageError: The file is missing, a folder, empty, too large, or cannot be read.
    """
    try:
        if path.is_dir():
            raise ImageError(
                msg("This is a folder, not an image."), path=path, hint=msg("Choose an image file.")
            )
        if path.exists() and not path.is_file():
            raise ImageError(
                msg("This is not a file."), path=path, hint=msg("Choose an image file.")
            )
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size > MAX_FILE_BYTES:
                raise ImageError(
                    msg("The file is larger than {most} GiB.", most=MAX_FILE_BYTES // 1024**3),
                    path=path,
                    hint=msg("Save the image in a smaller size."),
                )
            data = file.read()
    except (OSError, ValueError, MemoryError) as error:
        raise unreadable(path, error) from error
    if not data:
        raise ImageError(
            EMPTY,
            path=path,
            hint=msg("Copy it again from the camera or take the picture again."),
        )
    return data


def _walk(folder: Path, *, recursive: bool) -> Iterator[Path]:
    def fail(error: OSError) -> None:
        raise error

    for root, subfolders, names in os.walk(folder, onerror=fail):
        subfolders[:] = [s for s in subfolders if recursive and not s.startswith(".")]
        for name in names:
            if is_image_name(name):
                yield Path(root, name)


def unreadable(path: Path, error: Exception) -> ImageError:
    """Say in plain words why a file could not be read."""
    if isinstance(error, FileNotFoundError):
        return ImageError(
            msg("The image does not exist, or was moved or deleted."),
            path=path,
            hint=msg("Check the name, or put the file back."),
        )
    if isinstance(error, PermissionError):
        return ImageError(
            msg("The image may not be read (permission denied)."),
            path=path,
            hint=msg("Ask for the right to read it, or copy it to a folder of your own."),
        )
    if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
        return ImageError(
            msg("The path is too long for this computer."),
            path=path,
            hint=msg("Move the image to a folder with a shorter path."),
        )
    return ImageError(
        msg("The image cannot be read ({reason}).", reason=_reason(error)),
        path=path,
        hint=msg("Check the drive, or copy the image to this computer."),
    )


def _reason(error: Exception) -> str:
    """What went wrong in a few words, without the path that the message names anyway."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__
