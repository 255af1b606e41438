"""Pixel values of more than 8 bits to 8 bits, on a scale that the file or the user declares.

The scale is never taken from the values of one image: a stretch would make it incomparable with
the reference. It is

* the depth that the file declares: BitsPerSample of a packed TIFF, sBIT of a PNG, maxval of a PNM;
* else the bit depth that was given for the images of the project;
* else the full range of the container: 65535 is white (32767 for signed values), and 1.0 for
  floating-point values. 32-bit integers count as 16-bit ones.

Integers that fit into 14 bits are refused where neither the file nor the user says what is white:
that is what 10 to 14 bits of a camera look like that were stored in 16 bits without saying so.
Decoded on the full range, 12 bits would leave 16 grey levels, and no defect would be seen in them.
"""

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from ad_studio.errors import DepthError, ImageError
from ad_studio.imaging.faults import unsupported
from ad_studio.messages import msg

Values = npt.NDArray[Any]
"""[H, W] or [H, W, C] of an integer or floating-point type."""

DEEPEST = 16
"""Bits of a value, at most."""

LEAST_SHARE = 1 / 8
"""Of the range 0 to 1 that floating-point values have to use where no depth is declared."""

_14_BITS = 1 << 14  # cameras deliver up to 14 bits, or 16
_FULL_16 = (1 << DEEPEST) - 1
_FIXED_SCALE = msg("Save it with 8 or 16 bits, on the same fixed scale for all images.")
_AS_GIVEN = msg(
    "Check the setting of the camera. If its images have more bits now, set the reference image "
    "again with that bit depth, and train."
)
_SAY_DEPTH = msg(
    "Say how many bits the camera delivers where you set the reference image (--bit-depth on the "
    "command line), and train; or let the camera save 8 bits, or a kind of file that declares its "
    "depth: TIFF with 10, 12 or 14 bits, PNG with sBIT, PGM with its maxval."
)


def to_8_bit(
    values: Values, *, white: int | None = None, bit_depth: int | None = None
) -> npt.NDArray[np.uint8]:
    """Bring values to 0 (black) to 255 (white).

    Args:
        values: What the file has.
        white: The largest value of the depth that the file declares; None: it declares none.
        bit_depth: The depth that was given for files that declare none, 8 to 16; None: none was.

    Returns:
        uint8 of the same shape; bytes as they are.

    Raises:
        ImageError: Values are outside the scale, or use so little of it that it must be another
            one.
        DepthError: Nothing says what is white, and it seems not to be the largest value of the
            container; or values are above the given depth.
    """
    if values.dtype == np.uint8 and white in (None, 255):
        return np.asarray(values, np.uint8)
    given = bit_depth if white is None else None
    top = _undeclared_white(values.dtype, given) if white is None else white
    least, most = float(values.min()), float(values.max())
    if not (least >= 0 and most <= top):  # NaN lands here, too
        raise _outside(values, least, most, top, given)
    if values.dtype.kind != "f":
        if white is None and given is None and 0 < most < _14_BITS < top:
            raise _unknown(values, most, top)
        return np.asarray(np.take(_table(top), values), np.uint8)
    if white is None and most > 0 and (most < LEAST_SHARE or (given and most <= 1)):
        raise _other_scale(most, top)
    if given is None:
        return np.asarray(np.rint(values * 255), np.uint8)
    return np.asarray(values / (1 << (given - 8)), np.uint8)  # the highest 8 bits, as of integers


def raise_if_deeper(declared: int, bit_depth: int | None) -> None:
    """See to it that a file declares no more bits than were given for the images.

    Args:
        declared: The depth that the file declares.
        bit_depth: The depth that was given; None: none was.

    Raises:
        DepthError: It does: it comes from another camera, or the camera was set otherwise.
    """
    if bit_depth is not None and declared > bit_depth:
        raise DepthError(
            msg(
                "The file declares {declared} bits, and {given} bits were given for these images.",
                declared=declared,
                given=bit_depth,
            ),
            hint=_AS_GIVEN,
        )


def _undeclared_white(kind: np.dtype[Any], given: int | None) -> int:
    """The value that is white where a file declares no depth."""
    if kind.kind == "f":
        return 1 if given is None else (1 << given) - 1
    if kind.kind not in "iu":
        raise unsupported(msg("values of type {kind}", kind=kind.name))
    return min(np.iinfo(kind).max, (1 << (given or DEEPEST)) - 1)


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


def _outside(values: Values, least: float, most: float, top: int, given: int | None) -> ImageError:
    container = values.dtype.itemsize * 8
    if least >= 0 and given is not None:
        return DepthError(
            msg(
                "The brightest value of this image is {most:g}, and the {given} bits that were "
                "given for these images end at {top}.",
                most=most,
                given=given,
                top=top,
            ),
            hint=_AS_GIVEN,
        )
    outside = msg(
        "The values of this {bits}-bit image are outside the range 0 to {top:g}.",
        bits=container,
        top=top,
    )
    if values.dtype.kind == "f" and least >= 0 and most <= _FULL_16:
        return DepthError(outside, hint=_SAY_DEPTH)
    return ImageError(outside, hint=_FIXED_SCALE)


def _other_scale(most: float, white: int) -> ImageError:
    return ImageError(
        msg(
            "The brightest value of this floating-point image is {most:g}, and {white} is white: "
            "it must be on another scale.",
            most=most,
            white=white,
        ),
        hint=_FIXED_SCALE,
    )


def _unknown(values: Values, most: float, white: int) -> DepthError:
    return DepthError(
        msg(
            "The brightest value of this image is {most} of {white}: it seems to hold {bits} bits "
            "in a {container}-bit file that does not say so, and only {levels} grey levels would "
            "be left.",
            most=int(most),
            white=white,
            bits=max(8, int(most).bit_length()),
            container=values.dtype.itemsize * 8,
            levels=int(most * 256 // (white + 1)) + 1,
        ),
        hint=_SAY_DEPTH,
    )
