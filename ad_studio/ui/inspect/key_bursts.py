"""Distinguishes keys that a person presses from a barcode scanner and from auto-repeat.

A scanner types like a keyboard, but faster, and usually ends with Enter. Only the pause after the
keys shows which of the two it was; until then the keys are held back.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

SCAN_GAP_MS = 40
"""Keys closer than this come from a scanner; people need twice as long."""

BURST_GAP_MS = 80
"""Keys closer than this are decided about together: a slow scanner is known by its Enter."""

_REPEAT_DELAY_MS = 100  # no keyboard repeats a key sooner after it went down
_LEAK_MS = 20  # nobody lets a key go and presses it again within this time


@dataclass(frozen=True, slots=True)
class _Press:
    text: str
    act: Callable[[], None] | None


class KeyBursts:
    """Decides what typed a series of keys; all times are milliseconds of one clock.

    Args:
        on_scan: Called with the text that a scanner typed.
    """

    def __init__(self, on_scan: Callable[[str], None]) -> None:
        self._on_scan = on_scan
        self._waiting: list[_Press] = []
        self._is_fast = False
        self._last = -math.inf  # when any key went down
        self._down: dict[int, float] = {}  # when a key went down; repeats do not count
        self._up: dict[int, float] = {}

    @property
    def is_waiting(self) -> bool:
        """True while keys are held back."""
        return bool(self._waiting)

    def goes_on(self, at: float) -> bool:
        """Whether a key at this time belongs to those that wait."""
        return self.is_waiting and at - self._last <= BURST_GAP_MS

    def release(self, key: int, at: float) -> None:
        """Note that a key went up."""
        self._up[key] = at

    def forget(self, key: int) -> None:
        """Note that a key went down for somebody else, a field: it is not held down here."""
        self._down.pop(key, None)

    def is_repeat(self, key: int, at: float) -> bool:
        """Whether a key that goes down was never let go.

        X11 tells of a repeat as of a key that goes up and down again at once; Qt does not always
        notice that these two belong together.
        """
        if key not in self._down or key not in self._up:
            return False
        up, down = self._up[key], self._down[key]
        return at - up <= _LEAK_MS and up - down >= _REPEAT_DELAY_MS

    def press(self, key: int, text: str, at: float, act: Callable[[], None] | None) -> None:
        """Have a character wait.

        Args:
            key: The key.
            text: What a scanner would have typed by it.
            at: When it went down.
            act: What it does if a person pressed it; None: nothing.
        """
        self._begin(at)
        self._down[key] = at
        self._waiting.append(_Press(text, act))

    def take_in(self, key: int, at: float) -> bool:
        """Whether a key other than a character came from the scanner; else release held keys."""
        self._down[key] = at
        fast = self.is_waiting and at - self._last < SCAN_GAP_MS
        if fast:
            self._is_fast = True
        else:
            self._decide()
        self._last = at
        return fast

    def end(self, at: float) -> bool:
        """Whether Enter ended what a scanner typed."""
        ends = self.goes_on(at)
        self._decide(ended=ends)
        self._last = at
        return ends

    def settle(self, now: float) -> None:
        """Decide if a pause has followed."""
        if not self.goes_on(now):
            self._decide()

    def _begin(self, at: float) -> None:
        if not self.goes_on(at):
            self._decide()
        self._is_fast = self._is_fast or at - self._last < SCAN_GAP_MS
        self._last = at

    def _decide(self, *, ended: bool = False) -> None:
        presses, was_fast = self._waiting, self._is_fast
        self._waiting, self._is_fast = [], False
        text = "".join(press.text for press in presses)
        if ended or (was_fast and len(presses) > 1):
            self._on_scan(text)
        elif not was_fast:
            for press in presses:
                if press.act is not None:
                    press.act()
