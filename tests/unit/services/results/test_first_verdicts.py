"""Which images are to be judged first."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.domain import Mark, Thresholds, Verdict
from ad_studio.messages import plain
from ad_studio.services.results.first_verdicts import FIRST_VERDICTS, first_to_judge
from ad_studio.services.results.review_queue import QueueKind, ReviewQueue
from tests.result_rows import LIMITS, row, table_of

some_scores = st.lists(st.integers(0, 2000).map(lambda n: n / 100), max_size=40)


def rows_of(scores):
    return [row(number, score) for number, score in enumerate(scores, 1)]


def choose(rows, limits=LIMITS, **how):
    return first_to_judge(table_of(rows, limits), limits, **how).tolist()


def test_they_spread_over_the_range_with_more_near_the_thresholds():
    scores = np.arange(0, 20, 0.1)
    chosen = scores[choose(rows_of(scores))]
    assert len(chosen) == FIRST_VERDICTS
    assert chosen[0] == 3.0, "the review threshold comes first"
    assert chosen.min() < 1.5 and chosen.max() > 15, "both ends are in"
    near = np.abs(chosen[:, None] - [3.0, 5.0]).min(axis=1) <= 1
    assert near.sum() >= 5, "a tenth of the range holds half of them"
    assert np.diff(np.sort(chosen)).min() >= 0.2, "no two of nearly the same score"


def test_images_that_score_alike_are_taken_from_all_over_the_run():
    chosen = choose(rows_of([1.0] * 100))
    assert len(chosen) == FIRST_VERDICTS
    assert all(any(part <= at < part + 20 for at in chosen) for part in range(0, 100, 20))


@given(some_scores)
def test_what_was_judged_counts_and_the_rest_of_the_choice_stays(scores):
    rows = rows_of(scores)
    chosen = choose(rows)
    assert len(set(chosen)) == len(chosen) == min(len(rows), FIRST_VERDICTS)
    table = table_of(rows)
    for done, at in enumerate(chosen, 1):
        table.say(at, Verdict.OK)
        again = first_to_judge(table, LIMITS).tolist()
        assert sorted(again[:done]) == sorted(chosen[:done])
        assert again[done:] == chosen[done:]


def test_parts_confirmed_in_other_runs_count():
    rows = rows_of([0.5, 3.0, 4.0, 5.0, 9.0])
    assert choose(rows, other_confirmed=np.full(10, 3.0)) == []
    assert choose(rows, other_confirmed=np.full(9, 3.0)) == [4], "the farthest from those"


def test_left_out_are_errors_warnings_duplicates_and_what_a_person_was_unsure_of():
    rows = rows_of([3.0, None, 4.0, 5.0, 6.0, 7.0])
    same = row(7, 6.0)
    object.__setattr__(same, "sha256", rows[4].sha256)
    object.__setattr__(rows[2], "warning", plain("dark"))
    table = table_of([*rows, same])
    table.say(3, None, mark=Mark.UNSURE)
    table.say(0, None, mark=Mark.SKIPPED)
    chosen = first_to_judge(table, LIMITS).tolist()
    assert sorted(chosen) in ([0, 4, 5], [0, 5, 6]), "one of the two with the same bytes"


def test_the_queue_is_this_choice_and_keeps_still_while_results_come_in():
    table = table_of(rows_of([0.5, 3.0, 4.0]))
    queue = ReviewQueue.of(table, QueueKind.FIRST)
    assert queue.order.tolist() == first_to_judge(table, LIMITS).tolist()
    added = table.extend([row(4, 9.0)])
    assert queue.grown(table, added).order.tolist() == queue.order.tolist()
    among = np.array([True, False, False, False])
    assert ReviewQueue.of(table, QueueKind.FIRST, among=among).order.tolist() == [0]


def test_some_ok_images_are_chosen_among_those_that_the_machine_calls_ok():
    rows = rows_of([0.5, 2.9, 1.5, 3.0, 9.0])  # REVIEW from 3
    table = table_of(rows)
    queue = ReviewQueue.of(table, QueueKind.SOME_OK)
    assert queue.order.tolist()[0] == 1, "the one nearest to REVIEW"
    assert sorted(queue.order.tolist()) == [0, 1, 2]
    table.say(1, Verdict.NG)
    again = ReviewQueue.of(table, QueueKind.SOME_OK)
    assert sorted(again.order.tolist()) == [0, 1, 2], "a verdict moves nothing"
    assert again.done(table) == 1
    many = table_of(rows_of(np.arange(0, 2.9, 0.1)))
    assert len(ReviewQueue.of(many, QueueKind.SOME_OK)) == FIRST_VERDICTS


def test_one_threshold_at_one_place_works_too():
    assert len(choose(rows_of(np.arange(0, 8, 0.5)), Thresholds(4.0, 4.0))) == FIRST_VERDICTS
