"""Generated images of good things, which stand in where there is no image of a good part."""

import numpy as np
from PIL import Image

from ad_studio import paths
from ad_studio.domain import InputSize, RgbImage
from ad_studio.errors import AdStudioError
from ad_studio.messages import msg

FOLDER = "generated_good"


def generated_good(input_size: InputSize) -> list[RgbImage]:
    """Read the shipped images, drawn by `tools.generated_set`.

    Args:
        input_size: From width and height of an image to those at which it is wanted.

    Returns:
        uint8 [H, W, 3] each, in the order of their names.

    Raises:
        AdStudioError: They are missing; the installation is incomplete.
    """
    folder = paths.resources() / FOLDER
    found: list[RgbImage] = []
    for path in sorted(folder.glob("*.jpg")):
        with Image.open(path) as image:
            size = input_size(*image.size)
            resized = image.convert("RGB").resize(size, Image.Resampling.BICUBIC)
        found.append(np.asarray(resized))
    if not found:
        raise AdStudioError(
            msg("The program's own files are missing."),
            path=folder,
            hint=msg("Install the program again."),
        )
    return found
