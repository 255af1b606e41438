"""Review: the queue, what is said in it, undo and redo; a key never hits the wrong image."""

import threading

import numpy as np
import pytest
from PySide6.QtCore import Qt

from ad_studio.domain import EventKind, HumanState, Mark, SizeLimit, Source, Thresholds, Verdict
from ad_studio.errors import StoreError
from ad_studio.messages import msg
from ad_studio.progress import SilentProgress
from ad_studio.services import results, thresholds
from ad_studio.services.results import verdicts
from ad_studio.services.results.filters import Filters
from ad_studio.services.results.review_queue import QueueKind
from ad_studio.ui.inspect.controllers import results as controller
from ad_studio.ui.inspect.controllers.results import read_stored
from ad_studio.ui.inspect.page import InspectPage
from ad_studio.ui.inspect.result_columns import Column
from ad_studio.ui.inspect.widgets.results_view import ViewMode
from tests.keyboard import CLOCK, strike
from tests.unit.ui import fakes

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def show(qtbot, session):
    page = InspectPage(session, on_next=lambda: None, clock=CLOCK)
    qtbot.addWidget(page)
    page.resize(1280, 820)
    page.show()
    page.activateWindow()
    page.entered()
    return page


def settled(page):
    queues = page.state.queues
    busy = (queues.inspecting, queues.reading, queues.writing, page.image_controller.loader._tasks)
    return not any(tasks.busy for tasks in (*busy, page.defect_sizes.tasks))


def there(page):
    """The image asked for is on the screen, and everything said is stored."""
    return settled(page) and page.view.viewer.shown_id == page.state.image.requested_id


@pytest.fixture
def page(qtbot, trained, parts):
    """The page on a run of twelve images, six of them bad."""
    fakes.inspect(trained.project, parts, lot="L7", progress=SilentProgress())
    with qtbot.waitSignal(trained.changed):
        trained.refresh()
    made = show(qtbot, trained)
    qtbot.waitUntil(lambda: there(made) and made.view.viewer.shown_id is not None)
    made.view.list.view.setFocus()
    return made


def said(page):
    """What people did, oldest first: result, kind, verdict."""
    found = verdicts.events(page.session.project)
    return [(e.result_id, e.kind, e.human) for e in found if e.source is Source.HUMAN]


def queue(page):
    return [page.state.results.id_at(at) for at in range(page.state.results.rowCount())]


def review(qtbot, page):
    page.view.list.review.start.click()
    qtbot.waitUntil(lambda: there(page))


def test_the_review_goes_from_image_to_image_by_one_key_each(qtbot, page):
    review(qtbot, page)
    line = queue(page)
    rows = [page.state.results.result(one) for one in line]
    assert [row.machine for row in rows] == sorted((r.machine for r in rows), reverse=True)
    assert len(line) == 6
    keys = ((KEY.Key_O, Verdict.OK), (KEY.Key_N, Verdict.NG), (KEY.Key_R, Verdict.REVIEW))
    for number, (key, verdict) in enumerate(keys):
        assert page.view.viewer.shown_id == line[number]
        assert page.view.list.review._words.text() == f"{number} of 6"
        strike(page, key)
        qtbot.waitUntil(lambda: there(page))
        assert page.state.results.result(line[number]).human is verdict
    strike(page, KEY.Key_U)
    qtbot.waitUntil(lambda: there(page))
    strike(page, KEY.Key_S)
    qtbot.waitUntil(lambda: there(page))
    assert page.view.viewer.shown_id == line[5]
    strike(page, KEY.Key_N)
    qtbot.waitUntil(lambda: there(page))
    assert page.view.viewer.shown_id == line[4], "what was skipped comes last"
    assert page.view.list.review._words.text() == "5 of 6"
    strike(page, KEY.Key_O)
    qtbot.waitUntil(lambda: there(page))
    assert page.view.verdict_bar._standing.text() == "Everything in this queue has been looked at."
    assert queue(page) == line, "verdicts move nothing"
    kinds = [kind for _id, kind, _human in said(page)]
    assert kinds == [EventKind.VERDICT] * 3 + [
        EventKind.UNSURE,
        EventKind.SKIPPED,
        EventKind.VERDICT,
        EventKind.VERDICT,
    ]


