"""SVG icons of `resources/icons`, painted in the colours of the theme in force.

The files draw with `currentColor`, on `#fff` where they need paper; a widget given an icon by
`bind` is repainted when the theme changes.
"""

from collections.abc import Iterable
from functools import cache

from PySide6.QtCore import QByteArray, QMargins, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget

from ad_studio import paths
from ad_studio.domain import Verdict
from ad_studio.ui.palette import colors

_GAP = 5
_VERDICT_ICONS = {
    Verdict.OK: "verdict-ok",
    Verdict.REVIEW: "verdict-review",
    Verdict.NG: "verdict-ng",
    None: "verdict-error",
}


def verdict_icon_name(verdict: Verdict | None) -> str:
    """The shape that stands for a verdict; None: the image could not be scored."""
    return _VERDICT_ICONS[verdict]


def pixmap(name: str, color: str, size: int, ratio: float, *, gap: int = 0) -> QPixmap:
    """Icon `name` at `size` logical pixels for a screen of `ratio` device pixels each.

    `gap` adds that many empty pixels on its right.
    """
    return _drawn(name, (color, colors().surface), size, ratio, gap)


@cache
def _drawn(name: str, inks: tuple[str, str], size: int, ratio: float, gap: int) -> QPixmap:
    ink, paper = inks
    svg = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    svg = svg.replace("currentColor", ink).replace('"#fff"', f'"{paper}"')
    drawing = QSvgRenderer(QByteArray(svg.encode()))
    image = QPixmap(QSize(round((size + gap) * ratio), round(size * ratio)))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter, QRectF(0, 0, image.height(), image.height()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def bind(
    widget: QAbstractButton | QLabel, name: str, *, role: str = "text", size: int = 18
) -> None:
    """Give `widget` the icon `name` in the palette colour `role`, now and after theme changes."""
    widget.setProperty("iconName", name)
    widget.setProperty("iconRole", role)
    widget.setProperty("iconPx", QSize(size, size))
    _paint(widget)


def repaint(widgets: Iterable[QWidget]) -> None:
    """Paint the icons of `widgets` anew in the theme in force."""
    for widget in widgets:
        if widget.property("iconName"):
            _paint(widget)


def clear_cache() -> None:
    """Forget the icons painted so far: without an application there are no pixmaps."""
    _drawn.cache_clear()


def _paint(widget: QWidget) -> None:
    name, role = widget.property("iconName"), widget.property("iconRole")
    size: QSize = widget.property("iconPx")
    active = colors()
    gap = _GAP if isinstance(widget, QPushButton) and widget.text() else 0
    ratio = widget.devicePixelRatioF()
    normal = pixmap(name, getattr(active, role), size.width(), ratio, gap=gap)
    if isinstance(widget, QLabel):
        widget.setPixmap(normal)
        return
    faint = pixmap(name, active.border_strong, size.width(), ratio, gap=gap)
    assert isinstance(widget, QAbstractButton)
    icon = QIcon(normal)
    icon.addPixmap(faint, QIcon.Mode.Disabled)
    widget.setIcon(icon)
    widget.setIconSize(size.grownBy(QMargins(0, 0, gap, 0)))
