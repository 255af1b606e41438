"""Zones with a size limit of their own: drawn, tried, committed, shown and told."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ad_studio.domain import SizeLimit, Zone
from ad_studio.drawn_regions import rectangle
from ad_studio.messages import NOTHING
from ad_studio.progress import SilentProgress
from ad_studio.services import thresholds
from ad_studio.services.projects.pixel_size import set_pixel_size
from ad_studio.ui.drawing.canvas import Tool
from ad_studio.ui.drawing.edits import ZoneEdits
from ad_studio.ui.images import Picture, rgb_image
from ad_studio.ui.inspect.page import InspectPage
from ad_studio.ui.inspect.zones.editor import ZoneEditor, ZoneTask
from tests.drawing_mouse import DrawingMouse
from tests.keyboard import CLOCK
from tests.report_data import report
from tests.unit.ui import fakes

PIXEL_MM = 0.1
BOX = rectangle(0.1, 0.1, 0.3, 0.3)
BACK, RIM = Zone("Back", BOX, 5), Zone("Rim", rectangle(0.5, 0.5, 0.9, 0.9), 2)


@pytest.fixture
def page(qtbot, trained, parts):
    """The Inspect page on a run of six good and six bad parts; a pixel is 0.1 mm."""
    fakes.inspect(trained.project, parts, progress=SilentProgress())
    set_pixel_size(trained.project, PIXEL_MM)
    made = InspectPage(trained, on_next=lambda: None, clock=CLOCK)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    with qtbot.waitSignal(trained.changed):
        trained.refresh()
    qtbot.waitUntil(lambda: made.state.image.is_here and not trained.jobs.busy)
    return made


def open_editor(qtbot, page):
    page.view.threshold_panel.thresholds.zones.click()
    qtbot.waitUntil(
        lambda: not page.view.isVisible() and page.layout_controller.zone_editor.isVisible()
    )
    return page.layout_controller.zone_editor


def draw(editor, mouse, *way):
    editor.board.tools.button(Tool.RECTANGLE).click()
    mouse.drag(*way)


def retype(qtbot, field, words):
    """Put other words into a field, as a person does."""
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, words)


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def judged(page):
    counts = page.state.results.table.counts()
    return counts.ng, counts.review, counts.ok


def test_a_zone_is_drawn_named_tried_committed_and_told(qtbot, page):
    before = judged(page)
    editor = open_editor(qtbot, page)
    mouse = DrawingMouse(qtbot, editor.board.canvas)
    draw(editor, mouse, (0.0, 0.0), (0.5, 0.5), (1.0, 1.0))
    assert editor.list.item(0).text() == "Zone 1  ·  any size"
    retype(qtbot, editor.name, "Back")
    retype(qtbot, editor.size_from, "900000")
    assert editor.list.item(0).text() == "Back  ·  any size"
    click(qtbot, editor.use)  # takes what is typed still
    assert page.view.isVisible() and not editor.isVisible()
    tab = page.view.threshold_panel.thresholds
    assert tab.zones.text() == "1 zone…" and tab.ng_size.text() == "any size"
    qtbot.waitUntil(lambda: not page.session.jobs.busy)
    assert judged(page) == (0, before[0] + before[1], before[2]), "nothing is so large"
    page.view.threshold_panel.commit_bar.commit.click()
    qtbot.waitUntil(lambda: not page.session.jobs.busy and not page.state.draft.is_changed)
    (zone,) = thresholds.current_thresholds(page.session.project).thresholds.size_limit.zones
    assert (zone.name, zone.mm2) == ("Back", 900_000)
    assert zone.region.box == pytest.approx((0, 0, 1, 1), abs=0.01)
    table = page.state.results.table
    page.state.image.show(next(row.id for row in map(table.row, range(12)) if row.limited))
    qtbot.waitUntil(lambda: page.state.image.is_here and not page.session.jobs.busy)
    assert "in zone Back" in page.view.regions.list.item(0).text()
    assert "REVIEW" in page.view.regions.list.item(0).text()
    assert "lies in zone Back" in page.view.regions.words
    history = page.view.threshold_panel.history.list.item(0).text()
    assert "in Back (" in history and "% down) from 900000 mm²" in history
    viewer, shown = page.view.viewer, page.view.viewer_bar.options.zones
    assert viewer.zones.names == ("Back",) and viewer.zones.regions == (zone.region,)
    assert not viewer.zones.isVisible()
    without = viewer.grab().toImage()
    shown.setChecked(True)
    assert viewer.zones.isVisible() and viewer.grab().toImage() != without
    viewer.set_bare(True)
    assert not viewer.zones.isVisible()
    page.state.draft.limit_size(None)
    qtbot.waitUntil(lambda: viewer.zones.regions == ())


@pytest.fixture
def editor(qtbot):
    """The editor alone, on a grey reference, for a limit of 1 mm2 with one zone."""
    made = ZoneEditor()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.chose = []
    made.chosen.connect(made.chose.append)
    made.open(task(1))
    return made


def task(outside):
    limit = SizeLimit(outside, PIXEL_MM, (BACK,))
    picture = Picture(rgb_image(np.full((60, 80, 3), 128, np.uint8)), 800, 600)
    reference = report().reference
    return ZoneTask(limit, PIXEL_MM, reference, picture, NOTHING)


def test_what_is_wrong_is_said_and_nothing_is_tried(qtbot, editor):
    draw(editor, DrawingMouse(qtbot, editor.board.canvas), (0.5, 0.5), (0.6, 0.6), (0.9, 0.9))
    editor.name.setText(" ")
    editor.name.editingFinished.emit()
    assert "needs a name" in said(editor) and editor.edits.names == ("Back", "Zone 1")
    editor.name.setText("back")
    editor.name.editingFinished.emit()
    assert "needs a name" not in said(editor)
    editor.use.click()
    assert 'the name "back"' in said(editor) and editor.chose == []


def test_what_is_typed_is_kept_when_another_zone_is_chosen(qtbot, editor):
    editor.open(replace_task(limit=SizeLimit(1, PIXEL_MM, (BACK, RIM))))
    editor.list.setCurrentRow(0)
    retype(qtbot, editor.size_from, "9")
    place = editor.list.visualItemRect(editor.list.item(1)).center()
    qtbot.mouseClick(editor.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert editor.edits.selected == 1 and editor.name.text() == "Rim"
    retype(qtbot, editor.name, "Edge")
    mouse = DrawingMouse(qtbot, editor.board.canvas)
    mouse.click(0.2, 0.2)
    assert editor.edits.selected == 0 and editor.name.text() == "Back"
    assert [(zone.name, zone.mm2) for zone in editor.edits.drawn] == [("Back", 9), ("Edge", 2)]
    retype(qtbot, editor.name, "Seat")
    retype(qtbot, editor.size_from, "3")
    editor.use.click()  # leaves the focus where it is
    assert [(zone.name, zone.mm2) for zone in editor.chose[0].zones] == [("Seat", 3), ("Edge", 2)]


def test_a_wrong_name_is_kept_until_it_is_put_right(qtbot, editor):
    editor.open(replace_task(limit=SizeLimit(1, PIXEL_MM, (BACK, RIM))))
    editor.list.setCurrentRow(0)
    retype(qtbot, editor.name, " ")
    click(qtbot, editor.use)
    assert editor.chose == [] and "needs a name" in said(editor)
    editor.list.setCurrentRow(1)
    assert editor.list.currentRow() == 0 and editor.edits.names == ("Back", "Rim")
    retype(qtbot, editor.name, "Face")
    click(qtbot, editor.use)
    assert [zone.name for zone in editor.chose[0].zones] == ["Face", "Rim"]


def test_escape_takes_back_what_is_typed_and_leaves_only_without_changes(qtbot, editor):
    closed = []
    editor.closed.connect(lambda: closed.append(True))
    editor.list.setCurrentRow(0)
    for field, words, before in (
        (editor.name, "Rim", "Back"),
        (editor.size_from, "7", "5 mm²"),
    ):
        retype(qtbot, field, words)
        qtbot.keyClick(field, Qt.Key.Key_Escape)
        assert field.text() == before and not closed
    retype(qtbot, editor.name, "Rim")
    canvas = editor.board.canvas
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert editor.edits.selected is None and not closed
    for part in (canvas, editor.list):
        qtbot.keyClick(part, Qt.Key.Key_Escape)
        assert "The zones have changed." in said(editor) and not closed
    click(qtbot, editor.board.tools.undo)
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert closed and editor.chose == []


def test_all_zones_taken_away_leave_the_size_outside_or_none(editor):
    for outside, left in ((1, SizeLimit(1, PIXEL_MM)), (0, None)):
        editor.open(task(outside))
        editor.list.setCurrentRow(0)
        editor.board.tools.delete.click()
        editor.use.click()
        assert editor.chose[-1] == left


def test_zones_of_another_model_are_offered_while_there_are_none(editor):
    assert not editor.earlier.isVisible()
    zones = (Zone("Rim", BOX, 2), Zone("Face", BOX, 0))
    editor.open(replace_task(limit=None, earlier=(3, zones)))
    assert editor.earlier.isVisible() and editor.earlier.text() == "Take those of model 3"
    editor.earlier.click()
    assert editor.edits.drawn == zones and not editor.earlier.isVisible()
    editor.use.click()
    assert editor.chose == [SizeLimit(0, PIXEL_MM, zones)]


def replace_task(**fields):
    return task(1)._replace(**fields)


def test_what_holds_outside_is_said(editor):
    assert "Outside of all zones: NG only from 1 mm²." in said(editor)
    editor.open(task(0))
    assert "Outside of all zones: NG from any size." in said(editor)


def test_the_editor_goes_with_its_run_and_needs_no_pixels_but_those_of_the_zones(qtbot, page):
    set_pixel_size(page.session.project, None)
    with qtbot.waitSignal(page.session.changed):
        page.session.refresh()
    tab, opened = page.view.threshold_panel.thresholds, []
    page.zone_controller.opened.connect(opened.append)
    page.state.draft.limit_size(task(1).limit)
    tab.zones.click()
    page.state.clear()
    assert not page.zone_controller.tasks.busy, "else it would open late, for another run"
    page.results_controller.read()
    qtbot.waitUntil(lambda: page.state.draft.thresholds is not None)
    assert opened == []
    tab.ng_size.setValue(3)
    assert page.state.draft.thresholds.size_limit == SizeLimit(3, PIXEL_MM, (BACK,))
    editor = open_editor(qtbot, page)
    editor.list.setCurrentRow(0)
    editor.board.tools.delete.click()
    editor.use.click()
    assert page.state.draft.thresholds.size_limit == SizeLimit(3, PIXEL_MM)
    open_editor(qtbot, page)
    page.state.clear()
    assert page.view.isVisible() and not editor.isVisible()


def test_a_model_that_straightens_the_part_has_none(qtbot, page):
    model = page.session.snapshot.model
    (model.folder / "model.json").write_text('{"transform": {"kind": "aligned_crop"}}')
    page.view.threshold_panel.thresholds.zones.click()
    qtbot.waitUntil(page.banner.isVisible)
    assert "straightened has no zones" in said(page.banner)
    assert page.view.isVisible()


def said(widget):
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def test_edits_of_zones_keep_names_and_sizes_when_shapes_change():
    edits = ZoneEdits()
    edits.load((Zone("Zone 1", BOX, 5),))
    edits.add(BOX)
    edits.resize(2)
    edits.move(0.1, 0.0)
    edits.rename("  Face ")
    moved = BOX.moved(0.1, 0.0)
    assert edits.drawn == (Zone("Zone 1", BOX, 5), Zone("Face", moved, 2))
    assert edits.regions == (BOX, moved) and edits.names == ("Zone 1", "Face")
    edits.undo()
    assert edits.names == ("Zone 1", "Zone 2")
