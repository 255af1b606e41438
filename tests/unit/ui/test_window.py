"""The whole window, over the real store with fake training and inspection."""

import subprocess
import sys
import threading
from typing import ClassVar

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, QSettings, Qt, QtMsgType
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QListWidget,
    QPushButton,
    QSystemTrayIcon,
    QWidget,
)

from ad_studio.domain import CountedResults, RunStatus, TrainSettings, Verdict
from ad_studio.errors import ProjectBusyError
from ad_studio.progress import SilentProgress, Stage, raise_if_cancelled
from ad_studio.services import results
from ad_studio.services.projects import references
from ad_studio.services.projects.workspace import Workspace
from ad_studio.services.results.filters import Filters
from ad_studio.services.results.verdicts import record_verdict
from ad_studio.services.training_progress import TrainingStep
from ad_studio.ui import app, end_notice
from ad_studio.ui.projects.form import ProjectForm
from ad_studio.ui.rail import Rail, Step
from ad_studio.ui.train import dropped
from tests.keyboard import is_seen
from tests.unit.ui import fakes
from tests.widgets import named


def test_importing_the_window_loads_neither_torch_nor_the_store():
    script = "import sys, ad_studio.ui.app; print(*(m in sys.modules for m in sys.argv[1:]))"
    heavy = ["torch", "sqlalchemy", "pyqtgraph"]
    done = subprocess.run(
        [sys.executable, "-c", script, *heavy], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False"] * len(heavy)


def test_the_steps(qtbot, window, picture, parts):
    session, rail = window.session, window.findChild(Rail)
    assert not any(rail.button(step).isEnabled() for step in Step if step is not Step.PROJECTS)
    assert rail.button(Step.TRAIN).toolTip() == "Train: Open a project first"

    with qtbot.waitSignal(session.changed):
        session.create("Nut M8", noun="metal nut", defects=("scratch",))
    assert window.step is Step.REFERENCE
    assert window.windowTitle() == "Nut M8 – ad_studio"
    assert rail.button(Step.TRAIN).toolTip() == "Train: Needs a reference"

    with qtbot.waitSignal(session.changed):
        window.page(Step.REFERENCE).offer(picture("reference.png"))
    qtbot.mouseClick(rail.button(Step.TRAIN), Qt.MouseButton.LeftButton)
    assert window.step is Step.TRAIN

    with qtbot.waitSignal(session.changed):
        window.page(Step.TRAIN).start()
    window.go(Step.INSPECT)
    inspect = window.page(Step.INSPECT)
    inspect.run_bar.set_folder(parts)
    with qtbot.waitSignal(session.changed):
        inspect.run_bar.start()
    qtbot.waitUntil(lambda: inspect.view.viewer.shown_id is not None)
    qtbot.waitUntil(lambda: is_seen(inspect))
    inspect.review.give(Verdict.NG)

    assert rail.button(Step.REPORT).toolTip() == "Report: HTML, PDF, XLSX or CSV"
    window.go(Step.REPORT)
    report = window.page(Step.REPORT)
    qtbot.waitUntil(lambda: not session.jobs.busy)
    report.form.export.click()
    qtbot.waitUntil(lambda: not session.jobs.busy)
    assert report.form.request().out.is_file()


def test_a_step_that_opens_on_what_there_is_shows_no_other_window(
    qtbot, qapp, inspected_workspace, window
):
    shown = []

    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
                shown.extend([type(watched).__name__] if watched.isWindow() else [])
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    with qtbot.waitSignal(window.session.changed):
        window.session.open("Nut M8")
    for step in Step:
        window.go(step)
    qapp.removeEventFilter(watch)
    assert shown == []


def test_a_project_opens_where_its_work_goes_on(qtbot, window):
    session = window.session
    Workspace(session.root).create("Bolt", noun="bolt").close()
    session.open("Bolt")
    qtbot.waitUntil(lambda: session.snapshot is not None)
    assert window.step is Step.REFERENCE


@pytest.mark.parametrize("name", ["Bolt", "  ", "../" * 90])
def test_a_new_project_that_fails_leaves_the_open_one_alone(qtbot, window, name):
    session, projects = window.session, window.page(Step.PROJECTS)
    with qtbot.waitSignal(session.changed):
        session.create("Bolt", noun="bolt", defects=("bent",))
    project, snapshot, opened = session.project, session.snapshot, []
    session.opened.connect(lambda: opened.append(True))
    window.go(Step.PROJECTS)
    noun = "" if name.startswith("..") else "bolt"
    with qtbot.waitSignal(session.failed):
        projects.findChild(ProjectForm).submitted.emit(name, noun, ())
    qtbot.waitUntil(lambda: not session.jobs.busy)
    assert projects.banner.isVisible()
    assert not opened
    assert session.project is project
    assert session.snapshot is snapshot
    assert window.findChild(Rail).button(Step.REFERENCE).isEnabled()
    assert window.windowTitle() == "Bolt – ad_studio"
    with pytest.raises(ProjectBusyError):
        Workspace(session.root).open("Bolt")
    project.update(noun="screw")
    with qtbot.waitSignal(session.changed):
        session.refresh()
    assert session.snapshot.info.noun == "screw"


def test_a_project_that_cannot_be_opened_leaves_the_open_one_alone(qtbot, window):
    session = window.session
    with qtbot.waitSignal(session.changed):
        session.create("Bolt", noun="bolt", defects=())
    window.go(Step.PROJECTS)
    session.open("nowhere")
    qtbot.waitUntil(lambda: not session.jobs.busy)
    assert "nowhere" in window.page(Step.PROJECTS).banner.accessibleName()
    assert session.project.info.name == "Bolt"


def test_another_project_takes_the_place_of_the_open_one(qtbot, window):
    session = window.session
    for name in ("Bolt", "Nut"):
        with qtbot.waitSignal(session.changed):
            session.create(name, noun="part", defects=())
    qtbot.waitUntil(lambda: not session.jobs.busy)
    assert session.project.info.name == "Nut"
    with Workspace(session.root).open("Bolt"):  # the lock was given back
        pass
    with qtbot.waitSignal(session.changed):
        session.open("nut")  # once more: read anew
    assert session.project.info.name == "Nut"
    session.project.update(noun="nut")


def is_free(workspace, name):
    try:
        Workspace(workspace).open(name).close()
    except ProjectBusyError:
        return False
    return True


def test_work_begun_while_another_project_opens_keeps_its_own_open(
    qtbot, window, picture, monkeypatch
):
    session = window.session
    with qtbot.waitSignal(session.changed):
        session.create("Bolt", noun="bolt", defects=())
    Workspace(session.root).create("Nut", noun="nut").close()
    done, project, set_reference = threading.Event(), session.project, references.set_reference

    def held(*given):
        done.wait(30)
        return set_reference(*given)

    monkeypatch.setattr(references, "set_reference", held)
    with qtbot.waitSignal(session.failed):
        session.open("nut")
        window.page(Step.REFERENCE).offer(picture("reference.png"))
    assert session.project is project
    qtbot.waitUntil(lambda: is_free(session.root, "Nut"))
    done.set()
    qtbot.waitUntil(lambda: not session.jobs.busy)
    project.update(noun="screw")


def leave_all_the_same(window):
    banner = window.page(window.step).banner
    (leave,) = (one for one in banner.findChildren(QPushButton) if "Close" in one.text())
    leave.click()


def test_closing_stops_the_work_and_gives_the_project_back(qtbot, window, picture, monkeypatch):
    session, begun = window.session, threading.Event()

    def endless(project, settings, *, progress):
        begun.set()
        while True:
            raise_if_cancelled(progress)

    monkeypatch.setattr("ad_studio.services.training.train", endless)
    with qtbot.waitSignal(session.changed):
        session.create("Nut", noun="nut", defects=())
    with qtbot.waitSignal(session.changed):
        window.page(Step.REFERENCE).offer(picture("reference.png"))
    window.go(Step.TRAIN)
    window.page(Step.TRAIN).start()
    assert begun.wait(5)
    assert not window.close(), "it asks first"
    leave_all_the_same(window)
    with Workspace(session.root).open("Nut"):
        pass
    assert QSettings().value("window/geometry") is not None


def test_a_training_broken_off_by_closing_is_said_at_the_next_start(
    qtbot, qapp, window, picture, monkeypatch, tmp_path
):
    session, page = window.session, window.page(Step.TRAIN)

    def endless(project, settings, *, progress):
        progress.stage(Stage.MEMORY)
        while True:
            raise_if_cancelled(progress)

    monkeypatch.setattr("ad_studio.services.training.train", endless)
    with qtbot.waitSignal(session.changed):
        session.create("Nut", noun="nut", defects=())
    with qtbot.waitSignal(session.changed):
        window.page(Step.REFERENCE).offer(picture("reference.png"))
    window.go(Step.TRAIN)
    with qtbot.waitSignal(page.work.stage):
        page.start()
    window.close()
    leave_all_the_same(window)
    later = app.build(qapp, tmp_path / "workspace")
    later.resume()
    front = later.page(Step.TRAIN).banner
    qtbot.waitUntil(lambda: bool(front.text))
    assert 'The training of Nut was stopped at step 2, "Train".' in front.accessibleName()
    assert "Start it again" in front.accessibleName()
    front.clear()
    with qtbot.waitSignal(later.session.changed):
        later.session.open("nut")
    qtbot.waitUntil(lambda: not later.session.jobs.busy)
    QApplication.processEvents()
    assert not front.text, "said once"
    later.close()
    later.deleteLater()


@pytest.mark.parametrize("left_a_model", [False, True])
def test_a_training_that_left_a_model_is_not_said_to_have_left_none(
    qtbot, trained_workspace, window, left_a_model
):
    (card,) = trained_workspace.cards()
    dropped.remember(card.folder, TrainingStep.TRAINING)
    if left_a_model:
        with trained_workspace.open("Nut M8") as project:
            fakes.train(project, TrainSettings(epochs=1), progress=SilentProgress())
    with qtbot.waitSignal(window.session.changed):
        window.session.open("Nut M8")
    qtbot.waitUntil(lambda: not window.session.jobs.busy)
    QApplication.processEvents()
    said = window.page(window.step).banner.accessibleName()
    assert ("It left no model" in said) is not left_a_model


def test_a_training_that_was_broken_off_is_noted_for_its_folder_and_told_once(tmp_path):
    here, elsewhere = tmp_path / "a" / "nut", tmp_path / "b" / "nut"
    dropped.remember(here, TrainingStep.TRAINING)
    assert dropped.take(elsewhere) is None
    assert dropped.take(here).step is TrainingStep.TRAINING
    assert dropped.take(here) is None


def test_a_narrow_window_keeps_the_icons_only(window):
    window.resize(1300, 800)
    assert window.findChild(Rail).width() > 200
    window.resize(1000, 700)
    assert window.findChild(Rail).width() < 80


def test_qt_messages_go_into_the_log(expected_log):
    expected_log("something odd")

    class Context:
        category = "qpa"

    app._log_qt(QtMsgType.QtWarningMsg, Context(), "something odd")


def test_a_second_window_on_a_project_opens_it_for_reading_and_says_so(
    qtbot, qapp, trained_window, tmp_path
):
    second = app.build(qapp, tmp_path / "workspace")
    session = second.session
    with qtbot.waitSignal(session.unwritable):
        session.open("nut-m8")
    said = second.page(second.step).banner.accessibleName()
    assert "can only be read" in said
    assert "open in another program" in said
    assert second.windowTitle() == "Nut M8 (read only) – ad_studio"
    assert session.snapshot.reference is not None
    assert trained_window.session.project.unwritable is None

    with qtbot.waitSignal(session.unwritable):
        session.open("nut-m8")  # it still is
    trained_window.session.close()
    with qtbot.waitSignal(session.changed):
        session.open("nut-m8")
    assert session.project.unwritable is None, "opened anew, once the other one is closed"
    assert second.windowTitle() == "Nut M8 – ad_studio"
    second.close()
    second.deleteLater()


def test_a_project_whose_folder_was_renamed_is_opened_for_writing_from_there(
    qtbot, trained_window, tmp_path
):
    session = trained_window.session
    place = tmp_path / "workspace"
    (place / "nut-m8").rename(place / "nut")
    with qtbot.waitSignal(session.changed):
        session.open("nut")
    assert session.project.info.folder == place / "nut"
    assert session.project.unwritable is None, "the lock that this window held is given back"


# ---- while something is running


@pytest.fixture
def held(monkeypatch):
    """An inspection that reports three of twelve images and waits to be let go."""
    gate = threading.Event()

    def inspect(project, scope, *, control, progress, **_about):
        (folder,) = scope.folders
        run = project.store.runs.start(
            model_id=project.store.models.in_force().id, folder=folder, scope=scope, total=12
        )
        for path in sorted(folder.rglob("*.png"))[:3]:
            (row,) = project.store.results.add(run.id, [fakes.score(path)]).result()
            progress.partial(row)
        control.done, control.total = 3, 12
        progress.fraction(0.25)
        while not gate.wait(0.01):
            raise_if_cancelled(progress)
        return project.store.runs.finish(run.id, RunStatus.FINISHED)

    monkeypatch.setattr("ad_studio.services.inspection.inspector.inspect", inspect)
    yield gate
    gate.set()


@pytest.fixture
def inspecting(trained_window, parts, held):
    page = trained_window.page(Step.INSPECT)
    page.run_bar.set_folder(parts)
    page.run_bar.start()
    return trained_window


def test_the_rail_says_how_far_the_work_of_a_step_is_and_its_end_is_told_elsewhere(
    qtbot, inspecting, held
):
    button = inspecting.findChild(Rail).button(Step.INSPECT)
    qtbot.waitUntil(lambda: button.toolTip() == "Inspect: 3/12")
    assert button.accessibleDescription() == "3/12"
    assert inspecting.windowTitle().startswith("25 % – Nut M8 – ")
    inspecting.go(Step.TRAIN)
    held.set()
    front = inspecting.page(Step.TRAIN).banner
    qtbot.waitUntil(front.isVisible)
    assert "Inspect: 3 images inspected." in front.accessibleName()
    qtbot.waitUntil(lambda: button.toolTip().startswith("Inspect: Run 1"))
    assert inspecting.windowTitle() == "Nut M8 – run 1 – ad_studio"
    (show,) = (one for one in front.findChildren(QPushButton) if one.text() == "Show")
    show.click()
    assert inspecting.step is Step.INSPECT


class Tray(QSystemTrayIcon):
    """A desktop that has a place beside the clock."""

    made: ClassVar = []

    def __init__(self, icon, parent):
        super().__init__(icon, parent)
        self.said, self.is_shown = [], False
        self.made.append(self)

    def show(self):
        self.is_shown = True

    def hide(self):
        self.is_shown = False

    @staticmethod
    def isSystemTrayAvailable():
        return True

    @staticmethod
    def supportsMessages():
        return True

    def showMessage(self, *said):
        self.said.append(said[:2])


def test_the_end_is_told_by_task_bar_and_desktop_while_the_window_is_not_in_front(
    qtbot, inspecting, held, monkeypatch
):
    alerts = []
    monkeypatch.setattr(QApplication, "alert", alerts.append)
    monkeypatch.setattr(end_notice, "QSystemTrayIcon", Tray)
    monkeypatch.setattr(Tray, "made", [])
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not inspecting.isActiveWindow())
    held.set()
    qtbot.waitUntil(lambda: bool(Tray.made))
    (tray,) = Tray.made
    assert alerts == [inspecting]
    assert tray.said == [("Nut M8 – run 1 – ad_studio", "Inspect: 3 images inspected.")]
    assert tray.is_shown
    tray.messageClicked.emit()
    qtbot.waitUntil(inspecting.isActiveWindow)
    assert not tray.is_shown, "it is seen"


