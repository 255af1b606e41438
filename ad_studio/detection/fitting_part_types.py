"""Fitting one model on several part types: a detector for each, and what tells them apart."""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from ad_studio.detection.alignment.transform import View
from ad_studio.detection.backbones.base import VisionBackbone
from ad_studio.detection.detectors.base import Detector, DetectorSettings, S
from ad_studio.detection.detectors.part_types.detector import (
    KnownPartType,
    PartTypesDetector,
    sharing,
)
from ad_studio.detection.detectors.part_types.recogniser import PartTypeRecogniser, describe
from ad_studio.detection.detectors.part_types.scale import COMMON, to_common_scale
from ad_studio.detection.fitting import Fitted, PartToLearn, fit_and_check
from ad_studio.detection.generated_good import generated_good
from ad_studio.detection.inputs import InputPipeline
from ad_studio.domain import Basis, BasisKind, RgbImage, SelfCheck
from ad_studio.messages import Message, msg
from ad_studio.progress import Progress, SubProgress, stop_between


def fit_part_types(
    kind: type[Detector[S]],
    backbone: VisionBackbone,
    types: Mapping[str, PartToLearn],
    *,
    settings: S,
    seed: int,
    progress: Progress,
) -> Fitted:
    """Fit a detector on each part type, and the recogniser on all of them.

    Args:
        kind: Which detector.
        backbone: Frozen; its text tower is still loaded.
        types: At least two, by the name under which people know each.
        settings: Of the detector, for all types; without tiles.
        seed: Of the checks' draws.
        progress: Gets a `TrainUpdate` per epoch; each type goes through all stages.

    Returns:
        The detector of all types; the checks of all of them, on the common scale.

    Raises:
        UsageError: As `fit_and_check`.
        BackboneError: Likewise.
        ImageError: Likewise.
        Cancelled: The user asked to stop.
    """
    inputs = sharing(InputPipeline.of_whole_images(backbone, image_size=settings.image_size))
    known, checks, described = [], [], []
    provisional = 0
    for name, part in types.items():
        fitted = fit_and_check(
            kind,
            inputs.backbone,
            part,
            settings=settings,
            seed=seed,
            progress=_OfType(progress, name),
        )
        known.append(KnownPartType(name, fitted.detector, fitted.thresholds))
        checks.append(_on_common_scale(fitted))
        provisional += fitted.basis.is_provisional
        good = [
            read(inputs.transform.input_size) for read in (*part.references, *part.confirmed_ok)
        ]
        described.append(_described(inputs, good, progress=progress))
    others = _described(inputs, generated_good(inputs.transform.input_size), progress=progress)
    return Fitted(
        PartTypesDetector(
            inputs,
            DetectorSettings(seed=settings.seed, image_size=settings.image_size),
            types=known,
            recogniser=PartTypeRecogniser.fit(described, others),
        ),
        SelfCheck(
            reference_score=checks[0].reference_score,
            view_scores=tuple(score for check in checks for score in check.view_scores),
            defect_scores=tuple(score for check in checks for score in check.defect_scores),
        ),
        COMMON,
        Basis(BasisKind.PART_TYPES, {"types": len(types), "provisional": provisional}),
    )


class _OfType(SubProgress):
    """Says with each status which part type it is about."""

    def __init__(self, progress: Progress, name: str) -> None:
        super().__init__(progress, 0.0, 1.0)
        self._name = name

    def status(self, words: Message | str) -> None:
        """See `Progress.status`."""
        self._target.status(msg("{name}: {words}", name=self._name, words=words))


def _described(
    inputs: InputPipeline, images: Sequence[RgbImage], *, progress: Progress
) -> list[Tensor]:
    """What the recogniser makes of whole images."""
    with torch.inference_mode():
        return [
            describe(inputs.encode([View(image)], between=stop_between(progress)))
            for image in images
        ]


def _on_common_scale(fitted: Fitted) -> SelfCheck:
    def scaled(scores: Sequence[float]) -> tuple[float, ...]:
        return tuple(to_common_scale(scores, fitted.thresholds).tolist())

    check = fitted.check
    (reference,) = scaled([check.reference_score])
    return SelfCheck(reference, scaled(check.view_scores), scaled(check.defect_scores))
