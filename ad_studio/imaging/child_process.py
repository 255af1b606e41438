"""A child process that decodes, with limits on time and memory.

It ends with this process, also when that is killed. What a file can do to a decoder costs the child
and nothing else: the parent unpacks no object that a decoder gone wrong might have made, only
numbers, JSON and pixels.
"""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from ad_studio.domain import RgbImage
from ad_studio.errors import Cancelled, ImageError
from ad_studio.imaging import faults

_ATTENTIVE_SECONDS = 0.05


class ChildProcess:
    """One child process and the connection to it.

    Attributes:
        connection: To the child.
    """

    def __init__(self, target: Callable[..., None], *given: object, memory: int) -> None:
        """Start it.

        Args:
            target: What it does; called with its end of the connection and what is given.
            given: Further arguments.
            memory: Bytes that it may take.

        Raises:
            ImageError: The system starts no process.
        """
        import multiprocessing  # not at start: most commands decode nothing

        context = multiprocessing.get_context("spawn")  # on every system: safe with threads
        self.connection, theirs = context.Pipe()
        self._memory_limit = memory
        self._process = context.Process(
            target=target, args=(theirs, *given), name="decoder", daemon=True
        )
        try:
            with _without_interrupts():
                self._process.start()
        except OSError as error:
            self.connection.close()
            raise faults.no_decoder() from error
        finally:
            theirs.close()

    @property
    def is_alive(self) -> bool:
        """Whether the process is still running."""
        return self._process.is_alive()

    def wait(
        self,
        seconds: float,
        should_stop: Callable[[], bool],
        *,
        late: ImageError,
        patience: float,
    ) -> None:
        """Wait for a message, or for the end of the process.

        Args:
            seconds: How long at most.
            should_stop: Asked several times a second.
            late: Raised after these seconds.
            patience: Seconds before `should_stop` is heeded.

        Raises:
            ImageError: `late`; or it takes too much memory.
            Cancelled: `should_stop` turned true.
        """
        started = time.monotonic()
        while not self.connection.poll(_ATTENTIVE_SECONDS):
            waited = time.monotonic() - started
            if waited > patience and should_stop():
                raise Cancelled
            if waited > seconds:
                raise late
            if self._memory() > self._memory_limit:
                raise faults.too_much_memory()

    def receive_json(self) -> dict[str, Any]:
        """Receive an object.

        Raises:
            ValueError: It is none.
            EOFError, OSError: The process has ended.
        """
        found = json.loads(self.connection.recv_bytes())
        if not isinstance(found, dict):
            raise ValueError("not an object")
        return found

    def receive_pixels(
        self,
        shape: Sequence[int],
        *,
        fill: Callable[[memoryview], None] | None = None,
    ) -> RgbImage:
        """Receive the pixels of an image.

        Args:
            shape: Height, width and channels.
            fill: Puts them there if they do not come through the connection.

        Raises:
            ValueError: That is no shape.
            EOFError, OSError: The process has ended.
        """
        height, width, channels = shape
        pixels: RgbImage = np.empty((height, width, channels), np.uint8)
        flat, received = pixels.reshape(-1).data, 0
        if fill is not None:
            fill(flat)
            received = pixels.nbytes
        while received < pixels.nbytes:
            received += self.connection.recv_bytes_into(flat, received)
        return pixels

    def end(self) -> None:
        """Kill the process."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.connection.close()

    def _memory(self) -> int:
        import psutil

        try:
            return int(psutil.Process(self._process.pid).memory_info().rss)
        except psutil.Error:  # it has ended meanwhile
            return 0


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """A process started here gets no Ctrl-C of the terminal, not even while it starts."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
