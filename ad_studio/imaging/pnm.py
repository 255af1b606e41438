"""PNM: raw values with a maximum that the file declares, which Pillow reads one by one."""

import numpy as np
from PIL import Image, ImageFile

from ad_studio.imaging import depth

_FULL_16 = 65535


def read(data: bytes, image: ImageFile.ImageFile, *, bit_depth: int | None) -> Image.Image | None:
    """Read the pixels of a PGM or PPM that are not plain bytes from 0 to 255.

    Args:
        data: The file, known to be whole.
        image: The same, its header read by Pillow.
        bit_depth: As in `decode.load_image`.

    Returns:
        Mode L or RGB; None for files that Pillow reads well.

    Raises:
        ImageError: Values exceed the declared maximum, or use little of 16 bits.
    """
    if image.format != "PPM" or image.mode not in ("I", "L", "RGB"):
        return None
    tile = image.tile[0]
    if tile.args == "I;16B":
        maximum = _FULL_16
    elif tile.codec_name == "ppm" and isinstance(tile.args, tuple):
        maximum = int(tile.args[1])
    else:
        return None
    channels = 1 if image.mode in ("I", "L") else len(image.getbands())
    kind = np.dtype(">u2" if maximum > 255 else "u1")
    values = np.frombuffer(data, kind, image.width * image.height * channels, tile.offset)
    values = values.reshape(image.height, image.width, channels)
    if channels == 1:
        values = values[:, :, 0]
    white = None
    if maximum != _FULL_16:  # which most writers put there, whatever the depth
        white = maximum
        depth.raise_if_deeper(maximum.bit_length(), bit_depth)
    pixels = depth.to_8_bit(values, white=white, bit_depth=bit_depth)
    return Image.fromarray(pixels).convert("L" if channels == 1 else "RGB")