def test_a_key_too_many_at_the_end_changes_nothing(qtbot, page):
    review(qtbot, page)
    line = queue(page)
    for _ in (*line, "once too often"):
        strike(page, KEY.Key_N)
        qtbot.waitUntil(lambda: there(page))
    strike(page, KEY.Key_O)
    qtbot.waitUntil(lambda: there(page))
    assert {page.state.results.result(one).human for one in line} == {Verdict.NG}
    assert page.view.verdict_bar._standing.text() == "Everything in this queue has been looked at."
    strike(page, KEY.Key_Backspace)
    qtbot.waitUntil(lambda: there(page))
    strike(page, KEY.Key_O)
    qtbot.waitUntil(lambda: there(page))
    assert page.state.results.result(line[-1]).human is Verdict.OK


def test_undo_and_redo_walk_the_whole_way(qtbot, page):
    review(qtbot, page)
    line = queue(page)
    for key in (KEY.Key_O, KEY.Key_U, KEY.Key_S, KEY.Key_N):
        strike(page, key)
        qtbot.waitUntil(lambda: there(page))
    forward = [
        (page.state.results.result(one).human, page.state.results.result(one).mark)
        for one in line[:4]
    ]
    assert forward == [
        (Verdict.OK, None),
        (None, Mark.UNSURE),
        (None, Mark.SKIPPED),
        (Verdict.NG, None),
    ]
    for one in reversed(line[:4]):
        strike(page, KEY.Key_Z, CONTROL)
        qtbot.waitUntil(lambda one=one: there(page) and page.view.viewer.shown_id == one)
        assert (page.state.results.result(one).human, page.state.results.result(one).mark) == (
            None,
            None,
        )
    for one, state in zip(line[:4], forward, strict=True):
        strike(page, KEY.Key_Y, CONTROL)
        qtbot.waitUntil(lambda one=one: there(page) and page.view.viewer.shown_id == one)
        assert (page.state.results.result(one).human, page.state.results.result(one).mark) == state
    strike(page, KEY.Key_Y, CONTROL)
    qtbot.waitUntil(lambda: there(page))
    assert page.view.verdict_bar._standing.text() == "There is nothing to do again."
    assert [kind for _id, kind, _human in said(page)][4:] == [EventKind.UNDO] * 4 + [
        EventKind.REDO
    ] * 4


def test_a_review_goes_on_where_it_was_left(qtbot, page):
    review(qtbot, page)
    line = queue(page)
    strike(page, KEY.Key_N)
    qtbot.waitUntil(lambda: there(page))
    again = show(qtbot, page.session)
    qtbot.waitUntil(lambda: there(again) and again.view.viewer.shown_id is not None)
    assert again.review.active
    assert again.view.viewer.shown_id == line[1]
    assert again.view.list.review._words.text() == "1 of 6"
    again.view.list.review.start.click()
    assert not again.review.active
    assert again.state.results.rowCount() == 12


def test_reasons_go_with_the_verdict_or_after_it(qtbot, page):
    bar, shown = page.view.verdict_bar, page.view.viewer.shown_id
    bar.reasons.chip("scratch").click()  # a defect of the project
    assert said(page) == []
    strike(page, KEY.Key_N)
    qtbot.waitUntil(lambda: settled(page))
    assert results.result(page.session.project, shown).reason == "scratch"
    bar.reasons.field.setFocus()
    qtbot.keyClicks(bar.reasons.field, "oil on the lens")
    qtbot.keyClick(bar.reasons.field, KEY.Key_Return)
    qtbot.waitUntil(lambda: settled(page))
    row = results.result(page.session.project, shown)
    assert (row.human, row.reason) == (Verdict.NG, "oil on the lens")
    assert len(said(page)) == 2, "every reason is an event"
    assert page.view.list.view.hasFocus()
    page.state.image.step(1)
    qtbot.waitUntil(lambda: there(page))
    assert bar.reasons.reason == ""
    assert "oil on the lens" in bar.reasons._chips


