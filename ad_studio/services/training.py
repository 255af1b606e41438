"""Training a model on what a project learns from: its reference, and confirmed parts."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

from ad_studio import detector_registry
from ad_studio.domain import (
    ModelInfo,
    Role,
    TrainSettings,
)
from ad_studio.errors import UsageError
from ad_studio.messages import msg
from ad_studio.progress import Progress, Stage
from ad_studio.services.engines import choose_engines
from ad_studio.services.projects import references
from ad_studio.services.projects.models import require_unchanged
from ad_studio.services.projects.project import Project
from ad_studio.services.small_defects import for_smallest_defect
from ad_studio.services.training_data import (
    TrainingData,
    raise_if_poor,
    require_training_data,
)
from ad_studio.services.training_progress import TrainingProgress
from ad_studio.store import NewPartType

if TYPE_CHECKING:
    from ad_studio.detection.backbones.base import VisionBackbone
    from ad_studio.detection.detectors.base import AnyDetector, DetectorSettings
    from ad_studio.detection.fitting import Fitted


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
    data = require_training_data(project)
    if not settings.accept_reference:
        raise_if_poor(data.reference)
    progress.stage(Stage.LOAD)
    progress.status(msg("Loading the backbone"))
    method = Method.of(settings, **_resolution(project, settings))
    return _train(data, method, progress=progress)


def _resolution(project: Project, settings: TrainSettings) -> dict[str, object]:
    """The detector settings for resolution: input size and tiles."""
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
    """Train on the current training set with the method, backbone and settings of a model.

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

    data = require_training_data(project)
    if data.reference != references.reference_of_model(project, model.id):
        raise_if_poor(data.reference)  # else it was accepted then
    progress.stage(Stage.LOAD)
    progress.status(msg("Loading the backbone"))
    require_unchanged(project, model)
    found = read_description(model.folder)
    weights = given_weights.of_model(found)
    method = Method(found.detector, found.settings, found.backbone, weights, device)
    return _train(data, method, progress=progress)


@dataclass(frozen=True, slots=True)
class Method:
    """A detector class with its settings, backbone and device; see `TrainSettings`."""

    detector: type[AnyDetector]
    settings: DetectorSettings
    backbone: str
    weights: Path | None
    device: str

    @classmethod
    def of(cls, settings: TrainSettings, **resolution: object) -> Self:
        """Make it of what the user chose.

        Args:
            settings: What the user chose.
            resolution: The detector settings for input size and tiles.

        Raises:
            UsageError: A setting cannot be used.
        """
        if settings.epochs < 1:
            raise UsageError(msg("Training needs at least 1 epoch."))
        detector = detector_registry.find(settings.detector).load()
        return cls(
            detector=detector,
            settings=detector.make_settings(
                settings.options, epochs=settings.epochs, seed=settings.seed, **resolution
            ),
            backbone=settings.backbone,
            weights=settings.weights,
            device=settings.device,
        )


def _train(data: TrainingData, method: Method, *, progress: Progress) -> ModelInfo:
    """Fit, save and store a model; one share done over all of it."""
    from ad_studio.detection.fitting import fit_and_check

    overall = TrainingProgress(progress)

    def fit(backbone: VisionBackbone) -> Fitted:
        return fit_and_check(
            method.detector,
            backbone,
            data.part(lambda: overall.is_cancelled),
            settings=method.settings,
            seed=method.settings.seed,
            progress=overall,
        )

    model = fit_and_store(lambda: data, method, fit, progress=overall)
    overall.end()
    return model


def fit_and_store(
    get_data: Callable[[], TrainingData],
    method: Method,
    fit: Callable[[VisionBackbone], Fitted],
    *,
    about: Mapping[str, Any] = MappingProxyType({}),
    part_types: Sequence[NewPartType] = (),
    progress: Progress,
) -> ModelInfo:
    """Load the backbone, fit, and store what was fitted as a model.

    Args:
        get_data: Returns the training data of the project that the model is stored in; called after
            fitting, because fitting several part types may first give the project a reference.
        method: How to detect.
        fit: Fits on a backbone whose text tower is loaded.
        about: What the model file says beside `TrainingData.about`.
        part_types: See `ModelRepository.add`.
        progress: Enters the last stage.

    Raises:
        BackboneError: The backbone is not installed or damaged.
        UsageError: The device cannot be used.
        ModelError: The model cannot be written.
        StoreError: Likewise.
    """
    from ad_studio.detection.backbones import given_weights
    from ad_studio.detection.backbones.precision import pick_device
    from ad_studio.detection.backbones.registry import load_backbone
    from ad_studio.detection.backbones.starter import STARTER
    from ad_studio.detection.model_folder import save_model

    device = pick_device(method.device)
    if method.backbone == STARTER and method.weights is None and device.type == "cpu":
        choose_engines(progress)
    started = time.perf_counter()
    backbone = load_backbone(
        method.backbone,
        weights=method.weights,
        device=device,
        image_size=method.settings.image_size,
    )
    if method.weights is not None:
        given_weights.remember(method.weights, sha256=backbone.sha256)
    fitted = fit(backbone)
    progress.stage(Stage.STORE)
    progress.status(msg("Storing the model"))
    data = get_data()
    store = data.project.store
    folder = store.models.new_folder()
    save_model(folder, fitted.detector, weights=method.weights, about={**data.about(), **about})
    return store.models.add(
        folder=folder,
        training_set_id=data.images.id,
        ignore_id=None if data.ignored is None else data.ignored.id,
        detector=fitted.detector.name,
        backbone=backbone.name,
        backbone_sha256=backbone.sha256,
        seed=method.settings.seed,
        device=backbone.device.type,
        train_seconds=time.perf_counter() - started,
        self_check=fitted.check,
        thresholds=fitted.thresholds,
        basis=fitted.basis,
        part_types=part_types,
    )
