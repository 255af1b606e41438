"""Fetches what the viewer shows, and the neighbours ahead of time."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from ad_studio.domain import ResultMaps, ResultRow
from ad_studio.errors import AdStudioError
from ad_studio.progress import Progress, raise_if_cancelled
from ad_studio.services import results
from ad_studio.services.project import Project
from ad_studio.ui.images import Picture, load_picture
from ad_studio.ui.jobs import Jobs

_SIDE = 1600
_DETAIL_SIDE = 10_000
_KEPT = 7


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """One result ready for the viewer; `error` says why it is not."""

    result_id: int
    picture: Picture | None
    maps: ResultMaps | None
    error: AdStudioError | None = None


class ResultLoader(QObject):
    """Loads one result at a time, then its neighbours; what was asked for before is dropped.

    Signals:
        loaded(Loaded): The result asked for last is here, or is known not to come.
        detailed(int, Picture): The same picture with every pixel of the original.
    """

    loaded = Signal(object)
    detailed = Signal(int, object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: OrderedDict[int, Loaded] = OrderedDict()
        self._wanted: int | None = None
        self._lane = jobs.lane("viewer")
        self._lane.partials.connect(self._on_partials)
        self._detail = jobs.lane("detail")

    def clear(self) -> None:
        """Forget everything: another project or run is shown."""
        self._lane.drop()
        self._detail.drop()
        self._kept.clear()
        self._wanted = None

    def show(self, project: Project, row: ResultRow, ahead: Sequence[ResultRow]) -> None:
        """Ask for `row` now and for the rows `ahead` afterwards."""
        self._wanted = row.id
        self._detail.drop()
        kept = self._kept.get(row.id)
        if kept is not None:
            self._kept.move_to_end(row.id)
            self.loaded.emit(kept)
        missing = [one for one in (row, *ahead) if one.id not in self._kept]

        def work(progress: Progress) -> None:
            for one in missing:
                raise_if_cancelled(progress)
                progress.partial(_load(project, one))

        if missing:
            self._lane.start(work)

    def show_detail(self, row: ResultRow) -> None:
        """Ask for every pixel of `row`."""
        if not self._detail.busy:
            self._detail.start(
                lambda _progress: load_picture(row.path, max_side=_DETAIL_SIDE),
                then=lambda picture: self.detailed.emit(row.id, picture),
            )

    def _on_partials(self, _job: int, partials: list[Loaded]) -> None:
        for loaded in partials:
            self._kept[loaded.result_id] = loaded
            if loaded.result_id == self._wanted:
                self.loaded.emit(loaded)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)


def _load(project: Project, row: ResultRow) -> Loaded:
    try:
        picture = load_picture(row.path, max_side=_SIDE)
        return Loaded(row.id, picture, results.maps(project, row.id))
    except AdStudioError as error:
        return Loaded(row.id, None, None, error)
