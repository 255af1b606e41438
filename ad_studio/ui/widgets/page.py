"""What every page has: a heading, a line that says what to do here, and a place for messages."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ad_studio.ui.bindings import Group
from ad_studio.ui.jobs import TaskQueue
from ad_studio.ui.session import Session
from ad_studio.ui.text import percent
from ad_studio.ui.widgets.banner import Banner
from ad_studio.ui.widgets.basics import ElidedLabel, label
from ad_studio.ui.widgets.layouts import hbox

MARGIN = 24


class Page(QWidget):
    """The frame of a page; what is particular to it goes into `body`.

    Attributes:
        keys: The keys that act on this page, for the map of the keys.
        work: What the page lets run for long; None: nothing.
    """

    keys: tuple[Group, ...] = ()
    work: TaskQueue | None = None

    def __init__(self, session: Session, *, title: str, text: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.session = session
        self.banner = Banner()
        self.heading = hbox(spacing=8)
        self._words = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.title = label(title, role="title")
        self.subtitle = ElidedLabel(text, role="muted")
        self._words.addWidget(self.title)
        self._words.addWidget(self.subtitle, 1)
        self.heading.addLayout(self._words, 1)
        self.body = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.addLayout(self.heading)
        self._column.addWidget(self.banner)
        self._column.addLayout(self.body, 1)
        Page.set_low(self, False)  # the parts of what is particular are not there yet

    def heightForWidth(self, width: int) -> int:
        """The least: the page scrolls only where its parts have given all that they can."""
        return self._column.totalMinimumHeightForWidth(width)

    def set_low(self, low: bool) -> None:
        """Do with less height, in a window that has little: heading in one line, parts closer."""
        way = QBoxLayout.Direction
        self._words.setDirection(way.LeftToRight if low else way.TopToBottom)
        self._words.setSpacing(16 if low else 2)
        side, top, below = (16, 8, 12) if low else (MARGIN, 16, MARGIN)
        self._column.setContentsMargins(side, top, side, below)
        for column in (self._column, self.body):
            column.setSpacing(8 if low else 16)

    def work_words(self, share: float) -> str:
        """Say how far `work` has come, in the little room of the rail; `share` is 0 to 1."""
        return percent(share)

    def entered(self) -> None:
        """The page has come to the front; no field has the focus yet."""
        self.setFocus()
