"""What a window finds again when the program starts: its place, its panes, where the user was."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

_GEOMETRY = "window/geometry"
_PANES = "window/panes"
_PROJECT = "window/project"
_STEP = "window/step"
_ROOMY = (1360, 860)
_LEAST = (960, 600)


def place(window: QMainWindow) -> None:
    """Put a window where the last one was, as large as it was and as the screen now allows."""
    room = window.screen().availableGeometry()
    window.setMinimumSize(min(_LEAST[0], room.width()), min(_LEAST[1], room.height()))
    window.resize(min(_ROOMY[0], room.width()), min(_ROOMY[1], room.height()))
    geometry = QSettings().value(_GEOMETRY)
    if isinstance(geometry, QByteArray):
        window.restoreGeometry(geometry)
    _keep_on_screen(window)


def _keep_on_screen(window: QMainWindow) -> None:
    screen, area = window.screen(), window.geometry()
    if screen.availableVirtualGeometry().contains(area):
        return
    room = screen.availableGeometry()
    area.setSize(area.size().boundedTo(room.size()))
    area.moveLeft(max(room.left(), min(area.left(), room.right() + 1 - area.width())))
    area.moveTop(max(room.top(), min(area.top(), room.bottom() + 1 - area.height())))
    window.setGeometry(area)


def place_panes(page: QWidget) -> None:
    """Give every named splitter of a page the sizes that it was left with."""
    for splitter in page.findChildren(QSplitter):
        state = QSettings().value(f"{_PANES}/{splitter.objectName()}")
        if splitter.objectName() and isinstance(state, QByteArray):
            splitter.restoreState(state)


def remember(window: QMainWindow, project: Path | None, step: int) -> None:
    """Keep all of it for the next start."""
    settings = QSettings()
    settings.setValue(_GEOMETRY, window.saveGeometry())
    settings.setValue(_PROJECT, str(project) if project is not None else "")
    settings.setValue(_STEP, step)
    for splitter in window.findChildren(QSplitter):
        if splitter.objectName():
            settings.setValue(f"{_PANES}/{splitter.objectName()}", splitter.saveState())


def last_project(root: Path) -> str | None:
    """The project that was open when the last window closed, if it lies in this workspace."""
    folder = Path(str(QSettings().value(_PROJECT, "")))
    return folder.name if folder.parent == root and folder.is_dir() else None


def last_step() -> int:
    """The number of the step that was in front when the last window closed."""
    step = str(QSettings().value(_STEP, ""))
    return int(step) if step.isdecimal() else 0
