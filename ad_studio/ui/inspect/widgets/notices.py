"""Messages that lie over what is looked at, so that none of them pushes the image aside."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from ad_studio.ui.widgets.layouts import vbox

_INSET = 8  # pixels to the edges of what is below
_LEAST = 540  # pixels of width, also over something narrow


class Notices(QWidget):
    """Some messages, one below the other, at the top of another widget of the page.

    Args:
        page: What they belong to.
        parts: The messages; each hides and shows itself.
        over: What they are to lie over; asked each time.
    """

    def __init__(
        self, page: QWidget, parts: Sequence[QWidget], *, over: Callable[[], QWidget]
    ) -> None:
        super().__init__(page)
        self._page = page
        self._over = over
        self._watched: QWidget | None = None
        self._column = vbox(self, spacing=8)
        for part in parts:
            self._column.addWidget(part)
        page.installEventFilter(self)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.LayoutRequest)
        if event.type() in kinds:
            self._place()
        return False

    def _place(self) -> None:
        below = self._over()
        if below is not self._watched:
            if self._watched is not None:
                self._watched.removeEventFilter(self)
            below.installEventFilter(self)
            self._watched = below
        corner = below.mapTo(self._page, below.rect().topLeft())
        width = min(max(below.width() - 2 * _INSET, _LEAST), self._page.width() - 2 * _INSET)
        left = min(corner.x() + _INSET, self._page.width() - width - _INSET)
        height = self._column.totalHeightForWidth(width)
        if height < 0:
            height = self._column.totalSizeHint().height()
        self.setGeometry(left, corner.y() + _INSET, width, height)
        self.raise_()
