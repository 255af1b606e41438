"""The times of input events, which may be long before the program handles them."""

from collections import deque
from collections.abc import Callable
from time import monotonic

from PySide6.QtGui import QInputEvent

_OLDEST_MS = 60_000.0


def monotonic_ms() -> float:
    """Milliseconds of a clock that only goes forward."""
    return 1000 * monotonic()


class EventTimes:
    """Converts the timestamps of input events to the clock of the program.

    Event timestamps are of the clock of the desktop. The difference of the two clocks is estimated
    from the event of the last minute that was handled with the shortest delay.

    Args:
        clock: Milliseconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._least: deque[tuple[float, float]] = deque()  # when and difference, both rising

    def of(self, event: QInputEvent) -> float:
        """When the event happened; now, where it does not say."""
        now, stamp = self._clock(), event.timestamp()
        if not stamp:
            return now
        apart, least = now - stamp, self._least
        while least and least[-1][1] >= apart:
            least.pop()
        least.append((now, apart))
        while now - least[0][0] > _OLDEST_MS:
            least.popleft()
        return stamp + least[0][1]
