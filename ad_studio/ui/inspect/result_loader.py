"""Loads a result's image and maps for the viewers, and the neighbours ahead of time."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from ad_studio.domain import ResultMaps, ResultRow, Sorting
from ad_studio.errors import AdStudioError, ImageError
from ad_studio.image_names import is_video_name
from ad_studio.imaging.hashing import raise_if_changed, read_hashed
from ad_studio.progress import Progress, never, raise_if_cancelled
from ad_studio.services import results
from ad_studio.services.actions.settings import action_settings
from ad_studio.services.projects.project import Project
from ad_studio.ui.images import Picture, decode_picture
from ad_studio.ui.jobs import Jobs


@dataclass(frozen=True, slots=True, eq=False)
class ResultPicture:
    """What a result's file holds now.

    Attributes:
        picture: Its pixels; None if it cannot be read.
        error: Why it cannot be read, that its bytes are others, or why its heat cannot be.
        maps: The heat; None where there is an error, before `with_heat`, or where none is stored.
    """

    picture: Picture | None
    error: AdStudioError | None = None
    maps: ResultMaps | None = None


def load_result_picture(
    row: ResultRow,
    *,
    max_side: int,
    bit_depth: int | None,
    should_stop: Callable[[], bool] = never,
) -> ResultPicture:
    """Read a result's file once, check its bytes and decode them; from any thread.

    Args:
        row: The result. Where its bytes are not known it could not be read, and nothing is checked.
        max_side: Pixels that are enough on the long side.
        bit_depth: That of the model of its run.
        should_stop: Asked several times a second.

    Raises:
        Cancelled: `should_stop` turned true.
    """
    if row.error and is_video_name(row.path.name):  # it may be too large to be read as a whole
        return ResultPicture(None, ImageError(row.error, path=row.path))
    picture = None
    try:
        file = read_hashed(row.path)
        picture = decode_picture(
            file.data,
            path=row.path,
            max_side=max_side,
            bit_depth=bit_depth,
            should_stop=should_stop,
        )
        if row.sha256:
            raise_if_changed(file.sha256, row.path, row.sha256)
    except AdStudioError as error:
        return ResultPicture(picture, error.without_frames())
    return ResultPicture(picture)


def with_heat(found: ResultPicture, project: Project, row: ResultRow) -> ResultPicture:
    """The same with the heat of a result; heat of other bytes than those read would mislead."""
    if found.error is not None:
        return found
    try:
        return replace(found, maps=results.maps(project, row.id))
    except AdStudioError as error:
        return replace(found, error=error.without_frames())


_SIDE = 1600
_PAUSES = (0.1, 0.4)  # seconds
_KEPT = 9  # pictures of at most 1600 pixels decoded, 3199 at worst: some 10 MB each


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """One result ready for the viewer."""

    result_id: int
    found: ResultPicture


class _Kept:
    """The results decoded last, for any thread: a job that is dropped leaves what it has done."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: OrderedDict[int, Loaded] = OrderedDict()

    def get(self, result_id: int) -> Loaded | None:
        """A result that is kept; None if it is not."""
        with self._lock:
            found = self._found.get(result_id)
            if found is not None:
                self._found.move_to_end(result_id)
            return found

    def put(self, loaded: Loaded) -> None:
        """Keep a result, and let go of the one asked for longest ago."""
        with self._lock:
            self._found[loaded.result_id] = loaded
            self._found.move_to_end(loaded.result_id)
            while len(self._found) > _KEPT:
                self._found.popitem(last=False)


class ResultLoader(QObject):
    """Loads one result at a time, then its neighbours; what was asked for before is dropped.

    Signals:
        loaded(Loaded): The result asked for last is here, or is known not to come.
    """

    loaded = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept = _Kept()
        self._wanted: int | None = None
        self._tasks = jobs.queue("viewer")
        self._tasks.partials.connect(self._on_partials)

    def clear(self) -> None:
        """Forget everything: another project or run is shown."""
        self._tasks.drop()
        self._kept = _Kept()
        self._wanted = None

    def rest(self) -> None:
        """Nothing is wanted now; what is decoded is kept."""
        self._tasks.drop()
        self._wanted = None

    def show(
        self,
        project: Project,
        row: ResultRow,
        ahead: Sequence[ResultRow],
        *,
        bit_depth: int | None,
    ) -> None:
        """Ask for `row` now and for the rows `ahead` afterwards; `bit_depth` is their model's."""
        self._wanted = row.id
        kept = self._kept
        here = kept.get(row.id)
        if here is not None:
            self.loaded.emit(here)
        missing = [one for one in (row, *ahead) if kept.get(one.id) is None]

        def work(progress: Progress) -> None:
            for one in missing:
                raise_if_cancelled(progress)
                loaded = kept.get(one.id)  # the job before may have been at it
                if loaded is None:
                    loaded = _load(project, one, bit_depth, progress)
                    kept.put(loaded)
                if one.id == row.id:
                    progress.partial(loaded)

        self._tasks.drop()
        if missing:
            self._tasks.start(work)

    def _on_partials(self, _job: int, partials: list[Loaded]) -> None:
        for loaded in partials:
            if loaded.result_id == self._wanted:
                self.loaded.emit(loaded)


def _load(project: Project, row: ResultRow, bit_depth: int | None, progress: Progress) -> Loaded:
    row = results.result(project, row.id)  # its file may have been moved since it was listed

    def load() -> ResultPicture:
        return load_result_picture(
            row, max_side=_SIDE, bit_depth=bit_depth, should_stop=lambda: progress.is_cancelled
        )

    found = load()
    if not row.path.exists() and action_settings(project).sorting is Sorting.MOVE:
        for pause in _PAUSES:  # it may be moved at this moment, and where to is stored right after
            raise_if_cancelled(progress)
            threading.Event().wait(pause)
            before, row = row.path, results.result(project, row.id)
            if row.path != before:
                found = load()
                break
    return Loaded(row.id, with_heat(found, project, row))
