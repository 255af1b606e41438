"""What a model of the whole image finds beside one of tiles, the greater of both in sigma counting.

    python -m benchmarks.whole_beside_tiles DATA --sets SET ... --json whole-beside-tiles.json

First on generated boards of 4 000 x 3 000 pixels: chips that are missing, chips that lie a little
beside their place, and small spots. A defect is found if the map at its place exceeds everything on
two good boards. Then on labelled sets, cut into tiles at twice the usual input.

*Both* is the greater deviation in sigma; *both scaled* likewise, once that of the whole image is
multiplied so that both REVIEW thresholds are the same.
"""

import argparse
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from ad_studio.detection.alignment.transform import View
from ad_studio.detection.anomaly_map import AnomalyMap
from ad_studio.detection.augmentation import held_out_views
from ad_studio.detection.backbones.base import VisionBackbone
from ad_studio.detection.backbones.registry import load_backbone
from ad_studio.detection.calibration import first_thresholds
from ad_studio.detection.detectors.base import AnyDetector, FitData
from ad_studio.detection.detectors.devprompt.detector import DevPromptDetector
from ad_studio.detection.detectors.devprompt.settings import DevPromptSettings
from ad_studio.detection.fitting import PartToLearn, ReadImage, fit_and_check
from ad_studio.detection.inputs import InputPipeline
from ad_studio.domain import InputSize, RgbImage
from ad_studio.evaluation.layouts import Category, TestImage, find_categories
from ad_studio.evaluation.metrics import image_metrics, mistakes, pixel_metrics
from ad_studio.evaluation.pixels import ExactPixels, region_shares
from ad_studio.evaluation.settings import NATIVE_SIDE
from ad_studio.imaging.masks import load_mask, resize_mask
from ad_studio.imaging.resize import resize_rgb
from ad_studio.map_regions import resize_map
from ad_studio.progress import SilentProgress
from ad_studio.services.inspection.model_input import reader
from ad_studio.tiling import STARTER_SIDE
from benchmarks.figures import circumstances, table, write_json
from benchmarks.large_images import CHIP, HEIGHT, WIDTH, board, chips, damage, defects, shot

_SCALE = 0.5  # of the board, in tiles
_ASIDE = 60  # pixels by which a chip lies beside its place
_AT_ONCE = 4  # chips missing or displaced on an image
_SPOTS = (16, 32, 64)
_VIEWS = 4  # of the good board, for thresholds
_EACH = 12  # spots of each size on an image
_LOOKS = ("tiles", "whole", "both", "both scaled")

Box = tuple[int, int, int, int]
"""Left, top, right and bottom, in pixels of the board."""


def _settings(side: int | None) -> DevPromptSettings:
    """Tiles of an input of this side in pixels, as a training makes them; None: the whole image."""
    if side is None:
        return DevPromptSettings()
    return DevPromptSettings(image_size=side, tile=STARTER_SIDE, smoothing=0.0)


def _starter() -> VisionBackbone:
    return load_backbone("starter", device=torch.device("cpu"))


def _seen(image: RgbImage) -> ReadImage:
    def read(input_size: InputSize) -> RgbImage:
        width, height = input_size(image.shape[1], image.shape[0])
        return resize_rgb(image, width=width, height=height)

    return read


# ---- boards


def _boards() -> Iterator[tuple[RgbImage, list[tuple[str, Box]]]]:
    """Boards with what is wrong on each of them: a name and where."""
    places = chips()
    groups = [places[i : i + _AT_ONCE] for i in range(0, len(places), _AT_ONCE)]
    for seed, group in enumerate(groups, start=3):
        rest = [place for place in places if place not in group]
        boxes = [(x, y, x + CHIP[0], y + CHIP[1]) for x, y in group]
        yield shot(board(rest), seed=seed), [("chip missing", box) for box in boxes]
        aside = [(x + _ASIDE, y) for x, y in group]
        named = [("chip displaced", (x, y, x + CHIP[0] + _ASIDE, y + CHIP[1])) for x, y in group]
        yield shot(board([*rest, *aside]), seed=seed), named
    image, found = shot(board(), seed=20), []
    for one in defects(_SPOTS, each=_EACH, seed=20):
        damage(image, one, seed=20)
        half = one.size // 2
        box = (one.x - half, one.y - half, one.x + half, one.y + half)
        found.append((f"spot of {one.size} px", box))
    yield image, found


