"""Patterns of file names, as in file dialogs; and of the serial that a name holds."""

import re
from collections.abc import Sequence
from fnmatch import translate
from pathlib import Path

from ad_studio.errors import UsageError
from ad_studio.image_names import comparison_key, normalized_name
from ad_studio.messages import msg


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
    unified = comparison_key(pattern.replace("\\", "/"))
    return re.compile(translate(unified)), "/" in unified


def _matches(pattern: tuple[re.Pattern[str], bool], path: Path) -> bool:
    expression, whole = pattern
    return expression.match(comparison_key(path.as_posix() if whole else path.name)) is not None


_SERIAL = "{serial}"


class SerialPattern:
    """Where the serial of a part stands in the name of its image file: "cam1_{serial}_*".

    `*` and `?` stand for what they do in `NamePatterns`; case does not count. The name is taken
    without its ending. Where several readings fit, the serial is the shortest text.
    """

    def __init__(self, pattern: str) -> None:
        """Read a pattern.

        Raises:
            UsageError: `{serial}` does not stand in it once.
        """
        if pattern.count(_SERIAL) != 1:
            raise UsageError(
                msg('"{pattern}" does not say where the serial stands.', pattern=pattern),
                hint=msg(
                    "Write {place} in its place once, for example cam1_{place}_*.", place=_SERIAL
                ),
            )
        before, after = (_expression(part) for part in normalized_name(pattern).split(_SERIAL))
        self._expression = re.compile(f"{before}(.+?){after}", re.IGNORECASE | re.DOTALL)

    def serial_of(self, path: Path) -> str:
        """Return the serial that the name of an image file says; empty where it says none."""
        found = self._expression.fullmatch(normalized_name(path.stem))
        return found[1].strip() if found else ""


def _expression(part: str) -> str:
    """A part of a pattern as a regular expression; `*` takes as little as it can."""
    return re.escape(part).replace(r"\*", ".*?").replace(r"\?", ".")
