"""Bytes that a process and its child share: a file in memory, which goes along when it starts.

Through a connection, the 36 MB of a bitmap are copied five times; in here they are copied twice.
"""

import contextlib
import os
from typing import Any, Self

MOST = 1 << 30
"""Bytes that are put in here; what is more takes the way through a connection."""

_KEPT = 64 << 20  # bytes that stay allocated for the next time


class SharedBytes:
    """Has one content at a time; written by the parent, read by the child."""

    def __init__(self, file: int) -> None:
        """Take over an open file descriptor."""
        self._file = file

    @classmethod
    def make(cls) -> Self | None:
        """Make one; None where the system has no files in memory (only Linux has them)."""
        with contextlib.suppress(AttributeError, OSError):
            return cls(os.memfd_create("ad_studio"))
        return None

    def __reduce__(self) -> tuple[Any, ...]:
        """For the child, when it is started."""
        from multiprocessing.reduction import DupFd  # which Windows does not have

        return _of_duplicate, (DupFd(self._file),)

    def put(self, data: bytes) -> bool:
        """Replace the content; False where there is no memory for it, or it is too much."""
        if len(data) > MOST:
            return False
        view, done = memoryview(data), 0
        with contextlib.suppress(OSError):
            while done < len(data):
                done += os.pwrite(self._file, view[done:], done)
        return done == len(data)

    def get(self, length: int) -> bytes:
        """Read the content, of so many bytes.

        Raises:
            EOFError: There are fewer.
        """
        data = os.pread(self._file, length, 0)
        if len(data) < length:
            raise EOFError
        return data

    def trim(self) -> None:
        """Give back much memory that the content before took."""
        if os.fstat(self._file).st_size > _KEPT:
            os.ftruncate(self._file, _KEPT)

    def close(self) -> None:
        """Let go of it."""
        os.close(self._file)


def _of_duplicate(duplicate: Any) -> SharedBytes:  # noqa: ANN401 - of a private type
    return SharedBytes(duplicate.detach())