def test_the_icon_beside_the_clock_names_what_has_ended_last(qtbot, monkeypatch):
    monkeypatch.setattr(end_notice, "QSystemTrayIcon", Tray)
    monkeypatch.setattr(Tray, "made", [])
    window = QWidget()
    qtbot.addWidget(window)
    notice = end_notice.EndNotice(window)
    for title in ("Nut M8 – run 1", "Nut M8 – run 2"):
        notice.tell(title, "3 images inspected.")
        (tray,) = Tray.made
        assert title in tray.toolTip()


def test_the_end_is_not_told_to_who_has_the_window_before_them(
    qtbot, inspecting, held, monkeypatch
):
    monkeypatch.setattr(end_notice, "QSystemTrayIcon", Tray)
    monkeypatch.setattr(Tray, "made", [])
    inspecting.activateWindow()
    qtbot.waitUntil(inspecting.isActiveWindow)
    held.set()
    qtbot.waitUntil(lambda: bool(inspecting.page(Step.INSPECT).banner.text))
    qtbot.waitUntil(lambda: not inspecting.session.jobs.busy)
    assert Tray.made == []


def test_closing_while_work_would_be_lost_asks_first(qtbot, inspecting):
    qtbot.waitUntil(lambda: inspecting.session.still_running() != "")
    assert not inspecting.close()
    assert inspecting.isVisible()
    banner = inspecting.page(Step.INSPECT).banner
    assert "still running" in banner.accessibleName()
    assert "can be resumed" in banner.accessibleName()
    leave_all_the_same(inspecting)
    assert not inspecting.isVisible()


