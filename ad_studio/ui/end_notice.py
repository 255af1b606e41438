"""Tells that long work has ended while the window is not in front: task bar and desktop."""

from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from ad_studio.ui.text import tooltip


class EndNotice:
    """Of one window. Its icon stands beside the clock only while a message may be looked for.

    Where the desktop has no such place, only the entry in the task bar blinks.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._icon: QSystemTrayIcon | None = None

    def tell(self, title: str, text: str) -> None:
        """Say that something has ended, if nobody has the window before them."""
        window = self._window
        QApplication.alert(window)
        if window.isActiveWindow() or not text:
            return
        if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
            return
        if self._icon is None:
            self._icon = QSystemTrayIcon(window.windowIcon(), window)
            for used in (self._icon.messageClicked, self._icon.activated):
                used.connect(self._bring_window)
        self._icon.setToolTip(tooltip(title))
        self._icon.show()
        self._icon.showMessage(title, text, window.windowIcon())

    def put_away(self) -> None:
        """The window is in front: the icon has no more to say."""
        if self._icon is not None:
            self._icon.hide()

    def _bring_window(self, *_about: object) -> None:
        self._window.raise_()
        self._window.activateWindow()
