from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from ad_studio.domain import (
    RunInfo,
    RunStatus,
    Shift,
    TraceField,
    TraceSettings,
    VerdictCounts,
)
from ad_studio.messages import NOTHING, msg, plain
from ad_studio.services.inspection.run_control import RunControl
from ad_studio.services.inspection.tracing import NO_SERIAL, Tracer
from ad_studio.store import NewResult

WHEN = datetime(2026, 11, 29, 23, tzinfo=UTC)
DARK = plain("The image is dark.")
REQUIRED = frozenset({TraceField.SERIAL})


def run(**given):
    return RunInfo(
        id=1,
        model_id=1,
        folder=Path("/lot"),
        lot="",
        operator="",
        station="",
        status=RunStatus.RUNNING,
        total=1,
        counts=VerdictCounts(),
        started_at=WHEN,
        finished_at=None,
        **given,
    )


def new(name="a.png", **about):
    return NewResult(path=Path("/lot", name), score=1.0, **about)


def tracer(settings=None, control=None, **given):
    settings = settings or TraceSettings()
    return Tracer(settings, run(**given), control or RunControl(), local_time=lambda: WHEN)


def test_the_serial_of_the_run_goes_before_that_of_the_file_name():
    by_name = TraceSettings(serial_pattern="{serial}_*")
    assert tracer(by_name).trace(new("A7_1.png")).serial == "A7"
    assert tracer(by_name, serial="B9").trace(new("A7_1.png")).serial == "B9"
    assert tracer(by_name).trace(new("A7.png")).serial == ""


def test_a_scanned_serial_goes_to_the_next_image_that_has_none_and_to_no_other():
    control = RunControl()
    found = tracer(TraceSettings(serial_pattern="n_{serial}"), control)
    control.scan("S0")
    control.scan("S1")  # the scan before was of the wrong part
    paths = [Path("/lot", name) for name in ("n_7.png", "a.png", "b.png")]
    found.hand_out(paths)
    assert [found.trace(new(path.name)).serial for path in paths] == ["7", "S1", ""]
    found.hand_out([Path("/lot/c.png")])
    assert found.trace(new("c.png")).serial == ""


def test_the_shift_is_that_of_the_run_or_goes_by_the_clock():
    clock = TraceSettings(shifts=(Shift("early", time(6)), Shift("night", time(22))))
    assert tracer(clock).trace(new()).shift == "night"
    assert tracer(clock, shift="extra").trace(new()).shift == "extra"
    assert tracer().trace(new()).shift == ""


def test_an_image_without_a_required_serial_gets_a_warning():
    found = tracer(TraceSettings(REQUIRED))
    assert found.trace(new()).warning == NO_SERIAL
    assert str(found.trace(new(warning=DARK)).warning) == f"{NO_SERIAL} {DARK}"
    assert tracer(TraceSettings(REQUIRED), serial="7").trace(new()).warning == NOTHING
    failed = NewResult(path=Path("/lot/a.png"), error=plain("torn"))
    assert found.trace(failed).warning == NOTHING


@pytest.mark.parametrize(
    ("before", "after"),
    [(NO_SERIAL, NOTHING), (msg("{first} {second}", first=NO_SERIAL, second=DARK), DARK)],
)
def test_the_warning_of_an_earlier_run_is_dropped_once_the_serial_is_known(before, after):
    found = tracer(TraceSettings(REQUIRED), serial="7")
    assert found.trace(new(warning=before)).warning == after
