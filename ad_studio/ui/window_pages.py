"""How the page of each step is built, and what it asks the window for."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from ad_studio.ui.projects.page import ProjectsPage
from ad_studio.ui.rail import Step
from ad_studio.ui.widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ad_studio.domain import CountedResults
    from ad_studio.ui.inspect.page import InspectPage
    from ad_studio.ui.window import MainWindow


def _projects(window: "MainWindow") -> Page:
    return ProjectsPage(window.session)


def _reference(window: "MainWindow") -> Page:
    from ad_studio.ui.reference.page import ReferencePage

    return ReferencePage(window.session, on_next=lambda: window.go(Step.TRAIN))


def _train(window: "MainWindow") -> Page:
    from ad_studio.ui.train.page import TrainPage

    return TrainPage(window.session, on_next=lambda: window.go(Step.INSPECT))


def _inspect(window: "MainWindow") -> Page:
    from ad_studio.ui.inspect.page import InspectPage

    page = InspectPage(window.session, on_next=lambda: window.go(Step.REPORT))
    page.learn_asked.connect(lambda: _learn(window))
    page.challenge_asked.connect(lambda: _show_challenge(window))
    page.picture_only_changed.connect(window.set_picture_only)
    window.show_queue(page.state.queues.runs)
    return page


def _learn(window: "MainWindow") -> None:
    """Learn from the confirmed parts, where that is seen."""
    from ad_studio.ui.train.page import TrainPage

    page = window.page_of(Step.TRAIN, TrainPage)
    window.go(Step.TRAIN)
    page.learning.begin()


def _show_challenge(window: "MainWindow") -> None:
    """Show the challenge, ready to be run."""
    from ad_studio.ui.checks.page import ChecksPage

    page = window.page_of(Step.CHECKS, ChecksPage)
    page.tabs.setCurrentWidget(page.challenge)
    window.go(Step.CHECKS)
    page.challenge.run.setFocus()


def _report(window: "MainWindow") -> Page:
    from ad_studio.ui.report.page import ReportPage

    page = ReportPage(window.session)
    page.run_asked.connect(lambda run_id: _show_run(window, run_id))
    page.images_asked.connect(partial(_show_images, window))
    return page


def _show_run(window: "MainWindow", run_id: int) -> None:
    """Put a run on show, where its images are seen."""
    _go_to_inspect(window).show_run(run_id)


def _show_images(window: "MainWindow", counted: "Sequence[CountedResults]", words: str) -> None:
    """Show some images, which are what the words say."""
    _go_to_inspect(window).show_images(counted, words)


def _go_to_inspect(window: "MainWindow") -> "InspectPage":
    from ad_studio.ui.inspect.page import InspectPage

    page = window.page_of(Step.INSPECT, InspectPage)
    window.go(Step.INSPECT)
    return page


def _checks(window: "MainWindow") -> Page:
    from ad_studio.ui.checks.page import ChecksPage

    return ChecksPage(window.session)


PAGES: "dict[Step, Callable[[MainWindow], Page]]" = {
    Step.PROJECTS: _projects,
    Step.REFERENCE: _reference,
    Step.TRAIN: _train,
    Step.INSPECT: _inspect,
    Step.REPORT: _report,
    Step.CHECKS: _checks,
}
"""Builds the page of each step; what is only needed there is imported then."""
