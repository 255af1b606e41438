"""The model in force through the real window: a candidate, the question, and back again."""

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QComboBox, QLabel

from ad_studio.services.projects.models import in_force_history, model_in_force, put_in_force
from ad_studio.ui.inspect.widgets.in_force import InForceNote
from ad_studio.ui.rail import Step
from tests.widgets import named

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def train(open_at):
    """The Train page of a project with a model."""
    return open_at(Step.TRAIN).page(Step.TRAIN)


@pytest.fixture
def asked(qtbot, train):
    """The same, with a second model that was just trained."""
    with qtbot.waitSignal(train.session.changed):
        train.start()
    return train


def number_in_force(page):
    return model_in_force(page.session.project).number


def note(window):
    return window.page(Step.INSPECT).findChild(InForceNote)


def select(qtbot, page, row):
    view = page.models.list
    view.scrollToItem(view.item(row))
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualItemRect(view.item(row)).center())


def test_the_first_model_is_in_force_without_a_question(qtbot, window, picture):
    session = window.session
    with qtbot.waitSignal(session.changed):
        session.create("Nut M8", noun="metal nut", defects=("scratch",))
    with qtbot.waitSignal(session.changed):
        window.page(Step.REFERENCE).offer(picture("reference.png"))
    window.go(Step.TRAIN)
    train = window.page(Step.TRAIN)
    with qtbot.waitSignal(session.changed):
        train.start()
    assert train.banner.accessibleName() == "success: Model 1 is trained."
    assert not train.question.isVisible()
    assert train.models.list.item(0).text().startswith("Model 1, in force, Trained ")
    assert "Learned from: reference, " in train.models.list.item(0).text()
    assert "automatically" in train.models.list.item(0).text()
    assert not train.models.use.isEnabled()
    window.go(Step.INSPECT)
    assert note(window).text() == "In force: model 1, thresholds version 1"


def test_a_second_model_is_a_candidate_and_is_kept_so(qtbot, asked, window):
    assert asked.banner.accessibleName() == "success: Model 2 is trained."
    question = asked.question
    assert question.isVisible()
    assert question.accessibleName() == "Model 2 is a candidate. Model 1 stays in force."
    assert asked.models.list.item(0).text().startswith("Model 2, candidate, ")
    assert asked.models.list.currentRow() == 0, "its self-check is on show"
    qtbot.mouseClick(question.keep, LEFT)
    assert not question.isVisible()
    assert number_in_force(asked) == asked.session.snapshot.model.number == 1
    window.go(Step.INSPECT)
    assert note(window).text() == "In force: model 1, thresholds version 1"


def test_a_model_is_put_in_force_with_a_name_used_and_put_back(qtbot, asked, window, parts):
    question, session = asked.question, asked.session
    assert not question.use.isEnabled(), "nobody has signed for it"
    assert question.use.toolTip() == "Enter your name first"
    question.author.setFocus()
    qtbot.keyClicks(question.author, "Ann")
    qtbot.keyClicks(question.note, "finds more")
    with qtbot.waitSignal(session.changed):
        qtbot.mouseClick(question.use, LEFT)
    put = in_force_history(session.project)[0]
    assert (put.author, put.note) == ("Ann", "finds more")
    assert number_in_force(asked) == session.snapshot.model.number == 2
    assert asked.banner.accessibleName() == (
        "success: Model 2 is in force. Model 1 can be put back in the same way."
    )
    first, second = (asked.models.list.item(row).text() for row in (0, 1))
    assert first.startswith("Model 2, in force, ")
    assert first.endswith("by Ann, Note: finds more")
    assert second.startswith("Model 1, earlier, ")

    window.go(Step.INSPECT)
    inspect = window.page(Step.INSPECT)
    assert note(window).text() == "In force: model 2, thresholds version 2"
    assert "Model 2 was put in force" in note(window).toolTip()
    inspect.run_bar.set_folder(parts)
    with qtbot.waitSignal(session.changed):
        inspect.run_bar.start()
    assert session.snapshot.run.model_id == put.model_id
    history = inspect.view.threshold_panel.history.list
    qtbot.waitUntil(lambda: history.count() == 2)
    assert history.item(0).text().startswith("The model was put in force, ")
    assert history.item(0).text().endswith("by Ann, Note: finds more")

    window.go(Step.TRAIN)
    select(qtbot, asked, 1)
    qtbot.mouseClick(asked.models.use, LEFT)
    assert question.accessibleName() == "Put model 1 in force in the place of model 2?"
    assert (question.author.text(), question.note.text()) == ("Ann", "")
    with qtbot.waitSignal(session.changed):
        qtbot.keyClick(question.author, Qt.Key.Key_Return)
    assert number_in_force(asked) == 1
    assert note(window).text() == "In force: model 1, thresholds version 1"
    assert session.snapshot.run.model_id == put.model_id, "what was inspected keeps its model"


def test_the_selected_model_shows_its_self_check(qtbot, asked):
    def said():
        return [label.text() for label in asked.findChildren(QLabel) if label.isVisible()]

    assert "Self-check of model 2" in said()
    select(qtbot, asked, 1)
    assert "Self-check of model 1" in said()
    assert "Self-check of model 2" not in said()


def test_the_name_that_inspects_is_offered(qtbot, train):
    QSettings().setValue("operator", "Kim")
    with qtbot.waitSignal(train.session.changed):
        train.start()
    assert train.question.author.text() == "Kim"
    assert train.question.use.isEnabled()


def test_a_question_that_is_out_of_date_says_why(qtbot, asked):
    put_in_force(asked.session.project, 2, author="Eve")
    asked.question.author.setText("Ann")
    asked.question.use.click()
    qtbot.waitUntil(asked.banner.isVisible)
    qtbot.waitUntil(lambda: "Model 2 is in force already" in asked.banner.accessibleName())


def test_the_models_to_inspect_with_say_how_they_stand(qtbot, asked, window):
    window.go(Step.INSPECT)
    models = named(window.page(Step.INSPECT), QComboBox, "Model")
    assert [models.itemText(row) for row in range(models.count())] == [
        "Model 1, devprompt, starter, in force",
        "Model 2, devprompt, starter, candidate",
    ]
    with qtbot.waitSignal(asked.session.changed):
        asked.question.author.setText("Ann")
        asked.question.use.click()
    assert models.itemText(0) == "Model 2, devprompt, starter, in force"


def test_another_training_takes_the_question_back(qtbot, asked):
    with qtbot.waitSignal(asked.session.changed):
        asked.start()
    assert asked.question.accessibleName() == "Model 3 is a candidate. Model 1 stays in force."
