from dataclasses import replace

import pytest

from ad_studio.domain import Verdict
from ad_studio.errors import ImageError, ProjectError, UsageError
from ad_studio.services import results
from ad_studio.services.study import session
from ad_studio.services.study.plan import create_study, in_order
from tests.projects import answer_all

OK, REVIEW, NG = Verdict


@pytest.fixture
def study(project, run_of):
    run_of([float(number) for number in range(20)])
    return create_study(project, "Gauge", inspectors=("Ann", "Bob"), parts=20)


def test_each_inspector_goes_through_all_parts_round_by_round(project, study):
    seen = []
    for _ in range(21):
        turn = session.next_turn(project, study, "Ann")
        seen.append((turn.round, turn.place, turn.part))
        session.give_answer(project, study, turn, OK)
    first, second = in_order(study, "Ann", 1), in_order(study, "Ann", 2)
    assert seen[:20] == [(1, place, part) for place, part in enumerate(first, 1)]
    assert seen[20] == (2, 1, second[0])
    assert session.answers_given(project, study) == {"Ann": 21, "Bob": 0}
    assert session.next_turn(project, study, "Bob").round == 1


def test_answers_are_no_verdicts_of_the_run(project, study):
    turn = session.next_turn(project, study, "Ann")
    before = results.results(project, study.run_id)
    session.give_answer(project, study, turn, NG)
    assert results.results(project, study.run_id) == before
    assert all(not event.author for event in project.store.verdicts.events())


def test_a_part_is_answered_once_and_in_its_turn(project, study):
    turn = session.next_turn(project, study, "Ann")
    session.give_answer(project, study, turn, OK)
    later = session.next_turn(project, study, "Ann")
    for wrong in (turn, replace(later, part=in_order(study, "Ann", 1)[5])):
        with pytest.raises(UsageError, match="judged already, or it is not its turn"):
            session.give_answer(project, study, wrong, OK)
    assert session.answers_given(project, study)["Ann"] == 1


def test_there_is_no_third_answer(project, study):
    turn = session.next_turn(project, study, "Ann")
    with pytest.raises(UsageError, match="OK or NG"):
        session.give_answer(project, study, turn, REVIEW)


def test_a_file_that_was_changed_is_not_judged(project, study):
    turn = session.next_turn(project, study, "Ann")
    turn.row.path.write_bytes(b"other")
    with pytest.raises(ImageError, match="was changed"):
        session.give_answer(project, study, turn, OK)
    assert session.next_turn(project, study, "Ann") == turn


def test_nobody_else_answers(project, study):
    with pytest.raises(UsageError, match=r"Eve is not among .* \(Ann, Bob\)"):
        session.next_turn(project, study, "Eve")


def test_studies_are_found_by_number(project, study):
    assert session.get_study(project, study.id) == study == session.list_studies(project)[0]
    with pytest.raises(ProjectError, match="no study 7"):
        session.get_study(project, 7)


def test_nobody_sees_the_result_before_everybody_is_done(project, study):
    with pytest.raises(UsageError, match="0 of 80 answers"):
        session.result(project, study)
    answer_all(project.store, study, lambda part, inspector, number: OK)
    assert session.result(project, study).between.count == 20
