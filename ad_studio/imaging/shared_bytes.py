"""Bytes that a process and its child share: a file in memory, which goes along when it starts.

Both map it. Through a connection, the 36 MB of a bitmap are copied five times, and by reading and
writing the file three times as slowly as here. The request is in here until the child has read it,
and then the answer.
"""

import contextlib
import mmap
import os
from typing import Any, Self

MOST = 128 << 20
"""Bytes that are put in here; what is more takes the way through a connection."""


class SharedBytes:
    """Has one content at a time; each side reads it before it puts in its own."""

    def __init__(self, file: int) -> None:
        """Take over an open file descriptor, of a file of `MOST` bytes.

        Raises:
            OSError: It cannot be mapped.
        """
        self._file = file
        self._map = mmap.mmap(file, MOST)
        self._bytes = memoryview(self._map)
        self._taken = 0  # bytes for which there is memory

    @classmethod
    def make(cls) -> Self | None:
        """Make one; None where the system has no files in memory (only Linux has them)."""
        with contextlib.suppress(AttributeError, ImportError, OSError):
            import fcntl  # which Windows does not have

            file = os.memfd_create("ad_studio", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
            try:
                os.ftruncate(file, MOST)
                # a child that made it smaller could end this process by doing so
                fcntl.fcntl(file, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW)
                return cls(file)
            except BaseException:
                os.close(file)
                raise
        return None

    def __reduce__(self) -> tuple[Any, ...]:
        """For the child, when it is started."""
        from multiprocessing.reduction import DupFd

        return _of_duplicate, (DupFd(self._file),)

    def put(self, data: bytes | memoryview) -> bool:
        """Replace the content; False where there is no memory for it, or it is too much."""
        length = len(data)
        if length > MOST:
            return False
        if length > self._taken:
            try:
                os.posix_fallocate(self._file, 0, length)
            except OSError:
                return False
            self._taken = length
        self._bytes[:length] = data
        return True

    def get(self, length: int) -> bytes:
        """Read the content, of so many bytes."""
        return bytes(self._bytes[:length])

    def fill(self, view: memoryview) -> None:
        """Read the content into bytes that are there already, at most `MOST`.

        Raises:
            ValueError: They are more.
        """
        view[:] = self._bytes[: len(view)]

    def close(self) -> None:
        """Let go of it."""
        self._bytes.release()
        self._map.close()
        os.close(self._file)


def _of_duplicate(duplicate: Any) -> SharedBytes:  # noqa: ANN401 - of a private type
    return SharedBytes(duplicate.detach())
