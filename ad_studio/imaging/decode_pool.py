"""A few child processes that decode images, each with limits on time and memory.

They are started when they are first needed, and end with this process, also when it is killed. One
that takes too long or too much memory, or whose image nobody wants any more, is killed; the next
image gets a new one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ad_studio.errors import DepthError, ImageError
from ad_studio.imaging import faults
from ad_studio.imaging.child_process import ChildProcess
from ad_studio.imaging.loaded_image import LoadedImage
from ad_studio.imaging.shared_bytes import SharedBytes
from ad_studio.messages import Message
from ad_studio.progress import raise_if_stopped

_PROCESSES = 4  # two for a run, one for the viewer, one for thumbnails
_ATTENTIVE_SECONDS = 0.05
_SLOWEST = 10_000_000  # bytes of a file that a decoder works off in a second, at least


@dataclass(frozen=True, slots=True)
class Limits:
    """What an image may take.

    Attributes:
        seconds: For a small file. Each 10 MB of the file give it one second more: 256 megapixels
            of a PNG of 500 MB took 17 s on a busy computer.
        memory: Bytes of the process. The largest images that `faults` lets pass take about 3 GiB.
        start: Seconds in which a process has to be ready; it takes less than one.
        patience: Seconds before an image that nobody wants any more costs its process.
    """

    seconds: float = 20.0
    memory: int = 4 * 1024**3
    start: float = 60.0
    patience: float = 0.5


class DecodePool:
    """Hands each image to a process of its own; may be used from any thread."""

    def __init__(self, *, processes: int = _PROCESSES, limits: Limits = Limits()) -> None:
        """Make a pool; no process is started yet.

        Args:
            processes: How many there are at most.
            limits: What an image may take.
        """
        self._limits = limits
        self._slots = threading.Semaphore(processes)
        self._idle: list[_Decoder] = []

    def decode(
        self,
        data: bytes,
        *,
        max_side: int | None,
        bit_depth: int | None,
        should_stop: Callable[[], bool],
    ) -> LoadedImage:
        """Decode an image file's bytes.

        Args:
            data: The whole file.
            max_side: As in `decode.load_image`.
            bit_depth: As in `decode.load_image`.
            should_stop: Asked several times a second.

        Raises:
            ImageError: As `decoders.decode`; or a limit was exceeded, or the process ended. Names
                no path.
            Cancelled: `should_stop` turned true.
        """
        with self._slot(should_stop):
            decoder = self._idle_decoder() or _Decoder(self._limits)
            try:
                answer = decoder.decode(
                    data, max_side=max_side, bit_depth=bit_depth, should_stop=should_stop
                )
            except BaseException:
                decoder.end()
                raise
            self._idle.append(decoder)
        if isinstance(answer, ImageError):
            raise answer
        return answer

    def close(self) -> None:
        """End the processes that have nothing to do; the next image starts new ones."""
        while self._idle:
            self._idle.pop().end()

    @contextmanager
    def _slot(self, should_stop: Callable[[], bool]) -> Iterator[None]:
        while not self._slots.acquire(timeout=_ATTENTIVE_SECONDS):
            raise_if_stopped(should_stop)
        try:
            yield
        finally:
            self._slots.release()

    def _idle_decoder(self) -> _Decoder | None:
        while True:
            try:
                decoder = self._idle.pop()
            except IndexError:
                return None
            if decoder.is_alive:
                return decoder
            decoder.end()


class _Decoder:
    """One child process."""

    def __init__(self, limits: Limits) -> None:
        from ad_studio.imaging.decode_process import serve

        self._limits = limits
        self._shared = SharedBytes.make()
        try:
            self._child = ChildProcess(serve, self._shared, memory=limits.memory)
        except BaseException:
            self._close()
            raise
        self._is_ready = False

    @property
    def is_alive(self) -> bool:
        return self._child.is_alive

    def decode(
        self,
        data: bytes,
        *,
        max_side: int | None,
        bit_depth: int | None,
        should_stop: Callable[[], bool],
    ) -> LoadedImage | ImageError:
        """Have an image decoded; what is raised rather than returned leaves the process useless."""
        from ad_studio.imaging.decode_process import READY, REQUEST, send_in_pieces

        seconds = self._limits.seconds + len(data) / _SLOWEST
        connection = self._child.connection
        try:
            if not self._is_ready:
                self._wait(self._limits.start, should_stop, late=faults.no_decoder())
                self._is_ready = connection.recv_bytes(len(READY)) == READY
            is_shared = self._shared is not None and self._shared.put(data)
            request = (max_side or 0, bit_depth or 0, seconds, len(data), is_shared)
            connection.send_bytes(REQUEST.pack(*request))
            if not is_shared:
                send_in_pieces(connection, memoryview(data))
            self._wait(seconds, should_stop, late=faults.too_slow(seconds))
            return self._answer(self._child.receive_json())
        except MemoryError as error:
            raise faults.too_much_memory() from error
        except (EOFError, OSError, ValueError, KeyError, TypeError) as error:
            raise (faults.decoder_ended() if self._is_ready else faults.no_decoder()) from error

    def end(self) -> None:
        """Kill the process."""
        self._child.end()
        self._close()

    def _close(self) -> None:
        if self._shared is not None:
            self._shared.close()

    def _answer(self, answer: dict[str, Any]) -> LoadedImage | ImageError:
        if "error" in answer:
            message, hint = (Message.from_text(str(answer[key])) for key in ("error", "hint"))
            kind = DepthError if answer["about_depth"] else ImageError
            return kind(message, hint=hint)
        shared = self._shared if answer["is_shared"] else None
        pixels = self._child.receive_pixels(
            answer["shape"], fill=None if shared is None else shared.fill
        )
        width, height = answer["size"]
        return LoadedImage(pixels, width, height, answer["levels"])

    def _wait(self, seconds: float, should_stop: Callable[[], bool], *, late: ImageError) -> None:
        self._child.wait(seconds, should_stop, late=late, patience=self._limits.patience)


POOL = DecodePool()
"""That of the program."""
