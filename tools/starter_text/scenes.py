"""Random normal scenes: surfaces, single parts, assemblies and many parts, as layers."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tools.starter_text.fields import (
    Field,
    Picture,
    Rng,
    Size,
    blob,
    blur,
    grid,
    mix,
    noise,
    shade,
    stroke,
    turned,
    unit,
    walk,
)
from tools.starter_text.fields import step as coverage
from tools.starter_text.textures import body, colour, near, smooth_plastic, surface


@dataclass
class Layer:
    """One sheet of a scene.

    Attributes:
        picture: Colours of the whole frame.
        alpha: Coverage, 0..1.
        movable: Whether it is a piece that can be lost or displaced.
        shadow: Strength of the shadow it throws on what lies below.
    """

    picture: Picture
    alpha: Field
    movable: bool = False
    shadow: float = 0.0


@dataclass
class Scene:
    """A normal scene.

    Attributes:
        layers: From the back to the front; the first fills the frame.
        foreground: Where the inspected part is.
    """

    layers: list[Layer]
    foreground: Field
    light: float = 0.0

    def render(self) -> Picture:
        """Compose the layers."""
        picture = self.layers[0].picture
        for layer in self.layers[1:]:
            if layer.shadow:
                picture = picture * (1 - layer.shadow * cast_shadow(layer.alpha, self.light))
            picture = mix(picture, layer.picture, layer.alpha)
        return np.clip(picture, 0, 1)


def cast_shadow(alpha: Field, light: float) -> Field:
    """A soft copy of a shape, thrown away from the light."""
    far = 0.012 * max(alpha.shape)
    shift = (round(-far * np.sin(light)), round(-far * np.cos(light)))
    thrown = np.roll(alpha, shift, axis=(0, 1))
    return blur(thrown, far)[..., None]


# Outlines: signed distances in pixels, positive inside, of a part of half-size r at a pose.


def disc(rng: Rng, v: Field, u: Field, r: float) -> Field:
    return r - np.hypot(v * rng.choice([1.0, rng.uniform(1, 1.6)]), u)


def ring(rng: Rng, v: Field, u: Field, r: float) -> Field:
    wide = r * rng.uniform(0.12, 0.6)
    return wide / 2 - np.abs(np.hypot(v, u) - (r - wide / 2))


def box(rng: Rng, v: Field, u: Field, r: float) -> Field:
    half = (r * rng.uniform(0.25, 1), r)
    corner = rng.uniform(0, 0.9) * min(half)
    dy, dx = np.abs(v) - half[0] + corner, np.abs(u) - half[1] + corner
    outside = np.hypot(np.maximum(dy, 0), np.maximum(dx, 0))
    return corner - outside - np.minimum(np.maximum(dy, dx), 0)


def capsule(rng: Rng, v: Field, u: Field, r: float) -> Field:
    half = r * rng.uniform(0.2, 0.5)
    return half - np.hypot(v, np.maximum(np.abs(u) - (r - half), 0))


def polygon(rng: Rng, v: Field, u: Field, r: float) -> Field:
    sides = int(rng.integers(3, 9))
    theta = np.mod(np.arctan2(v, u), 2 * np.pi / sides) - np.pi / sides
    outer = r * np.cos(np.pi / sides) - np.hypot(v, u) * np.cos(theta)
    if rng.random() < 0.5:
        outer = np.minimum(outer, np.hypot(v, u) - r * rng.uniform(0.2, 0.6))
    return outer


def gear(rng: Rng, v: Field, u: Field, r: float) -> Field:
    teeth = int(rng.integers(4, 24))
    wave = np.sin(teeth * np.arctan2(v, u)) * rng.uniform(1, 4)
    edge = r * (1 - rng.uniform(0.04, 0.2) * (0.5 - 0.5 * np.clip(wave, -1, 1)))
    outer = edge - np.hypot(v, u)
    return np.minimum(outer, np.hypot(v, u) - r * rng.uniform(0.0, 0.5))


def lump(rng: Rng, v: Field, u: Field, r: float) -> Field:
    theta = np.arctan2(v, u)
    edge = np.ones_like(v)
    rough = rng.uniform(0.05, 0.3)
    for k in range(2, 9):
        edge = edge + rough * rng.uniform(-1, 1) / k * np.cos(k * theta + rng.uniform(0, 6.3))
    return r * edge - np.hypot(v, u)


def screw(rng: Rng, v: Field, u: Field, r: float) -> Field:
    """Side view: head, shaft with thread, tip."""
    head, shaft = r * rng.uniform(0.2, 0.35), r * rng.uniform(0.07, 0.15)
    pitch = rng.uniform(0.05, 0.12) * r
    along = (u + r) / (2 * r)
    width = np.where(along < rng.uniform(0.1, 0.25), head * np.clip(1.3 - 3 * along, 0.5, 1), shaft)
    thread = shaft * 0.25 * np.abs(((u + 0.4 * v) / pitch) % 1 - 0.5)
    width = width + np.where(along > 0.35, thread, 0)
    width = np.where(along > 0.9, width * np.clip((1 - along) / 0.1, 0, 1), width)
    return np.minimum(width - np.abs(v), r - np.abs(u))


def bar(rng: Rng, v: Field, u: Field, r: float) -> Field:
    """A shaft or profile that crosses the frame."""
    return r * rng.uniform(0.3, 0.9) - np.abs(v) + 0 * u


def bracket(rng: Rng, v: Field, u: Field, r: float) -> Field:
    """A plate with holes, slots or a bite that belong there."""
    outer = box(rng, v, u, r)
    for _ in range(int(rng.integers(1, 5))):
        a, b = rng.uniform(-0.8, 0.8, 2) * r
        outer = np.minimum(outer, np.hypot(v - a * 0.6, u - b) - r * rng.uniform(0.06, 0.25))
    return outer


Outline = Callable[[Rng, Field, Field, float], Field]
OUTLINES: tuple[Outline, ...] = (
    disc,
    disc,
    ring,
    box,
    capsule,
    polygon,
    gear,
    lump,
    lump,
    screw,
    screw,
    bar,
    bracket,
)


def relief(rng: Rng, inside: Field, v: Field, light: float) -> Field:
    """Brightness of a solid part: bevelled, domed, turned or flat."""
    size = max(float(inside.max()), 1.0)
    kind = rng.integers(4)
    if kind == 0:
        return np.ones_like(inside)
    if kind == 1:
        height = np.clip(inside / rng.uniform(3, 14), 0, 1) * 6
        return shade(blur(height.astype(np.float32), 1.0), light, rng.uniform(0.15, 0.6))
    if kind == 2:
        height = size * np.sqrt(np.clip(1 - (1 - np.clip(inside / size, 0, 1)) ** 2, 0, 1))
        return shade(blur(height.astype(np.float32), 1.5), light, rng.uniform(0.2, 0.6))
    shine = unit(np.cos(v / size * rng.uniform(1, 5) + rng.uniform(0, 6.3)).astype(np.float32))
    return (rng.uniform(0.5, 0.9) + rng.uniform(0.2, 0.7) * shine**2).astype(np.float32)


def part(
    rng: Rng,
    size: Size,
    outline: Outline,
    centre: tuple[float, float],
    *,
    r: float,
    angle: float,
    light: float,
) -> tuple[Layer, Field]:
    """One solid part as a layer, and its signed distance."""
    v, u = turned(size, centre, angle)
    inside = outline(rng, v, u, r).astype(np.float32)
    picture: Picture = body(rng, size) * relief(rng, inside, v, light)[..., None]
    if rng.random() < 0.3:
        picture = bands(rng, picture, inside if rng.random() < 0.7 else np.abs(v))
    if outline is screw or rng.random() < 0.08:
        pitch = rng.uniform(0.05, 0.12) * r
        wave = np.sin(2 * np.pi * (u + rng.uniform(-0.5, 0.5) * v) / pitch)
        active = coverage(u + r * rng.uniform(-0.2, 0.4), 2) if outline is screw else 1.0
        picture = picture * (1 + rng.uniform(0.2, 0.6) * (wave * active)[..., None])
    picture = np.clip(picture, 0, 1).astype(np.float32)
    return Layer(picture, coverage(inside), True, rng.choice([0.0, rng.uniform(0.1, 0.6)])), inside


def bands(rng: Rng, picture: Picture, distance: Field) -> Picture:
    """Concentric or parallel steps, grooves and bright rims, as on necks, lids and turned parts."""
    reach = max(float(np.abs(distance).max()), 8.0)
    for _ in range(int(rng.integers(1, 6))):
        at, wide = rng.uniform(0, reach), rng.uniform(0.02, 0.2) * reach
        band = coverage(wide / 2 - np.abs(distance - at), rng.uniform(0.6, 3))
        tone = colour(rng, vivid=0.15) if rng.random() < 0.5 else picture * rng.uniform(0.5, 1.6)
        picture = mix(picture, tone, band * rng.uniform(0.3, 1))
    return picture


def glints(rng: Rng, size: Size, distance: Field, theta: Field) -> Field:
    """Broken highlights that follow the rims of a turned or glazed part; 0..1."""
    reach = max(float(distance.max()), 8.0)
    total = np.zeros(size, np.float32)
    for _ in range(int(rng.integers(1, 5))):
        at, wide = rng.uniform(0, reach), rng.uniform(0.01, 0.06) * reach
        band = coverage(wide / 2 - np.abs(distance - at), rng.uniform(0.6, 2))
        along = np.cos(theta * rng.integers(1, 4) + rng.uniform(0, 6.3))
        along = along + rng.uniform(0, 0.8) * noise(rng, size, (12, 12))
        total = np.maximum(total, band * np.clip(3 * (along - rng.uniform(0, 0.8)), 0, 1))
    return total * rng.uniform(0.3, 1)


def fixtures(rng: Rng, size: Size) -> list[Layer]:
    """Trays, rails and neighbours that reach into the frame from its edges."""
    layers = []
    for _ in range(int(rng.integers(1, 4))):
        if rng.random() < 0.6:
            angle = rng.choice([0, np.pi / 2, np.pi, 3 * np.pi / 2]) + rng.normal(0, 0.03)
            v, _ = turned(size, (size[0] / 2, size[1] / 2), angle)
            depth = np.abs(np.sin(angle)) * size[1] / 2 + np.abs(np.cos(angle)) * size[0] / 2
            alpha = coverage(v - depth * rng.uniform(0.75, 0.95), rng.uniform(0.6, 4))
            picture = body(rng, size)
            if rng.random() < 0.6:
                picture = bands(rng, picture, v - depth * 0.7)
            layers.append(Layer(picture, alpha, False, rng.choice([0.0, 0.4])))
        else:
            corner = [rng.choice([-0.1, 1.1]) * size[0], rng.uniform(0, 1) * size[1]]
            layer, _ = part(
                rng,
                size,
                OUTLINES[rng.integers(len(OUTLINES) - 2)],
                (corner[0], corner[1]),
                r=0.25 * min(size),
                angle=rng.uniform(0, 6.3),
                light=0.0,
            )
            layer.movable = False
            layers.append(layer)
    return layers


def backdrop(rng: Rng, size: Size) -> Picture:
    """What a part lies on."""
    kind = rng.random()
    if kind < 0.5:
        flat = colour(rng, vivid=0.15)
        if rng.random() < 0.5:
            flat = np.full(3, rng.choice([rng.uniform(0.0, 0.12), rng.uniform(0.75, 1.0)]))
        field = noise(rng, size, (1, 1)) * rng.uniform(0, 0.02)
        return np.clip(flat + field[..., None], 0, 1).astype(np.float32)
    if kind < 0.75:
        return smooth_plastic(rng, size)
    return surface(rng, size)


def inset(
    rng: Rng, size: Size, base: Field, centre: tuple[float, float], *, r: float, light: float
) -> list[Layer]:
    """Smaller pieces mounted on a part: chips, buttons, studs, seeds, wires, labels."""
    layers = []
    outline = OUTLINES[rng.integers(len(OUTLINES) - 2)]
    arranged, seed = rng.random() < 0.6, int(rng.integers(1 << 30))
    count = int(rng.integers(1, 7))
    turn = rng.uniform(0, 6.3)
    small = r * rng.uniform(0.1, 0.35 if count > 1 else 0.6)
    for k in range(count):
        a = turn + 2 * np.pi * k / count
        far = r * rng.uniform(0.4, 0.6) if count > 1 else 0.0
        at = (centre[0] + far * np.sin(a), centre[1] + far * np.cos(a))
        if not arranged:
            at = (centre[0] + r * rng.uniform(-0.6, 0.6), centre[1] + r * rng.uniform(-0.6, 0.6))
            outline = OUTLINES[rng.integers(len(OUTLINES) - 2)]
        angle = a if arranged else rng.uniform(0, 6.3)
        own = np.random.default_rng(seed if arranged else seed + k)
        layer, _ = part(own, size, outline, at, r=small, angle=angle, light=light)
        layer.alpha = layer.alpha * base
        layers.append(layer)
    if rng.random() < 0.3:
        lines = [
            walk(
                rng,
                (centre[0] + r * rng.uniform(-0.3, 0.3), centre[1] + r * rng.uniform(-0.3, 0.3)),
                rng.uniform(0, 6.3),
                r,
                wander=0.04,
            )
            for _ in range(rng.integers(1, 5))
        ]
        alpha = stroke(size, lines, [rng.uniform(2, 7)] * len(lines))
        layers.append(Layer(body(rng, size), alpha, True, 0.2))
    return layers


def print_marks(rng: Rng, picture: Picture, inside: Field) -> Picture:
    """Letters, logos and scales that belong on the part."""
    size = inside.shape
    sheet = Image.new("L", (size[1], size[0]))
    draw = ImageDraw.Draw(sheet)
    letters = "".join(chr(rng.integers(48, 91)) for _ in range(rng.integers(2, 9)))
    place = int((inside + 20 * noise(rng, size, (40, 40))).argmax())
    y, x = (int(at) for at in np.unravel_index(place, size))
    height = int(rng.uniform(0.05, 0.2) * min(size))
    draw.text(
        (float(x), float(y)), letters, fill=255, anchor="mm", font=ImageFont.load_default(height)
    )
    if rng.random() < 0.4:
        draw.rectangle(
            [x - 3 * height, y - height, x + 3 * height, y + height],
            outline=255,
            width=int(rng.integers(1, 4)),
        )
    sheet = sheet.rotate(rng.choice([0, 90, rng.uniform(0, 360)]), center=(float(x), float(y)))
    alpha = np.asarray(sheet, np.float32) / 255 * coverage(inside) * rng.uniform(0.3, 1)
    return mix(picture, colour(rng, vivid=0.5), alpha)


def surface_scene(rng: Rng, size: Size) -> Scene:
    """A material that fills the frame, perhaps with a seam, a fold or print that belongs there."""
    picture = surface(rng, size)
    if rng.random() < 0.2:
        y, x = rng.uniform(0.2, 0.8, 2) * size
        v, _ = turned(size, (y, x), rng.uniform(0, np.pi))
        other = surface(rng, size) if rng.random() < 0.5 else picture * rng.uniform(0.6, 1.3)
        picture = mix(picture, np.clip(other, 0, 1), coverage(v))
    if rng.random() < 0.15:
        picture = bands(rng, picture, turned(size, (0, 0), rng.uniform(0, np.pi))[0])
    if rng.random() < 0.1:
        picture = print_marks(rng, picture, np.full(size, 50, np.float32))
    return Scene([Layer(picture, np.ones(size, np.float32))], np.ones(size, np.float32))


def part_scene(rng: Rng, size: Size) -> Scene:
    """One part on a background, near or far, with or without pieces mounted on it."""
    light = rng.uniform(0, 6.3)
    short = min(size)
    r = short * rng.choice([rng.uniform(0.25, 0.5), rng.uniform(0.4, 0.6)])
    y, x = (s / 2 + short * rng.normal(0, 0.06) for s in size)
    centre = (y, x)
    outline = OUTLINES[rng.integers(len(OUTLINES))]
    angle = rng.choice([0.0, np.pi / 2, rng.uniform(0, 2 * np.pi)])
    layer, inside = part(rng, size, outline, centre, r=r, angle=angle, light=light)
    if rng.random() < 0.2:
        layer.picture = print_marks(rng, layer.picture, inside)
    layer.movable = False
    if rng.random() < 0.25:
        v, u = turned(size, centre, 0.0)
        shine = np.full(3, rng.uniform(0.7, 1), np.float32) * near(rng, np.ones(3), 0.1)
        layer.picture = mix(layer.picture, shine, glints(rng, size, inside, np.arctan2(v, u)))
    back = Layer(backdrop(rng, size), np.ones(size, np.float32))
    around = fixtures(rng, size) if rng.random() < 0.2 else []
    scene = Scene([back, *around, layer], layer.alpha, light)
    if rng.random() < 0.35:
        scene.layers += inset(rng, size, layer.alpha, centre, r=r, light=light)
    return scene


def many_scene(rng: Rng, size: Size) -> Scene:
    """Several alike parts in a grid or scattered."""
    light = rng.uniform(0, 6.3)
    rows, columns = (int(n) for n in rng.integers(1, 4, 2))
    ordered = rng.random() < 0.6
    cell = (size[0] / rows, size[1] / columns)
    r = 0.42 * min(cell) * rng.uniform(0.7, 1)
    outline = OUTLINES[rng.integers(len(OUTLINES) - 2)]
    seed, angle = int(rng.integers(1 << 30)), rng.choice([0.0, rng.uniform(0, 6.3)])
    layers = [Layer(backdrop(rng, size), np.ones(size, np.float32))]
    foreground = np.zeros(size, np.float32)
    for row in range(rows):
        for column in range(columns):
            jitter = rng.normal(0, 0.02 if ordered else 0.08, 2) * min(cell)
            at = ((row + 0.5) * cell[0] + jitter[0], (column + 0.5) * cell[1] + jitter[1])
            turn = angle + rng.normal(0, 0.03) if ordered else rng.uniform(0, 6.3)
            own = np.random.default_rng(seed)
            layer, _ = part(own, size, outline, at, r=r, angle=turn, light=light)
            layers.append(layer)
            foreground = np.maximum(foreground, layer.alpha)
    return Scene(layers, foreground, light)


def board_scene(rng: Rng, size: Size) -> Scene:
    """A panel, tray or board that fills the frame, with pieces mounted on it."""
    light = rng.uniform(0, 6.3)
    ones = np.ones(size, np.float32)
    scene = Scene([Layer(surface(rng, size), ones)], ones, light)
    centre = (size[0] / 2, size[1] / 2)
    r = min(size) * rng.uniform(0.3, 0.6)
    scene.layers += inset(rng, size, ones, centre, r=r, light=light)
    return scene


KINDS = (surface_scene, part_scene, many_scene, board_scene)
SHARES = (0.36, 0.38, 0.12, 0.14)


def normal_scene(rng: Rng, size: Size) -> Scene:
    """Any scene."""
    return KINDS[rng.choice(len(KINDS), p=SHARES)](rng, size)


@dataclass
class Camera:
    """How a scene is seen: the same for a scene with and without its defects."""

    gain: Field
    grey: bool
    gamma: float
    balance: Picture
    softness: float
    grain: Picture

    @classmethod
    def draw(cls, rng: Rng, size: Size) -> "Camera":
        """Random light gradient, highlights and shadows, tone, blur and noise."""
        y, x = grid(size)
        a = rng.uniform(0, 6.3)
        slope = np.sin(a) * (y / size[0] - 0.5) + np.cos(a) * (x / size[1] - 0.5)
        gain = 1 + rng.uniform(0, 0.6) * slope
        if rng.random() < 0.25:
            spot = blob(
                rng,
                size,
                tuple(rng.uniform(0, 1, 2) * size),
                rng.uniform(0.1, 0.5) * min(size),
                stretch=rng.uniform(1, 4),
            )
            soft = coverage(spot, rng.choice([3, 15, 40]))
            gain = gain + rng.choice([-0.35, 0.3]) * rng.uniform(0.3, 1) * soft
        strength = rng.choice([0.0, rng.uniform(0, 0.03), rng.uniform(0, 0.08)])
        return cls(
            gain=gain.astype(np.float32) * rng.uniform(0.75, 1.15),
            grey=rng.random() < 0.25,
            gamma=float(np.exp(rng.normal(0, 0.2))),
            balance=np.exp(rng.normal(0, 0.05, 3)).astype(np.float32),
            softness=float(rng.choice([0.0, rng.uniform(0.3, 1.2)])),
            grain=(strength * rng.standard_normal((*size, 3))).astype(np.float32),
        )

    def shoot(self, picture: Picture) -> Picture:
        """Apply to a rendered scene."""
        out: Picture = np.clip(picture * self.gain[..., None] * self.balance, 0, 1) ** self.gamma
        if self.softness:
            out = blur(out, self.softness)
        out = out + self.grain
        if self.grey:
            out = np.repeat(out.mean(axis=-1, keepdims=True), 3, axis=-1)
        return np.clip(out, 0, 1).astype(np.float32)

    def contrast(self, before: Picture, after: Picture) -> Field:
        """How much a change shows in the photograph, before grain; about 0..1."""
        change = blur((after - before).mean(axis=-1), self.softness)
        tint = np.abs(after - before).mean(axis=-1) if not self.grey else 0.0
        return np.maximum(np.abs(change), 0.5 * tint) * self.gain