def board_rows() -> Iterator[list[str]]:
    """Recall by kind of defect, of each look."""
    good, side = _seen(shot(board(), seed=0)), round(_SCALE * math.sqrt(WIDTH * HEIGHT))
    looks = [_board_detector(good, _settings(one)) for one in (side, None)]
    scale = _scale(*(_score_of_views(look, good) for look in looks))
    limits = [-math.inf, -math.inf]
    for seed in (1, 2):
        found = _both(looks, _seen(shot(board(), seed=seed)))
        limits = [max(a, float(one.fused.max())) for a, one in zip(limits, found, strict=True)]
    hits: dict[str, list[list[bool]]] = {}
    for image, wrong in _boards():
        found = _both(looks, _seen(image))
        for name, box in wrong:
            peaks = [_at(one, box) for one in found]
            over = [peak > limit for peak, limit in zip(peaks, limits, strict=True)]
            over += [
                max(peaks[0], factor * peaks[1]) > max(limits[0], factor * limits[1])
                for factor in (1.0, scale)
            ]
            hits.setdefault(name, []).append(over)
    for name, some in hits.items():
        yield [name, str(len(some)), *(f"{100 * share:.0f}" for share in np.mean(some, axis=0))]


def _board_detector(good: ReadImage, settings: DevPromptSettings) -> AnyDetector:
    inputs = InputPipeline.of_whole_images(
        _starter(), image_size=settings.image_size, tile=settings.tile
    )
    return DevPromptDetector.fit(
        inputs,
        FitData(noun="board", references=[good(inputs.transform.input_size)]),
        settings=settings,
        progress=SilentProgress(),
    )


def _score_of_views(look: AnyDetector, good: ReadImage) -> tuple[float, ...]:
    """Scores of views of the reference that it did not learn from."""
    views = held_out_views(View(good(look.input_size)), _VIEWS, seed=1, turn=False)
    return tuple(look.score([view.pixels])[0].score for view in views)


def _scale(tiles: Sequence[float], whole: Sequence[float]) -> float:
    """What brings the scores of the whole image to those of tiles, by scores of their views."""
    (of_tiles, _), (of_whole, _) = first_thresholds(tiles), first_thresholds(whole)
    return of_tiles.review / of_whole.review


def _both(looks: Sequence[AnyDetector], read: ReadImage) -> list[AnomalyMap]:
    return [one.score([read(one.input_size)])[0] for one in looks]


def _at(found: AnomalyMap, box: Box) -> float:
    """The highest value of the map over a box and one patch around it."""
    rows, columns = found.fused.shape
    down, across = HEIGHT / rows, WIDTH / columns
    left, top, right, bottom = box
    part = found.fused[
        max(0, int(top / down) - 1) : int(bottom / down) + 2,
        max(0, int(left / across) - 1) : int(right / across) + 2,
    ]
    return float(part.max())


# ---- labelled sets


