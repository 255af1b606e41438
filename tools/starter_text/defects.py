"""Synthetic defects with exact masks.

Every painter takes a `Canvas` (a scene, its rendered picture, where the part is) and returns the
damaged picture with the coverage of its change, or None where the scene offers no place for it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from tools.starter_text.fields import (
    Field,
    Picture,
    Rng,
    blob,
    blur,
    fractal,
    grid,
    mix,
    noise,
    sample,
    shade,
    step,
    stroke,
    walk,
)
from tools.starter_text.phrases import TYPES
from tools.starter_text.scenes import Camera, Layer, Scene
from tools.starter_text.textures import cells, colour, surface

IGNORED = 255
VISIBLE = 0.02  # least mean change (of 1) of a defect's core that still counts


@dataclass
class Canvas:
    """What a painter works on."""

    scene: Scene
    picture: Picture
    rng: Rng

    @property
    def size(self) -> tuple[int, int]:
        """Height and width."""
        return self.picture.shape[0], self.picture.shape[1]

    def spot(self) -> tuple[float, float]:
        """A point (y, x) on the part."""
        inside = np.flatnonzero(self.scene.foreground > 0.9)
        if not len(inside):
            inside = np.arange(self.scene.foreground.size)
        y, x = np.unravel_index(int(self.rng.choice(inside)), self.size)
        return float(y), float(x)

    def rim(self) -> tuple[float, float] | None:
        """A point on the outline of the part, if it has one in the frame."""
        edge = np.abs(self.scene.foreground - 0.5) < 0.4
        edge[:4] = edge[-4:] = False
        edge[:, :4] = edge[:, -4:] = False
        found = np.flatnonzero(edge)
        if len(found) < 20:
            return None
        y, x = np.unravel_index(int(self.rng.choice(found)), self.size)
        return float(y), float(x)

    def extent(self, low: float, high: float) -> float:
        """A log-uniform length in pixels between two shares of the short side."""
        short = min(self.size)
        return short * float(np.exp(self.rng.uniform(np.log(low), np.log(high))))

    def tone(self, at: tuple[float, float], least: float = 0.06) -> Picture:
        """A colour that differs from the picture's at a point."""
        own = self.picture[int(at[0]), int(at[1])]
        kind = self.rng.random()
        for _ in range(8):
            if kind < 0.45:
                shift = self.rng.choice([-1, -1, 1]) * self.rng.uniform(least, 0.5)
                tone = own * (1 + shift) + shift * 0.1
            else:
                tone = colour(self.rng, vivid=0.7 if kind > 0.7 else 0.15)
            tone = np.clip(tone, 0, 1).astype(np.float32)
            if np.abs(tone - own).mean() > least:
                break
        return tone


Painted = tuple[Picture, Field] | None


def _strokes(
    canvas: Canvas,
    lines: list[list[tuple[float, float]]],
    widths: list[float],
    tone: Picture,
    strength: float,
) -> Painted:
    alpha = stroke(canvas.size, lines, widths) * strength
    return mix(canvas.picture, tone, alpha), alpha


def scratch(canvas: Canvas) -> Painted:
    """Thin lines, one or a bundle, brighter or darker."""
    rng, at = canvas.rng, canvas.spot()
    angle, wander = rng.uniform(0, 6.3), rng.choice([0.0, 0.02, 0.08])
    lines, widths = [], []
    for _ in range(int(rng.choice([1, 1, 2, 4, 8]))):
        start = (at[0] + rng.normal(0, 6), at[1] + rng.normal(0, 6))
        lines.append(
            walk(rng, start, angle + rng.normal(0, 0.15), canvas.extent(0.06, 0.6), wander=wander)
        )
        widths.append(canvas.extent(0.002, 0.012))
    return _strokes(canvas, lines, widths, canvas.tone(at, 0.12), rng.uniform(0.35, 1))


def crack(canvas: Canvas) -> Painted:
    """Dark branching lines that thin out, or a gap through the whole part."""
    if canvas.rng.random() < 0.25 and (gaping := _split(canvas)):
        return gaping
    rng, at = canvas.rng, canvas.spot()
    length, width = canvas.extent(0.08, 0.6), canvas.extent(0.003, 0.014)
    lines = [walk(rng, at, rng.uniform(0, 6.3), length, wander=rng.uniform(0.15, 0.45))]
    widths = [width]
    for _ in range(int(rng.integers(0, 5))):
        trunk = lines[0]
        start = trunk[rng.integers(len(trunk))]
        lines.append(
            walk(rng, start, rng.uniform(0, 6.3), length * rng.uniform(0.2, 0.6), wander=0.35)
        )
        widths.append(width * 0.6)
    dark = canvas.picture[int(at[0]), int(at[1])] * rng.uniform(0, 0.55)
    return _strokes(canvas, lines, widths, dark.astype(np.float32), rng.uniform(0.5, 1))


