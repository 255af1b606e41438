"""Opens the editor of zones for the thresholds being tried, and shows zones on the image."""

from PySide6.QtCore import QObject, Signal

from ad_studio.domain import SizeLimit
from ad_studio.progress import Progress
from ad_studio.services.projects import references, training_set
from ad_studio.services.projects.models import get_model
from ad_studio.services.projects.pixel_size import known_pixel_size, pixel_size
from ad_studio.services.projects.project import Project
from ad_studio.services.thresholds.zones import (
    model_with_zones,
    require_zones_fit,
    zones_of,
    zones_stay,
)
from ad_studio.ui.images import decode_picture
from ad_studio.ui.inspect.state import InspectState
from ad_studio.ui.inspect.threshold_panel.thresholds_tab import ThresholdsTab
from ad_studio.ui.inspect.widgets.viewer import Viewer
from ad_studio.ui.inspect.zones.editor import ZoneTask

_SIDE = 1600  # pixels along the longer side of the reference: enough to draw on


class ZoneController(QObject):
    """Keeps the zones on the viewer to the thresholds being tried.

    Signals:
        failed(AdStudioError): There can be no zones, or the reference cannot be read.
        opened(ZoneTask): Zones are to be drawn.
    """

    failed = Signal(object)
    opened = Signal(object)

    def __init__(
        self, state: InspectState, *, viewer: Viewer, tab: ThresholdsTab, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._viewer = viewer
        self.tasks = state.session.jobs.queue("zones")
        self.tasks.failed.connect(lambda _id, error: self.failed.emit(error))
        tab.zones_asked.connect(self._read)
        state.cleared.connect(self.tasks.drop)  # another run, model or project comes on show
        state.draft.tried.connect(self._lay)
        state.image.shown.connect(self._lay)
        state.image.cleared.connect(self._lay)

    def _read(self) -> None:
        project, model_id = self._state.project, self._state.model_id
        pair = self._state.draft.thresholds
        if project is not None and model_id is not None and pair is not None:
            limit = pair.size_limit
            self.tasks.start(
                lambda progress: _read_task(project, model_id, limit, progress),
                then=self.opened.emit,
            )

    def _lay(self) -> None:
        pair, size = self._state.draft.thresholds, self._viewer.image_size
        limit = None if pair is None else pair.size_limit
        zones = limit.zones if limit is not None and size is not None else ()
        width, height = size or (0, 0)
        self._viewer.zones.show_regions(
            [zone.region for zone in zones],
            width=width,
            height=height,
            names=[zone.name for zone in zones],
        )


def _read_task(
    project: Project, model_id: int, limit: SizeLimit | None, progress: Progress
) -> ZoneTask:
    require_zones_fit(project, model_id)
    mm = pixel_size(project)
    if mm is None:  # no longer known: zones are changed by the pixels that they were set with
        mm = known_pixel_size(project) if limit is None else limit.pixel_mm
    reference = references.reference_of_model(project, model_id)
    picture = decode_picture(
        training_set.read_image(reference),
        path=reference.path,
        max_side=_SIDE,
        bit_depth=reference.bit_depth,
        should_stop=lambda: progress.is_cancelled,
    )
    other = model_with_zones(project, beside=model_id)
    return ZoneTask(
        limit,
        mm,
        reference,
        picture,
        note=zones_stay(get_model(project, model_id)),
        earlier=None if other is None else (other.number, zones_of(project, other.id)),
    )
