"""After whatever stood in the place of the image, or over it, the keys act on the image again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QToolButton

from ad_studio.progress import SilentProgress
from ad_studio.services.projects.pixel_size import set_pixel_size
from ad_studio.ui.inspect.widgets.notices import Notices
from ad_studio.ui.key_map import KeyMap
from ad_studio.ui.rail import Step
from tests.keyboard import strike_seen
from tests.unit.ui import fakes
from tests.widgets import named

KEY = Qt.Key


@pytest.fixture
def workspace_of_two_runs(trained_workspace, parts):
    """Two runs to be compared, a pixel size for zones; before the window is made."""
    with trained_workspace.open("Nut M8") as project:
        for folder in (parts / "good", parts):
            fakes.inspect(project, folder, progress=SilentProgress())
        set_pixel_size(project, 0.1)


@pytest.fixture
def page(qtbot, workspace_of_two_runs, trained_window):
    found = trained_window.page(Step.INSPECT)
    qtbot.waitUntil(lambda: found.state.image.is_here)
    qtbot.waitUntil(lambda: not trained_window.session.jobs.busy)
    found.entered()
    return found


def press(key):
    """A key as it comes from the keyboard: to whatever has the focus."""
    QTest.keyClick(QApplication.focusWidget(), key)


def key_map(qtbot, page):
    panel = page.window().findChild(KeyMap)
    press(KEY.Key_Question)
    qtbot.waitUntil(panel.isVisible)
    close = named(panel, QToolButton, "Close the map of the keys")
    close.setFocus()  # as Tab does
    press(KEY.Key_Space)
    qtbot.waitUntil(lambda: not panel.isVisible())


def picture_only(qtbot, page):
    press(KEY.Key_F11)
    qtbot.waitUntil(lambda: not page.view.list.isVisible())
    press(KEY.Key_F11)
    qtbot.waitUntil(page.view.list.isVisible)


def shop_floor(qtbot, page):
    press(KEY.Key_F9)
    qtbot.waitUntil(page.layout_controller.floor.view.hasFocus)
    page.layout_controller.floor.view.leave.setFocus()
    press(KEY.Key_Space)
    qtbot.waitUntil(page.view.isVisible)


def comparison(qtbot, page):
    page.tools.compare_asked.emit()
    qtbot.waitUntil(
        lambda: (
            page.layout_controller.compare.table.hasFocus()
            and not page.layout_controller.compare.busy
        )
    )
    assert page.layout_controller.compare.table.hasFocus(), "also once there is something in it"
    press(KEY.Key_Escape)
    qtbot.waitUntil(page.view.isVisible)


def zones(qtbot, page):
    page.view.threshold_panel.thresholds.zones.click()
    qtbot.waitUntil(page.layout_controller.zone_editor.board.canvas.hasFocus)
    press(KEY.Key_Escape)
    qtbot.waitUntil(page.view.isVisible)


def end_of_review(qtbot, page):
    strip = page.view.list.review
    strip.start.setFocus()
    press(KEY.Key_Space)
    qtbot.waitUntil(lambda: page.state.image.is_here)
    for _ in range(page.state.results.rowCount()):
        strike_seen(qtbot, page, KEY.Key_N)
        qtbot.waitUntil(lambda: not page.session.jobs.busy)
    said = page.view.verdict_bar.findChildren(QLabel)
    qtbot.waitUntil(lambda: any("Everything in this queue" in one.text() for one in said))


@pytest.mark.parametrize(
    "away", [key_map, picture_only, shop_floor, comparison, zones, end_of_review]
)
def test_the_focus_comes_back(qtbot, page, away):
    results = page.view.list.view
    qtbot.waitUntil(results.hasFocus)
    away(qtbot, page)
    qtbot.waitUntil(results.hasFocus)
    before = page.state.image.requested_id
    press(KEY.Key_Down if away is not end_of_review else KEY.Key_Up)
    qtbot.waitUntil(lambda: page.state.image.requested_id != before)
    qtbot.waitUntil(lambda: not page.session.jobs.busy)


def test_a_click_on_a_button_of_a_notice_leaves_the_focus_where_it_is(page):
    page.banner.say("Something happened.")
    page.banner.add_action(QPushButton("Do it"), lambda: None)
    buttons = page.findChild(Notices).findChildren(QAbstractButton)
    assert {"Do it", "Delete the run", "Keep it"} <= {button.text() for button in buttons}
    assert not any(button.focusPolicy() & Qt.FocusPolicy.ClickFocus for button in buttons)
