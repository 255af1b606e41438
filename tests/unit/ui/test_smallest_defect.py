"""The smallest defect that matters, drawn on the reference in the Train step."""

import math

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton

from ad_studio.services.projects import references
from ad_studio.ui.train.page import TrainPage
from ad_studio.ui.train.settings_panel import SettingsPanel

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
    drag(qtbot, view, 2, 0)
    assert panel.settings().smallest_defect == 1, "less than a pixel is one"
    drag(qtbot, view, 60, 80)
    page.drawing.done.click()
    assert not view.isVisible()
    assert panel.settings().smallest_defect == math.floor(length)


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
