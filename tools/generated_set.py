"""Write generated images of good and damaged things as a labelled set in MVTec AD layout.

    python -m tools.generated_set --out scratch/generated
    python -m tools.generated_set --good resources/generated_good

The second command writes images of good things only, by which the program measures where there is
no reference.

Learned prompts and layers (`ad-studio train-prompts`) are trained on it. The images are drawn as
those of the starter's text side, with another seed. What is there already is left as it is.
"""

import argparse
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image

from tools.starter_text.data import CHUNK, make_image
from tools.starter_text.defects import IGNORED, damage
from tools.starter_text.scenes import Camera, normal_scene

SEED = 5
IMAGES = 640
GOOD, SIZE = 8, (336, 336)


def write_one(folder: Path, seed: int, number: int) -> None:
    """Write one image, and its mask where it has a defect.

    Args:
        folder: Of the set.
        seed: Of all draws.
        number: Of the image.
    """
    found = [folder / "test" / kind / f"{number:05d}.png" for kind in ("good", "damaged")]
    if any(path.exists() for path in found):
        return
    image, labels = make_image(seed, number // CHUNK, number % CHUNK)
    mask = (labels > 0) & (labels != IGNORED)
    path = found[bool(mask.any())]
    if mask.any():
        _write(
            mask.astype(np.uint8) * 255, folder / "ground_truth/damaged" / f"{path.stem}_mask.png"
        )
    _write(image, path)


def write_set(folder: Path, *, seed: int, images: int, workers: int) -> Iterator[int]:
    """Write what is missing of a set; yields how many images are there."""
    for kind in ("train/good", "test/good", "test/damaged", "ground_truth/damaged"):
        (folder / kind).mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(workers) as pool:
        made = pool.map(partial(write_one, folder, seed), range(images), chunksize=4)
        yield from (i + 1 for i, _ in enumerate(made))


def write_good(folder: Path, *, seed: int) -> None:
    """Write images of good things, as JPEG."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(GOOD):
        rng = np.random.default_rng([seed, number])
        picture, _ = damage(normal_scene(rng, SIZE), Camera.draw(rng, SIZE), rng, 0)
        pixels = (picture * 255 + 0.5).astype(np.uint8)
        Image.fromarray(pixels).save(folder / f"{number}.jpg", "JPEG", quality=88)


def _write(pixels: np.ndarray, path: Path) -> None:
    partly = path.with_suffix(".partial")
    Image.fromarray(pixels).save(partly, "PNG")
    partly.replace(path)


def main() -> None:
    """Write the set."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("scratch/generated"))
    parser.add_argument("--good", type=Path, help="write good images here, and nothing else")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--images", type=int, default=IMAGES)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    if args.good:
        write_good(args.good, seed=args.seed)
        return
    for done in write_set(args.out, seed=args.seed, images=args.images, workers=args.workers):
        if done % 50 == 0:
            print(f"{done}/{args.images}", flush=True)


if __name__ == "__main__":
    main()
