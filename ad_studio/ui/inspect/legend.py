"""The legend of the heat: the fixed scale in sigma with both thresholds marked on it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ad_studio.domain import Thresholds
from ad_studio.imaging import heat
from ad_studio.ui.images import rgba_image
from ad_studio.ui.palette import colors
from ad_studio.ui.text import number
from ad_studio.ui.theme import font_px

_BAR = 12
_SIDE = 28


class Legend(QWidget):
    """A strip of the colours in use; equal colours mean equal deviations in every image."""

    def __init__(self) -> None:
        super().__init__()
        self._thresholds: Thresholds | None = None
        self._style = heat.STANDARD
        self.setFixedHeight(46)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(
            self.tr(
                "Deviation in sigma of the reference. The scale is fixed by the thresholds, never "
                "by the image: equal colours mean equal deviations in all images."
            )
        )

    def sizeHint(self) -> QSize:
        return QSize(280, 46)

    def set_thresholds(self, thresholds: Thresholds | None) -> None:
        """Mark these thresholds."""
        self._thresholds = thresholds
        if thresholds is not None:
            self.setAccessibleName(
                self.tr("Legend: REVIEW at {review} sigma, NG at {ng} sigma").format(
                    review=number(thresholds.review, 2), ng=number(thresholds.ng, 2)
                )
            )
        self.update()

    def set_style(self, style: heat.ColorMapStyle) -> None:
        """Show the colours in use."""
        self._style = style
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._thresholds is None:
            return
        active = colors()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(_SIDE, 17, self.width() - 2 * _SIDE, _BAR)
        painter.fillRect(bar, QColor(active.canvas))
        strip = heat.legend_strip(self._thresholds, width=256, height=1, style=self._style)
        painter.drawImage(bar, rgba_image(strip))
        painter.setPen(QPen(QColor(active.border_strong), 1))
        painter.drawRect(bar)
        for tick in heat.legend_ticks(self._thresholds):
            x = bar.x() + tick.fraction * bar.width()
            ink = {"REVIEW": active.review, "NG": active.ng}.get(tick.label, active.muted)
            painter.setPen(QPen(QColor(ink), 2 if tick.label else 1))
            painter.drawLine(QPointF(x, bar.y() - 3), QPointF(x, bar.bottom() + 3))
            if tick.label:
                self._write(painter, x, 0, tick.label, font_px(11, weight=QFont.Weight.Bold))
            painter.setPen(QColor(active.muted))
            self._write(painter, x, 31, tick_words(tick), font_px(11))

    @staticmethod
    def _write(painter: QPainter, x: float, y: float, text: str, font: QFont) -> None:
        width = QFontMetrics(font).horizontalAdvance(text) + 8
        painter.setFont(font)
        painter.drawText(QRectF(x - width / 2, y, width, 15), Qt.AlignmentFlag.AlignCenter, text)


def tick_words(tick: heat.LegendTick) -> str:
    """What stands at a tick: a threshold in full, the end of the scale in round numbers."""
    digits = 0 if tick.sigma == round(tick.sigma) else 2 if tick.label else 1
    above = "≥ " if tick.fraction == 1 else ""
    return f"{above}{number(tick.sigma, digits)} σ"
