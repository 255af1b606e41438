"""Speed and memory of training and inspection."""

import statistics
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from unittest.mock import patch

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor

from ad_studio import paths
from ad_studio.detection.anomaly_map import AnomalyMap
from ad_studio.detection.backbones import precision as precision_module
from ad_studio.detection.backbones import starter
from ad_studio.detection.backbones.base import to_pixels
from ad_studio.detection.backbones.efficientnet import create_network
from ad_studio.detection.backbones.precision import has_fast_bfloat16, vision_autocast
from ad_studio.detection.backbones.vision_tower import MEAN, PATCH, STD, create_tower
from ad_studio.domain import RgbImage
from ad_studio.imaging.files import list_images, read_bytes
from ad_studio.progress import SilentProgress
from ad_studio.services.inspection import inspector
from ad_studio.services.inspection.model_input import load_detector, model_input
from ad_studio.services.projects.project import Project
from ad_studio.tiling import STARTER_SIDE
from benchmarks.figures import Figure
from benchmarks.material import SIDE, photographs, trained_project
from benchmarks.options import Options, run_probe

_CPU = torch.device("cpu")
_FORWARDS = 10  # between two inspections
_COMPARED = 6


def training(options: Options, folder: Path) -> list[Figure]:
    """From the click to a stored model, each time in a fresh process: torch's import counts."""
    seconds = []
    for i in range(options.repeats):
        found = run_probe("work", folder / str(i), "--epochs", str(options.epochs))
        seconds.append(found["train_seconds"])
    settings = (
        f"starter, {STARTER_SIDE} px, {options.epochs} epochs, CPU, import of torch and loading "
        f"included, median of {options.repeats}"
    )
    return [
        Figure(
            "Training, from click to ready",
            statistics.median(seconds),
            "s",
            settings,
            at_most=60,
        )
    ]


def throughput(options: Options, folder: Path) -> list[Figure]:
    """Inspection beside the bare vision forward pass, in turns in one process."""
    images = photographs(folder / "images", options.images)
    bare = _BareNetworks(_image(images))
    own, forwards, inspections = [], [], []
    with trained_project(folder / "workspace") as project:
        bare.seconds(bare.by_timm, 3)
        for _ in range(options.repeats):
            forwards += bare.seconds(bare.by_timm, _FORWARDS)
            own += bare.seconds(bare.as_inspected, _FORWARDS)
            inspections.append(_inspect_seconds(project, images) / options.images)
        forwards += bare.seconds(bare.by_timm, _FORWARDS)
    forward, image = statistics.median(forwards), statistics.median(inspections)
    faster = statistics.median(own)
    size = f"{STARTER_SIDE} x {STARTER_SIDE} px, batch 1, {_number_format()}"
    files = f"{options.images} JPEG files of {SIDE} x {SIDE} px"
    return [
        Figure(
            "Bare forward pass of both networks",
            forward * 1000,
            "ms",
            f"{size}, timm's own blocks, median",
        ),
        Figure(
            "Bare forward pass of both networks as the program runs them",
            faster * 1000,
            "ms",
            f"{size}, attention head by head, batch norms folded, median",
        ),
        Figure(
            "Inspection, per image",
            image * 1000,
            "ms",
            f"{size}, {files}, decoding, scoring and storing, median of {options.repeats} runs",
        ),
        Figure(
            "Inspection rate over bare forward rate",
            forward / image,
            "",
            f"timm's own pass, measured in turns in one process, {torch.get_num_threads()} threads",
            at_least=0.9,
        ),
        Figure(
            "Inspection rate over the program's own bare forward rate",
            faster / image,
            "",
            "the same networks in both, measured in turns in the same process",
        ),
    ]


def precision(options: Options, folder: Path) -> list[Figure]:
    """float32 beside bfloat16: times of the bare networks, and what the maps say."""
    images = photographs(folder / "images", _COMPARED)
    seconds: dict[torch.dtype, list[float]] = {torch.float32: [], torch.bfloat16: []}
    bare = {}
    for dtype in seconds:
        with _numbers(dtype):
            bare[dtype] = _BareNetworks(_image(images))
    for _ in range(options.repeats):
        for dtype, networks in bare.items():
            with _numbers(dtype):
                networks.seconds(networks.as_inspected, 2)
                seconds[dtype] += networks.seconds(networks.as_inspected, _FORWARDS)
    full, half = (statistics.median(found) for found in seconds.values())
    with trained_project(folder / "workspace") as project:
        exact, short = (_maps(project, images, dtype) for dtype in seconds)
    pairs = list(zip(exact, short, strict=True))
    correlation = min(np.corrcoef(a.fused.ravel(), b.fused.ravel())[0, 1] for a, b in pairs)
    size = f"{STARTER_SIDE} x {STARTER_SIDE} px, batch 1"
    compared = f"{STARTER_SIDE} px, {len(pairs)} images, float32 beside bfloat16, fused map"
    return [
        Figure("Vision forward pass, float32", full * 1000, "ms", f"{size}, median"),
        Figure("Vision forward pass, bfloat16", half * 1000, "ms", f"{size}, median"),
        Figure("bfloat16 time over float32 time", half / full, "", size),
        Figure("Correlation of the maps, lowest", float(correlation), "", compared),
        Figure(
            "Difference of a score, largest",
            max(abs(a.score - b.score) for a, b in pairs),
            "sigma",
            f"{compared}, scores {min(a.score for a in exact):.1f} to "
            f"{max(a.score for a in exact):.1f} sigma",
        ),
    ]


