"""A shift on the shop floor through the real window: a watched folder, fields, people, failures."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from ad_studio.domain import ActionSettings
from ad_studio.services.actions.settings import set_action_settings
from ad_studio.services.inspection import inspector, watching
from ad_studio.ui.rail import Step
from tests.unit.services.inspection.test_inspector import BrightnessDetector
from tests.unit.ui import fakes

LEFT = Qt.MouseButton.LeftButton
OK, NG = 20, 90  # grey of a part

_inspect, _resume = inspector.inspect, inspector.resume


@pytest.fixture
def incoming(tmp_path):
    """A folder that a camera fills."""
    folder = tmp_path / "incoming"
    folder.mkdir()
    return folder


@pytest.fixture
def floor(qtbot, trained_window, monkeypatch):
    """The window on a trained project; inspection is real, a part is as bad as it is bright."""
    monkeypatch.setattr(inspector, "inspect", _inspect)
    monkeypatch.setattr(inspector, "resume", _resume)
    monkeypatch.setattr(
        inspector, "load_detector", lambda project, model, *, device: BrightnessDetector()
    )
    monkeypatch.setattr(watching, "POLL_SECONDS", 0.01)
    return trained_window


def take(folder, name, grey=OK):
    """An image of a part arrives, of bytes of its own."""
    pixels = np.full((32, 64, 3), grey, np.uint8)
    pixels[0, 0] = len(list(folder.iterdir()))
    Image.fromarray(pixels).save(folder / name)


def watch(qtbot, window, folder):
    """Watch a folder, as a person starts it."""
    bar = window.page(Step.INSPECT).run_bar
    bar.set_folder(folder)
    bar.options_button.setChecked(True)
    (box,) = (
        one for one in bar.options.findChildren(QCheckBox) if one.text() == "Watch for new images"
    )
    if not box.isChecked():
        box.click()
    bar.start()


def finish(qtbot, window):
    page = window.page(Step.INSPECT)
    qtbot.mouseClick(page.run_bar.pause_buttons.finish, LEFT)
    qtbot.waitUntil(lambda: not page.state.is_live)
    qtbot.waitUntil(lambda: not window.session.jobs.busy)


# ---- what is done after each image


@pytest.fixture
def log(floor, tmp_path):
    """A file that gets a line for each part; a folder lies in its place."""
    file = tmp_path / "lines.csv"
    file.mkdir()
    set_action_settings(floor.session.project, ActionSettings(log=file))
    return file


def test_what_fails_after_a_part_is_said_on_the_shop_floor_and_tried_again_there(
    qtbot, floor, incoming, log
):
    page = floor.page(Step.INSPECT)
    take(incoming, "1.png")
    watch(qtbot, floor, incoming)
    note = page.outstanding
    qtbot.waitUntil(page.run_bar.pause_buttons.floor.isVisible)
    qtbot.mouseClick(page.run_bar.pause_buttons.floor, LEFT)
    qtbot.waitUntil(lambda: "For 1 image something is still to be done" in note.text)
    assert f"{log} could not be written: Is a directory." in note.text
    assert page.floor.view.isVisible()
    assert not page.run_bar.isVisible()
    take(incoming, "2.png")
    qtbot.waitUntil(lambda: "For 2 images" in note.text)

    log.rmdir()
    qtbot.mouseClick(note.again, LEFT)
    qtbot.waitUntil(lambda: note.text == "")
    assert [line.split(",")[3] for line in log.read_text().splitlines()] == [
        "file",
        "1.png",
        "2.png",
    ]
    page.set_floor(False)
    finish(qtbot, floor)
    assert "still to be done" not in page.banner.text


def test_what_failed_is_said_beside_its_run_after_it_and_once_more_after_a_new_start(
    qtbot, floor, incoming, log
):
    page, note = floor.page(Step.INSPECT), floor.page(Step.INSPECT).outstanding
    take(incoming, "1.png")
    watch(qtbot, floor, incoming)
    qtbot.waitUntil(lambda: bool(note.text))
    finish(qtbot, floor)
    assert "For 1 image something is still to be done" in page.banner.text
    page.banner.clear()
    assert "Is a directory." in note.text
    with qtbot.waitSignal(floor.session.changed):
        floor.session.open("nut-m8")
    qtbot.waitUntil(lambda: "Is a directory." in note.text)
    qtbot.mouseClick(note.again, LEFT)
    assert not note.again.isEnabled(), "it is being tried, and the window goes on"
    qtbot.waitUntil(note.again.isEnabled)
    assert "Is a directory." in note.text
    log.rmdir()
    qtbot.mouseClick(note.again, LEFT)
    qtbot.waitUntil(lambda: note.text == "")
    assert len(log.read_text().splitlines()) == 2


def test_what_an_earlier_window_left_is_said_without_its_reason(
    qtbot, trained_workspace, incoming, tmp_path, open_at
):
    with trained_workspace.open("Nut M8") as project:
        set_action_settings(project, ActionSettings(log=tmp_path / "lines.csv"))
        take(incoming, "1.png")
        fakes.inspect(project, incoming, progress=fakes.SilentProgress())
    note = open_at(Step.INSPECT).page(Step.INSPECT).outstanding
    qtbot.waitUntil(lambda: bool(note.text))
    assert note.text == "For 1 image something is still to be done: No line was written."
    qtbot.mouseClick(note.again, LEFT)
    qtbot.waitUntil(lambda: note.text == "")
