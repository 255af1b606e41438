"""The smallest defect that matters: how large it is, and what it takes to see it."""

import math

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from ad_studio.errors import UsageError
from ad_studio.services.projects.pixel_size import whole_pixels
from ad_studio.services.small_defects import as_whole, for_smallest_defect, smallest_seen
from ad_studio.ui.messages import localized
from ad_studio.ui.text import number, short_number
from ad_studio.ui.widgets.basics import LengthBox, SpinBox, button, label
from ad_studio.ui.widgets.layouts import vbox

_LARGEST = 2000  # pixels


class SmallestDefect(QWidget):
    """Its extent in pixels, and in millimetres where a pixel's size is known; 0: not stated.

    Below it, what a model will see.

    Signals:
        draw_asked: The user wants to draw it on the reference.
    """

    draw_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._size: tuple[int, int] | None = None
        self._image_size: int | None = None
        self._pixel_mm: float | None = None
        self._refused: UsageError | None = None  # what was stated last is no length of a defect
        self._words = label(role="caption", wrap=True)
        self.box = SpinBox(0, _LARGEST, value=0, name=self.tr("Smallest defect that matters"))
        self.box.setSuffix(self.tr(" px"))
        self.box.setToolTip(
            self.tr(
                "Its extent in pixels of the reference. Where the network would not see it, images "
                "are cut into tiles, which takes longer"
            )
        )
        self.box.valueChanged.connect(self._on_pixels)
        self.mm = LengthBox(unit="mm", decimals=2, most=_LARGEST)
        self.mm.setSpecialValueText("–")
        self.mm.setAccessibleName(self.tr("Smallest defect that matters, in millimetres"))
        self.mm.setToolTip(self.tr("Its extent on the part"))
        self.mm.valueChanged.connect(self._on_mm)
        self.draw = button(
            self.tr("Draw it on the reference…"),
            tip=self.tr("Show the reference large, and draw how large the defect is"),
            on=self.draw_asked.emit,
        )
        column = vbox(self, spacing=4)
        column.addWidget(self.box)
        column.addWidget(self.mm)
        column.addWidget(self.draw)
        column.addWidget(self._words)
        self._on_pixels()

    @property
    def pixels(self) -> int | None:
        """What the user stated; None where they stated nothing, or the network is another.

        0 where it is less than a pixel: training refuses it.
        """
        if not self.isEnabled():
            return None
        return 0 if self._refused else self.box.value() or None

    def take_length(self, pixels: float) -> None:
        """State the length of a line that was drawn, in pixels of the reference, above 0."""
        self._take(pixels)
        self._show_mm()

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
        self._size, self._image_size = size, image_size
        if pixel_mm != self._pixel_mm:
            self._pixel_mm = pixel_mm
            self._show_mm()
            self._refuse(None)
        self._describe()

    def _take(self, length: float, *, pixel_mm: float | None = None) -> None:
        """State a length, in mm where the size of a pixel is given; or say why not."""
        pixels, refused = 0, None
        try:
            if length:
                pixels = whole_pixels(length, pixel_mm=pixel_mm)
        except UsageError as error:
            refused = error
        with QSignalBlocker(self.box):  # so that what was typed stays
            self.box.setValue(pixels)
        self._refuse(refused)
        self._describe()

    def _refuse(self, why: UsageError | None) -> None:
        self._refused = why
        words = self.tr("Not stated") if why is None else self.tr("Less than a pixel")
        self.box.setSpecialValueText(words)

    def _on_pixels(self) -> None:
        self._refuse(None)
        self._show_mm()
        self._describe()

    def _on_mm(self, mm: float) -> None:
        if self._pixel_mm is not None:
            self._take(mm, pixel_mm=self._pixel_mm)

    def _show_mm(self) -> None:
        """Say the pixels in millimetres, with a decimal more than a pixel has."""
        with QSignalBlocker(self.mm):
            if self._pixel_mm is not None:
                self.mm.setDecimals(max(2, 1 - math.floor(math.log10(self._pixel_mm))))
                self.mm.setSingleStep(self._pixel_mm)
                self.mm.setMaximum(_LARGEST * self._pixel_mm)
                self.mm.setValue(self.box.value() * self._pixel_mm)
        self.mm.setVisible(self._pixel_mm is not None)

    def _describe(self) -> None:
        self.draw.setEnabled(self._size is not None)
        self._words.setText(self._what_is_seen())
        self._words.setVisible(bool(self._words.text()))

    def _what_is_seen(self) -> str:
        if self._size is None or not self.isEnabled():
            return ""
        if self._refused is not None:
            return localized(self._refused.advice)
        smallest, image_size = self.box.value(), self._image_size
        if not smallest:
            least = smallest_seen(*self._size, image_size=image_size)
            return self.tr(
                "As images are looked at now, defects below about {least} may be missed."
            ).format(least=self._extent(least))
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

    def _extent(self, pixels: int) -> str:
        """A number of pixels, in millimetres too where they are known: "248 pixels (12.4 mm)"."""
        words = self.tr("%Ln pixel(s)", "", pixels)
        if self._pixel_mm is None:
            return words
        return f"{words} ({short_number(pixels * self._pixel_mm, self.mm.decimals())} mm)"
