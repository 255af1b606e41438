"""The charts of the trends show what was found, and their names have room."""

from datetime import UTC, datetime

import pytest

from ad_studio.domain import (
    ControlLimits,
    Proportion,
    ScoreSpan,
    TrendGroup,
    TrendGrouping,
    Trends,
    Verdict,
)
from ad_studio.ui.report.trend_plots import ScoreChart, ShareChart, shown_names

WHEN = datetime(2025, 3, 4, tzinfo=UTC)


def trends(*groups):
    made = [
        TrendGroup(
            key, (1,), WHEN, 100 - ng, 0, ng, 0, ControlLimits(0.0, 0.1), ControlLimits(), scores
        )
        for key, ng, scores in groups
    ]
    return Trends(TrendGrouping.LOT, made, Proportion(5, 100, 0, 1), Proportion(0, 100, 0, 1), [],
                  Proportion(0, 0, 0, 1), Proportion(0, 0, 0, 1))  # fmt: skip


def test_groups_beyond_the_limits_are_squares(qtbot):
    chart = ShareChart(Verdict.NG)
    qtbot.addWidget(chart)
    chart.show_trends(trends(("a", 5, ()), ("b", 20, ()), ("c", 10, ())))
    (squares,) = (one for one in chart.listDataItems() if one.opts["symbol"] == "s")
    x, y = squares.getData()
    assert (x.tolist(), y.tolist()) == ([1], [20])
    (points,) = (one for one in chart.listDataItems() if one.opts["symbol"] == "o")
    assert points.getData()[1].tolist() == [5, 20, 10]


def test_without_groups_nothing_is_drawn(qtbot):
    for chart in (ShareChart(Verdict.NG), ShareChart(Verdict.REVIEW), ScoreChart()):
        qtbot.addWidget(chart)
        chart.show_trends(trends(("a", 5, (ScoreSpan(1, 3, 1.0, 2.0, 3.0),))))
        chart.show_trends(trends())
        for one in chart.listDataItems():
            x, _ = one.getData()
            assert x is None or len(x[x == x]) == 0


def test_the_line_of_scores_is_broken_where_the_model_changes(qtbot):
    chart = ScoreChart()
    qtbot.addWidget(chart)
    first, second = ScoreSpan(1, 3, 1.0, 2.0, 3.0), ScoreSpan(2, 3, 4.0, 5.0, 6.0)
    chart.show_trends(trends(("a", 0, (first,)), ("b", 0, (first, second)), ("c", 0, (second,))))
    (line,) = chart.listDataItems()
    x, y = line.getData()
    assert x[:2].tolist() == [0, 1]
    assert x[3:5].tolist() == [1, 2]
    assert x[2] != x[2]
    assert y[[0, 1, 3, 4]].tolist() == [2, 2, 5, 5]


@pytest.mark.parametrize("count", [1, 4, 5, 30])
def test_at_most_four_names_stand_below_and_show_their_ends(count):
    found = shown_names([f"a lot of 2025-{number:03}" for number in range(count)])
    assert 1 <= len(found) <= 4
    assert found[0] == (0, "…of 2025-000")
