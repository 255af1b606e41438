"""The History tab: every version of the thresholds, to look at and to restore."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from ad_studio.domain import ThresholdVersion
from ad_studio.services.thresholds.versions import restored_basis
from ad_studio.ui.inspect.console.hand import Hand
from ad_studio.ui.inspect.console.rows import fill, make_list
from ad_studio.ui.said import said
from ad_studio.ui.text import sigma, signed, when
from ad_studio.ui.widgets.basics import button, label


class HistoryTab(QWidget):
    """Newest first; going to a version tries it out, restoring commits it as a new one.

    Signals:
        restored: Store what is in hand.
    """

    restored = Signal()

    def __init__(self, hand: Hand) -> None:
        super().__init__()
        self._hand = hand
        self.list = make_list(
            name=self.tr("Versions of the thresholds"),
            tip=self.tr("Click a version to see what it would make of this run"),
        )
        self.list.currentItemChanged.connect(lambda item, _before: self._look(item))
        self.list.itemClicked.connect(self._look)
        self.restore = button(
            self.tr("Restore this version"),
            icon="undo",
            tip=self.tr("Put it in force again, as a new version; nothing is ever deleted"),
            on=self.restored.emit,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(
            label(self.tr("Who set which thresholds, when and why"), role="caption", wrap=True)
        )
        column.addWidget(self.list, 1)
        column.addWidget(self.restore)
        hand.moved.connect(self._on_moved)
        self._on_moved()

    def show_history(self, history: list[ThresholdVersion]) -> None:
        """List these, the one in force first."""
        rows = [
            (self._lines(version, in_force=at == 0), version, True)
            for at, version in enumerate(history)
        ]
        fill(self.list, rows)

    def _lines(self, version: ThresholdVersion, *, in_force: bool) -> list[str]:
        pair = version.thresholds
        title = self.tr("Version {id}").format(id=version.id)
        if in_force:
            title += self.tr(", in force")
        lines = [
            title,
            self.tr("REVIEW from {review}, NG from {ng}").format(
                review=sigma(pair.review), ng=sigma(pair.ng)
            ),
            said(version.basis),
            signed(when(version.created_at), version.author),
        ]
        if version.note:
            lines.append(self.tr("Note: {note}").format(note=version.note))
        return lines

    def _look(self, item: QListWidgetItem | None) -> None:
        version = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if version is None or self._hand.version is None:
            return
        if version.id == self._hand.version.id:
            self._hand.discard()
        else:
            self._hand.take(version.thresholds, restored_basis(version))

    def _on_moved(self) -> None:
        item, hand = self.list.currentItem(), self._hand
        version = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        self.restore.setEnabled(
            version is not None and hand.is_trying and hand.basis == restored_basis(version)
        )
