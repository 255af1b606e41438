"""Dropping files and folders, with a button for those who would rather browse."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFrame, QWidget

from ad_studio.ui.widgets.basics import button, icon_label, label, restyle
from ad_studio.ui.widgets.layouts import vbox


class DropZone(QFrame):
    """An empty state that says what to drop here."""

    def __init__(
        self,
        *,
        icon: str,
        title: str,
        text: str,
        browse: str,
        tip: str,
        on_browse: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setObjectName("dropzone")
        self.setAccessibleName(title)
        column = vbox(self, spacing=8, margins=(32, 32, 32, 32))
        column.addStretch(1)
        column.addWidget(icon_label(icon, role="accent", size=48), 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (label(title, role="heading"), label(text, role="muted", wrap=True)):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(words)
        column.addSpacing(8)
        self.browse = button(browse, kind="primary", icon="folder", tip=tip, on=on_browse)
        column.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._column = column

    def add_choice(self, choice: QWidget) -> None:
        """Put another way to choose below the button that browses."""
        self._column.insertWidget(
            self._column.count() - 1, choice, 0, Qt.AlignmentFlag.AlignHCenter
        )

    def set_hot(self, hot: bool) -> None:
        """Show that what is being dragged may be dropped."""
        self.setProperty("hot", "true" if hot else "false")
        restyle(self)


class Drops(QObject):
    """Lets a whole page take what is dropped on it; the zone lights up meanwhile."""

    def __init__(
        self, page: QWidget, zone: DropZone, on_drop: Callable[[list[Path]], None]
    ) -> None:
        super().__init__(page)
        self._zone = zone
        self._on_drop = on_drop
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.DragLeave:
            self._zone.set_hot(False)
        elif kind in (QEvent.Type.DragEnter, QEvent.Type.Drop) and isinstance(event, QDropEvent):
            paths = _local_paths(event.mimeData())
            self._zone.set_hot(bool(paths) and kind == QEvent.Type.DragEnter)
            if paths:
                event.acceptProposedAction()
                if kind == QEvent.Type.Drop:
                    self._on_drop(paths)
                return True
        return False


def _local_paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
