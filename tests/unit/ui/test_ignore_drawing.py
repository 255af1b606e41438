import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QPushButton

from ad_studio.domain import TrainSettings
from ad_studio.drawn_regions import DrawnRegion, RegionShape, rectangle
from ad_studio.progress import SilentProgress
from ad_studio.services.projects import ignore_regions, references
from ad_studio.ui.app import build
from ad_studio.ui.drawing.canvas import Tool
from ad_studio.ui.images import Picture
from ad_studio.ui.rail import Step
from ad_studio.ui.reference.draft import Draft
from ad_studio.ui.reference.page import ReferencePage
from ad_studio.ui.widgets.image_view import ImageView
from ad_studio.ui.widgets.region_layers import region_path
from tests.drawing_mouse import DrawingMouse
from tests.unit.ui import fakes

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
BOX = rectangle(0.25, 0.25, 0.5, 0.5)


@pytest.fixture
def page(qtbot, trained):
    made = ReferencePage(trained, on_next=lambda: None)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitUntil(lambda: made.drawing.canvas.has_picture)
    return made


@pytest.fixture
def mouse(qtbot, page):
    return DrawingMouse(qtbot, page.drawing.canvas)


def close_to(region, *box):
    return region.box == pytest.approx(box, abs=0.01)


def apply(qtbot, page):
    with qtbot.waitSignal(page.session.changed):
        page.drawing.panel.apply.click()
    return ignore_regions.current(page.session.project)


def test_a_rectangle_is_drawn_and_saved_as_a_version(qtbot, page, mouse):
    drawing = page.drawing
    assert not drawing.panel.apply.isVisible()
    drawing.tools.button(Tool.RECTANGLE).click()
    mouse.drag((0.2, 0.3), (0.4, 0.4), (0.6, 0.8))
    (region,) = drawing.edits.regions
    assert close_to(region, 0.2, 0.3, 0.6, 0.8)
    assert drawing.panel.apply.isVisible()
    drawing.panel.author.setText("Kim")
    version = apply(qtbot, page)
    assert (version.number, version.regions, version.author) == (1, (region,), "Kim")
    assert not drawing.panel.apply.isVisible()
    said = page.banner.accessibleName()
    assert "Version 1 of the ignore regions is saved" in said
    assert "trained without ignore regions; train again to use version 1" in said


def test_a_rectangle_may_end_beyond_the_image(page, mouse):
    page.drawing.tools.button(Tool.RECTANGLE).click()
    mouse.drag((0.5, 0.5), (1.4, 1.3))
    assert close_to(page.drawing.edits.regions[0], 0.5, 0.5, 1, 1)


@pytest.mark.parametrize("end", ["enter", "double click", "first corner"])
def test_a_polygon_is_closed_in_three_ways(qtbot, page, mouse, end):
    canvas = page.drawing.canvas
    page.drawing.tools.button(Tool.POLYGON).click()
    corners = [(0.1, 0.1), (0.6, 0.1), (0.6, 0.6)]
    for corner in corners:
        mouse.click(*corner)
    assert page.drawing.edits.regions == ()
    if end == "enter":
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
    elif end == "double click":
        qtbot.mouseDClick(canvas.viewport(), LEFT, NONE, mouse.at(0.6, 0.6))
    else:
        mouse.click(0.1, 0.1)
    (region,) = page.drawing.edits.regions
    assert region.shape is RegionShape.POLYGON
    assert len(region.points) == 3
    assert close_to(region, 0.1, 0.1, 0.6, 0.6)


def test_a_brush_has_the_width_asked_for(page, mouse):
    page.drawing.tools.button(Tool.BRUSH).click()
    page.drawing.tools.brush.setValue(12)
    mouse.drag((0.2, 0.5), (0.5, 0.5), (0.8, 0.5))
    (region,) = page.drawing.edits.regions
    assert region.shape is RegionShape.BRUSH
    assert region.width == pytest.approx(12 / 96)
    assert len(region.points) >= 2


def test_backspace_takes_a_corner_back_and_escape_gives_the_shape_up(qtbot, page, mouse):
    canvas = page.drawing.canvas
    page.drawing.tools.button(Tool.POLYGON).click()
    for corner in ((0.1, 0.1), (0.6, 0.1), (0.9, 0.9), (0.6, 0.6)):
        mouse.click(*corner)
    qtbot.keyClick(canvas, Qt.Key.Key_Backspace)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert len(page.drawing.edits.regions[0].points) == 3
    mouse.click(0.3, 0.3)
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert len(page.drawing.edits.regions) == 1
    assert canvas.tool is Tool.POLYGON
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.tool is Tool.SELECT
    assert page.drawing.tools.button(Tool.SELECT).isChecked()


