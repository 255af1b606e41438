from datetime import UTC, datetime

import numpy as np
import pytest
from PySide6.QtCore import Qt

from ad_studio.domain import Thresholds, ThresholdVersion, Verdict, VerdictCounts
from ad_studio.ui.inspect.legend import Legend
from ad_studio.ui.inspect.threshold_panel import ThresholdPanel

VERSION = ThresholdVersion(
    id=1,
    model_id=1,
    thresholds=Thresholds(3.216, 5.432),
    basis="reference views",
    author="",
    note="",
    created_at=datetime.now(UTC),
)


@pytest.fixture
def panel(qtbot):
    made = ThresholdPanel()
    qtbot.addWidget(made)
    made.resize(280, 520)
    made.show()
    made.tries, made.commits = [], []
    made.tried.connect(made.tries.append)
    made.settled.connect(made.commits.append)
    made.show_version(VERSION)
    made.show_scores(np.array([0.5, 1.0, 4.0, 9.0, 200.0]))
    return made


def drag(panel, verdict, value):
    line = panel.histogram.line(verdict)
    line.setValue(value)
    line.sigDragged.emit(line)


def test_without_a_model_there_is_nothing_to_set(panel):
    panel.show_version(None)
    assert not panel.isEnabled()


def test_a_count_and_its_verdict_stay_on_one_line(panel):
    panel.show_counts(VerdictCounts(ok=3, review=17, ng=5))
    assert panel._counts.text().split() == ["5", "NG", "·", "17", "REVIEW", "·", "3", "OK"]
    pieces = panel._counts.text().split(" ")
    assert {"5\u00a0NG\u00a0·", "17\u00a0REVIEW\u00a0·", "3\u00a0OK"} <= set(pieces)


def test_a_drag_tries_at_once_and_commits_on_release(panel):
    drag(panel, Verdict.NG, 7.0)
    drag(panel, Verdict.NG, 8.0)
    assert panel.tries == [Thresholds(3.22, 7.0), Thresholds(3.22, 8.0)]
    assert panel.commits == []
    assert panel.ng.value() == 8.0
    line = panel.histogram.line(Verdict.NG)
    line.sigPositionChangeFinished.emit(line)
    assert panel.commits == [Thresholds(3.22, 8.0)]


def test_the_line_in_hand_pushes_the_other(panel):
    drag(panel, Verdict.REVIEW, 6.0)
    assert panel.tries[-1] == Thresholds(6.0, 6.0)
    drag(panel, Verdict.NG, 2.0)
    assert panel.tries[-1] == Thresholds(2.0, 2.0)
    drag(panel, Verdict.REVIEW, -4.0)
    assert panel.tries[-1].review > 0


def test_typing_leaves_the_other_threshold_exactly_as_it_is(qtbot, panel):
    panel.ng.setFocus()
    panel.ng.selectAll()
    qtbot.keyClicks(panel.ng, "6.5")
    assert panel.tries == []
    qtbot.keyClick(panel.ng, Qt.Key.Key_Return)
    assert panel.commits == [Thresholds(3.216, 6.5)]
    assert panel.histogram.line(Verdict.NG).value() == 6.5


def test_looking_at_a_field_commits_nothing(qtbot, panel):
    panel.review.setFocus()
    qtbot.keyClick(panel.review, Qt.Key.Key_Return)
    panel.ng.setFocus()
    assert panel.commits == []


def test_arrow_steps_are_committed_once_they_settle(qtbot, panel):
    panel.ng.stepUp()
    panel.ng.stepUp()
    assert len(panel.tries) == 2
    with qtbot.waitSignal(panel.settled):
        pass
    assert panel.commits == [panel.tries[-1]]


def test_a_confirmation_does_not_snatch_the_line_from_the_hand(panel):
    drag(panel, Verdict.NG, 7.0)
    drag(panel, Verdict.NG, 9.0)
    late = ThresholdVersion(2, 1, Thresholds(3.22, 7.0), "by hand", "", "", datetime.now(UTC))
    panel.confirm(late)
    assert panel.ng.value() == 9.0


def test_counts_and_legend_say_what_holds(qtbot, panel):
    panel.show_counts(VerdictCounts(ok=2, review=1, ng=2))
    legend = Legend()
    qtbot.addWidget(legend)
    legend.set_thresholds(Thresholds(3, 5))
    assert legend.accessibleName() == "Legend: REVIEW at 3.00 sigma, NG at 5.00 sigma"
    assert not legend.grab().isNull()
