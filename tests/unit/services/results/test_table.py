"""Columns of results, filters, orders and the review queue, against plain Python."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.domain import HumanState, Mark, ResultRow, Thresholds, Verdict
from ad_studio.domain.verdict_codes import STATES, VERDICTS
from ad_studio.services import results
from ad_studio.services.results import verdicts
from ad_studio.services.results.filters import Facets, Filters
from ad_studio.services.results.ordering import Order, SortKey
from ad_studio.services.results.review_queue import QueueKind, ReviewQueue
from ad_studio.services.results.table import ResultTable, read_table
from tests.projects import add_model, add_scores, start_run

LIMITS = Thresholds(3.0, 5.0)
LOTS = {1: "L1", 2: "", 3: "L1"}
_START = datetime(2026, 11, 25, tzinfo=UTC)


def row(number, score, *, human=None, mark=None, run_id=1, name="a"):
    return ResultRow(
        id=number,
        run_id=run_id,
        path=Path(f"/lot/{name}"),
        sha256=f"{number:064x}",
        width=8,
        height=8,
        score=score,
        machine=None if score is None else LIMITS.verdict(score),
        human=human if score is not None else None,
        reason="",
        error="torn" if score is None else "",
        timings={},
        inspected_at=_START - timedelta(seconds=number),
        mark=mark if score is not None and human is None else None,
    )


def table_of(rows, limits=LIMITS):
    table = ResultTable()
    table.lots = dict(LOTS)
    table.extend(rows)
    table.judge(limits)
    return table


scores = st.one_of(st.none(), st.sampled_from([0.5, 3.0, 4.0, 5.0, 9.0]))
many_rows = st.lists(
    st.builds(
        lambda score, human, mark, run_id, name: (score, human, mark, run_id, name),
        scores,
        st.sampled_from([None, *Verdict]),
        st.sampled_from([None, *Mark]),
        st.sampled_from([1, 2, 3]),
        st.sampled_from(["Bolt.png", "bolt2.png", "nut.png", "Ä.png"]),
    ),
    max_size=25,
).map(
    lambda found: [
        row(number, score, human=human, mark=mark, run_id=run_id, name=name)
        for number, (score, human, mark, run_id, name) in enumerate(found, 1)
    ]
)
limits = st.sampled_from([LIMITS, Thresholds(0.6, 8.0), Thresholds(4.0, 4.0)])


def machine(one, pair):
    return None if one.score is None else pair.verdict(one.score)


def state(one, pair):
    if one.mark is Mark.UNSURE:
        return HumanState.UNSURE
    if one.human is None:
        return HumanState.UNCHECKED
    return HumanState.CONFIRMED if one.human is machine(one, pair) else HumanState.OVERRIDDEN


@given(many_rows, limits)
def test_a_table_judges_as_the_thresholds_do(rows, pair):
    table = table_of(rows, pair)
    assert [VERDICTS[code] for code in table.machine] == [machine(one, pair) for one in rows]
    expected = [one.human or machine(one, pair) for one in rows]
    assert [VERDICTS[code] for code in table.verdicts] == expected
    assert [STATES[code] for code in table.states] == [state(one, pair) for one in rows]
    assert [table.row(at) for at in range(len(table))] == rows
    counts = table.counts()
    assert (counts.total, counts.ng) == (len(rows), expected.count(Verdict.NG))


some_filters = st.builds(
    Filters,
    verdicts=st.frozensets(st.sampled_from([None, *Verdict]), max_size=2),
    states=st.frozensets(st.sampled_from(HumanState), max_size=2),
    min_score=st.sampled_from([None, 3.0]),
    max_score=st.sampled_from([None, 4.0]),
    lots=st.frozensets(st.sampled_from(["L1", ""]), max_size=1),
    runs=st.frozensets(st.sampled_from([1, 2, 3]), max_size=2),
    text=st.sampled_from(["", "BOLT", "ä", "x"]),
)


def passes(one, wanted):
    low, high = wanted.min_score, wanted.max_score
    return (
        (not wanted.verdicts or (one.human or one.machine) in wanted.verdicts)
        and (not wanted.states or state(one, LIMITS) in wanted.states)
        and (low is None or (one.score is not None and one.score >= low))
        and (high is None or (one.score is not None and one.score <= high))
        and (not wanted.lots or LOTS[one.run_id] in wanted.lots)
        and (not wanted.runs or one.run_id in wanted.runs)
        and wanted.text.casefold() in one.path.name.casefold()
    )


@given(many_rows, some_filters)
def test_filters_let_through_what_they_say(rows, wanted):
    table = table_of(rows)
    expected = [passes(one, wanted) for one in rows]
    assert wanted.mask(table).tolist() == expected
    assert [bool(wanted.mask(table, np.array([at]))) for at in range(len(rows))] == expected
    facets = Facets.of(table, wanted)
    assert facets.passing == sum(expected)
    for verdict in VERDICTS:
        alone = replace(wanted, verdicts=frozenset({verdict}))
        assert facets.verdicts[verdict] == sum(passes(one, alone) for one in rows)
    for one_state in HumanState:
        alone = replace(wanted, states=frozenset({one_state}))
        assert facets.states[one_state] == sum(passes(one, alone) for one in rows)
    for lot, count in facets.lots.items():
        assert count == sum(passes(one, replace(wanted, lots=frozenset({lot}))) for one in rows)


def test_defect_sizes_are_filtered_once_they_are_known():
    table = table_of([row(1, 1.0), row(2, 6.0), row(3, 9.0)])
    wanted = Filters(min_size=0.01)
    assert wanted.by_size
    assert wanted.mask(table).tolist() == [False] * 3
    table.measure(np.array([0, 1, 2]), np.array([0.0, 0.02, 0.3]))
    assert wanted.mask(table).tolist() == [False, True, True]
    assert replace(wanted, max_size=0.1).mask(table).tolist() == [False, True, False]


_KEYS = {
    SortKey.INSPECTED: lambda one: one.id,
    SortKey.SCORE: lambda one: one.score,
    SortKey.VERDICT: lambda one: VERDICTS.index(one.human or one.machine),
    SortKey.HUMAN: lambda one: STATES.index(state(one, LIMITS)),
    SortKey.SIZE: lambda _one: None,
    SortKey.NAME: lambda one: one.path.name.casefold(),
    SortKey.LOT: lambda one: LOTS[one.run_id],
    SortKey.RUN: lambda one: one.run_id,
    SortKey.TIME: lambda one: one.inspected_at,
}


@given(many_rows, st.sampled_from(SortKey), st.booleans())
def test_orders_are_those_of_a_stable_sort(rows, key, descending):
    table = table_of(rows)
    order = Order(key, descending=descending)
    known = [one for one in rows if _KEYS[key](one) is not None]
    expected = sorted(known, key=_KEYS[key], reverse=descending)
    expected += [one for one in rows if _KEYS[key](one) is None]
    view = order.sort(table, np.arange(len(rows)))
    assert table.ids[view].tolist() == [one.id for one in expected]
    for place, at in enumerate(view.tolist()):
        assert order.place(table, view, at) == place
        assert order.place(table, np.delete(view, place), at) == place


@given(many_rows, st.sampled_from(QueueKind))
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


def test_a_table_is_read_as_the_rows_are(project):
    store = project.store
    run = start_run(store, add_model(store))
    rows = add_scores(store, run, [1.0, 4.0, 9.0])
    verdicts.record_verdict(project, rows[2].id, Verdict.OK, reason="dust")
    verdicts.record_mark(project, rows[1].id, Mark.UNSURE)
    add_scores(store, start_run(store, store.models.current()), [2.0])
    table = read_table(project, [run])
    stored = [replace(one, timings={}) for one in results.results(project, run.id)]
    assert [table.row(at) for at in range(len(table))] == stored
    assert [table.lot(at) for at in range(3)] == ["L1"] * 3
    assert len(read_table(project, results.runs(project))) == 4
    assert len(read_table(project, [])) == 0
