"""Seconds per image of both levels of DevPrompt beside two well-known detectors, in turns.

    python -m benchmarks.peers --json docs/benchmarks/peers.json

Run it on a quiet machine. PatchCore (WideResNet-50, stages 2 and 3) and AnomalyDINO (DINOv2
ViT-S/14) are built afresh from what their papers compute for an image, on timm's networks with
random weights: the time does not depend on the weights. Decoding is left out everywhere.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ad_studio.domain import Level
from ad_studio.services.inspection.model_input import load_detector
from ad_studio.tiling import STARTER_SIDE
from benchmarks.figures import Figure, as_rows, circumstances, table, write_json
from benchmarks.material import sample_picture, trained_project

_CORESET = 0.1  # of the patches of the reference, PatchCore's own default
_TURNS = 8  # turned copies of the reference in AnomalyDINO's memory


class PatchCore(nn.Module):
    """Means of 3 x 3 features of stages 2 and 3 side by side, each searched in a coreset."""

    def __init__(self, side: int) -> None:
        """Of square images of `side` pixels."""
        import timm  # after the program has guarded it against torchvision

        super().__init__()
        self.network: Any = timm.create_model(
            "wide_resnet50_2", pretrained=False, features_only=True, out_indices=(2, 3)
        ).eval()
        self.memory = torch.randn(round(_CORESET * (side // 8) ** 2), 1536)

    def forward(self, pixels: Tensor) -> Tensor:
        """Distances [P] of the patches of an image [1, 3, side, side]."""
        fine, coarse = (F.avg_pool2d(one, 3, 1, 1) for one in self.network(pixels))
        coarse = F.interpolate(coarse, fine.shape[-2:], mode="bilinear")
        tokens = torch.cat([fine, coarse], dim=1)[0].flatten(1).T
        return torch.cdist(tokens, self.memory).min(dim=1).values


class AnomalyDino(nn.Module):
    """Last tokens of DINOv2 ViT-S/14, searched by cosine among those of the turned reference."""

    def __init__(self, side: int) -> None:
        """Of square images of `side` pixels."""
        import timm

        super().__init__()
        self.network: Any = timm.create_model(
            "vit_small_patch14_dinov2", pretrained=False, img_size=side
        ).eval()
        self.memory = F.normalize(torch.randn(_TURNS * (side // 14) ** 2, 384), dim=-1)

    def forward(self, pixels: Tensor) -> Tensor:
        """Distances [P] of the patches of an image [1, 3, side, side]."""
        tokens = F.normalize(self.network.forward_features(pixels)[0, 1:], dim=-1)
        return 1 - (tokens @ self.memory.T).max(dim=1).values


def measure(*, repeats: int, folder: Path) -> list[Figure]:
    """Median milliseconds of each, one after the other in every round."""
    ways: dict[str, tuple[str, Callable[[], object]]] = {}
    for level in Level:
        side = level.image_size or STARTER_SIDE
        picture = np.asarray(sample_picture((side, side)))
        with trained_project(folder / level, level=level) as project:
            model = project.store.models.in_force()
            assert model is not None
            detector = load_detector(project, model, device="cpu")
        ways[f"DevPrompt on the starter, {level}"] = (
            f"{side} px",
            lambda detector=detector, picture=picture: detector.score([picture]),  # type: ignore[misc]
        )
    for name, kind, side in (
        ("PatchCore, WideResNet-50", PatchCore, 256),
        ("PatchCore, WideResNet-50", PatchCore, 448),
        ("AnomalyDINO, ViT-S/14", AnomalyDino, 448),
    ):
        peer, pixels = kind(side), torch.randn(1, 3, side, side)
        ways[f"{name}, {side} px"] = (
            "float32, random weights",
            lambda peer=peer, pixels=pixels: peer(pixels),  # type: ignore[misc]
        )
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    with torch.inference_mode():
        for number in range(repeats + 1):
            for name, (_, run) in ways.items():
                started = time.perf_counter()
                run()
                if number:  # the first round warms up
                    seconds[name].append(time.perf_counter() - started)
    return [
        Figure(
            name,
            1000 * statistics.median(seconds[name]),
            "ms",
            f"{settings}, batch 1, median of {repeats}, {torch.get_num_threads()} threads",
        )
        for name, (settings, _) in ways.items()
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=15)
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ad_studio-", ignore_cleanup_errors=True) as folder:
        figures = measure(repeats=args.repeats, folder=Path(folder))
    print(table(("name", "ms"), [[one.name, f"{one.value:.0f}"] for one in figures]))
    content = {"benchmark": "peers", **circumstances(), "settings": {"repeats": args.repeats}}
    write_json(args.json, {**content, "parts": {"peers": as_rows(figures)}})


if __name__ == "__main__":
    main()
