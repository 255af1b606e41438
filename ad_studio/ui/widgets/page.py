"""What every page has: a heading, a line that says what to do here, and a place for messages."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ad_studio.ui.bindings import Group
from ad_studio.ui.session import Session
from ad_studio.ui.widgets.banner import Banner
from ad_studio.ui.widgets.basics import ElidedLabel, label

MARGIN = 24


class Page(QWidget):
    """The frame of a page; what is particular to it goes into `body`.

    Attributes:
        keys: The keys that act on this page, for the map of the keys.
    """

    keys: tuple[Group, ...] = ()

    def __init__(self, session: Session, *, title: str, text: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.session = session
        self.banner = Banner()
        self.heading = QHBoxLayout()
        self.heading.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.title = label(title, role="title")
        self.subtitle = ElidedLabel(text, role="muted")
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        self.heading.addLayout(words, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 16, MARGIN, MARGIN)
        column.setSpacing(16)
        column.addLayout(self.heading)
        column.addWidget(self.banner)
        column.addLayout(self.body, 1)

    def entered(self) -> None:
        """The page has come to the front; no field has the focus yet."""
        self.setFocus()