def test_a_region_is_dragged_and_the_drag_is_one_step(page, mouse):
    edits = page.drawing.edits
    edits.add(BOX)
    page.drawing.canvas.redraw()
    page.drawing.tools.button(Tool.SELECT).click()
    mouse.drag((0.3, 0.3), (0.4, 0.35), (0.5, 0.4))
    assert close_to(edits.regions[0], 0.45, 0.35, 0.7, 0.6)
    edits.undo()
    assert edits.regions == (BOX,)


def test_a_region_is_placed_with_keys_alone(qtbot, page):
    canvas, edits = page.drawing.canvas, page.drawing.edits
    page.drawing.tools.button(Tool.RECTANGLE).click()
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    qtbot.keyClick(canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert edits.regions[0].box == pytest.approx(
        (0.4 + 1 / 96, 0.4 - 10 / 72, 0.6 + 1 / 96, 0.6 - 10 / 72)
    )
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert edits.regions == ()


def test_the_list_selects_and_deletes(qtbot, page):
    drawing = page.drawing
    drawing.edits.add(BOX)
    drawing.edits.add(rectangle(0.6, 0.6, 0.9, 0.9))
    drawing.canvas.edited.emit()
    assert [drawing.panel.list.item(i).text() for i in range(2)] == [
        "Rectangle, 6 % of the image",
        "Rectangle, 9 % of the image",
    ]
    drawing.panel.list.setCurrentRow(0)
    assert drawing.edits.selected == 0
    qtbot.keyClick(drawing.panel.list, Qt.Key.Key_Delete)
    assert drawing.panel.list.count() == 1
    assert drawing.edits.regions[0].box[0] == 0.6


def test_undo_redo_and_discard(page):
    drawing = page.drawing
    drawing.edits.add(BOX)
    drawing.canvas.edited.emit()
    drawing.tools.undo.click()
    assert drawing.edits.regions == ()
    assert not drawing.tools.undo.isEnabled()
    drawing.tools.redo.click()
    assert drawing.edits.regions == (BOX,)
    drawing.panel.discard.click()
    assert drawing.edits.regions == ()
    drawing.tools.undo.click()
    assert drawing.edits.regions == (BOX,)


def test_the_model_trained_since_is_said_to_be_up_to_date(qtbot, page):
    page.drawing.edits.add(BOX)
    page.drawing.canvas.edited.emit()
    version = apply(qtbot, page)
    assert page.session.snapshot.ignoring.outdated
    assert "train again" in page.drawing.panel._notice.text()
    model = fakes.train(page.session.project, TrainSettings(epochs=1), progress=SilentProgress())
    with qtbot.waitSignal(page.session.changed):
        page.session.refresh()
    assert "Model 2 applies these: put it in force" in page.drawing.panel._notice.text()
    page.session.project.store.models.put_in_force(model.id, author="Kim", note="")
    with qtbot.waitSignal(page.session.changed):
        page.session.refresh()
    assert page.session.snapshot.ignoring.applied == version
    assert page.drawing.panel._notice_row.isHidden()


def test_what_is_drawn_stays_while_the_project_changes_and_goes_with_the_reference(
    qtbot, page, picture
):
    page.drawing.edits.add(BOX)
    page.drawing.canvas.edited.emit()
    with qtbot.waitSignal(page.session.changed):
        page.session.refresh()
    assert page.drawing.edits.regions == (BOX,)
    references.set_reference(page.session.project, picture("other.png", size=(80, 80)))
    with qtbot.waitSignal(page.session.changed):
        page.session.refresh()
    assert page.drawing.edits.regions == ()


def test_what_is_drawn_is_there_again_when_the_window_was_closed(qtbot, qapp, window, picture):
    session = window.session
    with qtbot.waitSignal(session.changed):
        session.create("Nut", noun="nut", defects=())
    with qtbot.waitSignal(session.changed):
        window.page(Step.REFERENCE).offer(picture("reference.png"))
    drawing = window.page(Step.REFERENCE).drawing
    stroke = DrawnRegion(RegionShape.BRUSH, ((0.5, 0.5), (0.6, 0.7)), 0.1)
    drawing.edits.add(BOX)
    drawing.edits.add(stroke)
    drawing.canvas.edited.emit()
    window.close()

    again = build(qapp, session.root)
    again.show()
    with qtbot.waitSignal(again.session.changed):
        again.session.open("nut")
    again.go(Step.REFERENCE)
    page = again.page(Step.REFERENCE)
    assert page.drawing.edits.regions == (BOX, stroke)
    assert page.drawing.panel.apply.isVisible()
    assert "drew earlier are not applied yet" in page.banner.accessibleName()
    assert ignore_regions.current(again.session.project) is None, "nothing is applied by itself"
    page.drawing.tools.undo.click()
    assert page.drawing.edits.regions == ()
    again.close()
    again.deleteLater()


def test_what_is_drawn_comes_back_with_its_project(qtbot, page):
    session = page.session
    page.drawing.edits.add(BOX)
    page.drawing.canvas.edited.emit()
    with qtbot.waitSignal(session.changed):
        session.create("Bolt", noun="bolt", defects=())
    assert page.drawing.edits.regions == ()
    with qtbot.waitSignal(session.changed):
        session.open("nut-m8")
    assert page.drawing.edits.regions == (BOX,)
    assert page.banner.isVisible()
    page.drawing.panel.discard.click()
    for slug in ("bolt", "nut-m8"):
        with qtbot.waitSignal(session.changed):
            session.open(slug)
    assert page.drawing.edits.regions == ()
    assert not page.banner.isVisible()


@pytest.mark.parametrize("kept", ["", "{", "[1]", '[{"shape": "brush", "points": [], "width": 1}]'])
def test_a_draft_that_makes_no_sense_is_none(qapp, page, kept):
    snapshot = page.session.snapshot
    draft = Draft(snapshot.info, snapshot.reference)
    draft.keep((BOX,))
    assert draft.recall() == (BOX,)
    (key,) = [key for key in QSettings().allKeys() if key.startswith("drawing/")]
    QSettings().setValue(key, kept)
    assert draft.recall() is None
    draft.keep(None)
    assert not [key for key in QSettings().allKeys() if key.startswith("drawing/")]


def test_the_regions_of_the_reference_before_can_be_taken_over(qtbot, page, picture):
    assert not page.drawing.panel.earlier.isVisible()
    page.drawing.edits.add(BOX)
    page.drawing.canvas.edited.emit()
    apply(qtbot, page)
    references.set_reference(page.session.project, picture("other.png", size=(80, 80)))
    with qtbot.waitSignal(page.session.changed):
        page.session.refresh()
    assert page.drawing.panel.earlier.isVisible()
    page.drawing.panel.earlier.click()
    assert page.drawing.edits.regions == (BOX,)
    version = apply(qtbot, page)
    assert (version.number, version.regions) == (1, (BOX,))
    assert not page.drawing.panel.earlier.isVisible()


@pytest.mark.parametrize("choice", ["Apply and continue", "Continue without them"])
def test_going_on_with_regions_not_applied_asks_first(qtbot, page, choice):
    gone = []
    page.drawing.leave(lambda: gone.append("at once"))
    page.drawing.edits.add(BOX)
    page.drawing.canvas.edited.emit()
    page.drawing.leave(lambda: gone.append("asked"))
    assert gone == ["at once"]
    assert "not applied yet" in page.banner.accessibleName()
    (chosen,) = [one for one in page.banner.findChildren(QPushButton) if one.text() == choice]
    chosen.click()
    qtbot.waitUntil(lambda: gone == ["at once", "asked"])
    found = ignore_regions.current(page.session.project)
    assert (found is not None) == choice.startswith("Apply")


def test_the_map_of_the_keys_lists_those_of_the_canvas(page):
    (group,) = page.keys
    names = [name for binding in group.bindings for name in binding.key_names()]
    assert {"Left", "Shift+Left", "Del", "Esc"} <= set(names)
    assert len(names) == len(set(names))


def test_regions_over_nearly_everything_are_refused_in_place(qtbot, page):
    page.drawing.edits.add(rectangle(0, 0, 1, 1))
    page.drawing.canvas.edited.emit()
    page.drawing.panel.apply.click()
    qtbot.waitUntil(page.banner.isVisible)
    assert "more than 90%" in page.banner.accessibleName()
    assert page.drawing.edits.regions


def test_the_drawn_layer_lies_where_the_region_is(qtbot, page):
    view = ImageView()
    qtbot.addWidget(view)
    path = region_path(DrawnRegion(RegionShape.BRUSH, ((0.5, 0.5),), 0.1), 200, 100)
    assert path.boundingRect().center().x() == pytest.approx(100, abs=0.1)
    assert path.boundingRect().width() == pytest.approx(20, abs=0.5)
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("grey"))
    view.show_picture(Picture(image, 200, 100))
    canvas = page.drawing.canvas
    page.drawing.edits.add(BOX)
    canvas.redraw()
    shown = QImage(96, 72, QImage.Format.Format_RGB32)
    shown.fill(QColor("grey"))
    painter = QPainter(shown)
    canvas.scene().items()[0].paint(painter, None)
    painter.end()
    changed = {
        (x, y) for x in range(96) for y in range(72) if shown.pixelColor(x, y) != QColor("grey")
    }
    assert changed
    assert all(20 <= x <= 52 and 14 <= y <= 40 for x, y in changed)
