"""Generated parts on images of 4 000 x 3 000 pixels, and small defects on them of a known size."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

from ad_studio.domain import RgbImage

WIDTH, HEIGHT = 4000, 3000
_CONTRAST = 45  # grey levels between a spot or scratch and what lies around it
_KINDS = ("spot", "scratch", "smear")


@dataclass(frozen=True, slots=True)
class Defect:
    """A painted defect.

    Attributes:
        x: Of its centre, in pixels.
        y: Likewise.
        size: Its largest extent, in pixels.
    """

    x: int
    y: int
    size: int


def fabric() -> Image.Image:
    """A woven cloth: threads about 14 pixels wide, drawn a little out of shape."""
    y, x = np.mgrid[:HEIGHT, :WIDTH].astype(np.float32)
    bend = 6 * _clouds(1, step=400)
    across = np.sin((x + bend) * (2 * math.pi / 14))
    down = np.sin((y - bend) * (2 * math.pi / 14))
    over = np.sign(np.sin((x + bend) * (math.pi / 14)) * np.sin((y - bend) * (math.pi / 14)))
    grey = 120 + 28 * np.where(over > 0, across, down) + 8 * _clouds(2, step=90)
    return _coloured(grey, (1.0, 0.95, 0.8))


def casting() -> Image.Image:
    """A rough cast plate with drilled holes and ribs."""
    grey = 140 + 14 * _clouds(3, step=300) + 9 * _clouds(4, step=5)
    plate = _coloured(grey, (1.0, 1.0, 1.02))
    draw, place = ImageDraw.Draw(plate), np.random.default_rng(5)
    for _ in range(14):
        x, y = int(place.integers(200, WIDTH - 200)), int(place.integers(200, HEIGHT - 200))
        radius = int(place.integers(50, 140))
        draw.circle((x, y), radius + 9, fill=(205, 205, 208))
        draw.circle((x, y), radius, fill=(38, 38, 42))
    for x in (900, 1900, 3100):
        draw.rectangle((x, 0, x + 34, HEIGHT), fill=(172, 172, 176))
    return plate


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the pieces of the board lie, in pixels.

    Attributes:
        tracks: Of each its begin, and how far it goes across and then down.
        pads: Their centres.
        chips: Their upper left corners.
    """

    tracks: list[tuple[int, ...]]
    pads: list[tuple[int, ...]]
    chips: list[tuple[int, ...]]

    @classmethod
    def drawn(cls) -> "_Layout":
        """The same every time."""
        place = np.random.default_rng(8)

        def some(count: int, *ranges: tuple[int, int]) -> list[tuple[int, ...]]:
            return [tuple(int(place.integers(*one)) for one in ranges) for _ in range(count)]

        return cls(
            tracks=some(160, (0, WIDTH), (0, HEIGHT), (150, 900), (-300, 300)),
            pads=some(500, (20, WIDTH - 20), (20, HEIGHT - 20)),
            chips=some(14, (50, WIDTH - 450), (50, HEIGHT - 350)),
        )


CHIP = 400, 260
"""Width and height of a chip of the board, without its pins, in pixels."""


def chips() -> list[tuple[int, int]]:
    """Where the chips of the board lie: their upper left corners."""
    return [(x, y) for x, y in _Layout.drawn().chips]


def board(chips: Sequence[tuple[int, ...]] | None = None) -> Image.Image:
    """A printed board with tracks, pads and chips.

    Args:
        chips: The upper left corners of those that are there; None: where they belong.
    """
    layout = _Layout.drawn()
    board = _coloured(92 + 4 * _clouds(6, step=200) + 3 * _clouds(7, step=4), (0.35, 1.0, 0.6))
    draw = ImageDraw.Draw(board)
    for x, y, far, down in layout.tracks:
        draw.line((x, y, x + far, y, x + far + down, y + down), fill=(70, 150, 95), width=12)
    for x, y in layout.pads:
        draw.circle((x, y), 18, fill=(196, 176, 110))
        draw.circle((x, y), 7, fill=(30, 34, 30))
    for x, y in layout.chips if chips is None else chips:
        for pin in range(x + 10, x + 390, 28):
            draw.rectangle((pin, y - 26, pin + 12, y + 286), fill=(190, 190, 196))
        draw.rectangle((x, y, x + CHIP[0], y + CHIP[1]), fill=(34, 34, 38))
    return board


