"""Starts the application: one window on one workspace."""

import logging
import signal
import sys
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from ad_studio import paths
from ad_studio.ui import i18n
from ad_studio.ui.i18n import translate
from ad_studio.ui.jobs import Jobs
from ad_studio.ui.session import Session
from ad_studio.ui.theme import Theme
from ad_studio.ui.window import MainWindow

_SWITCH_SECONDS = 0.001  # busy workers give way to the event loop sooner than Python's 5 ms
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def run(workspace: Path | None, *, project: str | None = None) -> int:
    """Show the window and stay until it is closed.

    Args:
        workspace: The folder of projects; None for the default one.
        project: A project (name or slug) to open at once.

    Returns:
        The exit status for the process.
    """
    qInstallMessageHandler(_log_qt)
    sys.setswitchinterval(_SWITCH_SECONDS)
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    shell = Shell(app, workspace)
    if project is not None:
        shell.window.session.open(project)
    else:
        shell.window.resume()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Python's own handler waits for Qt to return
    return app.exec()


class Shell(QObject):
    """Owns the main window; replaces it by a new one when the user changes the language."""

    def __init__(self, app: QApplication, workspace: Path | None) -> None:
        super().__init__(app)
        self._app = app
        self._workspace = workspace
        self.window = self._show(None)

    def change_language(self, code: str) -> None:
        """Replace the window by one in another language, on the same project and step."""
        before = self.window
        self.window = self._show(code)
        i18n.choose(code)
        before.close()  # after the other is shown: with its last window the program ends
        before.deleteLater()
        self.window.resume()

    def _show(self, code: str | None) -> MainWindow:
        window = build(self._app, self._workspace, language=code)
        window.language_chosen.connect(self.change_language, Qt.ConnectionType.QueuedConnection)
        window.show()
        return window


def build(app: QApplication, workspace: Path | None, *, language: str | None = None) -> MainWindow:
    """Make the window, not yet shown; `language` None: the one chosen before, or the system's."""
    QCoreApplication.setOrganizationName("ad_studio")
    QCoreApplication.setApplicationName("ad_studio")
    QGuiApplication.setDesktopFileName("ad_studio")
    app.setWindowIcon(QIcon(str(paths.resources() / "icons" / "app.svg")))
    i18n.install(app, language or i18n.current())
    theme = Theme(app)
    jobs = Jobs()
    if workspace is None:
        choice = paths.choose_workspace()
        session = Session(jobs, choice.root, choice.rule)
    else:
        session = Session(jobs, workspace.absolute(), translate("App", "given at start"))
    return MainWindow(session, jobs, theme)


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    name = f"qt.{context.category}" if context.category else "qt"
    logging.getLogger(name).log(_LEVELS.get(kind, logging.WARNING), message)
