"""The lowest window that the program allows, at 100 %: the verdicts are always in sight."""

import threading

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea

from ad_studio.domain import Basis, BasisKind, Thresholds, Verdict
from ad_studio.errors import ImageError
from ad_studio.services import results, thresholds
from ad_studio.services.inspection import inspector
from ad_studio.services.results import verdicts
from ad_studio.ui import i18n
from ad_studio.ui.app import build
from ad_studio.ui.rail import Step
from ad_studio.ui.widgets.banner import Banner
from tests.unit.ui import states, walk


@pytest.fixture(params=i18n.LANGUAGES)
def inspect(request, qtbot, qapp, inspected_workspace, slow_services):
    """The Inspect page of a window of 960 x 600, after a run, in each language."""
    with inspected_workspace.open("Nut M8") as project:
        project.update(defects=("scratch", "burr", "bent thread"))
    window = build(qapp, inspected_workspace.root, language=request.param)
    window.resize(960, 600)
    window.show()
    window.activateWindow()
    with qtbot.waitSignal(window.session.changed):
        window.session.open("Nut M8")
    page = window.page(Step.INSPECT)
    qtbot.waitUntil(lambda: page.view.viewer.shown_id is not None and not page.session.jobs.busy)
    yield page
    window.close()
    window.deleteLater()
    i18n.install(qapp, "en")


def whole(widget):
    """Whether every pixel of a widget is on the screen, nothing scrolled away."""
    seen = QRect(widget.mapTo(widget.window(), widget.rect().topLeft()), widget.size())
    return widget.isVisible() and widget.visibleRegion().boundingRect().size() == seen.size()


def hidden(page):
    """What cannot be seen in full of what a verdict needs."""
    states.settle()
    bar = page.view.verdict_bar
    chips = bar.reasons.findChildren(QAbstractButton)
    needed = [bar, page.view.viewer, *bar.findChildren(QAbstractButton), *bar.findChildren(QLabel)]
    return [
        walk.described(one)
        for one in needed
        if one.isVisible() and not whole(one) and one not in chips and one is not bar.reasons
    ]


def message(page):
    page.banner.show_error(
        ImageError("The file is empty (0 bytes).", path=page.session.root, hint="Choose another.")
    )


def test_the_verdicts_are_in_sight_with_a_message_of_three_lines(inspect):
    message(inspect)
    assert hidden(inspect) == []
    assert whole(inspect.view.verdict_bar.reasons.chip("scratch")), "one line of reasons"
    assert "\n".join(walk.clipped(inspect.window())) == ""


def test_filters_and_review_scroll_rather_than_push_the_verdicts_away(qtbot, inspect):
    message(inspect)
    inspect.view.list.bar.more.click()
    inspect.view.list.review.start.click()
    qtbot.waitUntil(lambda: not inspect.session.jobs.busy)
    assert hidden(inspect) == []
    assert inspect.view.list.view.viewport().height() >= 60, "a row of the list"
    assert "\n".join(walk.clipped(inspect.window())) == ""


def test_options_and_the_question_before_a_deletion_scroll_or_fit(inspect):
    message(inspect)
    inspect.run_bar.unfold()
    inspect.run_bar.options_button.click()
    assert hidden(inspect) == []
    inspect.run_bar.options_button.click()
    inspect.run_bar.fold()
    inspect.banner.clear()
    inspect.tools.delete.click()
    assert inspect.question.isVisible()
    assert hidden(inspect) == []


def test_the_verdicts_are_in_sight_while_a_run_goes_on(qtbot, inspect, parts, monkeypatch):
    gate, real = threading.Event(), inspector.inspect

    def wait(*args, **kind):
        assert gate.wait(30)
        return real(*args, **kind)

    monkeypatch.setattr("ad_studio.services.inspection.inspector.inspect", wait)
    inspect.run_bar.set_folder(parts)
    inspect.run_bar.start()
    message(inspect)
    assert inspect.run_bar.strip.isVisible()
    assert hidden(inspect) == []
    gate.set()
    qtbot.waitUntil(lambda: not inspect.session.jobs.busy)


def test_many_reasons_leave_the_buttons_in_sight(inspect):
    message(inspect)
    inspect.view.verdict_bar.reasons.offer([f"reason number {number}" for number in range(40)])
    assert hidden(inspect) == []
    inspect.window().resize(1360, 860)
    assert hidden(inspect) == []


