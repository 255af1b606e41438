"""Renders the sample part of `ad-studio demo` into resources/sample/.

Run from the repository root: `python -m tools.render_sample`. The same seed gives the same images
with the same numpy and Pillow. Everything is drawn from formulas; nothing is a photograph.
"""

import argparse
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from tools.sample_part import defects, flange, photo

SIZE = (640, 512)
SCALE = 2  # rendered at twice the size, then averaged
PIXEL = 1 / (flange.UNIT * SCALE)
TARGET = Path(__file__).parent.parent / "resources" / "sample"
LICENCE = (
    "Rendered by tools/render_sample.py of ad_studio; no photograph and no third-party material. "
    "Under the same licence as ad_studio."
)


@dataclass(frozen=True)
class Pose:
    """How the part lies: turned by degrees, moved by pixels of the image."""

    angle: float = 0.0
    dx: float = 0.0
    dy: float = 0.0


@dataclass(frozen=True)
class Sample:
    """One image to render.

    Attributes:
        name: Of the file.
        kind: Name of the defect; empty for a good part.
    """

    name: str
    kind: str = ""


SAMPLES = (
    Sample("part_01"),
    Sample("part_02", "scratch"),
    Sample("part_03"),
    Sample("part_04", "blind hole"),
    Sample("part_05"),
    Sample("part_06", "stain"),
    Sample("part_07"),
    Sample("part_08", "crack"),
    Sample("part_09", "dent"),
    Sample("part_10"),
    Sample("part_11", "chip"),
    Sample("part_12"),
)
MAKERS = {
    "scratch": defects.scratch,
    "stain": defects.stain,
    "chip": defects.chip,
    "crack": defects.crack,
    "blind hole": defects.blind_hole,
    "dent": defects.dent,
}


def render(kind, pose, shot, *, seed, number):
    """Render one part.

    Returns:
        The photograph, uint8 [512, 640, 3], and where the defect is, bool [512, 640].
    """
    own = np.random.default_rng([seed, number])
    x, y = coordinates(pose)
    damage = MAKERS[kind](x, y, own) if kind else defects.Damage(mask=np.zeros(x.shape, bool))
    surface = flange.machine(
        x,
        y,
        rng=own,
        lathe=np.random.default_rng(seed),
        pixel=PIXEL,
        blind_bolt=damage.blind_bolt,
        edge_damage=damage.edge,
    )
    if damage.height is not None:
        surface.height += damage.height
    picture = photo.develop(surface, shot, rng=own, pixel=PIXEL, scale=SCALE, paint=damage.paint)
    width, height = SIZE
    share = damage.mask.reshape(height, SCALE, width, SCALE).mean(axis=(1, 3))
    return picture, share >= 0.5


def coordinates(pose):
    """The part's own coordinates of every rendered pixel, for its pose."""
    width, height = SIZE[0] * SCALE, SIZE[1] * SCALE
    row, column = np.mgrid[:height, :width]
    x = (column + 0.5 - width / 2 - pose.dx * SCALE) * PIXEL
    y = (row + 0.5 - height / 2 - pose.dy * SCALE) * PIXEL
    turn = np.deg2rad(pose.angle)
    return x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)


def natural(rng):
    """The small differences between one good photograph and the next."""
    pose = Pose(rng.uniform(-1.2, 1.2), rng.uniform(-5, 5), rng.uniform(-4, 4))
    shot = photo.Shot(
        gain=rng.uniform(0.96, 1.04),
        warmth=rng.uniform(-0.008, 0.008),
        light_x=rng.uniform(-0.012, 0.012),
        light_y=rng.uniform(-0.012, 0.012),
        focus=rng.uniform(0.5, 0.65),
    )
    return pose, shot


def write_sample(target, seed):
    """Write the sample folder; its images and masks are written anew."""
    for folder in (target / "inspect", target / "truth"):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    picture, _ = render("", Pose(), photo.Shot(), seed=seed, number=0)
    photo.save(picture, target / "reference.jpg")
    entries = []
    rng = np.random.default_rng([seed, 1000])
    for number, sample in enumerate(SAMPLES, start=1):
        pose, shot = natural(rng)
        picture, mask = render(sample.kind, pose, shot, seed=seed, number=number)
        file = f"inspect/{sample.name}.jpg"
        photo.save(picture, target / file)
        entry = {"file": file, "expected": "NG" if sample.kind else "OK"}
        if sample.kind:
            entry |= {"defect": sample.kind, "mask": f"truth/{sample.name}_mask.png"}
            Image.fromarray(mask).save(target / entry["mask"], optimize=True)
        entries.append(entry)
        print(f"{file}: {sample.kind or 'good'}")
    about = {
        "name": "Sample flange",
        "noun": "metal flange",
        "defects": list(MAKERS),
        "reference": "reference.jpg",
        "images": entries,
        "seed": seed,
        "licence": LICENCE,
    }
    (target / "sample.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")


def main():
    """Read the command line and render."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=TARGET, help="folder to write into")
    parser.add_argument("--seed", type=int, default=20)
    options = parser.parse_args()
    write_sample(options.out, options.seed)


if __name__ == "__main__":
    main()
