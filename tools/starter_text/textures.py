"""Procedural materials: each function returns a full picture."""

from collections.abc import Callable

import numpy as np

from tools.starter_text.fields import (
    Field,
    Picture,
    Rng,
    Size,
    blob,
    blur,
    fractal,
    grid,
    mix,
    noise,
    resize,
    sample,
    shade,
    step,
    stroke,
    turned,
    unit,
    walk,
)


def colour(rng: Rng, *, vivid: float = 0.4) -> Picture:
    """A random colour [3]; `vivid` is the largest distance from grey."""
    grey = rng.uniform(0.08, 0.92)
    tint = rng.uniform(-1, 1, 3) * rng.uniform(0, vivid)
    return np.clip(grey + tint, 0.02, 0.98).astype(np.float32)


def ramp(field: Field, low: Picture, high: Picture) -> Picture:
    """Colour a 0..1 field between two colours."""
    return (low + field[..., None] * (high - low)).astype(np.float32)


def near(rng: Rng, base: Picture, spread: float) -> Picture:
    """A colour close to another."""
    shift = rng.normal(0, spread) + rng.normal(0, spread / 3, 3)
    return np.clip(base + shift, 0.02, 0.98).astype(np.float32)


def cast(rng: Rng, size: Size) -> Picture:
    """Cast or blasted metal, concrete, stone."""
    base = colour(rng, vivid=0.12)
    field = fractal(rng, size, rng.uniform(6, 60), rough=rng.uniform(0.5, 0.95))
    return ramp(field, base, near(rng, base, rng.uniform(0.05, 0.25)))


def brushed(rng: Rng, size: Size) -> Picture:
    """Metal brushed or ground in one direction."""
    side = int(1.5 * max(size))
    lines = noise(rng, (side, side), (rng.uniform(1, 2.5), rng.uniform(40, 400)))
    lines += 0.5 * noise(rng, (side, side), (rng.uniform(2, 10), 300))
    v, u = turned(size, (size[0] / 2, size[1] / 2), rng.uniform(0, np.pi))
    field = unit(sample(lines, v + side / 2, u + side / 2))
    base = colour(rng, vivid=0.08)
    return ramp(field, base, near(rng, base, rng.uniform(0.04, 0.2)))


def wood(rng: Rng, size: Size) -> Picture:
    """Growth rings and pores along a grain."""
    v, _ = turned(size, (rng.uniform(-1, 2) * size[0], size[1] / 2), rng.normal(np.pi / 2, 0.3))
    bend = 30 * noise(rng, size, (150, 80)) * rng.uniform(0.1, 1)
    rings = unit(np.sin((v + bend) / rng.uniform(2.5, 14)) + noise(rng, size, (40, 40)) * 0.4)
    pores = unit(noise(rng, size, (rng.uniform(10, 50), 1.2)))
    brown = np.array([0.62, 0.42, 0.24], np.float32) * rng.uniform(0.5, 1.4)
    field = rings * rng.uniform(0.3, 0.8) + pores * rng.uniform(0.1, 0.5)
    return ramp(unit(field), np.clip(brown, 0, 1), np.clip(brown * rng.uniform(0.55, 0.9), 0, 1))


def weave(rng: Rng, size: Size) -> Picture:
    """Over-and-under threads."""
    pitch = rng.uniform(4, 26)
    v, u = turned(size, (size[0] / 2, size[1] / 2), rng.uniform(0, np.pi))
    jitter = rng.uniform(0, 0.12) * pitch
    v, u = v + jitter * noise(rng, size, (20, 20)), u + jitter * noise(rng, size, (20, 20))
    a, b = np.sin(np.pi * v / pitch), np.sin(np.pi * u / pitch)
    over = (np.floor(v / pitch) + np.floor(u / pitch)) % 2 < 1
    field = np.where(over, np.abs(a), np.abs(b)) * 0.7 + 0.3 * unit(noise(rng, size, (1, 1)))
    base = colour(rng)
    first = ramp(field, base * rng.uniform(0.2, 0.6), base)
    second = near(rng, base, rng.choice([0.0, 0.15]))
    return np.where(over[..., None], first, ramp(field, second * 0.4, second)).astype(np.float32)


