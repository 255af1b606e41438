from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from ad_studio.domain import ResultRow, Thresholds, Verdict, VerdictCounts
from ad_studio.ui.inspect.results_model import ROW_ROLE, Order, ResultsModel


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
        error=error,
        timings={},
        inspected_at=datetime.now(UTC),
    )


ROWS = [row(1, 1.0), row(2, 6.0), row(3, 4.0), row(4, None, error="torn"), row(5, 9.0)]


def shown(model):
    return [model.index(at).data(ROW_ROLE).id for at in range(model.rowCount())]


@pytest.fixture
def model(qtbot):
    made = ResultsModel()
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning)
    made.set_thresholds(Thresholds(3, 5))
    made.replace(ROWS)
    yield made
    tester.deleteLater()
    made.deleteLater()


def test_orders(model):
    assert shown(model) == [1, 2, 3, 4, 5]
    model.set_order(Order.HIGHEST)
    assert shown(model) == [5, 2, 3, 1, 4]
    model.set_order(Order.LOWEST)
    assert shown(model) == [1, 3, 2, 5, 4]
    model.set_order(Order.NAME)
    assert shown(model) == [1, 2, 3, 4, 5]


def test_filters_and_counts(model):
    assert model.counts() == VerdictCounts(ok=1, review=1, ng=2, error=1)
    model.set_filter("NG")
    assert shown(model) == [2, 5]
    model.set_filter("ERROR")
    assert shown(model) == [4]
    model.set_filter(None)
    assert len(shown(model)) == 5


def test_rows_that_stream_in_find_their_place(model):
    model.set_order(Order.HIGHEST)
    model.append([row(6, 7.0), row(7, 0.5), row(2, 0.0)])
    assert shown(model) == [5, 6, 2, 3, 1, 7, 4]
    assert model.result(2).score == 6.0  # known already


def test_thresholds_judge_at_once(model):
    model.set_filter("NG")
    model.set_thresholds(Thresholds(3, 4))
    assert shown(model) == [2, 3, 5]
    assert model.counts().ng == 3
    assert model.verdict(model.result(3)) is Verdict.NG


def test_a_human_verdict_stands_whatever_the_thresholds_say(model):
    model.update_row(row(5, 9.0, human=Verdict.OK))
    model.set_thresholds(Thresholds(0.1, 0.2))
    assert model.verdict(model.result(5)) is Verdict.OK
    assert model.machine_verdict(model.result(5)) is Verdict.NG


def test_what_is_on_the_screen_stays_in_the_list_until_it_is_left(model):
    model.set_filter("NG")
    model.pin(2)
    model.update_row(row(2, 6.0, human=Verdict.OK))
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
    assert model.index(1).data() == "002.png, NG, 6.00 σ"
    assert model.index(3).data() == "004.png, ERROR, torn"


def test_many_rows_in_one_go(model):
    model.set_order(Order.HIGHEST)
    model.append(row(number, number % 97 / 10) for number in range(100, 1100))
    assert model.rowCount() == 1005
    scores = [r.score for r in (model.index(at).data(ROW_ROLE) for at in range(1004))]
    assert scores == sorted(scores, reverse=True)
