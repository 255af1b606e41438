"""An agreement study through the real window: planned, answered by keys, interrupted, evaluated."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from ad_studio.domain import Verdict
from ad_studio.progress import SilentProgress
from ad_studio.services import results
from ad_studio.services.study import session as studies
from ad_studio.ui.checks import study_tab
from ad_studio.ui.checks.page import ChecksPage
from ad_studio.ui.event_times import monotonic_ms
from ad_studio.ui.inspect.verdict_guard import PAINTED_MS
from tests.projects import answer_all
from tests.unit.ui import fakes

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot, trained, picture, tmp_path):
    """The page of a project with a run of 20 parts."""
    lot = tmp_path / "lot"
    for number in range(20):
        picture(f"part{number}.png", folder=lot / ("good" if number % 2 else "scratched"))
    fakes.inspect(trained.project, lot, progress=SilentProgress())
    with qtbot.waitSignal(trained.changed):
        trained.refresh()
    page = ChecksPage(trained)
    qtbot.addWidget(page)
    page.resize(1100, 760)
    page.show()
    page.activateWindow()
    page.entered()
    page.tabs.setCurrentWidget(page.studies)
    qtbot.waitUntil(lambda: not trained.jobs.busy)
    return page


@pytest.fixture
def planned(qtbot, page):
    """The same with a study by Ann and Bob."""
    tab = page.studies
    qtbot.mouseClick(tab.new, LEFT)
    assert not tab.form.plan.isEnabled()
    qtbot.keyClicks(tab.form.name, "Gauge")
    qtbot.keyClicks(tab.form.inspectors, "Ann, Bob")
    tab.form.parts.setValue(20)
    qtbot.mouseClick(tab.form.plan, LEFT)
    qtbot.waitUntil(lambda: tab.list.count() == 1)
    return tab


def is_seen(judging):
    """Whether the part has been looked at for long enough, on the real clock."""
    turn = judging.turn
    return turn is not None and judging.guard.was_seen(turn.row.id)


def press(qtbot, judging, key):
    qtbot.waitUntil(lambda: is_seen(judging))
    QTest.keyClick(judging.viewer, key)
    qtbot.waitUntil(lambda: not judging.key_filter.is_waiting)


def answers(page):
    project = page.session.project
    return project.store.studies.answers(studies.list_studies(project)[0].id)


def test_a_study_is_answered_blind_by_keys_and_goes_on_where_it_was_left(qtbot, page, planned):
    tab, judging = planned, planned.judging
    assert tab.list.item(0).text().startswith("Gauge, 20 parts of run 1, 2 rounds, Ann 0/40")
    qtbot.mouseClick(tab.begin, LEFT)
    qtbot.waitUntil(judging.viewer.isVisible)
    press(qtbot, judging, Qt.Key.Key_O)
    press(qtbot, judging, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: len(answers(page)) == 2)
    assert [(one.inspector, one.round, one.verdict) for one in answers(page)] == [
        ("Ann", 1, Verdict.OK),
        ("Ann", 1, Verdict.NG),
    ]
    assert all(row.human is None for row in results.results(page.session.project))

    qtbot.waitUntil(lambda: is_seen(judging))
    said = " ".join(one.text() for one in judging.findChildren(QLabel) if one.isVisible())
    assert said.startswith("Ann: round 1 of 2, part 3 of 20")
    assert "part" not in said.replace("part 3", "") and "σ" not in said, "no name and no score"
    assert judging.viewer.maps is None

    qtbot.mouseClick(judging.leave, LEFT)
    qtbot.waitUntil(lambda: "Ann 2/40" in tab.list.item(0).text())
    assert tab.begin.text() == "Go on"
    qtbot.mouseClick(tab.begin, LEFT)
    qtbot.waitUntil(lambda: judging.turn is not None)
    assert judging.turn.place == 3


def test_an_answer_counts_only_for_a_part_that_can_have_been_seen(qtbot, page, planned):
    judging = planned.judging
    qtbot.mouseClick(planned.begin, LEFT)
    qtbot.waitUntil(lambda: is_seen(judging))
    judging.give(Verdict.NG, at=monotonic_ms() - PAINTED_MS - 1e6)
    assert judging.turn is not None, "the key went down before the part came"
    judging.give(Verdict.NG)
    assert judging.turn is None
    judging.give(Verdict.NG)  # the next one has not come yet
    qtbot.waitUntil(lambda: judging.turn is not None)
    assert len(answers(page)) == 1


def test_a_part_whose_file_was_changed_gets_no_answer(qtbot, page, planned):
    judging, project = planned.judging, page.session.project
    turn = studies.next_turn(project, studies.list_studies(project)[0], "Ann")
    turn.row.path.write_bytes(b"other")
    qtbot.mouseClick(planned.begin, LEFT)
    qtbot.waitUntil(lambda: judging.viewer.shown_id == turn.row.id)
    qtbot.waitUntil(lambda: judging.guard.was_seen(turn.row.id))
    judging.give(Verdict.OK)
    assert judging.turn is not None
    assert answers(page) == []


def test_a_complete_study_shows_its_result(qtbot, page, planned, tmp_path, monkeypatch):
    project = page.session.project
    (study,) = studies.list_studies(project)

    def as_the_machine(part, inspector, number):
        return Verdict.OK if part.machine is Verdict.OK else Verdict.NG

    answer_all(project.store, study, as_the_machine)
    page.entered()
    qtbot.waitUntil(lambda: planned.results.isVisible() and planned.results.count() == 4)
    rows = [planned.results.item(row).text() for row in range(4)]
    assert rows[0].startswith("All inspectors, agree every time on 20/20 = 100 % (84 – 100)")
    assert "with the machine 40/40 = 100 % (91 – 100) of the answers, kappa 1.00" in rows[1]
    assert rows[3].startswith("Ann and Bob, agree in 40/40")
    assert not planned.begin.isVisible()
    report = tmp_path / "study.html"
    monkeypatch.setattr(study_tab, "choose_target", lambda *_, **_options: report)
    qtbot.mouseClick(planned.report, LEFT)
    qtbot.waitUntil(lambda: page.banner.text == "The report is written.")
    assert "20/20 = 100.0 %" in report.read_text(encoding="utf-8")


def test_a_plan_that_cannot_be_made_says_why(qtbot, page):
    tab = page.studies
    qtbot.mouseClick(tab.new, LEFT)
    qtbot.keyClicks(tab.form.name, "Gauge")
    qtbot.keyClicks(tab.form.inspectors, "Ann, Bob")
    qtbot.mouseClick(tab.form.plan, LEFT)
    qtbot.waitUntil(lambda: "only 20 different parts" in page.banner.text)
    assert tab.form.isVisible()
