"""Column types: aware UTC times, paths of any bytes, text that can always be encoded, messages."""

import json
import math
import os
import zlib
from datetime import UTC, datetime
from pathlib import Path, PureWindowsPath
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Double, Integer, LargeBinary, Text
from sqlalchemy.types import TypeDecorator

from ad_studio.domain import Basis
from ad_studio.drawn_regions import DrawnRegion, from_json, to_json
from ad_studio.errors import UsageError
from ad_studio.messages import Message

_LONGEST = 1 << 28  # bytes of JSON; some four million paths


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, stored as UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Store UTC without its zone; a naive time is a bug."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive time cannot be stored")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


def path_text(value: str | bytes) -> str:
    """Return a stored path as text; bytes from another system are escaped, never an error."""
    if isinstance(value, str):
        return value
    try:
        return os.fsdecode(value)
    except UnicodeDecodeError:
        return value.decode(errors="surrogateescape")


class PathText(TypeDecorator[Path]):
    """A path: text where it is text, the file system's bytes where a name cannot be decoded."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Path | None, dialect: Dialect) -> str | bytes | None:  # noqa: ARG002
        """Store text, or bytes when the name holds surrogate escapes."""
        if value is None:
            return None
        text = str(value)
        try:
            text.encode()
        except UnicodeEncodeError:
            return os.fsencode(text)
        return text

    def process_result_value(self, value: str | bytes | None, dialect: Dialect) -> Path | None:  # noqa: ARG002
        """Read either form; bytes from another system are escaped, never an error."""
        return None if value is None else Path(path_text(value))


class PackedTexts(TypeDecorator[list[str]]):
    """Many texts as compressed JSON: 100 000 paths take 1 MB, and 14 MB as rows of a table."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        """Store them; JSON escapes what UTF-8 cannot hold."""
        return None if value is None else zlib.compress(json.dumps(value).encode(), level=1)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> list[str] | None:  # noqa: ARG002
        """Read them back; SQLite holds anything in any column."""
        if value is None:
            return None
        try:
            texts = json.loads(zlib.decompressobj().decompress(value, _LONGEST))
        except zlib.error as error:
            raise ValueError(f"not compressed: {error}") from error
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise ValueError("not a list of texts")
        return texts


class InnerPath(TypeDecorator[Path]):
    """A path inside the project folder, relative to it, stored with forward slashes."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Path | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Refuse anything that would not travel with the folder."""
        return None if value is None else _inside(value.as_posix())

    def process_result_value(self, value: str | None, dialect: Dialect) -> Path | None:  # noqa: ARG002
        """Read it back; a project from elsewhere names no file outside of itself."""
        return None if value is None else Path(_inside(value))


class InnerName(TypeDecorator[str]):
    """A path inside a folder of the project, as text with forward slashes."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Refuse anything that would not travel with the folder."""
        return None if value is None else _inside(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Read it back; a project from elsewhere names no file outside of itself."""
        return None if value is None else _inside(value)


class Words(TypeDecorator[str]):
    """Text from people and messages; what UTF-8 cannot hold is written as an escape."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Escape lone surrogates (they come from undecodable file names)."""
        return None if value is None else _encodable(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Read it back; SQLite holds anything in any column."""
        if not isinstance(value, str | None):
            raise ValueError(f"not text: {value!r}")
        return value


class WholeNumber(TypeDecorator[int]):
    """A whole number, and nothing else."""

    impl = Integer
    cache_ok = True

    def process_result_value(self, value: int | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Read it back; SQLite holds anything in any column."""
        if not isinstance(value, int | None):
            raise ValueError(f"not a whole number: {value!r}")
        return value


class FiniteNumber(TypeDecorator[float]):
    """A number that is neither NaN nor infinite."""

    impl = Double
    cache_ok = True

    def process_result_value(self, value: float | None, dialect: Dialect) -> float | None:  # noqa: ARG002
        """Read it back; SQLite holds anything in any column."""
        if value is not None and not (isinstance(value, int | float) and math.isfinite(value)):
            raise ValueError(f"not a number: {value!r}")
        return value


class JsonOf(TypeDecorator[Any]):
    """An object or a list as JSON.

    Args:
        kind: `dict` or `list`.
    """

    impl = JSON
    cache_ok = True

    def __init__(self, kind: type) -> None:
        super().__init__()
        self.kind = kind

    def process_result_value(self, value: object, dialect: Dialect) -> object:  # noqa: ARG002
        """Read it back; SQLite holds anything in any column."""
        if value is not None and not isinstance(value, self.kind):
            raise ValueError(f"not a {self.kind.__name__}: {value!r}")
        return value


class MessageText(TypeDecorator[Message]):
    """A message of the program: stored as text, or as JSON where it has values."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Message | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Store it so that the window can translate it later."""
        return None if value is None else _encodable(value.to_text())

    def process_result_value(self, value: str | None, dialect: Dialect) -> Message | None:  # noqa: ARG002
        """Read it back."""
        return None if value is None else Message.from_text(value)


class BasisText(TypeDecorator[Basis]):
    """What thresholds rest on, as JSON; earlier programs stored words."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Basis | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Store kind and numbers."""
        return None if value is None else value.to_text()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Basis | None:  # noqa: ARG002
        """Read it back."""
        return None if value is None else Basis.from_text(value)


class RegionJson(TypeDecorator[DrawnRegion]):
    """A drawn region as JSON."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: DrawnRegion | None, dialect: Dialect) -> object:  # noqa: ARG002
        """Store shape and places."""
        return None if value is None else to_json(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> DrawnRegion | None:  # noqa: ANN401, ARG002
        """Read it back."""
        try:
            return None if value is None else from_json(value)
        except (UsageError, KeyError, TypeError) as error:
            raise ValueError(f"not a drawn region: {value!r}") from error


def _inside(text: str) -> str:
    """The text of a path that leads to no other folder, drive or server, on any system.

    Raises:
        ValueError: It leads elsewhere.
    """
    path = PureWindowsPath(text)  # knows both kinds of slashes
    if path.anchor or ".." in path.parts:
        raise ValueError(f"not a path inside the project: {text}")
    return text


def _encodable(text: str) -> str:
    return text.encode(errors="backslashreplace").decode()
