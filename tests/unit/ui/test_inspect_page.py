"""The Inspect page: streaming, keys, verdicts, thresholds."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from ad_studio.domain import (
    BY_HAND,
    ActionKind,
    ActionSettings,
    CountedResults,
    LeftOut,
    LeftOutReason,
    RunStatus,
    SizeLimit,
    Sorting,
    Source,
    Thresholds,
    Verdict,
)
from ad_studio.errors import StoreError
from ad_studio.imaging import decode, hashing
from ad_studio.progress import SilentProgress, raise_if_cancelled
from ad_studio.services import results, thresholds
from ad_studio.services.actions.settings import set_action_settings
from ad_studio.services.results import verdicts
from ad_studio.services.results.drift import Drift
from ad_studio.services.results.filters import Filters
from ad_studio.ui import images
from ad_studio.ui.inspect import result_loader
from ad_studio.ui.inspect.controllers import results as controller
from ad_studio.ui.inspect.page import InspectPage
from tests.keyboard import CLOCK, look, strike
from tests.unit.ui import fakes


def show(qtbot, session):
    page = InspectPage(session, on_next=lambda: None, clock=CLOCK)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.activateWindow()
    page.entered()
    return page


def settled(page):
    queues = (
        page.state.queues.inspecting,
        page.state.queues.reading,
        page.threshold_controller.tasks,
        page.state.queues.writing,
        page.image_controller.loader._tasks,
    )
    return not any(tasks.busy for tasks in queues)


@pytest.fixture
def fresh(qtbot, trained):
    """The page before anything was inspected."""
    page = show(qtbot, trained)
    qtbot.waitUntil(lambda: settled(page))
    return page


@pytest.fixture
def page(qtbot, trained, parts):
    """The page on a run of twelve images, the first one on the screen and the list focused."""
    fakes.inspect(trained.project, parts, progress=SilentProgress())
    with qtbot.waitSignal(trained.changed):
        trained.refresh()
    made = show(qtbot, trained)
    qtbot.waitUntil(lambda: settled(made) and made.view.viewer.shown_id is not None)
    made.view.list.view.setFocus()
    qtbot.waitUntil(made.view.list.view.hasFocus)
    return made


def stored(page):
    return {row.id: row for row in results.results(page.session.project)}


def drag(panel, verdict, value):
    line = panel.thresholds.histogram.line(verdict)
    line.setValue(value)
    line.sigDragged.emit(line)
    panel.draft.settle()


def basis_of(suggestions, row):
    return suggestions.list.item(row).data(Qt.ItemDataRole.UserRole).basis


def humans(page):
    return {number: row.human for number, row in stored(page).items() if row.human}


def test_before_the_first_run_it_asks_for_a_folder(fresh, parts):
    assert not fresh.view.is_open
    assert not fresh.run_bar._start.isEnabled()
    fresh.run_bar.set_folder(parts)
    assert fresh.run_bar._start.isEnabled()


def test_a_run_streams_into_the_list_and_says_what_came_of_it(qtbot, fresh, parts):
    fresh.run_bar.set_folder(parts)
    fresh.run_bar._lot.setText("L7")
    fresh.run_bar._operator.setText("Kim")
    fresh.run_bar._start.click()
    qtbot.waitUntil(lambda: fresh.session.snapshot.run is not None and settled(fresh))
    assert fresh.state.results.rowCount() == 12
    assert fresh.view.viewer.shown_id is not None
    run = fresh.session.snapshot.run
    assert (run.lot, run.operator) == ("L7", "Kim")
    assert "12 images inspected" in fresh.banner.accessibleName()
    assert "lot L7" in fresh.subtitle.text()
    assert fresh.run_bar._folder.text() == str(parts)


def test_scores_that_have_drifted_are_said_at_the_end_of_a_run(qtbot, fresh, parts, monkeypatch):
    drift = Drift(median=6.2, known=2.1, images=25, parts=12)
    monkeypatch.setattr("ad_studio.ui.inspect.run_queue.drift_of_run", lambda *_: drift)
    fresh.run_bar.set_folder(parts)
    fresh.run_bar._start.click()
    qtbot.waitUntil(lambda: fresh.session.snapshot.run is not None and settled(fresh))
    said = fresh.banner.accessibleName()
    assert said.startswith("warning: 12 images inspected. The scores of this run have drifted")


def test_files_that_a_run_left_are_named_at_its_end(qtbot, fresh, parts, monkeypatch):
    late = tuple(parts / f"late{number}.png" for number in range(1, 5))
    left = (
        LeftOut(LeftOutReason.CHANGING, "", count=4, images=4, examples=late),
        LeftOut(LeftOutReason.SUBFOLDER, "", count=1, images=0, examples=(parts / "old",)),
        LeftOut(LeftOutReason.LATER, "", count=1, images=1, examples=(parts / "new.png",)),
    )

    def inspect(project, scope, **about):
        return replace(fakes.inspect(project, scope, **about), left_out=left)

    monkeypatch.setattr("ad_studio.services.inspection.inspector.inspect", inspect)
    fresh.run_bar.set_folder(parts)
    fresh.run_bar._start.click()
    qtbot.waitUntil(lambda: fresh.session.snapshot.run is not None and settled(fresh))
    said = fresh.banner.accessibleName()
    assert said.startswith(
        "warning: 12 images inspected. Not looked at: 4 file(s) that were still "
    )
    assert "changing (4 with images): late1.png, late2.png, late3.png, late4.png" in said
    assert "1 subfolder(s): old; " in said
    assert "1 file(s) that came after the run had begun (1 with images): new.png." in said


def test_a_run_on_show_says_where_it_came_from(page, parts):
    assert page.run_bar._folder.text() == str(parts)
    assert page.run_bar._start.isEnabled()


def test_an_image_that_cannot_be_read_becomes_an_error_row(qtbot, fresh, parts):
    (parts / "good" / "torn.png").write_bytes(b"\x89PNG rubbish")
    fresh.run_bar.set_folder(parts)
    fresh.run_bar._start.click()
    qtbot.waitUntil(lambda: fresh.state.run is not None and settled(fresh))
    assert fresh.state.results.counts().error == 1
    assert "1 image could not be read" in fresh.banner.accessibleName()
    fresh.view.list.filter_button("ERROR").click()
    failed = fresh.state.results.id_at(0)
    fresh.state.image.show(failed)
    qtbot.waitUntil(lambda: fresh.view.viewer.shown_id == failed)
    assert not fresh.view.viewer.has_picture
    words = fresh.view.viewer._words
    assert words.isVisible()
    assert words.text().startswith(str(fresh.state.results.result(failed).error))
    assert words.heightForWidth(words.width()) <= words.height(), "in full"
    assert not any(b.isEnabled() for b in fresh.view.verdict_bar._buttons.values())
    fresh.view.list.view.setFocus()
    for key in (Qt.Key.Key_O, Qt.Key.Key_R, Qt.Key.Key_N):
        strike(fresh, key)
    qtbot.waitUntil(lambda: settled(fresh))
    assert humans(fresh) == {}
    assert fresh.state.results.result(failed).human is None
    fresh.view.list.filter_button("ERROR").click()
    fresh.state.image.show(
        next(row.id for row in fresh.state.results.results() if row.score is not None)
    )
    qtbot.waitUntil(lambda: fresh.view.viewer.has_picture)
    assert not words.isVisible()
    assert all(b.isEnabled() for b in fresh.view.verdict_bar._buttons.values())


def test_a_folder_without_images_is_refused_in_place(qtbot, fresh, tmp_path):
    (tmp_path / "void").mkdir()
    fresh.run_bar.set_folder(tmp_path / "void")
    fresh.run_bar._start.click()
    qtbot.waitUntil(lambda: settled(fresh))
    assert "No images in this folder" in fresh.banner.accessibleName()


def test_a_cancelled_run_keeps_what_is_done(qtbot, fresh, parts, monkeypatch):
    def endless(project, scope, *, progress, **_about):
        (folder,) = scope.folders
        run = project.store.runs.start(
            model_id=project.store.models.in_force().id, folder=folder, total=99
        )
        images = sorted(folder.rglob("*.png"))
        for row in project.store.results.add(run.id, [fakes.score(p) for p in images]).result():
            progress.partial(row)
        try:
            while True:
                raise_if_cancelled(progress)
        finally:
            project.store.runs.finish(run.id, RunStatus.CANCELLED)

    monkeypatch.setattr("ad_studio.services.inspection.inspector.inspect", endless)
    fresh.run_bar.set_folder(parts)
    fresh.run_bar._start.click()
    qtbot.waitUntil(lambda: fresh.state.results.rowCount() == 12)
    fresh.run_bar.strip.cancel.click()
    qtbot.waitUntil(lambda: settled(fresh) and fresh.state.run is not None)
    assert "cancelled after 12 images" in fresh.banner.accessibleName()
    assert "12 of 99 images (cancelled)" in fresh.subtitle.text()
    assert fresh.state.run.status is RunStatus.CANCELLED
    assert fresh.state.results.rowCount() == 12


def test_the_thresholds_keep_their_room_in_a_small_window(page):
    page.resize(960, 720)
    assert page.view.threshold_panel.width() >= 272


# ---- earlier runs


@pytest.fixture
def two_runs(qtbot, page, parts):
    """The page with a second run of another lot, of six images."""
    fakes.inspect(page.session.project, parts / "good", lot="42", progress=SilentProgress())
    with qtbot.waitSignal(page.session.changed):
        page.session.refresh()
    qtbot.waitUntil(lambda: settled(page) and page.state.results.rowCount() == 6)
    return page


def choose(qtbot, page, at):
    with qtbot.waitSignal(page.session.changed):
        page.tools.chooser.setCurrentIndex(at)
        page.tools.chooser.activated.emit(at)
    qtbot.waitUntil(lambda: settled(page) and page.view.viewer.shown_id is not None)


def test_there_is_nothing_to_choose_with_one_run(page):
    assert not page.tools.chooser.isVisible()


def test_an_earlier_run_is_chosen(qtbot, two_runs):
    page = two_runs
    assert page.tools.chooser.isVisible()
    assert page.tools.chooser.itemText(0).startswith("Run 2, lot 42, ")
    assert page.tools.chooser.itemText(1).startswith("Run 1, ")
    choose(qtbot, page, 1)
    assert page.session.snapshot.run.id == 1
    assert page.tools.chooser.currentText().startswith("Run 1, ")
    assert page.state.results.rowCount() == 12
    assert "12 images" in page.subtitle.text()
    choose(qtbot, page, 0)
    assert (page.session.snapshot.run.id, page.state.results.rowCount()) == (2, 6)


def test_images_of_a_run_that_is_gone_are_not_waited_for(qtbot, two_runs):
    page = two_runs
    page.show_images([CountedResults(1, (999,), (1,))], "Gone")
    qtbot.waitUntil(lambda: settled(page) and not page.session.jobs.busy)
    choose(qtbot, page, 1)
    assert page.session.snapshot.run.id == page.state.run_id == 1
    assert (page.state.results.rowCount(), page.state.results.filters) == (12, Filters())


def test_a_run_that_is_chosen_while_images_of_another_one_are_read_comes_on_show(qtbot, two_runs):
    page = two_runs
    page.show_images([CountedResults(1, (1,), (1,))], "One")
    page.session.show_run(2)
    qtbot.waitUntil(lambda: settled(page) and not page.session.jobs.busy)
    assert page.session.snapshot.run.id == page.state.run_id == 2
    assert (page.state.results.rowCount(), page.state.results.filters) == (6, Filters())


def test_images_that_are_asked_for_take_the_place_of_a_comparison(qtbot, two_runs):
    page = two_runs
    found = [CountedResults(1, (1,), (1,))]
    for ask in (lambda: page.show_images(found, "One"), lambda: page.show_run(1)):
        page.tools.compare_asked.emit()
        assert not page.view.isVisible()
        ask()
        qtbot.waitUntil(lambda: not page.session.jobs.busy)
        assert page.view.isVisible()
        assert not page.layout_controller.compare.isVisible()


def test_what_was_said_of_a_run_goes_with_it(qtbot, two_runs):
    two_runs.banner.say("6 images inspected.")
    two_runs.tools.chooser.activated.emit(two_runs.tools.chooser.currentIndex())
    assert two_runs.banner.isVisible()
    choose(qtbot, two_runs, 1)
    assert not two_runs.banner.isVisible()


def test_a_new_run_comes_on_show(qtbot, two_runs, parts):
    choose(qtbot, two_runs, 1)
    two_runs.run_bar.set_folder(parts / "scratched")
    with qtbot.waitSignal(two_runs.session.changed):
        two_runs.run_bar._start.click()
    qtbot.waitUntil(lambda: settled(two_runs))
    assert two_runs.session.snapshot.run.id == two_runs.state.run_id == 3
    assert two_runs.tools.chooser.currentIndex() == 0
    assert two_runs.banner.accessibleName() == "success: 6 images inspected."


def test_undo_leaves_other_runs_alone(qtbot, two_runs):
    page = two_runs
    choose(qtbot, page, 1)
    page.view.list.view.setFocus()
    strike(page, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: settled(page))
    choose(qtbot, page, 0)
    page.view.list.view.setFocus()
    strike(page, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: settled(page))
    assert page.view.verdict_bar._standing.text() == "There is nothing to undo."
    earlier = results.results(page.session.project, 1)
    assert [row.human for row in earlier if row.human] == [Verdict.NG]


# ---- keys


@pytest.mark.parametrize(
    ("key", "verdict"),
    [(Qt.Key.Key_O, Verdict.OK), (Qt.Key.Key_N, Verdict.NG), (Qt.Key.Key_R, Verdict.REVIEW)],
)
def test_a_key_is_a_verdict_on_the_image_on_the_screen(qtbot, page, key, verdict):
    image = page.view.viewer.shown_id
    strike(page, key)
    assert page.state.results.result(image).human is verdict  # at once
    qtbot.waitUntil(lambda: settled(page))
    assert humans(page) == {image: verdict}
    (event,) = [e for e in verdicts.events(page.session.project) if e.source is Source.HUMAN]
    assert (event.result_id, event.new) == (image, verdict)


def test_next_and_previous(qtbot, page):
    order = [page.state.results.id_at(at) for at in range(3)]
    for key, wanted in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_J, 2),
        (Qt.Key.Key_Left, 1),
        (Qt.Key.Key_K, 0),
        (Qt.Key.Key_K, 0),
    ):
        strike(page, key)
        qtbot.waitUntil(lambda wanted=wanted: page.view.viewer.shown_id == order[wanted])
        assert page.view.list.view.currentIndex().row() == wanted


def test_undo_walks_back_and_shows_what_it_undid(qtbot, page):
    first, second = page.state.results.id_at(0), page.state.results.id_at(1)
    strike(page, Qt.Key.Key_O)
    strike(page, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: page.view.viewer.shown_id == second)
    strike(page, Qt.Key.Key_N)
    strike(page, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: settled(page))
    assert humans(page) == {first: Verdict.OK}
    strike(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: settled(page) and page.view.viewer.shown_id == first)
    assert humans(page) == {}
    assert page.state.results.result(first).human is None
    strike(page, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: settled(page))
    assert page.view.verdict_bar._standing.text() == "There is nothing to undo."


def test_verdict_keys_never_fire_in_a_field(qtbot, page):
    page.run_bar.unfold()
    fields = [field for field in page.findChildren(QLineEdit) if field.isVisibleTo(page)]
    assert len(fields) >= 5  # three of the run bar, two of the spin boxes
    for field in fields:
        field.setFocus()
        qtbot.waitUntil(field.hasFocus if not field.focusProxy() else field.focusProxy().hasFocus)
        for key in (Qt.Key.Key_O, Qt.Key.Key_N, Qt.Key.Key_R, Qt.Key.Key_Backspace):
            qtbot.keyClick(field, key)
        qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(field, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: settled(page))
    assert humans(page) == {}
    assert page.view.viewer.shown_id == page.state.results.id_at(0)


def test_a_barcode_scanner_types_into_its_field_only(qtbot, page):
    page.run_bar.unfold()
    page.run_bar._lot.setFocus()
    qtbot.waitUntil(page.run_bar._lot.hasFocus)
    qtbot.keyClicks(page.run_bar._lot, "NOR-0071")
    qtbot.keyClick(page.run_bar._lot, Qt.Key.Key_Return)
    assert page.run_bar.lot == "NOR-0071"
    assert humans(page) == {}
    assert settled(page)


def test_controls_keep_the_keys_they_know(qtbot, page):
    slider, before = page.view.viewer_bar.options.opacity, page.view.viewer.shown_id
    page.view.viewer_bar.options_button.click()
    slider.setFocus()
    qtbot.waitUntil(slider.hasFocus)
    value = slider.value()
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert slider.value() > value
    assert page.state.image.requested_id == before
    look(page)
    qtbot.keyClick(slider, Qt.Key.Key_O)  # but a letter is a verdict
    CLOCK.ms += 1000
    page.key_filter.settle()
    assert page.state.results.result(before).human is Verdict.OK


def test_a_key_held_down_is_one_verdict(qtbot, page):
    look(page)
    for repeated in (False, True, True):
        event = QKeyEvent(
            QEvent.Type.KeyPress,
            Qt.Key.Key_O,
            Qt.KeyboardModifier.NoModifier,
            "o",
            repeated,
        )
        QApplication.sendEvent(page.view.list.view, event)
    CLOCK.ms += 1000
    page.key_filter.settle()
    qtbot.waitUntil(lambda: settled(page))
    said = [e for e in verdicts.events(page.session.project) if e.source is Source.HUMAN]
    assert len(said) == 1


def test_space_shows_the_bare_image_while_it_is_held(qtbot, page):
    qtbot.keyPress(page.view.list.view, Qt.Key.Key_Space)
    assert page.view.viewer.is_bare
    qtbot.keyRelease(page.view.list.view, Qt.Key.Key_Space)
    assert not page.view.viewer.is_bare
    qtbot.keyPress(page.view.list.view, Qt.Key.Key_Space)
    page.view.list.bar.field.setFocus()  # let go elsewhere
    assert not page.view.viewer.is_bare


# ---- where the focus is


def test_the_focus_comes_back_when_what_had_it_goes_away(qtbot, page):
    results = page.view.list.view
    page.tools.delete.click()
    assert page.question.isVisible()
    assert not results.hasFocus()
    page.question._keep.click()
    qtbot.waitUntil(results.hasFocus)
    drag(page.view.threshold_panel, Verdict.NG, 1000.0)
    page.view.threshold_panel.commit_bar.note.setFocus()
    page.view.threshold_panel.commit_bar.discard.click()
    qtbot.waitUntil(results.hasFocus)


def test_a_click_on_a_control_leaves_the_focus_on_the_results(qtbot, page):
    results = page.view.list.view
    for control in (
        page.view.list.filter_button("OK"),
        page.view.list.filter_button("All"),
        page.view.verdict_bar.reasons.chip("scratch"),
        page.view.threshold_panel.thresholds.histogram.handle(Verdict.NG),
    ):
        qtbot.mouseClick(control, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(results.hasFocus)
    page.view.list.bar.field.setFocus()
    qtbot.keyClick(page.view.list.bar.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(results.hasFocus)


# ---- the image on the screen


def test_nothing_is_said_of_any_image_while_another_one_is_loading(qtbot, page, monkeypatch):
    first, gate = page.view.viewer.shown_id, threading.Event()
    page.image_controller.loader.clear()
    load = page.image_controller.loader.__class__.__module__ + "._load"
    import ad_studio.ui.inspect.result_loader as loader

    real = loader._load

    def slow(*args):
        gate.wait(5)
        return real(*args)

    monkeypatch.setattr(load, slow)
    strike(page, Qt.Key.Key_Right)
    second = page.state.image.requested_id
    assert second != first
    strike(page, Qt.Key.Key_N)
    assert "on its way" in page.view.verdict_bar._standing.text()
    gate.set()
    qtbot.waitUntil(lambda: page.view.viewer.shown_id == second and settled(page))
    assert humans(page) == {}
    strike(page, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: settled(page))
    assert humans(page) == {second: Verdict.NG}


def test_an_image_that_has_only_just_come_takes_no_verdict(qtbot, page):
    page.state.image.step(1)
    qtbot.waitUntil(lambda: page.state.image.is_here)
    for verdict in Verdict:
        page.view.verdict_bar._buttons[verdict].click()
    assert "Too soon" in page.view.verdict_bar._standing.text()
    qtbot.waitUntil(lambda: settled(page))
    assert humans(page) == {}
    look(page)
    page.view.verdict_bar._buttons[Verdict.NG].click()
    qtbot.waitUntil(lambda: settled(page))
    assert humans(page) == {page.view.viewer.shown_id: Verdict.NG}


def test_what_a_scanner_types_goes_to_the_search_whatever_the_letters_mean(qtbot, page):
    look(page)
    qtbot.keyClicks(page.view.list.view, "no-run")
    qtbot.keyClick(page.view.list.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: settled(page))
    assert humans(page) == {}
    assert not page.review.active
    assert page.view.list.bar.field.text() == "no-run"
    assert page.state.results.rowCount() == 0
    page.view.list.notice.refresh()
    page.view.list.notice.clear.click()
    qtbot.keyClicks(page.view.list.view, "5.png")
    qtbot.keyClick(page.view.list.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.state.image.is_here)
    assert page.state.results.name_of(page.view.viewer.shown_id) == "5.png"
    assert humans(page) == {}


def test_verdicts_land_where_they_were_aimed_while_results_stream_in(
    qtbot, fresh, parts, monkeypatch
):
    turn, given = threading.Semaphore(0), {}

    def drip(project, scope, *, progress, **_about):
        (folder,) = scope.folders
        run = project.store.runs.start(
            model_id=project.store.models.in_force().id, folder=folder, total=12
        )
        for path in sorted(folder.rglob("*.png")):
            assert turn.acquire(timeout=5)
            (row,) = project.store.results.add(run.id, [fakes.score(path)]).result()
            progress.partial(row)
        return project.store.runs.finish(run.id, RunStatus.FINISHED)

    monkeypatch.setattr("ad_studio.services.inspection.inspector.inspect", drip)
    fresh.run_bar.set_folder(parts)
    fresh.run_bar._start.click()
    keys = [(Qt.Key.Key_O, Verdict.OK), (Qt.Key.Key_N, Verdict.NG), (Qt.Key.Key_R, Verdict.REVIEW)]
    for number in range(12):
        turn.release()
        qtbot.waitUntil(
            lambda number=number: (
                fresh.state.results.rowCount() > number and fresh.view.viewer.shown_id is not None
            )
        )
        strike(fresh, Qt.Key.Key_Right if number % 2 else Qt.Key.Key_Left)
        qtbot.waitUntil(lambda: fresh.state.image.is_here)
        key, verdict = keys[number % 3]
        given[fresh.view.viewer.shown_id] = verdict
        strike(fresh, key)
    qtbot.waitUntil(lambda: fresh.state.run is not None and settled(fresh))
    assert humans(fresh) == given
    assert {n: row.human for n, row in stored(fresh).items() if row.human} == {
        row.id: row.human for row in fresh.state.results.results() if row.human
    }


def test_a_scanner_may_type_what_takes_alt_gr(qtbot, page):
    none, alt_gr = (
        Qt.KeyboardModifier.NoModifier,
        (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier),
    )
    for key, held, text in (
        (Qt.Key.Key_N, none, "n"),
        (Qt.Key.Key_At, alt_gr, "@"),
        (Qt.Key.Key_O, none, "o"),
        (Qt.Key.Key_Return, none, "\r"),
    ):
        event = QKeyEvent(QEvent.Type.KeyPress, key, held, text)
        QApplication.sendEvent(page.view.list.view, event)
    assert page.view.list.bar.field.text() == "n@o"
    qtbot.waitUntil(lambda: settled(page))
    assert humans(page) == {}


def test_an_image_deleted_since_is_said_to_be_missing(qtbot, page):
    wanted = page.state.results.id_at(11)
    page.state.results.result(wanted).path.unlink()
    page.state.image.show(wanted)
    qtbot.waitUntil(lambda: page.view.viewer.shown_id == wanted)
    assert not page.view.viewer.has_picture
    assert "does not exist" in page.view.verdict_bar._standing.text()
    assert not any(b.isEnabled() for b in page.view.verdict_bar._buttons.values())
    strike(page, Qt.Key.Key_N)
    assert page.view.verdict_bar._standing.text().startswith("No verdict was given. ")
    assert "does not exist" in page.view.verdict_bar._standing.text()
    qtbot.waitUntil(lambda: settled(page))
    assert humans(page) == {}


def test_an_image_changed_since_is_shown_without_heat_and_says_so(qtbot, page):
    wanted = page.state.results.id_at(11)
    path = page.state.results.result(wanted).path
    path.write_bytes(page.state.results.result(page.state.results.id_at(0)).path.read_bytes())
    page.state.image.show(wanted)
    qtbot.waitUntil(lambda: page.view.viewer.shown_id == wanted)
    assert page.view.viewer.has_picture
    assert page.view.viewer._maps is None
    assert "was changed after it had been inspected" in page.view.verdict_bar._standing.text()
    strike(page, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: settled(page))
    assert humans(page) == {}


@pytest.mark.parametrize("change", ["gone", "changed"])
def test_a_file_exchanged_while_it_is_looked_at_gets_no_verdict(qtbot, page, change):
    image = page.view.viewer.shown_id
    path = page.state.results.result(image).path
    path.unlink() if change == "gone" else path.write_bytes(b"another picture")
    strike(page, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: page.banner.isVisible() and settled(page))
    assert f"The verdict on {path.name} was not stored." in page.banner.accessibleName()
    assert str(path) in page.banner.accessibleName()
    assert humans(page) == {}
    assert page.state.results.result(image).human is None


def test_a_file_that_is_moved_at_this_moment_is_found_where_it_went(
    qtbot, page, monkeypatch, tmp_path
):
    project = page.session.project
    set_action_settings(project, ActionSettings(Sorting.MOVE, tmp_path / "sorted"))
    wanted = page.state.results.id_at(11)
    path = page.state.results.result(wanted).path
    place = tmp_path / "OK" / path.name
    place.parent.mkdir()
    path.rename(place)
    real = result_loader.load_result_picture

    def load(row, **how):
        found = real(row, **how)
        if row.path == path:  # it is stored only now where the file went
            project.store.actions.add(wanted, ActionKind.MOVE, place=place)
        return found

    monkeypatch.setattr(result_loader, "load_result_picture", load)
    page.image_controller.loader.clear()
    page.state.image.show(wanted)
    qtbot.waitUntil(lambda: page.view.viewer.shown_id == wanted and settled(page))
    assert page.view.viewer.maps is not None


def test_the_file_of_an_image_is_read_once(qtbot, page, monkeypatch):
    reads = []
    for module in (hashing, decode, images):
        real = module.read_bytes
        monkeypatch.setattr(
            module, "read_bytes", lambda path, real=real: (reads.append(path), real(path))[1]
        )
    page.image_controller.loader.clear()
    wanted = page.state.results.id_at(11)
    page.state.image.show(wanted)
    qtbot.waitUntil(lambda: page.view.viewer.shown_id == wanted and settled(page))
    assert page.view.viewer.maps is not None
    assert reads.count(page.state.results.result(wanted).path) == 1


def test_a_click_in_the_list_shows_the_image(qtbot, page):
    wanted = page.state.results.id_at(2)
    place = page.view.list.view.visualRect(page.state.results.index(2, 0)).center()
    qtbot.mouseClick(page.view.list.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: page.view.viewer.shown_id == wanted)


def test_a_verdict_that_cannot_be_stored_is_taken_back_on_the_screen(qtbot, page, monkeypatch):
    def fail(*_args, **_kwargs):
        raise StoreError("The disk is full.", hint="Make room.")

    monkeypatch.setattr("ad_studio.services.results.verdicts.record_verdict", fail)
    image = page.view.viewer.shown_id
    strike(page, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: page.banner.isVisible() and settled(page))
    assert "The disk is full." in page.banner.accessibleName()
    assert page.state.results.result(image).human is None


def test_an_ok_image_with_a_region_over_review_says_why(qtbot, page):
    row = page.state.image.row
    assert row.score < page.view.viewer.maps.fused.max()
    assert page.view.verdict_bar._standing.text() == "Judged by the machine"
    page.state.draft.take(Thresholds(round(row.score + 0.1, 2), 1000.0))
    assert page.state.results.verdict(row) is Verdict.OK
    standing = page.view.verdict_bar._standing
    assert standing.text() == "OK by the machine, although a region reaches REVIEW"
    assert "goes by the score of the whole image" in standing.toolTip()
    assert "too small to raise it to REVIEW" in page.view.regions.words
    page.state.draft.take(Thresholds(0.01, 1000.0))
    assert standing.text() == "Judged by the machine"
    assert "too small" not in page.view.regions.words


def test_an_image_that_takes_long_is_said_to_be_loading_in_place_of_the_one_before(
    qtbot, page, monkeypatch
):
    import ad_studio.ui.inspect.result_loader as loader

    gate, real = threading.Event(), loader._load
    page.image_controller.loader.clear()
    monkeypatch.setattr(loader, "_load", lambda *args: gate.wait(30) and real(*args))
    page.view.viewer.zoom_in()
    zoom = page.view.viewer.zoom
    page.state.image.step(1)
    name = page.state.results.name_of(page.state.image.requested_id)
    qtbot.waitUntil(lambda: page.view.viewer._words.text() == f"Loading {name}…")
    assert not page.view.viewer.has_picture
    assert not any(b.isEnabled() for b in page.view.verdict_bar._buttons.values())
    strike(page, Qt.Key.Key_N)
    gate.set()
    qtbot.waitUntil(lambda: page.state.image.is_here and settled(page))
    assert page.view.viewer.has_picture
    assert page.view.viewer.zoom == pytest.approx(zoom), "the view stays where it was"
    assert humans(page) == {}


# ---- the picture comes first


def test_the_fields_of_a_run_are_put_away_after_its_start_and_come_back(qtbot, fresh, parts):
    assert fresh.run_bar.isVisible()
    fresh.run_bar.set_folder(parts)
    fresh.run_bar.start()
    assert not fresh.run_bar._folder.isVisible()
    qtbot.waitUntil(lambda: fresh.state.run is not None and settled(fresh))
    assert not fresh.run_bar.isVisible()
    fresh.tools.new.click()
    assert fresh.run_bar._folder.isVisible()
    assert fresh.run_bar._folder.text() == str(parts)


def test_one_key_hides_the_side_panels(qtbot, page):
    narrow = page.view.viewer.width()
    strike(page, Qt.Key.Key_P)
    assert not page.view.list.isVisible()
    assert not page.view.threshold_panel.isVisible()
    qtbot.waitUntil(lambda: page.view.viewer.width() > narrow + 300)
    page.view.toggle_panels()
    assert page.view.list.isVisible()


def test_f11_leaves_image_score_verdict_and_three_buttons(qtbot, page):
    with qtbot.waitSignal(page.picture_only_changed):
        strike(page, Qt.Key.Key_F11)
    bar = page.view.verdict_bar
    assert all(button.isVisible() for button in bar._buttons.values())
    assert bar._score.isVisible()
    assert bar._badge.isVisible()
    for gone in (page.view.list, page.view.threshold_panel, page.tools, page.title, bar.reasons):
        assert not gone.isVisible()
    shown = page.view.viewer.shown_id
    look(page)
    qtbot.keyClick(page, Qt.Key.Key_N)
    CLOCK.ms += 1000
    page.key_filter.settle()
    qtbot.waitUntil(lambda: settled(page))
    assert humans(page) == {shown: Verdict.NG}
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.view.list.isVisible()
    assert page.title.isVisible()


def test_a_message_lies_over_the_image_and_moves_nothing(page):
    before = page.view.viewer.geometry()
    page.banner.say("12 images inspected.", hint="A second line.")
    QApplication.processEvents()
    assert page.banner.isVisible()
    assert page.view.viewer.geometry() == before


# ---- thresholds


def test_a_drag_judges_every_image_and_only_commit_stores_it(qtbot, page):
    before = thresholds.current_thresholds(page.session.project).thresholds
    panel = page.view.threshold_panel
    drag(panel, Verdict.NG, 1000.0)
    assert page.state.results.counts().ng == 0
    assert (
        page.view.viewer._thresholds
        == page.view.legend._thresholds
        == Thresholds(before.review, 1000.0)
    )
    panel.thresholds.histogram.line(Verdict.NG).sigPositionChangeFinished.emit(None)
    qtbot.waitUntil(lambda: settled(page))
    assert thresholds.current_thresholds(page.session.project).thresholds == before
    page.run_bar._operator.setText("Kim")
    panel.commit_bar.note.setFocus()
    qtbot.keyClicks(panel.commit_bar.note, "no NG today")
    panel.commit_bar.commit.click()
    qtbot.waitUntil(lambda: settled(page) and not panel.commit_bar.isVisible())
    version = thresholds.current_thresholds(page.session.project)
    assert version.thresholds == Thresholds(before.review, 1000.0)
    assert (version.author, version.basis, version.note) == ("Kim", BY_HAND, "no NG today")
    assert panel.commit_bar.note.text() == ""
    counted = results.counts(page.session.project, page.state.run_id)
    assert counted == page.state.results.counts()
    qtbot.waitUntil(lambda: panel.history.list.count() == 2 and settled(page))


def test_discarding_goes_back_everywhere(qtbot, page):
    before, counts = page.state.draft.thresholds, page.state.results.counts()
    drag(page.view.threshold_panel, Verdict.NG, 1000.0)
    page.view.threshold_panel.commit_bar.discard.click()
    assert page.state.results.counts() == counts
    assert page.state.draft.thresholds == page.view.viewer._thresholds == before
    assert not page.view.threshold_panel.commit_bar.isVisible()
    assert page.view.threshold_panel.thresholds.ng.value() == before.ng


def test_the_images_that_would_flip_are_listed_and_lead_to_the_image(qtbot, page):
    drag(page.view.threshold_panel, Verdict.NG, 1000.0)
    flips = page.view.threshold_panel.thresholds.flips
    rows = flips.model().rowCount()
    assert rows == sum(row.machine is Verdict.NG for row in stored(page).values()) > 1
    at = 0 if flips.model().flip(0).result_id != page.view.viewer.shown_id else 1
    wanted = flips.model().flip(at).result_id
    assert flips.model().index(at, 0).data() == page.state.results.result(wanted).path.name
    place = flips.visualRect(flips.model().index(at, 0)).center()
    qtbot.mouseClick(flips.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: page.view.viewer.shown_id == wanted and settled(page))


def test_an_earlier_version_is_looked_at_and_restored(qtbot, page):
    first = page.state.draft.version
    drag(page.view.threshold_panel, Verdict.NG, 1000.0)
    page.view.threshold_panel.commit_bar.commit.click()
    history = page.view.threshold_panel.history
    qtbot.waitUntil(lambda: history.list.count() == 2 and settled(page))
    page.view.threshold_panel.tabs.setCurrentWidget(history)
    assert not history.restore.isEnabled()
    history.list.setCurrentRow(1)
    assert page.state.draft.thresholds == first.thresholds
    assert page.state.results.counts().ng > 0, "looked at live"
    qtbot.mouseClick(history.restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: history.list.count() == 3 and settled(page))
    version = thresholds.current_thresholds(page.session.project)
    assert version.thresholds == first.thresholds
    assert str(version.basis) == f"version {first.id} restored ({first.basis})"
    assert not history.restore.isEnabled()


def test_verdicts_feed_the_suggestions_and_a_suggestion_is_committed_with_its_basis(qtbot, page):
    project, suggestions = page.session.project, page.view.threshold_panel.thresholds.suggestions
    qtbot.waitUntil(lambda: suggestions.list.count() == 6 and settled(page))
    assert "not enough yet: 0 OK, 0 NG" in suggestions.list.item(4).text()
    for row in list(page.state.results.results()):
        if "scratched" in row.path.parts:
            verdicts.record_verdict(project, row.id, Verdict.NG)
    strike(page, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: "zero escapes" in str(basis_of(suggestions, 4)) and settled(page))
    item = suggestions.list.item(4)
    drag(page.view.threshold_panel, Verdict.REVIEW, 0.5)
    suggestions.list.itemClicked.emit(item)
    assert page.state.draft.basis == basis_of(suggestions, 4)
    wanted, basis = page.state.draft.thresholds, page.state.draft.basis
    page.view.threshold_panel.commit_bar.commit.click()
    qtbot.waitUntil(lambda: settled(page) and not page.view.threshold_panel.commit_bar.isVisible())
    version = thresholds.current_thresholds(project)
    assert (version.thresholds, version.basis) == (wanted, basis)


def test_a_commit_that_cannot_be_stored_is_said_and_stays_in_hand(qtbot, page, monkeypatch):
    def fail(*_args, **_kwargs):
        raise StoreError("The disk is full.", hint="Make room.")

    before = page.state.draft.thresholds
    with monkeypatch.context() as patch:
        patch.setattr("ad_studio.services.thresholds.set_thresholds", fail)
        patch.setattr(controller, "read_stored", fail)  # what is stored cannot be read, either
        drag(page.view.threshold_panel, Verdict.NG, 1000.0)
        page.view.threshold_panel.commit_bar.note.setText("no NG today")
        page.view.threshold_panel.commit_bar.commit.click()
        qtbot.waitUntil(lambda: page.banner.isVisible() and settled(page))
    assert "The disk is full." in page.banner.accessibleName()
    page.results_controller.read()
    qtbot.waitUntil(lambda: settled(page))
    assert thresholds.current_thresholds(page.session.project).thresholds == before
    assert page.state.draft.thresholds.ng == 1000.0
    page.view.threshold_panel.commit_bar.commit.click()  # there is room now
    qtbot.waitUntil(lambda: not page.state.draft.is_changed and settled(page))
    stored = thresholds.current_thresholds(page.session.project)
    assert (stored.thresholds.ng, stored.note) == (1000.0, "no NG today")
    assert page.view.threshold_panel.commit_bar.note.text() == ""


def test_arrow_keys_on_a_line_move_the_line_and_not_the_image(qtbot, page):
    handle, shown = (
        page.view.threshold_panel.thresholds.histogram.handle(Verdict.NG),
        page.view.viewer.shown_id,
    )
    before = page.state.draft.thresholds.ng
    handle.setFocus()
    qtbot.waitUntil(handle.hasFocus)
    qtbot.keyClick(handle, Qt.Key.Key_Right)
    qtbot.keyClick(handle, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert page.state.draft.thresholds.ng == pytest.approx(before + 0.55)
    assert page.state.image.requested_id == shown
    page.view.threshold_panel.tabs.tabBar().setFocus()
    qtbot.keyClick(page.view.threshold_panel.tabs.tabBar(), Qt.Key.Key_Right)
    assert page.view.threshold_panel.tabs.currentIndex() == 1
    assert page.state.image.requested_id == shown


def test_leaving_the_project_empties_the_desk(qtbot, page):
    with qtbot.waitSignal(page.session.changed):
        page.session.create("Other", noun="bolt", defects=())
    qtbot.waitUntil(lambda: settled(page))
    assert page.state.results.rowCount() == 0
    assert page.view.viewer.shown_id is None
    assert not page.view.threshold_panel.isEnabled()
    qtbot.keyClick(page, Qt.Key.Key_O)
    assert settled(page)


def test_a_region_too_small_for_ng_is_review_and_says_why(qtbot, page):
    """Tried by eye, without a commit: measured in the background, told beside the verdict."""
    row = page.state.image.row
    pair = Thresholds(0.01, 0.02)
    page.state.draft.take(pair)
    qtbot.waitUntil(lambda: settled(page))
    assert page.state.results.verdict(row) is Verdict.NG
    counts = page.state.results.counts()
    page.state.draft.limit_size(SizeLimit(1.2 * row.width * row.height, 1))  # no region is so large
    qtbot.waitUntil(lambda: page.state.results.counts().ng == 0 and settled(page))
    assert page.state.results.counts().review == counts.review + counts.ng
    assert page.state.results.verdict(page.state.image.row) is Verdict.REVIEW
    standing = page.view.verdict_bar._standing
    assert standing.text() == "REVIEW by the machine: too small for NG"
    assert "The largest region that reaches NG has" in standing.toolTip()
    assert "NG only from" in page.view.regions.words
    page.state.draft.move(ng=0.03)
    page.state.draft.settle()
    assert page.state.results.counts().ng == 0, "a line that is moved asks for nothing new"
    page.state.draft.limit_size(None)
    assert page.state.results.counts() == counts
    assert standing.text() == "Judged by the machine"
