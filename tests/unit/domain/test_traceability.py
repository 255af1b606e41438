from datetime import time

import pytest

from ad_studio.domain import Shift, TraceField
from ad_studio.domain.traceability import in_order, shift_at

SHIFTS = (Shift("early", time(6)), Shift("late", time(14)), Shift("night", time(22)))


@pytest.mark.parametrize(
    ("now", "name"),
    [
        (time(6), "early"),
        (time(13, 59, 59), "early"),
        (time(14), "late"),
        (time(22), "night"),
        (time(23, 59), "night"),
        (time(0), "night"),
        (time(5, 59), "night"),
    ],
)
def test_a_shift_lasts_until_the_next_one_also_over_midnight(now, name):
    assert shift_at(SHIFTS, now) == name


def test_without_shifts_there_is_none():
    assert shift_at((), time(12)) == ""


def test_fields_are_listed_in_one_order():
    assert in_order({TraceField.SHIFT, TraceField.LOT}) == [TraceField.LOT, TraceField.SHIFT]
