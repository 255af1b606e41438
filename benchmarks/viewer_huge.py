"""Images of 100 megapixels in the viewer: time and memory of the first sight and of every pixel.

Each file is looked at in a process of its own, started by `benchmarks.viewer`.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from benchmarks.figures import Figure, priority
from benchmarks.probe import memory_gb

SIZE = (11_600, 8_700)
_PREVIEW = 1600  # as the window's loader asks for
_KINDS = {"JPEG, 8-bit colour": "huge.jpg", "TIFF, 16-bit grey": "huge16.tif"}


def write_images(folder: Path) -> None:
    """Make the files: noise in blocks, so that neither decodes faster than a photograph."""
    width, height = SIZE
    block = np.random.default_rng(0).integers(60, 190, (height // 10, width // 10, 3), np.uint8)
    pixels = np.tile(block, (10, 10, 1))
    folder.mkdir(parents=True, exist_ok=True)
    colour, grey = _KINDS.values()
    Image.fromarray(pixels).save(folder / colour, quality=85)
    Image.fromarray(pixels[..., 0].astype(np.uint16) << 8).save(folder / grey)


def look_at(file: Path) -> dict[str, float]:
    """Show a file, then zoom to one pixel for one, in a viewer of its own."""
    from PySide6.QtWidgets import QApplication

    from ad_studio.domain import Thresholds
    from ad_studio.imaging.hashing import sha256_file
    from ad_studio.ui.images import decode_picture, load_detail
    from ad_studio.ui.inspect.widgets.viewer import Viewer

    app = QApplication(sys.argv[:1])
    viewer = Viewer()
    viewer.set_thresholds(Thresholds(3, 5), Thresholds(3, 5))
    viewer.resize(1000, 700)
    viewer.show()
    app.processEvents()
    before = memory_gb("VmRSS") or 0.0
    started = time.perf_counter()
    preview = decode_picture(file.read_bytes(), path=file, max_side=_PREVIEW, bit_depth=None)
    viewer.show_result(1, preview, None)
    viewer.viewport().grab()
    found = {"first_s": time.perf_counter() - started}
    viewer.one_to_one()
    sha256 = sha256_file(file)
    started = time.perf_counter()
    most = viewer.detail_side or max(SIZE)
    viewer.show_detail(load_detail(file, sha256, max_side=most, bit_depth=None))
    viewer.viewport().grab()
    found["whole_s"] = time.perf_counter() - started
    paints = []
    for step in range(20):
        viewer.centerOn(1000 + 400 * step, 1000 + 300 * step)
        started = time.perf_counter()
        viewer.viewport().grab()
        paints.append((time.perf_counter() - started) * 1000)
    found["pan_ms"] = float(np.median(paints))
    found["held_mb"] = ((memory_gb("VmRSS") or 0.0) - before) * 1000
    found["peak_mb"] = ((memory_gb("VmHWM") or 0.0) - before) * 1000
    return found


def figures(folder: Path) -> list[Figure]:
    """Look at each kind of file in a process of its own."""
    write_images(folder)
    rows = []
    for kind, name in _KINDS.items():
        command = [sys.executable, "-m", "benchmarks.viewer_huge", str(folder / name)]
        found: dict[str, Any] = json.loads(subprocess.check_output(command, text=True))
        what = f"{SIZE[0]} x {SIZE[1]} px {kind}, offscreen{priority()}, one run, its decoder new"
        rows += [
            Figure("100 megapixels, first sight", found["first_s"], "s", what),
            Figure("100 megapixels, every pixel after zooming in", found["whole_s"], "s", what),
            Figure("100 megapixels, a step of panning", found["pan_ms"], "ms", f"{what}, of 20"),
            Figure("100 megapixels, memory held with every pixel", found["held_mb"], "MB", what),
            Figure("100 megapixels, memory at the highest", found["peak_mb"], "MB", what),
        ]
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    print(json.dumps(look_at(parser.parse_args().file)))


if __name__ == "__main__":
    main()
