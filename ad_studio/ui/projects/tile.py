"""One project as a card that opens it."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton

from ad_studio.domain import ProjectCard
from ad_studio.ui import icons
from ad_studio.ui.messages import localized
from ad_studio.ui.palette import colors
from ad_studio.ui.text import images, share, tooltip, when
from ad_studio.ui.theme import font_px
from ad_studio.ui.thumbnails import Thumbnails
from ad_studio.ui.widgets.basics import tool_button
from ad_studio.ui.widgets.verdicts import paint_counts

_SIZE = QSize(248, 248)
_PICTURE = 132
_PAD = 16
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class ProjectTile(QAbstractButton):
    """A card: reference image, name, noun, last run and its NG share; or why it will not open.

    Signals:
        menu_asked(QPoint): The menu of the project is wanted at this place of the screen.
    """

    menu_asked = Signal(QPoint)

    def __init__(self, card: ProjectCard, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.card = card
        self._thumbnails = thumbnails
        self.setFixedSize(_SIZE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        name = card.info.name if card.info else card.slug
        self.setAccessibleName(
            self.tr("Project {name}: {state}").format(name=name, state=self._state())
        )
        why = "" if card.is_outdated else localized(card.error)
        self.setToolTip(tooltip(why or "\n".join(self._about(name))))
        self._more = tool_button(
            "options",
            name=self.tr("More about {name}").format(name=name),
            tip=self.tr("Edit, duplicate, back up, archive or delete this project"),
        )
        self._more.setParent(self)
        self._more.move(_SIZE.width() - self._more.sizeHint().width() - 8, 8)
        self._more.clicked.connect(
            lambda: self.menu_asked.emit(self._more.mapToGlobal(self._more.rect().bottomLeft()))
        )
        thumbnails.ready.connect(self._on_ready)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())

    @property
    def _is_broken(self) -> bool:
        return bool(self.card.error) and not self.card.is_outdated

    def _about(self, name: str) -> list[str]:
        lines = [self.tr("Open {name}").format(name=name), str(self.card.folder)]
        if (head := self.card.audit_head) is not None:
            lines.append(
                self.tr("Audit trail: entry {entry}, {head}").format(
                    entry=head.entry, head=head.short
                )
            )
        return lines

    def sizeHint(self) -> QSize:
        return _SIZE

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        active = colors()
        lively = self.hasFocus() or self.underMouse()
        edge = QPen(QColor(active.accent if lively else active.border), 2 if lively else 1)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        painter.fillPath(frame, QColor(active.surface))
        painter.save()
        painter.setClipPath(frame)
        self._paint_picture(painter, QRect(0, 0, self.width(), _PICTURE))
        painter.restore()
        ground = QColor(active.surface)
        ground.setAlpha(225)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(self._more.geometry(), 6, 6)
        if self.card.error:
            self._paint_error(painter)
        else:
            self._paint_words(painter)
        painter.setPen(edge)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(frame)

    def _paint_picture(self, painter: QPainter, area: QRect) -> None:
        active = colors()
        painter.fillRect(area, QColor(active.canvas))
        card, picture = self.card, None
        if card.thumbnail is not None:
            picture = self._thumbnails.get(
                card.thumbnail, card.thumbnail_sha256, bit_depth=card.thumbnail_bit_depth
            )
        if picture is not None and not picture.isNull():
            scale = max(area.width() / picture.width(), area.height() / picture.height())
            width, height = area.width() / scale, area.height() / scale
            x, y = (picture.width() - width) / 2, (picture.height() - height) / 2
            painter.drawPixmap(QRectF(area), picture, QRectF(x, y, width, height))
            return
        name, ink = ("warning", active.ng) if self._is_broken else ("image", active.border_strong)
        icon = icons.pixmap(name, ink, 40, self.devicePixelRatioF())
        painter.drawPixmap(area.center().x() - 20, area.center().y() - 20, icon)

    def _paint_words(self, painter: QPainter) -> None:
        info = self.card.info
        assert info is not None
        active = colors()
        width = self.width() - 2 * _PAD
        self._line(painter, _PICTURE + 12, info.name, active.text, size=15, bold=True)
        self._line(painter, _PICTURE + 34, info.noun, active.muted, size=13)
        self._line(painter, _PICTURE + 62, self._state(), active.muted, size=12)
        run = self.card.last_run
        if run is not None and run.counts.total:
            ng = f"NG {share(run.counts.ng, run.counts.total)}"
            font = font_px(12, weight=QFont.Weight.Bold)
            words = QFontMetrics(font).horizontalAdvance(ng)
            y = _PICTURE + 86
            paint_counts(painter, QRectF(_PAD, y + 5, width - words - 12, 8), run.counts)
            painter.setFont(font)
            painter.setPen(QColor(active.ng if run.counts.ng else active.muted))
            painter.drawText(
                QRectF(_PAD, y, width, 18),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                ng,
            )

    def _paint_error(self, painter: QPainter) -> None:
        self._line(painter, _PICTURE + 12, self.card.slug, colors().text, size=15, bold=True)
        painter.setFont(font_px(12))
        painter.setPen(QColor(colors().ng if self._is_broken else colors().muted))
        area = QRectF(_PAD, _PICTURE + 38, self.width() - 2 * _PAD, self.height() - _PICTURE - 48)
        painter.drawText(area, int(_WRAP), self._state())

    def _line(
        self, painter: QPainter, y: int, text: str, ink: str, *, size: int, bold: bool = False
    ) -> None:
        font = font_px(size, weight=QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        width = self.width() - 2 * _PAD
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(
            QRectF(_PAD, y, width, size + 7),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            shown,
        )

    def _state(self) -> str:
        if self.card.is_outdated:
            return self.tr("Of an older version of the program. Click to bring it up to date.")
        if self.card.error:
            return self.tr("Cannot be opened. Click to see why.")
        if self.card.thumbnail is None:
            return self.tr("No reference image yet")
        if not self.card.has_model:
            return self.tr("Not trained yet")
        run = self.card.last_run
        if run is None:
            return self.tr("Nothing inspected yet")
        return f"{when(run.started_at)}  ·  {images(run.counts.total)}"

    def _on_ready(self, path: object) -> None:
        if path == self.card.thumbnail:
            self.update()