def test_the_queue_follows_the_thresholds_and_the_filters(qtbot, page):
    review(qtbot, page)
    kind = page.view.list.review.kind
    kind.setCurrentIndex(kind.findData(QueueKind.ALL))
    kind.activated.emit(kind.currentIndex())
    assert len(page.state.results.queue) == 12
    page.state.results.set_filters(Filters(text="3.png"))
    assert len(page.state.results.queue) == 2
    page.state.results.set_filters(Filters())
    kind.setCurrentIndex(kind.findData(QueueKind.REVIEW))
    kind.activated.emit(kind.currentIndex())
    version = thresholds.current_thresholds(page.session.project)
    limits = type(version.thresholds)(0.01, 1000.0)
    stored = thresholds.set_thresholds(page.session.project, limits)
    page.state.draft.show(stored)
    assert len(page.state.results.queue) == 12, "all are REVIEW now"


def test_a_key_during_the_change_of_images_says_nothing_in_a_review(qtbot, page, monkeypatch):
    import ad_studio.ui.inspect.result_loader as loader

    review(qtbot, page)
    first, gate, real = page.view.viewer.shown_id, threading.Event(), loader._load
    page.image_controller.loader.clear()
    monkeypatch.setattr(loader, "_load", lambda *args: gate.wait(30) and real(*args))
    strike(page, KEY.Key_N)
    strike(page, KEY.Key_O)
    assert "on its way" in page.view.verdict_bar._standing.text()
    gate.set()
    qtbot.waitUntil(lambda: there(page))
    assert said(page) == [(first, EventKind.VERDICT, Verdict.NG)]


def empty(page):
    """The screen shows no image and says why, in the viewer and in the bar."""
    nothing = page.view.viewer.shown_id is None and not page.view.viewer.has_picture
    return (
        nothing and page.view.viewer._words.text() == page.view.verdict_bar._standing.text() != ""
    )


def notice(page):
    page.view.list._write_counts()
    return page.view.list.notice


def test_an_image_that_the_filter_leaves_out_takes_no_verdict(qtbot, page):
    first = page.view.viewer.shown_id
    page.view.list.filter_button("OK").click()
    assert page.state.results.rowCount() == 6
    assert page.state.results.position(first) is None
    assert empty(page)
    assert "not in the list any more" in page.view.viewer._words.text()
    assert not any(b.isEnabled() for b in page.view.verdict_bar._buttons.values())
    for key in (KEY.Key_O, KEY.Key_N, KEY.Key_R, KEY.Key_U, KEY.Key_S):
        strike(page, key)
    qtbot.waitUntil(lambda: settled(page))
    assert said(page) == []
    assert not notice(page).isVisible(), "there is a list to go on with"
    page.view.list.filter_button("All").click()
    qtbot.waitUntil(lambda: there(page) and page.view.viewer.shown_id == first)
    strike(page, KEY.Key_N)
    qtbot.waitUntil(lambda: settled(page))
    assert said(page) == [(first, EventKind.VERDICT, Verdict.NG)]


def test_a_list_with_nothing_in_it_says_why_and_how_to_go_on(qtbot, page):
    first = page.view.viewer.shown_id
    field = page.view.list.bar.field
    field.setFocus()
    qtbot.keyClicks(field, "no such part")
    qtbot.keyClick(field, KEY.Key_Return)
    assert page.state.results.rowCount() == 0
    assert empty(page)
    assert notice(page).isVisible()
    assert notice(page).words == page.view.viewer._words.text() == "No image passes the filter."
    strike(page, KEY.Key_N)
    assert not notice(page).leave.isVisible()
    notice(page).clear.click()
    qtbot.waitUntil(lambda: there(page) and page.view.viewer.shown_id == first)
    assert field.text() == ""
    assert page.state.results.rowCount() == 12
    assert not notice(page).isVisible()
    assert said(page) == []