def carpet(rng: Rng, size: Size) -> Picture:
    """Pile, felt, fleece: fine grain, sometimes in rows."""
    grain = unit(noise(rng, size, (rng.uniform(1, 3), rng.uniform(1, 4))))
    y, x = grid(size)
    rows = 0.5 + 0.5 * np.sin(2 * np.pi * (x if rng.random() < 0.5 else y) / rng.uniform(6, 30))
    field = grain * 0.7 + rows * rng.uniform(0, 0.4) + 0.2 * fractal(rng, size, 40)
    base = colour(rng, vivid=0.3)
    return ramp(unit(field), base * rng.uniform(0.3, 0.8), base)


def cells(rng: Rng, size: Size, pitch: float) -> tuple[Field, Field]:
    """Distance to the border between random cells, and a random value for each cell."""
    rows, columns = int(size[0] / pitch) + 3, int(size[1] / pitch) + 3
    cy = (np.arange(rows)[:, None] - 1 + rng.uniform(0, 1, (rows, columns))) * pitch
    cx = (np.arange(columns)[None] - 1 + rng.uniform(0, 1, (rows, columns))) * pitch
    value = rng.random((rows, columns))
    y, x = grid(size)
    row, column = (y / pitch).astype(int) + 1, (x / pitch).astype(int) + 1
    first = np.full(size, 1e9)
    second = np.full(size, 1e9)
    owner = np.zeros(size)
    for dr in (-1, 0, 1):
        for dc in (-1, 0, 1):
            r, c = np.clip(row + dr, 0, rows - 1), np.clip(column + dc, 0, columns - 1)
            d = np.hypot(y - cy[r, c], x - cx[r, c])
            closer = d < first
            second = np.where(closer, first, np.minimum(second, d))
            owner = np.where(closer, value[r, c], owner)
            first = np.where(closer, d, first)
    return (second - first).astype(np.float32), owner.astype(np.float32)


def leather(rng: Rng, size: Size) -> Picture:
    """Pebbled grain."""
    pitch = rng.uniform(5, 22)
    border, _ = cells(rng, size, pitch)
    height = np.minimum(border / pitch, 0.4) + 0.1 * noise(rng, size, (2, 2))
    light = shade(blur(height, 0.7) * pitch, rng.uniform(0, 6.3), rng.uniform(0.2, 0.8))
    return np.clip(colour(rng, vivid=0.3) * light[..., None], 0, 1).astype(np.float32)


def granite(rng: Rng, size: Size) -> Picture:
    """Speckled stone, terrazzo, chipboard."""
    _, value = cells(rng, size, rng.uniform(3, 16))
    palette = np.stack([colour(rng, vivid=0.15) for _ in range(rng.integers(2, 6))])
    flat = palette[(value * len(palette)).astype(int)]
    return (0.85 * flat + 0.15 * cast(rng, size)).astype(np.float32)


def tiles(rng: Rng, size: Size) -> Picture:
    """Tiles or bricks with joints."""
    ph, pw = rng.uniform(30, 150, 2)
    y, x = rng.uniform(0, 100, 2)
    v, u = turned(size, (y, x), rng.choice([0.0, rng.uniform(0, np.pi)]))
    u = u + (np.floor(v / ph) % 2) * pw * rng.choice([0.0, 0.5])
    edge = np.minimum(ph / 2 - np.abs(v % ph - ph / 2), pw / 2 - np.abs(u % pw - pw / 2))
    face = smooth_plastic(rng, size) if rng.random() < 0.4 else cast(rng, size)
    joint = np.broadcast_to(colour(rng, vivid=0.1), (*size, 3))
    return mix(joint, face, step(edge - rng.uniform(1, 4)))