def _split(canvas: Canvas) -> Painted:
    """A gap that runs in from the outline and opens onto the background."""
    rng, at = canvas.rng, canvas.rim()
    if at is None:
        return None
    y, x = grid(canvas.size)
    inside = canvas.scene.foreground
    middle = ((y * inside).sum() / inside.sum(), (x * inside).sum() / inside.sum())
    angle = np.arctan2(middle[0] - at[0], middle[1] - at[1]) + rng.normal(0, 0.4)
    path = walk(rng, at, angle, canvas.extent(0.1, 0.6), wander=rng.uniform(0.1, 0.4))
    width = canvas.extent(0.01, 0.08)
    pieces = [[a, b] for a, b in pairwise(path)]
    widths = [width * (1 - 0.9 * k / len(pieces)) for k in range(len(pieces))]
    gap = stroke(canvas.size, pieces, widths)
    return _uncover(canvas, gap), gap * inside


def _uncover(canvas: Canvas, gap: Field) -> Picture:
    """The scene with the part cut away inside `gap`."""
    back, *rest = canvas.scene.layers
    layers = [back, *(replace(la, alpha=la.alpha * (1 - gap)) for la in rest)]
    return replace(canvas.scene, layers=layers).render()


def cut(canvas: Canvas) -> Painted:
    """A slit with a dark core and a lit lip."""
    rng, at = canvas.rng, canvas.spot()
    line = walk(rng, at, rng.uniform(0, 6.3), canvas.extent(0.06, 0.4), wander=0.05)
    width = canvas.extent(0.008, 0.03)
    core = stroke(canvas.size, [line], [width])
    lip = stroke(canvas.size, [[(y + width * 0.6, x + width * 0.4) for y, x in line]], [width])
    picture = mix(
        canvas.picture,
        np.clip(canvas.picture * rng.uniform(1.1, 1.6) + 0.05, 0, 1),
        lip * rng.uniform(0, 0.9),
    )
    picture = mix(picture, canvas.picture * rng.uniform(0, 0.5), core)
    return picture, np.maximum(core, lip * 0.5)


def _patch(
    canvas: Canvas, low: float, high: float, *, rough: float = 0.6, soft: float = 1.0
) -> tuple[Field, tuple[float, float]]:
    at = canvas.spot()
    radius = canvas.extent(low, high)
    shape = blob(
        canvas.rng,
        canvas.size,
        at,
        radius,
        rough=rough,
        stretch=canvas.rng.choice([1.0, canvas.rng.uniform(1, 5)]),
    )
    if canvas.rng.random() < 0.5:
        shape = shape + radius * 0.25 * noise(canvas.rng, canvas.size, (radius / 2, radius / 2))
    return step(shape, max(0.7, soft)), at


def stain(canvas: Canvas) -> Painted:
    """A soft or ringed change of tone that lets the texture through."""
    rng = canvas.rng
    alpha, at = _patch(canvas, 0.02, 0.2, soft=rng.choice([1.0, 4.0, 10.0]))
    if rng.random() < 0.3:
        ringed = np.clip(alpha - 0.75 * blur(alpha, canvas.extent(0.008, 0.03)), 0, 1)
        alpha = np.clip(ringed * 2 + alpha * 0.3, 0, 1)
    alpha = alpha * (0.5 + 0.5 * fractal(rng, canvas.size, canvas.extent(0.03, 0.2)))
    strength = rng.uniform(0.3, 0.95)
    if rng.random() < 0.5:
        tint = np.clip(canvas.picture * canvas.tone(at) * 2, 0, 1)
        return mix(canvas.picture, tint, alpha * strength), alpha
    return mix(canvas.picture, canvas.tone(at, 0.12), alpha * strength), alpha


def hole(canvas: Canvas) -> Painted:
    """A dark opening, a pit, or a view of what lies behind."""
    rng = canvas.rng
    alpha, at = _patch(canvas, 0.01, 0.1, rough=0.5, soft=rng.uniform(0.7, 2))
    if rng.random() < 0.25:
        behind = surface(rng, canvas.size) * rng.uniform(0.3, 1)
    else:
        dark = canvas.picture[int(at[0]), int(at[1])] * rng.uniform(0, 0.45)
        behind = np.broadcast_to(dark, canvas.picture.shape)
    depth = shade(blur(alpha, 2.0) * 6, rng.uniform(0, 6.3), rng.uniform(0, 0.6))[..., None]
    picture = mix(np.clip(canvas.picture * depth, 0, 1), behind, alpha)
    return picture, alpha


