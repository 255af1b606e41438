"""SHA-256 of image files: which bytes a result or a reference stands for."""

import hashlib
from pathlib import Path

from ad_studio.errors import ImageError

_CHUNK = 1 << 20


def sha256_bytes(data: bytes) -> str:
    """Hash what was read from a file already; lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def sha256_file(path: Path) -> str:
    """Hash a file of any size in constant memory; lower-case hexadecimal digits.

    Raises:
        ImageError: The file cannot be read.
    """
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise ImageError(
            f"The file cannot be read ({error.strerror}).",
            path=path,
            hint="Check that it exists and that you may read it.",
        ) from error
    return digest.hexdigest()
