"""The viewer over thousands of images: time to the next one, and whether the memory stays flat.

    python -m benchmarks.viewer --json docs/benchmarks/viewer.json
    python -m benchmarks.viewer --only steps --timed 20

The real window, offscreen, on 12-megapixel JPEG files with maps and thresholds but without any
detection. Every step goes to the next image, as the Right key does. Parts: steps (each waits until
the neighbours are decoded), memory (a user in a hurry, who does not wait), huge (100 megapixels).
A part that is not measured keeps its figures in the file.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ad_studio.domain import Basis
from benchmarks import viewer_huge
from benchmarks.figures import Figure, as_rows, circumstances, priority, table, write_json
from benchmarks.material import CAMERA_SIZE, NAME, camera_photographs
from benchmarks.probe import inspect_page, memory_gb, wait

_GRID = (28, 37)  # patches of a 4:3 image at the starter's size
_BATCH = 500
_WHAT = (
    f"{CAMERA_SIZE[0]} x {CAMERA_SIZE[1]} px JPEG, heat, contours and regions, "
    f"offscreen{priority()}"
)


def make_project(workspace: Path, images: Path, count: int) -> None:
    """A project with one model and a run over `count` images of `images`."""
    from ad_studio.domain import ResultMaps, RunStatus, SelfCheck, Thresholds
    from ad_studio.imaging.hashing import sha256_file
    from ad_studio.services.projects import references
    from ad_studio.services.projects.workspace import Workspace
    from ad_studio.store import NewResult

    draw = np.random.default_rng(0)
    files = sorted(images.iterdir())
    with Workspace(workspace).create(NAME, noun="metal nut", defects=("scratch",)) as project:
        store = project.store
        references.set_reference(project, files[0])
        training_set = store.training_sets.current()
        assert training_set is not None
        folder = store.models.new_folder()
        (folder / "model.json").write_text("{}", encoding="utf-8")
        model = store.models.add(
            folder=folder,
            training_set_id=training_set.id,
            detector="devprompt",
            backbone="starter",
            backbone_sha256="0" * 64,
            seed=0,
            device="cpu",
            train_seconds=1.0,
            self_check=SelfCheck(0.4, (0.9, 1.3), (4.1, 5.2)),
            thresholds=Thresholds(3.0, 5.0),
            basis=Basis.from_text("3 and 5 sigma of the reference"),
        )
        run = store.runs.start(model_id=model.id, folder=images, total=count)
        for start in range(0, count, _BATCH):
            batch = []
            for i in range(start, min(start + _BATCH, count)):
                sigma = draw.gamma(9.0, 0.12, _GRID).astype(np.float32)
                sigma[8:12, 5 + i % 20 : 9 + i % 20] += 6
                width, height = CAMERA_SIZE
                batch.append(
                    NewResult(
                        path=files[i],
                        size=1,
                        mtime_ns=1,
                        sha256=sha256_file(files[i]),
                        width=width,
                        height=height,
                        score=float(sigma.max()),
                        maps=ResultMaps(text=sigma, visual=sigma, fused=sigma),
                        timings={},
                    )
                )
            store.results.add(run.id, batch).result()
        store.runs.finish(run.id, RunStatus.FINISHED)


def walk(workspace: Path, *, timed: int, steps: int) -> dict[str, list[float]]:
    """Go through the run in the real window; runs in a process of its own.

    Args:
        workspace: With the project.
        timed: Steps forward and as many back, each after the neighbours are decoded.
        steps: Steps forward without waiting.
    """
    app, window, page = inspect_page(workspace)
    jobs = window.session.jobs
    wait(app, lambda: page.view.viewer.shown_id is not None and not jobs.busy)
    found: dict[str, list[float]] = {
        name: [] for name in ("next", "previous", "own", "hurry", "mb")
    }

    def go(step: int) -> tuple[float, float]:
        wanted = page.state.results.neighbour(page.state.image.requested_id, step)
        started, own = time.perf_counter(), time.thread_time()
        page.state.image.step(step)
        wait(app, lambda: page.view.viewer.shown_id == wanted)
        page.view.viewer.viewport().repaint()
        return (time.perf_counter() - started) * 1000, (time.thread_time() - own) * 1000

    for name, step in (("next", 1), ("previous", -1)):
        for _ in range(timed):
            wait(app, lambda: not jobs.busy)
            taken, own = go(step)
            found[name].append(taken)
            found["own"].append(own)
    for _ in range(steps):
        found["hurry"].append(go(1)[0])
        found["mb"].append((memory_gb("VmRSS") or 0.0) * 1000)
    window.close()
    return found


def measure_steps(place: Path, *, timed: int, **_other: int) -> list[Figure]:
    """How long the next and the previous image take."""
    found = _walk(place, timed=timed, steps=0)
    what = f"{_WHAT}, {timed} steps, neighbours decoded ahead"
    rows = []
    for name in ("next", "previous"):
        times = found[name]
        rows += [
            Figure(
                f"{name.title()} image",
                statistics.median(times),
                "ms",
                f"{what}, median",
                at_most=50,
            ),
            Figure(
                f"{name.title()} image, slowest of 20",
                _p95(times),
                "ms",
                f"{what}, 95th percentile",
                50,
            ),
        ]
    own = f"{what}, both ways, median: processor time, whatever else the machine does"
    rows.append(
        Figure(
            "The window's own work on it", statistics.median(found["own"]), "ms", own, at_most=50
        )
    )
    return rows


def measure_memory(place: Path, *, steps: int, **_other: int) -> list[Figure]:
    """What the process holds while someone goes through everything without a rest."""
    found = _walk(place, timed=0, steps=steps)
    what = f"{_WHAT}, {steps} steps without waiting for the decoding ahead"
    memory = np.array(found["mb"])
    tenth = max(1, len(memory) // 10)
    middle, late = np.median(memory[4 * tenth : 5 * tenth]), np.median(memory[-tenth:])
    full = "by the middle the list keeps as many thumbnails as it ever keeps"
    return [
        Figure("Memory in the middle", float(middle), "MB", f"resident, {what}"),
        Figure("Memory at the end", float(late), "MB", f"resident, {what}"),
        Figure(
            "Growth from the middle to the end", float(late - middle), "MB", f"{what}; {full}", 20
        ),
        Figure("Highest memory", float(memory.max()), "MB", f"resident, {what}"),
    ]


def measure_huge(place: Path, **_other: int) -> list[Figure]:
    """Images of 100 megapixels."""
    return viewer_huge.figures(place)


_PARTS: dict[str, Callable[..., list[Figure]]] = {
    "steps": measure_steps,
    "memory": measure_memory,
    "huge": measure_huge,
}


def _walk(place: Path, *, timed: int, steps: int) -> dict[str, list[float]]:
    """Walk in a process of its own, with a home of its own."""
    count = max(steps, timed) + 1
    images = camera_photographs(place / "images", count)
    make_project(place / "workspace", images, count)
    home = {f"XDG_{kind}_HOME": str(place) for kind in ("CONFIG", "CACHE", "DATA")}
    environment = os.environ | home | {"HOME": str(place), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "benchmarks.viewer", "--walk", str(place / "workspace")]
    counts = ["--timed", str(timed), "--steps", str(steps)]
    out = subprocess.check_output([*command, *counts], env=environment, text=True)
    found: dict[str, list[float]] = json.loads(out)
    return found


def _p95(times: Sequence[float]) -> float:
    return float(np.quantile(times, 0.95))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=_PARTS, default=list(_PARTS))
    parser.add_argument("--timed", type=int, default=100, help="steps each way of part steps")
    parser.add_argument("--steps", type=int, default=2000, help="steps of part memory")
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    parser.add_argument("--walk", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.walk is not None:
        print(json.dumps(walk(args.walk, timed=args.timed, steps=args.steps)))
        return
    parts: dict[str, Any] = {}
    if args.json is not None and args.json.exists():
        parts = json.loads(args.json.read_text(encoding="utf-8"))["parts"]
    for name in args.only:
        with tempfile.TemporaryDirectory(prefix="ad_studio-", ignore_cleanup_errors=True) as folder:
            rows = _PARTS[name](Path(folder), timed=args.timed, steps=args.steps)
        print(table((name, "value", "unit"), [[r.name, f"{r.value:.1f}", r.unit] for r in rows]))
        parts[name] = as_rows(rows)
        settings = {"timed": args.timed, "steps": args.steps}
        content = {"benchmark": "viewer", **circumstances(), "settings": settings, "parts": parts}
        write_json(args.json, content)


if __name__ == "__main__":
    main()
