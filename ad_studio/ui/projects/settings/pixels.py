"""How large a pixel is on the part: typed, or from a known length drawn on the reference."""

from ad_studio.services.projects.pixel_size import LARGEST, from_length, set_pixel_size
from ad_studio.ui.projects.settings.section import Section
from ad_studio.ui.widgets.basics import LengthBox, button
from ad_studio.ui.widgets.length_view import LengthView

_DECIMALS = 6
_MOST_PIXELS = 100_000.0
_HEIGHT = 200


class PixelSection(Section):
    """The side of a pixel in millimetres; 0 stands for not known."""

    def __init__(self) -> None:
        super().__init__()
        self.mm = LengthBox(unit="mm", decimals=_DECIMALS, most=LARGEST)
        self.mm.setSpecialValueText(self.tr("not known"))
        self.add(
            self.tr("Side of a pixel on the part"),
            self.mm,
            tip=self.tr(
                "Sizes of regions are said in millimetres then. No verdict changes: a size limit "
                "on NG keeps the pixel size that it was set with"
            ),
            help_text=self.tr("0: not known, sizes are said in pixels only."),
        )
        self.view = LengthView()
        self.view.setFixedHeight(_HEIGHT)
        self.add(
            self.tr("Draw a known length on the reference"),
            self.view,
            tip=self.tr("Drag from one end to the other; the wheel zooms"),
        )
        self.pixels = LengthBox(unit="px", decimals=1, most=_MOST_PIXELS)
        self.view.drawn.connect(self.pixels.setValue)
        self.add(
            self.tr("Its length in the image"),
            self.pixels,
            tip=self.tr("As drawn, or typed"),
        )
        self.length = LengthBox(unit="mm", decimals=3, most=LARGEST * _MOST_PIXELS)
        self.add(
            self.tr("Its length on the part"),
            self.length,
            tip=self.tr("As a drawing or a caliper says"),
        )
        self.work_out = button(
            self.tr("Work out the side of a pixel"),
            tip=self.tr("Divide the length on the part by the one in the image"),
            on=lambda: self.mm.setValue(from_length(self.pixels.value(), self.length.value())),
        )
        self.column.addWidget(self.work_out)
        self.save = button(
            self.tr("Save"),
            kind="primary",
            tip=self.tr("Say sizes by this from now on"),
            on=self._save,
        )
        self.column.addWidget(self.save)
        self.column.addStretch(1)
        for field in (self.pixels, self.length):
            field.valueChanged.connect(lambda _value: self._enable())
        self._enable()

    def show_settings(self, mm: float | None) -> None:
        """Show what is stored."""
        self.mm.setValue(mm or 0.0)

    def _enable(self) -> None:
        self.work_out.setEnabled(self.pixels.value() > 0 and self.length.value() > 0)

    def _save(self) -> None:
        mm = self.mm.value() or None
        self.asked.emit(lambda project, author: set_pixel_size(project, mm, author=author))
