"""AnoPLe with and without its parts, on labelled sets.

    python -m benchmarks.anople DATA --json docs/benchmarks/anople.json
    python -m benchmarks.anople DATA --backbone ViT-B-16-plus-240/laion400m_e32

Where the vision tower takes no learned tokens, each set is encoded once for all variants, and
there is nothing to project from one tower into the other.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import fmean

import torch

from ad_studio.detection.backbones.base import VisionBackbone
from ad_studio.detection.backbones.caching import CachingBackbone
from ad_studio.detection.backbones.registry import load_backbone
from ad_studio.domain import TrainSettings
from ad_studio.evaluation.measure import measure
from ad_studio.evaluation.plan import Run, plan
from ad_studio.evaluation.settings import EvaluationSettings
from ad_studio.progress import SilentProgress
from benchmarks.figures import circumstances, table, write_json

Values = Mapping[str, float | None]

AS_GIVEN = "as given"
_VARIANTS: Mapping[str, Mapping[str, str]] = {
    AS_GIVEN: {},
    "prompts not trained": {"epochs": "0"},
    "no prefixes": {"coupling.prefixes": "false"},
}
_PROJECTIONS: Mapping[str, Mapping[str, str]] = {
    "text not projected": {"coupling.text_to_vision": "false"},
    "vision not projected": {"coupling.vision_to_text": "false"},
    "neither": {"coupling.text_to_vision": "false", "coupling.vision_to_text": "false"},
}
_METRICS = (
    "pixel_auroc",
    "pixel_auroc_text",
    "pixel_auroc_visual",
    "aupro",
    "image_auroc",
)
_NAMES = ("pixel AUROC", "text AUROC", "visual AUROC", "AUPRO", "image AUROC")
_CACHED = 400  # images; of a set with those painted for training


def variants(backbone: VisionBackbone) -> dict[str, Mapping[str, str]]:
    """Settings by the name of a variant, those that make a difference on a backbone."""
    return {**_VARIANTS, **({} if backbone.vision_width is None else _PROJECTIONS)}


def rows(found: Mapping[str, Sequence[Values]]) -> Iterator[list[str]]:
    """A line for each name: means of what was measured, percent."""
    for name, values in found.items():
        means = []
        for metric in _METRICS:
            known = [value for one in values if (value := one[metric]) is not None]
            means.append(f"{100 * fmean(known):.1f}" if known else "–")
        yield [name, *means]


def _measured(run: Run, options: Mapping[str, str], backbone: VisionBackbone) -> Values:
    settings = run.method.make_settings(options, seed=run.seed)
    found = measure(
        replace(run, settings=settings),
        backbone,
        original_resolution=False,
        judged=lambda: None,
        progress=SilentProgress(),
    )
    return found.metrics.values


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("root", type=Path, help="labelled sets, as for `ad-studio evaluate`")
    parser.add_argument("--category", nargs="*", default=(), help="only these sets")
    parser.add_argument("--backbone", default=TrainSettings().backbone)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write a result file")
    args = parser.parse_args()
    settings = EvaluationSettings(
        root=args.root,
        out=Path(),
        categories=tuple(args.category),
        detectors=("anople",),
        backbone=args.backbone,
        seeds=args.seeds,
    )
    plain = load_backbone(args.backbone, weights=None, device=torch.device("cpu"), image_size=None)
    chosen = variants(plain)
    by_variant: dict[str, list[Values]] = {name: [] for name in chosen}
    by_set: dict[str, list[Values]] = {}
    for run in plan(settings):
        backbone = CachingBackbone(plain, capacity=_CACHED)
        for name, options in chosen.items():
            values = _measured(run, options, backbone)
            by_variant[name].append(values)
            if name == AS_GIVEN:
                by_set.setdefault(run.category.name, []).append(values)
        print(f"{run.name} is measured", flush=True)
    tables = []
    for title, first, found in (
        ("By set", "set", by_set),
        ("Without its parts", "variant", by_variant),
    ):
        head, lines = (first, *_NAMES), list(rows(found))
        print(f"\n{table(head, lines)}")
        tables.append({"title": title, "head": head, "rows": lines})
    told = {"backbone": args.backbone, "shots": 1, "seeds": args.seeds}
    content = circumstances() | {"settings": told, "tables": tables}
    write_json(args.json, {"benchmark": "anople", **content})


if __name__ == "__main__":
    main()
