"""Pixel values of more than 8 bits to 8 bits, on a scale that the file declares.

The scale is never taken from the values of one image: a stretch would make it incomparable with
the reference. It is

* the depth that the file declares: BitsPerSample of a packed TIFF, sBIT of a PNG, maxval of a PNM;
* else the full range of the container: 65535 is white (32767 for signed values), and 1.0 for
  floating-point values. 32-bit integers count as 16-bit ones.

A container that is used to less than an eighth is refused: that is what 10 to 12 bits of a camera
look like that were stored in 16 bits without saying so. Decoded on the full range they would leave
about 16 grey levels, and no defect would be seen in them.
"""

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from ad_studio.errors import ImageError
from ad_studio.imaging.faults import unsupported
from ad_studio.messages import msg

Values = npt.NDArray[Any]
"""[H, W] or [H, W, C] of an integer or floating-point type."""

LEAST_SHARE = 1 / 8
"""Of the range of a container that an image has to use where the file declares no depth."""

_FULL_16 = 65535


def to_8_bit(values: Values, *, white: int | None = None) -> npt.NDArray[np.uint8]:
    """Bring values to 0 (black) to 255 (white).

    Args:
        values: What the file has.
        white: The largest value of the depth that the file declares; None: it declares none.

    Returns:
        uint8 of the same shape; bytes as they are.

    Raises:
        ImageError: Values are outside the scale, or use so little of it that the true depth must
            be another one.
    """
    if values.dtype == np.uint8 and white in (None, 255):
        return np.asarray(values, np.uint8)
    top = _container_white(values.dtype) if white is None else float(white)
    least, most = float(values.min()), float(values.max())
    if not (least >= 0 and most <= top):  # NaN lands here, too
        raise ImageError(
            msg(
                "The values of this {bits}-bit image are outside the range 0 to {top:g}.",
                bits=values.dtype.itemsize * 8,
                top=top,
            ),
            hint=msg("Save it with 8 or 16 bits, on the same fixed scale for all images."),
        )
    if white is None and 0 < most < top * LEAST_SHARE:
        raise _undeclared(values, most, top)
    found: npt.NDArray[np.uint8]
    if values.dtype.kind == "f":
        found = np.rint(values * 255).astype(np.uint8)
    else:
        found = np.take(_table(int(top)), values)
    return found


def _container_white(kind: np.dtype[Any]) -> float:
    """The value that is white where a file declares no depth."""
    if kind.kind == "f":
        return 1.0
    if kind.kind in "iu":
        return float(min(np.iinfo(kind).max, _FULL_16))
    raise unsupported(msg("values of type {kind}", kind=kind.name))


def png_white(values: Values, significant: int) -> int:
    """Return the value that is white in a 16-bit PNG with an sBIT chunk.

    The standard wants values of fewer bits scaled up to 16, so that the full range is white all
    the same. Cameras also store them as they are. The bits below the significant ones tell: scaled
    values have zeros there or repeat their highest bits. That does not depend on how bright the
    image is.

    Args:
        values: uint16.
        significant: The depth that sBIT declares, 1 to 16.

    Returns:
        65535 for values that were scaled up, else the largest value of the declared depth.
    """
    spare = 16 - significant
    if spare == 0 or int(values.max()) >= 1 << significant:
        return _FULL_16
    low = values & ((1 << spare) - 1)
    # here the highest bits are all zero, and rounding adds at most one
    return _FULL_16 if int(low.max()) <= 1 else (1 << significant) - 1


@cache
def _table(white: int) -> npt.NDArray[np.uint8]:
    """What 0 to `white` become: the highest 8 bits of whole bits, else the nearest values."""
    levels = np.arange(white + 1)
    bits = white.bit_length()
    if bits >= 8 and white == (1 << bits) - 1:
        return (levels >> (bits - 8)).astype(np.uint8)
    return np.rint(levels * 255 / white).astype(np.uint8)


def _undeclared(values: Values, most: float, white: float) -> ImageError:
    if values.dtype.kind == "f":
        return ImageError(
            msg(
                "The brightest value of this floating-point image is {most:g}, and 1 is white: "
                "it must be on another scale.",
                most=most,
            ),
            hint=msg("Save it with 8 or 16 bits, on the same fixed scale for all images."),
        )
    return ImageError(
        msg(
            "The brightest value of this image is {most} of {white}: it seems to hold {bits} bits "
            "in a {container}-bit file that does not say so, and only {levels} grey levels would "
            "be left.",
            most=int(most),
            white=int(white),
            bits=max(8, int(most).bit_length()),
            container=values.dtype.itemsize * 8,
            levels=int(most * 256 // (white + 1)) + 1,
        ),
        hint=msg(
            "Let the camera save 8 bits, or 16 bits over the full range, or a kind of file that "
            "declares its depth: TIFF with 10, 12 or 14 bits, PNG with sBIT, PGM with its maxval."
        ),
    )
