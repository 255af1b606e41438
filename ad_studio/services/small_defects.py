"""The smallest defect that a model detects, and the tiles that a smaller one needs."""

import math
from dataclasses import dataclass

from ad_studio.errors import UsageError
from ad_studio.messages import msg
from ad_studio.tiling import STARTER_PATCH, STARTER_SIDE, Tiling

# Patches along a defect from which on it counts as seen. On generated parts at 4 000 x 3 000 pixels
# (docs/benchmarks.md) defects of two patches were mostly found, of one patch half of them.
PATCHES_WANTED = 2.0
MOST_TILES = 400  # of an image: about a minute on two cores


@dataclass(frozen=True, slots=True)
class Resolution:
    """The resolution at which the starter encodes images of one size.

    Attributes:
        image_size: As `TrainSettings.image_size`.
        tile: Side in pixels of the tiles that an image is cut into; None where it is looked at as
            a whole.
        tiles: How many they are; 1 for the whole image.
        patches: That the smallest defect covers, from end to end.
    """

    image_size: int | None
    tile: int | None
    tiles: int
    patches: float

    @property
    def is_enough(self) -> bool:
        """Whether defects of that size are found as a rule; smaller ones are missed."""
        return self.patches >= PATCHES_WANTED


def as_whole(width: int, height: int, *, smallest: float, image_size: int | None) -> Resolution:
    """The resolution of the whole image without tiles, for a smallest defect.

    Args:
        width: Of the image in pixels.
        height: Likewise.
        smallest: Extent of the defect in pixels of the image.
        image_size: See `TrainSettings.image_size`.
    """
    scale = (image_size or STARTER_SIDE) / math.sqrt(width * height)
    return Resolution(image_size, None, 1, smallest * scale / STARTER_PATCH)


def smallest_seen(width: int, height: int, *, image_size: int | None) -> int:
    """The extent in pixels of the smallest defect that a model sees in the whole image.

    Args:
        width: Of the image in pixels.
        height: Likewise.
        image_size: See `TrainSettings.image_size`.
    """
    return math.ceil(
        PATCHES_WANTED / as_whole(width, height, smallest=1, image_size=image_size).patches
    )


def for_smallest_defect(
    width: int, height: int, *, smallest: float, image_size: int | None
) -> Resolution:
    """The resolution at which the smallest defect is detected, with tiles where needed.

    Args:
        width: Of the reference in pixels.
        height: Likewise.
        smallest: Extent of the defect in pixels of the reference.
        image_size: What is tried first; see `TrainSettings.image_size`.

    Raises:
        UsageError: It is less than a pixel, larger than the image, or would take more than
            `MOST_TILES` tiles.
    """
    if smallest < 1:
        raise UsageError(
            msg("The smallest defect is less than a pixel."), hint=msg("State a larger one.")
        )
    if smallest > math.hypot(width, height):
        raise UsageError(
            msg(
                "A defect of {smallest:g} px is larger than the image of {width} x {height} "
                "pixels.",
                smallest=smallest,
                width=width,
                height=height,
            ),
            hint=msg("State a smaller defect."),
        )
    whole = as_whole(width, height, smallest=smallest, image_size=image_size)
    if whole.is_enough:
        return whole
    scale = PATCHES_WANTED * STARTER_PATCH / smallest
    tiles = Tiling(STARTER_SIDE, STARTER_PATCH).count(
        math.ceil(width * scale), math.ceil(height * scale)
    )
    if tiles > MOST_TILES:
        raise UsageError(
            msg(
                "To see defects of {smallest:g} px, an image of {width} x {height} pixels has "
                "to be cut into {tiles} tiles. The most are {most}.",
                smallest=smallest,
                width=width,
                height=height,
                tiles=tiles,
                most=MOST_TILES,
            ),
            hint=msg("State a larger smallest defect, or photograph a smaller area."),
        )
    side = round(scale * math.sqrt(width * height))
    return Resolution(side, STARTER_SIDE, tiles, PATCHES_WANTED)
