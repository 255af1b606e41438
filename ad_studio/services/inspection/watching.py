"""Finding files that have arrived whole in folders that are being filled.

Folders are looked at again and again. The notifications of an operating system would be quicker,
but they do not come reliably from network shares, which is where cameras put their images.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ad_studio.domain import LeftOut, ResultRow
from ad_studio.errors import ImageError, ProjectError
from ad_studio.imaging.decode import decode_bytes
from ad_studio.imaging.hashing import read_hashed
from ad_studio.messages import msg
from ad_studio.progress import Progress, never, raise_if_stopped
from ad_studio.services.inspection.image_source import ImageSource
from ad_studio.services.inspection.left_out import still_changing
from ad_studio.services.inspection.run_control import RunControl

POLL_SECONDS = 1.0
"""Between two looks; a file has to stay unchanged for at least so long."""

PATIENCE_SECONDS = 10.0
"""That an unchanged file is given to become readable."""
_MOST = 8  # files handed out by one look, so that the first ones are not kept waiting
_MOST_READ = 64  # files read by one look: where a run goes on, thousands may be known already

_Stamp = tuple[int, int]


@dataclass(slots=True)
class _Seen:
    """A file as it was at the latest look, and since when it has been so."""

    stamp: _Stamp
    since: float


class Watcher:
    """Remembers what was in the folders at earlier looks.

    A file is handed out when its size and time were the same at two looks and it can be read and
    decoded to its end; one that stays unreadable for ten seconds is handed out all the same, so
    that it becomes an error that somebody sees. A file that is written again is handed out again,
    unless it was handed out with the same bytes before: what has an earlier content again is left
    at the end.

    Attributes:
        inspected: The SHA-256 of every reading of each file, in the order of reading.
        is_behind: Whether the latest look ended before it came to all files.
    """

    def __init__(
        self,
        find: Callable[[], list[Path]],
        *,
        inspected: dict[Path, list[str]],
        bit_depth: int | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.inspected = inspected
        self.is_behind = False
        self._bit_depth = bit_depth
        self._find = find
        self._clock = clock
        self._seen: dict[Path, _Seen] = {}
        self._done: dict[Path, _Stamp] = {}
        self._returned: set[Path] = set()  # to bytes that they had before

    def poll(self, should_stop: Callable[[], bool] = never) -> list[Path]:
        """Look once; the files that are ready now, at most a few.

        Args:
            should_stop: Asked several times a second while a file is decoded.

        Raises:
            ProjectError: A folder cannot be listed.
            Cancelled: `should_stop` turned true.
        """
        ready: list[Path] = []
        read, self.is_behind = 0, False
        for path in self._find():
            stamp = _stamp(path)
            if stamp is None or self._done.get(path) == stamp or not self._is_stable(path, stamp):
                continue
            if len(ready) == _MOST or read == _MOST_READ:
                self.is_behind = True
                break
            before = self.inspected.get(path, [])
            sha256, whole = _read(path, before, self._bit_depth, should_stop)
            if not whole and not self._is_given_up(path):
                continue
            read += 1
            self._done[path] = stamp
            del self._seen[path]
            if sha256 not in before:
                self._returned.discard(path)
                ready.append(path)
            elif sha256 == before[-1]:
                self._returned.discard(path)
            else:
                self._returned.add(path)
        return ready

    def left(self, should_stop: Callable[[], bool] = never) -> list[Path]:
        """The files that are there now and were never handed out as they are.

        Args:
            should_stop: Asked before each file: it may have to be read.

        Raises:
            Cancelled: `should_stop` turned true.
        """
        try:
            there = self._find()
        except ProjectError:  # the network is gone for a while
            there = list(self._seen)
        left = []
        for path in there:
            raise_if_stopped(should_stop)
            if self._is_left(path):
                left.append(path)
        return left

    def _is_left(self, path: Path) -> bool:
        stamp = _stamp(path)
        if stamp is None:
            return False
        if self._done.get(path) == stamp:
            return path in self._returned
        before = self.inspected.get(path)
        return not before or _sha256(path) != before[-1]

    def _is_stable(self, path: Path, stamp: _Stamp) -> bool:
        seen = self._seen.get(path)
        if seen is None or seen.stamp != stamp:
            self._seen[path] = _Seen(stamp, self._clock())
            return False
        return self._clock() - seen.since >= POLL_SECONDS

    def _is_given_up(self, path: Path) -> bool:
        return self._clock() - self._seen[path].since >= PATIENCE_SECONDS


class WatchedFolders(ImageSource):
    """Files as they arrive whole in folders, until the user says stop."""

    activity = msg("Watching for new images")

    def __init__(
        self,
        find: Callable[[], list[Path]],
        *,
        inspected: dict[Path, list[str]],
        bit_depth: int | None,
        left_out: Callable[[], Sequence[LeftOut]] = tuple,
    ) -> None:
        """Watch.

        Args:
            find: Lists the files that are there now; raises ProjectError when it cannot.
            inspected: Of what the run has results of, see `Watcher`.
            bit_depth: The model's, see `ModelInfo`.
            left_out: Finds what else lies in the folders.
        """
        self._watcher = Watcher(find, inspected=inspected, bit_depth=bit_depth)
        self._find_left_out = left_out

    def batches(self, control: RunControl, progress: Progress) -> Iterator[Sequence[Path]]:
        """Hand out what has arrived; between two looks in vain wait a second."""
        while not control.is_stopped:
            try:
                ready = self._watcher.poll(lambda: progress.is_cancelled)
                control.is_folder_away = False
            except ProjectError:  # the network is gone for a while
                ready, control.is_folder_away = [], True
            yield ready
            if not ready and not self._watcher.is_behind:
                control.wait(POLL_SECONDS, unless=lambda: progress.is_cancelled)

    def on_stored(self, rows: Sequence[ResultRow]) -> None:
        """A file that is written again with the same bytes is not handed out again."""
        for row in rows:
            self._watcher.inspected.setdefault(row.path, []).append(row.sha256)

    def left_out(self, progress: Progress) -> Sequence[LeftOut]:
        """The files that were still changing, and what else lies there."""
        left = self._watcher.left(lambda: progress.is_cancelled)
        return (*still_changing(left), *self._find_left_out())


def _stamp(path: Path) -> _Stamp | None:
    try:
        found = path.stat()
    except OSError:  # moved away since it was listed
        return None
    return found.st_size, found.st_mtime_ns


def _read(
    path: Path, known: Sequence[str], bit_depth: int | None, should_stop: Callable[[], bool]
) -> tuple[str, bool]:
    """The hash of a file (empty if it cannot be read), and whether it decodes to its end.

    It is decoded again when it is inspected: in a watched folder images come one by one. What has
    one of the hashes `known` is whole.
    """
    sha256 = ""
    try:
        file = read_hashed(path)
        sha256 = file.sha256
        if sha256 in known:
            return sha256, True
        decode_bytes(file.data, path=path, bit_depth=bit_depth, should_stop=should_stop)
    except ImageError:
        return sha256, False
    return sha256, True


def _sha256(path: Path) -> str:
    try:
        return read_hashed(path).sha256
    except ImageError:
        return ""
