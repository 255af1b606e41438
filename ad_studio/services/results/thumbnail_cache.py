"""Thumbnails on disk, by the bytes of their image: what was shown once comes back at once."""

import contextlib
import re
from pathlib import Path

from ad_studio.files import replacing

LIMIT_BYTES = 256 << 20
"""How much all thumbnails together may take; some 50 000 of them."""

_CHECK_EVERY = 500  # thumbnails written between two looks at the size
_KEEP = 0.8  # of the limit, when some must go
_SHA256 = re.compile(r"[0-9a-f]{64}")


class ThumbnailCache:
    """A folder of small files; losing any of them costs only time. For use by one thread."""

    def __init__(self, folder: Path, *, limit: int = LIMIT_BYTES) -> None:
        """Use a folder, which is made when the first thumbnail is kept.

        Args:
            folder: Where they lie; for one size of thumbnails only.
            limit: In bytes, for all together.
        """
        self._folder = folder
        self._limit = limit
        self._unchecked = _CHECK_EVERY

    def get(self, sha256: str, bit_depth: int | None) -> bytes | None:
        """Return the thumbnail of an image with these bytes; None if it is not here.

        Args:
            sha256: Of the image file.
            bit_depth: That it was decoded with, where it was given.
        """
        path = self._path(sha256, bit_depth)
        if path is None:
            return None
        try:
            return path.read_bytes()
        except OSError:
            return None

    def put(self, sha256: str, bit_depth: int | None, data: bytes) -> None:
        """Keep a thumbnail; a disk that is full or read-only is no reason to complain."""
        path = self._path(sha256, bit_depth)
        if path is None:
            return
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(path) as new:
                new.write_bytes(data)
            self._unchecked += 1
            if self._unchecked >= _CHECK_EVERY:
                self._unchecked = 0
                self._tidy()

    def _path(self, sha256: str, bit_depth: int | None) -> Path | None:
        if not _SHA256.fullmatch(sha256):
            return None
        depth = "" if bit_depth is None else f"-{bit_depth}"
        return self._folder / sha256[:2] / f"{sha256}{depth}.jpg"

    def _tidy(self) -> None:
        """Let the oldest go when there are too many."""
        found = []
        for path in self._folder.glob("??/*"):
            with contextlib.suppress(OSError):
                stat = path.stat()
                found.append((stat.st_mtime_ns, stat.st_size, path))
        size = sum(one[1] for one in found)
        if size <= self._limit:
            return
        for _time, bytes_, path in sorted(found):
            if size <= self._limit * _KEEP:
                break
            with contextlib.suppress(OSError):
                path.unlink()
            size -= bytes_
