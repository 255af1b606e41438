"""Learning from confirmed parts through the real window, with made-up training and inspection."""

from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ad_studio.domain import SizeLimit, Verdict
from ad_studio.services import results
from ad_studio.services.projects import training_set
from ad_studio.services.projects.models import list_models, model_in_force
from ad_studio.services.results import verdicts
from ad_studio.services.results.review_queue import QueueKind
from ad_studio.services.thresholds import current_thresholds, set_thresholds
from ad_studio.ui.rail import Step
from ad_studio.ui.widgets.progress_strip import ProgressStrip
from tests.keyboard import strike_seen

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def inspected(inspected_workspace, open_at):
    """A window at the Train step, after a run over six good and six bad parts."""
    return open_at(Step.TRAIN)


def say(window, *names, verdict=Verdict.OK, folder="good"):
    """Give a verdict on images of a folder, by the stems of their names."""
    project = window.session.project
    for row in results.results(project):
        if row.path.stem in names and row.path.parent.name == folder:
            verdicts.record_verdict(project, row.id, verdict, author="Eve")


def train_page(qtbot, window):
    """The Train page once it knows what can be learned."""
    window.go(Step.TRAIN)
    qtbot.waitUntil(lambda: not window.session.jobs.busy)
    return window.page(Step.TRAIN)


def learn(qtbot, page):
    with qtbot.waitSignal(page.learning.learned):
        qtbot.mouseClick(page.learn_card.learn, LEFT)
    qtbot.waitUntil(lambda: not page.session.jobs.busy)


def rows(part_list):
    return [part_list.item(at).text() for at in range(part_list.count())]


def test_without_a_confirmed_part_there_is_nothing_to_learn(qtbot, inspected):
    card = train_page(qtbot, inspected).learn_card
    assert card.learn.text() == "Learn from 0 confirmed parts"
    assert not card.learn.isEnabled()


def test_a_candidate_is_learned_compared_and_used(qtbot, inspected):
    say(inspected, *"012345")
    say(inspected, "0", "1", verdict=Verdict.NG, folder="scratched")
    page = train_page(qtbot, inspected)
    project = page.session.project
    assert page.learn_card.learn.text() == "Learn from 6 confirmed parts"
    learn(qtbot, page)
    assert model_in_force(project).number == 1
    assert page.question.accessibleName() == "Model 2 is a candidate. Model 1 stays in force."
    assert page.comparison.isVisible()
    assert page.comparison.said["Overkill"] == ("0 of 6", "0 of 6")
    assert page.comparison.said["Escape"] == ("0 of 2", "0 of 2")
    assert page.learned_parts.list.count() == 6

    page.question.author.setText("Eve")
    with qtbot.waitSignal(page.session.changed):
        qtbot.mouseClick(page.question.use, LEFT)
    assert model_in_force(project).number == 2
    assert not page.comparison.isVisible()


def test_the_present_model_is_kept(qtbot, inspected):
    say(inspected, *"012")
    project = inspected.session.project
    sized = replace(current_thresholds(project).thresholds, size_limit=SizeLimit(1, 1))
    set_thresholds(project, sized)
    page = train_page(qtbot, inspected)
    learn(qtbot, page)
    said = [one.text() for one in page.comparison.findChildren(QLabel)]
    assert any("by scores alone, without the size limit" in words for words in said)
    qtbot.mouseClick(page.question.keep, LEFT)
    assert not page.comparison.isVisible()
    assert model_in_force(page.session.project).number == 1


def test_one_part_that_scores_far_out_is_learned_only_if_it_is_checked(qtbot, inspected):
    say(inspected, *"012345")
    say(inspected, "5", folder="scratched")
    page = train_page(qtbot, inspected)
    card = page.learn_card
    assert card.doubtful.isVisible()
    (row,) = rows(card.doubtful)
    assert row.startswith("5.png\nScores 10.06 σ")
    assert card.learn.text() == "Learn from 6 confirmed parts"
    card.doubtful.setCurrentRow(0)
    card.doubtful.setFocus()
    qtbot.keyClick(card.doubtful, Qt.Key.Key_Space)
    assert card.learn.text() == "Learn from 7 confirmed parts"
    learn(qtbot, page)
    assert len(training_set.parts(page.session.project)) == 7


def test_what_cannot_be_learned_is_listed_with_its_reason(qtbot, inspected, parts):
    say(inspected, *"0123")
    (parts / "good" / "1.png").unlink()
    Image.new("RGB", (96, 72), "white").save(parts / "good" / "2.png")
    page = train_page(qtbot, inspected)
    assert page.learn_card.learn.text() == "Learn from 2 confirmed parts"
    assert sorted(rows(page.learn_card.left_out)) == [
        "1.png\nThe file cannot be read any more.",
        "2.png\nThe file was changed since it was inspected.",
    ]


