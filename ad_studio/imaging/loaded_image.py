"""A decoded image."""

from dataclasses import dataclass

from ad_studio.domain import RgbImage


@dataclass(frozen=True, slots=True, eq=False)
class LoadedImage:
    """A decoded image.

    Attributes:
        pixels: uint8 [H, W, 3], RGB; possibly smaller than the original, see `decode.load_image`.
        width: Of the original in pixels, as it is to be seen (after EXIF orientation).
        height: Of the original in pixels, after EXIF orientation.
        levels: How many different grey values there are, counted on some of the pixels before they
            are averaged to a smaller size.
    """

    pixels: RgbImage
    width: int
    height: int
    levels: int
