"""Speed of the window: start, next image, event loop."""

import statistics
import time
from pathlib import Path

from ad_studio.progress import SilentProgress
from ad_studio.services.inspection import inspector
from benchmarks.figures import Figure
from benchmarks.material import CAMERA_SIZE, camera_photographs, photographs, trained_project
from benchmarks.options import Options, run_probe

_LARGE_FILES = 24


def startup(options: Options, folder: Path) -> list[Figure]:
    """From the start of the process to the window's first paint, torch still not imported."""
    found = [
        run_probe("startup", folder, "--since", repr(time.time()))
        for _ in range(options.repeats + 1)  # the first one warms the disk's cache
    ][1:]
    settings = f"offscreen, empty workspace, files in the disk's cache, median of {len(found)}"
    return [
        Figure(
            "Window visible after",
            statistics.median(one["seconds"] for one in found),
            "s",
            f"from process start to first paint, {settings}",
        ),
        Figure(
            "Starts in which torch was imported before the window was visible",
            sum(one["torch"] for one in found),
            "",
            f"of {len(found)} starts",
            at_most=0,
        ),
    ]


def viewer(options: Options, folder: Path) -> list[Figure]:
    """From asking for an image to its paint with heat and contours, in the real window."""
    images = camera_photographs(folder / "images", _LARGE_FILES)
    with trained_project(folder / "workspace") as project:
        inspector.inspect(project, images, device="cpu", progress=SilentProgress())
    found = run_probe("viewer", folder / "workspace", "--count", str(options.views))
    width, height = CAMERA_SIZE
    settings = (
        f"{width} x {height} px JPEG, heat and contours, offscreen, median of {options.views}"
    )
    return [
        Figure(
            "Next image in the viewer",
            statistics.median(found["near_ms"]),
            "ms",
            f"{settings}, neighbours read ahead",
            at_most=100,
        ),
        Figure(
            "Any other image in the viewer",
            statistics.median(found["far_ms"]),
            "ms",
            f"{settings}, not read ahead",
        ),
    ]


def events(options: Options, folder: Path) -> list[Figure]:
    """The longest time that the window could not answer while a run streams in."""
    images = photographs(folder / "images", options.stream)
    trained_project(folder / "workspace").close()
    found = run_probe("events", folder / "workspace", "--folder", str(images))
    if found["rows"] != options.stream:
        raise RuntimeError(f"only {found['rows']} of {options.stream} images came in")
    settings = f"5 ms timer in the real window, offscreen, run of {options.stream} images"
    return [
        Figure(
            "Longest gap in the event loop, results streaming in",
            found["streaming_ms"],
            "ms",
            f"{settings}, from the first result on",
            at_most=100,
        ),
        Figure(
            "Longest gap in the event loop, start of the run",
            found["starting_ms"],
            "ms",
            f"{settings}, import of torch and loading of the model, up to the first result",
            at_most=100,
        ),
        Figure(
            "99.9th percentile of the gaps, results streaming in",
            found["streaming_p999_ms"],
            "ms",
            settings,
        ),
    ]
