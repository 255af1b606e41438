"""A project of any size without any detection: one model, runs, human verdicts, thresholds.

    python -m benchmarks.workspace FOLDER --results 100000

makes the workspace FOLDER for the window or the command line to open. Everything goes in through
the store and the services, as an inspection would put it there.
"""

import argparse
import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from ad_studio.domain import Basis, ResultMaps, RunInfo, RunStatus, SelfCheck, Thresholds, Verdict
from ad_studio.imaging.hashing import sha256_file
from ad_studio.services import thresholds
from ad_studio.services.projects import references
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.workspace import Workspace
from ad_studio.services.results import verdicts
from ad_studio.store import NewResult
from benchmarks.material import link

NAME = "Many parts"
FIRST = Thresholds(3.0, 5.0)
_BAD = 0.03  # share of bad parts
_BATCH = 500
_SIDE = 96  # pixels of the pictures, if there are any
_PICTURES = 24  # different ones; more are the same files under other names
_GRID = 8  # patches on a side of the maps, if there are any


@dataclass(frozen=True, slots=True)
class Size:
    """How much goes into the project.

    Attributes:
        results: Images in the run.
        verified: How many of them have a human verdict.
        versions: Threshold versions of the model, at least 1.
        pictures: Whether the images are there as files (small ones).
        maps: Whether the results have heat maps.
    """

    results: int = 100_000
    verified: int = 1_000
    versions: int = 4
    pictures: bool = False
    maps: bool = False


def make_project(root: Path, size: Size, *, seed: int = 0) -> Project:
    """Make a workspace with one project of that size and return it, open for writing."""
    project = Workspace(root).create(NAME, noun="metal nut", defects=("scratch", "dent", "stain"))
    _add_model(project, root)
    add_run(project, root / "images", size, lot="L1", seed=seed)
    for step in range(1, size.versions):
        pair = Thresholds(round(FIRST.review + 0.1 * step, 2), round(FIRST.ng + 0.05 * step, 2))
        thresholds.set_thresholds(project, pair, author="Kim", note=f"step {step}")
    return project


def add_run(project: Project, folder: Path, size: Size, *, lot: str, seed: int = 0) -> RunInfo:
    """Add a finished run of the model in force, with human verdicts, to a project."""
    draw = np.random.default_rng(seed)
    bad = draw.random(size.results) < _BAD
    scores = np.where(
        bad,
        draw.normal(6.5, 2.0, size.results).clip(0.5),
        draw.gamma(9.0, 0.18, size.results),
    ).round(4)
    paths = [folder / f"{lot}_{i:06}.jpg" for i in range(size.results)]
    if size.pictures:
        _write_pictures(paths, draw)
    store = project.store
    model = store.models.in_force()
    assert model is not None
    run = store.runs.start(
        model_id=model.id, folder=folder, total=size.results, lot=lot, operator="Kim"
    )
    ids: list[int] = []
    for start in range(0, size.results, _BATCH):
        batch = [
            _result(path, float(score), maps=size.maps)
            for path, score in zip(
                paths[start : start + _BATCH], scores[start : start + _BATCH], strict=True
            )
        ]
        ids += [row.id for row in store.results.add(run.id, batch).result()]
    finished = store.runs.finish(run.id, RunStatus.FINISHED)
    _verify(project, ids, scores, bad, count=size.verified, draw=draw)
    return finished


def _add_model(project: Project, root: Path) -> None:
    picture = root / "reference.png"
    Image.new("RGB", (_SIDE, _SIDE), (120, 130, 140)).save(picture)
    references.set_reference(project, picture)
    training_set = project.store.training_sets.current()
    assert training_set is not None
    folder = project.store.models.new_folder()
    (folder / "model.json").write_text("{}", encoding="utf-8")
    project.store.models.add(
        folder=folder,
        training_set_id=training_set.id,
        detector="devprompt",
        backbone="starter",
        backbone_sha256="0" * 64,
        seed=0,
        device="cpu",
        train_seconds=1.0,
        self_check=SelfCheck(0.4, (0.9, 1.3, 1.6, 1.8, 2.1, 2.4), (4.1, 5.2, 6.6, 7.0, 9.3, 12.0)),
        thresholds=FIRST,
        basis=Basis.from_text("3 and 5 sigma of the reference"),
    )


def _result(path: Path, score: float, *, maps: bool) -> NewResult:
    return NewResult(
        path=path,
        size=1,
        mtime_ns=1,
        sha256=_sha256(path),
        width=_SIDE,
        height=_SIDE,
        score=score,
        maps=_maps(score) if maps else None,
        timings={"decode": 4.0, "detect": 30.0},
    )


def _sha256(path: Path) -> str:
    """Of the file; where none was written, of its name."""
    if path.exists():
        return sha256_file(path)
    return hashlib.sha256(path.name.encode()).hexdigest()


def _maps(peak: float) -> ResultMaps:
    y, x = np.mgrid[0:_GRID, 0:_GRID] / _GRID
    heat = (peak * np.exp(-((y - 0.4) ** 2 + (x - 0.6) ** 2) / 0.05)).astype(np.float32)
    return ResultMaps(text=heat, visual=heat, fused=heat)


def _verify(
    project: Project,
    ids: Sequence[int],
    scores: npt.NDArray[np.float64],
    bad: npt.NDArray[np.bool_],
    *,
    count: int,
    draw: np.random.Generator,
) -> None:
    """A person looks at the highest scores and at as many others, and says what is true."""
    highest = np.argsort(-scores)[: count // 2]
    others = draw.permutation(np.setdiff1d(np.arange(len(ids)), highest))[: count - len(highest)]
    for at in np.concatenate((highest, others)):
        verdict = Verdict.NG if bad[at] else Verdict.OK
        reason = "scratch" if bad[at] else ""
        verdicts.record_verdict(project, ids[at], verdict, author="Kim", reason=reason)


def _write_pictures(paths: Sequence[Path], draw: np.random.Generator) -> None:
    paths[0].parent.mkdir(parents=True, exist_ok=True)
    for path in paths[:_PICTURES]:
        pixels = draw.integers(90, 170, (_SIDE, _SIDE, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(path, quality=80)
    for i, path in enumerate(paths[_PICTURES:], start=_PICTURES):
        link(paths[i % _PICTURES], path)


def main() -> None:
    normal = Size()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="the new workspace")
    parser.add_argument("--results", type=int, default=normal.results)
    parser.add_argument("--verified", type=int, default=normal.verified)
    parser.add_argument("--versions", type=int, default=normal.versions)
    parser.add_argument("--pictures", action="store_true", help="make the image files, too")
    parser.add_argument("--maps", action="store_true", help="and heat maps")
    args = parser.parse_args()
    size = Size(args.results, args.verified, args.versions, args.pictures, args.maps)
    start = time.perf_counter()
    make_project(args.folder, size).close()
    print(f"{args.folder}: {size}, made in {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
