"""Training a model on what a project learns from: its reference, and confirmed parts."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ad_studio import detector_registry
from ad_studio.domain import (
    InputSize,
    ModelInfo,
    ReferenceInfo,
    RgbImage,
    Role,
    TrainingImage,
    TrainingRole,
    TrainingSet,
    TrainSettings,
)
from ad_studio.errors import PoorReferenceError, ProjectError, UsageError
from ad_studio.messages import msg
from ad_studio.progress import Progress, Stage
from ad_studio.services.inspection.model_input import model_input
from ad_studio.services.projects import references, training_set
from ad_studio.services.projects.models import require_unchanged
from ad_studio.services.projects.project import Project
from ad_studio.services.small_defects import for_smallest_defect
from ad_studio.services.training_progress import TrainingProgress

if TYPE_CHECKING:
    from ad_studio.detection.detectors.base import AnyDetector, DetectorSettings


def train(project: Project, settings: TrainSettings, *, progress: Progress) -> ModelInfo:
    """Train a detector on the project's training set: the project's first model is in force.

    Every other one is a candidate until somebody puts it in force.

    It ignores for good what the reference's ignore regions say now.

    Args:
        project: Has a reference; open for writing.
        settings: See `TrainSettings`.
        progress: Gets a `TrainUpdate` per epoch.

    Raises:
        ProjectError: The project has no reference yet.
        PoorReferenceError: It would mislead, and nobody has said that it is to be used.
        ImageError: An image to learn from can no longer be read, or its file was changed.
        BackboneError: The backbone is not installed or damaged.
        UsageError: A setting cannot be used.
        ModelError: The model cannot be written.
        StoreError: Likewise.
        SignInError: No engineer is signed in, and the project asks for it.
        Cancelled: The user asked to stop; nothing is stored.
    """
    project.authorize(Role.ENGINEER)
    if settings.epochs < 1:
        raise UsageError(msg("Training needs at least 1 epoch."))
    learned = require_training_set(project)
    if not settings.accept_reference:
        _raise_if_poor(references.current_reference(project))
    progress.stage(Stage.LOAD)
    progress.status(msg("Loading the backbone"))
    detector = detector_registry.find(settings.detector).load()
    how = _How(
        detector=detector,
        settings=detector.make_settings(
            settings.options,
            epochs=settings.epochs,
            seed=settings.seed,
            **_resolution(project, settings),
        ),
        backbone=settings.backbone,
        weights=settings.weights,
        device=settings.device,
    )
    return _train(project, learned, how, progress=progress)


def _resolution(project: Project, settings: TrainSettings) -> dict[str, object]:
    """The settings of a detector that say how closely it looks."""
    if settings.smallest_defect is None:
        return {"image_size": settings.image_size}
    if settings.backbone != TrainSettings().backbone or settings.weights is not None:
        raise UsageError(
            msg("A smallest defect goes with the starter."),
            hint=msg("Choose the starter, or state the size of the input instead."),
        )
    reference = references.current_reference(project)
    assert reference is not None  # the training set has one
    found = for_smallest_defect(
        reference.width,
        reference.height,
        smallest=settings.smallest_defect,
        image_size=settings.image_size,
    )
    if found.tile is None:
        return {"image_size": found.image_size}
    # Maps are not smoothed: a defect of one or two patches would be lost (docs/benchmarks.md).
    return {"image_size": found.image_size, "tile": found.tile, "smoothing": 0.0}


def train_alike(
    project: Project, model: ModelInfo, *, device: str = "auto", progress: Progress
) -> ModelInfo:
    """Train with the method, backbone and settings of an earlier model on what is learned from now.

    Args:
        project: Has a reference; open for writing.
        model: Whose settings are taken.
        device: "auto", "cpu" or "cuda".
        progress: As for `train`.

    Raises:
        PoorReferenceError: The reference would mislead, and the model was trained on another one.
        ModelError: The earlier model's folder is missing or damaged, or the new one cannot be
            written.
        AdStudioError: Otherwise as `train`.
    """
    from ad_studio.detection.backbones import given_weights
    from ad_studio.detection.model_folder import read_description

    learned = require_training_set(project)
    reference = references.current_reference(project)
    if reference != references.reference_of_model(project, model.id):  # else it was accepted then
        _raise_if_poor(reference)
    progress.stage(Stage.LOAD)
    progress.status(msg("Loading the backbone"))
    require_unchanged(project, model)
    found = read_description(model.folder)
    weights = given_weights.of_model(found)
    how = _How(found.detector, found.settings, found.backbone, weights, device)
    return _train(project, learned, how, progress=progress)


def require_training_set(project: Project) -> TrainingSet:
    """Return what a model would learn from now.

    Raises:
        ProjectError: There is no reference yet.
    """
    learned = training_set.current(project)
    if learned is None:
        raise ProjectError(
            msg("The project has no reference image yet."),
            path=project.info.folder,
            hint=msg("Set one image of a good part as reference."),
        )
    return learned


@dataclass(frozen=True, slots=True)
class _How:
    """The method with its settings, and on what it works."""

    detector: type[AnyDetector]
    settings: DetectorSettings
    backbone: str
    weights: Path | None
    device: str


def _train(project: Project, learned: TrainingSet, how: _How, *, progress: Progress) -> ModelInfo:
    """Fit, save and store a model; one share done over all of it."""
    overall = TrainingProgress(progress)
    model = _fit_and_store(project, learned, how, progress=overall)
    overall.end()
    return model


def _fit_and_store(
    project: Project, learned: TrainingSet, how: _How, *, progress: Progress
) -> ModelInfo:
    from ad_studio.detection.backbones import given_weights
    from ad_studio.detection.backbones.precision import pick_device
    from ad_studio.detection.backbones.registry import load_backbone
    from ad_studio.detection.fitting import fit_and_check
    from ad_studio.detection.model_folder import save_model

    (reference,) = learned.of_role(TrainingRole.REFERENCE)
    assert reference.reference_id is not None
    version = project.store.ignore_regions.current(reference.reference_id)
    bit_depth = project.store.references.get(reference.reference_id).bit_depth
    started = time.perf_counter()
    backbone = load_backbone(
        how.backbone,
        weights=how.weights,
        device=pick_device(how.device),
        image_size=how.settings.image_size,
    )
    if how.weights is not None:
        given_weights.remember(how.weights, sha256=backbone.sha256)

    def readers(role: TrainingRole) -> list[Callable[[InputSize], RgbImage]]:
        return [partial(_read, image, bit_depth) for image in learned.of_role(role)]

    fitted = fit_and_check(
        how.detector,
        backbone,
        readers(TrainingRole.REFERENCE),
        confirmed_ok=readers(TrainingRole.CONFIRMED_OK),
        confirmed_ng=readers(TrainingRole.CONFIRMED_NG),
        lot=readers(TrainingRole.LOT),
        noun=project.info.noun,
        defects=project.info.defects,
        settings=how.settings,
        ignore=() if version is None else version.regions,
        seed=how.settings.seed,
        progress=progress,
    )
    progress.stage(Stage.STORE)
    progress.status(msg("Storing the model"))
    folder = project.store.models.new_folder()
    save_model(
        folder,
        fitted.detector,
        weights=how.weights,
        about={
            "noun": project.info.noun,
            "defects": list(project.info.defects),
            "reference_sha256": reference.sha256,
            "bit_depth": bit_depth,
            "training_set": learned.number,
            "ignore_version": None if version is None else version.number,
        },
    )
    return project.store.models.add(
        folder=folder,
        training_set_id=learned.id,
        ignore_id=None if version is None else version.id,
        detector=how.detector.name,
        backbone=backbone.name,
        backbone_sha256=backbone.sha256,
        seed=how.settings.seed,
        device=backbone.device.type,
        train_seconds=time.perf_counter() - started,
        self_check=fitted.check,
        thresholds=fitted.thresholds,
        basis=fitted.basis,
    )


def _read(image: TrainingImage, bit_depth: int | None, input_size: InputSize) -> RgbImage:
    data = training_set.read_image(image)
    return model_input(data, path=image.path, input_size=input_size, bit_depth=bit_depth)[0]


def _raise_if_poor(reference: ReferenceInfo | None) -> None:
    """Refuse a reference that would make every part look alike, good or bad."""
    if reference is None:
        return
    for hint in reference.hints:
        if hint.serious:
            raise PoorReferenceError(
                msg("The reference image would mislead. {found}", found=hint.text),
                path=reference.source,
                hint=msg("Set a better image, or train on this one explicitly."),
            )
