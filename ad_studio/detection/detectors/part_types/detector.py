"""Several part types in one model: an image is judged by the detector of the type it shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, NoReturn, Self

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from ad_studio.detection.alignment.transform import InputTransform
from ad_studio.detection.anomaly_map import AnomalyMap, RecognisedPartType
from ad_studio.detection.backbones.caching import CachingBackbone
from ad_studio.detection.calibration import Calibration
from ad_studio.detection.detectors.base import (
    AnyDetector,
    Detector,
    DetectorSettings,
    DetectorState,
)
from ad_studio.detection.detectors.part_types.recogniser import PartTypeRecogniser
from ad_studio.detection.detectors.part_types.scale import to_common_scale
from ad_studio.detection.inputs import InputPipeline
from ad_studio.detection.named_tensors import with_prefix, without_prefix
from ad_studio.detection.saved_detector import SavedDetector, detector_to_json
from ad_studio.domain import RgbImage, Thresholds
from ad_studio.progress import Between, go_on


@dataclass(frozen=True, slots=True, eq=False)
class KnownPartType:
    """One of the part types of a model.

    Attributes:
        name: By which people know it; each type has another one.
        detector: Fitted on images of this type alone, on the backbone of all.
        thresholds: Those that the detector came with.
    """

    name: str
    detector: AnyDetector
    thresholds: Thresholds


class PartTypesDetector(Detector[DetectorSettings]):
    """Recognises which part type an image shows, and scores it by the detector of that type.

    Fused maps and scores are brought to one scale, on which the first thresholds of every type
    lie at `COMMON`: an image gets the verdict that it would get from a model of its type alone.
    It is fitted by `fitting_part_types.fit_part_types`, for a type has more than images.

    Args:
        inputs: How an image is looked at to recognise the type: as a whole.
        settings: Those that all types have in common.
        types: At least two; their backbone is that of `inputs`.
        recogniser: Numbers them in this order.
    """

    name = "part-types"
    settings_type = DetectorSettings
    branches: ClassVar[tuple[str, ...]] = ("text", "visual")

    def __init__(
        self,
        inputs: InputPipeline,
        settings: DetectorSettings,
        *,
        types: Sequence[KnownPartType],
        recogniser: PartTypeRecogniser,
    ) -> None:
        super().__init__(inputs, settings)
        self.types = tuple(types)
        self.rotation_invariant = any(one.detector.rotation_invariant for one in types)
        self.recogniser = recogniser
        self._transforms = [inputs.transform, *(one.detector.inputs.transform for one in types)]
        self._all_whole = all(one == inputs.transform for one in self._transforms)

    @classmethod
    def fit(cls, *_args: object, **_options: object) -> NoReturn:
        """Raise TypeError: see `fitting_part_types.fit_part_types`."""
        raise TypeError("part types are fitted by fit_part_types")

    @property
    def batch(self) -> int:
        """See `Detector.batch`: neighbours may be of different types."""
        return 1

    def input_size(self, width: int, height: int) -> tuple[int, int]:
        """See `Detector.input_size`: the largest that a type asks for."""
        return max(one.input_size(width, height) for one in self._transforms)

    def score(self, images: Sequence[RgbImage], *, between: Between = go_on) -> list[AnomalyMap]:
        """See `Detector.score`; `AnomalyMap.part_type` says which type each image is taken for."""
        return [self._score(image, between) for image in images]

    def _score(self, image: RgbImage, between: Between) -> AnomalyMap:
        seen = self.inputs.transform_image(self._at_size(image, self.inputs.transform))
        with torch.inference_mode():
            tokens = self.inputs.encode([seen.view], between=between)
            number, known = self.recogniser.recognise(tokens)
        found_type = self.types[number]
        own = self._at_size(image, found_type.detector.inputs.transform)
        (found,) = found_type.detector.score([own], between=between)
        return replace(
            found,
            fused=to_common_scale(found.fused, found_type.thresholds).astype(np.float32),
            score=float(to_common_scale(found.score, found_type.thresholds)),
            part_type=RecognisedPartType(found_type.name, is_known=known),
        )

    def _at_size(self, image: RgbImage, transform: InputTransform) -> RgbImage:
        """An image of the largest size that is asked for, at that of one transform."""
        height, width = image.shape[:2]
        size = transform.input_size(width, height)
        if self._all_whole or size == (width, height):
            return image
        return np.asarray(Image.fromarray(image).resize(size, Image.Resampling.BICUBIC))

    def state(self) -> DetectorState:
        """See `Detector.state`: the types lie in it one after the other."""
        tensors = self.recogniser.tensors()
        states = [one.detector.state() for one in self.types]
        for number, state in enumerate(states):
            tensors |= with_prefix(_prefix(number), state.tensors)
        values = {
            "types": [
                {
                    "name": one.name,
                    "thresholds": {"review": one.thresholds.review, "ng": one.thresholds.ng},
                    **detector_to_json(one.detector, state),
                }
                for one, state in zip(self.types, states, strict=True)
            ]
        }
        return DetectorState(Calibration.none(), tensors, values)

    @classmethod
    def from_state(
        cls, inputs: InputPipeline, settings: DetectorSettings, state: DetectorState
    ) -> Self:
        """See `Detector.from_state`."""
        shared = sharing(inputs)
        found = state.values["types"]
        return cls(
            shared,
            settings,
            types=[
                _restored(one, without_prefix(_prefix(number), state.tensors), shared)
                for number, one in enumerate(found)
            ],
            recogniser=PartTypeRecogniser.restore(state.tensors, count=len(found)),
        )


def sharing(inputs: InputPipeline) -> InputPipeline:
    """The same inputs on a backbone that does not encode the image of a moment ago again."""
    return replace(inputs, backbone=CachingBackbone(inputs.backbone, capacity=1))


def _prefix(number: int) -> str:
    return f"type.{number}."


def _restored(
    found: Mapping[str, Any], tensors: Mapping[str, Tensor], shared: InputPipeline
) -> KnownPartType:
    saved = SavedDetector.from_json(found)
    if issubclass(saved.detector, PartTypesDetector):
        raise ValueError("part types within a part type")
    detector = saved.restore(saved.inputs(shared.backbone), tensors)
    limits = found["thresholds"]
    thresholds = Thresholds(review=float(limits["review"]), ng=float(limits["ng"]))
    return KnownPartType(str(found["name"]), detector, thresholds)
