"""What lies under the cursor: deviation, place, colour and patch."""

import math

from PySide6.QtCore import QPointF

from ad_studio.imaging.probe import probe
from ad_studio.ui.inspect.viewer import Viewer
from ad_studio.ui.text import sigma
from ad_studio.ui.widgets.basics import ElidedLabel

_GAP = "  ·  "


class Readout(ElidedLabel):
    """One line about the pixel under the cursor; about the whole image while there is none."""

    def __init__(self, viewer: Viewer) -> None:
        super().__init__(role="caption")
        self.setAccessibleName(self.tr("Reading under the cursor"))
        self._viewer = viewer
        self._point: QPointF | None = None
        viewer.hovered.connect(self._on_hovered)

    def refresh(self) -> None:
        """Read anew: another image, map or threshold is on show."""
        size = self._viewer.image_size
        if size is None:
            self.setText("")
        elif self._point is None:
            width, height = size
            self.setText(self.tr("{width} × {height} px").format(width=width, height=height))
        else:
            self.setText(_GAP.join(self._read(self._point, *size)))

    def _on_hovered(self, point: QPointF | None) -> None:
        self._point = point
        self.refresh()

    def _read(self, point: QPointF, width: int, height: int) -> list[str]:
        words = []
        values = self._viewer.sigma
        found = None
        if values is not None:
            found = probe(values, point.x(), point.y(), width=width, height=height)
            if math.isnan(found.sigma):
                words.append(self.tr("not scored"))
            else:
                words.append(f"{self._map_name()} {sigma(found.sigma)}")
        words.append(self.tr("x {x}, y {y}").format(x=int(point.x()), y=int(point.y())))
        color = self._viewer.color_at(point)
        if color is not None:
            value, exact = color
            rgb = f"{value.red()} {value.green()} {value.blue()}"
            # a pixel of a scaled decode stands for several of the image
            words.append(f"RGB {rgb}" if exact else f"RGB ≈ {rgb}")
        if found is not None:
            words.append(
                self.tr("patch row {row}, column {column}").format(
                    row=found.row + 1, column=found.column + 1
                )
            )
        return words

    def _map_name(self) -> str:
        return {
            "fused": self.tr("fused"),
            "text": self.tr("text"),
            "visual": self.tr("visual"),
        }[self._viewer.choices.kind.value]
