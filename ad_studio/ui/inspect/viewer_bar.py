"""The controls above the viewer: where to go, how large, which heat, and the reference beside."""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ad_studio.ui.inspect.viewer import Viewer
from ad_studio.ui.inspect.viewing.choices import Layout, MapKind, ViewChoices
from ad_studio.ui.inspect.viewing.layout_button import LayoutButton
from ad_studio.ui.inspect.viewing.view_options import ViewOptions
from ad_studio.ui.widgets.basics import ComboBox, label, tool_button

_GAP = 2
_ZOOM_WIDTH = 44


class ViewerBar(QWidget):
    """Controls of one viewer; in a narrow window it does without saying the zoom.

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
        self._more = tool_button(
            "sliders",
            name=self.tr("How the heat is shown"),
            tip=self.tr("Opacity and colours of the heat, and from where on it is shown"),
        )
        self._more.clicked.connect(lambda: self.options.open_under(self._more))
        row = QHBoxLayout(self)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for widget in (previous, following, fit, whole, self._zoom):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.map, self.contour, self.layout_button, self._more):
            row.addWidget(widget)
        self._bind()

    @property
    def choices(self) -> ViewChoices:
        """What the controls say."""
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
            box.setItemData(box.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
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