def memory(options: Options, folder: Path) -> list[Figure]:
    """Peak of one process that trains and then inspects, and how it grows on the way."""
    images = photographs(folder / "images", options.images)
    found = run_probe(
        "work", folder / "workspace", "--epochs", str(options.epochs), "--folder", str(images)
    )
    if found["peak_gb"] is None:
        print("memory: only Linux tells the sizes that this part needs")
        return []
    both = f"training ({options.epochs} epochs), then {options.images} images at {STARTER_SIDE} px"
    return [
        Figure("Peak memory of training", found["train_peak_gb"], "GB", both),
        Figure("Peak memory", found["peak_gb"], "GB", f"{both}, one process", at_most=1.5),
        Figure(
            "Growth of memory during the inspection",
            found["growth_gb"],
            "GB",
            f"median of the last tenth of {options.images} images over that of the second tenth",
        ),
    ]


class _BareNetworks:
    """The starter's two vision networks on one image, as timm has them and as the program does."""

    def __init__(self, image: RgbImage) -> None:
        folder = paths.resources() / starter.STARTER
        self._tower = create_tower()
        self._tower.load_state_dict(_floats(folder / "vision.safetensors"))
        self._network = create_network()
        self._network.load_state_dict(_floats(folder / "efficientnet.safetensors"), strict=False)
        self._backbone = starter.StarterBackbone(folder, device=_CPU)
        self._image = image
        rows, columns = self._backbone.encode_images([image]).grid
        size = (columns * PATCH, rows * PATCH)
        self._pixels = to_pixels([image], size=size, mean=MEAN, std=STD, device=_CPU)
        whole = (image.shape[1], image.shape[0])
        self._whole = to_pixels([image], size=whole, mean=MEAN, std=STD, device=_CPU)

    def by_timm(self) -> object:
        """Through the kept blocks of both, without taking tokens out."""
        tower = self._tower
        with vision_autocast(_CPU):
            tokens = tower.blocks(tower._pos_embed(tower.patch_embed(self._pixels)))
        whole = self._whole.contiguous(memory_format=torch.channels_last)
        return tokens, self._network.forward_features(whole)

    def as_inspected(self) -> object:
        """From the image to the tokens that are compared."""
        return self._backbone.encode_images([self._image])

    def seconds(self, run: Callable[[], object], times: int) -> list[float]:
        """Time one way of running them."""
        found = []
        with torch.inference_mode():
            for _ in range(times):
                started = time.perf_counter()
                run()
                found.append(time.perf_counter() - started)
        return found


def _floats(file: Path) -> dict[str, Tensor]:
    return {name: value.float() for name, value in load_file(file).items()}


class _Clock(SilentProgress):
    """Remembers when the inspecting itself began, with the model loaded."""

    started = 0.0

    def status(self, words: object) -> None:  # noqa: ARG002
        self.started = time.perf_counter()


def _inspect_seconds(project: Project, images: Path) -> float:
    """From the model being loaded to the last result being stored."""
    clock = _Clock()
    inspector.inspect(project, images, device="cpu", progress=clock)
    return time.perf_counter() - clock.started


def _image(images: Path) -> RgbImage:
    path = list_images(images)[0]
    image, _ = model_input(
        read_bytes(path),
        path=path,
        input_size=lambda _width, _height: (STARTER_SIDE, STARTER_SIDE),
        bit_depth=None,
    )
    return image


def _maps(project: Project, images: Path, dtype: torch.dtype) -> list[AnomalyMap]:
    model = project.store.models.in_force()
    assert model is not None
    found = []
    with _numbers(dtype):
        detector = load_detector(project, model, device="cpu")
        for path in list_images(images):
            data = read_bytes(path)
            image, _ = model_input(data, path=path, input_size=detector.input_size, bit_depth=None)
            found += detector.score([image])
    return found


def _numbers(dtype: torch.dtype) -> AbstractContextManager[object]:
    """Have vision networks loaded and run in this number format."""
    short = dtype is torch.bfloat16
    return patch.object(precision_module, "has_fast_bfloat16", lambda _device: short)


def _number_format() -> str:
    return "bfloat16" if has_fast_bfloat16(_CPU) else "float32"
