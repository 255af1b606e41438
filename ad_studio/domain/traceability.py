"""The fields that a part can be traced by, and what a project asks of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum


class TraceField(StrEnum):
    """What a part can be traced by; all but the serial are given for a whole run."""

    LOT = "lot"
    SERIAL = "serial"
    OPERATOR = "operator"
    STATION = "station"
    SHIFT = "shift"


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift that begins every day at the same time; the next one ends it.

    Attributes:
        name: Of the shift.
        start: Local time, without seconds.
    """

    name: str
    start: time


@dataclass(frozen=True, slots=True)
class TraceSettings:
    """What a project asks of the fields.

    Attributes:
        required: The fields without which no run begins.
        serial_pattern: How the serial stands in the name of an image file, such as
            "cam1_{serial}_*"; empty: it does not.
        shifts: By start; empty: a shift is typed, or there are none.
    """

    required: frozenset[TraceField] = frozenset()
    serial_pattern: str = ""
    shifts: tuple[Shift, ...] = ()


def shift_at(shifts: Sequence[Shift], now: time) -> str:
    """Return the name of the shift at a local time; empty where there are no shifts.

    Before the first start of the day, the shift that began last the day before goes on.

    Args:
        shifts: By start.
        now: Local time.
    """
    begun = [shift for shift in shifts if shift.start <= now]
    return (begun or shifts)[-1].name if shifts else ""


def shift_start(shifts: Sequence[Shift], now: datetime) -> datetime:
    """Return when the shift of a moment began; where there are no shifts, when its day began.

    Args:
        shifts: By start.
        now: Aware.

    Returns:
        In the time zone of this machine, by its clock at that moment: a night in which the clocks
        change began by the time of before.
    """
    local = now.astimezone().replace(tzinfo=None)
    starts = [shift.start for shift in shifts] or [time()]
    begun = [start for start in starts if start <= local.time()]
    day = local if begun else local - timedelta(days=1)
    return datetime.combine(day.date(), (begun or starts)[-1]).astimezone()


def in_order(fields: Collection[TraceField]) -> list[TraceField]:
    """Sort fields as they are listed everywhere."""
    return [field for field in TraceField if field in fields]
