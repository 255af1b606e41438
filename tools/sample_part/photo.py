"""Lights, table and camera: from a surface to a photograph."""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from tools.sample_part.fields import blur, noise, shifted, smooth

METAL = np.array([0.93, 0.945, 0.965])
TABLE = np.array([0.085, 0.098, 0.112])

_LIGHTS = (  # direction x, y of the mirror-like normal; width; strength
    (-0.24, -0.30, 0.14, 2.4),
    (0.36, -0.10, 0.12, 1.1),
    (0.05, 0.42, 0.16, 0.5),
    (-0.80, -1.00, 0.55, 1.0),  # bright wall: glints on edges that face it
)
_SPREAD = np.array([-0.42, -0.27, -0.14, 0.0, 0.14, 0.27, 0.42])
_WEIGHTS = np.exp(-((_SPREAD / 0.24) ** 2) / 2)


@dataclass
class Shot:
    """What differs from photograph to photograph.

    Attributes:
        gain: Brightness.
        warmth: Colour of the light, 0 neutral.
        light_x: Displacement of the lights.
        light_y: Likewise.
        focus: Blur in pixels of the final image.
    """

    gain: float = 1.0
    warmth: float = 0.0
    light_x: float = 0.0
    light_y: float = 0.0
    focus: float = 0.55


def develop(surface, shot, *, rng, pixel, scale, paint=None):
    """Photograph a surface.

    Args:
        surface: A `flange.Surface`.
        shot: This photograph.
        rng: Of the table's texture and the camera's noise.
        pixel: Size of a pixel of the surface in length units.
        scale: Pixels of the surface per pixel of the photograph.
        paint: Function that changes the metal's colour [H, W, 3] before light falls on it.

    Returns:
        uint8 [H / scale, W / scale, 3].
    """
    gy, gx = np.gradient(surface.height, pixel)
    nx, ny = surface.tilt_x - gx, surface.tilt_y - gy
    reflected = _reflected(nx, ny, surface, shot)
    steep = np.hypot(gx, gy)
    crease = blur(surface.height, 8) - surface.height
    light = reflected * (1 - 0.35 * smooth(0.0, 0.05, crease)) * (1 - 0.2 * smooth(0.5, 3, steep))
    light *= 1 - 0.45 * _boss_shadow(surface, scale)
    light *= 1 - 0.5 * surface.marking
    metal = light[..., None] * METAL
    if paint is not None:
        metal = paint(metal)
    table = _table(surface, rng, scale)
    scene = metal * surface.inside[..., None] + table * (1 - surface.inside[..., None])
    return _expose(scene, shot, rng, scale)


def _reflected(nx, ny, surface, shot):
    """Light from the lamps, spread across the tool's grooves."""
    total = np.full(nx.shape, 0.11)
    for spread, weight in zip(_SPREAD, _WEIGHTS / _WEIGHTS.sum(), strict=True):
        mx = nx + spread * surface.across_x
        my = ny + spread * surface.across_y
        for x, y, width, strength in _LIGHTS:
            distance = (mx - x - shot.light_x) ** 2 + (my - y - shot.light_y) ** 2
            total += weight * strength * np.exp(-distance / (2 * width**2))
    return total


def _boss_shadow(surface, scale):
    cast = shifted(surface.boss, 9 * scale, 11 * scale)
    return blur(cast, 2.5 * scale) * (1 - surface.boss)


def _table(surface, rng, scale):
    """A matt grey mat with the part's shadow; through the holes it is seen in shade."""
    shape = surface.inside.shape
    body = np.maximum(surface.inside, surface.hole)
    cast = blur(shifted(body, 12 * scale, 15 * scale), 9 * scale)
    contact = blur(body, 5 * scale)
    shade = (1 - 0.55 * cast) * (1 - 0.45 * contact)
    lit = surface.hole * shifted(surface.hole, 7 * scale, 9 * scale)
    through = 0.10 + 0.30 * blur(lit, 1.5 * scale)
    shade = shade * (1 - surface.hole) + through * surface.hole
    weave = 1 + 0.035 * noise(rng, shape, 1.2 * scale) + 0.03 * noise(rng, shape, 25 * scale)
    return TABLE * (shade * weave)[..., None]


def _expose(scene, shot, rng, scale):
    height, width = scene.shape[:2]
    small = scene.reshape(height // scale, scale, width // scale, scale, 3).mean(axis=(1, 3))
    small = np.stack([blur(small[..., c], shot.focus) for c in range(3)], axis=-1)
    rows, columns = small.shape[:2]
    y, x = np.mgrid[-1 : 1 : rows * 1j, -1 : 1 : columns * 1j]
    small *= (1 - 0.10 * (x**2 + y**2) / 2)[..., None] * shot.gain
    small *= 1 + shot.warmth * np.array([1, 0.1, -1])
    film = np.clip(small, 0, None)
    film = 1.25 * film * (1 + film / 4) / (1 + film)  # highlights roll off
    values = 255 * film ** (1 / 1.9)
    grain = rng.standard_normal((rows, columns, 1)) + 0.5 * rng.standard_normal(small.shape)
    values += grain * (0.7 + 0.9 * np.sqrt(np.clip(values, 0, None) / 255))
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


def save(pixels, path):
    """Write a photograph as a camera would: JPEG of high quality without colour subsampling."""
    Image.fromarray(pixels).save(path, quality=92, subsampling=0, optimize=True)
