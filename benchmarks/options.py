"""How much to measure, and starting what needs a process of its own."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Options:
    """How much to measure.

    Attributes:
        images: Images of each inspection.
        epochs: Of the timed training.
        repeats: Runs of what is repeated.
        views: Images looked at in the viewer.
        stream: Images of the run during which the event loop is watched.
    """

    images: int = 120
    epochs: int = 100
    repeats: int = 3
    views: int = 20
    stream: int = 1000


def run_probe(name: str, workspace: Path, *arguments: str) -> dict[str, Any]:
    """Run a part of `benchmarks.probe` offscreen, with a home of its own.

    Raises:
        RuntimeError: It failed.
    """
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": home}
        environment |= {f"XDG_{kind}_HOME": home for kind in ("CONFIG", "CACHE", "DATA")}
        command = [sys.executable, "-m", "benchmarks.probe", name, "--workspace", str(workspace)]
        ended = subprocess.run(
            [*command, *arguments],
            cwd=_ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
    if ended.returncode:
        raise RuntimeError(f"the probe {name} failed")
    found: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return found
