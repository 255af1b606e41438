"""Around the viewer: choices, finer pixels, the reference beside the image, defect regions."""

import hashlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, QRectF, QSettings, Qt
from PySide6.QtGui import QColor

from ad_studio.domain import ResultMaps, RunStatus, SizeLimit, Thresholds
from ad_studio.errors import ImageError
from ad_studio.imaging import heat
from ad_studio.imaging.defect_regions import defect_regions
from ad_studio.imaging.hashing import sha256_file
from ad_studio.progress import SilentProgress
from ad_studio.services.projects import references
from ad_studio.services.results.review_queue import QueueKind
from ad_studio.store import NewPartType
from ad_studio.ui import colour_maps
from ad_studio.ui.colour_maps import ColourMap
from ad_studio.ui.images import Picture, load_detail, rgb_image
from ad_studio.ui.inspect.page import InspectPage
from ad_studio.ui.inspect.widgets.image_info import Readout, RegionsPanel
from ad_studio.ui.inspect.widgets.view_choices import Layout, MapKind, ViewChoices, recall, remember
from ad_studio.ui.inspect.widgets.viewer import CompareSplitter, Viewer
from ad_studio.ui.rail import Step
from tests.keyboard import CLOCK, strike
from tests.projects import add_model, start_run
from tests.result_rows import row as result_row
from tests.unit.ui import fakes

LINES = Thresholds(3, 5)
GREY = QColor(128, 128, 128)


def flat(value=128, *, width=80, height=60, of=None):
    pixels = np.full((height, width, 3), value, np.uint8)
    return Picture(rgb_image(pixels), *(of or (width, height)))


def maps(value=9.0):
    fused = np.zeros((6, 8), np.float32)
    fused[2:4, 3:5] = value
    return ResultMaps(text=np.zeros_like(fused), visual=fused / 2, fused=fused)


def colour(view, x, y):
    """What the screen shows at a place of the picture."""
    at = view.mapFromScene(QPointF(x, y))
    return view.viewport().grab().toImage().pixelColor(at)


@pytest.fixture
def splitter(qtbot):
    viewer = Viewer()
    viewer.set_thresholds(LINES, LINES)
    made = CompareSplitter(viewer)
    qtbot.addWidget(made)
    made.resize(640, 300)
    made.show()
    return made


@pytest.fixture
def page(qtbot, trained, parts):
    """The Inspect page on a run of twelve images."""
    fakes.inspect(trained.project, parts, progress=SilentProgress())
    return open_page(qtbot, trained)


def open_page(qtbot, session):
    with qtbot.waitSignal(session.changed):
        session.refresh()
    made = InspectPage(session, on_next=lambda: None, clock=CLOCK)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.activateWindow()
    made.entered()
    qtbot.waitUntil(lambda: made.view.viewer.shown_id is not None and quiet(made))
    made.view.list.view.setFocus()
    qtbot.waitUntil(made.view.list.view.hasFocus)
    return made


def quiet(page):
    return not page.session.jobs.busy


# ---- choices


def test_choices_outlive_the_session():
    chosen = ViewChoices(
        kind=MapKind.VISUAL,
        opacity=35,
        colour_map=ColourMap.CIVIDIS,
        contour=False,
        only_above=True,
        layout=Layout.SWIPE,
    )
    assert recall() == ViewChoices()
    remember(chosen)
    assert recall() == chosen


def test_settings_that_make_no_sense_are_as_at_first():
    for name in ("map", "opacity", "colour_map", "layout"):
        QSettings().setValue(f"viewer/{name}", "rubbish")
    assert recall() == ViewChoices()
    QSettings().setValue("viewer/opacity", "900")
    assert recall().opacity == 100


def test_the_next_window_starts_as_the_last_one_was_left(qtbot, page, trained):
    page.view.viewer_bar.map.setCurrentIndex(2)
    page.view.viewer_bar.contour.click()
    options = page.view.viewer_bar.options
    options.opacity.setValue(30)
    options.colour_map.setCurrentIndex(options.colour_map.findData(ColourMap.VIRIDIS))
    options.only_above.click()
    again = InspectPage(trained, on_next=lambda: None, clock=CLOCK)
    qtbot.addWidget(again)
    qtbot.waitUntil(lambda: quiet(again))
    wanted = ViewChoices(
        kind=MapKind.VISUAL,
        opacity=30,
        colour_map=ColourMap.VIRIDIS,
        contour=False,
        only_above=True,
    )
    assert again.view.viewer.choices == again.view.viewer_bar.choices == wanted
    assert again.view.viewer_bar.options.opacity.value() == 30
    assert not again.view.viewer_bar.contour.isChecked()


