"""What can go wrong with a flange; every defect knows where it is.

Coordinates are the part's own, see `flange`.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tools.sample_part import flange
from tools.sample_part.fields import noise, smooth


@dataclass
class Damage:
    """What a defect changes.

    Attributes:
        mask: [H, W], above 0.5 where the defect is to be seen.
        height: [H, W], added to the height map.
        edge: [H, W], how far the plate's edge is broken back.
        blind_bolt: Index of the bolt hole that was only begun.
        paint: Changes the metal's colour [H, W, 3].
    """

    mask: np.ndarray
    height: np.ndarray | None = None
    edge: np.ndarray | None = None
    blind_bolt: int | None = None
    paint: Callable[[np.ndarray], np.ndarray] | None = None


def scratch(x, y, rng):
    """Two strokes of something hard across the plate: bright grooves that start and end softly."""
    away, pressed = np.full(x.shape, np.inf), np.zeros(x.shape)
    for offset, first, last, width in ((0.0, 0, 48, 0.0030), (0.045, 14, 40, 0.0012)):
        path = _bent((-1.20 + offset, 0.42), (-0.86, 0.02), (-0.60, -0.74 + offset), 48)
        path = path[first:last]
        stroke = _distance(x, y, path, np.full(len(path), width))
        ends = smooth(-0.78, -0.62, y) * smooth(0.46, 0.30, y)
        pressed = np.maximum(pressed, smooth(0.0055, 0.0, stroke) * (0.35 + 0.65 * ends))
        away = np.minimum(away, stroke)
    fresh = pressed * (0.8 + 0.2 * np.clip(noise(rng, x.shape, 4), -1, 1))
    shade = smooth(0.0055, 0.009, away) * smooth(0.016, 0.010, away)
    return Damage(
        mask=away < 0.010,
        height=-0.004 * pressed,
        paint=lambda metal: metal * (1 - 0.30 * shade)[..., None] + (0.55 * fresh)[..., None],
    )


def stain(x, y, rng):
    """A dried spill, darker towards its rim, partly on the boss."""
    shape = np.hypot((x - 0.68) / 1.25, y + 0.44) + 0.035 * noise(rng, x.shape, 22)
    inside = smooth(0.20, 0.185, shape)
    rim = smooth(0.13, 0.19, shape) * inside
    strength = (0.50 * inside + 0.38 * rim) * (1 + 0.10 * noise(rng, x.shape, 10))
    absorbed = np.array([0.42, 0.66, 0.95])
    return Damage(
        mask=inside > 0.5,
        paint=lambda metal: metal * np.clip(1 - strength[..., None] * absorbed, 0.02, 1),
    )


def chip(x, y, rng):
    """A piece broken out of the plate's lower edge, with a rough fracture behind it."""
    rough = 0.020 * noise(rng, x.shape, 9) + 0.007 * noise(rng, x.shape, 3)
    place = np.abs(x - 0.46 + 0.3 * (y - 1.0))
    bite = (0.16 * smooth(0.27, 0.04, place) + rough * smooth(0.27, 0.2, place)) * (y > 0)
    edge = np.maximum(0, bite)
    depth = -(flange.outline(x, y) + edge)  # how far inside the new edge
    gone = (depth < 0) & (flange.outline(x, y) < 0)
    width = 0.055 + 0.9 * np.clip(rough, -0.02, 0.05)
    face = smooth(1.0, 0.85, depth / width) * (edge > 0.006)
    grains = 0.6 * noise(rng, x.shape, 1.3) + 0.6 * noise(rng, x.shape, 3)
    slope = np.clip(1 - depth / width, 0, 1) * face
    return Damage(
        mask=gone | ((face > 0.5) & (flange.outline(x, y) < 0)),
        height=-0.05 * slope + 0.004 * face * grains,
        edge=edge,
        paint=lambda metal: metal * (1 - face * (0.40 + 0.10 * grains))[..., None],
    )


def crack(x, y, rng):
    """A forked hairline crack from a bolt hole inwards, as after overtightening."""
    trunk = _jagged((0.93, 0.60), (0.60, 0.42), 16, 0.018, rng)
    fork = _jagged(tuple(trunk[9]), (0.83, 0.20), 14, 0.018, rng)
    width = np.linspace(0.0050, 0.0012, 16)
    away = np.minimum(_distance(x, y, trunk, width), _distance(x, y, fork, width[4:]))
    line = smooth(0.0045, 0.0, away)
    return Damage(
        mask=away < 0.010,
        height=-0.006 * line,
        paint=lambda metal: metal * (1 - 0.85 * line)[..., None],
    )


def blind_hole(x, y, rng):  # noqa: ARG001  (like the others)
    """A bolt hole that was begun but not drilled through."""
    cx, cy = flange.BOLTS[0]
    return Damage(mask=np.hypot(x - cx, y - cy) < flange.BOLT_RADIUS, blind_bolt=0)


def dent(x, y, rng):
    """A dent from a fall: a smooth hollow with a raised lip."""
    u = (x - 0.88) * 0.9 + (y - 0.02) * 0.43
    v = (y - 0.02) * 0.9 - (x - 0.88) * 0.43
    reach = np.hypot(u / 0.075, v / 0.105) + 0.05 * noise(rng, x.shape, 14)
    hollow = np.exp(-(reach**2) * 1.1)
    lip = np.exp(-((reach - 1.45) ** 2) * 9)
    return Damage(mask=reach < 1.5, height=-0.020 * hollow + 0.003 * lip)


def _bent(start, middle, end, count):
    """Points on a curve that bends towards `middle`."""
    t = np.linspace(0, 1, count)[:, None]
    points = (1 - t) ** 2 * np.array(start) + 2 * t * (1 - t) * np.array(middle)
    return points + t**2 * np.array(end)


def _jagged(start, end, count, size, rng):
    """Points on the way from start to end that stray sideways."""
    t = np.linspace(0, 1, count)[:, None]
    straying = np.cumsum(rng.standard_normal((count, 2)), axis=0) * size
    straying -= t * straying[-1]
    return np.array(start) * (1 - t) + np.array(end) * t + straying * 0.7


def _distance(x, y, points, half_width):
    """Distance of each pixel to a polyline, less its half width there; 0 on it."""
    best = np.full(x.shape, np.inf)
    for (ax, ay), (bx, by), width in zip(points[:-1], points[1:], half_width, strict=False):
        near = (
            (x > min(ax, bx) - 0.1)
            & (x < max(ax, bx) + 0.1)
            & (y > min(ay, by) - 0.1)
            & (y < max(ay, by) + 0.1)
        )
        px, py = x[near] - ax, y[near] - ay
        dx, dy = bx - ax, by - ay
        t = np.clip((px * dx + py * dy) / (dx * dx + dy * dy), 0, 1)
        away = np.hypot(px - t * dx, py - t * dy) - width
        best[near] = np.minimum(best[near], np.maximum(0, away))
    return best
