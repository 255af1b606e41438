"""Speed, memory and agreement with the CPU on a CUDA GPU.

    python -m benchmarks.gpu --json docs/benchmarks/gpu.json
    python -m benchmarks.gpu --device cpu --quick      # only to see that the script itself works

Parts: agreement, throughput, training, learning, tiles. Without a CUDA device it says so and ends
with exit code 1.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image

from ad_studio import detector_registry, paths
from ad_studio.detection.backbones.base import VisionBackbone
from ad_studio.detection.backbones.registry import load_backbone
from ad_studio.detection.detectors.base import AnyDetector, FitData
from ad_studio.detection.detectors.devprompt.detector import DevPromptDetector
from ad_studio.detection.fitting import PartToLearn, fit_and_check
from ad_studio.detection.inputs import InputPipeline
from ad_studio.domain import RgbImage
from ad_studio.imaging.resize import resize_rgb
from ad_studio.progress import SilentProgress
from ad_studio.tiling import STARTER_SIDE
from benchmarks.figures import Figure, as_rows, circumstances, met, write_json
from benchmarks.large_images import HEIGHT, WIDTH, casting, shot

NO_DEVICE = "There is no CUDA device here: nothing was measured."
_CPU = torch.device("cpu")
# bfloat16 on one side and float32 on the other change a score by .1 sigma (benchmarks.speed).
_ALIKE, _SCORE_APART = 0.999, 0.2
_BARE_SHARE = 0.9  # of the rate of bare passes, as on the CPU
_TILE_COST = 1.15  # times the passes of its tiles, at most


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to measure, and how much.

    Attributes:
        device: A GPU; the CPU only to try this script.
        images: Of each timed inspection.
        confirmed: Parts that are learned from.
        repeats: Of what is repeated.
        methods: Compared with the CPU.
    """

    device: torch.device
    images: int = 512
    confirmed: int = 10
    repeats: int = 3
    methods: tuple[str, ...] = ()

    def wait(self) -> None:
        """Until everything that was asked of the device is done."""
        if self.device.type == "cuda":
            torch.cuda.synchronize(self.device)

    def seconds(self, run: Callable[[], object]) -> float:
        """Median time of so many runs, after one that is not timed."""
        taken = []
        for number in range(self.repeats + 1):
            self.wait()
            started = time.perf_counter()
            run()
            self.wait()
            if number:
                taken.append(time.perf_counter() - started)
        return statistics.median(taken)

    def peak(self, name: str, run: Callable[[], object], settings: str) -> list[Figure]:
        """The most memory of the device that a run takes; nothing on the CPU."""
        if self.device.type != "cuda":
            run()
            return []
        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats(self.device)
        run()
        most = torch.cuda.max_memory_allocated(self.device) / 1e9
        return [Figure(f"Peak GPU memory of {name}", most, "GB", settings)]


def sample(count: int) -> list[RgbImage]:
    """So many images of the sample part, at the starter's own size; the first is a reference."""
    folder = paths.resources() / "sample"
    files = [folder / "reference.jpg", *sorted((folder / "inspect").glob("*.jpg"))]
    some = [
        np.asarray(
            Image.open(file)
            .convert("RGB")
            .resize((STARTER_SIDE, STARTER_SIDE), Image.Resampling.BICUBIC)
        )
        for file in files[:count]
    ]
    return [some[number % len(some)] for number in range(count)]


def starter(device: torch.device) -> VisionBackbone:
    """The starter on a device."""
    return load_backbone("starter", device=device)


def fitted(
    name: str,
    device: torch.device,
    images: Sequence[RgbImage],
    *,
    confirmed: Sequence[RgbImage] = (),
    size: int | None = None,
    tile: int | None = None,
) -> AnyDetector:
    """A detector fitted on a device, with the settings as shipped."""
    kind = detector_registry.find(name).load()
    settings = kind.make_settings({}, image_size=size, tile=tile)
    inputs = InputPipeline.of_whole_images(starter(device), image_size=size, tile=tile)
    found: AnyDetector = kind.fit(
        inputs,
        FitData(noun="metal flange", references=images, confirmed_ok=confirmed),
        settings=settings,
        progress=SilentProgress(),
    )
    return found


def agreement(scope: Scope) -> list[Figure]:
    """Each method, fitted on either device: its maps and scores beside those of the CPU."""
    reference, *others = sample(7)
    figures = []
    for name in scope.methods:
        here, there = (
            fitted(name, device, [reference]).score(others) for device in (_CPU, scope.device)
        )
        pairs = list(zip(here, there, strict=True))
        alike = min(float(np.corrcoef(a.fused.ravel(), b.fused.ravel())[0, 1]) for a, b in pairs)
        apart = max(abs(a.score - b.score) / max(1.0, abs(a.score)) for a, b in pairs)
        settings = f"{name}, fitted on both, {len(others)} images at {STARTER_SIDE} px"
        figures += [
            Figure(f"{name}: lowest correlation of maps", alike, "", settings, at_least=_ALIKE),
            Figure(
                f"{name}: largest difference of a score",
                apart,
                "",
                f"{settings}, as share of the score, of 1 sigma where that is less",
                at_most=_SCORE_APART,
            ),
        ]
    return figures


