"""Inspections that wait for each other, over projects and within one, through the real window."""

import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton

from ad_studio.domain import ActionKind, Role, RunScope, RunStatus, TraceField, TrainSettings
from ad_studio.errors import ProjectBusyError, StoreError, UsageError
from ad_studio.imaging.files import list_images
from ad_studio.progress import SilentProgress, raise_if_cancelled
from ad_studio.services import results
from ad_studio.services.inspection import inspector
from ad_studio.services.projects import pins, references
from ad_studio.services.projects.operators import add_operator, ask_for_sign_in, sign_in
from ad_studio.services.projects.workspace import Workspace
from ad_studio.ui.app import build
from ad_studio.ui.inspect.waiting_runs import AskedRun, WaitingRuns
from ad_studio.ui.rail import Rail, Step
from ad_studio.ui.rail_queue import QueueButton
from tests.unit.ui import fakes

BEFORE = 2  # images that are inspected before the gate


class Gate(threading.Event):
    """Holds inspections after so many images."""

    after = BEFORE


@pytest.fixture
def gate(monkeypatch):
    """Holds inspections after their first images; it has to be opened."""
    opened = Gate()

    def inspect(project, scope, *, model_id, control, progress, **given):
        paths = list_images(scope.folders[0], recursive=True)
        run = project.store.runs.start(
            model_id=model_id, folder=scope.folders[0], scope=scope, total=len(paths), **given
        )
        status = RunStatus.CANCELLED
        try:
            for number, path in enumerate(paths):
                while number == opened.after and not opened.wait(0.01):
                    raise_if_cancelled(progress)
                (row,) = project.store.results.add(run.id, [fakes.score(path)]).result()
                progress.partial(row)
                progress.fraction((number + 1) / len(paths))
            status = RunStatus.FINISHED
        finally:
            run = project.store.runs.finish(run.id, status)
        return run

    monkeypatch.setattr(inspector, "inspect", inspect)
    yield opened
    opened.set()


@pytest.fixture
def nut(qtbot, window, picture):
    """The window on the project Nut, which has a model; Bolt has one, too."""
    session = window.session
    for name in ("Bolt", "Nut"):
        with qtbot.waitSignal(session.changed):
            session.create(name, noun="part", defects=())
        references.set_reference(session.project, picture(f"{name}.png"))
        fakes.train(session.project, TrainSettings(epochs=1), progress=SilentProgress())
    with qtbot.waitSignal(session.changed):
        session.refresh()
    window.go(Step.INSPECT)
    qtbot.waitUntil(lambda: not session.jobs.busy)
    return window


def start(window, folder):
    page = window.page(Step.INSPECT)
    page.run_bar.set_folder(folder)
    page.run_bar.start()
    return page


def open_project(qtbot, window, slug):
    window.session.open(slug)
    qtbot.waitUntil(
        lambda: window.session.snapshot is not None and window.session.snapshot.info.slug == slug
    )
    window.go(Step.INSPECT)


def press(banner, words):
    buttons = banner.findChildren(QPushButton)
    (found,) = (one for one in buttons if one.text() == words and not one.isHidden())
    found.click()


def idle(qtbot, window):
    qtbot.waitUntil(lambda: not window.session.jobs.busy)


def is_free(window, name):
    try:
        Workspace(window.session.root).open(name).close()
    except ProjectBusyError:
        return False
    return True


def test_a_run_of_another_project_waits_and_begins_by_itself(qtbot, nut, gate, parts):
    window, session = nut, nut.session
    page = start(window, parts / "good")
    qtbot.waitUntil(lambda: page.state.results.rowCount() == BEFORE)
    open_project(qtbot, window, "bolt")
    assert page.state.results.rowCount() == 0, "the results are those of the other project"
    assert page.run_bar.run_name.text() == "Nut, good"
    waiting = window.findChild(Rail).findChild(QueueButton)
    assert not waiting.isVisible()
    start(window, parts / "scratched")
    assert (
        "The inspection of scratched waits for the one that goes on" in page.banner.accessibleName()
    )
    assert (waiting.isVisible(), waiting.text()) == (True, "1")
    assert "Bolt, scratched" in waiting.toolTip()
    assert not is_free(window, "nut"), "it is being written"
    gate.set()
    qtbot.waitUntil(lambda: page.state.results.rowCount() == 6)
    idle(qtbot, window)
    assert not waiting.isVisible()
    (run,) = results.runs(session.project)
    assert (run.status, run.counts.total) == (RunStatus.FINISHED, 6)
    assert is_free(window, "nut")
    open_project(qtbot, window, "nut")
    qtbot.waitUntil(lambda: page.state.run is not None)
    assert page.state.run.counts.total == 6


