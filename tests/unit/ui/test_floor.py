"""The view for the shop floor: what it shows, what it asks for, what is recorded."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from ad_studio.domain import RunScope, RunStatus, Verdict
from ad_studio.imaging.files import find_images as list_images
from ad_studio.progress import SilentProgress
from ad_studio.services.audit.trail import trail
from ad_studio.services.results import acknowledgements
from ad_studio.ui import tone
from ad_studio.ui.inspect.floor import status_line
from tests.keyboard import CLOCK
from tests.unit.ui import fakes
from tests.unit.ui.test_runs import settled, show

ACKNOWLEDGED = "NG acknowledged"


@pytest.fixture
def bad(tmp_path, picture):
    """Images of two parts: the first is NG, the second OK; each of a folder of its own."""
    names = (tmp_path / "line" / "bad", "1.png"), (tmp_path / "line" / "good", "2.png")
    for folder, name in names:
        picture(name, folder=folder)
    return tmp_path / "line"


@pytest.fixture
def page(qtbot, trained, bad):
    """The view on a watched folder in which one part was NG."""
    fakes.inspect(
        trained.project, RunScope((bad,), recursive=True, watch=True), progress=SilentProgress()
    )
    with qtbot.waitSignal(trained.changed):
        trained.refresh()
    made = show(qtbot, trained)
    made.state.operator = "Ada"
    made.layout_controller.set_floor(True)
    qtbot.waitUntil(made.layout_controller.floor.view.acknowledge.isVisible)
    qtbot.waitUntil(lambda: is_asked_for(made))
    return made


def is_asked_for(page):
    """Whether the picture on the screen is that of the part that waits, not of one before it."""
    return page.layout_controller.floor.view.viewer.shown_id in waiting(page)


def look(page):
    page.layout_controller.floor.view.viewer.viewport().repaint()
    CLOCK.ms += 1000


def press(page, key):
    QTest.keyClick(page.layout_controller.floor.view, key)
    CLOCK.ms += 1000
    page.layout_controller.floor.key_filter.settle()


def type_fast(page, text):
    """As a scanner does."""
    for letter in text:
        CLOCK.ms += 5
        QTest.keyClick(page.layout_controller.floor.view, letter)
    CLOCK.ms += 5
    QTest.keyClick(page.layout_controller.floor.view, Qt.Key.Key_Return)


def waiting(page):
    return acknowledgements.waiting(page.session.project, page.state.run_id)


def recorded(page):
    return [
        (entry.author, str(entry.why))
        for entry in trail(page.session.project)
        if str(entry.what) == ACKNOWLEDGED
    ]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_an_ng_part_stays_until_a_key_acknowledges_it(qtbot, page, key):
    floor = page.layout_controller.floor.view
    assert floor.band.accessibleName() == "NG"
    assert "1.png" in floor.part.text()
    assert not page.view.isVisible()
    press(page, key)  # nobody has seen the picture yet
    assert floor.acknowledge.isVisible()
    assert recorded(page) == []
    look(page)
    press(page, key)
    qtbot.waitUntil(lambda: waiting(page) == [])
    qtbot.waitUntil(lambda: floor.band.accessibleName() == "OK")
    assert "2.png" in floor.part.text()
    assert not floor.acknowledge.isVisible()
    assert recorded(page) == [("Ada", "by a key")]


def test_the_button_acknowledges_it_too(qtbot, page):
    button = page.layout_controller.floor.view.acknowledge
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)  # nobody has seen the picture yet
    assert recorded(page) == []
    look(page)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: recorded(page) == [("Ada", "by a button")])
    qtbot.waitUntil(lambda: not button.isVisible())


def test_a_scanner_acknowledges_it_too(qtbot, page):
    look(page)
    type_fast(page, "other")
    assert recorded(page) == []
    type_fast(page, "ack")
    qtbot.waitUntil(lambda: recorded(page) == [("Ada", "by a scanner")])


def test_it_is_shown_from_afar_what_the_shift_and_the_latest_parts_are(qtbot, page):
    qtbot.waitUntil(lambda: "NG" in page.layout_controller.floor.view.counts.text())
    assert page.layout_controller.floor.view.strip.accessibleName() == "The latest parts: NG, OK"
    assert page.layout_controller.floor.view.band.height() >= 112
    assert [group.title for group in page.keys] == ["Shop floor"]
    press(page, Qt.Key.Key_Escape)
    assert not page.layout_controller.floor.view.isVisible()
    assert page.view.isVisible()
    assert "Shop floor" not in [group.title for group in page.keys]


def test_the_time_of_the_last_part_is_told_anew_while_it_is_seen_only(page, monkeypatch):
    (timer,) = page.layout_controller.floor.status_line_controller.findChildren(QTimer)
    monkeypatch.setattr(status_line, "clock", lambda _moment: "29 Nov, 23:59:58")
    assert timer.isActive()
    timer.timeout.emit()
    assert "last part 29 Nov, 23:59:58" in page.layout_controller.floor.view.status_line.text
    page.layout_controller.set_floor(False)
    assert not timer.isActive()


def test_a_run_that_watches_is_followed_and_given_the_serial_that_is_scanned(
    qtbot, trained, bad, monkeypatch
):
    beeps = []
    monkeypatch.setattr(
        tone,
        "sound",
        lambda: beeps.append(page.layout_controller.floor.view.acknowledge.isVisible()),
    )

    def inspect(project, scope, *, model_id, control, progress, **given):
        store = project.store
        run = store.runs.start(model_id=model_id, folder=bad, total=2, scope=scope, **given)
        for path in reversed(list_images(bad, recursive=True)):
            while not (serial := control.take_serial()):
                control.wait(1, unless=lambda: progress.is_cancelled)
                if progress.is_cancelled:
                    return store.runs.finish(run.id, RunStatus.CANCELLED)
            new = replace(fakes.score(path), serial=serial)
            (row,) = store.results.add(run.id, [new]).result()
            progress.partial(row)
        while not control.is_stopped:
            control.wait(1, unless=lambda: control.is_stopped)
        return store.runs.finish(run.id, RunStatus.FINISHED)

    fakes.inspect(trained.project, bad, progress=SilentProgress())
    with qtbot.waitSignal(trained.changed):
        trained.refresh()
    monkeypatch.setattr("ad_studio.services.inspection.inspector.inspect", inspect)
    page = show(qtbot, trained)
    qtbot.waitUntil(lambda: page.state.results.rowCount() == 2)
    page.run_controller.start(RunScope((bad,), recursive=True, watch=True))
    page.run_bar.pause_buttons.floor.click()
    floor = page.layout_controller.floor.view
    assert floor.band.accessibleName() == "No part yet", (
        "the newest part is not that of the run before"
    )
    assert floor.viewer.shown_id is None
    floor.sound.click()
    assert beeps == [False], "to be heard whether the computer has a sound"
    type_fast(page, "N1")
    qtbot.waitUntil(lambda: floor.band.accessibleName() == "OK")
    assert floor.part.text().startswith("N1")
    assert floor.next_serial.text() == ""
    type_fast(page, "N2")
    qtbot.waitUntil(floor.acknowledge.isVisible)
    assert floor.part.text().startswith("N2")
    assert floor.band.accessibleName() == "NG"
    assert beeps == [False, True], "it is held before the tone, which may fail"
    qtbot.waitUntil(lambda: is_asked_for(page))
    look(page)
    type_fast(page, "n2")  # the part that is taken out
    qtbot.waitUntil(lambda: [why for _, why in recorded(page)] == ["by a scanner"])
    page.layout_controller.set_floor(False)
    page.run_bar.pause_buttons.finish.click()
    qtbot.waitUntil(lambda: settled(page))
    assert {row.serial: row.verdict for row in page.state.results.results()} == {
        "N1": Verdict.OK,
        "N2": Verdict.NG,
    }