def throughput(scope: Scope) -> list[Figure]:
    """Scoring in full batches, beside bare passes of both networks on the same batches."""
    detector = fitted("devprompt", scope.device, sample(1))
    images = sample(scope.images)
    batches = [images[at : at + detector.batch] for at in range(0, len(images), detector.batch)]
    backbone, blocks = detector.inputs.backbone, detector.inputs.blocks

    def score() -> None:
        for some in batches:
            detector.score(some)

    def bare() -> None:
        for some in batches:
            backbone.encode_images(some, blocks=blocks)

    rate, most = (scope.images / scope.seconds(run) for run in (score, bare))
    settings = f"{STARTER_SIDE} px, {scope.images} decoded images, batches of {detector.batch}"
    return [
        Figure("Images a second", rate, "", settings),
        Figure("Bare passes a second", most, "", settings),
        Figure("Rate over the bare rate", rate / most, "", settings, at_least=_BARE_SHARE),
        *scope.peak("an inspection", score, settings),
    ]


def training(scope: Scope) -> list[Figure]:
    """From decoded reference to thresholds, backbone loaded."""
    (reference,) = sample(1)
    backbone = starter(scope.device)
    part = PartToLearn(noun="metal flange", references=[lambda _size: reference])

    def train() -> None:
        settings = DevPromptDetector.make_settings({})
        fit_and_check(
            DevPromptDetector, backbone, part, settings=settings, seed=0, progress=SilentProgress()
        )

    settings = f"devprompt, {STARTER_SIDE} px, 100 epochs, self-check included"
    return [
        Figure("Training", scope.seconds(train), "s", f"{settings}, median of {scope.repeats}"),
        *scope.peak("training", train, settings),
    ]


def learning(scope: Scope) -> list[Figure]:
    """Training with confirmed parts."""
    reference, *good = sample(1 + scope.confirmed)

    def learn() -> None:
        fitted("devprompt", scope.device, [reference], confirmed=good)

    settings = f"devprompt, {STARTER_SIDE} px, {scope.confirmed} confirmed parts, with loading"
    return [
        Figure("Learning", scope.seconds(learn), "s", f"{settings}, median of {scope.repeats}"),
        *scope.peak("learning", learn, settings),
    ]


def tiles(scope: Scope) -> list[Figure]:
    """A large image in tiles, beside bare passes of as many tiles."""
    size = round((WIDTH * HEIGHT) ** 0.5)
    picture = casting()
    whole = fitted(
        "devprompt",
        scope.device,
        [_at_input(shot(picture, seed=0), size)],
        size=size,
        tile=STARTER_SIDE,
    )
    image = _at_input(shot(picture, seed=1), size)
    inputs = whole.inputs
    assert inputs.tiling is not None
    count = inputs.tiling.count(image.shape[1], image.shape[0])
    some = [image[:STARTER_SIDE, :STARTER_SIDE]] * min(count, inputs.at_once)

    def bare() -> None:
        for at in range(0, count, len(some)):
            inputs.backbone.encode_images(some[: count - at], blocks=inputs.blocks)

    settings = f"devprompt, {WIDTH} x {HEIGHT} px at full size, {count} tiles of {STARTER_SIDE} px"
    seconds, least = scope.seconds(lambda: whole.score([image])), scope.seconds(bare)
    return [
        Figure("A large image in tiles", seconds, "s", settings),
        Figure("Time over its tiles' passes", seconds / least, "", settings, at_most=_TILE_COST),
        *scope.peak("an image in tiles", lambda: whole.score([image]), settings),
    ]


def _at_input(image: RgbImage, size: int) -> RgbImage:
    """A large image at the input size of that side."""
    width, height = starter(_CPU).input_size(WIDTH, HEIGHT, side=size)
    return resize_rgb(image, width=width, height=height)


_PARTS: dict[str, Callable[[Scope], list[Figure]]] = {
    "agreement": agreement,
    "throughput": throughput,
    "training": training,
    "learning": learning,
    "tiles": tiles,
}


def _machine(device: torch.device) -> dict[str, Any]:
    """Circumstances with the GPU beside the processor."""
    about = circumstances()
    if device.type == "cuda":
        about["versions"]["CUDA"] = torch.version.cuda
        about["machine"]["cpu"] += f" with {torch.cuda.get_device_name(device)}"
    return about


def main(given: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=_PARTS, default=list(_PARTS))
    parser.add_argument("--device", choices=("cuda", "cpu"), default="cuda")
    parser.add_argument("--quick", action="store_true", help="next to nothing, to try the script")
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    args = parser.parse_args(given)
    if args.device == "cuda" and not torch.cuda.is_available():
        raise SystemExit(NO_DEVICE)
    device = torch.device(args.device)
    scope = Scope(device, methods=tuple(detector_registry.names()))
    if args.quick:
        scope = Scope(device, images=2, confirmed=1, repeats=1, methods=("memory",))
    settings = {"images": scope.images, "repeats": scope.repeats, "confirmed": scope.confirmed}
    about, rows = _machine(device), {}
    for name in args.only:
        figures = _PARTS[name](scope)
        for one in figures:
            kept = met(one.value, at_most=one.at_most, at_least=one.at_least)
            answer = {None: "", True: "met", False: "NOT MET"}[kept]
            print(f"{one.name}: {one.value:.3f} {one.unit} {answer} ({one.settings})", flush=True)
        rows[name] = as_rows(figures)
        write_json(args.json, {"benchmark": "gpu", **about, "settings": settings, "parts": rows})


if __name__ == "__main__":
    main()