def smooth_plastic(rng: Rng, size: Size) -> Picture:
    """Moulded plastic, paint, rubber: nearly flat."""
    base = colour(rng, vivid=0.5)
    field = fractal(rng, size, rng.uniform(1.5, 5), octaves=2)
    return ramp(field, base, near(rng, base, rng.uniform(0.0, 0.03)))


def mesh(rng: Rng, size: Size) -> Picture:
    """Grids, perforated plates, knurls."""
    pitch = rng.uniform(8, 36)
    v, u = turned(size, (size[0] / 2, size[1] / 2), rng.uniform(0, np.pi))
    u = u + rng.choice([0, 0.5]) * pitch * (np.floor(v / pitch) % 2)
    if rng.random() < 0.5:
        bars = pitch * rng.uniform(0.15, 0.35)
        gap = np.minimum(np.abs(v % pitch - pitch / 2), np.abs(u % pitch - pitch / 2))
        solid = step(bars - gap)
    else:
        r = np.hypot(v % pitch - pitch / 2, u % pitch - pitch / 2)
        solid = step(r - pitch * rng.uniform(0.2, 0.42))
    plate = SURFACES[rng.integers(3)](rng, size)
    behind = np.broadcast_to(colour(rng, vivid=0.1) * 0.6, (*size, 3))
    return mix(behind, plate, solid)


def stripes(rng: Rng, size: Size) -> Picture:
    """Machined grooves, corrugation, ribs, threads."""
    pitch = rng.uniform(4, 50)
    v, _ = turned(size, (0, 0), rng.uniform(0, np.pi))
    wave = np.sin(2 * np.pi * v / pitch + 0.3 * noise(rng, size, (80, 80)) * rng.random())
    field = wave if rng.random() < 0.6 else np.clip(3 * wave, -1, 1)
    base = cast(rng, size) if rng.random() < 0.5 else smooth_plastic(rng, size)
    return np.clip(base * (1 + rng.uniform(0.05, 0.45) * field[..., None]), 0, 1).astype(np.float32)


def marbled(rng: Rng, size: Size) -> Picture:
    """Veined stone, glaze, foam, baked crust."""
    warp = 40 * noise(rng, size, (60, 60)) * rng.uniform(0.2, 1)
    y, x = grid(size)
    source = fractal(rng, size, rng.uniform(20, 90), octaves=6, rough=0.6)
    field = sample(source, y + warp, x + warp.T if size[0] == size[1] else x)
    base = colour(rng, vivid=0.3)
    field = np.abs(2 * field - 1) if rng.random() < 0.5 else field
    return ramp(unit(field), base, near(rng, base, rng.uniform(0.1, 0.3)))


def crust(rng: Rng, size: Size) -> Picture:
    """Biscuit, nut shell, bread, cork: natural spots, pores and lighter flakes."""
    base = np.array([0.72, 0.5, 0.28], np.float32) * rng.uniform(0.4, 1.3)
    picture = ramp(fractal(rng, size, rng.uniform(8, 50), rough=0.7), base * 0.75, base)
    spots = np.zeros(size, np.float32)
    radius = rng.uniform(1, 9)
    for _ in range(int(rng.integers(10, 60))):
        shape = blob(rng, (64, 64), (32, 32), radius * rng.uniform(0.6, 1.5), rough=0.8)
        top, left = rng.integers(0, size[0] - 64), rng.integers(0, size[1] - 64)
        window = spots[top : top + 64, left : left + 64]
        np.maximum(window, step(shape), out=window)
    other = base * rng.choice([0.35, 0.6, 1.3])
    if rng.random() < 0.4:
        pitch = rng.uniform(25, 80)
        y, x = grid(size)
        border = sample(cells(rng, size, pitch)[0], y + 8 * noise(rng, size, (12, 12)), x)
        seams = step(rng.uniform(0.5, 2.0) - border, 1.5) * fractal(rng, size, 60)
        picture = mix(picture, base * 0.5, seams * rng.uniform(0.2, 0.8))
    return np.clip(mix(picture, other, spots * rng.uniform(0.3, 1)), 0, 1)


