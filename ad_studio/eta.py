"""How long it still takes, from the share done so far, and how to say it."""

import time
from collections.abc import Callable


class Eta:
    """Estimates the time left of one job from the pace since it first reported a share."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._first: tuple[float, float] | None = None

    def left(self, fraction: float) -> float | None:
        """Seconds left at `fraction` done; None until the pace is known."""
        now = self._clock()
        if self._first is None or fraction < self._first[1]:
            self._first = (now, fraction)
        since, start = self._first
        done = fraction - start
        if done <= 0 or now <= since:
            return None
        return (now - since) / done * (1 - fraction)


class Rate:
    """The pace of things counted as they come, from the second report on."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._first: tuple[float, int] | None = None

    def per_second(self, count: int) -> float | None:
        """The pace at `count` things done; None until it is known."""
        now = self._clock()
        if self._first is None:
            self._first = (now, count)
        since, start = self._first
        return (count - start) / (now - since) if count > start and now > since else None


def duration(seconds: float) -> str:
    """Seconds as people say them: "8 s", "1 min 20 s", "2 h 5 min"."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        minutes, rest = divmod(whole, 60)
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    hours, rest = divmod(whole, 3600)
    return f"{hours} h {rest // 60} min"
