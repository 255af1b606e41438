"""Building blocks on float arrays: noise, blur, strokes, shapes, warps."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

Floats = NDArray[np.floating[Any]]
Field = Floats  # [H, W]
Picture = Floats  # [H, W, 3], 0..1
Rng = np.random.Generator
Size = tuple[int, int]  # height, width


def resize(field: Field, size: Size) -> Field:
    """Bicubic resize of a field."""
    image = Image.fromarray(np.ascontiguousarray(field, dtype=np.float32))
    return np.array(image.resize((size[1], size[0]), Image.Resampling.BICUBIC), np.float32)


def unit(field: Field) -> Field:
    """Rescale a field to 0..1 by its 1st and 99th percentiles."""
    sample = field[::4, ::4]
    low, high = np.percentile(sample, (1, 99))
    return np.clip((field - low) / max(high - low, 1e-6), 0, 1).astype(np.float32)


def noise(rng: Rng, size: Size, cell: tuple[float, float]) -> Field:
    """Smooth noise of about unit spread, correlated over `cell` = (height, width) pixels."""
    grid = [max(2, round(s / max(c, 1.0)) + 1) for s, c in zip(size, cell, strict=True)]
    return resize(rng.standard_normal(grid), size)


def fractal(rng: Rng, size: Size, cell: float, *, octaves: int = 5, rough: float = 0.55) -> Field:
    """Sum of noises of halving cell and shrinking strength, 0..1."""
    total = np.zeros(size, np.float32)
    strength = 1.0
    for _ in range(octaves):
        total += strength * noise(rng, size, (cell, cell))
        cell, strength = cell / 2, strength * rough
        if cell < 1:
            break
    return unit(total)


def blur(field: Floats, sigma: float) -> Floats:
    """Gaussian blur of [H, W] or [H, W, 3] with reflecting edges; wide ones on a smaller copy."""
    if sigma < 0.2:
        return field
    if sigma > 3 and field.ndim == 2:
        size = field.shape[0], field.shape[1]
        shrink = sigma / 1.5
        small = Image.fromarray(np.ascontiguousarray(field)).resize(
            (max(2, round(size[1] / shrink)), max(2, round(size[0] / shrink))),
            Image.Resampling.BOX,
        )
        return resize(blur(np.asarray(small, np.float32), 1.5), size)
    reach = int(2.5 * sigma) + 1
    taps = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    taps = (taps / taps.sum()).astype(np.float32)
    for axis in (0, 1):
        widths = [(reach, reach) if a == axis else (0, 0) for a in range(field.ndim)]
        padded = np.pad(field, widths, mode="symmetric")
        length = field.shape[axis]
        field = np.zeros_like(field)
        for k, tap in enumerate(taps):
            field += tap * (padded[k : k + length] if axis == 0 else padded[:, k : k + length])
    return field


def grid(size: Size) -> tuple[Field, Field]:
    """Pixel coordinates (y, x)."""
    y, x = np.mgrid[: size[0], : size[1]]
    return y.astype(np.float32), x.astype(np.float32)


def turned(size: Size, centre: tuple[float, float], angle: float) -> tuple[Field, Field]:
    """Coordinates (across, along) in pixels of a frame at `centre` (y, x) turned by `angle`."""
    y, x = grid(size)
    y, x = y - np.float32(centre[0]), x - np.float32(centre[1])
    c, s = np.float32(np.cos(angle)), np.float32(np.sin(angle))
    return c * y - s * x, s * y + c * x


def step(distance: Field, softness: float = 0.8) -> Field:
    """Coverage 0..1 from a signed distance in pixels, positive inside."""
    return np.clip(distance / (2 * softness) + 0.5, 0, 1)


def sample(array: Floats, y: Field, x: Field) -> Floats:
    """Bilinear samples of [H, W] or [H, W, 3] at pixel coordinates, edges repeated."""
    h, w = array.shape[:2]
    y, x = np.clip(y, 0, h - 1.001), np.clip(x, 0, w - 1.001)
    y0, x0 = y.astype(np.intp), x.astype(np.intp)
    fy, fx = y - y0, x - x0
    if array.ndim == 3:
        fy, fx = fy[..., None], fx[..., None]
    top = array[y0, x0] * (1 - fx) + array[y0, x0 + 1] * fx
    bottom = array[y0 + 1, x0] * (1 - fx) + array[y0 + 1, x0 + 1] * fx
    return (top * (1 - fy) + bottom * fy).astype(np.float32)


def stroke(
    size: Size, lines: Sequence[Sequence[tuple[float, float]]], widths: Sequence[float]
) -> Field:
    """Anti-aliased polylines of (y, x) points, each with its own width in pixels; 0..1."""
    up = 3
    image = Image.new("L", (size[1] * up, size[0] * up))
    draw = ImageDraw.Draw(image)
    for line, width in zip(lines, widths, strict=True):
        points = [(x * up, y * up) for y, x in line]
        draw.line(points, fill=255, width=max(1, round(width * up)), joint="curve")
    small = image.resize((size[1], size[0]), Image.Resampling.BOX)
    return np.asarray(small, np.float32) / 255


def walk(
    rng: Rng, start: tuple[float, float], angle: float, length: float, *, wander: float
) -> list[tuple[float, float]]:
    """A wandering path of (y, x) points; `wander` is the turn per step in radians."""
    y, x = start
    points = [(y, x)]
    pace = max(1.5, length / 40)
    turn = 0.0
    for _ in range(max(2, int(length / pace))):
        turn = 0.7 * turn + wander * rng.standard_normal()
        angle += turn
        y, x = y + pace * np.sin(angle), x + pace * np.cos(angle)
        points.append((y, x))
    return points


def blob(
    rng: Rng,
    size: Size,
    centre: tuple[float, float],
    radius: float,
    *,
    rough: float = 0.35,
    stretch: float = 1.0,
) -> Field:
    """Signed distance (about pixels, positive inside) of an irregular closed shape."""
    angle = rng.uniform(0, np.pi)
    waves = [(k, rough * rng.uniform(-1, 1) / k, rng.uniform(0, 6.3)) for k in range(2, 8)]
    reach = int(radius * np.sqrt(stretch) * (1.2 + rough)) + 24
    top, left = (max(0, int(c) - reach) for c in centre)
    bottom, right = (min(s, int(c) + reach) for c, s in zip(centre, size, strict=True))
    out = np.full(size, -3 * radius - 40, np.float32)
    if bottom <= top or right <= left:
        return out
    local = (centre[0] - top, centre[1] - left)
    v, u = turned((bottom - top, right - left), local, angle)
    v, u = v * np.float32(np.sqrt(stretch)), u / np.float32(np.sqrt(stretch))
    theta = np.arctan2(v, u)
    edge = np.ones_like(theta)
    for k, strength, phase in waves:
        edge += np.float32(strength) * np.cos(k * theta + np.float32(phase))
    out[top:bottom, left:right] = radius * edge - np.hypot(v, u)
    return out


def shade(height: Field, light: float, strength: float) -> Field:
    """Brightness factor around 1 of a relief lit from direction `light` (radians)."""
    dy, dx = np.gradient(height)
    slope = np.sin(light) * dy + np.cos(light) * dx
    return np.clip(1 + strength * slope, 0.25, 1.9).astype(np.float32)


def mix(under: Picture, over: Picture, alpha: Field) -> Picture:
    """Alpha blend."""
    a = alpha[..., None]
    return (under * (1 - a) + over * a).astype(np.float32)
