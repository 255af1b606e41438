"""Runs in the Inspect step: options, pause, resume, deletion."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QPushButton, QToolButton

from ad_studio.domain import (
    LeftOut,
    LeftOutReason,
    RunScope,
    RunStatus,
    Thresholds,
    TraceField,
    TraceSettings,
    Verdict,
    VerdictCounts,
)
from ad_studio.errors import Cancelled, StoreError
from ad_studio.progress import SilentProgress, raise_if_cancelled
from ad_studio.services import results
from ad_studio.services.inspection import inspector, runs
from ad_studio.services.inspection.run_control import RunControl
from ad_studio.services.projects.traceability import set_trace_settings
from ad_studio.services.results.filters import Filters
from ad_studio.ui.inspect.page import InspectPage
from ad_studio.ui.inspect.widgets.run_bar import PauseButtons
from ad_studio.ui.inspect.widgets.run_options import RunOptions
from ad_studio.ui.widgets.basics import ComboBox
from tests.growing import write_while_watched
from tests.keyboard import CLOCK
from tests.progress_log import ProgressLog
from tests.unit.services.inspection.test_inspector import BrightnessDetector
from tests.unit.ui import fakes
from tests.videos import write_video

REAL = inspector.inspect


def settled(page):
    queues = (page.state.queues.inspecting, page.state.queues.reading, page.state.queues.writing)
    return not any(tasks.busy for tasks in (*queues, page.session._tasks))


def show(qtbot, session):
    page = InspectPage(session, on_next=lambda: None, clock=CLOCK)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.activateWindow()
    page.entered()
    qtbot.waitUntil(lambda: settled(page))
    return page


@pytest.fixture
def fresh(qtbot, trained):
    """The page before anything was inspected."""
    return show(qtbot, trained)


@pytest.fixture
def page(qtbot, trained, parts):
    """The page on a finished run of twelve images."""
    fakes.inspect(trained.project, parts, progress=SilentProgress())
    with qtbot.waitSignal(trained.changed):
        trained.refresh()
    return show(qtbot, trained)


@pytest.fixture
def broken_off(qtbot, trained, parts):
    """The page on a run that was cancelled after five of twelve images."""
    with pytest.raises(Cancelled):
        fakes.inspect(trained.project, parts, progress=ProgressLog(cancel_after=5))
    with qtbot.waitSignal(trained.changed):
        trained.refresh()
    return show(qtbot, trained)


# ---- what a run takes in


def test_all_options_reach_the_run(qtbot, fresh, parts, tmp_path, monkeypatch):
    asked = []

    def inspect(project, scope, *, model_id, control, progress, **about):
        asked.append((scope, model_id))
        raise Cancelled

    older = fresh.session.snapshot.model
    with qtbot.waitSignal(fresh.session.changed):
        fakes.train_and_use(fresh.session.project)
        fresh.session.refresh()
    monkeypatch.setattr("ad_studio.services.inspection.inspector.inspect", inspect)
    bar, options = fresh.run_bar, fresh.run_bar.options
    assert not options.isVisible()
    qtbot.mouseClick(bar.options_button, Qt.MouseButton.LeftButton)
    assert options.isVisible()
    bar.set_folder(parts)
    options.add_folder(tmp_path / "more")
    options.add_folder(tmp_path / "more")
    for box in (options._recursive, options._changed_only, options._watch):
        box.click()
    options._include.setText("*.png, left/*,")
    options._exclude.setText("*_dark.*")
    options._model.setCurrentIndex(1)
    assert bar.options_button.text() == "Options (7)"
    bar.start()
    qtbot.waitUntil(lambda: bool(asked) and settled(fresh))
    ((scope, model_id),) = asked
    assert scope == RunScope(
        (parts, tmp_path / "more"),
        recursive=True,
        include=("*.png", "left/*"),
        exclude=("*_dark.*",),
        changed_only=True,
        watch=True,
    )
    assert model_id == older.id
    assert not options.isVisible(), "the run needs the room"


def test_a_run_without_a_field_that_is_asked_for_does_not_begin(qtbot, fresh, parts):
    settings = TraceSettings(required=frozenset({TraceField.LOT}))
    set_trace_settings(fresh.session.project, settings)
    with qtbot.waitSignal(fresh.session.changed):
        fresh.session.refresh()
    fresh.run_bar.set_folder(parts)
    fresh.run_bar.start()
    assert "asks for the lot of every run" in fresh.banner.accessibleName()
    assert not fresh.state.is_live


def test_a_folder_is_taken_out_again(qtbot, tmp_path):
    options = RunOptions()
    qtbot.addWidget(options)
    options.add_folder(tmp_path)
    assert not options._remove.isEnabled()
    options._folders.setCurrentRow(0)
    options._remove.click()
    assert options.scope(tmp_path / "a").folders == (tmp_path / "a",)
    assert options.number_set == 0


def test_an_earlier_run_fills_the_options_in_but_not_how_it_went_about(qtbot, tmp_path):
    options = RunOptions()
    qtbot.addWidget(options)
    wanted = RunScope((tmp_path, tmp_path / "b"), recursive=True, include=("*.png", "a/*"))
    options.recall(RunScope(**{**_fields(wanted), "watch": True, "changed_only": True}))
    assert options.scope(tmp_path) == wanted
    options.recall(None)
    assert options.scope(tmp_path) == RunScope((tmp_path,))


def test_a_video_or_frames_of_one_are_inspected_at_a_rate(qtbot, tmp_path):
    options = RunOptions()
    qtbot.addWidget(options)
    video, folder = tmp_path / "belt.MP4", tmp_path / "frames"
    assert options.scope(folder) == RunScope((folder,))
    assert options.scope(video) == RunScope((video,), rate=2.0)
    box = next(box for box in options.findChildren(QCheckBox) if box.text() == "Frames of a video")
    box.click()
    rate = next(one for one in options.findChildren(ComboBox) if one.accessibleName() == "Frames/s")
    rate.setCurrentIndex(rate.findText("25"))
    assert options.number_set == 2
    assert options.scope(folder) == RunScope((folder,), rate=25.0, sequence=True)
    options.recall(RunScope((video,), rate=0.125))
    assert options.scope(video) == RunScope((video,), rate=0.125)
    options.recall(RunScope((folder,), rate=25.0, sequence=True))
    assert options.scope(folder) == RunScope((folder,), rate=25.0, sequence=True)


def test_a_video_is_chosen_or_dropped(qtbot, fresh, tmp_path, monkeypatch):
    video = tmp_path / "belt.mp4"
    video.write_bytes(b"video")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(video), ""))
    choose = next(
        one
        for one in fresh.run_bar.findChildren(QToolButton)
        if one.accessibleName() == "Choose a video"
    )
    choose.click()
    assert fresh.run_bar.scope.folders == (video,)
    fresh.run_bar.set_folder(tmp_path)
    fresh.run_bar.set_folders([video])
    assert fresh.run_bar.scope == RunScope((video,), rate=2.0)


def test_the_window_shows_the_events_of_a_video(qtbot, fresh, tmp_path, monkeypatch):
    monkeypatch.setattr(inspector, "inspect", REAL)
    monkeypatch.setattr(
        inspector, "load_detector", lambda project, model, *, device: BrightnessDetector()
    )
    belt = write_video(tmp_path / "belt.mkv", [60, 60, 200, 200, 60], fps=2, codec="ffv1")
    fresh.run_bar.set_folder(belt)
    fresh.run_bar.start()
    qtbot.waitUntil(lambda: settled(fresh) and fresh.state.image.row is not None)
    row = fresh.state.image.row
    assert row.span.video == belt
    said = [one.text() for one in fresh.view.verdict_bar.findChildren(QLabel)]
    assert str(row.remark) in said
    assert "Event from 0:00.0" in str(row.remark)
    assert "grey levels" in str(row.remark), "what is wrong with the frame, too"
    assert fresh.view.viewer.image_size == (64, 32)
    assert fresh.run_bar.scope == RunScope((belt,), rate=2.0)


def _fields(scope):
    return {name: getattr(scope, name) for name in scope.__dataclass_fields__}


def test_a_run_by_an_older_model_is_judged_by_its_thresholds(qtbot, fresh, parts):
    older = fresh.session.snapshot.model
    fakes.train_and_use(fresh.session.project)
    with qtbot.waitSignal(fresh.session.changed):
        fresh.session.refresh()
    fresh.run_bar.set_folder(parts)
    fresh.run_bar.options._model.setCurrentIndex(1)
    fresh.run_bar.start()
    qtbot.waitUntil(lambda: fresh.state.run is not None and settled(fresh))
    assert fresh.state.run.model_id == older.id == fresh.state.model_id


# ---- held and gone on with


def test_one_button_holds_the_run_and_lets_it_go_on(qtbot):
    buttons, control = PauseButtons(), RunControl()
    qtbot.addWidget(buttons)
    buttons.show()
    buttons.follow(control, watching=False)
    assert not buttons.finish.isVisible()
    buttons.hold.click()
    assert (control.is_paused, buttons.hold.text()) == (True, "Resume")
    with qtbot.waitSignal(buttons.resumed):
        buttons.hold.click()
    assert (control.is_paused, buttons.hold.text()) == (False, "Pause")


def test_a_watching_run_is_finished_also_while_it_is_held(qtbot):
    buttons, control = PauseButtons(), RunControl()
    qtbot.addWidget(buttons)
    buttons.show()
    buttons.follow(control, watching=True)
    assert buttons.finish.isVisible()
    buttons.hold.click()
    buttons.finish.click()
    assert (control.is_stopped, control.is_paused, buttons.hold.text()) == (True, False, "Pause")
    assert not buttons.finish.isEnabled()


def test_pause_holds_the_inspection_that_runs(qtbot, fresh, parts, monkeypatch):
    seen = threading.Event()

    def inspect(project, scope, *, control, progress, **about):
        while not control.is_paused:
            control.wait(1, unless=lambda: progress.is_cancelled)
        progress.status("Paused")
        seen.set()
        while control.is_paused:
            control.wait(1, unless=lambda: progress.is_cancelled)
        return fakes.inspect(project, scope, progress=progress)

    monkeypatch.setattr("ad_studio.services.inspection.inspector.inspect", inspect)
    fresh.run_bar.set_folder(parts)
    fresh.run_bar.start()
    assert fresh.run_bar.pause_buttons.isVisible()
    fresh.run_bar.pause_buttons.hold.click()
    qtbot.waitUntil(lambda: seen.is_set() and fresh.run_bar.strip._status.text() == "Paused")
    fresh.run_bar.pause_buttons.hold.click()
    qtbot.waitUntil(lambda: fresh.state.run is not None and settled(fresh))
    assert fresh.state.run.status is RunStatus.FINISHED


def test_an_unfinished_run_offers_to_go_on(qtbot, broken_off):
    page = broken_off
    assert "cancelled after 5 of 12 images" in page.banner.accessibleName()
    assert page.state.results.rowCount() == 5
    before = results.results(page.session.project)
    with qtbot.waitSignal(page.state.queues.inspecting.finished):
        page.banner.findChild(type(page.run_bar._start), "").click()
    qtbot.waitUntil(lambda: settled(page))
    assert page.state.results.rowCount() == 12
    assert page.state.run.status is RunStatus.FINISHED
    assert results.results(page.session.project)[:5] == before
    assert len(results.runs(page.session.project)) == 1
    assert "12 images" in page.subtitle.text()


def test_resume_is_in_reach_whatever_the_message_above_says(qtbot, broken_off):
    page = broken_off
    page.banner.show_error(StoreError("The disk is full."))
    assert page.tools.resume.isVisible()
    with qtbot.waitSignal(page.state.queues.inspecting.finished):
        page.tools.resume.click()
    qtbot.waitUntil(lambda: settled(page))
    assert page.state.run.status is RunStatus.FINISHED
    assert not page.tools.resume.isVisible()


def test_the_run_on_show_is_named_with_folder_model_and_share_of_ng(page, parts):
    run = page.session.snapshot.run
    words = page.subtitle.text()
    share = 100 * run.counts.ng / 12
    assert words.startswith(f"Run 1  ·  {share:.0f} % NG  ·  model 1  ·  12 images  ·  ")
    assert words.endswith(str(parts))


def test_a_chosen_folder_says_how_many_images_it_has(qtbot, fresh, parts, tmp_path):
    fresh.run_bar.set_folder(parts / "good")
    qtbot.waitUntil(lambda: fresh.run_bar._found.text() == "6 images")
    (tmp_path / "void").mkdir()
    fresh.run_bar.set_folder(tmp_path / "void")
    qtbot.waitUntil(lambda: fresh.run_bar._found.text() == "no images here")
    fresh.run_bar.set_folder(tmp_path / "nowhere")
    qtbot.waitUntil(lambda: fresh.run_bar._found.text() == "" and not fresh.session.jobs.busy)
    assert not fresh.banner.isVisible()


def test_several_dropped_folders_and_files_are_taken(fresh, parts):
    fresh.run_bar.set_folders([parts / "good", parts / "scratched" / "0.png", parts / "good"])
    assert fresh.run_bar.scope.folders == (parts / "good", parts / "scratched")


# ---- a new folder


def test_a_new_folder_leaves_filter_and_lot_behind(qtbot, page, parts):
    page.run_bar.recall(page.state.run.scope, "L7")
    page.state.results.set_filters(Filters(verdicts=frozenset({Verdict.OK}), text="3"))
    page.run_bar.set_folder(parts / "scratched")
    assert page.run_bar.lot == ""
    page.run_bar.start()
    qtbot.waitUntil(lambda: page.state.run_id == 2 and settled(page))
    assert page.state.results.filters == Filters()
    assert page.state.results.rowCount() == 6
    page.state.results.set_filters(Filters(verdicts=frozenset({Verdict.OK})))
    page.session.show_run(1)  # of another folder
    qtbot.waitUntil(lambda: page.state.run_id == 1 and settled(page))
    assert page.state.results.filters == Filters()


def test_a_lot_that_was_typed_for_the_new_folder_stays(page, parts):
    page.run_bar.recall(page.state.run.scope, "L7")
    page.run_bar._lot.setText("L8")
    page.run_bar.set_folder(parts / "scratched")
    assert page.run_bar.lot == "L8"


def test_a_cancelled_inspection_offers_to_go_on(qtbot, fresh, parts, monkeypatch):
    started = threading.Event()

    def inspect(project, scope, *, progress, **about):
        log = ProgressLog(cancel_after=5)
        log.partial, take = lambda row: (take(row), progress.partial(row)), log.partial
        started.set()
        return fakes.inspect(project, scope, progress=log)

    monkeypatch.setattr("ad_studio.services.inspection.inspector.inspect", inspect)
    fresh.run_bar.set_folder(parts)
    with qtbot.waitSignal(fresh.state.queues.inspecting.cancelled):
        fresh.run_bar.start()
    qtbot.waitUntil(lambda: settled(fresh) and fresh.state.run is not None)
    assert "cancelled after 5 images" in fresh.banner.accessibleName()
    with qtbot.waitSignal(fresh.state.queues.inspecting.finished):
        fresh.banner.findChild(type(fresh.run_bar._start), "").click()
    qtbot.waitUntil(lambda: settled(fresh))
    assert fresh.state.results.rowCount() == 12


def test_cancelled_before_its_first_image_it_says_nothing_of_the_run_on_show(
    qtbot, page, parts, monkeypatch
):
    def inspect(project, scope, *, progress, **about):
        while True:
            raise_if_cancelled(progress)

    monkeypatch.setattr("ad_studio.services.inspection.inspector.inspect", inspect)
    before = page.state.run
    page.run_bar.set_folder(parts)
    page.run_bar.start()
    with qtbot.waitSignal(page.state.queues.inspecting.cancelled):
        page.run_bar.strip.cancel.click()
    qtbot.waitUntil(lambda: settled(page))
    assert "cancelled before its first image" in page.banner.accessibleName()
    assert "Resume" not in [b.text() for b in page.banner.findChildren(QPushButton)]
    assert page.state.run == before


def test_a_cancel_while_the_model_loads_is_said_at_once_and_nothing_runs_after(
    qtbot, fresh, parts, monkeypatch
):
    loading, loaded = threading.Event(), threading.Event()

    def load(project, model, *, device):
        loading.set()
        assert loaded.wait(30)
        return object()  # nothing is scored with it

    monkeypatch.setattr(inspector, "inspect", REAL)
    monkeypatch.setattr(inspector, "load_detector", load)
    strip = fresh.run_bar.strip
    fresh.run_bar.set_folder(parts / "good")
    fresh.run_bar.start()
    assert loading.wait(30)
    strip.cancel.click()
    assert strip._status.text() == "Cancelling"
    assert not strip.cancel.isEnabled()
    assert not fresh.run_bar.pause_buttons.isEnabled()
    tasks = fresh.state.queues.inspecting
    tasks.status.emit(tasks.current, "Loading the model")  # said before, and arrives now
    tasks.fraction.emit(tasks.current, 0.5)
    assert strip._status.text() == "Cancelling"
    assert strip._bar.maximum() == 0, "no progress any more"
    with qtbot.waitSignal(tasks.cancelled):
        loaded.set()
    qtbot.waitUntil(lambda: settled(fresh))
    assert results.runs(fresh.session.project) == []
    assert fresh.state.results.rowCount() == 0
    assert "cancelled before its first image" in fresh.banner.accessibleName()


def test_a_watched_file_that_was_read_too_early_is_shown_as_it_is_in_the_end(
    qtbot, fresh, picture, tmp_path, monkeypatch
):
    folder = tmp_path / "incoming"
    whole = picture("part.png", folder=folder).read_bytes()
    write_while_watched(monkeypatch, folder / "part.png", whole[: len(whole) // 2], whole)
    detector, controls = BrightnessDetector(), []

    def inspect(project, scope, *, control, **about):
        controls.append(control)
        return REAL(project, scope, control=control, **about)

    def stop():
        controls[0].stop()

    detector.after = stop
    monkeypatch.setattr(inspector, "inspect", inspect)
    monkeypatch.setattr(inspector, "load_detector", lambda project, model, *, device: detector)
    fresh.run_bar.set_folder(folder)
    with qtbot.waitSignal(fresh.state.queues.inspecting.finished):
        fresh.run_controller.start(RunScope((folder,), watch=True))
    qtbot.waitUntil(lambda: settled(fresh) and fresh.state.run is not None)
    (row,) = fresh.state.results.results()
    assert (row.machine, str(row.error)) == (Verdict.NG, "")
    assert fresh.state.run.counts == fresh.state.results.counts() == VerdictCounts(ng=1)
    assert fresh.state.run.total == 1
    qtbot.waitUntil(lambda: fresh.state.image.shown_id == row.id)
    assert "1 image inspected." in fresh.banner.accessibleName()


def test_a_finished_run_is_not_spoken_of(page):
    assert not page.banner.isVisible()


def test_what_a_run_did_not_look_at_is_said_whenever_it_comes_on_show(qtbot, trained, parts):
    left = (
        LeftOut(LeftOutReason.SUBFOLDER, "", count=3, images=2, examples=(parts / "old",)),
        LeftOut(LeftOutReason.ENDING, ".heic", count=1, images=1, examples=(parts / "a.heic",)),
    )
    run = fakes.inspect(trained.project, parts, progress=SilentProgress())
    trained.project.store.runs.finish(run.id, RunStatus.FINISHED, left_out=left)
    with qtbot.waitSignal(trained.changed):
        trained.refresh()
    page = show(qtbot, trained)
    said = page.banner.accessibleName()
    assert said.startswith("warning: Not looked at: 3 subfolder(s) (2 with images): old, ...; ")
    assert "1 file(s) with the ending .heic (1 with images): a.heic." in said
    assert "3 not looked at" in page.subtitle.text()


def test_what_is_being_read_does_not_cover_a_run_that_goes_on(qtbot, broken_off, monkeypatch):
    import ad_studio.ui.inspect.controllers.results as reading

    page, late, real = broken_off, threading.Event(), reading.read_stored

    def read_late(*args, **kind):
        stored = real(*args, **kind)  # of before the resume
        assert late.wait(30)
        return stored

    monkeypatch.setattr(reading, "read_stored", read_late)
    page.view.list.panel.all_runs.click()
    with qtbot.waitSignal(page.state.queues.inspecting.finished):
        page.banner.findChild(type(page.run_bar._start), "").click()
    assert page.state.results.rowCount() == 12
    late.set()
    qtbot.waitUntil(lambda: settled(page))
    assert page.state.results.rowCount() == 12
    assert not page.view.list.panel.all_runs.isChecked(), "they are not those of all runs"


def test_what_is_asked_of_a_busy_inspection_leaves_it_as_it_is_and_waits(
    qtbot, page, parts, monkeypatch
):
    go_on, asked = threading.Event(), []

    def inspect(project, scope, *, progress, **about):
        asked.append(about["model_id"])
        assert go_on.wait(30)
        return fakes.inspect(project, scope, progress=progress)

    monkeypatch.setattr("ad_studio.services.inspection.inspector.inspect", inspect)
    page.run_bar.start()
    state = page.state.live, page.state.run
    page.run_controller.start(RunScope((parts / "good",)), model_id=1)
    assert (page.state.live, page.state.run) == state
    assert len(page.state.queues.runs.waiting) == 1
    go_on.set()
    qtbot.waitUntil(lambda: settled(page))
    assert asked == [page.session.snapshot.model.id, 1]
    assert page.state.run_id == 2, "that which went on stays on show"
    assert [run.id for run in page.session.snapshot.runs] == [3, 2, 1]


# ---- thresholds that are tried


def choose(qtbot, page, run_id):
    with qtbot.waitSignal(page.session.changed):
        page.session.show_run(run_id)
    qtbot.waitUntil(lambda: settled(page) and page.state.run_id == (run_id or 2))


def test_thresholds_that_are_tried_stay_in_hand_when_another_run_is_chosen(qtbot, page, parts):
    tried, panel = Thresholds(0.5, 0.7), page.view.threshold_panel
    panel.draft.take(tried)
    judged = page.state.results.counts()
    page.run_bar.set_folder(parts / "good")
    page.run_bar.start()
    qtbot.waitUntil(lambda: settled(page) and page.state.run_id == 2)
    assert panel.draft.thresholds == tried, "the same model: still being tried"
    assert panel.commit_bar.isVisible()
    assert page.view.legend is not None
    assert page.view.viewer._thresholds == tried
    choose(qtbot, page, 1)
    assert page.state.results.counts() == judged
    panel.commit_bar.commit.click()
    qtbot.waitUntil(lambda: settled(page) and not panel.draft.is_changed)
    choose(qtbot, page, None)
    assert not panel.commit_bar.isVisible()
    assert panel.draft.thresholds == tried


def test_thresholds_that_are_tried_come_back_with_the_run_of_their_model(qtbot, page, parts):
    tried, panel = Thresholds(0.5, 0.7), page.view.threshold_panel
    panel.draft.take(tried)
    fakes.train_and_use(page.session.project)
    fakes.inspect(page.session.project, parts, progress=SilentProgress())
    choose(qtbot, page, None)
    assert page.state.model_id == 2
    assert not panel.commit_bar.isVisible(), "they are of another model"
    assert panel.draft.thresholds == Thresholds(3, 5)
    choose(qtbot, page, 1)
    assert panel.commit_bar.isVisible()
    assert panel.draft.thresholds == tried
    panel.commit_bar.discard.click()
    choose(qtbot, page, None)
    choose(qtbot, page, 1)
    assert panel.draft.thresholds == Thresholds(3, 5)


# ---- deleted


def test_a_run_is_deleted_after_a_question_with_a_reason(qtbot, page, parts):
    page.run_bar._operator.setText("Kim")
    assert not page.question.isVisible()
    page.tools.delete.click()
    assert page.question.isVisible()
    assert page.question.accessibleName().startswith("Delete Run 1, ")
    assert not page.question._delete.isEnabled()
    page.question._reason.setText("wrong lot")
    with qtbot.waitSignal(page.session.changed):
        page.question._delete.click()
    qtbot.waitUntil(lambda: settled(page))
    (gone,) = runs.deleted_runs(page.session.project)
    assert (gone.deletion.author, gone.deletion.reason) == ("Kim", "wrong lot")
    assert "Run 1 is deleted" in page.banner.accessibleName()
    assert not page.question.isVisible()
    assert not page.view.is_open, "there is no other run"
    assert not page.tools.isVisible()


def test_the_run_before_comes_on_show_when_one_is_deleted(qtbot, page, parts):
    fakes.inspect(page.session.project, parts / "good", progress=SilentProgress())
    with qtbot.waitSignal(page.session.changed):
        page.session.refresh()
    qtbot.waitUntil(lambda: settled(page) and page.state.results.rowCount() == 6)
    page.tools.delete.click()
    page.question._reason.setText("twice")
    qtbot.keyClick(page.question._reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: settled(page) and page.state.results.rowCount() == 12)
    assert page.state.run_id == 1


def test_a_run_can_be_kept_after_all(page):
    page.tools.delete.click()
    page.question._keep.click()
    assert not page.question.isVisible()
    assert [run.id for run in results.runs(page.session.project)] == [1]