def circuit(rng: Rng, size: Size) -> Picture:
    """Board with tracks, pads and print."""
    base = np.array([[0.1, 0.35, 0.18], [0.1, 0.2, 0.4], [0.45, 0.12, 0.1], [0.1, 0.1, 0.1]])
    board = base[rng.integers(4)].astype(np.float32) * rng.uniform(0.7, 1.5)
    picture = ramp(fractal(rng, size, 3, octaves=2), board, near(rng, board, 0.02))
    lines, widths = [], []
    for _ in range(int(rng.integers(10, 40))):
        y, x = float(rng.uniform(0, size[0])), float(rng.uniform(0, size[1]))
        line = [(y, x)]
        for k in range(int(rng.integers(2, 5))):
            d = rng.uniform(-100, 100)
            y, x = (y + d, x) if k % 2 else (y, x + d)
            line.append((y, x))
        lines.append(line)
        widths.append(rng.choice([1.0, 1.5, 2.5]))
    picture = mix(picture, np.clip(board * 1.5 + 0.05, 0, 1), stroke(size, lines, widths))
    dots = [[(p[0], p[1]), (p[0] + 3, p[1])] for line in lines for p in (line[0], line[-1])]
    solder = np.array([0.8, 0.8, 0.75], np.float32)
    return mix(picture, solder, stroke(size, dots, [rng.uniform(2, 6)] * len(dots)))


def hairy(rng: Rng, size: Size) -> Picture:
    """Fibres lying over each other: felt, paper, wire wool."""
    lines = []
    for _ in range(int(rng.integers(80, 240))):
        start = (rng.uniform(0, size[0]), rng.uniform(0, size[1]))
        lines.append(walk(rng, start, rng.uniform(0, 6.3), rng.uniform(20, 120), wander=0.1))
    fibres = stroke(size, lines, list(rng.uniform(0.5, 2.0, len(lines))))
    base = smooth_plastic(rng, size)
    return mix(base, near(rng, base[0, 0], rng.uniform(0.08, 0.25)), fibres)


def rough_sheet(rng: Rng, size: Size) -> Picture:
    """Relief lit from the side: plaster, hammered or embossed sheet."""
    height = fractal(rng, size, rng.uniform(6, 40), octaves=4, rough=0.5)
    light = shade(height, rng.uniform(0, 6.3), rng.uniform(2, 9))
    return np.clip(colour(rng, vivid=0.2) * light[..., None], 0, 1).astype(np.float32)


def blotched(rng: Rng, size: Size) -> Picture:
    """Coarse patina in two tones that is normal for the part."""
    field = resize(unit(noise(rng, size, (50, 50))), size)
    mask = step((field - rng.uniform(0.3, 0.7)) * 100, 8)
    base = cast(rng, size)
    return mix(base, np.clip(base * rng.uniform(0.75, 1.25), 0, 1), mask)


Texture = Callable[[Rng, Size], Picture]
SURFACES: tuple[Texture, ...] = (
    cast,
    brushed,
    smooth_plastic,
    wood,
    weave,
    carpet,
    leather,
    granite,
    tiles,
    mesh,
    stripes,
    marbled,
    crust,
    circuit,
    hairy,
    rough_sheet,
    blotched,
)
BODIES: tuple[Texture, ...] = (
    cast,
    brushed,
    smooth_plastic,
    smooth_plastic,
    wood,
    crust,
    crust,
    leather,
    granite,
    marbled,
    rough_sheet,
    stripes,
    blotched,
    weave,
)


def surface(rng: Rng, size: Size) -> Picture:
    """Any texture that may fill a frame."""
    return SURFACES[rng.integers(len(SURFACES))](rng, size)


def body(rng: Rng, size: Size) -> Picture:
    """Any material an object may be made of."""
    return BODIES[rng.integers(len(BODIES))](rng, size)
