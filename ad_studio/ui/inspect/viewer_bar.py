"""The controls above the viewer: where to go, how large, which heat."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from ad_studio.ui.inspect.viewer import MapKind, Viewer
from ad_studio.ui.widgets.basics import ComboBox, label, tool_button


class ViewerBar(QWidget):
    """Controls of one viewer.

    Signals:
        stepped(int): Go to the next (1) or the previous (-1) image.
    """

    stepped = Signal(int)

    def __init__(self, viewer: Viewer) -> None:
        super().__init__()
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
            "one-to-one", name=self.tr("One to one"), tip=self.tr("One pixel for one pixel (1)")
        )
        whole.clicked.connect(viewer.one_to_one)
        self._zoom = label("", role="caption")
        self._zoom.setFixedWidth(44)
        viewer.zoom_changed.connect(lambda zoom: self._zoom.setText(f"{zoom * 100:.0f} %"))
        self._map = ComboBox(
            name=self.tr("Deviation map"), tip=self.tr("Which deviation is shown as heat")
        )
        for kind, word, tip in (
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
        ):
            self._map.addItem(word, kind)
            self._map.setItemData(self._map.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self._map.setFixedWidth(96)
        self._map.currentIndexChanged.connect(
            lambda: viewer.set_map(MapKind(self._map.currentData()))
        )
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(0, 100)
        self.opacity.setValue(60)
        self.opacity.setMinimumWidth(48)
        self.opacity.setMaximumWidth(160)
        self.opacity.setAccessibleName(self.tr("Opacity of the heat, percent"))
        self.opacity.setToolTip(
            self.tr("How strongly the heat covers the image; hold Space for none")
        )
        self.opacity.valueChanged.connect(lambda value: viewer.set_opacity(value / 100))
        self.contour = tool_button(
            "contour",
            name=self.tr("Contours"),
            tip=self.tr("Outline what reaches REVIEW (thin) and NG (thick)"),
            checkable=True,
        )
        self.contour.setChecked(True)
        self.contour.toggled.connect(viewer.set_contour)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (previous, following, fit, whole, self._zoom):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._map)
        row.addWidget(self.opacity, 2)
        row.addWidget(self.contour)
