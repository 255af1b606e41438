"""The question how many bits the camera delivers, for files of 16 bits that do not say so."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QFrame, QToolButton, QWidget

from ad_studio.errors import ImageError
from ad_studio.messages import NOTHING, Message
from ad_studio.progress import Progress, raise_if_cancelled
from ad_studio.ui.images import Picture, decode_picture
from ad_studio.ui.messages import localized
from ad_studio.ui.text import tooltip
from ad_studio.ui.widgets.basics import button, label, picture_button
from ad_studio.ui.widgets.layouts import FlowLayout, hbox, vbox

DEPTHS = (10, 12, 14, 16)
"""Bits that cameras deliver in files of 16."""

_SIDE = 144  # logical pixels of a preview on its long side


@dataclass(frozen=True, slots=True, eq=False)
class DepthPreview:
    """What an image looks like with a bit depth.

    Attributes:
        bits: The depth.
        picture: The image; None where it cannot have this depth.
        why_not: Why it cannot.
    """

    bits: int
    picture: Picture | None
    why_not: Message = NOTHING


def depth_previews(data: bytes, path: Path, progress: Progress) -> list[DepthPreview]:
    """Decode an image with each of the depths; from any thread.

    Args:
        data: The bytes of the file.
        path: The file.
        progress: Asked whether to stop.

    Raises:
        Cancelled: The user asked to stop.
    """
    found = []
    for bits in DEPTHS:
        raise_if_cancelled(progress)
        try:
            picture = decode_picture(data, path=path, max_side=2 * _SIDE, bit_depth=bits)
        except ImageError as error:
            found.append(DepthPreview(bits, None, error.message))
        else:
            found.append(DepthPreview(bits, picture))
    return found


class DepthQuestion(QFrame):
    """Shows the image with each bit depth; one of them is chosen.

    Signals:
        chosen(int): The bit depth.
        left: Nothing is to be changed.
    """

    chosen = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._title = label(self.tr("How many bits does the camera deliver?"), role="heading")
        self._about = label(wrap=True)
        self.note = label(wrap=True, role="muted")
        choices = QWidget()
        flow = FlowLayout(choices, spacing=12)
        self.choices = {bits: self._choice(bits) for bits in DEPTHS}
        for choice in self.choices.values():
            flow.addWidget(choice)
        self.leave = button(
            self.tr("Cancel"), tip=self.tr("Take no image; change nothing"), on=self.left.emit
        )
        column = vbox(self, spacing=12, margins=(24, 24, 24, 24))
        for words in (self._title, self._about, self.note):
            column.addWidget(words)
        column.addWidget(choices)
        foot = hbox()
        foot.addWidget(self.leave)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addStretch(1)

    def ask(self, name: str, note: str) -> None:
        """Ask about a file; its previews follow.

        Args:
            name: Of the file.
            note: What else to know before choosing; may be empty.
        """
        self._about.setText(
            self.tr(
                "Some files have more than 8 bits for each value and do not say how many are used. "
                "The number stands in the settings of the camera; the pictures show what each "
                "choice makes of {name}. All images of this project are then read in this way."
            ).format(name=name)
        )
        self.note.setText(note)
        self.note.setVisible(bool(note))
        for choice in self.choices.values():
            choice.setIcon(QIcon())
            choice.setEnabled(False)

    def show_previews(self, previews: Sequence[DepthPreview]) -> None:
        """Show what each choice makes of the image; what it cannot have cannot be chosen."""
        for preview in previews:
            choice = self.choices[preview.bits]
            choice.setEnabled(preview.picture is not None)
            if preview.picture is None:
                choice.setToolTip(tooltip(localized(preview.why_not)))
                continue
            choice.setToolTip(tooltip(self._tip(preview.bits)))
            choice.setIcon(QIcon(QPixmap.fromImage(preview.picture.image)))

    def _choice(self, bits: int) -> QToolButton:
        choice = picture_button(self.tr("{bits} bits").format(bits=bits), side=_SIDE)
        choice.setToolTip(tooltip(self._tip(bits)))
        choice.setEnabled(False)
        choice.clicked.connect(lambda _checked: self.chosen.emit(bits))
        return choice

    def _tip(self, bits: int) -> str:
        words = self.tr("{white} is white, in every image of this project")
        return words.format(white=(1 << bits) - 1)
