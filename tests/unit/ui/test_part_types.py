"""One model for the parts of several projects, trained in the Train step."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ad_studio.domain import Verdict
from ad_studio.errors import PoorReferenceError
from ad_studio.progress import SilentProgress, raise_if_cancelled
from ad_studio.services import results
from ad_studio.services.projects import references
from ad_studio.services.projects.models import list_standings, model_in_force
from ad_studio.services.results import verdicts
from ad_studio.ui.train.page import TrainPage
from tests.unit.ui import fakes

SERVICE = "ad_studio.services.part_types.train_part_types"


@pytest.fixture
def page(qtbot, trained, trained_workspace, picture):
    """The Train page of "Nut M8"; beside it are a bolt, and a washer without a reference."""
    with trained_workspace.create("Bolt M8", noun="bolt") as bolt:
        references.set_reference(bolt, picture("bolt.png"))
    trained_workspace.create("Washer", noun="washer").close()
    made = TrainPage(trained, on_next=lambda: None)
    qtbot.addWidget(made)
    made.show()
    made.entered()
    qtbot.waitUntil(lambda: not trained.jobs.busy)
    made.part_types.card.fold.click()
    return made


def check_first(qtbot, page):
    """Choose the first of the other projects, by the keyboard."""
    page.part_types.card.list.setCurrentRow(0)
    qtbot.keyClick(page.part_types.card.list, Qt.Key.Key_Space)


def train(qtbot, page):
    with qtbot.waitSignal(page.part_types.trained):
        page.part_types.card.train.click()
    qtbot.waitUntil(lambda: not page.session.jobs.busy)


def test_projects_with_a_reference_are_offered_and_one_has_to_be_chosen(qtbot, page):
    card = page.part_types.card
    assert card.isVisible()
    assert [card.list.item(at).text() for at in range(card.list.count())] == ["Bolt M8\nbolt"]
    assert not card.train.isEnabled()
    check_first(qtbot, page)
    assert (card.train.text(), card.chosen) == ("Train one model for 2 parts", ["bolt-m8"])


def test_the_model_is_a_candidate_compared_and_used(qtbot, page, parts):
    project = page.session.project
    fakes.inspect(project, parts, progress=SilentProgress())
    row = next(one for one in results.results(project) if one.path.parent.name == "good")
    verdicts.record_verdict(project, row.id, Verdict.OK, author="Kim")
    check_first(qtbot, page)
    train(qtbot, page)
    assert model_in_force(project).number == 1
    assert list_standings(project)[0].model.seed == 1, "one other project was handed on"
    assert page.question.accessibleName() == "Model 2 is a candidate. Model 1 stays in force."
    assert page.comparison.said["Overkill"] == ("0 of 1", "1 of 1")
    page.question.author.setText("Eve")
    with qtbot.waitSignal(page.session.changed):
        page.question.use.click()
    assert model_in_force(project).number == 2


def test_a_project_that_refers_to_another_one_has_no_part_of_its_own(qtbot, page, picture):
    """As after a training of before: its reference is that of the bolt."""
    project = page.session.project
    references.set_reference(project, picture("bolt.png"))
    with qtbot.waitSignal(page.part_types.looked):
        page.part_types.look()
    check_first(qtbot, page)
    card = page.part_types.card
    assert (card.train.text(), card.train.isEnabled()) == ("Train one model for 1 part", False)


def test_it_can_be_cancelled(qtbot, page, monkeypatch):
    begun = threading.Event()

    def train_forever(_project, _others, _settings, *, progress):
        begun.set()
        while True:
            raise_if_cancelled(progress)

    monkeypatch.setattr(SERVICE, train_forever)
    check_first(qtbot, page)
    page.part_types.card.train.click()
    qtbot.waitUntil(begun.is_set)
    assert not page.part_types.card.isVisible()
    page.work.cancel()
    qtbot.waitUntil(lambda: not page.session.jobs.busy)
    assert "No model was made." in page.banner.text
    assert page.part_types.card.chosen == ["bolt-m8"]


def test_on_a_poor_reference_it_is_trained_all_the_same_after_a_yes(qtbot, page, monkeypatch):
    def refuse(project, others, settings, *, progress):
        if not settings.accept_reference:
            raise PoorReferenceError("The image is blurred.")
        return fakes.train_part_types(project, others, settings, progress=progress)

    monkeypatch.setattr(SERVICE, refuse)
    check_first(qtbot, page)
    page.part_types.card.train.click()
    qtbot.waitUntil(lambda: "The image is blurred." in page.banner.text)
    with qtbot.waitSignal(page.part_types.trained):
        buttons = {one.text(): one for one in page.banner.findChildren(QPushButton)}
        buttons["Train all the same"].click()
    assert list_standings(page.session.project)[0].model.seed == 1
