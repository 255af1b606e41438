"""Decoded pixels as Qt images; safe to call from any thread."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

from ad_studio.imaging.decode import decode_bytes
from ad_studio.imaging.files import read_bytes
from ad_studio.imaging.hashing import read_unchanged
from ad_studio.progress import never


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """An image ready to be shown.

    Attributes:
        image: The pixels; may be smaller than the original.
        width: Of the original, in pixels.
        height: Of the original, in pixels.
        memory: What `image` lies in if the memory is not its own; kept alive with it.
    """

    image: QImage
    width: int
    height: int
    memory: npt.NDArray[np.uint8] | None = None

    @property
    def is_full(self) -> bool:
        """True if no pixel of the original was given up."""
        return self.image.width() >= self.width


def decode_picture(
    data: bytes,
    *,
    path: Path,
    max_side: int,
    bit_depth: int | None,
    should_stop: Callable[[], bool] = never,
) -> Picture:
    """Decode an image file to about `max_side` pixels on its long side.

    Args:
        data: The bytes of the file.
        path: For messages.
        max_side: Pixels that are enough.
        bit_depth: That of the reference or model that the file belongs to.
        should_stop: Asked several times a second.

    Raises:
        ImageError: The bytes are not an image.
        Cancelled: `should_stop` turned true.
    """
    loaded = decode_bytes(
        data, path=path, max_side=max_side, bit_depth=bit_depth, should_stop=should_stop
    )
    return Picture(rgb_image(loaded.pixels), loaded.width, loaded.height)


def load_detail(
    path: Path,
    sha256: str,
    *,
    max_side: int,
    bit_depth: int | None,
    should_stop: Callable[[], bool] = never,
) -> Picture:
    """Decode many pixels for one picture on the screen: 3 bytes each, and no copy of them.

    Args:
        path: The file.
        sha256: Of the bytes that it must have; empty where they are not known.
        max_side: Pixels that are enough on the long side.
        bit_depth: As in `decode_picture`.
        should_stop: Asked several times a second.

    Raises:
        ImageError: The file cannot be read, is not an image, or has other bytes than it had.
        Cancelled: `should_stop` turned true.
    """
    data = read_unchanged(path, sha256) if sha256 else read_bytes(path)
    loaded = decode_bytes(
        data, path=path, max_side=max_side, bit_depth=bit_depth, should_stop=should_stop
    )
    pixels = loaded.pixels
    height, width = pixels.shape[:2]
    kind = QImage.Format.Format_RGB888
    image = QImage(pixels.data, width, height, pixels.strides[0], kind)
    return Picture(image, loaded.width, loaded.height, memory=pixels)


def rgb_image(pixels: npt.NDArray[np.uint8]) -> QImage:
    """uint8 [H, W, 3] as a Qt image of its own memory, in the format that the screen wants."""
    return _image(pixels, QImage.Format.Format_RGB888, QImage.Format.Format_RGB32)


def rgba_image(pixels: npt.NDArray[np.uint8]) -> QImage:
    """uint8 [H, W, 4] with straight alpha as a Qt image of its own memory."""
    return _image(pixels, QImage.Format.Format_RGBA8888, QImage.Format.Format_ARGB32_Premultiplied)


def _image(pixels: npt.NDArray[np.uint8], kind: QImage.Format, wanted: QImage.Format) -> QImage:
    pixels = np.ascontiguousarray(pixels)
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, pixels.strides[0], kind).convertToFormat(wanted)
