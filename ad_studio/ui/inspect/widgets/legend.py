"""The colour scale, as a strip at the right edge of the viewer."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ad_studio.domain import Thresholds
from ad_studio.imaging import heat
from ad_studio.imaging.label_layout import place_labels
from ad_studio.ui.images import rgba_image
from ad_studio.ui.palette import colors
from ad_studio.ui.text import number
from ad_studio.ui.theme import font_px

_BAR = 10
_PAD = 8
_LINE = 16
_MARGIN = 8
_HIGHEST = 260
_LOWEST = 5 * _LINE + 2 * _PAD  # below it there is no room for the labels


class Legend(QWidget):
    """Lies over a viewer; equal colours mean equal deviations in every image.

    Args:
        viewer: What it lies on; the mouse acts on what is below.
    """

    def __init__(self, viewer: QWidget) -> None:
        super().__init__(viewer)
        self._viewer = viewer
        self._thresholds: Thresholds | None = None
        self._scale: Thresholds | None = None
        self._style = heat.STANDARD
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleDescription(
            self.tr(
                "Deviation in sigma of the reference. The scale belongs to the model, never to the "
                "image or the thresholds: equal colours mean equal deviations in all images."
            )
        )
        viewer.installEventFilter(self)
        self.hide()

    def set_thresholds(self, thresholds: Thresholds | None, scale: Thresholds | None) -> None:
        """Mark these thresholds on the scale of the model; None: there is none."""
        self._thresholds, self._scale = thresholds, scale
        if thresholds is not None:
            self.setAccessibleName(
                self.tr("Legend: REVIEW at {review} sigma, NG at {ng} sigma").format(
                    review=number(thresholds.review, 2), ng=number(thresholds.ng, 2)
                )
            )
        self._place()
        self.update()

    def set_style(self, style: heat.ColorMapStyle) -> None:
        """Show the colours in use."""
        self._style = style
        self.update()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._scale is None:
            return
        active = colors()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = self._bar()
        painter.fillRect(bar, QColor(active.canvas))
        strip = heat.legend_strip(self._scale, width=256, height=1, style=self._style)
        painter.drawImage(bar, rgba_image(strip.transpose(1, 0, 2)[::-1]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(active.border_strong), 1))
        painter.drawRect(bar)
        for tick, y in zip(self._ticks(), self._label_places(), strict=True):
            ink = {"REVIEW": active.review, "NG": active.ng}.get(tick.label, active.muted)
            painter.setPen(QPen(QColor(ink), 2 if tick.label else 1))
            at = bar.bottom() - tick.fraction * bar.height()
            painter.drawLine(QPointF(bar.x() - 4, y), QPointF(bar.x(), at))
            painter.drawLine(QPointF(bar.x(), at), QPointF(bar.right() + 2, at))
        for tick, box in zip(self._ticks(), self.label_boxes(), strict=True):
            ink = {"REVIEW": active.review, "NG": active.ng}.get(tick.label, active.text)
            ground = QColor(active.surface)
            ground.setAlpha(215)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(QColor(ink))
            painter.setFont(_font(tick))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _label(tick))

    def label_boxes(self) -> list[QRectF]:
        """Where the labels stand, from the cold end up."""
        right = self._bar().x() - 6
        return [
            QRectF(right - _width(tick), y - _LINE / 2, _width(tick), _LINE)
            for tick, y in zip(self._ticks(), self._label_places(), strict=True)
        ]

    def _ticks(self) -> tuple[heat.LegendTick, ...]:
        if self._thresholds is None or self._scale is None:
            return ()
        return heat.legend_ticks(self._thresholds, self._scale)

    def _bar(self) -> QRectF:
        inset = _PAD + _LINE / 2
        return QRectF(self.width() - _BAR - _PAD, inset, _BAR, self.height() - 2 * inset)

    def _label_places(self) -> list[float]:
        """The middle of each label, from the cold end up, which is at the bottom."""
        bar, ticks = self._bar(), self._ticks()
        room = self.height() - 2 * _PAD
        wanted = [bar.height() * tick.fraction + _LINE / 2 for tick in ticks]
        places = place_labels(wanted, [_LINE] * len(ticks), room)
        return [self.height() - _PAD - place for place in places]

    def _place(self) -> None:
        """At the right edge, in the middle; hidden where there is no room for it."""
        ticks, room = self._ticks(), self._viewer.height() - 2 * _MARGIN
        self.setVisible(bool(ticks) and room >= _LOWEST)
        if ticks:
            width = max(map(_width, ticks)) + _BAR + _PAD + 7
            height = min(room, _HIGHEST)
            top = (self._viewer.height() - height) // 2
            self.setGeometry(self._viewer.width() - width - _MARGIN, top, width, height)


def tick_words(tick: heat.LegendTick) -> str:
    """What stands at a tick: a threshold in full, the end of the scale in round numbers."""
    digits = 0 if tick.sigma == round(tick.sigma) else 2 if tick.label else 1
    above = "≥ " if tick.fraction == 1 and not tick.label else ""
    return f"{above}{number(tick.sigma, digits)} σ"


def _label(tick: heat.LegendTick) -> str:
    return f"{tick.label} {tick_words(tick)}" if tick.label else tick_words(tick)


def _width(tick: heat.LegendTick) -> int:
    return QFontMetrics(_font(tick)).horizontalAdvance(_label(tick)) + 8


def _font(tick: heat.LegendTick) -> QFont:
    return font_px(11, weight=QFont.Weight.Bold) if tick.label else font_px(11)
