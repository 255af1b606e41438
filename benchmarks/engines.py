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
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from ad_studio.detection.backbones import openvino_network
from ad_studio.detection.backbones.engines import (
    ALIKE,
    FASTER,
    Candidate,
    Network,
    distances,
    starter_candidates,
)
from ad_studio.detection.backbones.precision import has_fast_bfloat16
from ad_studio.paths import resources
from ad_studio.tiling import STARTER_SIDE
from benchmarks.figures import circumstances, table, write_json

_NAMES = {"vision": "tower", "efficientnet": "EfficientNet"}


def networks(candidate: Candidate, folder: Path) -> dict[str, Network]:
    """A network by every engine, each with one thread."""
    file, example = folder / f"{candidate.network}.xml", candidate.pixels[0]
    openvino_network.convert(candidate.exact, example, file)
    return {
        "torch as shipped": candidate.shipped,
        "torch, float32": candidate.exact,
        "OpenVINO, float32": openvino_network.OpenVinoNetwork(file, precision="f32"),
        "OpenVINO, bfloat16": openvino_network.OpenVinoNetwork(file, precision="bf16"),
        "ONNX Runtime, float32": by_onnx_runtime(candidate, file.with_suffix(".onnx")),
    }


def by_onnx_runtime(candidate: Candidate, file: Path) -> Network:
    """In float32: its processor kernels know no bfloat16 for these layers."""
    import onnxruntime

    example = candidate.pixels[0]
    torch.onnx.export(candidate.exact, (example,), file, dynamo=True, verbose=False)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
    (given,) = session.get_inputs()

    def run(pixels: Tensor) -> list[Tensor]:
        return [torch.from_numpy(one) for one in session.run(None, {given.name: pixels.numpy()})]

    return run


def processor_seconds(
    runs: Mapping[str, Network], image: Tensor, *, rounds: int
) -> dict[str, float]:
    """Median time of the processor for one image, by engine; the engines take turns."""
    taken: dict[str, list[float]] = {engine: [] for engine in runs}
    for number in range(rounds + 2):
        for engine, run in runs.items():
            started = time.process_time()
            run(image)
            if number >= 2:
                taken[engine].append(time.process_time() - started)
    return {engine: statistics.median(times) for engine, times in taken.items()}


def rows(candidate: Candidate, *, rounds: int) -> list[list[str]]:
    """One row per engine."""
    reference, image = candidate.pixels
    with tempfile.TemporaryDirectory() as folder, torch.inference_mode():
        runs = networks(candidate, Path(folder))
        truth = distances(candidate.exact, reference, image)
        seconds = processor_seconds(runs, image, rounds=rounds)
        found = []
        for engine, run in runs.items():
            gain = seconds["torch as shipped"] / seconds[engine]
            alike = float(np.corrcoef(truth, distances(run, reference, image))[0, 1])
            passes = "yes" if gain >= FASTER and alike > ALIKE else "no"
            found.append(
                [
                    f"{_NAMES[candidate.network]}: {engine}",
                    f"{1000 * seconds[engine]:.1f}",
                    f"{gain:.2f}",
                    f"{alike:.5f}",
                    "" if engine.startswith("torch") else passes,
                ]
            )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", type=Path, help="write a result file")
    args = parser.parse_args()
    torch.set_num_threads(1)
    sample = resources() / "sample"
    files: Sequence[Path] = (sample / "reference.jpg", sample / "inspect" / "part_12.jpg")
    images = [np.asarray(Image.open(file).convert("RGB")) for file in files]
    candidates = starter_candidates(resources() / "starter", images)
    found = [row for one in candidates for row in rows(one, rounds=args.rounds)]
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
        "torch as shipped": "bfloat16" if has_fast_bfloat16(torch.device("cpu")) else "float32",
        "gate": f"{FASTER} times as fast, maps correlate above {ALIKE}",
    }
    title = "Engines for the starter's two networks"
    tables = [{"title": title, "head": head, "rows": found}]
    content = circumstances() | {"settings": settings, "tables": tables}
    write_json(args.json, {"benchmark": "engines", **content})


if __name__ == "__main__":
    main()
