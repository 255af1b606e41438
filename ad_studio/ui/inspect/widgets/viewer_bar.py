"""The controls above the viewer, with the popup of rarely used ones."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QMenu,
    QSlider,
    QToolButton,
    QWidget,
)

from ad_studio.ui import icons
from ad_studio.ui.colour_maps import ColourMap, colours
from ad_studio.ui.images import rgba_image
from ad_studio.ui.inspect.widgets.view_choices import Layout, MapKind, ViewChoices
from ad_studio.ui.inspect.widgets.viewer import Viewer
from ad_studio.ui.text import tooltip
from ad_studio.ui.widgets.basics import ComboBox, label, tool_button
from ad_studio.ui.widgets.layouts import vbox

_ICONS = {
    Layout.ALONE: "image",
    Layout.SIDE_BY_SIDE: "side-by-side",
    Layout.SWIPE: "swipe",
}


class LayoutButton(QToolButton):
    """Opens a menu of the three layouts; its icon says which one is on.

    Signals:
        chosen(Layout): The user chose.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setAccessibleName(self.tr("Comparison with the reference"))
        self.setToolTip(self.tr("Compare with the reference: side by side, or by a swipe (V)"))
        self._menu = QMenu(self)
        group = QActionGroup(self)
        names = {
            Layout.ALONE: self.tr("Image alone"),
            Layout.SIDE_BY_SIDE: self.tr("Side by side with the reference"),
            Layout.SWIPE: self.tr("Swipe between reference and image"),
        }
        self._actions: dict[Layout, QAction] = {}
        for layout, name in names.items():
            action = self._menu.addAction(name)
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _checked, one=layout: self.chosen.emit(one))
            self._actions[layout] = action
        self.setMenu(self._menu)
        self.set_layout(Layout.ALONE)

    def set_layout(self, layout: Layout) -> None:
        """Show that this layout is on."""
        self._actions[layout].setChecked(True)
        icons.bind(self, _ICONS[layout], role="text", size=18)
        self.setProperty("on", layout is not Layout.ALONE)


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
        self.zoom_in_review = QCheckBox(self.tr("Zoom to the strongest region"))
        self.zoom_in_review.setToolTip(
            self.tr("In a review, show the strongest region of each image at once (D at any time)")
        )
        self.zones = QCheckBox(self.tr("Outline them"))
        self.zones.setToolTip(
            self.tr("Show the zones that have a size limit of their own, with their names")
        )
        self._percent = label(role="caption")
        fields = QFormLayout()
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(8)
        fields.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        fields.addRow(label(self.tr("Opacity")), self.opacity)
        fields.setWidget(1, QFormLayout.ItemRole.FieldRole, self._percent)
        fields.addRow(label(self.tr("Colours")), self.colour_map)
        fields.addRow(label(self.tr("Heat")), self.only_above)
        fields.addRow(label(self.tr("Review")), self.zoom_in_review)
        fields.addRow(label(self.tr("Zones")), self.zones)
        column = vbox(self, margins=(16, 12, 16, 12))
        column.addLayout(fields)
        self.opacity.valueChanged.connect(self._on_changed)
        self.colour_map.currentIndexChanged.connect(self._on_changed)
        self.only_above.toggled.connect(self._on_changed)
        self.zoom_in_review.toggled.connect(self._on_changed)
        self.zones.toggled.connect(self._on_changed)

    def set_choices(self, choices: ViewChoices) -> None:
        """Show these, saying nothing."""
        self._choices = choices
        fields = (self.opacity, self.colour_map, self.only_above, self.zoom_in_review, self.zones)
        for widget in fields:
            widget.blockSignals(True)
        self.opacity.setValue(choices.opacity)
        self.colour_map.setCurrentIndex(self.colour_map.findData(choices.colour_map))
        self.only_above.setChecked(choices.only_above)
        self.zoom_in_review.setChecked(choices.zoom_in_review)
        self.zones.setChecked(choices.zones)
        for widget in fields:
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
            zoom_in_review=self.zoom_in_review.isChecked(),
            zones=self.zones.isChecked(),
        )
        self.set_choices(chosen)
        self.changed.emit(chosen)


_GAP = 2
_ZOOM_WIDTH = 52


