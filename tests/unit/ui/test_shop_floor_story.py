"""A shift on the shop floor through the real window: a watched folder, fields, people, failures."""

import re
import threading

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton

from ad_studio.domain import ActionSettings, ChallengeRule, Role, TraceField, TraceSettings
from ad_studio.errors import Cancelled
from ad_studio.services import results, thresholds
from ad_studio.services.actions.settings import set_action_settings
from ad_studio.services.challenge import challenge
from ad_studio.services.challenge.rule import set_challenge_rule
from ad_studio.services.inspection import inspector, watching
from ad_studio.services.projects import pins
from ad_studio.services.projects.operators import add_operator, ask_for_sign_in
from ad_studio.services.projects.traceability import set_trace_settings
from ad_studio.ui.inspect.controllers import outstanding
from ad_studio.ui.rail import Step
from ad_studio.ui.sign_in import SignInBar
from tests.projects import add_challenge
from tests.unit.services.inspection.test_inspector import BrightnessDetector
from tests.unit.ui import fakes
from tests.widgets import named

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


# ---- the status line


def test_it_is_said_whether_the_line_is_alive(qtbot, floor, incoming, monkeypatch):
    monkeypatch.setattr(inspector, "CHALLENGE_SECONDS", 0)
    page = floor.page(Step.INSPECT)
    bar, control = page.run_bar, page.run_bar.pause_buttons
    bar.set_folder(incoming)
    named(bar, QLineEdit, "Lot").setText("L7")
    named(bar, QLineEdit, "Station").setText("QA 3")
    named(bar, QLineEdit, "Operator").setText("Ada")
    watch(qtbot, floor, incoming)
    page.layout_controller.set_floor(True)
    alive = page.layout_controller.floor.view.status_line
    given = "lot L7  ·  station QA 3  ·  operator Ada"
    assert alive.text == f"Watching  ·  no part yet  ·  {given}"
    take(incoming, "1.png")
    qtbot.waitUntil(lambda: "no part yet" not in alive.text)
    assert re.fullmatch(rf"Watching  ·  last part \d\d:\d\d:\d\d  ·  {given}", alive.text)

    away = incoming.rename(incoming.with_name("away"))
    qtbot.waitUntil(lambda: alive.text.startswith("The watched folder cannot be reached  ·  last"))
    away.rename(incoming)
    qtbot.waitUntil(lambda: alive.text.startswith("Watching  ·  last part"))
    set_challenge_rule(floor.session.project, ChallengeRule(8))
    due = "A challenge is due  ·  There was no challenge yet.  ·  Watching"
    qtbot.waitUntil(lambda: alive.text.startswith(due))
    set_challenge_rule(floor.session.project, ChallengeRule())
    qtbot.waitUntil(lambda: alive.text.startswith("Watching  ·  last part"))
    control.hold.click()
    qtbot.waitUntil(lambda: alive.text.startswith("Paused  ·  last part"))
    control.hold.click()
    qtbot.waitUntil(lambda: alive.text.startswith("Watching"))
    control.finish.click()
    qtbot.waitUntil(lambda: alive.text.startswith("The run is over  ·  last part"))
    assert alive.text.endswith(given)
    qtbot.waitUntil(lambda: not floor.session.jobs.busy)


# ---- what is done after each image


@pytest.fixture
def log(floor, tmp_path):
    """A file that gets a line for each part; a folder lies in its place."""
    file = tmp_path / "lines.csv"
    set_action_settings(floor.session.project, ActionSettings(log=file))
    file.mkdir()
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
    assert page.layout_controller.floor.view.isVisible()
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
    page.layout_controller.set_floor(False)
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
    assert note.cancel.isVisible(), "it is being tried, and the window goes on"
    qtbot.waitUntil(note.again.isVisible)
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


def test_trying_again_is_cancelled_also_from_another_run_whose_note_comes_then(
    qtbot, trained_workspace, incoming, tmp_path, open_at, monkeypatch
):
    with trained_workspace.open("Nut M8") as project:
        set_action_settings(project, ActionSettings(log=tmp_path / "lines.csv"))
        take(incoming, "1.png")
        for _ in range(2):
            fakes.inspect(project, incoming, progress=fakes.SilentProgress())

    def try_until_cancelled(project, run, *, as_begun, progress):
        while not progress.is_cancelled:
            threading.Event().wait(0.001)
        raise Cancelled

    monkeypatch.setattr(outstanding, "carry_out_again", try_until_cancelled)
    page = open_at(Step.INSPECT).page(Step.INSPECT)
    note = page.outstanding
    qtbot.waitUntil(note.again.isVisible)
    qtbot.mouseClick(note.again, LEFT)
    page.show_run(1)
    qtbot.waitUntil(lambda: page.state.run_id == 1)
    assert note.text == "What failed after images is being tried again."
    qtbot.mouseClick(note.cancel, LEFT)
    qtbot.waitUntil(lambda: "For 1 image something is still to be done" in note.text)
    assert note.again.isVisible()
    assert not note.cancel.isVisible()


# ---- fields, people and the challenge


def refused(page):
    return page.banner.accessibleName()


