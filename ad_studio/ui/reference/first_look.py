"""A folder of images before there is a reference: the oddest first, a typical one is taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QScrollArea,
    QToolButton,
    QWidget,
)

from ad_studio.errors import AdStudioError
from ad_studio.imaging.files import list_images
from ad_studio.progress import Progress, raise_if_cancelled
from ad_studio.services.first_look import FirstLook, first_look, heat_preview
from ad_studio.ui.images import rgb_image
from ad_studio.ui.jobs import Jobs
from ad_studio.ui.text import sigma, tooltip
from ad_studio.ui.widgets.banner import Banner
from ad_studio.ui.widgets.basics import button, label, picture_button
from ad_studio.ui.widgets.layouts import FlowLayout, hbox, vbox
from ad_studio.ui.widgets.page import Page
from ad_studio.ui.widgets.progress_strip import ProgressStrip

_SIDE = 144  # logical pixels of a picture on its long side


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """What a first look found, with a picture of each image."""

    found: FirstLook
    pictures: dict[Path, QImage]


class FirstLookPanel(QFrame):
    """Looks at a folder, and shows its images with heat: the typical one, then the oddest first.

    Signals:
        taken(Path): The image that is to be the reference.
        left: Nothing is to be taken.
    """

    taken = Signal(object)
    left = Signal()

    def __init__(self, jobs: Jobs, banner: Banner) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._banner = banner
        self.tasks = jobs.queue("first-look")
        self.tasks.failed.connect(self._on_failed)
        self._about = label(wrap=True)
        self._choices = QButtonGroup(self)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.take = button(
            self.tr("Take as reference"),
            kind="primary",
            tip=self.tr("Use the chosen image as the reference of this project"),
            on=self._on_take,
        )
        leave = button(self.tr("Back"), tip=self.tr("Take no image"), on=self.leave)
        strip = ProgressStrip(self.tasks, what=self.tr("the first look"))
        strip.cancel.clicked.connect(self.left.emit)
        column = vbox(self, spacing=12, margins=(24, 24, 24, 24))
        column.addWidget(label(self.tr("A first look"), role="heading"))
        column.addWidget(self._about)
        column.addWidget(strip)
        column.addWidget(self._scroll, 1)
        foot = hbox()
        foot.addWidget(leave)
        foot.addStretch(1)
        foot.addWidget(self.take)
        column.addLayout(foot)

    def look(self, folder: Path) -> None:
        """Look at the images of a folder."""
        self._show_tiles([])
        self._about.setText(
            self.tr("The images of {folder} are compared with each other.").format(folder=folder)
        )
        self.tasks.start(lambda progress: _looked(folder, progress), then=self._show)

    def leave(self) -> None:
        """Stop looking, and take nothing."""
        self.tasks.drop()
        self._show_tiles([])
        self.left.emit()

    def _show(self, seen: _Seen) -> None:
        found = seen.found
        words = self.tr(
            "The most typical image comes first and is chosen. The others follow, the oddest "
            "first. Heat shows where an image is unlike the others. There are no thresholds yet: "
            "nothing is judged here."
        )
        if len(found.images) < found.found:
            some = self.tr("Looked at {some} of {all} images.")
            words += " " + some.format(some=len(found.images), all=found.found)
        self._about.setText(words)
        in_order = sorted(found.images, key=lambda one: one.path != found.typical)
        self._show_tiles(
            [
                self._tile(one.path, seen.pictures[one.path], one.score, found.typical)
                for one in in_order  # the oddest first, as they are found
            ]
        )

    def _show_tiles(self, tiles: Sequence[QToolButton]) -> None:
        for before in self._choices.buttons():
            self._choices.removeButton(before)
        board = QWidget()
        flow = FlowLayout(board, spacing=12)
        for tile in tiles:
            flow.addWidget(tile)
            self._choices.addButton(tile)
        self._scroll.setWidget(board)
        if tiles:
            tiles[0].setChecked(True)
            if self.isVisible() and not self._is_elsewhere():
                tiles[0].setFocus()  # the arrow keys go from image to image
        self.take.setEnabled(bool(tiles))

    def _is_elsewhere(self) -> bool:
        """Whether somebody uses another part of the window."""
        focus, page = QApplication.focusWidget(), self.parentWidget()
        while page is not None and not isinstance(page, Page):
            page = page.parentWidget()
        return focus is not None and focus is not page and not self.isAncestorOf(focus)

    def _tile(self, path: Path, picture: QImage, score: float, typical: Path) -> QToolButton:
        words = self.tr("typical") if path == typical else sigma(score)
        tile = picture_button(words, side=_SIDE)
        tile.setAccessibleName(f"{path.name}, {words}")
        tile.setToolTip(tooltip(f"{path}\n{sigma(score)}"))
        tile.setProperty("path", str(path))
        tile.setCheckable(True)
        tile.setIcon(QIcon(QPixmap.fromImage(picture)))
        return tile

    def _on_take(self) -> None:
        chosen = self._choices.checkedButton()
        if chosen is not None:
            path = Path(chosen.property("path"))
            self._show_tiles([])
            self.taken.emit(path)

    def _on_failed(self, _id: int, error: AdStudioError) -> None:
        self._banner.show_error(error)
        self.left.emit()


def _looked(folder: Path, progress: Progress) -> _Seen:
    found = first_look(list_images(folder), progress=progress)
    pictures = {}
    for one in found.images:
        raise_if_cancelled(progress)
        pictures[one.path] = rgb_image(heat_preview(one, max_side=2 * _SIDE))
    return _Seen(found, pictures)
