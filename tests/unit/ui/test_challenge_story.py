"""The challenge through the real window: samples added, run, one escapes, taken out."""

import pytest
from PySide6.QtCore import Qt

from ad_studio.domain import ChallengeRule, Verdict
from ad_studio.services.challenge import challenge
from ad_studio.services.challenge.rule import challenge_rule, set_challenge_rule
from ad_studio.services.challenge.samples import list_samples
from ad_studio.ui.checks import sample_list
from ad_studio.ui.checks.page import ChecksPage
from ad_studio.ui.operator import last_operator
from tests.projects import add_challenge

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot, trained):
    page = ChecksPage(trained)
    qtbot.addWidget(page)
    page.resize(1100, 760)
    page.show()
    page.activateWindow()
    page.entered()
    qtbot.waitUntil(lambda: not trained.jobs.busy)
    return page


@pytest.fixture
def choose(monkeypatch):
    """Answers the dialog for files."""
    return lambda *images: monkeypatch.setattr(sample_list, "choose_images", lambda _: [*images])


def rows(view):
    return [view.item(row).text() for row in range(view.count())]


def test_a_challenge_from_the_first_sample_to_its_outcome(
    qtbot, page, trained, picture, choose, monkeypatch
):
    tab, project = page.challenge, trained.project
    assert tab.outcome.text == "There was no challenge yet."
    tab.author.setText("Ann")
    for button, name in ((tab.samples.add_ok, "good.png"), (tab.samples.add_ng, "bad.png")):
        choose(picture(name))
        qtbot.mouseClick(button, LEFT)
        qtbot.waitUntil(lambda name=name: any(name in row for row in rows(tab.samples.list)))
    assert rows(tab.samples.list)[1].startswith("Sample 2, expected NG, bad.png, ")
    assert [(one.expected, one.author) for one in list_samples(project)] == [
        (Verdict.OK, "Ann"),
        (Verdict.NG, "Ann"),
    ]

    def found(project, *, author, progress):
        model = project.store.models.in_force()
        assert author == "Ann"
        return add_challenge(project.store, model, 1.0, 2.0)

    monkeypatch.setattr(challenge, "run_challenge", found)
    qtbot.mouseClick(tab.run, LEFT)
    qtbot.waitUntil(lambda: tab.outcome.text == "FAILED: 1 of 2 samples as expected.")
    assert rows(tab.results)[0].startswith("NG.png: OK, 2.00 σ, Sample 4, expected NG: NOT as")
    assert last_operator() == "Ann"

    tab.samples.list.setCurrentRow(1)
    qtbot.mouseClick(tab.samples.remove, LEFT)
    assert not tab.samples.confirm.isEnabled(), "no reason is given"
    qtbot.keyClicks(tab.samples.reason, "worn")
    qtbot.keyClick(tab.samples.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(rows(tab.samples.list)) == 3)
    assert 2 not in {one.id for one in list_samples(project)}


def test_inspections_can_be_made_to_need_a_challenge(qtbot, page, trained):
    tab = page.challenge
    tab.hours.setValue(8)
    qtbot.mouseClick(tab.set_rule, LEFT)
    qtbot.waitUntil(lambda: tab.due.text() == "There was no challenge yet.")
    assert challenge_rule(trained.project) == ChallengeRule(8)
    tab.hours.setValue(0)
    tab.each_shift.click()
    qtbot.mouseClick(tab.set_rule, LEFT)
    qtbot.waitUntil(lambda: challenge_rule(trained.project) == ChallengeRule(each_shift=True))
    qtbot.waitUntil(lambda: not trained.jobs.busy)


def test_a_rule_that_is_being_entered_stays_when_something_else_is_stored(qtbot, page, trained):
    tab = page.challenge
    set_challenge_rule(trained.project, ChallengeRule(12))
    tab.read()
    qtbot.waitUntil(lambda: tab.hours.value() == 12)
    tab.hours.setValue(8)
    tab.each_shift.click()
    tab.author.setFocus()
    tab.read()
    qtbot.waitUntil(lambda: not trained.jobs.busy)
    assert (tab.hours.value(), tab.each_shift.isChecked()) == (8, True)
    trained.opened.emit()
    qtbot.waitUntil(lambda: not trained.jobs.busy)
    assert (tab.hours.value(), tab.each_shift.isChecked()) == (12, False), "the project anew"


def test_what_cannot_be_run_says_why(qtbot, page):
    qtbot.mouseClick(page.challenge.run, LEFT)
    qtbot.waitUntil(lambda: "The project has no NG sample." in page.banner.text)
    assert page.challenge.run.isEnabled()
