"""Zones on a picture that is stored: outlines with their names."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from ad_studio import paths
from ad_studio.domain import RgbImage
from ad_studio.imaging.hatch import DARK, LIGHT, without_edge

_FONT, _WIDE_FONT = "DejaVuSans.ttf", "DroidSansFallbackFull.ttf"
_WIDE_FROM = "\u2e80"  # from here on characters are East Asian
_SIZE = 14  # of the names, in pixels
_INSET = 3  # pixels around a name


def outlined(image: RgbImage, zones: Mapping[str, npt.NDArray[np.bool_]]) -> RgbImage:
    """Outline zones, light within dark so that any ground shows them, and write their names.

    Args:
        image: uint8 [H, W, 3].
        zones: Where they are, bool [H, W], by their names.

    Returns:
        A picture of its own.
    """
    out = image.copy()
    for mask in zones.values():
        inner = without_edge(mask)
        out[mask & ~inner] = DARK
        out[inner & ~without_edge(inner)] = LIGHT
    picture = Image.fromarray(out)
    draw = ImageDraw.Draw(picture)
    for name, mask in zones.items():
        rows, columns = np.nonzero(mask)
        if len(rows):
            _write(draw, name, left=int(columns.min()), top=int(rows.min()))
    return np.asarray(picture)


def _write(draw: ImageDraw.ImageDraw, name: str, *, left: int, top: int) -> None:
    """Write a name on dark ground, within the corner of its zone."""
    file = _WIDE_FONT if max(name) >= _WIDE_FROM else _FONT
    font = ImageFont.truetype(paths.resources() / "fonts" / file, _SIZE)
    place = (left + 2 * _INSET, top + 2 * _INSET)
    west, north, east, south = draw.textbbox(place, name, font=font)
    draw.rectangle((west - _INSET, north - _INSET, east + _INSET, south + _INSET), fill=DARK)
    draw.text(place, name, fill=LIGHT, font=font)
