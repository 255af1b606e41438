"""What is being drawn on the reference: what is there, what is selected, undo and redo."""

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Generic, TypeVar

from ad_studio.domain import Zone
from ad_studio.drawn_regions import DrawnRegion
from ad_studio.ui.i18n import translate

Regions = tuple[DrawnRegion, ...]
_Drawn = TypeVar("_Drawn")


class Edits(ABC, Generic[_Drawn]):
    """What is drawn since it was last saved; every change can be taken back.

    Attributes:
        drawn: As it is now.
        selected: Which of it is selected.
    """

    def __init__(self) -> None:
        self.drawn: tuple[_Drawn, ...] = ()
        self.selected: int | None = None
        self._saved: tuple[_Drawn, ...] = ()
        self._undone: list[tuple[_Drawn, ...]] = []
        self._done: list[tuple[_Drawn, ...]] = []

    @property
    @abstractmethod
    def regions(self) -> Regions:
        """Where it lies."""

    @property
    def names(self) -> tuple[str, ...]:
        """What is written beside each; none where nothing has a name."""
        return ()

    @abstractmethod
    def _new(self, region: DrawnRegion) -> _Drawn:
        """Make one of a region that was just drawn."""

    @abstractmethod
    def _placed(self, one: _Drawn, region: DrawnRegion) -> _Drawn:
        """The same elsewhere."""

    def load(self, drawn: tuple[_Drawn, ...]) -> None:
        """Start from what is saved; there is nothing to undo."""
        self.drawn = self._saved = drawn
        self.selected = None
        self._done, self._undone = [], []

    @property
    def is_changed(self) -> bool:
        """Whether it differs from what is saved."""
        return self.drawn != self._saved

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to make again."""
        return bool(self._undone)

    def add(self, region: DrawnRegion) -> None:
        """Add a region and select it."""
        self._change((*self.drawn, self._new(region)))
        self.selected = len(self.drawn) - 1

    def replace_all(self, drawn: tuple[_Drawn, ...]) -> None:
        """Put this in the place of all that is drawn."""
        if self.drawn != drawn:
            self._change(drawn)
            self.selected = None

    def move(self, across: float, down: float) -> None:
        """Move the selected region by shares of the image, as far as its edge allows."""
        if self.selected is not None:
            self.replace(self.selected, self.regions[self.selected].moved(across, down))

    def replace(self, index: int, region: DrawnRegion) -> None:
        """Put a region in the place of another."""
        self._put(index, self._placed(self.drawn[index], region))

    def delete(self) -> None:
        """Take the selected region away."""
        if self.selected is not None:
            i = self.selected
            self._change((*self.drawn[:i], *self.drawn[i + 1 :]))
            self.selected = None

    def undo(self) -> None:
        """Take the last change back."""
        if self._done:
            self._undone.append(self.drawn)
            self._go(self._done.pop())

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        if self._undone:
            self._done.append(self.drawn)
            self._go(self._undone.pop())

    def discard(self) -> None:
        """Go back to what is saved; this, too, can be undone."""
        self.replace_all(self._saved)

    def _put(self, index: int, one: _Drawn) -> None:
        if self.drawn[index] != one:
            self._change((*self.drawn[:index], one, *self.drawn[index + 1 :]))

    def _change(self, drawn: tuple[_Drawn, ...]) -> None:
        self._done.append(self.drawn)
        self._undone = []
        self.drawn = drawn

    def _go(self, drawn: tuple[_Drawn, ...]) -> None:
        self.drawn = drawn
        if self.selected is not None and self.selected >= len(drawn):
            self.selected = None


class RegionEdits(Edits[DrawnRegion]):
    """Ignore regions."""

    @property
    def regions(self) -> Regions:
        return self.drawn

    def _new(self, region: DrawnRegion) -> DrawnRegion:
        return region

    def _placed(self, one: DrawnRegion, region: DrawnRegion) -> DrawnRegion:  # noqa: ARG002
        return region


class ZoneEdits(Edits[Zone]):
    """Zones: with a name, and a size from which on a region is NG."""

    @property
    def regions(self) -> Regions:
        return tuple(zone.region for zone in self.drawn)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(zone.name for zone in self.drawn)

    def rename(self, name: str) -> None:
        """Give the selected zone another name.

        Raises:
            UsageError: It is none.
        """
        if self.selected is not None:
            self._put(self.selected, replace(self.drawn[self.selected], name=name.strip()))

    def resize(self, mm2: float) -> None:
        """Give the selected zone another size from which on a region is NG; 0: any."""
        if self.selected is not None:
            self._put(self.selected, replace(self.drawn[self.selected], mm2=mm2))

    def _new(self, region: DrawnRegion) -> Zone:
        """Any size counts there until another one is given."""
        taken = {name.casefold() for name in self.names}
        words = translate("ZoneEdits", "Zone {number}")
        names = (words.format(number=number) for number in range(1, len(taken) + 2))
        return Zone(next(one for one in names if one.casefold() not in taken), region, 0.0)

    def _placed(self, one: Zone, region: DrawnRegion) -> Zone:
        return replace(one, region=region)
