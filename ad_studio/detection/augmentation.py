"""Augmented copies of the reference: rotated ones for the memory, held-out ones for calibration."""

import io
import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import torch
from PIL import Image, ImageEnhance
from torch import Tensor

from ad_studio.detection.alignment.transform import View
from ad_studio.domain import RgbImage

Pixels = npt.NDArray[np.uint8]
_SUPPORT = 2  # pixels on each side that bicubic sampling looks at
_STRIP = 2048  # rows of a huge image that are worked on at once; pillow takes 4 bytes a pixel


def held_out_views(view: View, count: int, *, seed: int, turn: bool = False) -> Iterator[View]:
    """Copies that differ as two photographs of one good part do; none is put into the memory.

    Shift up to 2 % of the sides, rotation up to 3 degrees, brightness and contrast within 8 %,
    JPEG at quality 70 to 92. Made one by one: large ones would not fit into memory together.

    Args:
        view: Of a good part.
        count: How many.
        seed: Same seed, same views.
        turn: Whether the part may lie at any angle: every second view is then rotated by up to
            180 degrees.
    """
    draw = np.random.default_rng(seed)
    height, width = view.pixels.shape[:2]
    for number in range(count):
        across, down = draw.uniform(-0.02, 0.02, 2) * (width, height)
        shift = round(across), round(down)
        reach = 180 if turn and number % 2 else 3
        degrees = draw.uniform(-reach, reach)
        pixels = rotated(view.pixels, degrees, shift=shift)
        brightness, contrast = draw.uniform(0.92, 1.08, 2)
        photometric_augmentation(pixels, brightness, contrast, quality=int(draw.integers(70, 93)))
        foreground = None
        if view.foreground is not None:
            grey = view.foreground.astype(np.uint8) * 255
            foreground = np.asarray(rotated(grey, degrees, shift=shift) > 127)
        yield View(pixels, foreground)
        del pixels, foreground  # before the next is made


def photometric_augmentation(
    pixels: RgbImage, brightness: float, contrast: float, *, quality: int
) -> None:
    """Change brightness and contrast by factors, then compress as JPEG; works in place.

    Args:
        pixels: uint8 [H, W, 3], writable.
        brightness: As `PIL.ImageEnhance.Brightness` has it.
        contrast: As `PIL.ImageEnhance.Contrast` has it, after that.
        quality: Of the JPEG.
    """
    strips = _strips(len(pixels))
    grey = 0
    for strip in strips:
        lighter = ImageEnhance.Brightness(Image.fromarray(pixels[strip])).enhance(brightness)
        pixels[strip] = np.asarray(lighter)
        grey += int(np.asarray(lighter.convert("L")).sum(dtype=np.int64))
    mean = int(grey / pixels[..., 0].size + 0.5)  # as pillow rounds
    for strip in strips:
        part = Image.fromarray(pixels[strip])
        part = Image.blend(Image.new("RGB", part.size, (mean,) * 3), part, contrast)
        buffer = io.BytesIO()
        part.save(buffer, "JPEG", quality=quality)
        pixels[strip] = np.asarray(Image.open(buffer))


def _strips(rows: int) -> list[slice]:
    return [slice(top, min(top + _STRIP, rows)) for top in range(0, rows, _STRIP)]


def relight(
    image: RgbImage, *, light: float = 1.0, slope: tuple[float, float] = (0, 0)
) -> RgbImage:
    """The image as if it were lit differently.

    Args:
        image: uint8 [H, W, 3].
        light: Factor on all pixel values.
        slope: Linear change of brightness from top to bottom and from left to right: the bottom
            (right) edge is brighter by this share, the top (left) edge darker by it.
    """
    height, width = image.shape[:2]
    down = np.linspace(-slope[0], slope[0], height, dtype=np.float32)
    across = np.linspace(-slope[1], slope[1], width, dtype=np.float32)
    factor = light * (1 + down[:, None] + across)
    return (image * factor[..., None]).clip(0, 255).astype(np.uint8)


def rotations_of(image: RgbImage, count: int) -> Iterator[RgbImage]:
    """The image, then copies rotated by multiples of 360 / `count` degrees; corners mirrored."""
    yield image
    for step in range(1, count):
        yield rotated(image, 360 * step / count)


def rotated(image: Pixels, degrees: float, *, shift: tuple[int, int] = (0, 0)) -> Pixels:
    """Rotate about the centre (counter-clockwise) and shift by pixels, keeping the size.

    The image, uint8 [H, W, 3] or [H, W], is mirrored outwards, as far as is seen of that, so that
    no view shows an empty corner.
    """
    height, width = image.shape[:2]
    angle = math.radians(degrees)
    cosine, sine = round(math.cos(angle), 15), round(math.sin(angle), 15)  # right angles are exact
    wide, high = width / 2 + abs(shift[0]), height / 2 + abs(shift[1])
    across, down = (
        max(0, math.ceil(reach - side / 2) + _SUPPORT)
        for reach, side in (
            (wide * abs(cosine) + high * abs(sine), width),
            (wide * abs(sine) + high * abs(cosine), height),
        )
    )
    margins = ((down, down), (across, across), (0, 0))[: image.ndim]
    padded = Image.fromarray(np.pad(image, margins, mode="symmetric"))
    turned = np.empty_like(image)
    for strip in _strips(height):
        # The corner of the strip as seen from the centre, before it was shifted.
        right, below = -width / 2 - shift[0], strip.start - height / 2 - shift[1]
        matrix = (
            *(cosine, -sine, right * cosine - below * sine + padded.width / 2),
            *(sine, cosine, right * sine + below * cosine + padded.height / 2),
        )
        size = width, strip.stop - strip.start
        turned[strip] = np.asarray(
            padded.transform(size, Image.Transform.AFFINE, matrix, Image.Resampling.BICUBIC)
        )
    return turned


def source_patches(grid: tuple[int, int], degrees: float) -> Tensor:
    """Where the patches of an image rotated by `rotated` come from.

    Args:
        grid: Rows and columns of patches.
        degrees: By which it was rotated.

    Returns:
        For each patch of the rotated image, the number of the patch of the image itself that lies
        there, int64 [P]; mirrored where it comes from outside.
    """
    rows, columns = grid
    y, x = torch.meshgrid(torch.arange(rows), torch.arange(columns), indexing="ij")
    down, right = y.flatten() - (rows - 1) / 2, x.flatten() - (columns - 1) / 2
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    column = _mirrored(right * cosine - down * sine + (columns - 1) / 2, columns)
    row = _mirrored(right * sine + down * cosine + (rows - 1) / 2, rows)
    return row * columns + column


def _mirrored(places: Tensor, count: int) -> Tensor:
    """Round to 0 ... count - 1, reflecting what lies outside (the edge itself twice)."""
    around = places.round().long() % (2 * count)
    return torch.where(around < count, around, 2 * count - 1 - around)
