"""The first verdicts in the window: asked for, given by keys, and what comes after them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from ad_studio.domain import Basis, BasisKind, Thresholds, Verdict
from ad_studio.progress import SilentProgress
from ad_studio.services import thresholds
from ad_studio.services.results.review_queue import QueueKind
from ad_studio.ui.inspect.page import InspectPage
from tests.keyboard import CLOCK, strike
from tests.unit.ui import fakes
from tests.widgets import named

PROVISIONAL = Basis(BasisKind.PROVISIONAL, {"views": 6, "mean": 1.4})


@pytest.fixture
def page(qtbot, trained, parts):
    """The page on a run of twelve images under provisional thresholds."""
    project = trained.project
    first = thresholds.current_thresholds(project).thresholds
    thresholds.set_thresholds(project, first, basis=PROVISIONAL)
    fakes.inspect(project, parts, progress=SilentProgress())
    with qtbot.waitSignal(trained.changed):
        trained.refresh()
    made = InspectPage(trained, on_next=lambda: None, clock=CLOCK)
    qtbot.addWidget(made)
    made.resize(1280, 820)
    made.show()
    made.activateWindow()
    made.entered()
    qtbot.waitUntil(lambda: made.first_verdicts.isVisible() and settled(made))
    return made


def settled(page):
    arrived = page.view.viewer.shown_id == page.state.image.requested_id
    return arrived and not page.session.jobs.busy


def judge(qtbot, page, key):
    """Give a verdict by a key, and wait until everything has heard of it."""
    with qtbot.waitSignal(page.threshold_controller.facts_read):
        strike(page, key)
    qtbot.waitUntil(lambda: settled(page))


def says(page):
    return page.first_verdicts.accessibleName() if page.first_verdicts.isVisible() else ""


def press(page, words):
    buttons = page.first_verdicts.findChildren(QPushButton)
    (found,) = (b for b in buttons if b.text() == words and not b.isHidden())
    found.click()


def test_ten_images_are_judged_first_and_then_suggestions_are_offered(qtbot, page):
    assert "Thresholds are provisional. Judge 10 images first" in says(page)
    press(page, "Judge them now")
    qtbot.waitUntil(lambda: settled(page))
    assert page.state.results.queue.kind is QueueKind.FIRST
    assert page.state.results.rowCount() == 10
    for number in range(10):
        name = page.state.image.row.path.parts
        key = Qt.Key.Key_N if "scratched" in name else Qt.Key.Key_O
        judge(qtbot, page, key)
        assert ("Judge" in says(page)) == (number < 9)
    given = [row.human for row in page.state.results.results()]
    good, bad = given.count(Verdict.OK), given.count(Verdict.NG)
    assert good + bad == 10
    assert f"{good} OK and {bad} NG are confirmed" in says(page)
    with qtbot.waitSignal(page.learn_asked):
        press(page, "Learn from them")
    press(page, "Suggestions")
    assert page.view.threshold_panel.thresholds.suggestions.isVisible()


def test_the_note_goes_with_thresholds_that_somebody_chose_and_stays_closed(qtbot, page):
    named(page.first_verdicts, QToolButton, "Close the message").click()
    page.view.list.view.setFocus()
    judge(qtbot, page, Qt.Key.Key_O)
    assert not says(page), "closed is closed"
    page.tools.compare_asked.emit()
    page.layout_controller.compare.closed.emit()
    assert "Judge 9 images first" in says(page), "it comes back with the results"
    page.layout_controller.set_picture_only(True)
    assert not says(page), "the image alone"
    page.layout_controller.set_picture_only(False)
    assert "Judge 9 images first" in says(page)
    page.view.threshold_panel.draft.move(ng=7.0)
    page.view.threshold_panel.commit_bar.commit.click()
    qtbot.waitUntil(lambda: not page.view.threshold_panel.draft.is_changed and settled(page))
    assert not says(page), "thresholds set by hand are not provisional"


def test_verdicts_of_other_runs_count(qtbot, page, picture, tmp_path):
    for row in list(page.state.results.results())[:4]:
        page.state.image.show(row.id)
        qtbot.waitUntil(lambda: settled(page))
        page.view.list.view.setFocus()
        judge(qtbot, page, Qt.Key.Key_O)
    for number in range(8):
        picture(f"{number}.png", folder=tmp_path / "next lot" / "good")
    run = fakes.inspect(page.session.project, tmp_path / "next lot", progress=SilentProgress())
    page.session.show_run(run.id)
    qtbot.waitUntil(lambda: page.state.run_id == run.id and settled(page))
    qtbot.waitUntil(lambda: "Judge 6 images first" in says(page))
    press(page, "Judge them now")
    qtbot.waitUntil(lambda: settled(page))
    assert page.state.results.rowCount() == 6


def test_a_model_that_finds_no_good_part_asks_for_good_ones(qtbot, page):
    project = page.session.project
    stored = thresholds.set_thresholds(project, Thresholds(0.01, 0.02), basis=PROVISIONAL)
    page.state.draft.show(stored)
    qtbot.waitUntil(lambda: "All 12 images exceed REVIEW" in says(page))
    assert "Confirm 10 good ones" in says(page)
    press(page, "Judge them now")
    assert page.review.active
