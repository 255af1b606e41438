"""Checks that an image has been on the screen long enough to be judged."""

from collections.abc import Callable

PAINTED_MS = 150
"""Nobody sees an image and presses a key for it in less time: such a key was meant for another."""


class VerdictGuard:
    """Records since when the image on the screen has been painted.

    Args:
        clock: Milliseconds, as the times of keys are told.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._result_id: int | None = None
        self._painted_at = 0.0

    def reset(self) -> None:
        """Forget the image: another one, or none, comes on the screen."""
        self._result_id = None

    def note_painted(self, result_id: int) -> None:
        """The pixels of a result have been painted."""
        if result_id != self._result_id:
            self._result_id, self._painted_at = result_id, self._clock()

    def was_seen(self, result_id: int, *, at: float | None = None) -> bool:
        """Whether a result had been on the screen for long enough at a time; None: now."""
        moment = self._clock() if at is None else at
        return result_id == self._result_id and moment - self._painted_at >= PAINTED_MS
