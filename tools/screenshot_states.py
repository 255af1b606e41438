"""The states that `tools/screenshots.py` takes pictures of, in the order of the five steps."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ad_studio.ui.inspect.page import InspectPage
    from tools.screenshots import Driver


def take_all(driver: "Driver") -> int:
    """Make the project where there is none yet, then take all pictures."""
    from ad_studio.services.projects.workspace import Workspace
    from ad_studio.ui.rail import Step
    from tools.screenshot_project import make_project

    session, window = driver.session, driver.window
    driver.settle()
    if Workspace(session.root).cards():
        session.open("flange")
        driver.until(lambda: session.snapshot)
    else:
        make_project(driver)
    driver.settle()
    for step in Step:
        window.go(step)
        driver.settle()
        name = f"{step.value + 1}-{step.name.lower()}"
        if step is Step.INSPECT:
            _show_worst(driver)
        driver.shoot(name)
        if step is Step.REFERENCE:
            _draw(driver, name)
        elif step is Step.TRAIN:
            _unfold_settings(driver, name)
            _draw_smallest(driver, name)
        elif step is Step.INSPECT:
            _inspect(driver, name)
        elif step is Step.REPORT:
            _report(driver, name)
        elif step is Step.CHECKS:
            _studies(driver, name)
    window.go(Step.PROJECTS)
    _settings(driver, "1-projects")
    window.close()
    return 0


def _show_worst(driver: "Driver") -> None:
    """The part that deviates most on the screen, and no message over it."""
    from ad_studio.ui.inspect.page import InspectPage
    from ad_studio.ui.rail import Step

    page = driver.window.page_of(Step.INSPECT, InspectPage)
    page.first_verdicts.clear()
    page.state.image.show_first()
    driver.settle()


def _draw(driver: "Driver", name: str) -> None:
    """Ignore regions being drawn; they are not kept."""
    from ad_studio.drawn_regions import DrawnRegion, RegionShape, rectangle
    from ad_studio.ui.rail import Step
    from ad_studio.ui.reference.page import ReferencePage

    drawing = driver.window.page_of(Step.REFERENCE, ReferencePage).drawing
    wave = tuple((0.4 + i * 0.015, 0.2 + (i % 5) * 0.02) for i in range(20))
    corners = ((0.1, 0.1), (0.3, 0.12), (0.25, 0.3))
    for region in (
        rectangle(0.67, 0.56, 0.79, 0.73),
        DrawnRegion(RegionShape.POLYGON, corners),
        DrawnRegion(RegionShape.BRUSH, wave, 0.03),
    ):
        drawing.edits.add(region)
    drawing.canvas.edited.emit()
    drawing.canvas.redraw()
    driver.settle()
    driver.shoot(f"{name}-ignore-regions")
    drawing.panel.discard.click()


def _unfold_settings(driver: "Driver", name: str) -> None:
    from ad_studio.ui.rail import Step
    from ad_studio.ui.widgets.basics import Disclosure

    advanced = driver.window.page(Step.TRAIN).findChild(Disclosure)
    assert advanced is not None
    advanced.setChecked(True)
    driver.settle()
    driver.shoot(f"{name}-advanced")
    advanced.setChecked(False)


def _draw_smallest(driver: "Driver", name: str) -> None:
    """The smallest defect that matters, drawn on the reference."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    from ad_studio.ui.rail import Step
    from ad_studio.ui.train.page import TrainPage

    page = driver.window.page_of(Step.TRAIN, TrainPage)
    page.draw_smallest_defect()
    driver.settle()
    surface = page.drawing.view.viewport()
    start, button = surface.rect().center(), Qt.MouseButton.LeftButton
    QTest.mousePress(surface, button, pos=start)
    QTest.mouseMove(surface, start + QPoint(12, 4))
    QTest.mouseRelease(surface, button, pos=start + QPoint(12, 4))
    driver.settle()
    driver.shoot(f"{name}-smallest-defect")
    page.drawing.done.click()


