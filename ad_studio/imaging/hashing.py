"""SHA-256 of image files: which bytes a result or a reference stands for."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ad_studio.errors import ImageError
from ad_studio.files import sha256_of
from ad_studio.imaging.files import read_bytes, unreadable
from ad_studio.messages import msg


@dataclass(frozen=True, slots=True)
class HashedFile:
    """A file read once, for hashing and decoding alike.

    Attributes:
        data: All bytes of the file.
        sha256: Their SHA-256 in lower-case hexadecimal digits.
    """

    data: bytes
    sha256: str


def read_hashed(path: Path) -> HashedFile:
    """Read a file once and hash what was read.

    Raises:
        ImageError: The file cannot be read (see `files.read_bytes`).
    """
    data = read_bytes(path)
    return HashedFile(data, hashlib.sha256(data).hexdigest())


def read_unchanged(path: Path, sha256: str) -> bytes:
    """Read a file that must still be the one that was inspected.

    Raises:
        ImageError: The file cannot be read, or its bytes are others.
    """
    file = read_hashed(path)
    raise_if_changed(file.sha256, path, sha256)
    return file.data


def require_unchanged_file(path: Path, sha256: str) -> None:
    """See to it that a file of any size is still the one that was inspected.

    Raises:
        ImageError: It cannot be read, or its bytes are others.
    """
    try:
        found = sha256_of(path)
    except OSError as error:
        raise unreadable(path, error) from error
    raise_if_changed(found, path, sha256)


def raise_if_changed(found: str, path: Path, sha256: str) -> None:
    """See to it that the SHA-256 that was found of a file is that of what was inspected.

    Raises:
        ImageError: The bytes are others.
    """
    if found != sha256:
        raise ImageError(msg("The image file was changed after it had been inspected."), path=path)


def sha256_file(path: Path, *, check_cancelled: Callable[[], None] = lambda: None) -> str:
    """Hash a file of any size in constant memory; lower-case hexadecimal digits.

    Args:
        path: The file.
        check_cancelled: As for `files.sha256_of`.

    Raises:
        ImageError: The file cannot be read.
    """
    try:
        return sha256_of(path, check_cancelled=check_cancelled)
    except OSError as error:
        raise ImageError(
            msg("The file cannot be read ({reason}).", reason=error.strerror),
            path=path,
            hint=msg("Check that it exists and that you may read it."),
        ) from error
