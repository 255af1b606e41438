"""Binds what surrounds the viewer: choices, finer pixels, reference, regions, ignore regions."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtWidgets import QLabel

from ad_studio.domain import ModelPartType, ReferenceInfo, ResultRow, Thresholds, Verdict
from ad_studio.ignore_regions import IgnoreVersion
from ad_studio.imaging.defect_regions import DefectRegion, defect_regions, size_shortfall
from ad_studio.services.projects import ignore_regions, references, training_set
from ad_studio.services.projects.project import Project
from ad_studio.ui.detail_loader import DetailLoader
from ad_studio.ui.images import Picture, decode_picture
from ad_studio.ui.inspect.state import InspectState
from ad_studio.ui.inspect.widgets.image_info import Readout, RegionsPanel, region_excuse
from ad_studio.ui.inspect.widgets.legend import Legend
from ad_studio.ui.inspect.widgets.verdict_bar import VerdictBar
from ad_studio.ui.inspect.widgets.view_choices import Layout, ViewChoices, recall, remember
from ad_studio.ui.inspect.widgets.viewer import CompareSplitter, Viewer
from ad_studio.ui.inspect.widgets.viewer_bar import ViewerBar
from ad_studio.ui.messages import localized
from ad_studio.ui.text import tooltip

_REFERENCE_SIDE = 1600


class ViewerController(QObject):
    """Keeps everything around the viewer to the image on the screen.

    Signals:
        failed(AdStudioError): The reference cannot be shown.
    """

    failed = Signal(object)

    def __init__(
        self,
        state: InspectState,
        *,
        splitter: CompareSplitter,
        viewer_bar: ViewerBar,
        readout: Readout,
        legend: Legend,
        regions: RegionsPanel,
        verdict_bar: VerdictBar,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._verdict_bar = verdict_bar
        jobs = state.session.jobs
        self._state = state
        self._splitter = splitter
        self._viewer = splitter.viewer
        self._readout = readout
        self._legend = legend
        self._regions = regions
        self._thresholds: Thresholds | None = None
        self._reference_of: tuple[int, str] | None = None  # model and part type
        self._reference: ReferenceInfo | ModelPartType | None = None
        self.detail = DetailLoader(jobs, "detail", self)
        self.reference_detail = DetailLoader(jobs, "reference-detail", self)
        self._reading = jobs.queue("reference")
        self._reading.failed.connect(lambda _id, error: self.failed.emit(error))
        state.results.rows_changed.connect(self._on_rows_changed)
        self.detail.busy_changed.connect(readout.set_loading)
        state.image.shown.connect(self._on_shown)
        state.image.blanked.connect(self._on_blanked)
        state.image.cleared.connect(self._on_cleared)
        state.draft.tried.connect(self._on_tried)
        self._viewer.detail_wanted.connect(self._on_detail_wanted)
        splitter.reference.detail_wanted.connect(self._on_reference_detail_wanted)
        self._viewer.swipe.detail_wanted.connect(self._on_reference_detail_wanted)
        viewer_bar.chosen.connect(self._on_chosen)
        regions.marked.connect(self._mark)
        regions.picked.connect(lambda region: self._viewer.go_to(_box(region)))
        viewer_bar.set_choices(recall())

    def _on_tried(self, thresholds: Thresholds | None) -> None:
        self._thresholds = thresholds
        self._viewer.set_thresholds(thresholds, self._state.scale)
        self._legend.set_thresholds(thresholds, self._state.scale)
        self._legend.set_style(self._viewer.style_of_heat)
        self._find()

    # ---- the image

    def _on_shown(self, _result_id: int) -> None:
        row = self._state.image.row
        self.detail.keep_to(row.path if row else None)
        self._regions.forget()
        self._find()
        if self._viewer.choices.zoom_in_review and self._state.results.queue is not None:
            self._zoom_to_strongest()
        self._readout.refresh()
        self._want_reference()

    def _on_blanked(self) -> None:
        self.detail.drop()
        self._regions.forget()
        self._find()
        self._readout.refresh()

    def _on_cleared(self) -> None:
        self._forget_reference()
        self._on_blanked()

    def _on_detail_wanted(self, side: int) -> None:
        row = self._state.image.row
        if row is None:
            return
        result_id, viewer = row.id, self._viewer

        def show(picture: Picture) -> None:
            if viewer.shown_id == result_id:
                viewer.show_detail(picture)
                self._readout.refresh()

        # a file that was changed is shown without heat; it may be looked at
        self.detail.ask(
            row.path,
            side,
            show,
            sha256=row.sha256 if viewer.maps is not None else "",
            bit_depth=self._state.session.bit_depth(self._state.model_id),
        )

    def _on_chosen(self, choices: ViewChoices) -> None:
        self._viewer.show_as(choices)
        self._legend.set_style(self._viewer.style_of_heat)
        if self._splitter.shown_layout is not choices.layout:
            self._splitter.arrange(choices.layout)
        self._readout.refresh()
        remember(choices)
        self._want_reference()

    # ---- the reference

    def _want_reference(self) -> None:
        """Read the reference that the image is to be compared with, once it is to be seen."""
        project, model_id = self._state.project, self._state.model_id
        row = self._state.image.row
        alone = self._splitter.shown_layout is Layout.ALONE
        if alone or project is None or model_id is None:
            return
        wanted = model_id, "" if row is None else row.part_type
        if wanted == self._reference_of:
            return
        self._forget_reference()
        self._reference_of = wanted
        self._reading.start(
            lambda _progress: _read_reference(project, *wanted), then=self._show_reference
        )

    def _show_reference(self, found: tuple[ReferenceInfo | ModelPartType, Picture]) -> None:
        self._reference, picture = found
        self._splitter.show_reference(picture)

    def _forget_reference(self) -> None:
        self._reading.drop()
        self.reference_detail.drop()
        self._reference_of = self._reference = None
        self._splitter.show_reference(None)

    def _on_reference_detail_wanted(self, side: int) -> None:
        reference = self._reference
        if reference is not None:
            self.reference_detail.ask(
                reference.path,
                side,
                self._splitter.show_detail,
                sha256=reference.sha256,
                bit_depth=self._state.session.bit_depth(self._state.model_id),
            )

    # ---- defect regions

    def _on_rows_changed(self, rows: Sequence[ResultRow]) -> None:
        if any(row.id == self._state.image.shown_id for row in rows):
            self._find()

    def _find(self) -> None:
        viewer, limits = self._viewer, self._thresholds
        maps, size = viewer.maps, viewer.image_size
        if maps is None or size is None or limits is None:
            self._regions.show_regions(None, limits)
            self._verdict_bar.explain()
            return
        width, height = size
        limit = limits.size_limit
        row = self._state.image.row
        score = None if row is None else row.score
        found = defect_regions(
            maps.fused,
            limits.review,
            width=width,
            height=height,
            score=score,
            higher=limits.ng,
            limit=limit,
        )
        snapshot = self._state.session.snapshot
        pixel_mm = None if snapshot is None else snapshot.pixel_mm
        why = ""
        if row is not None and limit and limits.size_reason(score, row.limited):
            why = localized(size_shortfall(limit, found, width=row.width, height=row.height))
        self._regions.show_regions(found, limits, row=row, pixel_mm=pixel_mm, too_small=why)
        if why:
            self._verdict_bar.explain(Verdict.REVIEW, why)
        elif found and score is not None and score < limits.review:
            self._verdict_bar.explain(Verdict.OK, region_excuse(score, limits))
        else:
            self._verdict_bar.explain()

    def _zoom_to_strongest(self) -> None:
        """Each image on its own: without a region it is shown whole."""
        if self._regions.list.count():
            self._regions.step(1)
        else:
            self._viewer.fit()

    def _mark(self, region: DefectRegion | None) -> None:
        self._viewer.mark(None if region is None else _box(region))


def _box(region: DefectRegion) -> QRectF:
    return QRectF(region.left, region.top, region.width, region.height)


def _read_reference(
    project: Project, model_id: int, part_type: str
) -> tuple[ReferenceInfo | ModelPartType, Picture]:
    reference = references.reference_beside(project, model_id, part_type)
    data = training_set.read_image(reference)
    bit_depth = references.reference_of_model(project, model_id).bit_depth
    return reference, decode_picture(
        data, path=reference.path, max_side=_REFERENCE_SIDE, bit_depth=bit_depth
    )


class IgnoredRegionsController(QObject):
    """Keeps the ignore regions on the viewer to the model of the run on show."""

    def __init__(
        self,
        state: InspectState,
        *,
        viewer: Viewer,
        note: QLabel,
        verdict_bar: VerdictBar,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._viewer = viewer
        self._note = note
        self._model_id: int | None = None
        self._version: IgnoreVersion | None = None
        self._stays = False
        self._tasks = state.session.jobs.queue("ignored")
        self._tasks.failed.connect(lambda _id, error: verdict_bar.say(localized(error.message)))
        state.image.shown.connect(self._on_shown)
        state.image.cleared.connect(self._forget)

    def _on_shown(self) -> None:
        project, model_id = self._state.project, self._state.model_id
        if project is None or model_id is None:
            self._forget()
        elif model_id == self._model_id:
            self._lay()
        else:
            self._forget()
            self._model_id = model_id
            self._tasks.start(
                lambda _progress: (
                    ignore_regions.of_model(project, model_id),
                    ignore_regions.stay_in_place(project, model_id),
                ),
                then=lambda found: self._take(*found),
            )

    def _take(self, version: IgnoreVersion | None, stays: bool) -> None:
        self._version, self._stays = version, stays
        self._lay()

    def _forget(self) -> None:
        self._tasks.drop()
        self._model_id = self._version = None
        self._lay()

    def _lay(self) -> None:
        version, size = self._version, self._viewer.image_size
        regions = version.regions if version is not None and size is not None else ()
        width, height = size or (0, 0)
        self._viewer.ignored.show_regions(regions, width=width, height=height)
        self._note.setVisible(bool(regions))
        if version is not None:
            words = self.tr("Hatched: never scored (ignore regions, version {number})")
            tip = ""
            if self._stays:
                words = self.tr(
                    "Hatched: never scored, and does not turn with the part (version {number})"
                )
                tip = self.tr(
                    "The model takes the part to lie at any angle. Ignore regions stay where they "
                    "are in the image and do not follow the part."
                )
            self._note.setText(words.format(number=version.number))
            self._note.setToolTip(tooltip(tip))