def test_each_run_that_waits_has_the_fields_that_it_was_started_with(qtbot, nut, gate, parts):
    page = nut.page(Step.INSPECT)
    fields = page.run_bar.findChildren(QLineEdit)
    (serial,) = (one for one in fields if one.accessibleName() == "Serial")
    for folder, part in (("good", "S1"), ("scratched", "S2")):
        serial.setText(part)
        start(nut, parts / folder)
        assert serial.text() == "", "it was that of the part before"
    gate.set()
    idle(qtbot, nut)
    stored = {run.folder.name: run.serial for run in results.runs(nut.session.project)}
    assert stored == {"good": "S1", "scratched": "S2"}


def test_a_run_that_waits_is_that_of_who_asked_for_it_or_nobody_s(
    qtbot, nut, gate, parts, monkeypatch
):
    monkeypatch.setattr(pins, "COST", 16)
    project = nut.session.project
    add_operator(project, "Ada", Role.OPERATOR, pin="1111")
    add_operator(project, "Ann", Role.ENGINEER, pin="2222")
    ask_for_sign_in(project, True)
    sign_in(project, "Ada", "1111")
    page = start(nut, parts / "good")
    qtbot.waitUntil(lambda: page.state.results.rowCount() == BEFORE)
    start(nut, parts / "scratched")
    open_project(qtbot, nut, "bolt")
    open_project(qtbot, nut, "nut")
    assert nut.session.snapshot.operator.name == "Ada", "the project was held open"
    sign_in(project, "Ann", "2222")
    gate.set()
    idle(qtbot, nut)
    said = "scratched: Ada asked for this and is not signed in any more."
    assert said in page.banner.accessibleName()
    assert [run.folder.name for run in results.runs(project)] == ["good"]


def test_the_shop_floor_view_is_offered_where_the_watched_run_is_on_show(qtbot, nut, gate, parts):
    page = nut.page(Step.INSPECT)
    floor = page.run_bar.pause_buttons.floor
    page.run_controller.start(RunScope((parts / "good",), watch=True))
    qtbot.waitUntil(lambda: page.state.results.rowCount() == BEFORE)
    assert not floor.isHidden()
    open_project(qtbot, nut, "bolt")
    assert floor.isHidden()
    page.layout_controller.set_floor(True)
    assert not page.layout_controller.floor.view.isVisible(), (
        "nothing was inspected in this project"
    )
    gate.set()
    idle(qtbot, nut)


def test_the_end_of_a_run_of_another_project_is_told_and_shown(qtbot, nut, gate, parts):
    page = start(nut, parts / "good")
    qtbot.waitUntil(lambda: page.state.results.rowCount() == BEFORE)
    open_project(qtbot, nut, "bolt")
    gate.set()
    qtbot.waitUntil(lambda: "Nut, good: 6 images inspected." in page.banner.accessibleName())
    press(page.banner, "Show it")
    qtbot.waitUntil(lambda: page.state.run is not None and page.state.results.rowCount() == 6)
    assert nut.session.snapshot.info.slug == "nut"


