"""Filters of results, against plain Python."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.domain import HumanState, Verdict
from ad_studio.domain.verdict_codes import VERDICTS
from ad_studio.services.results.filters import Facets, Filters, Picked
from tests.result_rows import LIMITS, LOTS, many_rows, row, state, table_of

some_filters = st.builds(
    Filters,
    verdicts=st.frozensets(st.sampled_from([None, *Verdict]), max_size=2),
    states=st.frozensets(st.sampled_from(HumanState), max_size=2),
    min_score=st.sampled_from([None, 3.0]),
    max_score=st.sampled_from([None, 4.0]),
    lots=st.frozensets(st.sampled_from(["L1", ""]), max_size=1),
    runs=st.frozensets(st.sampled_from([1, 2, 3]), max_size=2),
    text=st.sampled_from(["", "BOLT", "ä", "x"]),
    picked=st.sampled_from([None, Picked(frozenset({2, 3, 99}), "shift A")]),
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
        and (wanted.picked is None or one.id in wanted.picked.ids)
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


def test_a_text_is_found_in_reasons():
    table = table_of([row(number, 6.0) for number in (1, 2, 3)])
    for at, reason in ((0, "Deep SCRATCH"), (2, "dent")):
        table.say(at, Verdict.NG, reason=reason)
    found = Filters(text="scratch").mask(table)
    assert found.tolist() == [True, False, False]
    assert Filters(text="scratch").mask(table, np.array([2, 0])).tolist() == [False, True]


def test_a_text_is_found_in_serials_and_shifts_and_as_a_whole_lot_operator_or_station():
    rows = [row(1, 1.0), replace(row(2, 6.0), serial="SN-Ä7", shift="night"), row(3, 9.0, run_id=2)]
    table = table_of(rows)
    table.add_run(2, lot="L9", operator="Ada", station="QA 3")

    def found(text):
        return table.ids[Filters(text=text).mask(table)].tolist()

    assert [found(text) for text in ("sn-ä", "nigh", "ada", "qa 3", "L9")] == [
        [2],
        [2],
        [3],
        [3],
        [3],
    ]
    assert [found(text) for text in ("qa", "sn-8", "")] == [[], [], [1, 2, 3]]
    assert table.without({1}).row(0) == rows[1]


def test_defect_sizes_are_filtered_once_they_are_known():
    table = table_of([row(1, 1.0), row(2, 6.0), row(3, 9.0)])
    wanted = Filters(min_size=0.01)
    assert wanted.by_size
    assert wanted.mask(table).tolist() == [False] * 3
    table.measure(np.array([0, 1, 2]), np.array([0.0, 0.02, 0.3]))
    assert wanted.mask(table).tolist() == [False, True, True]
    assert replace(wanted, max_size=0.1).mask(table).tolist() == [False, True, False]
