"""Starts the application: one window on one workspace."""

import logging
import signal
import sys
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from ad_studio import paths
from ad_studio.ui import i18n
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
    app = QApplication.instance() or QApplication(sys.argv[:1])
    window = build(app, workspace)
    window.show()
    if project is not None:
        window.session.open(project)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Python's own handler waits for Qt to return
    return app.exec()


def build(app: QApplication, workspace: Path | None) -> MainWindow:
    """Make the window, not yet shown."""
    QCoreApplication.setOrganizationName("ad_studio")
    QCoreApplication.setApplicationName("ad_studio")
    QGuiApplication.setDesktopFileName("ad_studio")
    app.setWindowIcon(QIcon(str(paths.resources() / "icons" / "app.svg")))
    i18n.install(app, i18n.current())
    theme = Theme(app)
    jobs = Jobs()
    if workspace is None:
        choice = paths.choose_workspace()
        session = Session(jobs, choice.root, choice.rule)
    else:
        session = Session(jobs, workspace.absolute(), "given at start")
    return MainWindow(session, jobs, theme)


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    name = f"qt.{context.category}" if context.category else "qt"
    logging.getLogger(name).log(_LEVELS.get(kind, logging.WARNING), message)
