"""Training a project's model on its one reference image."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ad_studio.domain import ModelInfo, RgbImage, SelfCheck, TrainSettings
from ad_studio.errors import ProjectError, UsageError
from ad_studio.imaging.files import read_bytes
from ad_studio.progress import Progress, raise_if_cancelled
from ad_studio.services.detectors import model_input
from ad_studio.services.project import Project

if TYPE_CHECKING:
    from ad_studio.detection.detectors.detector import Detector

_VIEWS, _DEFECTS = 6, 6
_CHECK_SEED = 1_000_003  # views of the self-check are others than those of the statistics


def train(project: Project, settings: TrainSettings, *, progress: Progress) -> ModelInfo:
    """Train a detector on the project's reference and make it the current model.

    Args:
        project: Has a reference; open for writing.
        settings: See `TrainSettings`.
        progress: Gets a `TrainUpdate` per epoch.

    Raises:
        ProjectError: The project has no reference yet.
        ImageError: The reference can no longer be read.
        BackboneError: The backbone is not installed or damaged.
        UsageError: A setting cannot be used.
        ModelError: The model cannot be written.
        StoreError: Likewise.
        Cancelled: The user asked to stop; nothing is stored.
    """
    if settings.epochs < 1:
        raise UsageError("Training needs at least 1 epoch.")
    reference = project.store.current_reference()
    if reference is None:
        raise ProjectError(
            "The project has no reference image yet.",
            path=project.info.folder,
            hint="Set one image of a good part as reference.",
        )
    started = time.perf_counter()
    progress.status("Loading the backbone")
    from ad_studio.detection.backbones.precision import pick_device
    from ad_studio.detection.backbones.registry import load_backbone
    from ad_studio.detection.calibration import first_thresholds
    from ad_studio.detection.detectors.registry import find_method
    from ad_studio.detection.model_folder import save_model

    method = find_method(settings.detector)
    backbone = load_backbone(
        settings.backbone,
        weights=settings.weights,
        device=pick_device(settings.device),
        image_size=settings.image_size,
    )

    def input_size(width: int, height: int) -> tuple[int, int]:
        return backbone.input_size(width, height, long_side=settings.image_size)

    image, _ = model_input(read_bytes(reference.path), path=reference.path, input_size=input_size)
    detector = method.fit(
        backbone,
        [image],
        noun=project.info.noun,
        defects=project.info.defects,
        settings=method.make_settings(
            settings.options,
            epochs=settings.epochs,
            seed=settings.seed,
            image_size=settings.image_size,
        ),
        progress=progress,
    )
    progress.status("Checking the model on the reference")
    check = self_check(detector, image, seed=settings.seed, progress=progress)
    thresholds, basis = first_thresholds([check.reference_score, *check.view_scores])

    progress.status("Storing the model")
    folder = project.store.new_model_folder()
    save_model(
        folder,
        detector,
        weights=settings.weights,
        about={
            "noun": project.info.noun,
            "defects": list(project.info.defects),
            "reference_sha256": reference.sha256,
        },
    )
    return project.store.add_model(
        folder=folder,
        reference_id=reference.id,
        detector=detector.method,
        backbone=backbone.name,
        backbone_sha256=backbone.sha256,
        seed=settings.seed,
        device=backbone.device.type,
        train_seconds=time.perf_counter() - started,
        self_check=check,
        thresholds=thresholds,
        basis=basis,
    )


def self_check(detector: Detector, image: RgbImage, *, seed: int, progress: Progress) -> SelfCheck:
    """Score the reference, views of it that training has not seen, and synthetic defects on it.

    Args:
        detector: Just trained.
        image: The reference at input size.
        seed: The training's.
        progress: Asked whether to stop.

    Raises:
        Cancelled: The user asked to stop.
    """
    from ad_studio.detection.synthetic import defect_views
    from ad_studio.detection.views import held_out_views

    views = held_out_views(image, _VIEWS, seed=seed + _CHECK_SEED)
    defects = defect_views(image, _DEFECTS, seed=seed + _CHECK_SEED)
    scores = []
    for one in (image, *views, *defects):
        raise_if_cancelled(progress)
        scores.append(detector.score([one])[0].score)
    return SelfCheck(
        reference_score=scores[0],
        view_scores=tuple(scores[1 : 1 + _VIEWS]),
        defect_scores=tuple(scores[1 + _VIEWS :]),
    )


def current_model(project: Project) -> ModelInfo | None:
    """Return the newest model; None before training."""
    return project.store.current_model()


def models(project: Project) -> list[ModelInfo]:
    """List the trained models, newest first."""
    return project.store.models()
