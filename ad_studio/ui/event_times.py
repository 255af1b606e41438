"""When a key went down, which may be long before the program comes to it."""

from collections import deque
from collections.abc import Callable
from time import monotonic

from PySide6.QtGui import QInputEvent

_OLDEST_MS = 60_000.0


def monotonic_ms() -> float:
    """Milliseconds of a clock that only goes forward."""
    return 1000 * monotonic()


class EventTimes:
    """Tells the times of input events on a clock of the program.

    Events carry a time of the desktop's own clock. By how much the two clocks differ is seen from
    the event of the last minute that the program came to soonest.

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
