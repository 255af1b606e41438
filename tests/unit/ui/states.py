"""Takes the whole window through what it can show, for the checks that look at every control."""

import numpy as np
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QPushButton, QTabWidget

from ad_studio.domain import SizeLimit, Thresholds, Verdict
from ad_studio.drawn_regions import rectangle
from ad_studio.errors import ImageError
from ad_studio.services import results
from ad_studio.services.projects import references
from ad_studio.services.projects.pixel_size import set_pixel_size
from ad_studio.services.results import verdicts
from ad_studio.ui.inspect.widgets.results_view import ViewMode
from ad_studio.ui.projects.form import ProjectForm
from ad_studio.ui.projects.tile import ProjectTile
from ad_studio.ui.rail import Step
from tests.keyboard import is_seen
from tests.projects import add_challenge, add_study, answer_all
from tests.unit.ui import states_at_work


def every_state(qtbot, window, reference, parts):
    """Yields the name of one state after the other, with the window showing it."""
    session = window.session

    def idle():
        qtbot.waitUntil(lambda: not session.jobs.busy)
        settle()

    projects = window.page(Step.PROJECTS)
    idle()
    projects.findChild(ProjectForm).left.emit()
    settle()
    yield "an empty workspace"
    projects.show_form()
    yield "a new project"
    session.create("Nut M8, supplier A", noun="metal nut", defects=("scratch", "bent thread"))
    qtbot.waitUntil(lambda: session.snapshot is not None)
    idle()
    yield "no reference yet"
    window.page(Step.REFERENCE).look_at(parts / "good")
    idle()
    yield "a first look"
    window.page(Step.REFERENCE).first_look.leave()
    deep = reference.with_name("deep.png")
    values = np.random.default_rng(1).integers(0, 4096, (72, 96)).astype(np.uint16)
    Image.fromarray(values).save(deep)
    window.page(Step.REFERENCE).offer(deep)
    idle()
    yield "a bit depth asked for"
    window.page(Step.REFERENCE).depth_question.choices[12].click()
    qtbot.waitUntil(lambda: session.snapshot.reference is not None)
    idle()
    yield "a reference of 12 bits"
    references.set_reference(session.project, reference)
    session.refresh()
    idle()
    yield "a reference"
    window.page(Step.REFERENCE).offer(reference)
    settle()
    yield "another reference asked for"
    window.page(Step.REFERENCE).banner.clear()
    window.go(Step.TRAIN)
    idle()
    yield from (f"not trained, {more}" for more in unfolded(window))
    set_pixel_size(session.project, 0.05)
    session.refresh()
    idle()
    window.page(Step.TRAIN).draw_smallest_defect()
    idle()
    yield "the smallest defect to be drawn"
    window.page(Step.TRAIN).drawing.done.click()
    yield from states_at_work.training(qtbot, window, settle)
    qtbot.waitUntil(lambda: session.snapshot.model is not None)
    idle()
    yield "trained"
    yield from states_at_work.part_types(window, reference, idle)
    train = window.page(Step.TRAIN)
    train.start()
    qtbot.waitUntil(lambda: len(session.snapshot.standings) == 2)
    idle()
    yield "a candidate"
    train.question.author.setText("Kim")
    train.question.use.click()
    qtbot.waitUntil(lambda: session.snapshot.model.number == 2)
    idle()
    yield "another model in force"
    yield from states_at_work.left_waiting(window, parts, idle)
    yield from (f"nothing inspected, {more}" for more in unfolded(window))
    yield from states_at_work.inspecting(qtbot, window, parts, settle)
    inspect = window.page(Step.INSPECT)
    idle()
    inspect.run_bar.set_folder(parts)
    inspect.run_bar.start()
    qtbot.waitUntil(lambda: inspect.view.viewer.shown_id is not None)
    idle()
    qtbot.waitUntil(lambda: is_seen(inspect))
    inspect.review.give(Verdict.NG)
    idle()
    yield from (f"inspected, {more}" for more in unfolded(window))
    yield from _of_the_workbench(window, inspect)
    yield from _drawing_zones(inspect, idle)
    yield from _with_nothing_to_see(qtbot, inspect, idle)
    inspect.banner.show_error(
        ImageError("The file is empty (0 bytes).", path=reference, hint="Choose an image file.")
    )
    settle()
    yield "an error"
    yield from _learning(window, parts, idle)
    window.go(Step.REPORT)
    idle()
    yield "a report"
    trends, trail = (
        one for one in window.page(Step.REPORT).findChildren(QPushButton) if one.isCheckable()
    )
    trends.click()
    idle()
    yield "trends"
    trail.click()
    idle()
    yield "an audit trail"
    yield from _checking(window, idle)
    window.go(Step.PROJECTS)
    idle()
    yield "a project to open"
    for words, name in (("Edit…", "a project edited"), ("Delete…", "a project deleted?")):
        tile = next(one for one in projects.findChildren(ProjectTile) if one.isVisible())
        menu = projects.menu(tile.card)
        at = ("Edit…", "Duplicate…", "Back up…", "Archive", "Delete…").index(
            words
        )  # in any language
        menu.actions()[at].trigger()
        menu.deleteLater()
        settle()
        yield name
    projects.banner.clear()
    projects.show_settings()
    for at in range(projects.settings.tabs.count()):
        projects.settings.tabs.setCurrentIndex(at)
        idle()
        yield f"settings, {at}"
    projects.settings.leave.click()
    yield from states_at_work.video(window, idle)
    yield from states_at_work.signing_in(qtbot, window, idle)


