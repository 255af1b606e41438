"""How the paths of pictures of frames are stored: relative to the project, for they lie in it.

So they travel with the project. All other inspected images lie elsewhere and have absolute paths.
"""

from pathlib import Path, PurePath, PurePosixPath

FRAMES = "frames"
"""The folder of a project with pictures of frames of videos."""


def absolute_path(path: Path, folder: Path) -> Path:
    """Where the file of a stored path lies; `folder` is the project's."""
    return folder / path if path.parts[:1] == (FRAMES,) else path


def stored_path(path: Path, folder: Path) -> PurePath:
    """The path under which an image is stored."""
    if not path.is_relative_to(folder / FRAMES):
        return path
    return PurePosixPath(path.relative_to(folder).as_posix())
