"""The time of a key is when it went down, however late the program comes to it."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from ad_studio.ui.event_times import EventTimes
from tests.keyboard import Clock

AHEAD = 50_000  # of the desktop's clock


def key(stamp):
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_N, Qt.KeyboardModifier.NoModifier, "n")
    event.setTimestamp(int(stamp))
    return event


def test_an_event_without_a_time_happened_now():
    clock = Clock()
    assert EventTimes(clock).of(key(0)) == clock.ms


def test_events_that_waited_keep_their_distance():
    clock = Clock()
    times, start = EventTimes(clock), clock.ms
    assert times.of(key(start + AHEAD)) == start
    clock.ms += 400  # busy: these two went down 10 and 17 ms after the first
    assert times.of(key(start + AHEAD + 10)) == pytest.approx(start + 10)
    assert times.of(key(start + AHEAD + 17)) == pytest.approx(start + 17)


def test_clocks_that_drift_apart_are_compared_anew_after_a_while():
    clock = Clock()
    times = EventTimes(clock)
    times.of(key(clock.ms + AHEAD))
    clock.ms += 3_600_000
    assert times.of(key(clock.ms + AHEAD - 900)) == clock.ms