def test_enter_presses_the_button_that_has_the_focus(qtbot, window):
    window.activateWindow()
    button = window.page(Step.PROJECTS).findChild(QPushButton)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        button.setFocus()
        qtbot.waitUntil(button.hasFocus)
        with qtbot.waitSignal(button.clicked):
            qtbot.keyClick(button, key)


@pytest.fixture
def trends(qtbot, trained_workspace, open_at, parts):
    """The window at the trends of two lots: good parts by two runs, then scratched ones."""
    with trained_workspace.open("Nut M8") as project:
        for lot, folder in (("one", "good"), ("one", "good"), ("two", "scratched")):
            fakes.inspect(project, parts / folder, lot=lot, progress=SilentProgress())
        bad = [row for row in results.results(project) if row.verdict is Verdict.NG]
        for row, reason in zip(bad, ("Scratch", "dent"), strict=False):
            record_verdict(project, row.id, Verdict.NG, reason=reason)
    window = open_at(Step.REPORT)
    report = window.page(Step.REPORT)
    (shown,) = (one for one in report.findChildren(QPushButton) if one.text() == "Trends")
    shown.click()
    qtbot.waitUntil(lambda: not window.session.jobs.busy)
    return report.trends


def listed(qtbot, trends):
    """What the Inspect step, which has come to the front, lists: runs and verdicts."""
    window = trends.window()
    assert window.step is Step.INSPECT
    model = window.page(Step.INSPECT).state.results
    qtbot.waitUntil(lambda: model.filters != Filters() and not window.session.jobs.busy)
    rows = [model.result(model.id_at(at)) for at in range(model.rowCount())]
    return [(row.run_id, model.verdict(row), row.reason) for row in rows]


