"""Bytes from the network or a file to a file, hashed on the way, with progress and cancel.

The libraries' own download functions do not serve: huggingface_hub's reports progress through a
terminal bar's class in its newer versions only, cannot be cancelled where its native threads do
the work, and stores links into a cache of its own; open_clip's has neither. Both read a plain
address in the end, and the standard library does that.
"""

import hashlib
import http.client
import urllib.request
from collections.abc import Iterable, Iterator
from pathlib import Path

from ad_studio.messages import Message, msg
from ad_studio.progress import Progress, raise_if_cancelled

_TIMEOUT_S = 30.0
_CHUNK = 1 << 20


class NetworkError(Exception):
    """The address cannot be reached, refuses, or stopped answering."""


def open_url(url: str) -> tuple[int | None, Iterator[bytes]]:
    """Ask for an address.

    Returns:
        Bytes announced, if they are, and the content in pieces.

    Raises:
        NetworkError: Now, or while the pieces are taken.
    """
    request = urllib.request.Request(url, headers={"User-Agent": "ad_studio"})
    try:
        response = urllib.request.urlopen(request, timeout=_TIMEOUT_S)
    except _FAILURES as error:
        raise NetworkError from error
    announced = response.headers.get("Content-Length")

    def pieces() -> Iterator[bytes]:
        with response:
            try:
                while piece := response.read1(_CHUNK):  # what is there, so that cancel is prompt
                    yield piece
            except _FAILURES as error:
                raise NetworkError from error

    return (int(announced) if announced else None), pieces()


_FAILURES = (OSError, http.client.HTTPException)


def read_file(path: Path) -> Iterator[bytes]:
    """The content of a file in pieces."""
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            yield piece


def receive(
    pieces: Iterable[bytes], target: Path, *, total: int | None, word: Message, progress: Progress
) -> tuple[int, str]:
    """Write pieces to a file.

    Args:
        pieces: The content.
        target: Created or overwritten.
        total: Bytes expected; None when unknown.
        word: What is being done, for the status line.
        progress: Told about every megabyte.

    Returns:
        Bytes written and their SHA-256.

    Raises:
        Cancelled: The user asked to stop.
    """
    digest, done, shown = hashlib.sha256(), 0, -1
    with target.open("wb") as file:
        for piece in pieces:
            raise_if_cancelled(progress)
            file.write(piece)
            digest.update(piece)
            done += len(piece)
            if done // _CHUNK != shown:
                shown = done // _CHUNK
                progress.status(_how_far(word, shown, total))
                progress.fraction(min(1.0, done / total) if total else None)
    return done, digest.hexdigest()


def _how_far(word: Message, done: int, total: int | None) -> Message:
    if not total:
        return msg("{word}: {done} MB", word=word, done=done)
    return msg("{word}: {done} of {total} MB", word=word, done=done, total=total // _CHUNK)