SCENES: dict[str, Callable[[], Image.Image]] = {
    "fabric": fabric,
    "casting": casting,
    "board": board,
}


def shot(scene: Image.Image, *, seed: int) -> RgbImage:
    """A photograph of a good part: shifted up to 4 pixels, in a little other light, with noise."""
    draw = np.random.default_rng(seed)
    shift = draw.uniform(-4, 4, 2)
    moved = scene.transform(
        scene.size,
        Image.Transform.AFFINE,
        (1, 0, shift[0], 0, 1, shift[1]),
        resample=Image.Resampling.BICUBIC,
    )
    light = draw.uniform(0.97, 1.03)
    noise = draw.normal(0, 3, (HEIGHT, WIDTH, 1)).astype(np.float32)
    return (np.asarray(moved, np.float32) * light + noise).clip(0, 255).astype(np.uint8)


def defects(sizes: tuple[int, ...], *, each: int, seed: int) -> Iterator[Defect]:
    """As many defects of each size, on a grid so that none meets another."""
    draw = np.random.default_rng(seed)
    columns = math.ceil(math.sqrt(len(sizes) * each * WIDTH / HEIGHT))
    rows = math.ceil(len(sizes) * each / columns)
    cells = draw.permutation(columns * rows)[: len(sizes) * each]
    for cell, size in zip(cells, sizes * each, strict=True):
        row, column = divmod(int(cell), columns)
        x, y = (column + draw.uniform(0.3, 0.7)) / columns, (row + draw.uniform(0.3, 0.7)) / rows
        yield Defect(int(x * WIDTH), int(y * HEIGHT), size)


def damage(image: RgbImage, found: Defect, *, seed: int) -> None:
    """Paint a spot, a scratch or a smear into an image."""
    draw = np.random.default_rng((seed, found.x, found.y))
    reach = found.size
    area = np.s_[found.y - reach : found.y + reach, found.x - reach : found.x + reach]
    part = image[area].astype(np.float32)
    kind = _KINDS[int(draw.integers(len(_KINDS)))]
    mask = _mask(kind, found.size, angle=draw.uniform(0, math.pi), part=part.shape[:2])
    if kind == "smear":
        blurred = Image.fromarray(image[area]).filter(ImageFilter.GaussianBlur(found.size / 3))
        target = np.asarray(blurred, np.float32) + draw.choice([-12, 12])
    else:
        target = part + draw.choice([-_CONTRAST, _CONTRAST])
    image[area] = (part + mask[..., None] * (target - part)).clip(0, 255).astype(np.uint8)


def _mask(kind: str, size: int, *, angle: float, part: tuple[int, int]) -> npt.NDArray[np.float32]:
    """How much of the defect each pixel shows, float32 in [0, 1]; drawn at four times the size."""
    height, width = part
    big = Image.new("L", (4 * width, 4 * height))
    draw, centre = ImageDraw.Draw(big), (2 * width, 2 * height)
    along = np.array([math.cos(angle), math.sin(angle)]) * 2 * size
    if kind == "scratch":
        ends = [tuple(centre - along), tuple(centre + along)]
        draw.line(ends, fill=255, width=max(6, size * 4 // 5))
    else:
        draw.ellipse(
            (
                centre[0] - 2 * size,
                centre[1] - 1.4 * size,
                centre[0] + 2 * size,
                centre[1] + 1.4 * size,
            ),
            fill=255,
        )
    small = big.resize((width, height), Image.Resampling.BOX)
    return np.asarray(small, np.float32) / np.float32(255)


def _clouds(seed: int, *, step: int) -> npt.NDArray[np.float32]:
    """Smooth noise of mean 0 and deviation about 1, with features of `step` pixels."""
    size = math.ceil(WIDTH / step) + 1, math.ceil(HEIGHT / step) + 1
    values = np.random.default_rng(seed).normal(0, 1, size[::-1]).astype(np.float32)
    picture = Image.fromarray(values).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
    return np.asarray(picture)


def _coloured(grey: npt.NDArray[np.float32], colour: tuple[float, float, float]) -> Image.Image:
    pixels = grey[..., None] * np.array(colour, np.float32)
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