# ---- colours


def lightness(colours):
    share = colours / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    lms = linear @ np.linalg.inv(heat.LMS_TO_RGB).T
    return (np.cbrt(lms) @ np.linalg.inv(heat.OKLAB_TO_LMS).T)[:, 0]


@pytest.mark.parametrize("choice", ColourMap)
def test_every_colour_map_rises_evenly_in_lightness(choice):
    table = colour_maps.colours(choice)
    assert table.shape == (256, 4)
    assert (table[:, 3] == 255).all()
    steps = np.diff(lightness(table[:, :3].astype(float))[::15])
    assert steps.min() > 0.3 * steps.mean()


def test_another_colour_map_keeps_the_absolute_scale(splitter):
    viewer = splitter.viewer
    viewer.show_result(1, flat(), maps(9.0))
    for choice in ColourMap:
        viewer.show_as(ViewChoices(colour_map=choice, opacity=100, contour=False))
        expected = colour_maps.colours(choice)[round(9 / heat.scale_top(LINES) * 255)]
        shown = colour(viewer, 40, 30)
        assert abs(shown.red() - int(expected[0])) <= 3
        assert abs(shown.green() - int(expected[1])) <= 3


def test_only_above_leaves_faint_heat_out(splitter):
    viewer = splitter.viewer
    viewer.show_result(1, flat(), maps(2.5))
    viewer.show_as(ViewChoices(contour=False))
    assert colour(viewer, 40, 30) != GREY
    viewer.show_as(ViewChoices(contour=False, only_above=True))
    assert colour(viewer, 40, 30) == GREY


# ---- pixels


def test_the_zoom_asks_for_the_pixels_it_needs(qtbot, splitter):
    viewer = splitter.viewer
    viewer.show_result(1, flat(of=(8000, 6000)), None)
    wanted = []
    viewer.detail_wanted.connect(wanted.append)
    for zoom in (0.2, 0.3, 0.9, 3.0):
        viewer._zoom_to(zoom)
    assert wanted == [2000, 4000, 8000, 8000]
    viewer.show_detail(flat(width=8000, height=6000))
    wanted.clear()
    viewer._zoom_to(1.0)
    assert wanted == []
    assert viewer.detail_side is None


def test_detail_is_painted_where_the_zoom_needs_it_only(splitter):
    viewer = splitter.viewer
    viewer.show_result(1, flat(100, width=80, height=60, of=(800, 600)), None)
    viewer.show_detail(flat(200, width=800, height=600))
    viewer.fit()
    assert viewer.zoom > 0.1
    assert colour(viewer, 400, 300) == QColor(200, 200, 200)
    viewer._zoom_to(0.05)
    assert colour(viewer, 400, 300) == QColor(100, 100, 100)


def test_sixteen_bit_pixels_are_shown_and_their_memory_stays(tmp_path, splitter):
    values = np.full((40, 60), 0x8000, np.uint16)
    values[:, 30:] = 0xFFFF
    path = tmp_path / "deep.png"
    Image.fromarray(values).save(path)
    picture = load_detail(path, sha256_file(path), max_side=60, bit_depth=None)
    splitter.viewer.show_result(1, picture, None)
    del picture
    assert colour(splitter.viewer, 10, 20) == GREY
    assert colour(splitter.viewer, 50, 20) == QColor(255, 255, 255)


def test_finer_pixels_are_those_of_the_bytes_inspected(tmp_path):
    path = tmp_path / "part.png"
    Image.new("L", (60, 40), 100).save(path)
    inspected = sha256_file(path)
    Image.new("L", (60, 40), 200).save(path)
    with pytest.raises(ImageError, match="was changed"):
        load_detail(path, inspected, max_side=60, bit_depth=None)