def spot(canvas: Canvas) -> Painted:
    """Opaque drops of colour, print or paint."""
    rng = canvas.rng
    alpha, at = _patch(canvas, 0.01, 0.13, soft=rng.uniform(0.7, 3))
    for _ in range(int(rng.choice([0, 0, 1, 4]))):
        near_by = (at[0] + rng.normal(0, 25), at[1] + rng.normal(0, 25))
        drop = blob(rng, canvas.size, near_by, canvas.extent(0.005, 0.03), rough=0.3)
        alpha = np.maximum(alpha, step(drop))
    return mix(canvas.picture, canvas.tone(at, 0.12), alpha * rng.uniform(0.6, 1)), alpha


def foreign(canvas: Canvas) -> Painted:
    """A piece of another material, or of another place, lying on the part."""
    rng = canvas.rng
    alpha, _ = _patch(canvas, 0.015, 0.15, rough=rng.choice([0.2, 0.9]))
    if rng.random() < 0.3:
        shift = rng.integers(30, 200, 2)
        other = np.roll(canvas.picture, tuple(shift), axis=(0, 1))
        other = np.rot90(other, 2) if rng.random() < 0.5 else other
    else:
        other = surface(rng, canvas.size)
    picture = canvas.picture
    if rng.random() < 0.5:
        picture = picture * (1 - 0.5 * blur(np.roll(alpha, (3, 3), axis=(0, 1)), 3)[..., None])
    return mix(picture, other, alpha), alpha


def _repaint(canvas: Canvas, layers: list[Layer]) -> Painted:
    """The scene with other layers; the mask is what changed."""
    picture = replace(canvas.scene, layers=layers).render()
    change = np.abs(picture - canvas.scene.render()).max(axis=-1)
    alpha = np.clip(blur(np.clip(change / 0.06, 0, 1), 1.5) * 1.5, 0, 1)
    return picture, alpha


def _movable(canvas: Canvas) -> int | None:
    found = [k for k, layer in enumerate(canvas.scene.layers) if layer.movable]
    return int(canvas.rng.choice(found)) if len(found) > 1 else None


def missing(canvas: Canvas) -> Painted:
    """One of several pieces is not there."""
    k = _movable(canvas)
    if k is None:
        return None
    layers = list(canvas.scene.layers)
    del layers[k]
    return _repaint(canvas, layers)


def displaced(canvas: Canvas) -> Painted:
    """A piece is shifted and turned, or two areas of a surface do not meet."""
    rng, k = canvas.rng, _movable(canvas)
    y, x = grid(canvas.size)
    if k is not None and rng.random() < 0.7:
        layers = list(canvas.scene.layers)
        old = layers[k]
        weight = old.alpha.sum() + 1e-6
        cy, cx = (y * old.alpha).sum() / weight, (x * old.alpha).sum() / weight
        angle = rng.uniform(0.2, 1.5) * rng.choice([-1, 1])
        dy, dx = rng.normal(0, canvas.extent(0.03, 0.1), 2)
        c, s = np.cos(angle), np.sin(angle)
        sy = c * (y - cy - dy) - s * (x - cx - dx) + cy
        sx = s * (y - cy - dy) + c * (x - cx - dx) + cx
        alpha = sample(old.alpha, sy, sx)
        layers[k] = replace(old, picture=sample(old.picture, sy, sx), alpha=alpha)
        return _repaint(canvas, layers)
    alpha, _ = _patch(canvas, 0.03, 0.15, rough=0.2)
    dy, dx = rng.uniform(0.03, 0.12, 2) * min(canvas.size) * rng.choice([-1, 1], 2)
    moved = sample(canvas.picture, y + dy, x + dx)
    change = np.abs(moved - canvas.picture).mean(axis=-1)
    if (change * alpha).sum() < 0.05 * alpha.sum():
        return None
    return mix(canvas.picture, moved, alpha), alpha


