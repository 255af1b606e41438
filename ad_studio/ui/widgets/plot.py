"""A plot in the program's colours, without pyqtgraph's own menus and mouse modes."""

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QSize
from PySide6.QtGui import QColor

from ad_studio.ui.palette import Colors, colors
from ad_studio.ui.theme import font_px

pg.setConfigOptions(antialias=True)

_REACH_PX = 14  # how near to a point a click has to be


class Plot(pg.PlotWidget):  # type: ignore[misc] # pyqtgraph has no types
    """A plot that follows the theme; subclasses paint their items in `recolor`.

    A subclass ends its constructor with `follow_theme`.
    """

    _following = False
    _painted_in: Colors | None = None

    def __init__(self, *, name: str, bottom: str, left: str = "") -> None:
        super().__init__(enableMenu=False)
        menu = self.getPlotItem().ctrlMenu  # made all the same, and parentless: it would stay
        menu.setParent(self, menu.windowFlags())
        self.setAccessibleName(name)
        self._labels = {"bottom": bottom, "left": left}
        self.hideButtons()
        self.setMouseEnabled(x=False, y=False)
        self.getPlotItem().setContentsMargins(0, 4, 8, 0)

    def nearest(self, points: npt.NDArray[np.float64], place: QPointF) -> int | None:
        """Which point is nearest to a place in the scene, if any is near enough to a click.

        Args:
            points: float64 [n, 2], across and up; what is NaN is nowhere.
            place: Where.
        """
        box = self.getPlotItem().getViewBox()
        here = box.mapSceneToView(place)
        across, up = box.viewPixelSize()
        away: npt.NDArray[np.float64] = np.hypot(
            (points[:, 0] - here.x()) / across, (points[:, 1] - here.y()) / up
        )
        away = np.nan_to_num(away, nan=np.inf)
        if not len(away):
            return None
        found = int(away.argmin())
        return found if away[found] <= _REACH_PX else None

    def follow_theme(self) -> None:
        """Paint everything now, and again whenever the theme changes."""
        self._following = True
        self.recolor()

    def sizeHint(self) -> QSize:
        return QSize(240, 180)

    def recolor(self) -> None:
        """Paint ground and axes in the palette in force."""
        self._painted_in = active = colors()
        self.setBackground(QColor(active.surface))
        for side, text in self._labels.items():
            axis = self.getAxis(side)
            axis.setTickFont(font_px(11))
            axis.setTickDensity(0.6)
            axis.setPen(pg.mkPen(active.border_strong))
            axis.setTextPen(pg.mkPen(active.muted))
            if text:
                axis.setLabel(text, **{"color": active.muted, "font-size": "12px"})

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        is_new = self._painted_in is not colors()  # Qt says so at each new parent, too
        if self._following and is_new and event.type() == QEvent.Type.PaletteChange:
            self.recolor()