def test_what_waits_is_taken_out_by_the_rail_or_by_the_message(qtbot, nut, gate, parts):
    page = start(nut, parts / "good")
    qtbot.waitUntil(lambda: page.state.results.rowCount() == BEFORE)
    for _ in range(2):
        start(nut, parts / "scratched")
    waiting = nut.findChild(Rail).findChild(QueueButton)
    assert waiting.text() == "2"
    press(page.banner, "Take it out")
    assert waiting.text() == "1"
    (entry,) = waiting.menu().actions()
    assert entry.text() == "Take out Nut, scratched"
    entry.trigger()
    assert not waiting.isVisible()
    gate.set()
    idle(qtbot, nut)
    assert [run.counts.total for run in results.runs(nut.session.project)] == [6]


def test_cancelling_ends_the_run_that_goes_on_and_the_next_one_begins(qtbot, nut, gate, parts):
    page = start(nut, parts / "good")
    qtbot.waitUntil(lambda: page.state.results.rowCount() == BEFORE)
    start(nut, parts / "scratched")
    page.run_bar.strip.cancel.click()
    qtbot.waitUntil(
        lambda: any(run.status is RunStatus.CANCELLED for run in results.runs(nut.session.project))
    )
    gate.set()
    idle(qtbot, nut)
    stored = {run.folder.name: run.status for run in results.runs(nut.session.project)}
    assert stored == {"good": RunStatus.CANCELLED, "scratched": RunStatus.FINISHED}
    assert page.run_bar.strip.cancel.isEnabled()


def test_other_runs_are_looked_at_while_one_goes_on_and_it_is_followed_again(
    qtbot, nut, gate, parts
):
    gate.set()
    page = start(nut, parts / "scratched")
    idle(qtbot, nut)
    gate.clear()
    start(nut, parts)
    qtbot.waitUntil(lambda: page.state.run_id == 2 and page.state.results.rowCount() == BEFORE)
    assert not page.tools.delete.isEnabled(), "it is being written"
    choose(qtbot, page, 1)
    qtbot.waitUntil(lambda: page.state.run_id == 1 and page.state.results.rowCount() == 6)
    assert page.tools.delete.isEnabled()
    assert page.run_bar.run_name.text() == "parts"
    choose(qtbot, page, 0)
    qtbot.waitUntil(lambda: page.state.is_live and page.state.run_id == 2)
    gate.set()
    idle(qtbot, nut)
    assert page.state.results.rowCount() == 12
    assert page.state.run.status is RunStatus.FINISHED
    assert "12 images inspected." in page.banner.accessibleName()


def test_files_that_a_run_moves_are_found_once_it_has_ended(qtbot, nut, gate, parts, tmp_path):
    page = start(nut, parts)
    qtbot.waitUntil(lambda: page.state.results.rowCount() == BEFORE)
    first = page.state.results.table.row(0)
    place = tmp_path / "OK" / first.path.name
    page.session.project.store.actions.add(first.id, ActionKind.MOVE, place=place)
    gate.set()
    idle(qtbot, nut)
    qtbot.waitUntil(lambda: not page.state.queues.reading.busy)
    assert page.state.results.result(first.id).path == place


def choose(qtbot, page, at):
    """Choose one of two runs, newest first."""
    qtbot.waitUntil(lambda: page.tools.chooser.isVisible() and page.tools.chooser.count() == 2)
    page.tools.chooser.setCurrentIndex(at)
    page.tools.chooser.activated.emit(at)


def test_the_run_on_show_stays_there_when_one_that_waited_is_done(qtbot, nut, gate, parts):
    gate.set()
    page = start(nut, parts / "scratched")
    idle(qtbot, nut)
    gate.clear()
    start(nut, parts / "good")
    start(nut, parts)
    qtbot.waitUntil(lambda: page.state.run_id == 2 and page.state.results.rowCount() == BEFORE)
    choose(qtbot, page, 1)
    qtbot.waitUntil(lambda: page.state.run_id == 1)
    gate.set()
    qtbot.waitUntil(lambda: "parts: 12 images inspected." in page.banner.accessibleName())
    idle(qtbot, nut)
    assert page.state.run_id == 1
    assert page.tools.chooser.count() == 3
    press(page.banner, "Show it")
    qtbot.waitUntil(lambda: page.state.run_id == 3 and page.state.results.rowCount() == 12)


