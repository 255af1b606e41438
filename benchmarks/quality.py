"""How well the maps find defects on real images, and what the program's own thresholds make of it.

    python -m benchmarks.quality --json docs/benchmarks/quality.json

For every set in MVTec AD layout: DevPrompt on the starter is trained on the first image of
train/good by the program's own functions, no defect phrases given, and scores every test image.
Pixel AUROC at 256 x 256 over all pixels of all test images, image AUROC of the score, and at the
thresholds that the program chose by itself: overkill (good parts called NG, or not OK) and escape
(defective parts called OK).
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from PIL import Image
from sklearn.metrics import roc_auc_score

from ad_studio.detection.backbones.base import Backbone
from ad_studio.detection.backbones.precision import has_fast_bfloat16, pick_device
from ad_studio.detection.backbones.registry import load_backbone
from ad_studio.detection.backbones.starter import LONG_SIDE, STARTER
from ad_studio.detection.calibration import first_thresholds
from ad_studio.detection.detectors.detector import AnomalyMap
from ad_studio.detection.detectors.devprompt import DevPromptSettings, fit
from ad_studio.domain import RgbImage, Thresholds, Verdict
from ad_studio.imaging.files import list_images, read_bytes
from ad_studio.imaging.heat import resize_map
from ad_studio.progress import SilentProgress
from ad_studio.services.detectors import InputSize, model_input
from ad_studio.services.training import self_check
from benchmarks.figures import circumstances, table, write_json

DATA = Path(__file__).parents[2] / "shared" / "data"
METRIC_SIDE = 256
MAPS = ("text", "visual", "fused")
NOUNS = {
    "ballscrew": "ball screw",
    "hazelnut_toy": "hazelnut",
    "mvtec_bottle": "bottle",
    "mvtec_carpet": "carpet",
    "mvtec_screw": "screw",
}
TARGETS = {
    "mvtec_bottle": 0.98,
    "hazelnut_toy": 0.985,
    "mvtec_carpet": 0.96,
    "mvtec_screw": 0.91,
    "ballscrew": 0.95,
    "cookie": 0.95,
}
"""Least pixel AUROC of the fused map."""


def measure(root: Path, backbone: Backbone, settings: DevPromptSettings) -> dict[str, Any]:
    """Train on a set's first good image and judge its test images."""
    noun = NOUNS.get(root.name, root.name.replace("_", " "))

    def input_size(width: int, height: int) -> tuple[int, int]:
        return backbone.input_size(width, height, long_side=settings.image_size)

    started = time.perf_counter()
    reference = list_images(root / "train" / "good")[0]
    image = _read(reference, input_size)
    silent = SilentProgress()
    detector = fit(backbone, [image], noun=noun, defects=(), settings=settings, progress=silent)
    check = self_check(detector, image, seed=settings.seed, progress=silent)
    thresholds, basis = first_thresholds([check.reference_score, *check.view_scores])
    trained = time.perf_counter()

    files = [file for kind in sorted((root / "test").iterdir()) for file in list_images(kind)]
    found = [detector.score([_read(file, detector.input_size)])[0] for file in files]
    scored = time.perf_counter()
    masks = np.stack([_mask(root, file) for file in files])
    bad = np.array([file.parent.name != "good" for file in files])
    return {
        "noun": noun,
        "reference": str(reference.relative_to(root)),
        "good": int((~bad).sum()),
        "defective": int(bad.sum()),
        "pixel_auroc": {kind: _pixel_auroc(found, kind, masks) for kind in MAPS},
        "image_auroc": _auroc(bad, np.array([one.score for one in found])),
        "target": TARGETS.get(root.name),
        "thresholds": {"review": thresholds.review, "ng": thresholds.ng},
        "basis": basis,
        **_mistakes(found, bad, thresholds),
        "train_seconds": round(trained - started, 2),
        "seconds_per_image": round((scored - trained) / len(files), 3),
    }


def _read(path: Path, input_size: InputSize) -> RgbImage:
    return model_input(read_bytes(path), path=path, input_size=input_size)[0]