def test_keys_move_the_view(qtbot, page):
    page.view.viewer._zoom_to(20)
    before = page.view.viewer.place
    view = page.view.list.view
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    after = page.view.viewer.place
    assert after.x > before.x
    assert after.y > before.y
    qtbot.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert page.view.viewer.place.x == pytest.approx(before.x, abs=0.01)


def test_zooming_in_brings_every_pixel(qtbot, page, picture, tmp_path):
    row = page.state.image.row
    Image.fromarray(np.full((3000, 4000, 3), 90, np.uint8)).save(row.path, format="PNG")
    page.image_controller.loader.clear()
    page.state.image.show(row.id)
    qtbot.waitUntil(lambda: page.view.viewer.image_size == (4000, 3000) and quiet(page))
    assert page.view.viewer._base.share < 1
    page.view.viewer.one_to_one()
    assert "loading finer pixels" in page.view.readout.text()
    qtbot.waitUntil(lambda: page.view.viewer._base.share == 1 and quiet(page))
    assert page.view.readout.text() == "4000 × 3000 px"
    assert page.view.viewer.detail_side is None


# ---- readout


def test_the_readout_names_pixel_value_sigma_and_patch(qtbot, splitter):
    readout = Readout(splitter.viewer)
    qtbot.addWidget(readout)
    splitter.viewer.show_result(1, flat(), maps(9.0))
    readout.refresh()
    assert readout.text() == "80 × 60 px"
    at = splitter.viewer.mapFromScene(QPointF(35.5, 25.5))
    qtbot.mouseMove(splitter.viewer.viewport(), at)
    text = readout.text()
    assert "x 35, y 25" in text
    assert "RGB 128 128 128" in text
    assert "fused 9.00 σ" in text
    assert "patch row 3, column 4" in text
    qtbot.mouseMove(splitter.viewer.viewport(), QPoint(1, 1))
    assert readout.text() == "80 × 60 px"


def test_the_readout_says_when_a_pixel_is_not_exact(qtbot, splitter):
    readout = Readout(splitter.viewer)
    qtbot.addWidget(readout)
    splitter.viewer.show_result(1, flat(of=(800, 600)), None)
    splitter.viewer.hovered.emit(QPointF(400, 300))
    assert "RGB ≈ 128 128 128" in readout.text()
    assert "σ" not in readout.text()


# ---- the reference


def test_side_by_side_moves_together(splitter):
    viewer, reference = splitter.viewer, splitter.reference
    viewer.show_result(1, flat(), None)
    splitter.show_reference(flat(200, width=160, height=120))
    assert not reference.isVisible()
    splitter.arrange(Layout.SIDE_BY_SIDE)
    assert reference.isVisible()
    assert abs(reference.width() - viewer.width()) < 30
    viewer._zoom_to(20)
    viewer.centerOn(60, 40)
    assert reference.place.width == pytest.approx(viewer.place.width, rel=0.01)
    assert reference.place.x == pytest.approx(viewer.place.x, abs=0.02)
    assert reference.place.y == pytest.approx(viewer.place.y, abs=0.02)
    reference._zoom_to(4)
    reference.centerOn(60, 40)
    assert viewer.place.width == pytest.approx(reference.place.width, rel=0.01)
    assert viewer.place.x == pytest.approx(reference.place.x, abs=0.02)
    reference.fit()
    assert viewer.place.fitted
    splitter.arrange(Layout.ALONE)
    assert not reference.isVisible()


