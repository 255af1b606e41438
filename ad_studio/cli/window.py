"""Opens the window from the command line."""

import os
from pathlib import Path

from ad_studio.errors import AdStudioError
from ad_studio.services.diagnostics.display import has_display


def open_window(workspace: Path | None, *, project: str | None = None) -> int:
    """Show the window and stay until it is closed; returns the exit status.

    Raises:
        AdStudioError: There is no display, or the window's libraries cannot be loaded.
    """
    if not has_display() and "QT_QPA_PLATFORM" not in os.environ:  # that Qt would abort on
        raise AdStudioError(
            "There is no display to open the window on.",
            hint="Use the commands instead: ad-studio --help lists them.",
        )
    try:
        from ad_studio.ui import app
    except ImportError as error:
        raise AdStudioError(
            f"The window cannot be loaded ({error}).",
            hint="Run `ad-studio doctor`; README.md lists the system libraries that Qt needs.",
        ) from error
    return app.run(workspace, project=project)
