"""Patterns of file names, as in file dialogs."""

import re
from collections.abc import Sequence
from fnmatch import translate
from pathlib import Path

from ad_studio.image_names import comparable


class NamePatterns:
    """File names as in file dialogs: `*` any characters, `?` one; case does not count.

    A pattern with a slash is held against the path inside the folder, one without against the
    file's name alone.
    """

    def __init__(self, include: Sequence[str], exclude: Sequence[str]) -> None:
        self._include = [_compiled(pattern) for pattern in include]
        self._exclude = [_compiled(pattern) for pattern in exclude]

    def fits(self, path: Path) -> bool:
        """Whether a path, as seen from its folder, is taken in."""
        wanted = not self._include or any(_matches(one, path) for one in self._include)
        return wanted and not any(_matches(one, path) for one in self._exclude)


def _compiled(pattern: str) -> tuple[re.Pattern[str], bool]:
    unified = comparable(pattern.replace("\\", "/"))
    return re.compile(translate(unified)), "/" in unified


def _matches(pattern: tuple[re.Pattern[str], bool], path: Path) -> bool:
    expression, whole = pattern
    return expression.match(comparable(path.as_posix() if whole else path.name)) is not None