def test_swipe_shows_the_reference_left_of_the_line(qtbot, splitter):
    viewer = splitter.viewer
    viewer.show_result(1, flat(), maps(9.0))
    splitter.arrange(Layout.SWIPE)
    line = viewer.swipe.line
    assert not line.isVisible()
    splitter.show_reference(flat(200, width=160, height=120))
    assert line.isVisible()
    assert colour(viewer, 5, 5) == QColor(200, 200, 200)
    assert colour(viewer, 75, 5) == GREY
    before = line.value()
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Right)
    assert line.value() > before
    middle = line.rect().center()
    qtbot.mousePress(line, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(line, middle - QPoint(150, 0))
    qtbot.mouseRelease(line, Qt.MouseButton.LeftButton, pos=middle)
    assert line.value() < 400
    assert colour(viewer, 40, 55) == GREY
    viewer._zoom_to(12)
    viewer.centerOn(0, 0)
    edge = viewer.mapFromScene(viewer.swipe._item._edge, 0).x()
    assert edge == pytest.approx(line.geometry().center().x(), abs=3)
    splitter.arrange(Layout.ALONE)
    assert not line.isVisible()
    assert colour(viewer, 5, 5) == GREY


def test_a_swipe_asks_for_the_pixels_of_the_reference(qtbot, splitter):
    viewer = splitter.viewer
    viewer.show_result(1, flat(width=800, height=600), None)
    splitter.show_reference(flat(200, of=(1600, 1200)))
    splitter.arrange(Layout.SWIPE)
    wanted = []
    viewer.swipe.detail_wanted.connect(wanted.append)
    viewer.one_to_one()
    assert set(wanted) == {800}, "half of its pixels: it is twice as wide as the image"
    splitter.show_detail(flat(220, width=800, height=600, of=(1600, 1200)))
    viewer.centerOn(400, 300)
    assert colour(viewer, 350, 300) == QColor(220, 220, 220)
    splitter.arrange(Layout.ALONE)
    splitter.show_detail(flat(220, width=800, height=600, of=(1600, 1200)))
    assert viewer.swipe._item._detail is None, "no pixels are held for nothing"


def test_the_reference_is_that_of_the_model_that_judged(qtbot, page, picture):
    project = page.session.project
    used = references.current_reference(project)
    references.set_reference(project, picture("other.png", size=(300, 200)))
    assert references.reference_of_model(project, page.state.model_id) == used
    strike(page, Qt.Key.Key_V)
    assert page.view.splitter.shown_layout is Layout.SIDE_BY_SIDE
    qtbot.waitUntil(lambda: page.view.splitter.reference.has_picture)
    assert page.view.splitter.reference._size == (used.width, used.height)
    strike(page, Qt.Key.Key_V)
    assert page.view.viewer.swipe.is_on
    strike(page, Qt.Key.Key_V)
    assert page.view.splitter.shown_layout is Layout.ALONE
    assert recall().layout is Layout.ALONE


def test_the_reference_is_that_of_the_part_type_of_the_image(qtbot, trained, picture):
    store = trained.project.store
    known, sizes = [], {"Nut": (96, 72), "Bolt": (200, 150)}
    for name, size in sizes.items():
        data = picture(f"{name}.png", size=size).read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        path = store.training_sets.keep_copy(data, sha256=sha256, source=Path("part.png"))
        known.append(NewPartType(number=len(known), name=name, path=path, sha256=sha256))
    model = add_model(store, part_types=known)
    store.models.put_in_force(model.id, author="Ann", note="")
    run = start_run(store, model, total=2)
    shown = [
        replace(fakes.score(picture(f"{one.name} 1.png")), part_type=one.name) for one in known
    ]
    store.results.add(run.id, shown).result()
    store.runs.finish(run.id, RunStatus.FINISHED)
    page = open_page(qtbot, trained)
    page.view.viewer_bar.layout_button.chosen.emit(Layout.SIDE_BY_SIDE)
    reference = page.view.splitter.reference
    seen = []
    for step in (1, -1, 1):
        seen.append(page.state.image.row.part_type)
        size = sizes[seen[-1]]
        qtbot.waitUntil(lambda size=size: reference.has_picture and reference._size == size)
        page.state.image.step(step)
        qtbot.waitUntil(lambda: page.state.image.is_here and quiet(page))
    assert set(seen) == {"Nut", "Bolt"}


def test_a_reference_that_is_gone_is_said(qtbot, page):
    references.current_reference(page.session.project).path.unlink()
    page.view.viewer_bar.layout_button.chosen.emit(Layout.SWIPE)
    qtbot.waitUntil(lambda: "does not exist" in page.banner.accessibleName())
    assert not page.view.viewer.swipe.is_on


# ---- defect regions


def two_regions():
    fused = np.zeros((12, 16), np.float32)
    fused[2:4, 2:4] = 4
    fused[8:10, 10:14] = 8
    return fused


def test_regions_are_listed_with_peak_area_and_box(qtbot):
    panel = RegionsPanel()
    qtbot.addWidget(panel)
    found = defect_regions(two_regions(), 3, width=1600, height=1200)
    panel.show_regions(found, LINES)
    assert panel.list.count() == 2
    first = panel.list.item(0).text()
    assert "peak 8.00 σ" in first
    assert "NG" in first
    assert "440 × 240 px at 980, 780" in first
    assert "px²" in first
    assert "% of the image" in first
    assert "REVIEW" in panel.list.item(1).text()
    assert "mm" not in first
    panel.show_regions(found, LINES, pixel_mm=0.05)
    assert "22.00 × 12.00 mm" in panel.list.item(0).text()
    assert f"{found[0].area / 400:.2f} mm²" in panel.list.item(0).text()
    panel.show_regions((), LINES)
    assert "Nothing reaches" in panel._words.text()
    panel.show_regions(None, None)
    assert panel.list.count() == 0


def test_each_region_is_judged_by_its_own_size(qtbot):
    """Beside a region that is large enough, a small spot is not what makes the image NG."""
    panel = RegionsPanel()
    qtbot.addWidget(panel)
    fused = two_regions()
    fused[2, 14] = 9
    size = {"width": 1600, "height": 1200}
    lines = replace(LINES, size_limit=SizeLimit(40_000, 1))  # the spot has less, the block more
    found = defect_regions(fused, lines.review, **size, higher=lines.ng)
    panel.show_regions(found, lines, row=replace(result_row(1, 9.0), **size))
    said = [panel.list.item(at).text().splitlines()[0] for at in range(3)]
    assert [one.split(" · ")[-1] for one in said] == ["REVIEW", "NG", "REVIEW"]


def test_the_picked_region_stays_picked_while_thresholds_move(qtbot):
    panel = RegionsPanel()
    qtbot.addWidget(panel)
    marked, picked = [], []
    panel.marked.connect(marked.append)
    panel.picked.connect(picked.append)
    fused = two_regions()
    panel.show_regions(defect_regions(fused, 3, width=1600, height=1200), LINES)
    panel.step(1)
    panel.step(1)
    assert picked[-1].peak == pytest.approx(4)
    panel.show_regions(defect_regions(fused, 2, width=1600, height=1200), Thresholds(2, 5))
    assert panel.current.peak == pytest.approx(4)
    assert marked[-1] == panel.current
    assert len(picked) == 2, "the view does not jump"
    panel.show_regions(defect_regions(fused, 6, width=1600, height=1200), Thresholds(6, 7))
    assert panel.current is None
    assert marked[-1] is None
    panel.step(-1)
    assert picked[-1].peak == pytest.approx(8)


def test_going_to_a_region_shows_it_whole_and_framed(splitter):
    viewer = splitter.viewer
    viewer.show_result(1, flat(of=(1600, 1200)), None)
    box = QRectF(1000, 800, 400, 200)
    viewer.mark(box)
    viewer.go_to(box)
    seen = viewer.mapToScene(viewer.viewport().rect()).boundingRect()
    assert seen.contains(box)
    assert seen.width() < 1000
    assert viewer._mark.isVisible()
    viewer.set_bare(True)
    assert not viewer._mark.isVisible()
    viewer.set_bare(False)
    viewer.show_result(2, flat(of=(1600, 1200)), None)
    assert not viewer._mark.isVisible()


def test_regions_follow_the_image_and_the_thresholds_tried(qtbot, page):
    regions, viewer = page.view.regions, page.view.viewer
    rows = sorted(page.state.results.results(), key=lambda row: row.score)
    bad, good = rows[-1].id, rows[0].id
    page.state.image.show(bad)
    qtbot.waitUntil(lambda: viewer.shown_id == bad and quiet(page))
    assert regions.list.count() == 1
    zoom = viewer.zoom
    page.view.list.view.setFocus()
    strike(page, Qt.Key.Key_D)
    assert viewer.zoom > zoom
    assert viewer._mark.isVisible()
    before = regions.current
    page.state.draft.take(Thresholds(1.5, 5))
    assert regions.current.area > before.area
    assert regions.current.peak == before.peak
    page.state.draft.take(Thresholds(50, 60))
    assert regions.list.count() == 0
    assert not viewer._mark.isVisible()
    page.state.draft.take(Thresholds(6, 7))
    assert regions.list.count() == 1
    page.state.image.show(good)
    qtbot.waitUntil(lambda: viewer.shown_id == good)
    assert regions.list.count() == 0


def test_a_review_zooms_to_the_strongest_region_of_each_image_where_that_is_wished(qtbot, page):
    regions, viewer, review = page.view.regions, page.view.viewer, page.view.list.review
    page.view.viewer_bar.options_button.click()
    page.view.viewer_bar.options.zoom_in_review.click()
    page.view.viewer_bar.options_button.click()
    whole = viewer.zoom
    review.kind.setCurrentIndex(review.kind.findData(QueueKind.ALL))
    review.start.click()
    qtbot.waitUntil(lambda: quiet(page))
    seen = {True: 0, False: 0}
    for at in range(12):
        wanted = page.state.results.id_at(at)
        page.state.image.show(wanted)
        qtbot.waitUntil(lambda wanted=wanted: viewer.shown_id == wanted and quiet(page))
        has_region = regions.list.count() > 0
        seen[has_region] += 1
        if has_region:
            region = regions.current
            area = viewer.mapToScene(viewer.viewport().rect()).boundingRect()
            assert viewer.zoom > whole
            assert area.contains(QRectF(region.left, region.top, region.width, region.height))
        else:
            assert viewer.zoom == pytest.approx(whole)
    assert all(seen.values())
    review.start.click()
    page.state.image.show(page.state.results.id_at(0))
    qtbot.waitUntil(lambda: viewer.shown_id == page.state.results.id_at(0) and quiet(page))
    viewer.fit()
    page.state.image.step(1)
    qtbot.waitUntil(lambda: viewer.shown_id == page.state.results.id_at(1) and quiet(page))
    assert viewer.zoom == pytest.approx(whole), "only in a review"


def test_an_ended_page_leaves_no_list(qtbot, page):
    page.state.image.clear()
    assert page.view.regions.list.count() == 0
    assert page.view.readout.text() == ""


def test_the_viewer_in_the_whole_window(qtbot, inspected_window):
    """Look at a defect closely, compare, and find it so again the next day."""
    inspected_window.resize(1280, 820)
    inspect = inspected_window.page(Step.INSPECT)
    session = inspected_window.session
    worst = max(inspect.state.results.results(), key=lambda row: row.score)
    inspect.state.image.show(worst.id)
    qtbot.waitUntil(lambda: inspect.view.viewer.shown_id == worst.id and not session.jobs.busy)
    tabs = inspect.view.threshold_panel.tabs
    tabs.setCurrentWidget(inspect.view.regions)
    assert inspect.view.regions.list.isVisible()
    fitted = inspect.view.viewer.zoom
    first = inspect.view.regions.list.visualItemRect(inspect.view.regions.list.item(0))
    qtbot.mouseClick(
        inspect.view.regions.list.viewport(), Qt.MouseButton.LeftButton, pos=first.center()
    )
    assert inspect.view.viewer.zoom > fitted
    inspect.view.viewer_bar.next_layout()
    qtbot.waitUntil(lambda: inspect.view.splitter.reference.has_picture)
    assert inspect.view.splitter.reference.place.width == pytest.approx(
        inspect.view.viewer.place.width, rel=0.01
    )
    with_heat = inspect.view.viewer.viewport().grab().toImage()
    inspect.view.list.view.setFocus()
    qtbot.keyPress(inspect.view.list.view, Qt.Key.Key_Space)
    assert inspect.view.viewer.viewport().grab().toImage() != with_heat
    qtbot.keyRelease(inspect.view.list.view, Qt.Key.Key_Space)
    assert inspect.view.viewer.viewport().grab().toImage() == with_heat
    assert recall().layout is Layout.SIDE_BY_SIDE


def test_a_remembered_comparison_is_there_at_once_half_and_half(qtbot, page, trained):
    remember(ViewChoices(layout=Layout.SIDE_BY_SIDE))
    again = InspectPage(trained, on_next=lambda: None, clock=CLOCK)
    qtbot.addWidget(again)
    again.resize(1200, 800)
    again.show()
    splitter = again.view.splitter
    qtbot.waitUntil(lambda: splitter.reference.has_picture and quiet(again))
    assert abs(splitter.reference.width() - splitter.viewer.width()) < 20
    assert splitter.reference.place.width == pytest.approx(splitter.viewer.place.width, rel=0.05)