def _checking(window, idle):
    """A challenge that failed, a sample to be taken out; a study from its plan to its result."""
    store, page = window.session.project.store, window.page(Step.CHECKS)
    window.go(Step.CHECKS)
    idle()
    yield "no challenge yet"
    add_challenge(store, store.models.in_force(), 1.0, 2.0)
    page.entered()
    idle()
    page.challenge.samples.list.setCurrentRow(0)
    page.challenge.samples.remove.click()
    settle()
    yield "a challenge that failed"
    page.tabs.setCurrentWidget(page.studies)
    page.studies.new.click()
    settle()
    yield "a study to be planned"
    page.studies.form.left.emit()
    study = add_study(store, window.session.snapshot.run, known=[Verdict.OK, Verdict.NG])
    page.entered()
    idle()
    yield "a study to be answered"
    page.studies.begin.click()
    idle()
    yield "a part to be judged"
    page.studies.judging.leave.click()
    answer_all(store, study, lambda part, inspector, number: part.known)
    page.entered()
    idle()
    yield "a study that is complete"
    page.tabs.setCurrentWidget(page.challenge)


def _learning(window, parts, idle):
    """Parts confirmed, one of them far out and one gone; then a candidate beside the model."""
    session, train = window.session, window.page(Step.TRAIN)
    for row in results.results(session.project):
        if row.path.parent.name == "good" or row.path.stem == "5":
            verdicts.record_verdict(session.project, row.id, Verdict.OK, author="Kim")
    (parts / "good" / "1.png").unlink()
    window.go(Step.TRAIN)
    idle()
    yield "parts to learn from"
    train.learn_card.learn.click()
    idle()
    train.learned_parts.list.setCurrentRow(0)
    yield "a candidate beside the model in force"
    train.learned_parts.remove.click()
    idle()
    yield "a part removed"
    train.question.keep.click()
    train.banner.clear()


def _of_the_workbench(window, inspect):
    """What an engineer opens in the Inspect step, one after the other."""
    inspect.run_bar.options_button.setChecked(False)
    inspect.banner.clear()
    inspect.run_bar.unfold()
    settle()
    yield "another folder"
    inspect.run_bar.fold()
    inspect.layout_controller.set_picture_only(True)
    settle()
    yield "the image alone"
    inspect.layout_controller.set_picture_only(False)
    draft = inspect.state.draft
    limits, limit = draft.thresholds, SizeLimit(1.5, 0.05)
    draft.take(Thresholds(limits.review, 2 * limits.ng, limit))
    settle()
    yield "thresholds tried"
    draft.discard()
    for mode in ViewMode:
        inspect.view.list.set_mode(mode)
        settle()
        yield f"results as a {mode.value}"
    inspect.view.list.set_mode(ViewMode.LIST)
    inspect.view.list.panel.show()
    settle()
    yield "filters"
    inspect.view.list.panel.hide()
    for opened, name in (
        (inspect.tools.delete, "delete?"),
        (inspect.view.viewer_bar.options_button, "heat"),
    ):
        opened.click()
        settle()
        yield name
    inspect.view.viewer_bar.options.hide()
    inspect.question.hide()
    window.toggle_key_map()
    settle()
    yield "the keys"
    window.toggle_key_map()
    inspect.layout_controller.set_floor(True)
    settle()
    yield "the shop floor"
    inspect.layout_controller.set_floor(False)
    inspect.tools.compare.click()
    settle()
    yield "a comparison"
    inspect.layout_controller.compare.closed.emit()
    settle()


def _drawing_zones(inspect, idle):
    """The editor of zones, with one and without."""
    set_pixel_size(inspect.session.project, 0.05)
    inspect.session.refresh()
    idle()
    inspect.view.threshold_panel.thresholds.zones.click()
    idle()
    yield "no zones"
    editor = inspect.layout_controller.zone_editor
    editor.board.do(lambda: editor.edits.add(rectangle(0.1, 0.1, 0.6, 0.5)))
    settle()
    yield "a zone"
    editor.cancel.click()
    settle()


def _with_nothing_to_see(qtbot, inspect, idle):
    """A list that the filter leaves nothing of, an image that it leaves out, a finished review."""
    review, field = inspect.view.list.review.start, inspect.view.list.bar.field
    review.setChecked(False)
    idle()
    field.setText("no such part")
    field.returnPressed.emit()
    idle()
    inspect.view.list._write_counts()
    settle()
    yield "an empty list"
    inspect.view.list.notice.clear.click()
    inspect.view.list.filter_button("OK").click()
    settle()
    yield "an image left out"
    inspect.view.list.filter_button("All").click()
    idle()
    review.setChecked(True)
    idle()
    reviewed = inspect.state.results
    for left in reversed(range(len(reviewed.queue) - reviewed.queue.done(reviewed.table))):
        qtbot.waitUntil(lambda: is_seen(inspect))
        inspect.review.give(Verdict.NG if left else Verdict.OK)
        idle()
    inspect.view.list._write_counts()
    settle()
    assert inspect.view.list.notice.learn.isVisible()
    yield "a review that is done"
    inspect.view.list.notice.leave.click()
    idle()


def unfolded(window):
    """Opens what is folded away on the page in front, then shows each of its tabs."""
    page = window.page(window.step)
    for fold in page.findChildren(QPushButton):
        if fold.isCheckable() and fold.isVisible() and fold.property("kind") in ("disclosure", ""):
            fold.setChecked(True)
    settle()
    yield "all unfolded"
    for tabs in page.findChildren(QTabWidget):
        for number in range(tabs.count() if tabs.isVisible() else 0):
            tabs.setCurrentIndex(number)
            settle()
            yield tabs.tabText(number)


def settle():
    """Let layouts come to rest."""
    for _ in range(6):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
