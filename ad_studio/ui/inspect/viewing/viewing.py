"""Binds the viewer: choices, finer pixels, the reference beside it, and the defect regions."""

from PySide6.QtCore import QObject, QRectF, Signal

from ad_studio.domain import ReferenceInfo, Thresholds
from ad_studio.imaging.defect_regions import DefectRegion, defect_regions
from ad_studio.services.projects import references, training_set
from ad_studio.services.projects.project import Project
from ad_studio.ui.colour_maps import color_map_style
from ad_studio.ui.images import Picture, decode_picture
from ad_studio.ui.inspect.bench import Bench
from ad_studio.ui.inspect.viewing.choices import Layout, ViewChoices, recall, remember
from ad_studio.ui.inspect.viewing.detail import DetailLoader

_REFERENCE_SIDE = 1600


class Viewing(QObject):
    """Keeps everything around the viewer to the image on the screen.

    Signals:
        failed(AdStudioError): The reference cannot be shown.
    """

    failed = Signal(object)

    def __init__(self, bench: Bench, parent: QObject) -> None:
        super().__init__(parent)
        session, desk, screen = bench.session, bench.desk, bench.screen
        self._session = session
        self._on_show = bench.on_show
        self._desk = desk
        self._screen = screen
        self._thresholds: Thresholds | None = None
        self._model_id: int | None = None
        self._reference: ReferenceInfo | None = None
        self.detail = DetailLoader(session.jobs, "detail", self)
        self.reference_detail = DetailLoader(session.jobs, "reference-detail", self)
        self._reading = session.jobs.lane("reference")
        self._reading.failed.connect(lambda _id, error: self.failed.emit(error))
        self.detail.busy_changed.connect(desk.readout.set_loading)
        screen.shown.connect(self._on_shown)
        screen.cleared.connect(self._on_cleared)
        desk.viewer.detail_wanted.connect(self._on_detail_wanted)
        desk.stage.reference.detail_wanted.connect(self._on_reference_detail_wanted)
        desk.viewer.swipe.detail_wanted.connect(self._on_reference_detail_wanted)
        desk.viewer.judged_by.connect(self._judge_by)
        desk.viewer_bar.chosen.connect(self._on_chosen)
        desk.regions.marked.connect(self._mark)
        desk.regions.picked.connect(lambda region: desk.viewer.go_to(_box(region)))
        desk.viewer_bar.set_choices(recall())

    def _judge_by(self, thresholds: Thresholds | None) -> None:
        self._thresholds = thresholds
        self._find()

    # ---- the image

    def _on_shown(self, _result_id: int) -> None:
        desk, row = self._desk, self._screen.row
        self.detail.keep_to(row.path if row else None)
        desk.regions.forget()
        self._find()
        desk.readout.refresh()
        self._want_reference()

    def _on_cleared(self) -> None:
        self.detail.drop()
        self._forget_reference()
        self._desk.regions.forget()
        self._find()
        self._desk.readout.refresh()

    def _on_detail_wanted(self, side: int) -> None:
        row = self._screen.row
        if row is None:
            return
        result_id, viewer = row.id, self._desk.viewer

        def show(picture: Picture) -> None:
            if viewer.shown_id == result_id:
                viewer.show_detail(picture)
                self._desk.readout.refresh()

        # a file that was changed is shown without heat; it may be looked at
        self.detail.ask(row.path, side, show, sha256=row.sha256 if viewer.maps is not None else "")

    def _on_chosen(self, choices: ViewChoices) -> None:
        desk = self._desk
        desk.viewer.show_as(choices)
        desk.legend.set_style(color_map_style(choices.colour_map, only_above=choices.only_above))
        if desk.stage.shown_layout is not choices.layout:
            desk.stage.arrange(choices.layout)
        desk.readout.refresh()
        remember(choices)
        self._want_reference()

    # ---- the reference

    def _want_reference(self) -> None:
        """Read the reference of the model that judged, once it is to be seen."""
        project, model_id = self._session.project, self._on_show.model_id
        stage = self._desk.stage
        if stage.shown_layout is Layout.ALONE or project is None or model_id is None:
            return
        if model_id == self._model_id:
            return
        self._forget_reference()
        self._model_id = model_id
        self._reading.start(
            lambda _progress: _read_reference(project, model_id), then=self._show_reference
        )

    def _show_reference(self, found: tuple[ReferenceInfo, Picture]) -> None:
        self._reference, picture = found
        self._desk.stage.show_reference(picture)

    def _forget_reference(self) -> None:
        self._reading.drop()
        self.reference_detail.drop()
        self._model_id = self._reference = None
        self._desk.stage.show_reference(None)

    def _on_reference_detail_wanted(self, side: int) -> None:
        if self._reference is not None:
            self.reference_detail.ask(
                self._reference.path,
                side,
                self._desk.stage.show_detail,
                sha256=self._reference.sha256,
            )

    # ---- defect regions

    def _find(self) -> None:
        viewer, limits = self._desk.viewer, self._thresholds
        maps, size = viewer.maps, viewer.image_size
        if maps is None or size is None or limits is None:
            self._desk.regions.show_regions(None, limits)
            return
        width, height = size
        found = defect_regions(maps.fused, limits.review, width=width, height=height)
        self._desk.regions.show_regions(found, limits)

    def _mark(self, region: DefectRegion | None) -> None:
        self._desk.viewer.mark(None if region is None else _box(region))


def _box(region: DefectRegion) -> QRectF:
    return QRectF(region.left, region.top, region.width, region.height)


def _read_reference(project: Project, model_id: int) -> tuple[ReferenceInfo, Picture]:
    reference = references.reference_of_model(project, model_id)
    data = training_set.read_image(reference)
    return reference, decode_picture(data, path=reference.path, max_side=_REFERENCE_SIDE)