def test_a_line_that_lets_images_through_the_filter_brings_them_on_the_screen(qtbot, page):
    draft, first = page.state.draft, page.view.viewer.shown_id
    draft.take(Thresholds(900, 1000))
    page.view.list.filter_button("NG").click()
    assert page.state.results.rowCount() == 0
    assert empty(page)
    draft.take(Thresholds(0.01, 0.02))
    qtbot.waitUntil(lambda: there(page) and page.view.viewer.shown_id == first)
    assert page.state.results.rowCount() == 12
    draft.take(Thresholds(900, 1000))
    page.state.image.clear()  # as when a run comes that has nothing to show
    page.view.list.filter_button("NG").click()
    page.view.list.filter_button("NG").click()
    draft.take(Thresholds(0.01, 0.02))
    qtbot.waitUntil(
        lambda: there(page) and page.view.viewer.shown_id == page.state.results.id_at(0)
    )


def test_an_image_that_the_filter_lets_through_stays_in_the_list_when_it_is_judged(qtbot, page):
    page.view.list.filter_button("NG").click()
    shown = page.view.viewer.shown_id
    strike(page, KEY.Key_O)
    qtbot.waitUntil(lambda: settled(page))
    page.state.results.settle()
    assert page.state.results.position(shown) is not None
    assert page.view.viewer.shown_id == shown


def test_a_review_that_is_done_leaves_nothing_on_the_screen(qtbot, page):
    review(qtbot, page)
    for _ in queue(page):
        strike(page, KEY.Key_N)
        qtbot.waitUntil(lambda: there(page))
    assert empty(page)
    before = said(page)
    strike(page, KEY.Key_O)
    qtbot.waitUntil(lambda: settled(page))
    assert said(page) == before
    assert notice(page).words == "Everything in this queue has been looked at."
    assert not notice(page).clear.isVisible()
    assert notice(page).check.text() == "Check 6 OK ones"
    page.view.threshold_panel.tabs.setCurrentIndex(2)
    notice(page).suggestions.click()
    assert page.view.threshold_panel.thresholds.suggestions.list.isVisible()
    with qtbot.waitSignal(notice(page).report_asked):
        notice(page).report.click()
    page.view.list.review.start.setChecked(False)
    page.view.list.review.start.setChecked(True)  # opened again, as after a start of the program
    strike(page, KEY.Key_O)
    qtbot.waitUntil(lambda: settled(page))
    assert empty(page)
    assert said(page) == before
    notice(page).leave.click()
    qtbot.waitUntil(lambda: there(page) and page.view.viewer.shown_id is not None)
    assert not page.review.active
    assert not notice(page).isVisible()
    assert page.state.results.rowCount() == 12


def test_the_end_of_a_review_leads_on_to_some_ok_images(qtbot, page):
    review(qtbot, page)
    for _ in queue(page):
        strike(page, KEY.Key_N)
        qtbot.waitUntil(lambda: there(page))
    notice(page).check.click()
    qtbot.waitUntil(lambda: there(page))
    assert page.state.results.queue.kind is QueueKind.SOME_OK
    line = queue(page)
    assert len(line) == 6
    scores = [page.state.results.result(one).score for one in line]
    assert scores[0] == max(scores), "the one nearest to REVIEW"
    for _ in line:
        strike(page, KEY.Key_O)
        qtbot.waitUntil(lambda: there(page))
    assert empty(page)
    assert queue(page) == line, "verdicts move nothing"
    assert not notice(page).check.isVisible()
    assert notice(page).report.isVisible()