def test_an_unfinished_run_is_resumed_after_the_one_that_goes_on(qtbot, nut, gate, parts):
    page = start(nut, parts / "good")
    qtbot.waitUntil(lambda: page.state.results.rowCount() == BEFORE)
    page.run_bar.strip.cancel.click()
    idle(qtbot, nut)
    start(nut, parts / "scratched")
    qtbot.waitUntil(lambda: page.state.run_id == 2 and page.state.results.rowCount() == BEFORE)
    choose(qtbot, page, 1)
    qtbot.waitUntil(lambda: page.state.run_id == 1 and page.tools.resume.isVisible())
    page.tools.resume.click()
    assert nut.findChild(Rail).findChild(QueueButton).text() == "1"
    gate.set()
    idle(qtbot, nut)
    assert page.state.run_id == 1
    assert page.state.results.rowCount() == 6
    assert page.state.run.status is RunStatus.FINISHED


def test_a_project_with_a_run_that_goes_on_is_not_deleted(qtbot, nut, gate, parts):
    page = start(nut, parts / "good")
    qtbot.waitUntil(lambda: page.state.results.rowCount() == BEFORE)
    open_project(qtbot, nut, "bolt")
    with qtbot.waitSignal(nut.session.failed):
        nut.session.manage("nut", lambda workspace: workspace.delete("nut"), lambda: None)
    gate.set()
    idle(qtbot, nut)
    assert "Nut" in [card.info.name for card in Workspace(nut.session.root).cards()]


def test_a_failure_in_another_project_is_told_with_its_name(qtbot, nut, gate, parts, monkeypatch):
    held = inspector.inspect

    def break_off(*given, **about):
        held(*given, **about)
        raise StoreError("The disk is full.")

    monkeypatch.setattr(inspector, "inspect", break_off)
    page = start(nut, parts / "good")
    qtbot.waitUntil(lambda: page.state.results.rowCount() == BEFORE)
    open_project(qtbot, nut, "bolt")
    reading, read = page.state.queues.reading, []
    qtbot.waitUntil(lambda: not reading.busy)
    reading.begun.connect(read.append)
    gate.set()
    idle(qtbot, nut)
    assert page.banner.accessibleName() == "error: Nut, good: The disk is full."
    assert read == [], "nothing has changed in the project on show"


def test_what_waits_is_kept_and_offered_by_the_next_window(qtbot, qapp, nut, gate, parts):
    page = start(nut, parts / "good")
    qtbot.waitUntil(lambda: page.state.results.rowCount() == BEFORE)
    for waiting in ("1 waiting inspection", "2 waiting inspections"):
        start(nut, parts / "scratched")
        assert not nut.close()
        assert f"{waiting} will be offered again at the next start." in page.banner.accessibleName()
    press(page.banner, "Close all the same")
    gate.set()
    with another_window(qapp, nut.session.root) as window:
        open_project(qtbot, window, "nut")
        page = window.page(Step.INSPECT)
        qtbot.waitUntil(lambda: "2 inspections waited when" in page.waiting_runs.accessibleName())
        assert "scratched; scratched" in page.waiting_runs.accessibleName()
        idle(qtbot, window)
        assert len(results.runs(window.session.project)) == 1, "nothing begins by itself"
        open_project(qtbot, window, "bolt")
        assert page.waiting_runs.isHidden(), "those are of the other project"
        open_project(qtbot, window, "nut")
        qtbot.waitUntil(lambda: not page.waiting_runs.isHidden())
        press(page.waiting_runs, "Start them")
        idle(qtbot, window)
        stored = [run.folder.name for run in results.runs(window.session.project)]
        assert sorted(stored) == ["good", "scratched", "scratched"]
        assert WaitingRuns(window.session.project.info).recall() == []


def test_what_waited_can_be_taken_out_for_good(qtbot, nut, parts):
    asked = AskedRun(RunScope((parts / "scratched",)), None, dict.fromkeys(TraceField, ""))
    page = offered(qtbot, nut, asked)
    press(page.waiting_runs, "Take them out")
    assert page.waiting_runs.isHidden()
    assert WaitingRuns(nut.session.project.info).recall() == []


