"""The golden record: what the program finds, kept before a change and compared after it.

    python -m benchmarks.golden record before.npz --root ../other-checkout
    python -m benchmarks.golden record after.npz
    python -m benchmarks.golden compare before.npz after.npz

A record holds scores, deviation maps and thresholds of one model per case: the sample part that
ships with the program, with each method and with an ignore region; with `--data FOLDER` also every
labelled set there (layout of MVTec AD) with DevPrompt. `--only sample-memory` records some of them.
The program is used by its command line and read by its database only, so that any two checkouts can
be compared; make both records on the same machine with the same libraries.

Scores and thresholds may differ by 1e-5 sigma; maps, which are stored as float16, by one step of
that type more.
"""

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ad_studio.store.maps_codec import decode

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "resources" / "sample"
TOLERANCE = 1e-5
_METHODS = ("devprompt", "promptad", "winclip", "memory")
_OF_EACH_KIND = 2  # test images of each defect of a labelled set
_RESULTS = """
    SELECT image.path, result.score, result_map.blob FROM result
    JOIN image ON image.id = result.image_id
    JOIN result_map ON result_map.result_id = result.id
"""

Array = npt.NDArray[np.float64]
Record = dict[str, Array]


@dataclass(frozen=True, slots=True)
class Case:
    """One model and the images it scores.

    Attributes:
        name: Of the project, too.
        reference: The image to train on.
        images: The images to score.
        method: The detector.
        ignore: Whether a region is ignored.
    """

    name: str
    reference: Path
    images: tuple[Path, ...]
    method: str
    ignore: bool = False


def cases(data: Path | None) -> Iterator[Case]:
    """Return all cases: those on the sample part, and one for each labelled set."""
    reference, images = SAMPLE / "reference.jpg", tuple(sorted(SAMPLE.glob("inspect/*.jpg")))
    for method in _METHODS:
        yield Case(f"sample-{method}", reference, images, method)
    yield Case("sample-devprompt-ignore", reference, images, "devprompt", ignore=True)
    for folder in sorted(data.iterdir()) if data else ():
        good = sorted((folder / "train" / "good").glob("*.*"))
        if good:
            kinds = sorted((folder / "test").iterdir())
            some = (file for kind in kinds for file in sorted(kind.iterdir())[:_OF_EACH_KIND])
            yield Case(f"{folder.name}-devprompt".lower(), good[0], tuple(some), "devprompt")


def record(case: Case, root: Path, folder: Path) -> Record:
    """Train and inspect with the program of a checkout, and read what it stored.

    Args:
        case: What to do.
        root: The checkout.
        folder: Empty; for the workspace and copies of the images.
    """
    images, workspace = folder / "images", folder / "projects"
    images.mkdir()
    for image in case.images:
        shutil.copy(image, images / f"{image.parent.name}_{image.name}")

    def program(*words: str | Path) -> None:
        command = [
            sys.executable,
            "-m",
            "ad_studio",
            "--workspace",
            str(workspace),
            *map(str, words),
        ]
        environment = os.environ | {"PYTHONPATH": str(root), "OMP_NUM_THREADS": "1"}
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False)
        if done.returncode:
            sys.exit(done.stderr.decode(errors="replace"))

    program("create", case.name, "--noun", "part", "--defect", "scratch")
    program("reference", case.name, case.reference)
    if case.ignore:
        program("ignore", case.name, "--add-rect", "5%,5%,10%,10%")
    program("train", case.name, "--detector", case.method)
    program("inspect", case.name, images)
    return _stored(workspace / case.name / "project.db")


def _stored(database: Path) -> Record:
    connection = sqlite3.connect(database)
    try:
        limits = connection.execute("SELECT review, ng FROM threshold_version").fetchall()
        rows = connection.execute(_RESULTS).fetchall()
    finally:
        connection.close()
    found = {"thresholds": np.array(limits)}
    for path, score, blob in rows:
        name, maps = Path(path).name, decode(blob)
        found[f"{name}/score"] = np.array(score)
        found[f"{name}/maps"] = np.stack([maps.text, maps.visual, maps.fused]).astype(np.float64)
    return found


def differences(before: Mapping[str, Array], after: Mapping[str, Array]) -> list[str]:
    """Say in a line each what differs between two records; nothing if they are equal."""
    lines = [f"{name}: only in one record" for name in sorted(before.keys() ^ after.keys())]
    for name in sorted(before.keys() & after.keys()):
        old, new = before[name], after[name]
        if old.shape != new.shape:
            lines.append(f"{name}: shape {old.shape} became {new.shape}")
            continue
        allowed = np.full(old.shape, TOLERANCE)
        if name.endswith("/maps"):
            allowed += np.spacing(np.maximum(abs(old), abs(new)).astype(np.float16))
        if (abs(old - new) > allowed).any():
            lines.append(f"{name}: differs by {abs(old - new).max():.2g} sigma")
    return lines


def main() -> int:
    """Record, or compare two records; the exit code says whether they are equal."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    recording = commands.add_parser("record")
    recording.add_argument("file", type=Path)
    recording.add_argument("--root", type=Path, default=ROOT, help="the checkout to record")
    recording.add_argument("--data", type=Path, help="a folder of labelled sets")
    recording.add_argument("--only", nargs="+", metavar="CASE")
    comparing = commands.add_parser("compare")
    comparing.add_argument("files", type=Path, nargs=2, metavar="FILE")
    args = parser.parse_args()
    if args.command == "compare":
        before, after = (np.load(file) for file in args.files)
        lines = differences(before, after)
        print(*lines or [f"equal: {len(after)} arrays"], sep="\n")
        return bool(lines)
    found: Record = {}
    for case in cases(args.data):
        if args.only and case.name not in args.only:
            continue
        print(case.name, flush=True)
        with tempfile.TemporaryDirectory() as folder:
            stored = record(case, args.root.resolve(), Path(folder))
        found |= {f"{case.name}/{name}": values for name, values in stored.items()}
    arrays: dict[str, Any] = dict(found)  # numpy's types take them for `allow_pickle`, too
    np.savez_compressed(args.file, **arrays)
    return 0


if __name__ == "__main__":
    sys.exit(main())
