"""A fitted detector as JSON and tensors, and made again of them on its backbone."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import torch
from torch import Tensor

from ad_studio import detector_registry
from ad_studio.detection.alignment.transform import transform_from_json, transform_to_json
from ad_studio.detection.backbones.base import VisionBackbone
from ad_studio.detection.calibration import Calibration
from ad_studio.detection.detectors.base import AnyDetector, DetectorSettings, DetectorState
from ad_studio.detection.inputs import InputPipeline
from ad_studio.detection.json_data import from_json, to_json
from ad_studio.detection.tiles import tiling_of
from ad_studio.drawn_regions import DrawnRegion
from ad_studio.drawn_regions import from_json as region_from_json
from ad_studio.drawn_regions import to_json as region_to_json

LARGEST_SIDE = 10_000
"""Pixels along the input of a model, of which a crop or tiles are cut; more is taken for damage."""
TRIAL_SIZE = (640, 480)
"""Width and height of the image on which a model is tried when it is loaded."""


def detector_to_json(detector: AnyDetector, state: DetectorState) -> dict[str, Any]:
    """Everything of a detector, whose state that is, but its tensors and its backbone."""
    inputs = detector.inputs
    return {
        "detector": detector.name,
        "blocks": list(inputs.blocks),
        "settings": to_json(detector.settings),
        "transform": transform_to_json(inputs.transform),
        "calibration": to_json(state.calibration),
        "values": dict(state.values),
        "rotation_invariant": detector.rotation_invariant,
        "ignore": [region_to_json(region) for region in inputs.ignore],
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedDetector:
    """What `detector_to_json` says, read and checked.

    Attributes:
        detector: How it detects.
        blocks: Of the backbone, whose tokens fill the memory.
        settings: Of the detector.
        transform: How it looks at images, as JSON has it.
        calibration: Reference statistics per branch.
        values: See `DetectorState.values`.
        ignore: The regions that were ignored in training and are never scored.
    """

    detector: type[AnyDetector]
    blocks: tuple[int, ...]
    settings: DetectorSettings
    transform: Mapping[str, Any]
    calibration: Calibration
    values: Mapping[str, Any]
    ignore: tuple[DrawnRegion, ...]

    @classmethod
    def from_json(cls, found: Mapping[str, Any], **more: object) -> Self:
        """Read it; `more` are the fields of a subclass.

        Raises:
            LookupError: Something is missing.
            TypeError: Likewise, or something is of another type.
            ValueError: Something is damaged, or the input size is one that no computer can take.
            UsageError: There is no such detector, or a region is damaged.
        """
        detector = detector_registry.find(found["detector"]).load()
        settings = from_json(detector.settings_type, found["settings"])
        if settings.image_size is not None and not 0 < settings.image_size <= LARGEST_SIDE:
            raise ValueError("an input size that no computer can take")
        return cls(
            detector=detector,
            blocks=tuple(int(block) for block in found["blocks"]),
            settings=settings,
            transform=dict(found["transform"]),
            calibration=from_json(Calibration, found["calibration"]),
            values=dict(found["values"]),
            ignore=tuple(region_from_json(one) for one in found["ignore"]),
            **more,
        )

    def inputs(self, backbone: VisionBackbone) -> InputPipeline:
        """How it looks at images.

        Raises:
            ValueError: The transform is damaged, or its size is one that no computer can take.
            UsageError: The backbone does not take tiles.
        """
        transform = transform_from_json(self.transform, backbone)
        if max(transform.input_size(*TRIAL_SIZE)) > LARGEST_SIDE:
            raise ValueError("an input size that no computer can take")
        tiling = tiling_of(backbone, self.settings.tile)
        return InputPipeline(backbone, transform, self.blocks, self.ignore, tiling)

    def restore(self, inputs: InputPipeline, tensors: Mapping[str, Tensor]) -> AnyDetector:
        """Make the detector again: a grey image is scored to see that its parts fit together.

        Args:
            inputs: Of `inputs`.
            tensors: Float, on the device of the backbone.

        Raises:
            Exception: Of any kind: the tensors are not those of the detector, or not finite.
        """
        if not all(torch.isfinite(tensor).all() for tensor in tensors.values()):
            raise ValueError("not finite")
        state = DetectorState(self.calibration, tensors, self.values)
        detector = self.detector.from_state(inputs, self.settings, state)
        _require_scores(detector)
        return detector


def _require_scores(detector: AnyDetector) -> None:
    """See to it that the parts of a model fit together, by scoring a grey image."""
    width, height = detector.input_size(*TRIAL_SIZE)
    if tiling := detector.inputs.tiling:  # one tile tells as much as all of them
        width, height = min(width, tiling.side), min(height, tiling.side)
    (found,) = detector.score([np.full((height, width, 3), 128, np.uint8)])
    maps = (found.text, found.visual, found.fused)
    if not (math.isfinite(found.score) and all(np.isfinite(one).all() for one in maps)):
        raise ValueError("scores are not finite")