def _offered(trends):
    return {one.text(): one for one in trends.findChildren(QPushButton) if one.isVisible()}


@pytest.mark.parametrize("verdict", [Verdict.NG, Verdict.REVIEW])
def test_a_click_on_a_point_of_a_chart_leads_to_its_images(qtbot, trends, verdict):
    chart = trends.shares[verdict]
    x, y = next(one for one in chart.listDataItems() if one.opts["symbol"] == "o").getData()
    assert len(x) == 2
    place = chart.mapFromScene(chart.getPlotItem().getViewBox().mapViewToScene(QPointF(x[1], y[1])))
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=place)
    found = listed(qtbot, trends)
    assert len(found) == round(6 * y[1] / 100) > 0
    assert {(run, one) for run, one, _ in found} == {(3, verdict)}
    image = trends.window().page(Step.INSPECT).state.image
    qtbot.waitUntil(lambda: image.is_here)


def test_keys_lead_from_a_reason_and_from_a_lot_of_two_runs_to_their_images(qtbot, trends):
    window = trends.window()
    reasons = named(trends, QListWidget, "Reasons given with NG")
    assert [reasons.item(at).text() for at in range(reasons.count())] == [
        "Scratch, 1 (50.0 % together)", "dent, 1 (100.0 % together)"
    ]  # fmt: skip
    reasons.setFocus()
    reasons.setCurrentRow(0)
    qtbot.keyClick(reasons, Qt.Key.Key_Return)
    assert listed(qtbot, trends) == [(3, Verdict.NG, "Scratch")]
    inspect = window.page(Step.INSPECT)
    picked = inspect.view.list.bar.picked
    assert (picked.isVisible(), picked.text()) == (True, "Reason: Scratch")
    qtbot.mouseClick(picked, Qt.MouseButton.LeftButton)
    assert not picked.isVisible()
    assert inspect.state.results.rowCount() == 6

    window.go(Step.REPORT)
    lots = named(trends, QListWidget, "Lots, days or shifts")
    lots.setCurrentRow(1)
    qtbot.waitUntil(lambda: "Images at NG" in _offered(trends))
    assert not _offered(trends)["Images at NG"].isEnabled(), "the first lot has none"
    project = window.session.project
    good = [row.id for run in (1, 2) for row in results.results(project, run)]
    older, newer = CountedResults(1, (3,), (99,)), CountedResults(2, (1, 2), tuple(good[5:7]))
    inspect.show_images((older, newer), "Lot: one, OK")
    qtbot.waitUntil(lambda: inspect.state.run_id == 2 and not window.session.jobs.busy)
    window.go(Step.INSPECT)
    listed(qtbot, trends)
    model = inspect.state.results
    assert {model.id_at(at) for at in range(model.rowCount())} == set(good[5:7])
    assert "shown are the images of model 2 (2). The other 1" in inspect.banner.accessibleName()


