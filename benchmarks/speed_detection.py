"""Speed and memory of training and inspection."""

import statistics
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any
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
from ad_studio.detection.backbones.precision import has_fast_bfloat16, vision_autocast
from ad_studio.detection.backbones.vision_tower import (
    KEPT_BLOCKS,
    MEAN,
    STD,
    block_tokens,
    create_tower,
)
from ad_studio.imaging.files import list_images, read_bytes
from ad_studio.progress import SilentProgress
from ad_studio.services.inspection import inspector
from ad_studio.services.inspection.model_input import load_detector, model_input
from ad_studio.services.projects.project import Project
from benchmarks.figures import Figure
from benchmarks.material import SIDE, photographs, trained_project
from benchmarks.options import Options, run_probe

_CPU = torch.device("cpu")
_LONG_SIDE = starter.LONG_SIDE
_FORWARDS = 10  # between two inspections
_COMPARED = 6


def training(options: Options, folder: Path) -> list[Figure]:
    """From the click to a stored model, each time in a fresh process: torch's import counts."""
    seconds = []
    for i in range(options.repeats):
        found = run_probe("work", folder / str(i), "--epochs", str(options.epochs))
        seconds.append(found["train_seconds"])
    settings = (
        f"starter, {_LONG_SIDE} px, {options.epochs} epochs, CPU, import of torch and loading "
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
    pixels = _pixels(images)
    bare = _BareTower()
    own, forwards, inspections = [], [], []
    with trained_project(folder / "workspace") as project:
        bare.seconds(pixels, 3)
        for _ in range(options.repeats):
            forwards += bare.seconds(pixels, _FORWARDS, whole=_timm_pass)
            own += bare.seconds(pixels, _FORWARDS)
            inspections.append(_inspect_seconds(project, images) / options.images)
        forwards += bare.seconds(pixels, _FORWARDS, whole=_timm_pass)
    forward, image = statistics.median(forwards), statistics.median(inspections)
    faster = statistics.median(own)
    size = f"{_LONG_SIDE} x {_LONG_SIDE} px, batch 1, {_number_format()}"
    files = f"{options.images} JPEG files of {SIDE} x {SIDE} px"
    return [
        Figure(
            "Bare vision forward pass",
            forward * 1000,
            "ms",
            f"{size}, blocks 0 to 8, timm's own blocks, median",
        ),
        Figure(
            "Bare vision forward pass with attention head by head",
            faster * 1000,
            "ms",
            f"{size}, blocks 0 to 8 as the program runs them, median",
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
            "attention head by head in both, measured in turns in the same process",
        ),
    ]


def precision(options: Options, folder: Path) -> list[Figure]:
    """float32 beside bfloat16: times of the bare tower, and what the maps say."""
    images = photographs(folder / "images", _COMPARED)
    pixels = _pixels(images)
    bare = _BareTower()
    seconds: dict[torch.dtype, list[float]] = {torch.float32: [], torch.bfloat16: []}
    for _ in range(options.repeats):
        for dtype in seconds:
            bare.seconds(pixels, 2, _autocast(dtype))
            seconds[dtype] += bare.seconds(pixels, _FORWARDS, _autocast(dtype))
    full, half = (statistics.median(found) for found in seconds.values())
    with trained_project(folder / "workspace") as project:
        exact, short = (_maps(project, images, dtype) for dtype in seconds)
    pairs = list(zip(exact, short, strict=True))
    correlation = min(np.corrcoef(a.fused.ravel(), b.fused.ravel())[0, 1] for a, b in pairs)
    size = f"{_LONG_SIDE} x {_LONG_SIDE} px, batch 1"
    compared = f"{_LONG_SIDE} px, {len(pairs)} images, float32 beside bfloat16, fused map"
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
    both = f"training ({options.epochs} epochs), then {options.images} images at {_LONG_SIDE} px"
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


class _BareTower:
    """The starter's vision tower alone."""

    def __init__(self) -> None:
        weights = load_file(paths.resources() / starter.STARTER / "vision.safetensors")
        self._tower = create_tower()
        self._tower.load_state_dict({name: value.float() for name, value in weights.items()})

    def seconds(
        self,
        pixels: Tensor,
        times: int,
        autocast: AbstractContextManager[object] | None = None,
        *,
        whole: Callable[[Any, Tensor], object] | None = None,
    ) -> list[float]:
        """Time forward passes through the last kept block, as the program runs them or `whole`."""
        found = []
        with torch.inference_mode(), autocast or vision_autocast(_CPU):
            for _ in range(times):
                started = time.perf_counter()
                (whole or _own_pass)(self._tower, pixels)
                found.append(time.perf_counter() - started)
        return found


def _own_pass(tower: Any, pixels: Tensor) -> list[Tensor]:
    return block_tokens(tower, pixels, (KEPT_BLOCKS - 1,))


def _timm_pass(tower: Any, pixels: Tensor) -> Tensor:
    return tower.blocks(tower._pos_embed(tower.patch_embed(pixels)))


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


def _pixels(images: Path) -> Tensor:
    path = list_images(images)[0]
    image, _ = model_input(
        read_bytes(path), path=path, input_size=lambda _width, _height: (_LONG_SIDE, _LONG_SIDE)
    )
    return to_pixels([image], size=(_LONG_SIDE, _LONG_SIDE), mean=MEAN, std=STD, device=_CPU)


def _maps(project: Project, images: Path, dtype: torch.dtype) -> list[AnomalyMap]:
    model = project.store.models.in_force()
    assert model is not None
    short = dtype is torch.bfloat16
    found = []
    with patch.object(precision_module, "has_fast_bfloat16", lambda _device: short):
        detector = load_detector(model, device="cpu")
        for path in list_images(images):
            image, _ = model_input(read_bytes(path), path=path, input_size=detector.input_size)
            found += detector.score([image])
    return found


def _autocast(dtype: torch.dtype) -> AbstractContextManager[object]:
    return nullcontext() if dtype is torch.float32 else torch.autocast("cpu", dtype=dtype)


def _number_format() -> str:
    return "bfloat16" if has_fast_bfloat16(_CPU) else "float32"
