"""Image files to 8-bit RGB pixels, by `decoders` in child processes.

A damaged or hostile file can keep a decoder busy for minutes, fill the memory, or end the process
with a fault in native code. In a child process it costs an error for that file and nothing else.
"""

from collections.abc import Callable
from pathlib import Path

from ad_studio.errors import ImageError
from ad_studio.imaging.decode_pool import POOL
from ad_studio.imaging.files import read_bytes
from ad_studio.imaging.loaded_image import LoadedImage


def never() -> bool:
    """What `should_stop` is where nobody can ask to stop."""
    return False


def load_image(path: Path, *, max_side: int | None = None) -> LoadedImage:
    """Read and decode an image file; safe to call from any thread.

    Args:
        path: The file. What it is, is told by its content, not by its name.
        max_side: A hint that this many pixels on the long side are enough: the image is then
            decoded smaller where that is faster. Its long side stays at least `max_side` if the
            original's is; resize afterwards for an exact size. None: all pixels.

    Raises:
        ImageError: The file cannot be read or is not a sound image of a supported kind and size.
    """
    return decode_bytes(read_bytes(path), path=path, max_side=max_side)


def decode_bytes(
    data: bytes,
    *,
    path: Path,
    max_side: int | None = None,
    should_stop: Callable[[], bool] = never,
) -> LoadedImage:
    """Decode the bytes of an image file; safe to call from any thread.

    Args:
        data: The whole file.
        path: Where they came from, for messages.
        max_side: As in `load_image`.
        should_stop: Asked several times a second while the decoder works.

    Raises:
        ImageError: The bytes are not a sound image of a supported kind and size, or decoding them
            takes too long or too much memory.
        Cancelled: `should_stop` turned true.
    """
    try:
        return POOL.decode(data, max_side=max_side, should_stop=should_stop)
    except ImageError as error:
        raise ImageError(error.message, path=path, hint=error.hint) from error
