"""Thumbnails, decoded off the event loop, newest request first, and kept within a budget."""

import threading
from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from ad_studio.errors import ImageError
from ad_studio.progress import Progress, raise_if_cancelled
from ad_studio.ui.images import load_picture
from ad_studio.ui.jobs import Jobs

_WAITING = 200
_KEPT = 600


class Thumbnails(QObject):
    """Pixmaps of at most `side` device pixels; `ready(path)` when one that was asked for came."""

    ready = Signal(Path)

    def __init__(self, jobs: Jobs, *, side: int = 160, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._kept: OrderedDict[Path, QPixmap] = OrderedDict()
        self._waiting: OrderedDict[Path, None] = OrderedDict()
        self._lock = threading.Lock()
        self._lane = jobs.lane("thumbnails", latest_only=False)
        self._lane.partials.connect(self._on_partials)
        self._lane.busy_changed.connect(self._on_busy)

    def get(self, path: Path) -> QPixmap | None:
        """The thumbnail of `path`, or None while it is being fetched.

        A file that cannot be decoded gives a null pixmap.
        """
        kept = self._kept.get(path)
        if kept is not None:
            self._kept.move_to_end(path)
            return kept
        with self._lock:
            self._waiting[path] = None
            self._waiting.move_to_end(path)
            while len(self._waiting) > _WAITING:
                self._waiting.popitem(last=False)
        if not self._lane.busy:
            self._lane.start(self._work)
        return None

    def _next(self) -> Path | None:
        with self._lock:
            return self._waiting.popitem(last=True)[0] if self._waiting else None

    def _work(self, progress: Progress) -> None:
        while (path := self._next()) is not None:
            raise_if_cancelled(progress)
            progress.partial((path, self._decode(path)))

    def _decode(self, path: Path) -> QImage:
        try:
            image = load_picture(path, max_side=self._side).image
        except ImageError:
            return QImage()
        return image.scaled(
            self._side,
            self._side,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )

    def _on_partials(self, _job: int, partials: list[tuple[Path, QImage]]) -> None:
        for path, image in partials:
            self._kept[path] = QPixmap.fromImage(image)
            self.ready.emit(path)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)

    def _on_busy(self, busy: bool) -> None:
        """Something asked for between the worker's last look and its end still gets its turn."""
        if not busy and self._waiting:
            self._lane.start(self._work)
