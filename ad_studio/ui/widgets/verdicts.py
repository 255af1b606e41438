"""Verdicts to look at: always with their word and their own shape, never by colour alone."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ad_studio.domain import Verdict, VerdictCounts
from ad_studio.ui import icons
from ad_studio.ui.palette import colors
from ad_studio.ui.text import counts_line, tooltip, verdict_word
from ad_studio.ui.theme import font_px

_BADGE_HEIGHT = 22
_ICON = 14
_GAP = 2


def badge_width(verdict: Verdict | None) -> int:
    """How wide the badge of `verdict` is, in logical pixels."""
    words = QFontMetrics(font_px(12, weight=QFont.Weight.Bold)).horizontalAdvance(
        verdict_word(verdict)
    )
    return words + _ICON + 22


def paint_badge(
    painter: QPainter, x: float, y: float, verdict: Verdict | None, *, ratio: float
) -> None:
    """Paint a badge with its top left corner at (x, y): shape and word on a soft ground."""
    active = colors()
    ink = active.verdict(verdict)
    ground = QRectF(x, y, badge_width(verdict), _BADGE_HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(active.verdict_soft(verdict)))
    painter.drawRoundedRect(ground, _BADGE_HEIGHT / 2, _BADGE_HEIGHT / 2)
    shape = icons.pixmap(icons.verdict_icon_name(verdict), ink, _ICON, ratio)
    painter.drawPixmap(int(x + 7), int(y + (_BADGE_HEIGHT - _ICON) / 2), shape)
    painter.setPen(QColor(ink))
    painter.setFont(font_px(12, weight=QFont.Weight.Bold))
    words = ground.adjusted(7 + _ICON + 5, 0, 0, 0)
    painter.drawText(
        words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, verdict_word(verdict)
    )


class Badge(QWidget):
    """The badge of one verdict; None stands for an image that could not be scored."""

    def __init__(self, verdict: Verdict | None = Verdict.OK) -> None:
        super().__init__()
        self._verdict = verdict
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_verdict(verdict)

    def set_verdict(self, verdict: Verdict | None) -> None:
        """Show another verdict."""
        self._verdict = verdict
        self.setAccessibleName(self.tr("Verdict {word}").format(word=verdict_word(verdict)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(badge_width(self._verdict), _BADGE_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_badge(painter, 0, 0, self._verdict, ratio=self.devicePixelRatioF())


def paint_counts(painter: QPainter, area: QRectF, counts: VerdictCounts) -> None:
    """Paint the shares of the verdicts as one bar: OK, REVIEW, NG, errors, from the left."""
    active = colors()
    clip = QPainterPath()
    clip.addRoundedRect(area, area.height() / 2, area.height() / 2)
    painter.save()
    painter.setClipPath(clip)
    painter.fillRect(area, QColor(active.raised))
    x = area.x()
    parts = (
        (counts.ok, active.ok),
        (counts.review, active.review_bar),
        (counts.ng, active.ng),
        (counts.error, active.muted),
    )
    for count, ink in parts:
        if count:
            width = area.width() * count / counts.total
            painter.fillRect(QRectF(x, area.y(), max(width - _GAP, 1), area.height()), QColor(ink))
            x += width
    painter.restore()


class CountsBar(QWidget):
    """The shares of the verdicts of a run."""

    def __init__(self) -> None:
        super().__init__()
        self._counts = VerdictCounts()
        self.setFixedHeight(10)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_counts(self, counts: VerdictCounts) -> None:
        """Show other counts."""
        self._counts = counts
        self.setAccessibleName(counts_line(counts))
        self.setToolTip(tooltip(counts_line(counts)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_counts(painter, QRectF(self.rect()), self._counts)
