"""A verdict that can be read from three metres: its word, its shape and its colour."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ad_studio.domain import Verdict
from ad_studio.ui import icons
from ad_studio.ui.palette import colors
from ad_studio.ui.text import verdict_word
from ad_studio.ui.theme import font_px

_LEAST = 112
"""Logical pixels of height: letters of 18 mm on a screen of 96 dots per inch."""

_WORD, _SHAPE = 0.62, 0.72  # of the height
_ROUND = 12


class VerdictBand(QWidget):
    """The word and the shape of one verdict, in the middle of a band of its colour."""

    def __init__(self) -> None:
        super().__init__()
        self._verdict: Verdict | None = None
        self._words = ""
        self.setMinimumHeight(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show a verdict; None: the image could not be scored."""
        self._verdict = verdict
        self._show(verdict_word(verdict))

    def show_nothing(self, words: str) -> None:
        """Show no verdict, and say why in a few words."""
        self._verdict = None
        self._show(words)

    def sizeHint(self) -> QSize:
        return QSize(480, _LEAST)

    def _show(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = colors()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = active.verdict(self._verdict)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink))
        painter.drawRoundedRect(QRectF(self.rect()), _ROUND, _ROUND)
        side = int(self.height() * _SHAPE)
        gap = side // 4
        font = self._font(self.width() - side - 4 * gap)
        width = QFontMetrics(font).horizontalAdvance(self._words)
        left = (self.width() - side - 2 * gap - width) / 2
        tile = QRectF(left, (self.height() - side) / 2, side, side)
        painter.setBrush(QColor(active.surface))
        painter.drawRoundedRect(tile, _ROUND, _ROUND)
        inner = side * 4 // 5
        shape = icons.pixmap(
            icons.verdict_icon_name(self._verdict), ink, inner, self.devicePixelRatioF()
        )
        inset = (side - inner) / 2
        painter.drawPixmap(tile.topLeft() + QPointF(inset, inset), shape)
        painter.setPen(QColor(active.surface))
        painter.setFont(font)
        area = QRectF(self.rect()).adjusted(left + side + gap, 0, 0, 0)
        painter.drawText(
            area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._words
        )

    def _font(self, room: int) -> QFont:
        """The largest font in which the words fit."""
        size = int(self.height() * _WORD)
        while True:
            font = font_px(size, weight=QFont.Weight.Bold)
            if size <= 12 or QFontMetrics(font).horizontalAdvance(self._words) <= room:
                return font
            size = size * 9 // 10
