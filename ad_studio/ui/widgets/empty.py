"""What a place shows while it has nothing to show: why, and what to do next."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ad_studio.ui.widgets.basics import button, icon_label, label
from ad_studio.ui.widgets.layouts import vbox


class EmptyState(QWidget):
    """An icon, one line that says what is missing, one that says what to do, maybe a button."""

    def __init__(
        self,
        *,
        icon: str,
        title: str,
        text: str,
        action: str = "",
        tip: str = "",
        on_action: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._title = label(title, role="heading")
        self._text = label(text, role="muted", wrap=True)
        column = vbox(self, spacing=8, margins=(24, 24, 24, 24))
        column.addStretch(1)
        picture = icon_label(icon, role="border_strong", size=56)
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for part in (self._title, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        self.action = button(action, kind="primary", tip=tip, on=on_action)
        self.action.setVisible(bool(action))
        column.addSpacing(8)
        column.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def say(self, title: str, text: str) -> None:
        """Change the words."""
        self._title.setText(title)
        self._text.setText(text)
