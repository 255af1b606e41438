"""The smallest defect that matters, drawn on the reference in the Train step."""

import math

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from ad_studio.errors import UsageError
from ad_studio.services.projects import pixel_size, references
from ad_studio.services.small_defects import for_smallest_defect
from ad_studio.ui.train.page import TrainPage
from ad_studio.ui.train.settings_panel import SettingsPanel
from ad_studio.ui.train.smallest_defect import SmallestDefect

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot, trained):
    made = TrainPage(trained, on_next=lambda: None)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    return made


@pytest.fixture
def panel(page):
    return page.findChild(SettingsPanel)


@pytest.fixture
def view(qtbot, page, panel):
    """The reference to draw on, once it is asked for."""
    buttons = {one.text(): one for one in panel.findChildren(QPushButton)}
    assert not page.drawing.isVisible()
    buttons["Draw it on the reference…"].click()
    qtbot.waitUntil(lambda: page.drawing.view.has_picture)
    return page.drawing.view


def drag(qtbot, view, across, down):
    """Draw a line around the middle; returns its length in pixels of the picture."""
    middle, half = view.viewport().rect().center(), QPoint(across, down) / 2
    qtbot.mousePress(view.viewport(), LEFT, pos=middle - half)
    qtbot.mouseMove(view.viewport(), pos=middle)
    qtbot.mouseRelease(view.viewport(), LEFT, pos=middle + half)
    return math.hypot(across, down) * view.devicePixelRatioF() / view.zoom


def test_what_is_drawn_is_stated_in_whole_pixels(qtbot, page, panel, view):
    length = drag(qtbot, view, 60, 80)
    assert length > 2
    assert panel.settings().smallest_defect == math.floor(length)
    drag(qtbot, view, 60, 80)
    page.drawing.done.click()
    assert not view.isVisible()
    assert panel.settings().smallest_defect == math.floor(length)


def test_less_than_a_pixel_is_refused_in_the_words_of_the_service(qtbot, trained, page, panel):
    pixel_size.set_pixel_size(trained.project, 0.05)
    with qtbot.waitSignal(trained.changed):
        trained.refresh()
    smallest = panel.findChild(SmallestDefect)
    smallest.mm.setValue(0.04)
    words = [one.text() for one in smallest.findChildren(QLabel)]
    assert words[0].startswith("0.04 mm is less than a pixel, which is 0.05 mm.")
    assert smallest.box.text() == "Less than a pixel"
    with pytest.raises(UsageError, match="less than a pixel"):
        for_smallest_defect(100, 100, smallest=panel.settings().smallest_defect, image_size=None)
    smallest.mm.setValue(0)
    assert (panel.settings().smallest_defect, smallest.box.text()) == (None, "Not stated")
    smallest.mm.setValue(0.1)
    page.drawing.drawn.emit(0.7)
    assert panel.settings().smallest_defect == 0
    assert smallest.findChildren(QLabel)[0].text().startswith("0.7 px is less than a pixel.")
    smallest.box.setValue(3)
    assert (panel.settings().smallest_defect, smallest.mm.value()) == (3, 0.15)


def test_the_picture_goes_with_its_reference(qtbot, trained, page, view, picture):
    references.set_reference(trained.project, picture("another.png"))
    with qtbot.waitSignal(trained.changed):
        trained.refresh()
    assert not view.isVisible()
    assert not view.has_picture


def test_more_pixels_are_read_where_the_zoom_asks_for_them(qtbot, trained, page, tmp_path):
    file = tmp_path / "large.jpg"
    Image.new("RGB", (4200, 4200), "grey").save(file)
    references.set_reference(trained.project, file)
    with qtbot.waitSignal(trained.changed):
        trained.refresh()
    view = page.drawing.view
    page.draw_smallest_defect()
    qtbot.waitUntil(lambda: view.has_picture)
    view.one_to_one()
    assert view.detail_side is not None
    qtbot.waitUntil(lambda: view.detail_side is None)