def test_contradictory_verdicts_are_not_learned(qtbot, inspected, parts):
    say(inspected, "0", "1")
    inspect = inspected.page(Step.INSPECT)
    inspect.run_bar.set_folder(parts)
    with qtbot.waitSignal(inspected.session.changed):
        inspect.run_bar.start()
    say(inspected, "1", verdict=Verdict.NG)
    card = train_page(qtbot, inspected).learn_card
    assert card.learn.text() == "Learn from 1 confirmed part"
    assert rows(card.left_out) == ["1.png\nThe same image was confirmed as different things."]


def test_cancelled_learning_leaves_the_model_in_force(qtbot, inspected):
    say(inspected, *"012")
    page = train_page(qtbot, inspected)
    card, strip = page.learn_card, page.findChild(ProgressStrip)
    card.learn.click()
    strip.cancel.click()
    qtbot.waitUntil(lambda: not page.session.jobs.busy)
    assert page.banner.accessibleName() == "info: Training was cancelled. No model was made."
    assert [model.number for model in list_models(page.session.project)] == [1]
    assert card.learn.isVisible()


def test_a_part_is_removed_and_asked_about_again(qtbot, inspected):
    say(inspected, *"012")
    page = train_page(qtbot, inspected)
    learn(qtbot, page)
    learned = page.learned_parts
    assert not learned.remove.isEnabled()
    learned.list.setCurrentRow(1)
    name = learned.list.item(1).text().partition("\n")[0]
    qtbot.mouseClick(learned.remove, LEFT)
    qtbot.waitUntil(lambda: learned.list.count() == 2)
    assert "learns from the reference and 2 parts" in page.banner.accessibleName()
    (row,) = rows(page.learn_card.doubtful)
    assert row.startswith(f"{name}\nScores ")
    assert row.endswith("removed before")

    qtbot.mouseClick(learned.forget, LEFT)
    qtbot.waitUntil(lambda: not learned.isVisible())
    assert training_set.parts(page.session.project) == []


def review(qtbot, window, *, bad):
    """Go through all images by keys: N for those of a folder called so, O for the others."""
    window.go(Step.INSPECT)
    inspect = window.page(Step.INSPECT)
    qtbot.waitUntil(lambda: not window.session.jobs.busy)
    kinds = inspect.view.list.review.kind
    kinds.setCurrentIndex(kinds.findData(QueueKind.ALL))
    inspect.view.list.review.start.setChecked(True)
    for _image in range(len(inspect.state.results.queue)):
        wanted = inspect.state.image.requested_id
        folder = inspect.state.results.result(wanted).path.parent.name
        strike_seen(qtbot, inspect, Qt.Key.Key_N if folder == bad else Qt.Key.Key_O)
    return inspect.view.list.notice


def test_the_end_of_a_review_leads_to_a_candidate(qtbot, inspected):
    notice = review(qtbot, inspected, bad="scratched")
    qtbot.waitUntil(notice.learn.isVisible)
    assert notice.learn.text() == "Learn from 6 parts"
    page = inspected.page(Step.TRAIN)
    with qtbot.waitSignal(page.learning.learned):
        qtbot.mouseClick(notice.learn, LEFT)
    qtbot.waitUntil(lambda: not page.session.jobs.busy)
    assert inspected.step is Step.TRAIN
    assert page.comparison.said["Bad in REVIEW"][1] == "0 of 6"


def test_where_there_is_something_to_ask_it_is_asked_first(qtbot, inspected):
    notice = review(qtbot, inspected, bad="nothing")
    qtbot.waitUntil(notice.learn.isVisible)
    assert notice.learn.text() == "Learn from 12 parts"
    say(inspected, "0", "1", "2", "3", "4", verdict=Verdict.NG, folder="scratched")
    page = inspected.page(Step.TRAIN)
    with qtbot.waitSignal(page.learning.asking):
        qtbot.mouseClick(notice.learn, LEFT)
    assert page.learn_card.doubtful.isVisible()
    assert page.learn_card.learn.text() == "Learn from 6 confirmed parts"
    assert len(list_models(page.session.project)) == 1


def test_a_review_without_a_good_part_offers_nothing(qtbot, inspected):
    notice = review(qtbot, inspected, bad="good")
    say(inspected, *"012345", verdict=Verdict.NG, folder="scratched")
    inspected.page(Step.INSPECT).review.show_first()
    qtbot.waitUntil(lambda: not inspected.session.jobs.busy)
    assert notice.isVisible()
    assert not notice.learn.isVisible()