@dataclass(frozen=True, slots=True, eq=False)
class _Judged:
    """What one look made of a set; maps at `NATIVE_SIDE`."""

    scores: npt.NDArray[np.float64]
    maps: list[npt.NDArray[np.float32]]
    views: tuple[float, ...]

    @classmethod
    def of(cls, category: Category, *, side: int | None) -> "_Judged":
        """Fit on the first image to learn from, and judge all test images."""
        part = PartToLearn(
            noun=category.noun, references=[reader(category.train[0], bit_depth=None)]
        )
        fitted = fit_and_check(
            DevPromptDetector,
            _starter(),
            part,
            settings=_settings(side),
            seed=0,
            progress=SilentProgress(),
        )
        scores, maps = [], []
        for one in category.test:
            read = reader(one.path, bit_depth=None)
            (found,) = fitted.detector.score([read(fitted.detector.input_size)])
            scores.append(found.score)
            maps.append(resize_map(found.fused, width=NATIVE_SIDE, height=NATIVE_SIDE))
        return cls(np.array(scores), maps, fitted.check.view_scores)

    def beside(self, other: "_Judged", *, factor: float) -> "_Judged":
        """The greater of both, the other multiplied by a factor."""
        pairs = zip(self.maps, other.maps, strict=True)
        return _Judged(
            np.maximum(self.scores, factor * other.scores),
            [np.maximum(one, np.float32(factor) * two) for one, two in pairs],
            tuple(max(a, factor * b) for a, b in zip(self.views, other.views, strict=True)),
        )


def set_rows(category: Category) -> Iterator[list[str]]:
    """What each look finds in a set."""
    tiles = _Judged.of(category, side=2 * STARTER_SIDE)
    whole = _Judged.of(category, side=None)
    bad = np.array([one.is_defective for one in category.test])
    shares = [_share(one) for one in category.test]
    both = tiles.beside(whole, factor=1.0)
    scaled = tiles.beside(whole, factor=_scale(tiles.views, whole.views))
    for name, judged in zip(_LOOKS, (tiles, whole, both, scaled), strict=True):
        pool = ExactPixels()
        for found, share in zip(judged.maps, shares, strict=True):
            pool.add(found, share)
        thresholds, _ = first_thresholds(judged.views)
        of = image_metrics(judged.scores, bad) | pixel_metrics(pool.pixels())
        of |= mistakes(judged.scores, bad, thresholds)
        columns = ("image_auroc", "pixel_auroc", "aupro", "overkill", "escape")
        yield [category.name, name, *(_percent(of.values[one]) for one in columns)]


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}"


def _share(one: TestImage) -> npt.NDArray[np.float32]:
    if one.mask is None:
        return np.zeros((NATIVE_SIDE, NATIVE_SIDE), dtype=np.float32)
    return region_shares(resize_mask(load_mask(one.mask), width=NATIVE_SIDE, height=NATIVE_SIDE))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, help="labelled sets, in the layout of MVTec AD")
    parser.add_argument("--sets", nargs="+", required=True, help="which of them")
    parser.add_argument("--json", type=Path, help="write a result file")
    parser.add_argument("--every", type=int, default=1, help="judge each n-th test image only")
    args = parser.parse_args()
    found = []

    def keep(title: str, head: Sequence[str], rows: Iterator[list[str]]) -> None:
        lines = []
        for row in rows:
            lines.append(row)
            print(*row, flush=True)
        print(f"\n{title}\n{table(head, lines)}\n", flush=True)
        found.append({"title": title, "head": list(head), "rows": lines})

    title = f"Boards of {WIDTH} x {HEIGHT} pixels: found, %"
    keep(title, ("defect", "of them", *_LOOKS), board_rows())
    sets = [one for one in find_categories(args.data) if one.name in args.sets]
    fewer = [replace(one, test=one.test[:: args.every]) for one in sets]
    head = ("set", "look", "image AUROC", "pixel AUROC", "AUPRO", "overkill", "escape")
    keep("Labelled sets, %", head, (row for one in fewer for row in set_rows(one)))
    settings = {
        "board in tiles": f"scale {_SCALE}",
        "sets in tiles": f"{2 * STARTER_SIDE} px",
        "test images": f"each {args.every}.",
    }
    content = circumstances() | {"settings": settings, "tables": found}
    write_json(args.json, {"benchmark": "whole_beside_tiles", **content})


if __name__ == "__main__":
    main()