def test_what_waited_is_started_by_who_is_at_work_now(qtbot, nut, gate, parts):
    gate.set()
    given = {field: f"{field.value} of then" for field in TraceField}
    page = offered(qtbot, nut, AskedRun(RunScope((parts / "scratched",)), 1, given))
    fields = page.run_bar.findChildren(QLineEdit)
    (operator,) = (one for one in fields if one.accessibleName() == "Operator")
    operator.setText("Ann")
    press(page.waiting_runs, "Start them")
    idle(qtbot, nut)
    (run,) = results.runs(nut.session.project)
    assert (run.operator, run.shift) == ("Ann", "")
    assert (run.lot, run.station, run.serial) == (
        "lot of then",
        "station of then",
        "serial of then",
    )


def test_what_waited_and_cannot_begin_is_offered_once_more(qtbot, nut, gate, parts, monkeypatch):
    gate.set()
    asked = AskedRun(RunScope((parts / "scratched",)), 1, dict.fromkeys(TraceField, ""))
    page = offered(qtbot, nut, asked)
    kept = WaitingRuns(nut.session.project.info)

    def refuse(*_given, **_about):
        raise UsageError("A challenge is due.")

    with monkeypatch.context() as patch:
        patch.setattr(inspector, "inspect", refuse)
        press(page.waiting_runs, "Start them")
        assert page.waiting_runs.isHidden()
        assert len(kept.recall()) == 1, "it has no run yet"
        idle(qtbot, nut)
    assert "A challenge is due." in page.banner.accessibleName()
    assert "1 inspection waited when" in page.waiting_runs.accessibleName()
    assert len(kept.recall()) == 1
    press(page.waiting_runs, "Start them")
    idle(qtbot, nut)
    assert page.waiting_runs.isHidden() and kept.recall() == []
    assert [run.folder.name for run in results.runs(nut.session.project)] == ["scratched"]


def test_a_run_that_has_begun_is_kept_until_it_is_stored(qtbot, nut, parts, monkeypatch):
    stored = threading.Event()

    def inspect(project, scope, *, control, progress, **_given):
        while not stored.wait(0.01):
            raise_if_cancelled(progress)
        control.run_id = 1
        progress.status("Looking for images")
        while True:
            raise_if_cancelled(progress)
            control.wait(0.01, unless=lambda: progress.is_cancelled)

    monkeypatch.setattr(inspector, "inspect", inspect)
    page = start(nut, parts / "good")
    kept = WaitingRuns(nut.session.project.info)
    assert [one.scope.folders for one in kept.recall()] == [(parts / "good",)]
    stored.set()
    qtbot.waitUntil(lambda: kept.recall() == [])
    page.run_bar.strip.cancel.click()
    idle(qtbot, nut)


def test_what_was_left_of_a_project_is_not_offered_for_a_later_one_in_its_folder(nut, parts):
    runs, project = nut.page(Step.INSPECT).state.queues.runs, nut.session.project
    asked = AskedRun(RunScope((parts / "good",)), None, dict.fromkeys(TraceField, ""))
    earlier = replace(project.info, created_at=project.info.created_at - timedelta(days=1))
    WaitingRuns(earlier).keep([asked])
    assert runs.left_waiting(SimpleNamespace(info=earlier)) == [asked]
    assert runs.left_waiting(project) == []


def offered(qtbot, window, asked):
    """The page on the project Bolt, for which an inspection waited."""
    with Workspace(window.session.root).open("bolt", write=False) as bolt:
        WaitingRuns(bolt.info).keep([asked])
    open_project(qtbot, window, "bolt")
    page = window.page(Step.INSPECT)
    qtbot.waitUntil(lambda: "1 inspection waited when" in page.waiting_runs.accessibleName())
    return page


