"""Training a project's model on its one reference image."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from ad_studio import detector_registry
from ad_studio.domain import (
    InputSize,
    ModelInfo,
    RgbImage,
    TrainingImage,
    TrainingRole,
    TrainingSet,
    TrainSettings,
)
from ad_studio.errors import ProjectError, UsageError
from ad_studio.ignore_regions import IgnoreVersion
from ad_studio.messages import msg
from ad_studio.progress import Progress
from ad_studio.services.inspection.model_input import model_input
from ad_studio.services.projects import training_set
from ad_studio.services.projects.project import Project

if TYPE_CHECKING:
    from ad_studio.detection.fitting import Fitted


def train(project: Project, settings: TrainSettings, *, progress: Progress) -> ModelInfo:
    """Train a detector on the project's reference; see `store_model` for what becomes of it.

    It ignores for good what the reference's ignore regions say now.

    Args:
        project: Has a reference; open for writing.
        settings: See `TrainSettings`.
        progress: Gets a `TrainUpdate` per epoch.

    Raises:
        ProjectError: The project has no reference yet.
        ImageError: The reference can no longer be read, or its file was changed.
        BackboneError: The backbone is not installed or damaged.
        UsageError: A setting cannot be used.
        ModelError: The model cannot be written.
        StoreError: Likewise.
        Cancelled: The user asked to stop; nothing is stored.
    """
    if settings.epochs < 1:
        raise UsageError(msg("Training needs at least 1 epoch."))
    learned = training_set.current(project)
    reference = project.store.references.current()
    if learned is None or reference is None:
        raise ProjectError(
            msg("The project has no reference image yet."),
            path=project.info.folder,
            hint=msg("Set one image of a good part as reference."),
        )
    version = project.store.ignore_regions.current(reference.id)
    ignore = () if version is None else version.regions
    started = time.perf_counter()
    progress.status(msg("Loading the backbone"))
    from ad_studio.detection.backbones.precision import pick_device
    from ad_studio.detection.backbones.registry import load_backbone
    from ad_studio.detection.fitting import fit_and_check

    detector = detector_registry.find(settings.detector).load()
    backbone = load_backbone(
        settings.backbone,
        weights=settings.weights,
        device=pick_device(settings.device),
        image_size=settings.image_size,
    )

    fitted = fit_and_check(
        detector,
        backbone,
        [partial(_read, image) for image in learned.good],
        noun=project.info.noun,
        defects=project.info.defects,
        settings=detector.make_settings(
            settings.options,
            epochs=settings.epochs,
            seed=settings.seed,
            image_size=settings.image_size,
        ),
        ignore=ignore,
        seed=settings.seed,
        progress=progress,
    )
    progress.status(msg("Storing the model"))
    return store_model(
        project,
        fitted,
        learned=learned,
        ignore=version,
        settings=settings,
        seconds=time.perf_counter() - started,
    )


def store_model(
    project: Project,
    fitted: Fitted,
    *,
    learned: TrainingSet,
    ignore: IgnoreVersion | None,
    settings: TrainSettings,
    seconds: float,
) -> ModelInfo:
    """Store a fitted detector as a model: the project's first is in force, others are candidates.

    Args:
        project: Open for writing.
        fitted: The detector and its first thresholds.
        learned: The training set that it learned from.
        ignore: The version of the ignore regions that it applies; None for none drawn.
        settings: Those it was trained with.
        seconds: How long training took.

    Raises:
        ModelError: The model cannot be written.
        StoreError: Likewise.
    """
    from ad_studio.detection.model_folder import save_model

    backbone = fitted.detector.inputs.backbone
    (reference,) = (one for one in learned.images if one.role is TrainingRole.REFERENCE)
    folder = project.store.models.new_folder()
    save_model(
        folder,
        fitted.detector,
        weights=settings.weights,
        about={
            "noun": project.info.noun,
            "defects": list(project.info.defects),
            "reference_sha256": reference.sha256,
            "training_set": learned.number,
            "ignore_version": None if ignore is None else ignore.number,
        },
    )
    return project.store.models.add(
        folder=folder,
        training_set_id=learned.id,
        ignore_id=None if ignore is None else ignore.id,
        detector=fitted.detector.name,
        backbone=backbone.name,
        backbone_sha256=backbone.sha256,
        seed=settings.seed,
        device=backbone.device.type,
        train_seconds=seconds,
        self_check=fitted.check,
        thresholds=fitted.thresholds,
        basis=fitted.basis,
    )


def _read(image: TrainingImage, input_size: InputSize) -> RgbImage:
    return model_input(training_set.read_image(image), path=image.path, input_size=input_size)[0]