def _report(driver: "Driver", name: str) -> None:
    """Trends of the lots, and the audit trail, in place of the preview."""
    from PySide6.QtWidgets import QPushButton

    from ad_studio.ui.rail import Step

    page = driver.window.page(Step.REPORT)
    trends, trail = (one for one in page.findChildren(QPushButton) if one.isCheckable())
    for button, what in ((trends, "trends"), (trail, "audit-trail")):
        button.click()
        driver.settle()
        driver.shoot(f"{name}-{what}")
    trail.click()


def _studies(driver: "Driver", name: str) -> None:
    """An agreement study that is complete, and a part of another one to be judged."""
    from ad_studio.ui.checks.page import ChecksPage
    from ad_studio.ui.rail import Step

    page = driver.window.page_of(Step.CHECKS, ChecksPage)
    page.tabs.setCurrentWidget(page.studies)
    driver.settle()
    if not page.studies.list.count():
        return
    page.studies.list.setCurrentRow(1)
    driver.settle()
    driver.shoot(f"{name}-study")
    page.studies.list.setCurrentRow(0)
    page.studies.begin.click()
    driver.settle()
    driver.shoot(f"{name}-judging")
    page.studies.judging.leave.click()
    page.tabs.setCurrentWidget(page.challenge)


def _settings(driver: "Driver", name: str) -> None:
    """What an engineer sets for the shop floor."""
    from ad_studio.ui.projects.page import ProjectsPage
    from ad_studio.ui.rail import Step

    page = driver.window.page_of(Step.PROJECTS, ProjectsPage)
    page.show_settings()
    assert page.settings is not None
    tabs = page.settings.tabs
    for at, what in enumerate(("fields", "actions")):
        tabs.setCurrentIndex(at)
        driver.settle()
        driver.shoot(f"{name}-settings-{what}")
    page.settings.leave.click()


def _inspect(driver: "Driver", name: str) -> None:
    from ad_studio.ui.inspect.page import InspectPage
    from ad_studio.ui.rail import Step

    page = driver.window.page_of(Step.INSPECT, InspectPage)

    def shoot(what: str) -> None:
        driver.settle()
        driver.shoot(f"{name}-{what}")

    _thresholds(page, shoot)
    _images(page, shoot)
    page.run_bar.unfold()
    page.run_bar.options_button.setChecked(True)
    shoot("options")
    page.run_bar.fold()
    _zones(driver, page, shoot)
    page.layout_controller.set_picture_only(True)
    shoot("picture-only")
    page.layout_controller.set_picture_only(False)
    page.layout_controller.set_floor(True)
    driver.keep_size()  # the offscreen screen is smaller than the window
    shoot("shop-floor")
    page.layout_controller.set_floor(False)
    page.tools.delete.click()
    shoot("delete")
    page.question.hide()
    driver.window.toggle_key_map()
    shoot("keys")
    driver.window.toggle_key_map()
    page.tools.compare.click()
    shoot("compare")
    page.layout_controller.compare.closed.emit()
    _pause(driver, name)


def _thresholds(page: "InspectPage", shoot: Callable[[str], None]) -> None:
    """The threshold panel: lines moved, and each of its tabs."""
    from ad_studio.domain import Thresholds

    panel = page.view.threshold_panel
    limits = panel.draft.thresholds
    assert limits is not None
    panel.draft.take(Thresholds(limits.review, round(1.6 * limits.ng, 2)))
    shoot("thresholds-moved")
    panel.draft.discard()
    for number, what in enumerate(("suggestions", "check", "history", "regions")):
        panel.tabs.setCurrentIndex(number)
        if what == "suggestions":
            panel.thresholds.show_suggestions()
        shoot(what)
    panel.thresholds.show_flips()
    panel.tabs.setCurrentIndex(0)


