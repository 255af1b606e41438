"""The services that need torch, over the real store: quick, seeded, and obedient to tests."""

import hashlib
import threading
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np

from ad_studio.domain import (
    BackboneInfo,
    Basis,
    ResultMaps,
    RunScope,
    RunStatus,
    SelfCheck,
    Thresholds,
    TrainingRole,
    TrainSettings,
    TrainUpdate,
)
from ad_studio.errors import ImageError
from ad_studio.imaging.decode import load_image
from ad_studio.imaging.files import list_images
from ad_studio.imaging.hashing import sha256_file
from ad_studio.messages import plain
from ad_studio.progress import SilentProgress, Stage, raise_if_cancelled
from ad_studio.services.first_look import FirstLook, FirstLookImage
from ad_studio.store.records import NewResult

SELF_CHECK = SelfCheck(
    reference_score=0.42,
    view_scores=(0.6, 0.9, 1.1, 1.4, 1.9, 2.2),
    defect_scores=(2.7, 4.1, 5.8, 7.2, 8.8, 12.5),
)

GATE = threading.Event()
"""Open, unless a test closes it: then trainings and inspections stand still half-way."""
GATE.set()


def _pass_gate(progress):
    while not GATE.wait(0.01):
        raise_if_cancelled(progress)


def first_look(paths, *, progress):
    """The second image is typical, the first one the oddest."""
    raise_if_cancelled(progress)
    heat, pixels = np.zeros((4, 4), np.float32), np.zeros((72, 96, 3), np.uint8)
    images = [FirstLookImage(path, pixels, 9.0 - number, heat) for number, path in enumerate(paths)]
    return FirstLook(tuple(images), paths[1], 40, ())


def list_backbones():
    """One that is here and one that is not."""
    return [
        BackboneInfo("starter", plain("Starter, bundled"), installed=True),
        BackboneInfo(
            "ViT-B-16/laion", plain("open_clip"), installed=False, note=plain("Not downloaded.")
        ),
    ]


def train(project, settings, *, progress, self_check=SELF_CHECK):
    """Learn nothing in `settings.epochs` steps."""
    progress.stage(Stage.PROMPTS)
    progress.status("Learning the prompts")
    for epoch in range(1, settings.epochs + 1):
        raise_if_cancelled(progress)
        share = epoch / settings.epochs
        progress.partial(
            TrainUpdate(epoch, settings.epochs, 2.2 * np.exp(-3 * share) + 0.1, 0.4 * share)
        )
        progress.fraction(share)
        if 2 * epoch >= settings.epochs:
            _pass_gate(progress)
    reference = project.store.references.current()
    ignore = project.store.ignore_regions.current(reference.id)
    return project.store.models.add(
        folder=project.store.models.new_folder(),
        training_set_id=project.store.training_sets.current().id,
        ignore_id=ignore and ignore.id,
        detector="devprompt",
        backbone=settings.backbone,
        backbone_sha256="0" * 64,
        seed=settings.seed,
        device="cpu",
        train_seconds=41.0,
        self_check=self_check,
        thresholds=Thresholds(3.0, 5.0),
        basis=Basis.from_text("3 and 5 sigma of the reference"),
    )


def train_part_types(project, others, settings, *, progress):
    """The same, told apart by the seed: as many as there are other projects."""
    assert all(other.store.references.current() for other in others)
    changed = replace(settings, seed=len(others), epochs=3)
    return train(project, changed, progress=progress)


def train_alike(project, _model, *, device="auto", progress):
    """The same, with a score for each good part that it learned from."""
    learned = project.store.training_sets.current()
    good = learned.of_role(TrainingRole.CONFIRMED_OK)
    scores = tuple(1 + 0.1 * number for number in range(len(good)))
    check = replace(SELF_CHECK, left_out_scores=scores)
    return train(project, TrainSettings(epochs=3), progress=progress, self_check=check)


class Detector:
    """Finds every image that it is given bad."""

    def input_size(self, width, height):
        return width, height

    def score(self, images, **_):
        return [SimpleNamespace(score=9.0) for _image in images]


def train_and_use(project):
    """Another model, put in force."""
    model = train(project, TrainSettings(epochs=1), progress=SilentProgress())
    project.store.models.put_in_force(model.id, author="Kim", note="")
    return model


def inspect(project, scope, *, model_id=None, control=None, progress, **given):
    """Score each image by its path: folders called "good" or "ok" stay low."""
    scope = scope if isinstance(scope, RunScope) else RunScope((Path(scope),))
    paths = list_images(scope.folders[0], recursive=True)
    run = project.store.runs.start(
        model_id=model_id or project.store.models.in_force().id,
        folder=scope.folders[0],
        scope=scope,
        total=len(paths),
        **given,
    )
    return _score_all(project, run, paths, progress)


def resume(project, run_id, *, control=None, progress):
    """Score what has no result yet."""
    run = project.store.runs.set_status(run_id, RunStatus.RUNNING)
    done = project.store.results.inspected_files(run_id)
    paths = [p for p in list_images(run.folder, recursive=True) if p not in done]
    return _score_all(project, run, paths, progress)


def _score_all(project, run, paths, progress):
    try:
        for number, path in enumerate(paths, 1):
            raise_if_cancelled(progress)
            progress.status(f"Inspecting {path.name}")
            (row,) = project.store.results.add(run.id, [score(path)]).result()
            progress.partial(row)
            progress.fraction(number / len(paths))
            if 2 * number >= len(paths):
                _pass_gate(progress)
    except BaseException:
        project.store.runs.finish(run.id, RunStatus.CANCELLED)
        raise
    return project.store.runs.finish(run.id, RunStatus.FINISHED)


def score(path):
    """A result with one warm blob."""
    try:
        loaded = load_image(path, max_side=64)
    except ImageError as error:
        return NewResult(path=path, error=error.message)
    digest = hashlib.sha256("/".join(path.parts[-2:]).encode()).digest()  # the same in any folder
    bad = not {"good", "ok"} & set(path.parts)
    peak = (4 + digest[0] / 30) if bad else (1 + digest[0]) / 90
    ys, xs = np.mgrid[0:32, 0:32] / 32
    y, x = 0.3 + 0.4 * digest[1] / 255, 0.3 + 0.4 * digest[2] / 255
    blob = np.exp(-(((ys - y) ** 2 + (xs - x) ** 2) / 0.012)).astype(np.float32)
    fused = (peak * 1.3 * blob + 0.5).astype(np.float32)
    return NewResult(
        path=path,
        size=1,
        mtime_ns=1,
        sha256=sha256_file(path),
        width=loaded.width,
        height=loaded.height,
        score=float(peak),
        maps=ResultMaps(text=fused * np.float32(0.8), visual=fused, fused=fused),
        timings={"decode": 1.0, "detect": 2.0},
    )
