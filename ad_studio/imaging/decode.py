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
from ad_studio.progress import never


def load_image(
    path: Path, *, max_side: int | None = None, bit_depth: int | None = None
) -> LoadedImage:
    """Read and decode an image file; safe to call from any thread.

    Args:
        path: The file. What it is, is told by its content, not by its name.
        max_side: A hint that as many pixels as a square of this side has are enough: the image is
            then decoded smaller where that is faster, but keeps at least so many of those that it
            has; resize afterwards for an exact size. None: all pixels.
        bit_depth: Of the values in files of more than 8 bits that do not declare it, as it was
            given for the project or its model; None: it was not.

    Raises:
        ImageError: The file cannot be read or is not a sound image of a supported kind and size.
        DepthError: Neither the file nor `bit_depth` says how many bits its values have, or they
            have more than `bit_depth`.
    """
    return decode_bytes(read_bytes(path), path=path, max_side=max_side, bit_depth=bit_depth)


def decode_bytes(
    data: bytes,
    *,
    path: Path,
    max_side: int | None = None,
    bit_depth: int | None = None,
    should_stop: Callable[[], bool] = never,
) -> LoadedImage:
    """Decode the bytes of an image file; safe to call from any thread.

    Args:
        data: The whole file.
        path: Where they came from, for messages.
        max_side: As in `load_image`.
        bit_depth: As in `load_image`.
        should_stop: Asked several times a second while the decoder works.

    Raises:
        ImageError: The bytes are not a sound image of a supported kind and size, or decoding them
            takes too long or too much memory.
        DepthError: As in `load_image`.
        Cancelled: `should_stop` turned true.
    """
    try:
        return POOL.decode(data, max_side=max_side, bit_depth=bit_depth, should_stop=should_stop)
    except ImageError as error:
        raise type(error)(error.message, path=path, hint=error.hint) from error
