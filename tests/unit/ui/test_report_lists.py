"""Lists of the Report step that are cut say so: who reads a part of something must know it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QLabel, QListWidget

from ad_studio.domain import (
    ControlLimits,
    Proportion,
    ReasonCount,
    RunStatus,
    SizeLimit,
    TrendGroup,
    TrendGrouping,
    Trends,
)
from ad_studio.messages import msg
from ad_studio.progress import SilentProgress
from ad_studio.services import results, thresholds
from ad_studio.services.audit.trail import TrailEntry
from ad_studio.ui.report.preview import ReportPreview
from ad_studio.ui.report.trail_panel import TrailPanel
from ad_studio.ui.report.trends_panel import TrendsPanel
from ad_studio.ui.thumbnails import Thumbnails
from tests.unit.ui import fakes

WHEN = datetime(2026, 11, 30, tzinfo=UTC)


def said(panel):
    return [one.text() for one in panel.findChildren(QLabel) if one.isVisibleTo(panel)]


@pytest.mark.parametrize(("count", "tells"), [(1000, False), (1001, True)])
def test_a_trail_with_more_lines_than_are_shown_says_so(qtbot, count, tells):
    panel = TrailPanel()
    qtbot.addWidget(panel)
    panel.show_trail([TrailEntry(created_at=WHEN, what=msg("verdict"))] * count, None)
    words = "The newest 1,000 of 1,001 lines."
    assert any(one.startswith(words) for one in said(panel)) is tells


def trends(*, runs, reasons):
    none = ControlLimits()
    group = TrendGroup("L7", tuple(range(1, runs + 1)), WHEN, 9, 0, 1, 0, none, none, (),
                       {"NG": (), "REVIEW": ()})  # fmt: skip
    share = Proportion(1, 10, 0, 1)
    given = [ReasonCount(f"reason {at}", 1, at / reasons) for at in range(1, reasons + 1)]
    return Trends(TrendGrouping.LOT, [group], share, share, given, share, share)


def test_reasons_and_runs_that_are_not_shown_are_counted(qtbot):
    panel = TrendsPanel()
    qtbot.addWidget(panel)
    panel.show_trends(trends(runs=12, reasons=10))
    panel.findChildren(QListWidget)[-1].setCurrentRow(0)
    assert "Reasons given with NG, the most frequent first" in said(panel)
    assert not any("earlier run" in one for one in said(panel))

    panel.show_trends(trends(runs=15, reasons=11))
    panel.findChildren(QListWidget)[-1].setCurrentRow(0)
    assert "Reasons given with NG, the most frequent first (10 of 11)" in said(panel)
    assert "and 3 earlier runs, to be chosen in the Inspect step" in said(panel)


def test_the_preview_says_the_size_limit_and_what_is_missing_as_the_report_does(
    qtbot, trained, parts
):
    fakes.inspect(trained.project, parts, lot="L7", progress=SilentProgress())
    (run,) = results.runs(trained.project)
    version = thresholds.current_thresholds(trained.project, model_id=run.model_id)
    limited = replace(version.thresholds, size_limit=SizeLimit(1.5, 0.1))
    preview = ReportPreview(Thumbnails(trained.jobs))
    qtbot.addWidget(preview)
    assert run.status is RunStatus.FINISHED
    preview.show_run("Nut", run, [], replace(version, thresholds=limited))
    assert any("NG only from 1.5 mm² (a pixel is 0.1 mm)" in one for one in said(preview))
    preview.show_run("Nut", run, [], version)
    assert not any("mm²" in one for one in said(preview))
    assert not any("Incomplete" in one for one in said(preview))
    cancelled = replace(run, status=RunStatus.CANCELLED, total=3000)
    preview.show_run("Nut", cancelled, [], version)
    words = f"Incomplete run (cancelled). {run.counts.total} of 3000 images were inspected."
    assert words in said(preview)