def bend(canvas: Canvas) -> Painted:
    """A local warp of outline or pattern."""
    rng = canvas.rng
    at = canvas.rim()
    if at is None:
        if rng.random() < 0.6:  # hardly to be seen in most materials that fill the frame
            return None
        at = canvas.spot()
    radius = canvas.extent(0.05, 0.2)
    y, x = grid(canvas.size)
    fall = np.exp(-((y - at[0]) ** 2 + (x - at[1]) ** 2) / (2 * (radius / 2) ** 2))
    if rng.random() < 0.6:
        push = radius * rng.uniform(0.25, 0.6)
        a = rng.uniform(0, 6.3)
        sy, sx = y - push * np.sin(a) * fall, x - push * np.cos(a) * fall
    else:
        a = rng.uniform(0.5, 1.6) * rng.choice([-1, 1]) * fall
        c, s = np.cos(a), np.sin(a)
        sy = at[0] + c * (y - at[0]) - s * (x - at[1])
        sx = at[1] + s * (y - at[0]) + c * (x - at[1])
    picture = sample(canvas.picture, sy.astype(np.float32), sx.astype(np.float32))
    change = np.abs(blur((picture - canvas.picture).mean(axis=-1), 1.5))
    reach = (fall > 0.25).astype(np.float32)
    if (change * reach).sum() < 0.02 * reach.sum():
        return None
    alpha = np.clip(blur(np.clip(change / 0.05, 0, 1), radius / 12) * 1.6, 0, 1) * (fall > 0.08)
    return picture, alpha.astype(np.float32)


def dent(canvas: Canvas) -> Painted:
    """A hollow, a bump or a fold seen by its shading."""
    rng, at = canvas.rng, canvas.spot()
    radius = canvas.extent(0.02, 0.12)
    shape = blob(rng, canvas.size, at, radius, rough=0.3, stretch=rng.choice([1, 1, 3, 8]))
    height = blur(step(shape, radius / 3), radius / 6) * radius
    light = shade(height, rng.uniform(0, 6.3), rng.uniform(0.4, 1.5) * rng.choice([-1, 1]))
    picture = np.clip(canvas.picture * light[..., None] + 0.15 * (light[..., None] - 1), 0, 1)
    alpha = np.clip(np.abs(light - 1) / 0.12, 0, 1)
    return picture.astype(np.float32), np.maximum(alpha, step(shape) * 0.6)


def chip(canvas: Canvas) -> Painted:
    """A piece broken off the outline: background or a fracture face shows."""
    rng, at = canvas.rng, canvas.rim()
    if at is None or rng.random() < 0.2:
        return shatter(canvas)
    radius = canvas.extent(0.015, 0.25)
    shape = blob(rng, canvas.size, at, radius, rough=rng.uniform(0.3, 1.0))
    shape = shape + radius * 0.2 * noise(rng, canvas.size, (radius / 3, radius / 3))
    bite = step(shape)
    alpha = bite * canvas.scene.foreground
    if rng.random() < 0.55:
        picture = _uncover(canvas, bite)
        if rng.random() < 0.5:
            lip = np.clip(blur(bite, radius / 12) - bite, 0, 1) * 2 * canvas.scene.foreground
            picture = mix(picture, canvas.tone(at), np.clip(lip, 0, 1))
            alpha = np.maximum(alpha, np.clip(lip, 0, 1))
        return picture, alpha
    return mix(canvas.picture, _fracture(canvas, at, radius), alpha), alpha


def _fracture(canvas: Canvas, at: tuple[float, float], radius: float) -> Picture:
    """The bare face of a break: grainy, or in facets that catch the light."""
    rng = canvas.rng
    if rng.random() < 0.5:
        face = fractal(rng, canvas.size, max(radius / 2, 3), rough=0.8)
        light = shade(face * radius, rng.uniform(0, 6.3), 0.6)
    else:
        y, x = grid(canvas.size)
        border, value = cells(rng, canvas.size, max(radius * rng.uniform(0.2, 0.7), 4))
        bent = 4 * noise(rng, canvas.size, (8, 8))
        light = sample(0.3 + 2.2 * value**3 + 0.3 * step(1.5 - border), y + bent, x - bent)
    own = canvas.picture if rng.random() < 0.4 else canvas.tone(at)
    return np.clip(own * light[..., None] + 0.15 * (light[..., None] - 0.8), 0, 1)


def shatter(canvas: Canvas) -> Painted:
    """A broken area inside the part."""
    alpha, at = _patch(canvas, 0.02, 0.2, rough=0.9)
    return mix(canvas.picture, _fracture(canvas, at, canvas.extent(0.03, 0.15)), alpha), alpha


