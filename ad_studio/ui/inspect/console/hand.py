"""The thresholds in hand: those in force, or others that are being tried out."""

from PySide6.QtCore import QObject, Signal

from ad_studio.domain import Thresholds, ThresholdVersion
from ad_studio.services.thresholds.versions import BY_HAND


class Hand(QObject):
    """What every part of the console shows and changes.

    What is tried against a version is in hand again whenever that version is shown again: choosing
    another run, or another model's, throws nothing away.

    Signals:
        moved: Other thresholds are in hand, or the same ones for another reason.
        version_shown: Another version is in force, or none.

    Attributes:
        version: In force; None: there is no model.
        thresholds: In hand.
        basis: What those in hand rest on, as it would be stored.
        is_sliding: True while `moved` tells of one step of many: a line under the mouse or a key.
    """

    moved = Signal()
    version_shown = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.version: ThresholdVersion | None = None
        self.thresholds: Thresholds | None = None
        self.basis = ""
        self.is_sliding = False
        self._tried: dict[ThresholdVersion, tuple[Thresholds, str]] = {}

    @property
    def is_trying(self) -> bool:
        """True while there is something to commit or discard."""
        return self.version is not None and self.thresholds != self.version.thresholds

    def show(self, version: ThresholdVersion | None) -> None:
        """These are in force; what was tried against them is in hand again."""
        self.version = version
        self.thresholds, self.basis = None, ""
        if version is not None:
            in_force = version.thresholds, version.basis
            self.thresholds, self.basis = self._tried.get(version, in_force)
        self.version_shown.emit()
        self.moved.emit()

    def confirm(self, version: ThresholdVersion) -> None:
        """These were stored; what the user is on to meanwhile stays in hand."""
        if self.version is not None:
            self._tried.pop(self.version, None)
        if self.thresholds is not None and self.thresholds != version.thresholds:
            self._tried[version] = self.thresholds, self.basis
        self.show(version)

    def take(self, thresholds: Thresholds, basis: str = BY_HAND) -> None:
        """Try these out; nothing is stored."""
        if self.version is not None and (thresholds, basis) != (self.thresholds, self.basis):
            self.thresholds, self.basis = thresholds, basis
            self._tried[self.version] = thresholds, basis
            if not self.is_trying:
                del self._tried[self.version]
            self.moved.emit()

    def move(self, *, review: float | None = None, ng: float | None = None) -> None:
        """Put one line elsewhere, sigma; it pushes the other one along."""
        now = self.thresholds
        if now is None:
            return
        self.is_sliding = True
        if review is not None:
            self.take(Thresholds(review, max(review, now.ng)))
        elif ng is not None:
            self.take(Thresholds(min(ng, now.review), ng))
        self.is_sliding = False

    def discard(self) -> None:
        """Go back to those in force."""
        if self.version is not None:
            self.take(self.version.thresholds, self.version.basis)
