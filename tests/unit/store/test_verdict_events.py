import sqlite3
from contextlib import closing
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from ad_studio.domain import BY_HAND, EventKind, Mark, Source, Thresholds, Verdict
from ad_studio.errors import ProjectError, UsageError
from ad_studio.messages import plain
from ad_studio.store import NewResult
from ad_studio.store import tables as t
from tests.projects import add_model, add_scores, make_store, start_run

OK, REVIEW, NG = Verdict.OK, Verdict.REVIEW, Verdict.NG


@pytest.fixture
def rows(store):
    return add_scores(store, start_run(store, add_model(store)), [1.0, 4.0, 9.0])


def say(store, row, verdict, reason=""):
    return store.verdicts.record(row.id, verdict, author="Ann", reason=reason)


def standing(store, row):
    now = store.results.of_run(row.run_id)[row.id - 1]
    return now.human, now.reason, now.mark


def undo(store):
    return store.verdicts.undo_last(run_ids=(1,), author="Bob")


def redo(store):
    return store.verdicts.redo_last(run_ids=(1,), author="Cyd")


def mark(store, row, what, reason=""):
    return store.verdicts.record_mark(row.id, what, author="Ann", reason=reason)


def test_a_human_verdict_overrides_and_is_an_event(store, rows):
    event = say(store, rows[2], OK, "dust")
    assert (event.source, event.old, event.new) == (Source.HUMAN, NG, OK)
    assert (event.author, event.reason, event.undoes_id) == ("Ann", "dust", None)
    assert event.sha256 == rows[2].sha256
    now = store.results.of_run(rows[2].run_id)[2]
    assert (now.machine, now.human, now.verdict, now.reason) == (NG, OK, OK, "dust")
    assert store.runs.get(rows[2].run_id).counts.ng == 0
    assert store.verdicts.events(rows[2].id)[-1] == event


def test_events_that_stand_are_those_of_what_is_said_now(store, rows):
    assert store.verdicts.standing(1) == {}
    first = say(store, rows[0], NG)
    say(store, rows[1], NG)
    unsure = mark(store, rows[1], Mark.UNSURE, "dark")
    say(store, rows[2], OK)
    undo(store)
    store.thresholds.add(Thresholds(0.5, 0.7), basis=BY_HAND, author="", note="")
    assert store.verdicts.standing(1) == {rows[0].id: first, rows[1].id: unsure}
    again = redo(store)
    assert store.verdicts.standing(1)[rows[2].id] == again
    assert store.verdicts.standing(2) == {}


def test_confirming_is_an_event_too(store, rows):
    event = say(store, rows[2], NG)
    assert (event.old, event.new) == (NG, NG)


def test_a_verdict_taken_back(store, rows):
    say(store, rows[2], OK, "dust")
    event = say(store, rows[2], None, "looked again")
    assert (event.old, event.new, event.reason) == (OK, NG, "looked again")
    assert standing(store, rows[2]) == (None, "", None)


def test_there_must_be_a_verdict_to_take_back(store, rows):
    with pytest.raises(UsageError, match="no human verdict"):
        say(store, rows[0], None)
    assert len(store.verdicts.events()) == 3


def test_an_unknown_result(store, rows):
    with pytest.raises(ProjectError, match="no result 99"):
        store.verdicts.record(99, OK, author="", reason="")


def test_an_image_without_a_score_can_be_judged(store, rows):
    new = NewResult(path=rows[0].path, error=plain("damaged"))
    (row,) = store.results.add(rows[0].run_id, [new]).result()
    event = say(store, row, NG)
    assert (event.old, event.new) == (None, NG)
    back = undo(store)
    assert (back.old, back.new) == (NG, None)


def test_undo_restores_what_was_said_before(store, rows):
    say(store, rows[0], NG, "scratch")
    second = say(store, rows[0], REVIEW, "unsure")
    event = undo(store)
    assert (event.undoes_id, event.source, event.author) == (second.id, Source.HUMAN, "Bob")
    assert (event.old, event.new) == (REVIEW, NG)
    assert standing(store, rows[0]) == (NG, "scratch", None)


def test_undo_walks_back_over_images_to_the_beginning(store, rows):
    events = [say(store, row, verdict) for row, verdict in zip(rows, (NG, NG, OK), strict=True)]
    undone = [undo(store).undoes_id for _ in events]
    assert undone == [event.id for event in reversed(events)]
    assert undo(store) is None
    assert all(row.human is None for row in store.results.of_run(rows[0].run_id))


def test_undo_after_new_work_takes_back_the_new_work_first(store, rows):
    first = say(store, rows[0], NG)
    say(store, rows[0], OK)
    undo(store)
    third = say(store, rows[0], REVIEW)
    assert undo(store).undoes_id == third.id
    assert standing(store, rows[0])[0] is NG
    assert undo(store).undoes_id == first.id
    assert standing(store, rows[0])[0] is None
    assert undo(store) is None


def test_undo_brings_a_verdict_taken_back_back(store, rows):
    say(store, rows[0], NG, "scratch")
    say(store, rows[0], None)
    undo(store)
    assert standing(store, rows[0]) == (NG, "scratch", None)


def test_undo_leaves_the_machine_s_newer_verdict_alone(store, rows):
    say(store, rows[1], OK)
    store.thresholds.add(Thresholds(1, 2), basis=BY_HAND, author="", note="")
    event = undo(store)
    assert (event.old, event.new) == (OK, NG)


