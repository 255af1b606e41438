"""Orders of results, against plain Python."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.domain.verdict_codes import STATES, VERDICTS
from ad_studio.services.results.ordering import Order, SortKey
from tests.result_rows import LIMITS, LOTS, many_rows, state, table_of

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
