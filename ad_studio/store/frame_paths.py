"""How the paths of pictures of frames are stored: relative to the project, for they lie in it.

So they travel with the project. All other inspected images lie elsewhere and have absolute paths.
"""

import os
from collections.abc import Iterable
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


def stored_texts(paths: Iterable[Path], folder: Path) -> list[str]:
    """The texts of `stored_path` of many paths, which it would take a second for."""
    inner = f"{folder / FRAMES}{os.sep}"
    return [
        str(stored_path(path, folder)) if text.startswith(inner) else text
        for path, text in ((path, str(path)) for path in paths)
    ]


def absolute_paths(texts: Iterable[str], folder: Path) -> list[Path]:
    """The paths of what `stored_texts` gave."""
    inner = f"{FRAMES}/"
    return [folder / text if text.startswith(inner) else Path(text) for text in texts]
