"""Signing in, in the window."""

import pytest

from ad_studio.domain import Role, Verdict
from ad_studio.services.projects import pins
from ad_studio.services.projects.operators import add_operator, ask_for_sign_in
from ad_studio.services.results import verdicts
from ad_studio.ui.sign_in import SignInBar
from tests.projects import add_scores, start_run


@pytest.fixture
def bar(qtbot, trained, monkeypatch):
    """The line of a project in which Ada and Ann sign in."""
    monkeypatch.setattr(pins, "COST", 16)
    project = trained.project
    run = start_run(project.store, project.store.models.in_force())
    add_scores(project.store, run, [9.0])
    made = SignInBar(trained)
    qtbot.addWidget(made)
    assert not made.isVisibleTo(made.parentWidget())
    add_operator(project, "Ada", Role.OPERATOR, pin="1111")
    add_operator(project, "Ann", Role.ENGINEER, pin="2222")
    ask_for_sign_in(project, True)
    with qtbot.waitSignal(trained.changed):
        trained.refresh()
    return made


def test_who_signs_in_signs_and_is_named_until_they_sign_out(qtbot, trained, bar):
    assert bar.isVisible()
    assert "Sign in to change anything" in bar.words.text()
    bar.name.setCurrentText("Ada")
    bar.pin.setText("9999")
    bar.enter.click()
    qtbot.waitUntil(lambda: "wrong" in bar.words.text())
    bar.pin.setText("1111")
    bar.pin.returnPressed.emit()
    qtbot.waitUntil(bar.leave.isVisible)
    assert bar.words.text() == "Signed in: Ada (operator)"
    assert bar.pin.text() == ""
    assert not bar.pin.isVisible()
    assert verdicts.record_verdict(trained.project, 1, Verdict.OK, author="Bob").author == "Ada"
    with qtbot.waitSignal(trained.changed):
        bar.leave.click()
    assert bar.pin.isVisible()
    assert trained.project.operator is None
