"""Colours of the heat to choose from.

All of them rise evenly in lightness, so that they keep their order for the colour-blind and in
black and white; all lie on the same absolute scale.
"""

from enum import StrEnum
from functools import cache

import numpy as np
import numpy.typing as npt

from ad_studio.imaging import heat


class ColourMap(StrEnum):
    """The choices; HEAT is what reports have."""

    HEAT = "heat"
    INFERNO = "inferno"
    VIRIDIS = "viridis"
    CIVIDIS = "cividis"


@cache
def colours(choice: ColourMap) -> npt.NDArray[np.uint8]:
    """The colours from the cold end of the scale to the hot one: uint8 [256, 4], opaque RGBA."""
    if choice is ColourMap.HEAT:
        return heat.STANDARD.colours
    import pyqtgraph

    table = pyqtgraph.colormap.get(choice.value).getLookupTable(nPts=256, alpha=True)
    return np.asarray(table, dtype=np.uint8)


def color_map_style(choice: ColourMap, *, only_from: float | None) -> heat.ColorMapStyle:
    """The look of the heat in these colours."""
    return heat.ColorMapStyle(colours(choice), only_from=only_from)
