"""Synthetic defects painted on the reference: a sanity check right after training."""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

from ad_studio.domain import RgbImage

_OVERSAMPLE = 4
_MARGIN = 8  # pixels around a defect, more than its blurred edge reaches
_Place = Callable[[], tuple[float, float]]


def defect_views(
    image: RgbImage, count: int, *, seed: int, within: npt.NDArray[np.bool_] | None = None
) -> Iterator[RgbImage]:
    """Copies of the image, each with one defect: scratch, spot and moved patch in turn.

    Made one by one: large ones would not fit into memory together.

    Args:
        image: uint8 [H, W, 3].
        count: How many.
        seed: Same seed, same defects.
        within: Where their middles may lie, bool [H, W], somewhere true; None for the middle 60 %
            of the image.

    Yields:
        `count` images of the same shape.
    """
    draw = np.random.default_rng(seed)
    place = partial(_place, draw, image.shape[:2], None if within is None else np.argwhere(within))
    paint = (_scratch, _spot, _moved_patch)
    for i in range(count):
        yield paint[i % len(paint)](image, draw, place)


def _place(
    draw: np.random.Generator, size: tuple[int, int], among: npt.NDArray[np.intp] | None
) -> tuple[float, float]:
    """A point x, y: one of rows and columns [n, 2], or anywhere in the middle of the image."""
    if among is not None:
        row, column = among[draw.integers(len(among))]
        return float(column) + 0.5, float(row) + 0.5
    x, y = draw.uniform(0.2, 0.8, 2)
    return float(x * size[1]), float(y * size[0])


def _blend(
    image: RgbImage,
    outline: npt.NDArray[np.float64],
    draw_mask: Callable[[ImageDraw.ImageDraw, list[tuple[float, float]]], None],
    colour: tuple[int, int, int],
    *,
    thickness: float = 0,
) -> RgbImage:
    """Lay a colour over the image where a mask says so.

    Only what is around the defect is worked on: the mask of all of a huge image would take GBs.

    Args:
        image: It stays as it is.
        outline: Points x, y [n, 2] that the defect lies between.
        draw_mask: Draws it on an oversampled mask, from the points in the pixels of that.
        colour: What is laid over the image.
        thickness: Pixels by which it may reach beyond the points.
    """
    margin = thickness + _MARGIN
    size = np.array(image.shape[1::-1])
    left, top = np.clip(np.floor(outline.min(axis=0) - margin), 0, size).astype(int).tolist()
    right, bottom = np.clip(np.ceil(outline.max(axis=0) + margin), 0, size).astype(int).tolist()
    mask = Image.new("L", ((right - left) * _OVERSAMPLE, (bottom - top) * _OVERSAMPLE))
    points = (outline - (left, top)) * _OVERSAMPLE
    draw_mask(ImageDraw.Draw(mask), [(x, y) for x, y in points.tolist()])
    painted = image.copy()
    base = Image.fromarray(painted[top:bottom, left:right])
    soft = mask.resize(base.size, Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(0.6))
    over = Image.composite(Image.new("RGB", base.size, colour), base, soft)
    painted[top:bottom, left:right] = np.asarray(over)
    return painted


def _contrasting(image: RgbImage, x: float, y: float) -> tuple[int, int, int]:
    """A grey far from the brightness at a place."""
    here = float(image[int(y), int(x)].mean())
    grey = 35 if here > 127 else 220
    return grey, grey, grey


def _scratch(image: RgbImage, draw: np.random.Generator, place: _Place) -> RgbImage:
    height, width = image.shape[:2]
    x, y = place()
    angle, length = draw.uniform(0, np.pi), draw.uniform(0.12, 0.25) * max(width, height)
    bend = draw.uniform(-0.15, 0.15) * length
    along = np.array([np.cos(angle), np.sin(angle)]) * length / 2
    across = np.array([-np.sin(angle), np.cos(angle)]) * bend
    middle = np.array([x, y])
    thickness = max(2, round(0.007 * max(width, height) * _OVERSAMPLE))

    def line(mask: ImageDraw.ImageDraw, points: list[tuple[float, float]]) -> None:
        mask.line(points, fill=230, width=thickness, joint="curve")

    return _blend(
        image,
        np.stack([middle - along, middle + across, middle + along]),
        line,
        _contrasting(image, x, y),
        thickness=thickness / _OVERSAMPLE,
    )


def _spot(image: RgbImage, draw: np.random.Generator, place: _Place) -> RgbImage:
    height, width = image.shape[:2]
    x, y = place()
    a, b = draw.uniform(0.02, 0.045, 2) * max(width, height)

    def ellipse(mask: ImageDraw.ImageDraw, corners: list[tuple[float, float]]) -> None:
        mask.ellipse(corners, fill=210)

    corners = np.array([[x - a, y - b], [x + a, y + b]])
    return _blend(image, corners, ellipse, _contrasting(image, x, y))


def _moved_patch(image: RgbImage, draw: np.random.Generator, place: _Place) -> RgbImage:
    """A piece of the image, turned and put elsewhere with a change of brightness (CutPaste)."""
    height, width = image.shape[:2]
    side = int(draw.uniform(0.08, 0.14) * min(width, height)) + 4
    (x0, y0), (x1, y1) = place(), place()
    left, top = (
        int(min(max(v - side / 2, 0), end - side)) for v, end in ((x0, width), (y0, height))
    )
    piece = Image.fromarray(image[top : top + side, left : left + side]).rotate(90)
    piece = piece.point(lambda v: v * 0.6 if v > 127 else v * 1.2 + 50)
    out = image.copy()
    x, y = int(x1 - side / 2), int(y1 - side / 2)
    seen = np.asarray(piece)[max(-y, 0) : height - y, max(-x, 0) : width - x]
    out[max(y, 0) : max(y, 0) + seen.shape[0], max(x, 0) : max(x, 0) + seen.shape[1]] = seen
    return out
