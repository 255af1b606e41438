"""Results as rows, and what is to be expected of them in plain Python."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st

from ad_studio.domain import HumanState, Mark, ResultRow, Thresholds, Verdict
from ad_studio.messages import plain
from ad_studio.services.results.table import ResultTable

LIMITS = Thresholds(3.0, 5.0)
LOTS = {1: "L1", 2: "", 3: "L1"}
_START = datetime(2026, 11, 25, tzinfo=UTC)


def row(number, score, *, human=None, mark=None, run_id=1, name="a", warning=""):
    return ResultRow(
        id=number,
        run_id=run_id,
        path=Path(f"/lot/{name}"),
        sha256=f"{number:064x}",
        width=8,
        height=8,
        score=score,
        machine=None if score is None else LIMITS.verdict(score, warned=bool(warning)),
        human=human if score is not None else None,
        reason="",
        error=plain("torn" if score is None else ""),
        timings={},
        inspected_at=_START - timedelta(seconds=number),
        mark=mark if score is not None and human is None else None,
        warning=plain(warning if score is not None else ""),
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
        lambda *values: values,
        scores,
        st.sampled_from([None, *Verdict]),
        st.sampled_from([None, *Mark]),
        st.sampled_from([1, 2, 3]),
        st.sampled_from(["Bolt.png", "bolt2.png", "nut.png", "Ä.png"]),
        st.sampled_from(["", "", "dark"]),
    ),
    max_size=25,
).map(
    lambda found: [
        row(number, score, human=human, mark=mark, run_id=run_id, name=name, warning=warning)
        for number, (score, human, mark, run_id, name, warning) in enumerate(found, 1)
    ]
)
limits = st.sampled_from([LIMITS, Thresholds(0.6, 8.0), Thresholds(4.0, 4.0)])


def machine(one, pair):
    return None if one.score is None else pair.verdict(one.score, warned=bool(one.warning))


def state(one, pair):
    if one.mark is Mark.UNSURE:
        return HumanState.UNSURE
    if one.human is None:
        return HumanState.UNCHECKED
    return HumanState.CONFIRMED if one.human is machine(one, pair) else HumanState.OVERRIDDEN
