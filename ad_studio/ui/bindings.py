"""Key bindings: one table that key filters act on and that the list of keys shows."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

Key = QKeyCombination | Qt.Key


@dataclass(frozen=True, slots=True)
class Binding:
    """One action and the keys for it.

    Attributes:
        words: What it does, as the map of the keys says it.
        action: Called when a key goes down, with the time of it if `timed`.
        keys: Any of these.
        repeats: True if a key held down acts again and again.
        release: Called when the key goes up again; None: nothing happens then.
        timed: True if `action` takes the time at which the key went down, in milliseconds.
    """

    words: str
    action: Callable[..., None]
    keys: tuple[Key, ...]
    repeats: bool = False
    release: Callable[[], None] | None = None
    timed: bool = False

    def key_names(self) -> list[str]:
        """The keys as they stand on the keyboard, in the language of the window."""
        native = QKeySequence.SequenceFormat.NativeText
        return [QKeySequence(combination(key)).toString(native) for key in self.keys]


@dataclass(frozen=True, slots=True)
class Group:
    """Bindings that belong together, under one heading of the map."""

    title: str
    bindings: tuple[Binding, ...]


def combination(key: Key) -> QKeyCombination:
    """A key with its modifiers, of which there may be none."""
    return key if isinstance(key, QKeyCombination) else QKeyCombination(key)