def test_unsure_is_no_verdict(store, rows):
    say(store, rows[2], OK, "dust")
    event = mark(store, rows[2], Mark.UNSURE, "too dark")
    assert (event.kind, event.old, event.new) == (EventKind.UNSURE, OK, NG)
    assert standing(store, rows[2]) == (None, "too dark", Mark.UNSURE)
    assert store.runs.get(1).counts.ng == 1
    store.thresholds.add(Thresholds(20, 30), basis=BY_HAND, author="", note="")
    assert standing(store, rows[2])[2] is Mark.UNSURE
    assert say(store, rows[2], NG).kind is EventKind.VERDICT
    assert standing(store, rows[2]) == (NG, "", None)
    undo(store)
    assert standing(store, rows[2]) == (None, "too dark", Mark.UNSURE)
    assert say(store, rows[2], None).kind is EventKind.TAKEN_BACK
    assert standing(store, rows[2]) == (None, "", None)


def test_redo_walks_forward_again(store, rows):
    say(store, rows[0], NG, "scratch")
    mark(store, rows[1], Mark.SKIPPED)
    say(store, rows[0], OK)
    undone = [undo(store) for _ in range(3)]
    assert standing(store, rows[0]) == (None, "", None)
    redone = [redo(store) for _ in range(3)]
    assert [event.redoes_id for event in redone] == [event.id for event in reversed(undone)]
    assert [(event.kind, event.author) for event in redone] == [(EventKind.REDO, "Cyd")] * 3
    assert standing(store, rows[0]) == (OK, "", None)
    assert standing(store, rows[1]) == (None, "", Mark.SKIPPED)
    assert redo(store) is None
    assert undo(store).undoes_id == redone[-1].id
    assert standing(store, rows[0]) == (NG, "scratch", None)


def test_nothing_is_done_again_after_something_new_was_said(store, rows):
    say(store, rows[0], NG)
    undo(store)
    say(store, rows[1], OK)
    assert redo(store) is None
    undo(store)
    assert redo(store).human is OK
    assert redo(store) is None


def test_events_are_listed_oldest_first(store, rows):
    say(store, rows[0], NG)
    ids = [event.id for event in store.verdicts.events()]
    assert ids == sorted(ids)
    assert [event.result_id for event in store.verdicts.events(rows[0].id)] == [rows[0].id] * 2


@pytest.mark.parametrize(
    "statement", ["UPDATE verdict_event SET new = 'OK'", "DELETE FROM verdict_event"]
)
def test_the_database_itself_refuses_to_rewrite_history(store, rows, statement):
    before = store.verdicts.events()
    with (
        closing(sqlite3.connect(store.folder / "project.db")) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute(statement)
    with pytest.raises(Exception, match="append-only"):
        store.database.write(lambda session: session.execute(text(statement)))
    assert store.verdicts.events() == before


actions = st.one_of(
    st.tuples(st.integers(0, 2), st.sampled_from([OK, REVIEW, NG, None]), st.sampled_from("ab")),
    st.sampled_from(["undo", "redo"]),
    st.tuples(st.integers(0, 2), st.sampled_from(Mark), st.just(""), st.just("mark")),
    st.tuples(st.floats(0.5, 4), st.floats(4, 10)),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(actions, max_size=12))
def test_whatever_is_done_results_repeat_their_latest_event(tmp_path_factory, todo):
    store = make_store(tmp_path_factory.mktemp("p") / "nut")
    try:
        rows = add_scores(store, start_run(store, add_model(store)), [1.0, 4.0, 9.0])
        done, undone = [], []  # what humans did, and undid: (row, state before, state after)
        for action in todo:
            if action == "undo":
                event = undo(store)
                assert (event is None) == (not done)
                if event is not None:
                    undone.append(done.pop())
                    row, before, _after = undone[-1]
                    assert standing(store, row) == before
            elif action == "redo":
                event = redo(store)
                assert (event is None) == (not undone)
                if event is not None:
                    done.append(undone.pop())
                    row, _before, after = done[-1]
                    assert standing(store, row) == after
            elif len(action) == 2:
                store.thresholds.add(Thresholds(*action), basis=BY_HAND, author="", note="")
            else:
                number, said, reason, *marked = action
                before = standing(store, rows[number])
                if said is None and before[0] is None and before[2] is None:
                    continue
                (mark if marked else say)(store, rows[number], said, reason)
                done.append((rows[number], before, standing(store, rows[number])))
                undone.clear()
        _check_replay(store, rows)
    finally:
        store.close()


def _check_replay(store, rows):
    thresholds = store.thresholds.current().thresholds
    with store.database.reading() as session:
        for row in rows:
            events = (
                session.query(t.VerdictEvent)
                .filter_by(result_id=row.id)
                .order_by(t.VerdictEvent.id)
            ).all()
            result = session.get(t.Result, row.id)
            last = events[-1]
            assert (last.machine, last.human, last.human_reason, last.mark) == (
                result.machine,
                result.human,
                result.human_reason,
                result.mark,
            )
            assert last.new == result.verdict
            assert result.machine == thresholds.verdict(result.score)
            for before, after in pairwise(events):
                assert after.old == before.new
