"""What lies under the cursor: deviation and patch, place and colour."""

import math

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from ad_studio.imaging.probe import probe
from ad_studio.ui.inspect.viewer import Viewer
from ad_studio.ui.text import sigma

_GAP = "  ·  "


class Readout(QLabel):
    """Two lines about the pixel under the cursor; about the whole image while there is none."""

    def __init__(self, viewer: Viewer) -> None:
        super().__init__()
        self.setProperty("role", "caption")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip(
            self.tr(
                "Under the cursor: deviation of the map shown in sigma of the reference, patch, "
                "place in pixels from the upper left corner, and colour (0 to 255, as inspected; "
                "≈ while only a smaller picture is decoded)"
            )
        )
        self.setAccessibleName(self.tr("Reading under the cursor"))
        self._viewer = viewer
        self._point: QPointF | None = None
        self._loading = False
        viewer.hovered.connect(self._on_hovered)

    def set_loading(self, loading: bool) -> None:
        """Say that finer pixels are on their way, or no longer."""
        self._loading = loading
        self.refresh()

    def refresh(self) -> None:
        """Read anew: another image, map or threshold is on show."""
        size, lines = self._viewer.image_size, []
        if size is not None and self._point is None:
            width, height = size
            lines.append(self.tr("{width} × {height} px").format(width=width, height=height))
        elif size is not None:
            lines += [self._deviation(self._point, *size), self._pixel(self._point)]
        if lines and self._loading:
            lines[-1] += _GAP + self.tr("loading finer pixels…")
        self.setText("\n".join(line for line in lines if line))

    def sizeHint(self) -> QSize:
        return QSize(0, 2 * self.fontMetrics().lineSpacing())

    def _on_hovered(self, point: QPointF | None) -> None:
        self._point = point
        self.refresh()

    def _deviation(self, point: QPointF, width: int, height: int) -> str:
        values = self._viewer.sigma
        if values is None:
            return ""
        found = probe(values, point.x(), point.y(), width=width, height=height)
        if math.isnan(found.sigma) or self._viewer.ignored.at(point) is not None:
            shown = self.tr("not scored")
        else:
            shown = f"{self._map_name()} {sigma(found.sigma)}"
        patch = self.tr("patch row {row}, column {column}")
        return shown + _GAP + patch.format(row=found.row + 1, column=found.column + 1)

    def _pixel(self, point: QPointF) -> str:
        place = self.tr("x {x}, y {y}").format(x=int(point.x()), y=int(point.y()))
        color = self._viewer.color_at(point)
        if color is None:
            return place
        value, exact = color
        rgb = f"{value.red()} {value.green()} {value.blue()}"
        # a pixel of a scaled decode stands for several of the image
        return place + _GAP + (f"RGB {rgb}" if exact else f"RGB ≈ {rgb}")

    def _map_name(self) -> str:
        return {
            "fused": self.tr("fused"),
            "text": self.tr("text"),
            "visual": self.tr("visual"),
        }[self._viewer.choices.kind.value]
