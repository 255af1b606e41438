"""Every tower of the adapter table by name: does it load, see patches, and train?

    python -m benchmarks.open_clip_towers [--architecture RN50 ...] [--epochs 3]

Random weights, so the figures say nothing about quality. Prints one line per architecture: grids,
seconds per image (median of three, after one to warm up) and seconds per step of prompt learning;
or why it cannot be used here.
"""

import argparse
import platform
import statistics
import time

import numpy as np
import torch

from ad_studio.detection.backbones.open_clip_backbone import with_random_weights
from ad_studio.detection.backbones.precision import has_fast_bfloat16, pick_device
from ad_studio.detection.prompt_learning.losses import LossSettings
from ad_studio.detection.prompt_learning.trainer import learn_prompts
from ad_studio.errors import BackboneError
from ad_studio.progress import SilentProgress

TABLE = (
    "ViT-B-16-plus-240", "ViT-B-16", "ViT-B-16-quickgelu", "MobileCLIP-B", "MobileCLIP-S1",
    "MobileCLIP-S2", "MobileCLIP2-S0", "MobileCLIP2-S2", "ViT-B-16-SigLIP", "PE-Core-B-16",
    "RN50", "coca_ViT-B-32", "ViTamin-S", "EVA02-B-16", "convnext_base",
)  # fmt: skip


def seconds(action) -> float:
    """Median of three runs, after one that does not count."""
    taken = []
    for _ in range(4):
        started = time.perf_counter()
        action()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken[1:])


def measure(architecture: str, *, device: torch.device, epochs: int) -> str:
    """One line about one architecture."""
    backbone = with_random_weights(architecture, device=device)
    image = np.random.default_rng(0).integers(0, 256, (240, 360, 3), dtype=np.uint8)
    tokens = backbone.encode_images([image])
    per_image = seconds(lambda: backbone.encode_images([image]))
    started = time.perf_counter()
    learn_prompts(
        backbone,
        tokens.joint[0].clone(),
        noun="metal nut",
        defects=["scratch"],
        epochs=epochs,
        seed=0,
        loss_settings=LossSettings(),
        progress=SilentProgress(),
    )
    per_step = (time.perf_counter() - started) / epochs
    return (
        f"joint {tokens.grid}, hidden {tokens.hidden_grid}, {per_image:.2f} s per image, "
        f"{per_step:.2f} s per step"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--architecture", nargs="+", default=TABLE)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    device = pick_device(options.device)
    print(
        f"{platform.processor() or platform.machine()}, {device}, {torch.get_num_threads()} threads"
        f", torch {torch.__version__}, bfloat16 {has_fast_bfloat16(device)}"
    )
    for architecture in options.architecture:
        try:
            line = measure(architecture, device=device, epochs=options.epochs)
        except BackboneError as error:
            line = f"not usable: {error}"
        print(f"{architecture}: {line}", flush=True)


if __name__ == "__main__":
    main()
