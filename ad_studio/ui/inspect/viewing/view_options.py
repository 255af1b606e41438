"""The rarely used choices of the viewer, folded into one popup under its button."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QCheckBox, QFormLayout, QFrame, QSlider, QVBoxLayout, QWidget

from ad_studio.ui.colour_maps import ColourMap, colours
from ad_studio.ui.images import rgba_image
from ad_studio.ui.inspect.viewing.choices import ViewChoices
from ad_studio.ui.widgets.basics import ComboBox, label

_SWATCH = QSize(48, 12)


class ViewOptions(QFrame):
    """Opacity, colours, and whether faint heat is shown.

    Signals:
        changed(ViewChoices): The user chose; everything else in it is as it was set last.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("card", "true")
        self.setAccessibleName(self.tr("How the heat is shown"))
        self._choices = ViewChoices()
        self.opacity = self._make_opacity()
        self.colour_map = self._make_colour_map()
        self.only_above = QCheckBox(self.tr("Only from REVIEW on"))
        self.only_above.setToolTip(
            self.tr("Show no heat below the REVIEW threshold, instead of letting it fade in")
        )
        self._percent = label(role="caption")
        fields = QFormLayout()
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(8)
        fields.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        fields.addRow(label(self.tr("Opacity")), self.opacity)
        fields.addRow(None, self._percent)
        fields.addRow(label(self.tr("Colours")), self.colour_map)
        fields.addRow(label(self.tr("Heat")), self.only_above)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addLayout(fields)
        self.opacity.valueChanged.connect(self._on_changed)
        self.colour_map.currentIndexChanged.connect(self._on_changed)
        self.only_above.toggled.connect(self._on_changed)

    def set_choices(self, choices: ViewChoices) -> None:
        """Show these, saying nothing."""
        self._choices = choices
        for widget in (self.opacity, self.colour_map, self.only_above):
            widget.blockSignals(True)
        self.opacity.setValue(choices.opacity)
        self.colour_map.setCurrentIndex(self.colour_map.findData(choices.colour_map))
        self.only_above.setChecked(choices.only_above)
        for widget in (self.opacity, self.colour_map, self.only_above):
            widget.blockSignals(False)
        self._percent.setText(self.tr("{percent} %").format(percent=choices.opacity))

    def open_under(self, widget: QWidget) -> None:
        """Appear below `widget`, with the focus on the first field; Escape closes."""
        self.adjustSize()
        right = widget.mapToGlobal(QPoint(widget.width(), widget.height() + 4))
        self.move(right.x() - self.width(), right.y())
        self.show()
        self.opacity.setFocus()

    def _make_opacity(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, 100)
        slider.setMinimumWidth(140)
        slider.setAccessibleName(self.tr("Opacity of the heat, percent"))
        slider.setToolTip(
            self.tr("How strongly the heat covers the image, in percent; hold Space for none")
        )
        return slider

    def _make_colour_map(self) -> ComboBox:
        box = ComboBox(
            name=self.tr("Colours of the heat"),
            tip=self.tr(
                "All rise evenly in lightness and can be told apart by the colour-blind. The scale "
                "in sigma stays the same; reports always have the standard colours."
            ),
        )
        names = {
            ColourMap.HEAT: self.tr("Standard"),
            ColourMap.INFERNO: self.tr("Inferno"),
            ColourMap.VIRIDIS: self.tr("Viridis"),
            ColourMap.CIVIDIS: self.tr("Cividis"),
        }
        for choice, name in names.items():
            strip = colours(choice)[None, :: 256 // _SWATCH.width()]
            swatch = QPixmap.fromImage(rgba_image(strip)).scaled(_SWATCH)
            box.addItem(QIcon(swatch), name, choice)
        box.setIconSize(_SWATCH)
        return box

    def _on_changed(self) -> None:
        chosen = replace(
            self._choices,
            opacity=self.opacity.value(),
            colour_map=ColourMap(self.colour_map.currentData()),
            only_above=self.only_above.isChecked(),
        )
        self.set_choices(chosen)
        self.changed.emit(chosen)