def sideways(page):
    """By how many pixels a page, or what scrolls in it, can be scrolled to the side."""
    states.settle()
    areas = page.window().findChildren(QScrollArea)
    return sum(area.horizontalScrollBar().maximum() for area in areas if area.isVisible())


def test_the_least_window_gives_half_to_the_image_and_puts_the_thresholds_away(inspect):
    states.settle()
    view = inspect.view
    assert inspect.window().width() == 960
    assert view.viewer.width() >= 0.45 * 960
    assert sideways(inspect) == 0
    assert view.list.isVisible()
    assert not view.threshold_panel.isVisible()

    view.viewer_bar.thresholds.click()
    assert sideways(inspect) == 0
    assert view.threshold_panel.isVisible()
    assert not view.list.isVisible(), "they take its place"
    view.viewer_bar.thresholds.click()
    assert view.list.isVisible()
    view.threshold_panel.show_suggestions()
    assert view.threshold_panel.isVisible(), "what leads to them finds them"

    inspect.window().resize(1280, 720)
    assert view.list.isVisible()
    assert view.threshold_panel.isVisible()
    inspect.window().resize(960, 600)
    assert not view.threshold_panel.isVisible()


def test_the_image_has_most_of_a_window_of_1280_by_720(inspect):
    window = inspect.window()
    window.resize(1280, 720)
    inspect.banner.clear()
    states.settle()
    assert inspect.view.viewer.width() >= 0.55 * 1280
    assert inspect.view.viewer.height() >= 0.6 * 720
    assert hidden(inspect) == []
    assert "\n".join(walk.clipped(window)) == ""


# ---- messages over the image


def seen_of(widget, page):
    """Where a widget is seen, in the page."""
    area = widget.visibleRegion().boundingRect()
    return QRect(widget.mapTo(page, area.topLeft()), area.size())


def covered(page):
    """The share of the image that lies under messages; there is one at most."""
    states.settle()
    shown = [one for one in page.findChildren(Banner) if one.isVisible()]
    assert len(shown) <= 1
    viewer = page.view.viewer
    image = QRect(viewer.mapTo(page, viewer.rect().topLeft()), viewer.size())
    hidden = [seen_of(one, page).intersected(image) for one in shown]
    return sum(one.width() * one.height() for one in hidden) / (image.width() * image.height())


def judged_provisionally(qtbot, page):
    """Ten parts are confirmed, and the thresholds still rest on the reference alone."""
    project = page.session.project
    for row in results.results(project)[:10]:
        verdict = Verdict.NG if "scratched" in row.path.parts else Verdict.OK
        verdicts.record_verdict(project, row.id, verdict, author="Kim")
    basis = Basis(BasisKind.PROVISIONAL, {"views": 6, "mean": 1.4})
    thresholds.set_thresholds(project, Thresholds(3.0, 5.0), basis=basis)
    page.results_controller.open()
    qtbot.waitUntil(lambda: not page.first_verdicts.isHidden() and not page.session.jobs.busy)


def test_messages_cover_at_most_a_fifth_of_the_image(qtbot, inspect):
    inspect.banner.say("12 images inspected.")
    assert inspect.banner.isVisible()
    assert 0 < covered(inspect) <= 0.2
    judged_provisionally(qtbot, inspect)
    assert inspect.first_verdicts.isVisible(), "the newest"
    assert not inspect.banner.isVisible()
    assert 0 < covered(inspect) <= 0.2
    assert "\n".join(walk.clipped(inspect.window())) == ""
    message(inspect)
    assert inspect.banner.isVisible()
    assert 0 < covered(inspect) <= 0.2
    inspect.banner.clear()
    assert inspect.first_verdicts.isVisible(), "the one before comes back"
    inspect.banner.say(" ".join(["A message of very many words."] * 40))
    assert 0 < covered(inspect) <= 0.2


def test_a_message_that_warns_goes_before_a_newer_one_and_a_question_before_both(qtbot, inspect):
    message(inspect)
    inspect.first_verdicts.say("Judge some images first.")
    assert inspect.banner.isVisible()
    assert not inspect.first_verdicts.isVisible()
    inspect.tools.delete.click()
    assert inspect.question.isVisible()
    assert not inspect.banner.isVisible()
    inspect.question.hide()
    inspect.banner.clear()
    assert inspect.first_verdicts.isVisible()