def test_the_end_of_a_review_applies_the_suggestion_that_rests_on_most(qtbot, page):
    project = page.session.project
    rows = results.results(project)
    for row in rows[:-1]:
        verdicts.record_verdict(project, row.id, Verdict.OK, author="Kim")
    page.results_controller.read()
    qtbot.waitUntil(lambda: there(page))
    kinds = page.view.list.review.kind
    kinds.setCurrentIndex(kinds.findData(QueueKind.ALL))
    review(qtbot, page)
    qtbot.waitUntil(lambda: not page.session.jobs.busy)
    with qtbot.waitSignal(page.threshold_controller.facts_read):
        strike(page, KEY.Key_O)  # the one that is left
    qtbot.waitUntil(lambda: empty(page) and notice(page).suggestion.isVisible())
    (before,) = thresholds.threshold_history(project)
    page.state.draft.limit_size(SizeLimit(1, 0.05))
    notice(page).suggestion.click()
    assert page.state.draft.thresholds.size_limit == SizeLimit(1, 0.05), "that is being tried"
    page.state.draft.limit_size(None)
    panel = page.view.threshold_panel
    assert panel.commit_bar.isVisible()
    assert panel.commit_bar.commit.hasFocus()
    tried = page.state.draft.thresholds
    assert tried != before.thresholds
    assert tried.ng > max(row.score for row in rows), "above the highest confirmed OK"
    qtbot.keyClick(panel.commit_bar.commit, KEY.Key_Space)
    qtbot.waitUntil(lambda: not page.state.draft.is_changed and settled(page))
    assert thresholds.threshold_history(project)[0].thresholds == tried
    assert not notice(page).suggestion.isVisible()


def test_a_review_with_nothing_in_it_does_not_take_verdicts_on_the_image_before(qtbot, page):
    page.view.list.filter_button("OK").click()
    page.state.image.show(page.state.results.id_at(0))
    qtbot.waitUntil(lambda: there(page))
    page.view.list.review.start.click()
    qtbot.waitUntil(lambda: settled(page))
    assert page.state.results.rowCount() == 0
    assert empty(page)
    strike(page, KEY.Key_O)
    qtbot.waitUntil(lambda: settled(page))
    assert said(page) == []
    assert notice(page).words == "Nothing that passes the filter is to be reviewed."
    assert notice(page).leave.isVisible()
    notice(page).clear.click()
    qtbot.waitUntil(lambda: there(page) and page.view.viewer.shown_id is not None)
    assert page.view.viewer.shown_id == queue(page)[0], "the review goes on"


def test_the_last_image_may_be_left_for_later_and_stays(qtbot, page):
    review(qtbot, page)
    line = queue(page)
    for _ in line[1:]:
        strike(page, KEY.Key_N)
        qtbot.waitUntil(lambda: there(page))
    for _ in range(2):
        strike(page, KEY.Key_S)
        qtbot.waitUntil(lambda: there(page))
    assert page.view.viewer.shown_id == line[-1]
    strike(page, KEY.Key_N)
    qtbot.waitUntil(lambda: there(page))
    assert empty(page)


LONG = "scratch & dent\nalong the rim, " + "seen under the lamp on the left, " * 8


def test_a_long_reason_is_one_short_line_on_its_chip_and_in_the_table(qtbot, page):
    verdicts.record_verdict(
        page.session.project, page.view.viewer.shown_id, Verdict.NG, reason=LONG
    )
    page.view.list.panel.all_runs.click()  # read anew
    qtbot.waitUntil(lambda: there(page))
    chips = page.view.verdict_bar.reasons
    chip = chips.chip(LONG)
    assert chips.reason == LONG, "in full, as it was given"
    assert chip.text().startswith("scratch && dent along")
    assert chip.text().endswith("…")
    assert "\n" not in chip.text()
    assert chip.sizeHint().height() == chips.chip("scratch").sizeHint().height()
    assert chip.width() < 220 < chips.width()
    assert chip.toolTip().startswith("scratch & dent\nalong the rim")
    assert chip.accessibleName() == " ".join(LONG.split())
    assert max(map(len, chip.toolTip().splitlines())) <= 120
    at = page.state.results.position(page.view.viewer.shown_id)
    cell = page.state.results.index(at, Column.REASON)
    assert cell.data() == " ".join(LONG.split())
    assert "along the rim" in cell.data(Qt.ItemDataRole.ToolTipRole)
    page.view.list.set_mode(ViewMode.TABLE)
    assert page.view.list.view.rowHeight(at) == page.view.list.view.rowHeight(at + 1)


