"""Which share of small defects on large images is found, whole and in tiles, and what it costs.

    python -m benchmarks.small_defects --json docs/benchmarks/small-defects.json

Every scene of `large_images` is learned from one image. A defect is found if the map at its place
exceeds everything on two good images. Time is that of the processor, compared with as many bare
passes of the backbone as the image has tiles: so other work on the machine matters little.
"""

import argparse
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from ad_studio.detection.anomaly_map import AnomalyMap
from ad_studio.detection.backbones.registry import load_backbone
from ad_studio.detection.detectors.base import FitData
from ad_studio.detection.detectors.devprompt.detector import DevPromptDetector
from ad_studio.detection.detectors.devprompt.settings import DevPromptSettings
from ad_studio.detection.inputs import InputPipeline
from ad_studio.imaging.resize import resize_rgb
from ad_studio.progress import SilentProgress
from ad_studio.tiling import STARTER_SIDE
from benchmarks.figures import circumstances, table, write_json
from benchmarks.large_images import HEIGHT, SCENES, WIDTH, Defect, damage, defects, shot

SIZES = (4, 8, 16, 32, 64)
_EACH = 12  # defects of each size on an image
_TIMED = 8  # bare passes


@dataclass(frozen=True, slots=True)
class Found:
    """What a detector found in one scene.

    Attributes:
        recall: Share of the defects of each size.
        seconds: Of the processor for an image, without decoding.
        tiles: Of an image.
        bare: Likewise, of as many passes of the backbone.
    """

    recall: dict[int, float]
    seconds: float
    tiles: int
    bare: float


def measure(scene: str, scale: float | None) -> Found:
    """Learn a scene and look for defects; `scale` is None for the whole image at once."""
    backbone = load_backbone("starter", device=torch.device("cpu"))
    side = None if scale is None else round(scale * math.sqrt(WIDTH * HEIGHT))
    tile = None if scale is None else STARTER_SIDE
    smoothing = DevPromptSettings().smoothing if tile is None else 0.0  # as a training does
    settings = DevPromptSettings(image_size=side, tile=tile, smoothing=smoothing)
    inputs = InputPipeline.of_whole_images(backbone, image_size=side, tile=tile)
    size = inputs.transform.input_size(WIDTH, HEIGHT)

    def seen(image: np.ndarray) -> np.ndarray:
        return resize_rgb(image, width=size[0], height=size[1])

    picture = SCENES[scene]()
    detector = DevPromptDetector.fit(
        inputs,
        FitData(noun=scene, references=[seen(shot(picture, seed=0))]),
        settings=settings,
        progress=SilentProgress(),
    )
    limit, seconds = -math.inf, []
    for seed in (1, 2):
        image = seen(shot(picture, seed=seed))
        started = time.process_time()
        (found,) = detector.score([image])
        seconds.append(time.process_time() - started)
        limit = max(limit, float(found.fused.max()))
    hits: dict[int, list[bool]] = {one: [] for one in SIZES}
    for seed in (3, 4):
        image, painted = shot(picture, seed=seed), list(defects(SIZES, each=_EACH, seed=seed))
        for one in painted:
            damage(image, one, seed=seed)
        (found,) = detector.score([seen(image)])
        for one in painted:
            hits[one.size].append(_at(found, one) > limit)
    tiles, part = 1, seen(image)
    if inputs.tiling is not None:
        tiles, part = inputs.tiling.count(*size), part[:STARTER_SIDE, :STARTER_SIDE]
    started = time.process_time()
    for _ in range(_TIMED):
        inputs.backbone.encode_images([part], blocks=inputs.blocks)
    bare = (time.process_time() - started) / _TIMED * tiles
    recall = {one: float(np.mean(some)) for one, some in hits.items()}
    return Found(recall, min(seconds), tiles, bare)


def _at(found: AnomalyMap, one: Defect) -> float:
    """The highest value of the map over a defect and one patch around it."""
    rows, columns = found.fused.shape
    down, across = HEIGHT / rows, WIDTH / columns
    top, left = int((one.y - one.size / 2) / down) - 1, int((one.x - one.size / 2) / across) - 1
    end, right = int((one.y + one.size / 2) / down) + 2, int((one.x + one.size / 2) / across) + 2
    return float(found.fused[max(0, top) : end, max(0, left) : right].max())


def rows(scenes: Sequence[str], scales: Sequence[float | None]) -> Iterator[list[str]]:
    """One for each scale: recall by size, averaged over the scenes, and the cost."""
    for scale in scales:
        some = [measure(scene, scale) for scene in scenes]
        recall = (np.mean([one.recall[size] for one in some]) for size in SIZES)
        yield [
            "whole" if scale is None else f"{scale:g}",
            str(some[0].tiles),
            *(f"{100 * share:.0f}" for share in recall),
            f"{np.mean([one.seconds for one in some]):.1f}",
            f"{np.mean([one.seconds / one.bare for one in some]):.2f}",
        ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scenes", nargs="*", default=list(SCENES), choices=list(SCENES))
    parser.add_argument("--scales", nargs="*", type=float, default=[0.25, 0.5, 1.0])
    parser.add_argument("--json", type=Path, help="write a result file")
    args = parser.parse_args()
    head = (
        "scale",
        "tiles",
        *(f"{size} px, %" for size in SIZES),
        "CPU s an image",
        "of bare passes",
    )
    lines = []
    for line in rows(args.scenes, [None, *args.scales]):
        lines.append(line)
        print(*line, flush=True)
    title = "Recall by the size of a defect"
    print(f"\n{table(head, lines)}")
    settings = {"scenes": args.scenes, "defects of each size": 2 * _EACH}
    tables = [{"title": title, "head": head, "rows": lines}]
    content = circumstances() | {"settings": settings, "tables": tables}
    write_json(args.json, {"benchmark": "small_defects", **content})


if __name__ == "__main__":
    main()
