"""How long reports of many flagged images take, how much memory, and how large they are.

    python -m benchmarks.reports --json docs/benchmarks/reports.json

1 000 flagged images of 1920 x 1440 pixels; each format is written by a process of its own.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image

from ad_studio.domain import ResultMaps, RunStatus
from ad_studio.imaging.hashing import sha256_file
from ad_studio.progress import SilentProgress
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.workspace import Workspace
from ad_studio.services.reports import export_report
from ad_studio.store import NewResult
from benchmarks.figures import Figure, as_rows, circumstances, table, write_json
from benchmarks.material import link
from benchmarks.workspace import NAME, Size, make_project

_FORMATS = ("html", "pdf", "xlsx", "csv")
_SIZE = (1920, 1440)
_PICTURES = 20  # different ones; more are the same files under other names
_BATCH = 200
_SELF, _CHILDREN = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN


def make(root: Path, images: int) -> None:
    """Make a workspace whose latest run has only flagged images."""
    with make_project(root, Size(results=1, verified=0, versions=1)) as project:
        _add_run(project, root / "flagged", images)


def measure(root: Path, name: str) -> None:
    """Write one report; print its time, processor time, memory and size."""
    with Workspace(root).open(NAME) as project:
        out = root / f"report.{name}"
        start = time.perf_counter()
        export_report(project, out, format=name, progress=SilentProgress())
        taken = time.perf_counter() - start
    used = sum(resource.getrusage(who).ru_utime for who in (_SELF, _CHILDREN))
    peak = resource.getrusage(_SELF).ru_maxrss / 1024
    print(f"{taken:.1f} {used:.1f} {peak:.0f} {out.stat().st_size / 1e6:.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--images", type=int, default=1000)
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    parser.add_argument("--one", nargs=2, metavar=("FOLDER", "FORMAT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        measure(Path(options.one[0]), options.one[1])
        return
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), options.images)
        figures = []
        for name in _FORMATS:
            command = [sys.executable, "-m", "benchmarks.reports", "--one", folder, name]
            said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
            figures += _figures(name, *map(float, said.split()), images=options.images)
    print(
        table(("what", "measured", "unit"), [(f.name, f"{f.value:.3g}", f.unit) for f in figures])
    )
    content = {"benchmark": "reports", **circumstances(), "settings": {"images": options.images}}
    write_json(options.json, {**content, "parts": {"reports": as_rows(figures)}})


def _figures(
    name: str, seconds: float, processor: float, peak: float, size: float, *, images: int
) -> list[Figure]:
    settings = f"{images} flagged images of {_SIZE[0]} x {_SIZE[1]} px, a process of its own"
    return [
        Figure(f"{name}: written in", seconds, "s", settings, at_most=60),
        Figure(f"{name}: processor time, decoders included", processor, "s", settings),
        Figure(f"{name}: peak of memory", peak, "MB", settings, at_most=1000),
        Figure(f"{name}: file", size, "MB", settings),
    ]


def _add_run(project: Project, folder: Path, images: int) -> None:
    paths = [folder / f"part_{number:05}.jpg" for number in range(images)]
    _write_pictures(paths)
    draw = np.random.default_rng(0)
    model = project.store.models.in_force()
    assert model is not None
    run = project.store.runs.start(model_id=model.id, folder=folder, total=images, lot="L9")
    for start in range(0, images, _BATCH):
        batch = [_result(path, draw) for path in paths[start : start + _BATCH]]
        project.store.results.add(run.id, batch).result()
    project.store.runs.finish(run.id, RunStatus.FINISHED)


def _result(path: Path, draw: np.random.Generator) -> NewResult:
    sigma = draw.gamma(4.0, 0.4, (32, 42)).astype(np.float32)
    row, column = draw.integers(4, 28, 2)
    sigma[row - 2 : row + 2, column - 2 : column + 2] += 9
    return NewResult(
        path=path,
        size=path.stat().st_size,
        mtime_ns=1,
        sha256=sha256_file(path),
        width=_SIZE[0],
        height=_SIZE[1],
        score=float(sigma.max()),
        maps=ResultMaps(text=sigma, visual=sigma, fused=sigma),
    )


def _write_pictures(paths: list[Path]) -> None:
    """Pictures with the noise of a camera on a few shapes."""
    paths[0].parent.mkdir()
    draw = np.random.default_rng(1)
    width, height = _SIZE
    y, x = np.mgrid[0:height, 0:width]
    for path in paths[:_PICTURES]:
        round_part = (y - height / 2) ** 2 + (x - width / 2) ** 2 < draw.integers(300, 600) ** 2
        grey = np.where(round_part, 150, 60) + draw.normal(0, 6, (height, width))
        pixels = np.repeat(grey.clip(0, 255).astype(np.uint8)[..., None], 3, axis=2)
        Image.fromarray(pixels).save(path, quality=92)
    for number, path in enumerate(paths[_PICTURES:]):
        link(paths[number % _PICTURES], path)


if __name__ == "__main__":
    main()
