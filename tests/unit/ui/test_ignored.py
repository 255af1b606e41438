"""Ignore regions beyond the Reference page: on every inspected image, and before training."""

import pytest
from PySide6.QtCore import QPointF

from ad_studio.drawn_regions import rectangle
from ad_studio.progress import SilentProgress
from ad_studio.services.projects import ignore_regions
from ad_studio.ui.inspect.page import InspectPage
from ad_studio.ui.train.page import TrainPage
from tests.keyboard import CLOCK
from tests.unit.ui import fakes

BOX = rectangle(0.25, 0.25, 0.5, 0.5)
QUIET = SilentProgress()


@pytest.fixture
def ignoring_model(trained, parts):
    """One run with a model that ignores nothing, and one with a model that ignores a box."""
    fakes.inspect(trained.project, parts, progress=QUIET)
    ignore_regions.commit(trained.project, [BOX])
    fakes.train_and_use(trained.project)
    fakes.inspect(trained.project, parts, progress=QUIET)
    return trained


def test_every_image_shows_what_its_model_ignores(qtbot, ignoring_model):
    session = ignoring_model
    page = InspectPage(session, on_next=lambda: None, clock=CLOCK)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(session.changed):
        session.refresh()
    qtbot.waitUntil(lambda: page.view.viewer.ignored.regions == (BOX,))
    assert page.view.viewer.ignored.boundingRect().width() == page.view.viewer.image_size[0]
    assert "version 1" in page.view.ignored_note.text()
    assert page.view.ignored_note.isVisible()
    width, height = page.view.viewer.image_size
    page.view.viewer.hovered.emit(QPointF(0.3 * width, 0.3 * height))
    assert "not scored" in page.view.readout.text()
    page.view.viewer.hovered.emit(QPointF(0.6 * width, 0.6 * height))
    assert "not scored" not in page.view.readout.text()
    page.view.viewer.hovered.emit(None)
    page.view.viewer.set_bare(True)
    assert not page.view.viewer.ignored.isVisible()
    page.view.viewer.set_bare(False)
    shown = page.view.viewer.shown_id
    page.state.image.step(1)
    qtbot.waitUntil(lambda: page.view.viewer.shown_id not in (shown, None))
    assert page.view.viewer.ignored.regions == (BOX,)
    ignore_regions.commit(session.project, [])  # the model goes on applying its own version
    with qtbot.waitSignal(session.changed):
        session.refresh()
    assert page.view.viewer.ignored.regions == (BOX,)
    session.show_run(1)
    qtbot.waitUntil(lambda: page.state.run_id == 1 and page.view.viewer.shown_id is not None)
    qtbot.waitUntil(lambda: page.view.viewer.ignored.regions == ())
    assert not page.view.ignored_note.isVisible()


def test_a_region_that_does_not_follow_a_turned_part_says_so(qtbot, ignoring_model):
    session = ignoring_model
    model = session.project.store.models.all()[0]
    model.folder.mkdir(exist_ok=True)
    (model.folder / "model.json").write_text('{"rotation_invariant": true}')
    page = InspectPage(session, on_next=lambda: None, clock=CLOCK)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(session.changed):
        session.refresh()
    qtbot.waitUntil(lambda: page.view.viewer.ignored.regions == (BOX,))
    assert "does not turn with the part (version 1)" in page.view.ignored_note.text()
    assert "do not follow" in page.view.ignored_note.toolTip()


def test_the_train_page_says_what_will_be_ignored(qtbot, trained):
    page = TrainPage(trained, on_next=lambda: None)
    qtbot.addWidget(page)
    assert "whole image" in page._panel._ignored.text()
    ignore_regions.commit(trained.project, [BOX, rectangle(0.6, 0.6, 0.7, 0.7)])
    with qtbot.waitSignal(trained.changed):
        trained.refresh()
    assert page._panel._ignored.text() == "2 ignore regions (version 1) will not be scored."