def _mask(root: Path, test: Path) -> npt.NDArray[np.bool_]:
    """Where the defect is, bool [METRIC_SIDE, METRIC_SIDE]; nowhere on a good part."""
    if test.parent.name == "good":
        return np.zeros((METRIC_SIDE, METRIC_SIDE), dtype=np.bool_)
    path = root / "ground_truth" / test.parent.name / f"{test.stem}_mask.png"
    with Image.open(path) as mask:
        small = mask.convert("L").resize((METRIC_SIDE, METRIC_SIDE), Image.Resampling.NEAREST)
    return np.asarray(small) > 0


def _pixel_auroc(found: list[AnomalyMap], kind: str, masks: npt.NDArray[np.bool_]) -> float | None:
    maps = [resize_map(getattr(one, kind), width=METRIC_SIDE, height=METRIC_SIDE) for one in found]
    return _auroc(masks.ravel(), np.stack(maps).ravel())


def _auroc(truth: npt.NDArray[np.bool_], values: npt.NDArray[np.floating]) -> float | None:
    """None where only one of the two kinds is there."""
    return None if truth.all() or not truth.any() else float(roc_auc_score(truth, values))


def _mistakes(
    found: list[AnomalyMap], bad: npt.NDArray[np.bool_], thresholds: Thresholds
) -> dict[str, float | None]:
    verdicts = [thresholds.verdict(one.score) for one in found]

    def share(of: npt.NDArray[np.bool_], wrong: Callable[[Verdict], bool]) -> float | None:
        judged = [wrong(verdict) for verdict, counts in zip(verdicts, of, strict=True) if counts]
        return float(np.mean(judged)) if judged else None

    return {
        "overkill_ng": share(~bad, lambda verdict: verdict is Verdict.NG),
        "overkill_not_ok": share(~bad, lambda verdict: verdict is not Verdict.OK),
        "escape": share(bad, lambda verdict: verdict is Verdict.OK),
    }


def _line(name: str, found: dict[str, Any]) -> list[str]:
    def cell(value: float | None, form: str) -> str:
        return "-" if value is None else format(value, form)

    return [
        name,
        f"{found['good']}/{found['defective']}",
        *(cell(found["pixel_auroc"][kind], ".4f") for kind in MAPS),
        cell(found["target"], ".3f"),
        cell(found["image_auroc"], ".3f"),
        f"{found['thresholds']['review']:.2f}/{found['thresholds']['ng']:.2f}",
        *(cell(found[key], ".0%") for key in ("overkill_ng", "overkill_not_ok", "escape")),
        f"{found['train_seconds']:.0f}",
    ]


_HEAD = (
    *("set", "good/bad", "text", "visual", "fused", "target", "image", "thresholds"),
    *("good NG", "good not OK", "escape", "train s"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=Path, default=DATA, help="folder of sets")
    parser.add_argument("--sets", nargs="+", help="only these")
    parser.add_argument("--size", type=int, help="long input side in pixels")
    parser.add_argument("--epochs", type=int, default=100, help="0: prompts as they start")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", default="cpu", choices=("auto", "cpu", "cuda"))
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    args = parser.parse_args()

    roots = sorted(path for path in args.root.iterdir() if (path / "test").is_dir())
    if args.sets:
        unknown = set(args.sets) - {root.name for root in roots}
        if unknown:
            parser.error(f"no such set: {', '.join(sorted(unknown))}")
        roots = [root for root in roots if root.name in args.sets]
    device = pick_device(args.device)
    backbone = load_backbone(STARTER, device=device)
    settings = DevPromptSettings(epochs=args.epochs, seed=args.seed, image_size=args.size)
    sets = {}
    for root in roots:
        sets[root.name] = found = measure(root, backbone, settings)
        print(table(_HEAD, [_line(root.name, found)]), flush=True)
    print("\n" + table(_HEAD, [_line(name, found) for name, found in sets.items()]))
    write_json(
        args.json,
        {
            "benchmark": "quality",
            **circumstances(),
            "settings": {
                "backbone": STARTER,
                "backbone_sha256": backbone.sha256,
                "long_side": args.size or LONG_SIDE,
                "epochs": args.epochs,
                "seed": args.seed,
                "device": str(device),
                "number_format": "bfloat16" if has_fast_bfloat16(device) else "float32",
                "torch_threads": torch.get_num_threads(),
                "metric_side": METRIC_SIDE,
            },
            "sets": sets,
        },
    )


if __name__ == "__main__":
    main()