@contextmanager
def another_window(qapp, root):
    made = build(qapp, root)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def test_no_run_is_deleted_while_an_inspection_may_take_results_from_it(qtbot, nut, gate, parts):
    gate.set()
    page = start(nut, parts / "scratched")
    idle(qtbot, nut)
    gate.clear()
    start(nut, parts)
    qtbot.waitUntil(lambda: page.state.run_id == 2 and page.state.results.rowCount() == BEFORE)
    choose(qtbot, page, 1)
    qtbot.waitUntil(lambda: page.state.run_id == 1 and page.state.results.rowCount() == 6)
    page.tools.delete.click()
    assert not page.question.isVisible()
    assert "No run is deleted while an inspection" in page.banner.accessibleName()
    page.question.confirmed.emit(1, "asked before")
    gate.set()
    idle(qtbot, nut)
    assert [run.id for run in results.runs(nut.session.project)] == [2, 1]
    page.tools.delete.click()
    assert page.question.isVisible()


@pytest.fixture
def back(qtbot, nut, gate, parts):
    """The page after a return to a run that goes on and has no image yet."""
    gate.after = 0
    page = start(nut, parts / "good")
    qtbot.waitUntil(lambda: len(results.runs(nut.session.project)) == 1)
    open_project(qtbot, nut, "bolt")
    open_project(qtbot, nut, "nut")
    qtbot.waitUntil(lambda: page.state.run_id == 1 and not page.state.queues.reading.busy)
    assert page.state.results.rowCount() == 0
    return page


def test_a_run_is_followed_from_its_first_image_after_a_return(qtbot, nut, gate, back):
    followed = []
    back.state.live_changed.connect(followed.append)
    gate.set()
    idle(qtbot, nut)
    assert followed == [True, False]
    assert back.state.results.rowCount() == 6
    assert back.state.run.status is RunStatus.FINISHED


def test_a_run_cancelled_before_its_first_image_is_shown_so_after_a_return(qtbot, nut, back):
    back.run_bar.strip.cancel.click()
    idle(qtbot, nut)
    assert back.state.run.status is RunStatus.CANCELLED


def test_choosing_the_run_that_goes_on_once_more_goes_on_following_it(qtbot, nut, gate, parts):
    page = start(nut, parts / "good")
    qtbot.waitUntil(lambda: page.state.results.rowCount() == BEFORE)
    open_project(qtbot, nut, "bolt")
    open_project(qtbot, nut, "nut")
    qtbot.waitUntil(lambda: page.state.is_live and page.state.results.rowCount() == BEFORE)
    page.tools.chooser.chosen.emit(1)
    assert page.state.is_live
    gate.set()
    idle(qtbot, nut)
    assert page.state.results.rowCount() == 6
    assert page.state.run.status is RunStatus.FINISHED


def test_the_end_of_a_run_that_had_begun_when_it_was_taken_out_is_told(
    qtbot, nut, gate, parts, monkeypatch
):
    held, begun = inspector.inspect, threading.Event()

    def inspect(project, scope, **about):
        if scope.folders[0].name == "scratched":
            begun.set()
        return held(project, scope, **about)

    monkeypatch.setattr(inspector, "inspect", inspect)
    page = start(nut, parts / "good")
    qtbot.waitUntil(lambda: page.state.results.rowCount() == BEFORE)
    start(nut, parts / "scratched")
    queue, ended = page.state.queues.runs, []
    (queued,) = queue.waiting
    for end in (queue.finished, queue.cancelled):
        end.connect(lambda one, *_about: ended.append(one))
    gate.set()
    assert begun.wait(5)  # the event loop has not heard that the first one is done
    queue.take_out(queued)
    idle(qtbot, nut)
    assert queued in ended
    assert queue.current is None


def test_an_ampersand_in_a_name_is_shown_as_it_is(qtbot, nut, gate, parts, picture, tmp_path):
    page = start(nut, parts / "good")
    qtbot.waitUntil(lambda: page.state.results.rowCount() == BEFORE)
    start(nut, picture("0.png", folder=tmp_path / "nuts & bolts").parent)
    (entry,) = nut.findChild(Rail).findChild(QueueButton).menu().actions()
    assert entry.text() == "Take out Nut, nuts && bolts"
    entry.trigger()
    gate.set()
    idle(qtbot, nut)