def test_a_run_of_the_trends_is_shown_in_the_inspect_step(qtbot, trained_workspace, open_at, parts):
    with trained_workspace.open("Nut M8") as project:
        for lot in ("one", "two"):
            fakes.inspect(project, parts, lot=lot, progress=SilentProgress())
    window = open_at(Step.REPORT)
    window.page(Step.REPORT).run_asked.emit(1)
    qtbot.waitUntil(lambda: window.page(Step.INSPECT).state.run_id == 1)
    assert window.step is Step.INSPECT
    qtbot.waitUntil(lambda: not window.session.jobs.busy)


def said(window):
    """All words of the page in front that can be seen."""
    labels = window.page(window.step).findChildren(QLabel)
    return " ".join(one.text() for one in labels if one.isVisible())


def test_an_empty_step_says_what_to_do_next(qtbot, window, picture, parts):
    session = window.session
    qtbot.waitUntil(lambda: "No projects yet" in said(window))
    assert "Name the part, say what it is, and continue with one good image" in said(window)
    with qtbot.waitSignal(session.changed):
        session.create("Nut", noun="nut", defects=())
    assert "Drop one image of a good part here" in said(window)
    with qtbot.waitSignal(session.changed):
        window.page(Step.REFERENCE).offer(picture("reference.png"))
    window.go(Step.TRAIN)
    assert "Not trained yet" in said(window)
    assert "Press Train" in said(window)
    with qtbot.waitSignal(session.changed):
        window.page(Step.TRAIN).start()
    window.go(Step.INSPECT)
    assert "Drop a folder of images here" in said(window)
    assert "images" not in said(window).replace("folder of images", "")
    window.page(Step.INSPECT).run_bar.set_folder(parts / "good")
    qtbot.waitUntil(lambda: "6 images" in said(window))
