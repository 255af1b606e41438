"""The viewer over thousands of images: time to the next one, and whether the memory stays flat.

    python -m benchmarks.viewer --json docs/benchmarks/viewer.json
    python -m benchmarks.viewer --steps 200 --timed 20

The real window, offscreen, on 12-megapixel JPEG files with maps and thresholds but without any
detection. Every step goes to the next image, as the Right key does. For the times each step waits
until the neighbours are decoded; for the memory it does not, as a hurried user does not.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import viewer_huge
from benchmarks.figures import Figure, as_rows, circumstances, table, write_json
from benchmarks.material import CAMERA_SIZE, NAME, camera_photographs
from benchmarks.probe import inspect_page, memory_gb, wait

_GRID = (28, 37)  # patches of a 4:3 image at the starter's size
_BATCH = 500


def make_project(workspace: Path, images: Path, count: int) -> None:
    """A project with one model and a run over `count` images of `images`."""
    from ad_studio.domain import ResultMaps, RunStatus, SelfCheck, Thresholds
    from ad_studio.services import references
    from ad_studio.services.workspace import Workspace
    from ad_studio.store import NewResult

    draw = np.random.default_rng(0)
    files = sorted(images.iterdir())
    with Workspace(workspace).create(NAME, noun="metal nut", defects=("scratch",)) as project:
        store = project.store
        reference = references.set_reference(project, files[0])
        folder = store.new_model_folder()
        (folder / "model.json").write_text("{}", encoding="utf-8")
        model = store.add_model(
            folder=folder,
            reference_id=reference.id,
            detector="devprompt",
            backbone="starter",
            backbone_sha256="0" * 64,
            seed=0,
            device="cpu",
            train_seconds=1.0,
            self_check=SelfCheck(0.4, (0.9, 1.3), (4.1, 5.2)),
            thresholds=Thresholds(3.0, 5.0),
            basis="3 and 5 sigma of the reference",
        )
        run = store.start_run(model_id=model.id, folder=images, total=count)
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
                        sha256=f"{i:064x}",
                        width=width,
                        height=height,
                        score=float(sigma.max()),
                        maps=ResultMaps(text=sigma, visual=sigma, fused=sigma),
                        timings={},
                    )
                )
            store.add_results(run.id, batch).result()
        store.finish_run(run.id, RunStatus.FINISHED)


def walk(workspace: Path, *, timed: int, steps: int) -> dict[str, Any]:
    """Go through the run in the real window; runs in a process of its own."""
    app, window, page = inspect_page(workspace)
    jobs = window.session.jobs
    wait(app, lambda: page.viewer.shown_id is not None and not jobs.busy)
    wait(app, lambda: not jobs.busy)
    forward, back, memory = [], [], []

    def go(step: int) -> float:
        wanted = page.model.neighbour(page.on_screen.target, step)
        started = time.perf_counter()
        page.step(step)
        wait(app, lambda: page.viewer.shown_id == wanted)
        page.viewer.viewport().repaint()
        return (time.perf_counter() - started) * 1000

    for _ in range(timed):
        wait(app, lambda: not jobs.busy)
        forward.append(go(1))
    for _ in range(timed):
        wait(app, lambda: not jobs.busy)
        back.append(go(-1))
    started = time.perf_counter()
    hurried = []
    for _ in range(steps):
        hurried.append(go(1))
        memory.append((memory_gb("VmRSS") or 0.0) * 1000)
    seconds = time.perf_counter() - started
    window.close()
    return {
        "next_ms": forward,
        "previous_ms": back,
        "hurried_ms": hurried,
        "memory_mb": memory,
        "seconds": seconds,
    }


def figures(found: dict[str, Any], *, timed: int, steps: int) -> list[Figure]:
    """What the walk came to."""
    width, height = CAMERA_SIZE
    what = f"{width} x {height} px JPEG, heat, contours and regions, offscreen"
    rows = []
    for name, times in (("Next", found["next_ms"]), ("Previous", found["previous_ms"])):
        ahead = f"{what}, {timed} steps, neighbours decoded ahead"
        rows += [
            Figure(f"{name} image, median", statistics.median(times), "ms", ahead, at_most=50),
            Figure(f"{name} image, 95th percentile", _p95(times), "ms", ahead, at_most=50),
        ]
    hurried = f"{what}, {steps} steps without waiting for the decoding ahead"
    rows += [
        Figure(
            "Next image in a hurry, median", statistics.median(found["hurried_ms"]), "ms", hurried
        ),
        Figure("Next image in a hurry, 95th percentile", _p95(found["hurried_ms"]), "ms", hurried),
    ]
    memory = np.array(found["memory_mb"])
    tenth = max(1, len(memory) // 10)
    middle, late = np.median(memory[4 * tenth : 5 * tenth]), np.median(memory[-tenth:])
    rows += [
        Figure("Memory half-way", float(middle), "MB", f"resident, {hurried}"),
        Figure("Memory at the end", float(late), "MB", f"resident, {hurried}"),
        Figure(
            "Growth of memory from the fifth tenth to the last",
            float(late - middle),
            "MB",
            f"medians, {hurried}; by then the list keeps all the thumbnails that it ever keeps",
            at_most=20,
        ),
        Figure("Highest memory", float(memory.max()), "MB", f"resident, {hurried}"),
    ]
    return rows


def _p95(times: Sequence[float]) -> float:
    return float(np.quantile(times, 0.95))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--timed", type=int, default=100, help="steps each way for the times")
    parser.add_argument("--steps", type=int, default=2000, help="steps for the memory")
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    parser.add_argument("--walk", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.walk is not None:
        print(json.dumps(walk(args.walk, timed=args.timed, steps=args.steps)))
        return
    with tempfile.TemporaryDirectory(prefix="ad_studio-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        count = max(args.steps, args.timed) + 1
        images = camera_photographs(place / "images", count)
        make_project(place / "workspace", images, count)
        command = [sys.executable, "-m", "benchmarks.viewer", "--walk", str(place / "workspace")]
        counts = ["--timed", str(args.timed), "--steps", str(args.steps)]
        found = json.loads(subprocess.check_output([*command, *counts], text=True))
        rows = figures(found, timed=args.timed, steps=args.steps)
        huge = viewer_huge.figures(place / "huge")
    cells = [[row.name, f"{row.value:.1f}", row.unit] for row in (*rows, *huge)]
    print(table(("viewer", "value", "unit"), cells))
    content = {
        "benchmark": "viewer",
        **circumstances(),
        "settings": {"timed": args.timed, "steps": args.steps},
        "parts": {"viewer": as_rows(rows), "huge": as_rows(huge)},
    }
    write_json(args.json, content)


if __name__ == "__main__":
    main()
