from dataclasses import replace
from datetime import time

import pytest

from ad_studio.domain import Shift, TraceField, TraceSettings
from ad_studio.errors import StoreError, UsageError
from ad_studio.services.audit.trail import trail
from ad_studio.services.projects.traceability import (
    SETTING,
    read_shifts,
    require_fields,
    set_trace_settings,
    shifts_text,
    trace_settings,
)

EARLY, NIGHT = Shift("early", time(6)), Shift("night", time(22, 30))
ALL = TraceSettings(frozenset(TraceField), "cam1_{serial}_*", (EARLY, NIGHT))


def test_settings_are_kept_in_versions_and_in_the_audit_trail(project):
    assert trace_settings(project) == TraceSettings()
    assert set_trace_settings(project, ALL, author="Ann") == ALL
    assert trace_settings(project) == ALL
    set_trace_settings(project, replace(ALL, shifts=()), author="Bob")
    set_trace_settings(project, replace(ALL, shifts=()), author="Eve")  # nothing changes
    found = [entry for entry in trail(project) if str(entry.what) == "fields of parts set"]
    assert [entry.author for entry in found] == ["Bob", "Ann"]
    assert "night" in str(found[1].new)
    assert found[0].record is not None


def test_names_are_tidied_and_shifts_sorted_by_start(project):
    given = TraceSettings(serial_pattern=" {serial} ", shifts=(NIGHT, Shift(" early ", time(6))))
    assert set_trace_settings(project, given) == TraceSettings(
        serial_pattern="{serial}", shifts=(EARLY, NIGHT)
    )


def test_shifts_are_written_as_they_are_read():
    text = "early=06:00, night=22:30"
    assert read_shifts(f" {text} ") == (EARLY, NIGHT)
    assert shifts_text((EARLY, NIGHT)) == text
    assert read_shifts(" ") == ()
    for wrong in ("early", "early=6", "early=25:00", "=06:00", "early=06:00,"):
        with pytest.raises(UsageError, match="NAME=HH:MM"):
            read_shifts(wrong)


def test_settings_that_say_nothing_clear_are_refused(project):
    for wrong in (
        TraceSettings(serial_pattern="cam1_*"),
        TraceSettings(serial_pattern="{serial}_{serial}"),
        TraceSettings(shifts=(EARLY, Shift("early", time(8)))),
        TraceSettings(shifts=(EARLY, Shift("late", time(6)))),
        TraceSettings(shifts=(Shift(" ", time(6)),)),
    ):
        with pytest.raises(UsageError):
            set_trace_settings(project, wrong)
    assert trace_settings(project) == TraceSettings()


def test_damaged_settings_are_an_error_of_the_store(project):
    for value in ({}, {"required": ["size"], "serial_pattern": "", "shifts": []}):
        project.store.settings.add(SETTING, value, author="")
        with pytest.raises(StoreError):
            trace_settings(project)


@pytest.mark.parametrize("field", TraceField)
def test_no_run_begins_without_a_field_that_is_required(field):
    settings = TraceSettings(frozenset({field}))
    with pytest.raises(UsageError, match=f"the {field} of"):
        require_fields(settings, {}, watch=False)
    require_fields(settings, {field: "7"}, watch=False)


def test_serial_and_shift_may_come_from_elsewhere():
    settings = TraceSettings(frozenset({TraceField.SERIAL, TraceField.SHIFT}))
    by_name = replace(settings, serial_pattern="{serial}", shifts=(EARLY,))
    require_fields(by_name, {}, watch=False)
    require_fields(replace(settings, shifts=(EARLY,)), {}, watch=True)  # the serial is scanned
    with pytest.raises(UsageError):
        require_fields(settings, {}, watch=True)