def contamination(canvas: Canvas) -> Painted:
    """Threads, hairs, fluff, dust, crumbs and shavings on the part."""
    rng, at = canvas.rng, canvas.spot()
    tone = canvas.tone(at, 0.15)
    kind = rng.integers(3)
    if kind == 0:
        count = int(rng.choice([1, 1, 2, 6]))
        lines = [
            walk(
                rng,
                (at[0] + rng.normal(0, 8), at[1] + rng.normal(0, 8)),
                rng.uniform(0, 6.3),
                canvas.extent(0.06, 0.5),
                wander=rng.uniform(0.1, 0.5),
            )
            for _ in range(count)
        ]
        width = canvas.extent(0.003, 0.015)
        shadow = stroke(
            canvas.size, [[(y + 2, x + 2) for y, x in li] for li in lines], [width] * count
        )
        alpha = stroke(canvas.size, lines, [width] * count)
        under = canvas.picture * (1 - rng.uniform(0, 0.5) * shadow[..., None])
        return mix(under, tone, alpha * rng.uniform(0.6, 1)), alpha
    alpha = np.zeros(canvas.size, np.float32)
    spread = canvas.extent(0.01, 0.08)
    for _ in range(int(rng.integers(3, 25) if kind == 1 else rng.integers(1, 4))):
        where = (at[0] + rng.normal(0, spread), at[1] + rng.normal(0, spread))
        radius = canvas.extent(0.004, 0.012) if kind == 1 else canvas.extent(0.01, 0.06)
        alpha = np.maximum(alpha, step(blob(rng, canvas.size, where, radius, rough=1.2)))
    matter = tone * (0.7 + 0.6 * fractal(rng, canvas.size, 4, octaves=2)[..., None])
    return mix(canvas.picture, np.clip(matter, 0, 1), alpha), alpha


def wear(canvas: Canvas) -> Painted:
    """An area gone rough, pitted, rusty, rubbed or flaked."""
    rng = canvas.rng
    alpha, at = _patch(canvas, 0.03, 0.2, rough=1.0, soft=rng.choice([1.0, 6.0]))
    cell = canvas.extent(0.008, 0.04)
    rough = fractal(rng, canvas.size, cell, octaves=4, rough=0.8)
    kind = rng.integers(3)
    if kind == 0:
        alpha = alpha * np.clip((rough - rng.uniform(0.2, 0.6)) * 6, 0, 1)
        matter: Picture | Field = canvas.tone(at, 0.12)
    elif kind == 1:
        rust = np.array([0.5, 0.3, 0.15], np.float32) if rng.random() < 0.6 else canvas.tone(at)
        matter = np.clip(rust * (0.5 + rough[..., None]), 0, 1)
        alpha = alpha * rng.uniform(0.5, 1)
    else:
        light = shade(rough * cell, rng.uniform(0, 6.3), rng.uniform(0.4, 1.2))[..., None]
        flat = blur(canvas.picture, 2.5)
        matter = np.clip(flat * light, 0, 1)
    return mix(canvas.picture, matter, alpha), np.clip(blur(alpha, cell / 3) * 1.5, 0, 1)


PAINTERS: dict[str, Callable[[Canvas], Painted]] = {
    "scratch": scratch,
    "crack": crack,
    "cut": cut,
    "stain": stain,
    "hole": hole,
    "spot": spot,
    "foreign": foreign,
    "displaced": displaced,
    "bend": bend,
    "dent": dent,
    "missing": missing,
    "chip": chip,
    "contamination": contamination,
    "wear": wear,
}
REACHES_BACKGROUND = ("missing", "displaced", "bend", "chip")


def damage(scene: Scene, camera: Camera, rng: Rng, count: int) -> tuple[Picture, np.ndarray]:
    """Photograph a scene with up to `count` defects.

    Returns:
        The picture and its labels (uint8): 0 normal, 1 + index in `TYPES` inside a defect,
        `IGNORED` where a change is too weak to be called either.
    """
    clean = scene.render()
    picture = clean
    labels = np.zeros(clean.shape[:2], np.uint8)
    for _ in range(count):
        kind = TYPES[rng.integers(len(TYPES))]
        painted = PAINTERS[kind](Canvas(scene, picture, rng))
        if painted is None:
            continue
        after, alpha = painted
        if kind not in REACHES_BACKGROUND:
            alpha = alpha * scene.foreground
            after = mix(picture, after, scene.foreground)
        elif picture is not clean:
            after = mix(picture, after, np.clip(alpha * 3, 0, 1))
        core = alpha > 0.35
        if core.sum() < 6:
            continue
        visible = camera.contrast(picture, after)[core].mean() > VISIBLE
        labels[core] = TYPES.index(kind) + 1 if visible else IGNORED
        labels[(alpha > 0.1) & ~core & (labels == 0)] = IGNORED
        picture = after
    return camera.shoot(picture), labels
