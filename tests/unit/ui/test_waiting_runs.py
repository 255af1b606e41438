"""Inspections that wait, as they are kept from one window to the next."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from ad_studio.domain import ProjectInfo, RunScope, TraceField
from ad_studio.ui.inspect.waiting_runs import AskedRun, WaitingRuns

GIVEN = {field: f"some {field.value}" for field in TraceField}
NEW = AskedRun(
    RunScope(
        (Path("/lot 7"), Path("/lot 8")),
        recursive=True,
        include=("*.png",),
        exclude=("*_dark*", "old/*"),
        changed_only=True,
    ),
    3,
    GIVEN,
)
VIDEO = AskedRun(RunScope((Path("/belt.mp4"),), rate=2.5), None, GIVEN)
AGAIN = AskedRun(RunScope((Path("/in"),), watch=True, images_of=4), 1, GIVEN, run_id=9)


@pytest.fixture
def info(tmp_path):
    return ProjectInfo("Nut", "nut", "nut", (), tmp_path / "nut", datetime.now(UTC))


def test_they_come_back_as_they_were_asked_for(info):
    assert WaitingRuns(info).recall() == []
    WaitingRuns(info).keep([NEW, VIDEO, AGAIN])
    assert WaitingRuns(info).recall() == [NEW, VIDEO, AGAIN]
    WaitingRuns(info).keep([])
    assert WaitingRuns(info).recall() == [] and not QSettings().allKeys()


def test_each_project_has_its_own_also_a_later_one_in_the_same_folder(info, tmp_path):
    WaitingRuns(info).keep([NEW])
    assert WaitingRuns(replace(info, folder=tmp_path / "bolt")).recall() == []
    assert WaitingRuns(replace(info, created_at=info.created_at + timedelta(days=1))).recall() == []
    assert WaitingRuns(replace(info, name="Nut M8")).recall() == [NEW], "renamed"


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"since": 1}', "SINCE", "RUN"])
def test_what_makes_no_sense_is_nothing(info, text):
    WaitingRuns(info).keep([NEW])
    (key,) = QSettings().allKeys()
    since = f'{{"since": "{info.created_at.isoformat()}", "runs": '
    text = {"SINCE": since + "[7]}", "RUN": since + '[{"scope": {"folders": []}}]}'}.get(text, text)
    QSettings().setValue(key, text)
    assert WaitingRuns(info).recall() == []