def test_no_run_begins_without_the_fields_that_are_asked_for(qtbot, floor, incoming):
    project, page = floor.session.project, floor.page(Step.INSPECT)
    asked = frozenset({TraceField.SERIAL, TraceField.STATION, TraceField.SHIFT})
    set_trace_settings(project, TraceSettings(asked))
    with qtbot.waitSignal(floor.session.changed):
        floor.session.refresh()
    take(incoming, "1.png")
    bar = page.run_bar
    bar.set_folder(incoming)
    for field, typed in (("Serial", "S-17"), ("Station", "QA 3"), ("Shift", "late")):
        bar.start()
        assert f"This project asks for the {field.lower()} of every" in refused(page)
        place = named(bar, QLineEdit, field)
        qtbot.waitUntil(place.hasFocus)  # the way on
        qtbot.keyClicks(place, typed)
    bar.start()
    qtbot.waitUntil(lambda: "1 image inspected" in refused(page))
    qtbot.waitUntil(lambda: not floor.session.jobs.busy)
    (run,), (row,) = results.runs(project), results.results(project)
    assert (row.serial, run.station, row.shift) == ("S-17", "QA 3", "late")


def sign_in(qtbot, window, name, pin):
    bar = window.findChild(SignInBar)
    bar.name.setCurrentText(name)
    qtbot.keyClicks(bar.pin, pin)
    qtbot.keyClick(bar.pin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name in bar.words.text())


def test_an_operator_inspects_and_an_engineer_sets_thresholds(qtbot, floor, incoming, monkeypatch):
    monkeypatch.setattr(pins, "COST", 16)
    project, page = floor.session.project, floor.page(Step.INSPECT)
    set_trace_settings(project, TraceSettings(frozenset({TraceField.OPERATOR})))
    add_operator(project, "Ada", Role.OPERATOR, pin="1111")
    add_operator(project, "Ann", Role.ENGINEER, pin="2222")
    ask_for_sign_in(project, True)
    with qtbot.waitSignal(floor.session.changed):
        floor.session.refresh()
    take(incoming, "1.png")
    page.run_bar.set_folder(incoming)
    page.run_bar.start()
    assert "asks for the operator" in refused(page)
    named(page.run_bar, QLineEdit, "Operator").setText("Bob")
    page.run_bar.start()
    qtbot.waitUntil(lambda: "Nobody is signed in" in refused(page))
    named(page.run_bar, QLineEdit, "Operator").clear()
    assert "Sign in with your name and PIN." in refused(page)

    sign_in(qtbot, floor, "Ada", "1111")
    page.run_bar.start()
    qtbot.waitUntil(lambda: "1 image inspected" in refused(page))
    qtbot.waitUntil(lambda: not floor.session.jobs.busy)
    assert results.runs(project)[0].operator == "Ada", "the project asks for it; it is known"

    panel, before = page.view.threshold_panel, thresholds.current_thresholds(project)
    panel.draft.move(ng=before.thresholds.ng + 1)
    panel.commit_bar.commit.click()
    qtbot.waitUntil(lambda: "Ada is an operator; this is for engineers." in refused(page))
    assert "Have an engineer sign in." in refused(page)
    assert panel.draft.is_changed, "what was tried is still there"
    assert thresholds.current_thresholds(project) == before

    floor.findChild(SignInBar).leave.click()
    sign_in(qtbot, floor, "Ann", "2222")
    panel.commit_bar.commit.click()
    qtbot.waitUntil(lambda: not panel.draft.is_changed)
    qtbot.waitUntil(lambda: not floor.session.jobs.busy)
    now = thresholds.current_thresholds(project)
    assert (now.author, now.thresholds.ng) == ("Ann", before.thresholds.ng + 1)


def test_a_challenge_that_is_due_is_one_click_away_and_lets_the_run_begin(
    qtbot, floor, incoming, monkeypatch
):
    project, page = floor.session.project, floor.page(Step.INSPECT)
    set_challenge_rule(project, ChallengeRule(each_shift=True))
    take(incoming, "1.png")
    page.run_bar.set_folder(incoming)
    page.run_bar.start()
    qtbot.waitUntil(lambda: "No inspection starts before a challenge has passed" in refused(page))
    assert results.runs(project) == []
    (way,) = (
        one for one in page.banner.findChildren(QPushButton) if one.text() == "To the challenge"
    )
    qtbot.mouseClick(way, LEFT)
    assert floor.step is Step.CHECKS
    tab = floor.page(Step.CHECKS).challenge
    qtbot.waitUntil(lambda: "There was no challenge yet." in tab.due.text())
    assert tab.run.hasFocus()

    def passed(project, *, author, progress):
        return add_challenge(project.store, project.store.models.in_force(), 1.0, 9.0)

    monkeypatch.setattr(challenge, "run_challenge", passed)
    qtbot.keyClick(tab.run, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tab.outcome.text.startswith("Passed"))
    floor.go(Step.INSPECT)
    page.run_bar.start()
    qtbot.waitUntil(lambda: "1 image inspected" in refused(page))
    qtbot.waitUntil(lambda: not floor.session.jobs.busy)
