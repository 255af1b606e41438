"""Thumbnails of results, and the heat to be laid over each."""

import threading
from collections import OrderedDict
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage, QPixmap

from ad_studio.domain import Thresholds
from ad_studio.errors import AdStudioError
from ad_studio.imaging import heat
from ad_studio.map_regions import SigmaMap
from ad_studio.progress import Progress, raise_if_cancelled
from ad_studio.services import results
from ad_studio.services.projects.project import Project
from ad_studio.services.results.thumbnail_cache import ThumbnailCache
from ad_studio.ui.images import rgba_image
from ad_studio.ui.inspect.state import InspectState
from ad_studio.ui.thumbnails import Thumbnails, Wanted

_WAITING = 200
_KEPT = 2000  # of at most 100 kB: 200 MB where images are looked at in many tiles, else 10
_SIDE = 160  # cells; no thumbnail shows more


class ResultThumbnails(Thumbnails):
    """Thumbnails with the heat of the results on show; colours as in the viewer's standard.

    Args:
        state: What is on show; its model fixes the colours.
        cache: Keeps the thumbnails on disk.
        parent: Owns it.
    """

    def __init__(self, state: InspectState, *, cache: ThumbnailCache, parent: QObject) -> None:
        super().__init__(
            state.session.jobs,
            bit_depth=lambda: state.session.bit_depth(state.model_id),
            cache=cache,
            parent=parent,
        )
        self._state = state
        self._heat: OrderedDict[int, QPixmap] = OrderedDict()
        self._asked: OrderedDict[int, None] = OrderedDict()
        self._asking = threading.Lock()
        self._maps = state.session.jobs.queue("heat-thumbnails")
        self._maps.partials.connect(self._on_heat)
        self._maps.busy_changed.connect(self._on_maps_busy)
        state.cleared.connect(self._forget)

    def heat(self, result_id: int) -> QPixmap | None:
        """The heat of a result, to be stretched over its thumbnail; None while it is fetched."""
        kept = self._heat.get(result_id)
        if kept is not None:
            self._heat.move_to_end(result_id)
            return kept
        with self._asking:
            self._asked[result_id] = None
            self._asked.move_to_end(result_id)
            while len(self._asked) > _WAITING:
                self._asked.popitem(last=False)
        self._fetch()
        return None

    def _decode(self, wanted: Wanted, progress: Progress) -> QImage:
        """As of others; a file that was moved after it was listed is read where it lies now."""
        image = super()._decode(wanted, progress)
        path, sha256, bit_depth = wanted
        project = self._state.project
        if not image.isNull() or project is None:
            return image
        try:
            place = results.place_of(project, path, sha256)
        except AdStudioError:
            return image
        return image if place == path else super()._decode((place, sha256, bit_depth), progress)

    def _fetch(self) -> None:
        project, scale = self._state.project, self._state.scale
        if project is None or scale is None or self._maps.busy:
            return

        def work(progress: Progress) -> None:
            while (result_id := self._next_asked()) is not None:
                raise_if_cancelled(progress)
                progress.partial((result_id, _heat_image(project, result_id, scale)))

        self._maps.start(work)

    def _next_asked(self) -> int | None:
        with self._asking:
            return self._asked.popitem(last=True)[0] if self._asked else None

    def _on_heat(self, _job: int, partials: list[tuple[int, QImage]]) -> None:
        for result_id, image in partials:
            self._heat[result_id] = QPixmap.fromImage(image)
        while len(self._heat) > _KEPT:
            self._heat.popitem(last=False)
        self.ready.emit(Path())

    def _on_maps_busy(self, busy: bool) -> None:
        """Something asked for between the worker's last look and its end still gets its turn."""
        if not busy and self._asked:
            self._fetch()

    def _forget(self) -> None:
        self._maps.drop()
        with self._asking:
            self._asked.clear()
        self._heat.clear()


def _heat_image(project: Project, result_id: int, scale: Thresholds) -> QImage:
    """The heat in the size of its map, at most; a null image where there is none."""
    try:
        maps = results.maps(project, result_id)
    except AdStudioError:
        return QImage()
    if maps is None:
        return QImage()
    sigma = _no_larger_than_shown(maps.fused)
    height, width = sigma.shape
    return rgba_image(heat.overlay(sigma, scale, width=width, height=height))


def _no_larger_than_shown(sigma: SigmaMap) -> SigmaMap:
    """The highest of each block of cells, so that no spot is lost in a smaller map."""
    side = -(-max(sigma.shape) // _SIDE)
    rows, columns = (-(-cells // side) for cells in sigma.shape)
    more = [(0, side * n - cells) for n, cells in zip((rows, columns), sigma.shape, strict=True)]
    blocks = np.pad(sigma, more, mode="edge").reshape(rows, side, columns, side)
    highest: SigmaMap = blocks.max(axis=(1, 3))
    return highest
