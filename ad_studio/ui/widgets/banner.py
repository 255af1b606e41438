"""Messages shown in place: what happened, to which file, what to do."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ad_studio.errors import AdStudioError
from ad_studio.ui import icons
from ad_studio.ui.messages import localized
from ad_studio.ui.widgets.basics import (
    ElidedLabel,
    clear_layout,
    icon_label,
    label,
    restyle,
    tab_before,
    tool_button,
)
from ad_studio.ui.widgets.layouts import hbox, vbox


class Level(StrEnum):
    """How a message is meant; each has its own colour and its own shape."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


_LOOK = {
    Level.INFO: ("info", "accent"),
    Level.SUCCESS: ("check", "ok"),
    Level.WARNING: ("warning", "review"),
    Level.ERROR: ("error", "ng"),
}


class Banner(QFrame):
    """One message at the top of a page; hidden while there is nothing to say.

    Signals:
        said: There is another message.
    """

    said = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._level = Level.INFO
        self._icon = icon_label("info")
        self._text = label(wrap=True, role="strong")
        self._path = ElidedLabel(role="caption")
        self._hint = label(wrap=True)
        for part in (self._text, self._hint):
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = tool_button(
            "close", name=self.tr("Close the message"), tip=self.tr("Close"), size=14
        )
        self._close.clicked.connect(self.clear)
        words = vbox(spacing=2)
        for part in (self._text, self._path, self._hint):
            words.addWidget(part)
        self._buttons = hbox(spacing=8)
        line = hbox(self, spacing=12, margins=(12, 8, 8, 8))
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(words, 1)
        line.addLayout(self._buttons)
        line.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)
        self.clear()

    @property
    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    @property
    def is_warning(self) -> bool:
        """Whether it warns, or tells of an error."""
        return self._level in (Level.WARNING, Level.ERROR)

    def show_error(self, error: AdStudioError, *, about: str = "") -> None:
        """Show an error with its file and its way out; `about` stands before its words."""
        path = str(error.path) if error.path is not None else ""
        words = about + localized(error.message)
        self.say(words, level=Level.ERROR, path=path, hint=localized(error.hint))

    def say(
        self,
        text: str,
        *,
        level: Level = Level.INFO,
        path: str = "",
        hint: str = "",
        closable: bool = True,
    ) -> None:
        """Show a message in place of the one before."""
        self.clear()
        self._text.setText(text)
        self._path.setText(path)
        self._hint.setText(hint)
        self._path.setVisible(bool(path))
        self._hint.setVisible(bool(hint))
        self._close.setVisible(closable)
        self._level = level
        icon, role = _LOOK[level]
        icons.bind(self._icon, icon, role=role, size=20)
        self.setProperty("level", level.value)
        self._name()
        restyle(self)
        self.show()
        self.said.emit()

    def reword(self, text: str) -> None:
        """Change the words of the message shown; its buttons and its place among others stay."""
        self._text.setText(text)
        self._name()

    def add_action(
        self, button: QPushButton, on: Callable[[], None], *, closes: bool = True
    ) -> None:
        """Add a button to the message shown; pressing it closes the message, or does not."""

        def act() -> None:
            if closes:
                self.clear()
            on()

        button.clicked.connect(act)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus where keys act
        self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        tab_before(self._close, button)
        button.show()

    def _name(self) -> None:
        words = (self._text.text(), self._path.text(), self._hint.text())
        self.setAccessibleName(f"{self._level_word(self._level)}: {' '.join(words)}".strip())

    def _level_word(self, level: Level) -> str:
        return {
            Level.INFO: self.tr("info"),
            Level.SUCCESS: self.tr("success"),
            Level.WARNING: self.tr("warning"),
            Level.ERROR: self.tr("error"),
        }[level]

    def clear(self) -> None:
        """Take the message away."""
        self.hide()
        clear_layout(self._buttons)
