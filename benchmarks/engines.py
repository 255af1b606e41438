"""Both networks of the starter by torch and by two other engines: time and agreement of the maps.

    python -m pip install --target OUT --no-deps openvino onnxruntime onnx onnxscript onnx_ir \
        ml_dtypes flatbuffers protobuf
    PYTHONPATH=OUT python -m benchmarks.engines --json docs/benchmarks/engines.json

An engine behind the backbone's encoder pays from 1.3 times as fast as torch is as shipped, on maps
that correlate above .999 with those of torch at full precision. Each engine has one
thread, the engines take turns, and what counts is the time of the processor, which other
programs on the machine change little.

A map is the distance of each token of one image to the nearest token of another one.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from safetensors.torch import load_file
from torch import Tensor, nn

from ad_studio.detection.backbones.base import to_pixels
from ad_studio.detection.backbones.efficientnet import create_network, fold_norms
from ad_studio.detection.backbones.precision import has_fast_bfloat16, vision_autocast
from ad_studio.detection.backbones.text_tower import JOINT_BLOCKS
from ad_studio.detection.backbones.vision_tower import (
    KEPT_BLOCKS,
    MEAN,
    PATCH,
    STD,
    block_tokens,
    create_tower,
    load_tower,
)
from ad_studio.paths import resources
from ad_studio.tiling import STARTER_SIDE
from benchmarks.figures import circumstances, table, write_json

_FASTER, _ALIKE = 1.3, 0.999
_CPU = torch.device("cpu")
_BLOCKS = tuple(sorted({*JOINT_BLOCKS, KEPT_BLOCKS - 1}))
_STAGES = (2, 4, 6)
_HALF = (0.5, 0.5, 0.5)

Run = Callable[[Tensor], Sequence[Tensor]]
"""Pixels [1, 3, H, W] to tokens [1, P, w] of each level."""


class Tower(nn.Module):
    """The vision tower as a module of its own, float32."""

    def __init__(self, weights: Path) -> None:
        super().__init__()
        self.tower = create_tower()
        self.tower.load_state_dict({k: v.float() for k, v in load_file(weights).items()})
        self.requires_grad_(False)

    def forward(self, pixels: Tensor) -> tuple[Tensor, ...]:
        """Tokens of the blocks that the starter asks for."""
        return tuple(block_tokens(self.tower, pixels, _BLOCKS))


class Stages(nn.Module):
    """The convolutional network as a module of its own, float32, norms folded."""

    def __init__(self, weights: Path) -> None:
        super().__init__()
        self.network = create_network()
        tensors = {name: one.float() for name, one in load_file(weights).items()}
        self.network.load_state_dict(tensors, strict=False)
        fold_norms(self.network)
        self.requires_grad_(False).eval()

    def forward(self, pixels: Tensor) -> tuple[Tensor, ...]:
        """What the three stages say, as tokens."""
        x = self.network.bn1(self.network.conv_stem(pixels))
        found = []
        for number, block in enumerate(self.network.blocks):
            x = block(x)
            if number in _STAGES:
                found.append(x.flatten(2).transpose(1, 2))
        return tuple(found)


def by_torch_as_shipped(module: nn.Module) -> Run:
    """With the number format and memory layout that the program chooses."""
    if isinstance(module, Tower):
        tower = load_tower(_weights("vision"), device=_CPU)
        return _autocast(lambda pixels: tower.tokens(pixels, _BLOCKS))
    shipped = module.to(memory_format=torch.channels_last)
    return _autocast(lambda x: shipped(x.contiguous(memory_format=torch.channels_last)))


def _autocast(run: Run) -> Run:
    def autocast(pixels: Tensor) -> list[Tensor]:
        with torch.inference_mode(), vision_autocast(_CPU):
            return [tokens.float() for tokens in run(pixels)]

    return autocast


def by_torch(module: nn.Module) -> Run:
    """In float32."""

    def run(pixels: Tensor) -> list[Tensor]:
        with torch.inference_mode():
            return list(module(pixels))

    return run


def by_openvino(module: nn.Module, example: Tensor, *, precision: str) -> Run:
    """In "f32" or "bf16"."""
    import openvino as ov

    converted = ov.convert_model(module, example_input=example, input=[tuple(example.shape)])
    hints = {
        "INFERENCE_NUM_THREADS": 1,
        "PERFORMANCE_HINT": "LATENCY",
        "INFERENCE_PRECISION_HINT": precision,
    }
    compiled = ov.Core().compile_model(converted, "CPU", hints)

    def run(pixels: Tensor) -> list[Tensor]:
        found = compiled([pixels.numpy()])
        return [torch.from_numpy(found[port]) for port in compiled.outputs]

    return run


def by_onnx_runtime(module: nn.Module, example: Tensor) -> Run:
    """In float32: its processor kernels know no bfloat16 for these layers."""
    import onnxruntime

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "network.onnx")
        torch.onnx.export(module, (example,), file, dynamo=True, verbose=False)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
    (given,) = session.get_inputs()

    def run(pixels: Tensor) -> list[Tensor]:
        return [torch.from_numpy(one) for one in session.run(None, {given.name: pixels.numpy()})]

    return run


def distance_map(run: Run, image: Tensor, reference: Tensor) -> np.ndarray:
    """Distance of each token to the nearest one of the reference, of all levels in a row."""
    found = []
    for seen, known in zip(run(image), run(reference), strict=True):
        similar = (
            nn.functional.normalize(seen[0], dim=-1) @ nn.functional.normalize(known[0], dim=-1).mT
        )
        level = 1 - similar.max(dim=1).values
        found.append((level / level.std()).numpy())
    return np.concatenate(found)


def processor_seconds(runs: Mapping[str, Run], image: Tensor, *, rounds: int) -> dict[str, float]:
    """Median time of the processor for one image, by engine; the engines take turns."""
    taken: dict[str, list[float]] = {engine: [] for engine in runs}
    for number in range(rounds + 2):
        for engine, run in runs.items():
            started = time.process_time()
            run(image)
            if number >= 2:
                taken[engine].append(time.process_time() - started)
    return {engine: statistics.median(times) for engine, times in taken.items()}


def rows(name: str, module: nn.Module, pixels: Sequence[Tensor], *, rounds: int) -> list[list[str]]:
    """One row per engine."""
    reference, image = pixels
    exact = by_torch(module)
    runs = {
        "torch as shipped": by_torch_as_shipped(module),
        "torch, float32": exact,
        "OpenVINO, float32": by_openvino(module, reference, precision="f32"),
        "OpenVINO, bfloat16": by_openvino(module, reference, precision="bf16"),
        "ONNX Runtime, float32": by_onnx_runtime(module, reference),
    }
    truth = distance_map(exact, image, reference)
    seconds = processor_seconds(runs, image, rounds=rounds)
    found = []
    for engine, run in runs.items():
        gain = seconds["torch as shipped"] / seconds[engine]
        alike = float(np.corrcoef(truth, distance_map(run, image, reference))[0, 1])
        passes = "yes" if gain >= _FASTER and alike > _ALIKE else "no"
        found.append(
            [
                f"{name}: {engine}",
                f"{1000 * seconds[engine]:.1f}",
                f"{gain:.2f}",
                f"{alike:.5f}",
                "" if engine.startswith("torch") else passes,
            ]
        )
    return found


def _weights(name: str) -> Path:
    return resources() / "starter" / f"{name}.safetensors"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", type=Path, help="write a result file")
    args = parser.parse_args()
    torch.set_num_threads(1)
    sample = resources() / "sample"
    files = (sample / "reference.jpg", sorted((sample / "inspect").iterdir())[-1])
    images = [np.asarray(Image.open(file).convert("RGB")) for file in files]

    def pixels(side: int, mean: tuple[float, ...], std: tuple[float, ...]) -> list[Tensor]:
        return [
            to_pixels([image], size=(side, side), mean=mean, std=std, device=_CPU)
            for image in images
        ]

    found = rows(
        "tower", Tower(_weights("vision")), pixels(STARTER_SIDE // 16 * PATCH, MEAN, STD),
        rounds=args.rounds,
    )  # fmt: skip
    found += rows(
        "EfficientNet", Stages(_weights("efficientnet")), pixels(STARTER_SIDE, _HALF, _HALF),
        rounds=args.rounds,
    )  # fmt: skip
    head = (
        "network and engine",
        "ms of the processor",
        "times as fast",
        "maps correlate",
        "passes",
    )
    print(table(head, found))
    settings = {
        "engines": ", ".join(f"{name} {version(name)}" for name in ("openvino", "onnxruntime")),
        "threads": 1,
        "rounds": args.rounds,
        "image": f"{STARTER_SIDE} px, one at a time",
        "torch as shipped": "bfloat16" if has_fast_bfloat16(_CPU) else "float32",
        "gate": f"{_FASTER} times as fast, maps correlate above {_ALIKE}",
    }
    title = "Engines for the starter's two networks"
    tables = [{"title": title, "head": head, "rows": found}]
    write_json(
        args.json,
        {"benchmark": "engines", **circumstances(), "settings": settings, "tables": tables},
    )


if __name__ == "__main__":
    main()
