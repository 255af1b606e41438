"""Messages that lie over what is looked at, one at a time and low, so that the image stays seen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ad_studio.ui.widgets.banner import Banner
from ad_studio.ui.widgets.basics import scrolling
from ad_studio.ui.widgets.layouts import vbox

_INSET = 8  # pixels to the edges of what is below
_STEP = 60  # pixels by which a message that is too high is made wider
_SHARE = 0.2  # of the height of what is below
_LEAST = 50  # pixels of height: one line with buttons


class Notices(QWidget):
    """Shows one of some messages at the top of another widget of the page.

    The newest message is shown, but one that warns goes before others, and a question before all.
    Closing it shows the one before. A message is as wide as what is below, or wider as long as it
    covers more than a fifth of that height; what is left over scrolls. A question is shown whole.

    Args:
        page: What they belong to.
        question: What has to be answered; hides and shows itself.
        banners: The messages; each hides and shows itself.
        over: What they are to lie over; asked each time.
    """

    def __init__(
        self,
        page: QWidget,
        *,
        question: QFrame,
        banners: Sequence[Banner],
        over: Callable[[], QWidget],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._question = question
        self._newest = list(banners)
        self._over = over
        self._watched: QWidget | None = None
        self._contents: dict[QFrame, QWidget] = {}
        self._areas = {part: self._make_area(part) for part in (question, *banners)}
        column = vbox(self, spacing=0)
        for area in self._areas.values():
            column.addWidget(area)
        for banner in banners:
            banner.said.connect(lambda banner=banner: self._on_said(banner))
        for watched in (page, *self._areas, *self._contents.values()):
            watched.installEventFilter(self)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched in self._areas:
            if kind in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
                self._arrange()
        elif kind == QEvent.Type.LayoutRequest or (
            watched in (self._page, self._watched)
            and kind in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show)
        ):
            self._place()
        return False

    def _make_area(self, part: QFrame) -> QScrollArea:
        content = QWidget()
        vbox(content).addWidget(part)
        self._contents[part] = content
        area = scrolling(content)
        area.hide()
        return area

    def _on_said(self, banner: Banner) -> None:
        self._newest.remove(banner)
        self._newest.insert(0, banner)
        self._arrange()

    @property
    def _shown(self) -> QFrame | None:
        """The message to be shown now; None: there is none."""
        banners = sorted(self._newest, key=lambda banner: not banner.is_warning)
        return next((part for part in (self._question, *banners) if not part.isHidden()), None)

    def _arrange(self) -> None:
        shown = self._shown
        for part, area in self._areas.items():
            area.setVisible(part is shown)
        self._place()

    def _place(self) -> None:
        shown = self._shown
        if shown is None:
            self.resize(0, 0)
            return
        below = self._over()
        if below is not self._watched:
            if self._watched is not None:
                self._watched.removeEventFilter(self)
            below.installEventFilter(self)
            self._watched = below
        corner = below.mapTo(self._page, below.rect().topLeft())
        width, height = self._fitting(shown, below)
        left = min(corner.x() + _INSET, self._room - width - _INSET)
        self.setGeometry(left, corner.y() + _INSET, width, height)
        self.raise_()

    @property
    def _room(self) -> int:
        """Pixels of width of the page that are on the screen; it may be scrolled sideways."""
        frame = self._page.parentWidget()
        return min(self._page.width(), frame.width()) if frame else self._page.width()

    def _fitting(self, shown: QFrame, below: QWidget) -> tuple[int, int]:
        """The least width at which a message is low enough, and its height there."""
        most = self._room - 2 * _INSET
        width = min(below.width() - 2 * _INSET, most)
        low = max(round(_SHARE * below.height()), _LEAST)
        while (high := self._height(shown, width)) > low and width < most:
            width = min(width + _STEP, most)
        return width, high if shown is self._question else min(high, low)

    def _height(self, shown: QFrame, width: int) -> int:
        layout = self._contents[shown].layout()
        assert layout is not None
        height = layout.totalHeightForWidth(width)
        return height if height >= 0 else layout.totalSizeHint().height()
