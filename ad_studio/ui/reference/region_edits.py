"""The ignore regions as they are being drawn: what is there, what is selected, undo and redo."""

from ad_studio.ignore_regions import IgnoreRegion

Regions = tuple[IgnoreRegion, ...]


class RegionEdits:
    """Regions since they were last saved; every change can be taken back.

    Attributes:
        regions: As drawn now.
        selected: Which of them is selected.
    """

    def __init__(self) -> None:
        self.regions: Regions = ()
        self.selected: int | None = None
        self._saved: Regions = ()
        self._undone: list[Regions] = []
        self._done: list[Regions] = []

    def load(self, regions: Regions) -> None:
        """Start from saved regions; there is nothing to undo."""
        self.regions = self._saved = regions
        self.selected = None
        self._done, self._undone = [], []

    @property
    def is_changed(self) -> bool:
        """Whether they differ from the saved ones."""
        return self.regions != self._saved

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to make again."""
        return bool(self._undone)

    def add(self, region: IgnoreRegion) -> None:
        """Add a region and select it."""
        self._change((*self.regions, region))
        self.selected = len(self.regions) - 1

    def replace_all(self, regions: Regions) -> None:
        """Put these regions in the place of all that is drawn."""
        if self.regions != regions:
            self._change(regions)
            self.selected = None

    def move(self, across: float, down: float) -> None:
        """Move the selected region by shares of the image, as far as its edge allows."""
        if self.selected is not None:
            self.replace(self.selected, self.regions[self.selected].moved(across, down))

    def replace(self, index: int, region: IgnoreRegion) -> None:
        """Put a region in the place of another."""
        if self.regions[index] != region:
            self._change((*self.regions[:index], region, *self.regions[index + 1 :]))

    def delete(self) -> None:
        """Take the selected region away."""
        if self.selected is not None:
            i = self.selected
            self._change((*self.regions[:i], *self.regions[i + 1 :]))
            self.selected = None

    def undo(self) -> None:
        """Take the last change back."""
        if self._done:
            self._undone.append(self.regions)
            self._go(self._done.pop())

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        if self._undone:
            self._done.append(self.regions)
            self._go(self._undone.pop())

    def discard(self) -> None:
        """Go back to the saved regions; this, too, can be undone."""
        self.replace_all(self._saved)

    def _change(self, regions: Regions) -> None:
        self._done.append(self.regions)
        self._undone = []
        self.regions = regions

    def _go(self, regions: Regions) -> None:
        self.regions = regions
        if self.selected is not None and self.selected >= len(regions):
            self.selected = None
