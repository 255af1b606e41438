"""The smallest defect that matters: how many pixels it has, and what it takes to see it."""

from PySide6.QtWidgets import QWidget

from ad_studio.errors import UsageError
from ad_studio.services.small_defects import as_whole, for_smallest_defect, smallest_seen
from ad_studio.ui.messages import localized
from ad_studio.ui.text import number
from ad_studio.ui.widgets.basics import SpinBox, label
from ad_studio.ui.widgets.layouts import vbox

_LARGEST = 2000  # pixels


class SmallestDefect(QWidget):
    """A number of pixels; 0 where it is not stated. Below it, what a model will see."""

    def __init__(self) -> None:
        super().__init__()
        self._size: tuple[int, int] | None = None
        self._image_size: int | None = None
        self._pixel_mm: float | None = None
        self._words = label(role="caption", wrap=True)
        self.box = SpinBox(0, _LARGEST, value=0, name=self.tr("Smallest defect that matters"))
        self.box.setSpecialValueText(self.tr("Not stated"))
        self.box.setSuffix(self.tr(" px"))
        self.box.setToolTip(
            self.tr(
                "Its extent in pixels of the reference. Where the network would not see it, images "
                "are cut into tiles, which takes longer"
            )
        )
        self.box.valueChanged.connect(self._describe)
        column = vbox(self, spacing=4)
        column.addWidget(self.box)
        column.addWidget(self._words)
        self._describe()

    @property
    def pixels(self) -> int | None:
        """What the user stated; None where they stated nothing, or the network is another."""
        return (self.box.value() or None) if self.isEnabled() else None

    def show_resolution(
        self,
        size: tuple[int, int] | None,
        *,
        image_size: int | None,
        pixel_mm: float | None,
    ) -> None:
        """Say what a model will see of the present reference.

        Args:
            size: Width and height of the reference in pixels; None where there is none.
            image_size: See `TrainSettings.image_size`.
            pixel_mm: The side of a pixel on the part; None where it is not known.
        """
        self._size, self._image_size, self._pixel_mm = size, image_size, pixel_mm
        self._describe()

    def _describe(self) -> None:
        words = self._what_is_seen()
        if words and self._pixel_mm is not None:
            pixels = self.box.value() or 100
            mm = number(pixels * self._pixel_mm, 2)
            on_part = self.tr("{pixels} pixels are {mm} mm on the part.")
            words = f"{words} {on_part.format(pixels=pixels, mm=mm)}"
        self._words.setText(words)
        self._words.setVisible(bool(self._words.text()))

    def _what_is_seen(self) -> str:
        if self._size is None or not self.isEnabled():
            return ""
        if not self.box.value():
            least = smallest_seen(*self._size, image_size=self._image_size)
            return self.tr(
                "As images are looked at now, defects below about {least} pixels may be missed."
            ).format(least=least)
        smallest, image_size = self.box.value(), self._image_size
        try:
            found = for_smallest_defect(*self._size, smallest=smallest, image_size=image_size)
        except UsageError as error:
            return localized(error.advice)
        if found.tile is None:
            return self.tr("It covers {patches} patches of the network: it is seen.").format(
                patches=number(found.patches, 1)
            )
        patches = as_whole(*self._size, smallest=smallest, image_size=image_size).patches
        return self.tr(
            "In the whole image it covers {patches} patches and may be missed. Images are cut "
            "into {tiles} tiles: an image takes about {tiles} times as long."
        ).format(patches=number(patches, 2), tiles=found.tiles)
