"""The threshold panel's story through the real window, by mouse and keys as a user would."""

import pytest
from PySide6.QtCore import QPoint, Qt

from ad_studio.domain import Verdict
from ad_studio.services import results, thresholds
from ad_studio.ui.rail import Step
from tests.keyboard import strike_seen

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def parts(parts, picture):
    """Twelve good and twelve bad images."""
    for number in range(12):
        picture(f"more {number}.png", folder=parts / ("good" if number % 2 else "scratched"))
    return parts


@pytest.fixture
def inspect(inspected_window):
    """The Inspect page of the window, after a run of twelve good and twelve bad images."""
    inspected_window.resize(1280, 800)  # a narrow one puts the thresholds away
    page = inspected_window.page(Step.INSPECT)
    page.run_bar._operator.setText("Kim")
    return page


def idle(page):
    return not page.session.jobs.busy and not page.threshold_controller._soon.isActive()


def test_tuned_by_eye_then_by_verdicts_then_taken_back(qtbot, inspect):
    page, panel, project = inspect, inspect.view.threshold_panel, inspect.session.project
    first = thresholds.current_thresholds(project)

    # drag the NG line far to the right: everything follows, nothing is stored
    handle = panel.thresholds.histogram.handle(Verdict.NG)
    ng_before, middle = page.state.results.counts().ng, handle.rect().center()
    qtbot.mousePress(handle, LEFT, pos=middle)
    qtbot.mouseMove(handle, middle + QPoint(400, 0))
    qtbot.mouseRelease(handle, LEFT)
    qtbot.waitUntil(lambda: page.state.results.counts().ng < ng_before)
    tried = panel.draft.thresholds
    assert page.view.viewer._thresholds == tried
    assert panel.thresholds.flips.model().rowCount() == ng_before - page.state.results.counts().ng
    assert thresholds.current_thresholds(project) == first

    # by keys alone: a coarse step back, to the note, Enter
    handle.setFocus()
    qtbot.keyClick(handle, Qt.Key.Key_PageDown)
    panel.commit_bar.note.setFocus()
    qtbot.keyClicks(panel.commit_bar.note, "less NG, on trial")
    qtbot.keyClick(panel.commit_bar.note, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not panel.draft.is_changed and idle(page))
    second = thresholds.current_thresholds(project)
    assert second.thresholds.ng == pytest.approx(tried.ng - 0.5)
    assert (second.author, second.note) == ("Kim", "less NG, on trial")
    run = page.session.snapshot.run
    assert results.counts(project, run.id) == page.state.results.counts()

    # verdicts on every image, by the keys; suggestions and curves come of them
    assert "not enough yet: 0 OK, 0 NG" in panel.thresholds.suggestions.list.item(2).text()
    for row in list(page.state.results.results()):
        page.state.image.show(row.id)
        page.view.list.view.setFocus()
        bad = "scratched" in row.path.parts
        strike_seen(qtbot, page, Qt.Key.Key_N if bad else Qt.Key.Key_O)
    qtbot.waitUntil(lambda: "12 confirmed OK" in panel.thresholds.suggestions.list.item(2).text())
    panel.tabs.setCurrentWidget(panel.check)
    qtbot.waitUntil(lambda: panel.check.curves is not None and idle(page), timeout=60_000)
    assert panel.check.curves.roc.isVisible()
    cells = panel.check.cells
    for human in (Verdict.OK, Verdict.NG):
        assert sum(int(cells[human, machine].text()) for machine in Verdict) == 12
    panel.tabs.setCurrentIndex(0)
    panel.thresholds.show_suggestions()
    view = panel.thresholds.suggestions.list
    view.scrollToItem(view.item(2))
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualItemRect(view.item(2)).center())
    assert str(panel.draft.basis) == "largest F1 on 12 confirmed OK and 12 confirmed NG"
    qtbot.mouseClick(panel.commit_bar.commit, LEFT)
    qtbot.waitUntil(lambda: not panel.draft.is_changed and idle(page))
    assert str(thresholds.current_thresholds(project).basis) == (
        "largest F1 on 12 confirmed OK and 12 confirmed NG"
    )

    # and back to where it began, from the history
    panel.tabs.setCurrentWidget(panel.history)
    versions = panel.history.list
    qtbot.waitUntil(lambda: versions.count() == 3)
    qtbot.mouseClick(
        versions.viewport(), LEFT, pos=versions.visualItemRect(versions.item(2)).center()
    )
    assert panel.draft.thresholds == first.thresholds
    qtbot.mouseClick(panel.history.restore, LEFT)
    qtbot.waitUntil(lambda: versions.count() == 4 and idle(page))
    last = thresholds.current_thresholds(project)
    assert (last.thresholds, last.author) == (first.thresholds, "Kim")
    assert str(last.basis) == f"version {first.id} restored ({first.basis})"