def _zones(driver: "Driver", page: "InspectPage", shoot: Callable[[str], None]) -> None:
    """Zones being drawn, and on the image; they are not kept."""
    from ad_studio.domain import SizeLimit, Zone
    from ad_studio.drawn_regions import rectangle
    from ad_studio.services.projects.pixel_size import set_pixel_size

    draft, before = page.view.threshold_panel.draft, page.view.viewer_bar.choices
    set_pixel_size(driver.project, 0.05)
    page.session.refresh()
    zones = (
        Zone("Sealing face", rectangle(0.3, 0.25, 0.7, 0.75), 0),
        Zone("Rim", rectangle(0.05, 0.1, 0.25, 0.9), 5),
    )
    draft.limit_size(SizeLimit(2, 0.05, zones))
    page.view.viewer_bar.set_choices(replace(before, zones=True))
    shoot("zones-shown")
    page.view.viewer_bar.set_choices(before)
    page.view.threshold_panel.thresholds.zones.click()
    driver.settle()
    page.layout_controller.zone_editor.board.pick(1)
    shoot("zones")
    page.layout_controller.zone_editor.cancel.click()
    draft.discard()
    set_pixel_size(driver.project, None)
    page.session.refresh()


def _images(page: "InspectPage", shoot: Callable[[str], None]) -> None:
    """The viewer beside the reference, the list in all its layouts, and a review half-way."""
    from ad_studio.services.results.review_queue import QueueKind
    from ad_studio.ui.colour_maps import ColourMap
    from ad_studio.ui.inspect.widgets.results_view import ViewMode
    from ad_studio.ui.inspect.widgets.view_choices import Layout

    tabs, before = page.view.threshold_panel.tabs, page.view.viewer_bar.choices
    page.view.viewer_bar.set_choices(
        replace(before, layout=Layout.SIDE_BY_SIDE, colour_map=ColourMap.VIRIDIS)
    )
    shoot("side-by-side")
    page.view.viewer_bar.set_choices(replace(before, layout=Layout.SWIPE))
    tabs.setCurrentWidget(page.view.regions)
    page.view.regions.step(1)
    shoot("swipe")
    page.view.viewer_bar.set_choices(before)
    tabs.setCurrentIndex(0)
    page.view.viewer.fit()
    for mode in (ViewMode.GRID, ViewMode.TABLE):
        page.view.list.set_mode(mode)
        shoot(mode.value)
    page.view.list.set_mode(ViewMode.LIST)
    page.view.list.bar.more.setChecked(True)
    shoot("filters")
    page.view.list.bar.more.setChecked(False)
    _nothing(page, shoot)
    kinds = page.view.list.review.kind
    kinds.setCurrentIndex(kinds.findData(QueueKind.ALL))
    page.view.list.review.start.setChecked(True)
    shoot("review")
    page.view.list.review.start.setChecked(False)


def _nothing(page: "InspectPage", shoot: Callable[[str], None]) -> None:
    """A filter that no image passes, and in the lowest window, with a message."""
    field, window = page.view.list.bar.field, page.window()
    size = window.size()
    page.banner.say("12 images inspected.")
    window.resize(960, 600)
    shoot("low-window")
    window.resize(size)
    page.banner.clear()
    field.setText("no such part")
    field.returnPressed.emit()
    shoot("no-match")
    page.view.list.notice.clear.click()


def _pause(driver: "Driver", name: str) -> None:
    """A run that is held; then it is cancelled and deleted, so that the next look finds none."""
    from ad_studio.domain import RunScope
    from ad_studio.services.inspection import runs
    from ad_studio.ui.inspect.page import InspectPage
    from ad_studio.ui.rail import Step

    page, session = driver.window.page_of(Step.INSPECT, InspectPage), driver.session
    page.run_bar.started.emit(RunScope((driver.images,)))
    driver.until(lambda: page.state.results.rowCount() in range(3, 9))
    page.run_bar.pause_buttons.hold.click()
    driver.turn(1500)
    driver.shoot(f"{name}-paused")
    page.run_bar.started.emit(RunScope((driver.images.with_name("lot 41"),)))
    driver.turn(500)
    driver.shoot(f"{name}-queue")
    page.banner.clear()
    page.state.queues.runs.take_out(page.state.queues.runs.waiting[0])
    page.run_bar.strip.cancel.click()
    driver.settle()
    held = page.state.run_id
    assert held is not None
    runs.delete_run(driver.project, held, reason="only for a picture")
    session.show_run(None)
    driver.settle()
