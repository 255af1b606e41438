"""100 megapixels in tiles: memory of learning and inspecting, and how soon either can be stopped.

    python -m benchmarks.huge_tiles --json docs/benchmarks/huge-tiles.json
    python -m benchmarks.huge_tiles --keep FOLDER      # what was learned there is not learned again

Each part runs in a process of its own. Its memory is that of the process with all decoders that it
started, asked 20 times a second. Learning checks itself on one view and one defect in the place of
six each, which changes the time and no peak. With the defaults it takes about half an hour on two
cores.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import psutil
from PIL import Image

from ad_studio.domain import TrainSettings
from ad_studio.errors import Cancelled
from ad_studio.progress import SilentProgress, SubProgress
from ad_studio.services import training
from ad_studio.services.inspection import inspector
from ad_studio.services.projects import references
from ad_studio.services.projects.workspace import Workspace
from ad_studio.services.small_defects import for_smallest_defect
from benchmarks.figures import Figure, as_rows, circumstances, met, write_json
from benchmarks.large_images import casting, shot
from benchmarks.material import NAME

SIZE = (11_600, 8_700)
_SMALLEST = 48  # pixels; smaller ones would need more tiles than the program allows
_ASKED = 0.05  # seconds between two looks at the memory
_MOST_GB, _MOST_SECONDS = 2.0, 1.0
_STOPS = {"decoding": 0.5, "in the first tiles": 6.0, "among the tiles": 30.0}
"""Seconds after the start of a run, by where that is."""


def write_images(folder: Path) -> None:
    """A reference and a part, each a drawn casting many times side by side."""
    for name, seed in (("reference", 0), ("part", 1)):
        (folder / name).mkdir(parents=True)
        one = shot(casting(), seed=seed)
        across, down = -(-SIZE[0] // one.shape[1]), -(-SIZE[1] // one.shape[0])
        whole = np.tile(one, (down, across, 1))[: SIZE[1], : SIZE[0]]
        Image.fromarray(whole).save(folder / name / f"{name}.jpg", quality=92)


@contextmanager
def highest_memory() -> Iterator[Callable[[], float]]:
    """Watch the memory of this process and of all that it starts; gives the highest in GB."""
    own, most, ended = psutil.Process(), 0.0, threading.Event()

    def look() -> None:
        nonlocal most
        while not ended.wait(_ASKED):
            total = 0
            for process in (own, *own.children(recursive=True)):
                try:
                    total += process.memory_info().rss
                except psutil.Error:  # it ended meanwhile
                    continue
            most = max(most, total / 1e9)

    watching = threading.Thread(target=look)
    watching.start()
    try:
        yield lambda: most
    finally:
        ended.set()
        watching.join()


class StopAt(SubProgress):
    """Tells nobody anything, asks to stop some time after it was made; knows when it asked."""

    def __init__(self, seconds: float) -> None:
        super().__init__(SilentProgress(), 0, 1)
        self._at = time.perf_counter() + seconds

    @property
    def is_cancelled(self) -> bool:
        """See `Progress.is_cancelled`."""
        return time.perf_counter() >= self._at

    @property
    def waited(self) -> float:
        """Seconds since it asked to stop."""
        return time.perf_counter() - self._at


def learn(folder: Path) -> dict[str, Any]:
    """Train on the reference."""
    settings = TrainSettings(device="cpu", smallest_defect=_SMALLEST, accept_reference=True)
    fewer = [patch(f"ad_studio.detection.fitting.{name}", 1) for name in ("_VIEWS", "_DEFECTS")]
    with Workspace(folder / "projects").create(NAME, noun="casting") as project:
        references.set_reference(project, folder / "reference" / "reference.jpg")
        with highest_memory() as most, fewer[0], fewer[1]:
            started = time.perf_counter()
            training.train(project, settings, progress=SilentProgress())
            return {"seconds": time.perf_counter() - started, "gb": most()}


def inspect(folder: Path) -> dict[str, Any]:
    """Inspect one part to its end, then stop runs at several moments."""
    images = folder / "part"
    with Workspace(folder / "projects").open(NAME) as project:
        with highest_memory() as most:
            started = time.perf_counter()
            run = inspector.inspect(project, images, device="cpu", progress=SilentProgress())
            found = {"seconds": time.perf_counter() - started, "gb": most()}
        if run.counts.error:
            raise RuntimeError("the part could not be scored")
        for where, seconds in _STOPS.items():
            stopping = StopAt(seconds)
            try:
                inspector.inspect(project, images, device="cpu", progress=stopping)
            except Cancelled:
                found[where] = stopping.waited
    return found


_PROBES = {"learn": learn, "inspect": inspect}


def _in_own_process(name: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.huge_tiles", "--probe", name, str(folder)]
    said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found


def figures(folder: Path) -> dict[str, list[Figure]]:
    """Measure both parts, by name."""
    kept = folder / "learned.json"
    if not kept.is_file():
        write_images(folder)
        kept.write_text(json.dumps(_in_own_process("learn", folder)), encoding="utf-8")
    tiles = for_smallest_defect(*SIZE, smallest=_SMALLEST, image_size=None).tiles
    how = f"{SIZE[0]} x {SIZE[1]} px JPEG, defects from {_SMALLEST} px on: {tiles} tiles"
    learned = json.loads(kept.read_text(encoding="utf-8"))
    seen = _in_own_process("inspect", folder)
    what = f"{how}, decoders included"
    return {
        "learning": [
            Figure("Peak memory of training", learned["gb"], "GB", what, at_most=_MOST_GB),
            Figure("Training", learned["seconds"], "s", f"{how}, self-check on 1 view, 1 defect"),
        ],
        "inspection": [
            Figure("Peak memory of an inspection", seen["gb"], "GB", what, at_most=_MOST_GB),
            Figure("One image", seen["seconds"], "s", f"{how}, loading of the model included"),
            *(
                Figure(
                    f"From cancel to stop, {where}",
                    seen[where],
                    "s",
                    f"{how}, {seconds:g} s after the start",
                    at_most=_MOST_SECONDS,
                )
                for where, seconds in _STOPS.items()
            ),
        ],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--probe", nargs=2, metavar=("PART", "FOLDER"), help=argparse.SUPPRESS)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="for a later run")
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    args = parser.parse_args()
    if args.probe:
        name, folder = args.probe
        print(json.dumps(_PROBES[name](Path(folder))))
        return
    busy = f"{psutil.getloadavg()[0]:.0f} at work at the start"
    with tempfile.TemporaryDirectory(prefix="ad_studio-", ignore_cleanup_errors=True) as made:
        found = figures(args.keep or Path(made))
    for one in (figure for some in found.values() for figure in some):
        kept = met(one.value, at_most=one.at_most, at_least=one.at_least)
        answer = {None: "", True: "met", False: "NOT MET"}[kept]
        print(f"{one.name}: {one.value:.2f} {one.unit} {answer}")
    rows = {name: as_rows(some) for name, some in found.items()}
    settings = {"smallest defect": f"{_SMALLEST} px", "images": 1, "other programs": busy}
    content = circumstances() | {"settings": settings, "parts": rows}
    write_json(args.json, {"benchmark": "huge_tiles", **content})


if __name__ == "__main__":
    main()