# ---- the list around it


def test_the_first_match_of_a_search_is_shown_without_enter(qtbot, page):
    shown = page.state.image.row.path.name
    other = next(row.path.name for row in page.state.results.results() if row.path.name != shown)
    page.view.list.bar.field.setFocus()
    qtbot.keyClicks(page.view.list.bar.field, other)
    qtbot.waitUntil(lambda: page.state.image.is_here and page.state.image.row.path.name == other)
    assert page.view.viewer.shown_id == page.state.results.id_at(0)


def test_a_scanned_code_goes_to_its_image(qtbot, page):
    field = page.view.list.bar.field
    field.setFocus()
    qtbot.keyClicks(field, "3.png")
    qtbot.keyClick(field, KEY.Key_Return)
    qtbot.waitUntil(
        lambda: there(page) and page.state.results.name_of(page.view.viewer.shown_id) == "3.png"
    )
    assert page.state.results.rowCount() == 2
    page.view.list._write_counts()
    assert page.view.list._passing.text() == "2 of 12 images"
    qtbot.keyClicks(field, "5.png")  # the next one replaces it
    qtbot.keyClick(field, KEY.Key_Return)
    qtbot.waitUntil(
        lambda: there(page) and page.state.results.name_of(page.view.viewer.shown_id) == "5.png"
    )
    qtbot.keyClick(field, KEY.Key_Escape)
    assert page.state.results.rowCount() == 12
    assert said(page) == []


def test_further_filters_and_their_counts(qtbot, page):
    strike(page, KEY.Key_O)
    qtbot.waitUntil(lambda: settled(page))
    page.view.list.bar.more.click()
    panel = page.view.list.panel
    panel._states[HumanState.OVERRIDDEN].click()
    assert page.state.results.rowCount() == 1
    panel.clear.click()
    panel.min_score.setText("4")
    panel.min_score.editingFinished.emit()
    assert page.state.results.rowCount() == 6
    page.view.list._write_counts()
    assert panel._states[HumanState.OVERRIDDEN].text() == "Overridden 1"
    panel.clear.click()
    panel.min_size.setText("0,01 %")
    panel.min_size.editingFinished.emit()
    assert page.state.results.filters.min_size == pytest.approx(0.0001)
    qtbot.waitUntil(lambda: settled(page) and not np.isnan(page.state.results.table.sizes).any())
    large = np.count_nonzero(page.state.results.table.sizes >= page.state.results.filters.min_size)
    assert 6 <= large == page.state.results.filters.mask(page.state.results.table).sum()
    page.view.list._write_counts()
    assert panel.lot.itemText(1) == f"L7 ({large})"


def test_all_runs_of_the_model_in_one_list(qtbot, page, parts):
    fakes.inspect(page.session.project, parts / "good", lot="L8", progress=SilentProgress())
    page.view.list.panel.all_runs.click()
    qtbot.waitUntil(lambda: there(page) and page.state.results.rowCount() == 18)
    page.view.list._write_counts()
    lot = page.view.list.panel.lot
    lot.setCurrentIndex(lot.findData("L8"))
    lot.activated.emit(lot.currentIndex())
    assert page.state.results.rowCount() == 6
    page.view.list.panel.clear.click()
    page.view.list.panel.all_runs.click()
    qtbot.waitUntil(lambda: there(page) and page.state.results.rowCount() < 18)


class Slow:
    """Reads results, but hands the first ones over only when told to."""

    def __init__(self, monkeypatch):
        self.has_read, self.go_on = threading.Event(), threading.Event()
        self._read = read_stored
        monkeypatch.setattr("ad_studio.ui.inspect.controllers.results.read_stored", self)

    def __call__(self, *about, **more):
        found = self._read(*about, **more)
        if not self.has_read.is_set():
            self.has_read.set()
            self.go_on.wait()
        return found


@pytest.fixture
def slow(page, monkeypatch):
    made = Slow(monkeypatch)
    yield made
    made.go_on.set()