class ViewerBar(QWidget):
    """Controls of one viewer; in a narrow window it does without saying the zoom.

    The last of them shows or hides what stands beside the viewer.

    Signals:
        stepped(int): Go to the next (1) or the previous (-1) image.
        chosen(ViewChoices): Show results this way from now on.
    """

    stepped = Signal(int)
    chosen = Signal(object)

    def __init__(self, viewer: Viewer) -> None:
        super().__init__()
        self._choices = ViewChoices()
        previous = tool_button(
            "previous", name=self.tr("Previous image"), tip=self.tr("Previous image (Left or K)")
        )
        following = tool_button(
            "next", name=self.tr("Next image"), tip=self.tr("Next image (Right or J)")
        )
        previous.clicked.connect(lambda: self.stepped.emit(-1))
        following.clicked.connect(lambda: self.stepped.emit(1))
        fit = tool_button("fit", name=self.tr("Fit"), tip=self.tr("Show the whole image (F)"))
        fit.clicked.connect(viewer.fit)
        whole = tool_button(
            "one-to-one",
            name=self.tr("One to one"),
            tip=self.tr("One pixel of the image for one of the screen (1)"),
        )
        whole.clicked.connect(viewer.one_to_one)
        self._zoom = label("", role="caption")
        self._zoom.setFixedWidth(_ZOOM_WIDTH)
        self._zoom.setToolTip(self.tr("Screen pixels for each pixel of the image, in percent"))
        viewer.zoom_changed.connect(lambda zoom: self._zoom.setText(f"{zoom * 100:.0f} %"))
        self.map = self._make_map()
        self.contour = tool_button(
            "contour",
            name=self.tr("Contours"),
            tip=self.tr("Outline what reaches REVIEW (thin) and NG (thick) (C)"),
            checkable=True,
        )
        self.layout_button = LayoutButton()
        self.options = ViewOptions(self)
        self.options_button = tool_button(
            "sliders",
            name=self.tr("How the heat is shown"),
            tip=self.tr("Opacity and colours of the heat, and from where on it is shown"),
        )
        self.options_button.clicked.connect(lambda: self.options.open_under(self.options_button))
        self.thresholds = tool_button(
            "thresholds",
            name=self.tr("Thresholds"),
            tip=self.tr("Show the thresholds beside the image, or put them away (T)"),
            checkable=True,
        )
        row = QHBoxLayout(self)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        left: tuple[QWidget, ...] = (previous, following, fit, whole, self._zoom)
        right: tuple[QWidget, ...] = (
            self.map,
            self.contour,
            self.layout_button,
            self.options_button,
            self.thresholds,
        )
        for widget in (*left, *right):
            row.addWidget(widget)
        row.insertStretch(len(left), 1)
        self._bind()

    @property
    def choices(self) -> ViewChoices:
        """How results are shown, as the controls say it."""
        return self._choices

    def set_choices(self, choices: ViewChoices) -> None:
        """Show these, and have them put into effect."""
        self._choices = choices
        for widget in (self.map, self.contour):
            widget.blockSignals(True)
        self.map.setCurrentIndex(self.map.findData(choices.kind))
        self.contour.setChecked(choices.contour)
        for widget in (self.map, self.contour):
            widget.blockSignals(False)
        self.layout_button.set_layout(choices.layout)
        self.options.set_choices(choices)
        self.chosen.emit(choices)

    def toggle_contour(self) -> None:
        """Show or hide the contours."""
        self.contour.toggle()

    def next_layout(self) -> None:
        """Image alone, side by side, swipe, and from the beginning."""
        order = list(Layout)
        at = order.index(self._choices.layout)
        self.set_choices(replace(self._choices, layout=order[(at + 1) % len(order)]))

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        if not self._zoom.isHidden():
            least.setWidth(least.width() - _ZOOM_WIDTH - _GAP)
        return least

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self.minimumSizeHint().width() + _ZOOM_WIDTH + _GAP
        self._zoom.setVisible(event.size().width() >= needed)

    def _make_map(self) -> ComboBox:
        box = ComboBox(
            name=self.tr("Deviation map"), tip=self.tr("Which deviation is shown as heat")
        )
        words = (
            (
                MapKind.FUSED,
                self.tr("Fused"),
                self.tr("Both deviations together; this is what is judged"),
            ),
            (MapKind.TEXT, self.tr("Text"), self.tr("Deviation by the phrases alone")),
            (
                MapKind.VISUAL,
                self.tr("Visual"),
                self.tr("Deviation by likeness to the reference alone"),
            ),
        )
        for kind, word, tip in words:
            box.addItem(word, kind)
            box.setItemData(box.count() - 1, tooltip(tip), Qt.ItemDataRole.ToolTipRole)
        box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        return box

    def _bind(self) -> None:
        self.map.currentIndexChanged.connect(
            lambda: self.set_choices(replace(self._choices, kind=MapKind(self.map.currentData())))
        )
        self.contour.toggled.connect(
            lambda shown: self.set_choices(replace(self._choices, contour=shown))
        )
        self.layout_button.chosen.connect(
            lambda layout: self.set_choices(replace(self._choices, layout=layout))
        )
        self.options.changed.connect(self.set_choices)
