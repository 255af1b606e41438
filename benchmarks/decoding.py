"""What decoding in child processes costs an inspection, on ordinary image files.

    python -m benchmarks.decoding --json docs/benchmarks/decoding.json

For each kind of file, a folder is inspected with images decoded in child processes, as the program
does, and in this process, in turns. Beside the rate stands the processor time of this process and
its children: on a busy machine the clock also counts what other programs take, and the rate is no
less than that of the processor time where all cores are busy anyway.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from unittest.mock import patch

import numpy as np
import psutil
from PIL import Image

from ad_studio.imaging import decode, decoders
from ad_studio.imaging.decode_pool import POOL, DecodePool
from ad_studio.imaging.loaded_image import LoadedImage
from ad_studio.progress import SilentProgress
from ad_studio.services.inspection import inspector
from ad_studio.services.projects.project import Project
from benchmarks.figures import Figure, as_rows, circumstances, met, table, write_json
from benchmarks.material import link, sample_picture, trained_project

LEAST_SHARE = 0.95
"""Of the rate with images decoded in this process."""

_KINDS = {
    "JPEG, 1 MP": ("JPEG", (1224, 1024)),
    "JPEG, 5 MP": ("JPEG", (2592, 1944)),
    "PNG, 5 MP": ("PNG", (2592, 1944)),
    "BMP, 12 MP": ("BMP", (4000, 3000)),
}
_OPTIONS = {"JPEG": {"quality": 92}, "PNG": {"compress_level": 3}, "BMP": {}}
_QUIET = 0.2  # cores that other programs take; with more, the clock tells nothing of this one
_DISTINCT = 2
_NOISE = 4  # grey values, as of a sensor


class _InThisProcess(DecodePool):
    """Decodes where it is called."""

    def decode(
        self,
        data: bytes,
        *,
        max_side: int | None,
        bit_depth: int | None,
        should_stop: Callable[[], bool],  # noqa: ARG002
    ) -> LoadedImage:
        """As the child processes do."""
        return decoders.decode(data, max_side=max_side, bit_depth=bit_depth)


class _Clock(SilentProgress):
    """Notes when the inspecting itself begins, with the model loaded."""

    started = 0.0
    used = 0.0

    def status(self, words: object) -> None:  # noqa: ARG002
        self.started, self.used = time.perf_counter(), _processor_seconds()


def _processor_seconds() -> float:
    """Of this process and its children so far."""
    here = psutil.Process()
    return sum(sum(one.cpu_times()[:2]) for one in (here, *here.children()))


def _inspect(project: Project, folder: Path) -> tuple[float, float]:
    """Seconds by the clock and of processors, from the first image to the last result stored."""
    clock = _Clock()
    run = inspector.inspect(project, folder, device="cpu", progress=clock)
    assert run.counts.error == 0
    return time.perf_counter() - clock.started, _processor_seconds() - clock.used


def _write_folder(folder: Path, kind: str, size: tuple[int, int], count: int) -> int:
    """Write images of the sample part under `count` names; returns the bytes of one."""
    folder.mkdir(parents=True)
    draw = np.random.default_rng(0)
    files = [folder / f"part_{i:04}.{kind.lower()}" for i in range(count)]
    for file in files[:_DISTINCT]:
        clean = np.asarray(sample_picture(size), dtype=np.float32)
        noisy = clean + _NOISE * draw.standard_normal(clean.shape, dtype=np.float32)
        Image.fromarray(noisy.clip(0, 255).astype(np.uint8)).save(file, kind, **_OPTIONS[kind])
    for i, file in enumerate(files[_DISTINCT:]):
        link(files[i % _DISTINCT], file)
    return files[0].stat().st_size


def measure(project: Project, folder: Path, *, images: int, repeats: int) -> list[Figure]:
    """Inspect a folder of each kind in both ways, in turns."""
    figures = []
    for name, (kind, size) in _KINDS.items():
        files = folder / kind.lower() / str(size[0])
        each = _write_folder(files, kind, size, images)
        found: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
        for in_child in (True, False):  # so that nothing starts or is imported later
            _measured(project, files, in_child=in_child)
        for _ in range(repeats):
            for in_child, runs in found.items():
                runs.append(_measured(project, files, in_child=in_child))
        child, here = (
            [statistics.median(run[at] for run in found[in_child]) for at in (0, 1)]
            for in_child in (True, False)
        )
        settings = (
            f"{size[0]} x {size[1]} px, {each / 1e6:.1f} MB, {images} images, median of {repeats} "
            "runs in turns"
        )
        others = _load()
        load = f"{settings}; other programs took {others:.1f} of {os.cpu_count()} cores"
        figures += [
            Figure(f"{name}: inspected", images / child[0], "images/s", load),
            Figure(f"{name}: rate over that in one process", here[0] / child[0], "", load,
                   at_least=LEAST_SHARE if others < _QUIET else None),
            Figure(f"{name}: processor time, per image", 1000 * child[1] / images, "ms", settings),
            Figure(f"{name}: processor time in one process over that", here[1] / child[1], "",
                   settings, at_least=LEAST_SHARE),
        ]  # fmt: skip
        print(figures[-3], figures[-1], sep="\n", flush=True)
    return figures


def _measured(project: Project, files: Path, *, in_child: bool) -> tuple[float, float]:
    here = nullcontext() if in_child else patch.object(decode, "POOL", _InThisProcess())
    with here:
        return _inspect(project, files)


def _load() -> float:
    """Cores that run other programs now."""
    return psutil.cpu_percent(interval=1) / 100 * (os.cpu_count() or 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--images", type=int, default=40, help="of each inspection")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    args = parser.parse_args()
    about = circumstances()
    with (
        tempfile.TemporaryDirectory(prefix="ad_studio-", ignore_cleanup_errors=True) as folder,
        trained_project(Path(folder) / "workspace") as project,
    ):
        figures = measure(project, Path(folder), images=args.images, repeats=args.repeats)
        POOL.close()
    rows = [
        (
            one.name,
            f"{one.value:.3f}",
            one.unit,
            {None: "", True: "met", False: "NOT MET"}[
                met(one.value, at_most=one.at_most, at_least=one.at_least)
            ],
        )
        for one in figures
    ]
    print("\n" + table(("name", "value", "unit", ""), rows))
    settings = {"images": args.images, "repeats": args.repeats}
    content = {
        "benchmark": "decoding",
        **about,
        "settings": settings,
        "parts": {"decoding": as_rows(figures)},
    }
    write_json(args.json, content)


if __name__ == "__main__":
    main()