def test_a_verdict_given_while_the_list_is_read_stays_on_the_screen(qtbot, page, slow):
    page.view.list.panel.all_runs.click()
    slow.has_read.wait()
    judged = page.view.viewer.shown_id
    strike(page, KEY.Key_O)
    qtbot.waitUntil(lambda: not page.state.queues.writing.busy)
    slow.go_on.set()
    qtbot.waitUntil(lambda: there(page))
    assert page.state.results.result(judged).human is Verdict.OK


def test_a_run_read_too_late_does_not_take_the_place_of_a_new_one(qtbot, page, parts, monkeypatch):
    before, slow = page.state.run_id, Slow(monkeypatch)
    page.view.list.panel.all_runs.click()
    slow.has_read.wait()
    page.run_bar.set_folder(parts)
    page.run_bar._start.click()
    assert not page.view.list.panel.all_runs.isEnabled()
    qtbot.waitUntil(lambda: page.state.run_id not in (None, before))
    slow.go_on.set()
    qtbot.waitUntil(lambda: there(page))
    assert page.state.run.id != before
    assert {row.run_id for row in page.state.results.results()} == {page.state.run.id}
    assert page.state.results.rowCount() == 12
    assert page.view.list.panel.all_runs.isEnabled()


@pytest.mark.parametrize("mode", ViewMode)
def test_list_grid_and_table_show_the_same_and_follow_the_screen(qtbot, page, mode):
    page.view.list.set_mode(mode)
    page.state.image.step(1)
    qtbot.waitUntil(lambda: there(page))
    view = page.view.list.view
    assert page.state.results.id_at(view.currentIndex().row()) == page.view.viewer.shown_id
    assert not page.grab().isNull()  # every delegate paints
    place = view.visualRect(page.state.results.index(3, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(
        lambda: there(page) and page.view.viewer.shown_id == page.state.results.id_at(3)
    )
    if mode is ViewMode.TABLE:
        qtbot.waitUntil(lambda: settled(page))
        header = view.horizontalHeader()
        header.sectionClicked.emit(1)
        assert page.view.list._order.currentText() == "Lowest score first"
        header.sectionClicked.emit(1)
        assert page.view.list._order.currentText() == "Highest score first"


def test_a_verdict_that_cannot_be_stored_is_not_shown_as_given(qtbot, page, monkeypatch):
    """The project's folder is away: what is stored cannot be read, either."""
    gate = threading.Event()

    def refuse(*_given, **_named):
        gate.wait()
        raise StoreError(msg("The disk is full."), hint=msg("Make room."))

    monkeypatch.setattr(verdicts, "record_verdict", refuse)
    monkeypatch.setattr(controller, "read_stored", refuse)
    image = page.view.viewer.shown_id
    name = page.state.results.result(image).path.name
    strike(page, KEY.Key_N)
    strike(page, KEY.Key_O)  # said once more before the first one is refused
    assert page.state.results.result(image).human is Verdict.OK
    failed = []
    page.review.refused.connect(failed.append)
    gate.set()
    qtbot.waitUntil(lambda: len(failed) == 2 and settled(page))
    assert page.state.results.result(image).human is None
    assert str(failed[-1]) == (
        f"The verdict on {name} was not stored. The disk is full. Make room."
    )


def test_of_several_verdicts_those_that_were_stored_stay(qtbot, page, monkeypatch):
    record, room = verdicts.record_verdict, iter([True])

    def record_one(*given, **named):
        if not next(room, False):
            raise StoreError(msg("The disk is full."))
        return record(*given, **named)

    monkeypatch.setattr(verdicts, "record_verdict", record_one)
    rows = [page.state.results.result(one) for one in queue(page)[:3]]
    failed = []
    page.review.refused.connect(failed.append)
    page.review.confirm(rows)
    qtbot.waitUntil(lambda: bool(failed) and settled(page))
    assert str(failed[0]) == "2 verdicts were not stored. The disk is full."
    stands = [page.state.results.result(row.id).human for row in rows]
    assert stands == [rows[0].machine, None, None]
    assert [result for result, _kind, _human in said(page)] == [rows[0].id]
