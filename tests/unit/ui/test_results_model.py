from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from ad_studio.domain import ResultRow, Thresholds, Verdict, VerdictCounts
from ad_studio.messages import plain
from ad_studio.services.results.filters import Filters
from ad_studio.services.results.ordering import Order, SortKey
from ad_studio.ui.inspect.result_columns import Column
from ad_studio.ui.inspect.results_model import ROW_ROLE, ResultsModel


def row(number, score, *, human=None, error=""):
    machine = None if score is None else Thresholds(3, 5).verdict(score)
    return ResultRow(
        id=number,
        run_id=1,
        path=Path(f"/lot/{number:03}.png"),
        sha256="",
        width=8,
        height=8,
        score=score,
        machine=machine,
        human=human,
        reason="",
        error=plain(error),
        timings={},
        inspected_at=datetime.now(UTC),
    )


ROWS = [row(1, 1.0), row(2, 6.0), row(3, 4.0), row(4, None, error="torn"), row(5, 9.0)]

HIGHEST, LOWEST = Order(SortKey.SCORE, descending=True), Order(SortKey.SCORE)
BY_NAME = Order(SortKey.NAME)
NG = Filters(verdicts=frozenset({Verdict.NG}))


def shown(model):
    return [model.index(at, 0).data(ROW_ROLE).id for at in range(model.rowCount())]


@pytest.fixture
def model(qtbot):
    made = ResultsModel()
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning)
    made.set_thresholds(Thresholds(3, 5))
    made.replace(ROWS)
    yield made
    tester.deleteLater()
    made.deleteLater()


def test_of_a_file_that_was_read_again_only_the_latest_row_stays(model):
    model.set_order(HIGHEST)
    model.pin(4)
    again = replace(row(6, 7.0), path=ROWS[3].path, supersedes=4)
    model.append([again])
    assert shown(model) == [5, 6, 2, 3, 1]
    assert model.counts() == VerdictCounts(ok=1, review=1, ng=3)
    twice = [replace(row(7, 1.5), supersedes=6), replace(row(8, 8.0), supersedes=7)]
    model.append(twice)
    assert shown(model) == [5, 8, 2, 3, 1]


def test_orders(model):
    assert shown(model) == [1, 2, 3, 4, 5]
    model.set_order(HIGHEST)
    assert shown(model) == [5, 2, 3, 1, 4]
    model.set_order(LOWEST)
    assert shown(model) == [1, 3, 2, 5, 4]
    model.set_order(BY_NAME)
    assert shown(model) == [1, 2, 3, 4, 5]


def test_filters_and_counts(model):
    assert model.counts() == VerdictCounts(ok=1, review=1, ng=2, error=1)
    model.set_filters(NG)
    assert shown(model) == [2, 5]
    model.set_filters(Filters(verdicts=frozenset({None})))
    assert shown(model) == [4]
    model.set_filters(Filters())
    assert len(shown(model)) == 5


def test_rows_that_stream_in_find_their_place(model):
    model.set_order(HIGHEST)
    model.append([row(6, 7.0), row(7, 0.5), row(2, 0.0)])
    assert shown(model) == [5, 6, 2, 3, 1, 7, 4]
    assert model.result(2).score == 6.0  # known already


def test_thresholds_judge_at_once(model):
    model.set_filters(NG)
    model.set_thresholds(Thresholds(3, 4))
    assert shown(model) == [2, 3, 5]
    assert model.counts().ng == 3
    assert model.verdict(model.result(3)) is Verdict.NG


def test_a_human_verdict_stands_whatever_the_thresholds_say(model):
    model.update_rows([row(5, 9.0, human=Verdict.OK)])
    model.set_thresholds(Thresholds(0.1, 0.2))
    assert model.verdict(model.result(5)) is Verdict.OK
    assert model.machine_verdict(model.result(5)) is Verdict.NG


def test_what_is_on_the_screen_stays_in_the_list_until_it_is_left(model):
    model.set_filters(NG)
    model.pin(2)
    model.update_rows([row(2, 6.0, human=Verdict.OK)])
    assert shown(model) == [2, 5]
    assert model.neighbour(2, 1) == 5
    model.pin(5)
    assert shown(model) == [5]
    model.pin(1)  # not an NG, but on the screen now
    assert shown(model) == [1, 5]


def test_neighbours_end_at_the_ends(model):
    assert model.neighbour(1, -1) is None
    assert model.neighbour(5, 1) is None
    assert model.neighbour(None, 1) == 1
    model.replace(())
    assert model.neighbour(None, 1) is None


def test_a_row_says_what_it_is_to_a_screen_reader(model):
    assert model.index(1, 0).data() == "002.png, NG, 6.00 σ"
    assert model.index(3, 0).data() == "004.png, ERROR, torn"


def test_many_rows_in_one_go(model):
    model.set_order(HIGHEST)
    model.append(row(number, number % 97 / 10) for number in range(100, 1100))
    assert model.rowCount() == 1005
    scores = [r.score for r in (model.index(at, 0).data(ROW_ROLE) for at in range(1004))]
    assert scores == sorted(scores, reverse=True)


def test_a_click_on_a_heading_sorts(model):
    model.sort(Column.SCORE, Qt.SortOrder.DescendingOrder)
    assert (shown(model), model.order) == ([5, 2, 3, 1, 4], HIGHEST)
    model.sort(Column.REASON)  # by nothing
    assert model.order == HIGHEST


def test_every_cell_has_words(model):
    model.update_rows([row(5, 9.0, human=Verdict.OK)])
    cells = [model.index(4, column).data() for column in Column]
    assert cells[:5] == ["005.png, OK, 9.00 σ, Overridden", "9.00 σ", "OK", "Overridden", ""]
    assert cells[Column.SIZE] == "–"
    model.measure([5, 99], np.array([0.0125, 1.0]))
    assert model.index(4, Column.SIZE).data() == "1.25 %"
    titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in Column]
    assert titles[Column.SIZE] == "Defect"


def test_facets_count_what_each_choice_would_show(model):
    model.set_filters(NG)
    facets = model.facets()
    assert (facets.verdicts[Verdict.NG], facets.verdicts[Verdict.OK]) == (2, 1)
    assert facets.passing == 2


def test_a_late_human_verdict_is_counted_at_once(qtbot, model):
    with qtbot.waitSignals([model.counts_changed, model.rows_changed]):
        model.update_rows([row(5, 9.0, human=Verdict.OK)])
    assert model.counts() == VerdictCounts(ok=2, review=1, ng=1, error=1)
    model.update_rows([row(77, 9.0)])  # of another run: not taken in
    assert model.counts().total == 5


def test_what_is_pinned_is_a_result_and_not_a_place(model):
    model.pin(1)
    model.replace([row(7, 1.0), *ROWS])
    model.set_order(BY_NAME)
    model.set_thresholds(Thresholds(0.5, 0.7))
    model.set_filters(Filters(max_score=0.1))
    assert shown(model) == []
    model.pin(1)
    model.replace([row(7, 1.0), *ROWS])
    assert shown(model) == [1]
    model.replace([row(7, 1.0)])
    assert shown(model) == []
