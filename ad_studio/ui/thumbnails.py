"""Thumbnails, decoded off the event loop, newest request first, and kept within a budget."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QObject, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from ad_studio.errors import ImageError
from ad_studio.image_names import is_video_name
from ad_studio.imaging.decode import decode_bytes
from ad_studio.imaging.files import read_bytes
from ad_studio.imaging.hashing import read_unchanged
from ad_studio.progress import Progress, raise_if_cancelled
from ad_studio.services.results.thumbnail_cache import ThumbnailCache
from ad_studio.ui.images import rgb_image
from ad_studio.ui.jobs import Jobs

Wanted = tuple[Path, str, int | None]
"""A file, the SHA-256 of the bytes wanted if they are known, and the bit depth if it was given."""

_WAITING = 200
_KEPT = 600


class Thumbnails(QObject):
    """Pixmaps of at most `side` device pixels; `ready(path)` when one that was asked for came.

    With a `cache`, those whose bytes are known by their SHA-256 are kept on disk, too.
    """

    ready = Signal(Path)

    def __init__(
        self,
        jobs: Jobs,
        *,
        side: int = 160,
        bit_depth: Callable[[], int | None] = lambda: None,
        cache: ThumbnailCache | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Decode on a queue of `jobs`.

        Args:
            jobs: Of the window.
            side: Device pixels on the long side, at most.
            bit_depth: Tells that of the model or reference that the files belong to, where none is
                given with a file.
            cache: Where they are kept on disk.
            parent: Owner.
        """
        super().__init__(parent)
        self._side = side
        self._bit_depth = bit_depth
        self._cache = cache
        self._kept: OrderedDict[Wanted, QPixmap] = OrderedDict()
        self._waiting: OrderedDict[Wanted, None] = OrderedDict()
        self._lock = threading.Lock()
        self._tasks = jobs.queue("thumbnails", latest_only=False)
        self._tasks.partials.connect(self._on_partials)
        self._tasks.busy_changed.connect(self._on_busy)

    def get(self, path: Path, sha256: str = "", *, bit_depth: int | None = None) -> QPixmap | None:
        """The thumbnail of `path`, or None while it is being fetched.

        A file that cannot be decoded gives a null pixmap, and so does one of other bytes than those
        of `sha256`, if they are known.
        """
        wanted = (path, sha256, self._bit_depth() if bit_depth is None else bit_depth)
        kept = self._kept.get(wanted)
        if kept is not None:
            self._kept.move_to_end(wanted)
            return kept
        with self._lock:
            self._waiting[wanted] = None
            self._waiting.move_to_end(wanted)
            while len(self._waiting) > _WAITING:
                self._waiting.popitem(last=False)
        if not self._tasks.busy:
            self._tasks.start(self._work)
        return None

    def heat(self, result_id: int) -> QPixmap | None:  # noqa: ARG002 - others have some
        """The heat to be laid over the thumbnail of a result; None: none, or it is on its way."""
        return None

    def _next(self) -> Wanted | None:
        with self._lock:
            return self._waiting.popitem(last=True)[0] if self._waiting else None

    def _work(self, progress: Progress) -> None:
        while (wanted := self._next()) is not None:
            raise_if_cancelled(progress)
            progress.partial((wanted, self._kept_on_disk(wanted) or self._decode(wanted, progress)))

    def _kept_on_disk(self, wanted: Wanted) -> QImage | None:
        path, sha256, bit_depth = wanted
        data = self._cache.get(sha256, bit_depth) if self._cache is not None else None
        if data is None:
            return None
        # Not by Qt: asking its SVG reader, too, it connects a signal while it holds Python's lock,
        # and the event loop that disconnects one then waits for that lock for ever.
        try:
            return rgb_image(decode_bytes(data, path=path).pixels)
        except ImageError:
            return None

    def _decode(self, wanted: Wanted, progress: Progress) -> QImage:
        path, sha256, bit_depth = wanted
        if is_video_name(path.name):  # it may be too large to be read as a whole
            return QImage()
        try:
            data = read_unchanged(path, sha256) if sha256 else read_bytes(path)
            loaded = decode_bytes(
                data,
                path=path,
                max_side=self._side,
                bit_depth=bit_depth,
                should_stop=lambda: progress.is_cancelled,
            )
        except ImageError:
            return QImage()
        image = rgb_image(loaded.pixels).scaled(
            self._side,
            self._side,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        if self._cache is not None:
            self._cache.put(sha256, bit_depth, _as_jpeg(image))
        return image

    def _on_partials(self, _job: int, partials: list[tuple[Wanted, QImage]]) -> None:
        for wanted, image in partials:
            self._kept[wanted] = QPixmap.fromImage(image)
            self.ready.emit(wanted[0])
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)

    def _on_busy(self, busy: bool) -> None:
        """Something asked for between the worker's last look and its end still gets its turn."""
        if not busy and self._waiting:
            self._tasks.start(self._work)


def _as_jpeg(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG", 88)  # type: ignore[call-overload] # the stub asks for bytes
    return bytes(buffer.data().data())
