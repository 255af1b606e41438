"""The review queue, against plain Python."""

from hypothesis import given
from hypothesis import strategies as st

from ad_studio.domain import HumanState, Mark, Verdict
from ad_studio.services.results.review_queue import QueueKind, ReviewQueue
from tests.result_rows import LIMITS, many_rows, row, state, table_of


@given(many_rows, st.sampled_from([kind for kind in QueueKind if not kind.is_choice]))
def test_the_queue_is_review_then_ng_by_score(rows, kind):
    table = table_of(rows)
    queue = ReviewQueue.of(table, kind)
    wanted = {
        QueueKind.DOUBTFUL: [Verdict.REVIEW, Verdict.NG],
        QueueKind.REVIEW: [Verdict.REVIEW],
        QueueKind.NG: [Verdict.NG],
        QueueKind.ALL: [Verdict.REVIEW, Verdict.NG, Verdict.OK],
    }[kind]
    inside = [one for one in rows if one.machine in wanted]
    inside.sort(key=lambda one: (wanted.index(one.machine), -one.score, one.id))
    assert table.ids[queue.order].tolist() == [one.id for one in inside]
    done = sum(state(one, LIMITS) is not HumanState.UNCHECKED for one in inside)
    assert queue.done(table) == done


def test_the_queue_goes_on_where_it_was_left_and_skipped_ones_come_last():
    table = table_of([row(1, 9.0), row(2, 4.0), row(3, 3.5), row(4, 6.0), row(5, 1.0)])
    queue = ReviewQueue.of(table)
    assert queue.order.tolist() == [1, 2, 0, 3]
    assert queue.next(table) == 1
    table.say(1, None, mark=Mark.SKIPPED)
    assert queue.next(table, after=1) == 2
    table.say(2, Verdict.OK)
    assert queue.next(table, after=2) == 0
    table.say(0, None, mark=Mark.UNSURE)
    assert queue.next(table) == 3, "a new look at the same results begins with what is left"
    table.say(3, Verdict.NG)
    assert queue.next(table, after=3) == 1, "what was skipped comes after all others"
    assert queue.done(table) == 3
    assert queue.next(table, after=1) is None
    table.say(1, Verdict.OK)
    assert (queue.next(table, after=1), queue.done(table)) == (None, 4)


def test_results_that_come_late_join_the_queue_at_its_end():
    table = table_of([row(1, 9.0), row(2, 4.0)])
    queue = ReviewQueue.of(table)
    added = table.extend([row(3, 3.5), row(4, 1.0), row(5, None), row(1, 2.0)])
    assert added.tolist() == [2, 3, 4]
    assert queue.grown(table, added).order.tolist() == [1, 0, 2]
