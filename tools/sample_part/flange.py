"""The flange: its shape as a height map, and how its surfaces were machined.

Lengths are in units of 200 pixels of the final image; x to the right, y down, z to the camera.
"""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tools.sample_part.fields import noise_along, smooth

UNIT = 200
PLATE = (1.34, 1.02)  # half sides
CORNER = 0.34
BOSS = 0.66
BOSS_HEIGHT = 0.16
BORE = 0.25
BOLTS = ((-1.02, -0.70), (1.02, -0.70), (1.02, 0.70), (-1.02, 0.70))
BOLT_RADIUS = 0.115
SCREWS = tuple(
    (0.53 * np.cos(angle), 0.53 * np.sin(angle)) for angle in np.deg2rad(np.arange(0, 360, 60) + 30)
)
SCREW_RADIUS = 0.036
DOWEL = (0.0, 0.80)
DOWEL_RADIUS = 0.045
MARKING = "FL-20   0471"


@dataclass
class Surface:
    """The flange seen from above; all arrays [H, W].

    Attributes:
        inside: 1 on metal, 0 beside it and in through-holes, soft at edges.
        hole: 1 in through-holes.
        height: Of the metal, in length units; 0 on the plate's face.
        boss: 1 on the raised boss.
        tilt_x: Average slope of the tool's grooves.
        tilt_y: Likewise.
        across_x: Unit direction across the grooves, along which they spread reflections.
        across_y: Likewise.
        marking: 1 where the laser marked.
    """

    inside: np.ndarray
    hole: np.ndarray
    height: np.ndarray
    boss: np.ndarray
    tilt_x: np.ndarray
    tilt_y: np.ndarray
    across_x: np.ndarray
    across_y: np.ndarray
    marking: np.ndarray


def outline(x, y):
    """Signed distance to the plate's edge, negative inside."""
    dx = np.abs(x) - PLATE[0] + CORNER
    dy = np.abs(y) - PLATE[1] + CORNER
    outside = np.hypot(np.maximum(dx, 0), np.maximum(dy, 0))
    return outside + np.minimum(np.maximum(dx, dy), 0) - CORNER


def machine(x, y, *, rng, lathe, pixel, blind_bolt=None, edge_damage=None):
    """Make one flange.

    Args:
        x: [H, W], the part's own coordinates of each pixel.
        y: Likewise.
        rng: Of the tool marks that only this part has.
        lathe: Of those that the machine leaves on every part.
        pixel: Size of a pixel in length units.
        blind_bolt: Index of a bolt hole that was only begun.
        edge_damage: [H, W], how far the plate's edge is broken back.
    """
    edge = outline(x, y)
    radius = np.hypot(x, y)
    boss = smooth(BOSS + pixel, BOSS - pixel, radius)
    height = -0.045 * smooth(-0.045, 0.0, edge)
    height = height + BOSS_HEIGHT * smooth(BOSS + 0.035, BOSS - 0.012, radius)
    height -= 0.035 * smooth(0.012, 0.004, np.abs(radius - 0.40))  # seal groove, two edges
    height -= 0.05 * smooth(0.034, 0.026, np.abs(radius - 0.355))
    height -= 0.04 * smooth(BORE + 0.035, BORE, radius)
    height -= 0.012 * smooth(0.012, 0.003, np.abs(edge + 0.10))  # engraved line along the edge

    holes = [(radius, BORE)]
    for index, (cx, cy) in enumerate(BOLTS):
        distance = np.hypot(x - cx, y - cy)
        height -= 0.05 * smooth(BOLT_RADIUS + 0.05, BOLT_RADIUS, distance)
        if index == blind_bolt:  # the cone that the drill's tip leaves
            height -= 0.45 * np.maximum(0, BOLT_RADIUS - distance)
        else:
            holes.append((distance, BOLT_RADIUS))
    blind = np.zeros_like(x)
    for centres, size in ((SCREWS, SCREW_RADIUS), ((DOWEL,), DOWEL_RADIUS)):
        for cx, cy in centres:
            distance = np.hypot(x - cx, y - cy)
            height -= 0.03 * smooth(size + 0.018, size, distance)
            blind = np.maximum(blind, smooth(size + pixel, size - pixel, distance))
    hole = blind
    for distance, size in holes:
        hole = np.maximum(hole, smooth(size + pixel, size - pixel, distance))
    plate = smooth(pixel, -pixel, edge if edge_damage is None else edge + edge_damage)

    tilt_x, tilt_y, across_x, across_y = _tool_marks(x, y, radius, boss, (lathe, rng))
    return Surface(
        inside=plate * (1 - hole),
        hole=hole,
        height=height,
        boss=boss,
        tilt_x=tilt_x,
        tilt_y=tilt_y,
        across_x=across_x,
        across_y=across_y,
        marking=_marking(x, y),
    )


def _tool_marks(x, y, radius, boss, rngs):
    """Turned circles on the boss; on the plate a face mill's arcs, crossed by its trailing edge."""
    reach = np.sqrt(1.9**2 - y**2)
    turned, leading, trailing = 0.0, 0.0, 0.0
    for rng, share in zip(rngs, (0.9, 0.45), strict=True):
        turned += share * 0.05 * noise_along(rng, radius, 0.006, top=2)
        turned += share * 0.03 * noise_along(rng, radius, 0.02, top=2)
        leading += share * 0.045 * noise_along(rng, x - reach, 0.011, bottom=-4, top=1)
        leading += share * 0.05 * noise_along(rng, x - reach, 0.06, bottom=-4, top=1)
        trailing += share * 0.025 * noise_along(rng, x + reach, 0.013, bottom=-1, top=4)

    safe = np.maximum(radius, 1e-3)
    turned_x, turned_y = x / safe, y / safe
    milled_x, milled_y = reach / 1.9, y / 1.9
    across_x = boss * turned_x + (1 - boss) * milled_x
    across_y = boss * turned_y + (1 - boss) * milled_y
    tilt_x = boss * turned * turned_x + (1 - boss) * (leading + trailing) * milled_x
    tilt_y = boss * turned * turned_y + (1 - boss) * (leading - trailing) * milled_y
    return tilt_x, tilt_y, across_x, across_y


def _marking(x, y):
    """The laser-marked number on the plate, under the boss on the left."""
    size, scale = 64, 560  # drawn large, then looked up per pixel
    sheet = Image.new("L", (size * len(MARKING), size * 2), 0)
    ImageDraw.Draw(sheet).text((0, 0), MARKING, fill=255, font=ImageFont.load_default(size))
    letters = np.asarray(sheet, dtype=np.float64) / 255
    column = np.rint((x + 0.86) * scale).astype(int)
    row = np.rint((y - 0.775) * scale).astype(int)
    on_sheet = (column >= 0) & (column < letters.shape[1]) & (row >= 0) & (row < letters.shape[0])
    marked = np.zeros_like(x)
    marked[on_sheet] = letters[row[on_sheet], column[on_sheet]]
    return marked
