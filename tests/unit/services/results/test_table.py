"""Columns of results, against plain Python."""

from dataclasses import replace

import numpy as np
from hypothesis import given

from ad_studio.domain import Mark, Verdict
from ad_studio.domain.verdict_codes import STATES, VERDICTS
from ad_studio.services import results
from ad_studio.services.results import verdicts
from ad_studio.services.results.table import read_table
from tests.projects import add_model, add_scores, start_run
from tests.result_rows import limits, machine, many_rows, state, table_of


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


@given(many_rows, limits)
def test_a_table_without_some_has_the_others_as_they_are(rows, pair):
    table = table_of(rows, pair)
    table.measure(np.arange(len(rows)), np.linspace(0, 1, len(rows)))
    gone = {one.id for one in rows[::3]}
    kept = [at for at, one in enumerate(rows) if one.id not in gone]
    left = table.without(gone)
    assert [left.row(at) for at in range(len(left))] == [rows[at] for at in kept]
    assert left.machine.tolist() == table.machine[kept].tolist()
    assert left.sizes.tolist() == table.sizes[kept].tolist()
    assert left.lots == table.lots
    left.extend([one for one in rows if one.id in gone])
    assert [left.index(one.id) is not None for one in rows] == [True] * len(rows)
    assert [table.row(at) for at in range(len(rows))] == rows


def test_a_table_is_read_as_the_rows_are(project):
    store = project.store
    run = start_run(store, add_model(store))
    rows = add_scores(store, run, [1.0, 4.0, 9.0])
    verdicts.record_verdict(project, rows[2].id, Verdict.OK, reason="dust")
    verdicts.record_mark(project, rows[1].id, Mark.UNSURE)
    add_scores(store, start_run(store, store.models.in_force()), [2.0])
    table = read_table(project, [run])
    stored = [replace(one, timings={}) for one in results.results(project, run.id)]
    assert [table.row(at) for at in range(len(table))] == stored
    assert [table.lot(at) for at in range(3)] == ["L1"] * 3
    assert len(read_table(project, results.runs(project))) == 4
    assert len(read_table(project, [])) == 0
