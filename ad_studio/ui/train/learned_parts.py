"""The parts that the next model learns from beside the reference; each can be removed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ad_studio.domain import TrainingRole
from ad_studio.services.projects.training_set import LearnedPart
from ad_studio.ui.text import signed, when
from ad_studio.ui.thumbnails import Thumbnails
from ad_studio.ui.widgets.basics import button, label
from ad_studio.ui.widgets.layouts import hbox, vbox
from ad_studio.ui.widgets.part_list import PartList, PartRow


class LearnedParts(QFrame):
    """Hidden while the reference is all that is learned from.

    Signals:
        remove_asked(str): Learn no longer from the part with this SHA-256.
        forget_asked: Learn from the reference alone.
    """

    remove_asked = Signal(str)
    forget_asked = Signal()

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.list = PartList(
            thumbnails,
            name=self.tr("Parts learned from"),
            tip=self.tr("Select a part to remove it"),
        )
        self.list.currentRowChanged.connect(lambda _row: self._show_remove())
        self.remove = button(
            self.tr("Remove"),
            tip=self.tr("Learn no longer from the selected part; models that did stay as they are"),
            on=self._on_remove,
        )
        self.forget = button(
            self.tr("Remove all"),
            tip=self.tr("Learn from the reference alone from now on"),
            on=self.forget_asked.emit,
        )
        about = label(
            self.tr(
                "The next training learns from these and from the reference. A part that was "
                "removed is asked about before it is learned from again."
            ),
            wrap=True,
        )
        head = hbox(spacing=16)
        head.addWidget(label(self.tr("Parts learned from"), role="heading"), 1)
        head.addWidget(self.remove)
        head.addWidget(self.forget)
        column = vbox(self, spacing=12, margins=(24, 20, 24, 20))
        column.addLayout(head)
        column.addWidget(about)
        column.addWidget(self.list)
        self.show_parts(())

    @property
    def is_empty(self) -> bool:
        """Whether the reference is all that is learned from."""
        return self.list.count() == 0

    def show_parts(self, parts: Sequence[LearnedPart]) -> None:
        """List these parts."""
        self.list.show_rows(
            [
                PartRow(
                    part.image.path,
                    part.image.sha256,
                    part.inspected.name,
                    self._how(part),
                    part.image.sha256,
                )
                for part in parts
            ]
        )
        self._show_remove()

    def _how(self, part: LearnedPart) -> str:
        """By whom and when a part came in."""
        image = part.image
        if image.role is TrainingRole.LOT:
            return self.tr("Of a lot without verdicts, inspected {when}").format(
                when=when(image.confirmed_at)
            )
        words = {
            TrainingRole.CONFIRMED_OK: self.tr("Confirmed OK {when}"),
            TrainingRole.CONFIRMED_NG: self.tr("Confirmed NG {when}"),
        }[image.role]
        return words.format(when=signed(when(image.confirmed_at), image.confirmed_by))

    def _show_remove(self) -> None:
        self.remove.setEnabled(self.list.current_row is not None)

    def _on_remove(self) -> None:
        row = self.list.current_row
        if row is not None:
            self.remove_asked.emit(str(row.key))
