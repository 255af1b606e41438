"""A trained model on disk: `model.safetensors` + `model.json`; nothing that could run code."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save

from ad_studio import __version__, detector_registry
from ad_studio.detection.alignment.transform import transform_from_json, transform_to_json
from ad_studio.detection.backbones.base import VisionBackbone
from ad_studio.detection.calibration import Calibration
from ad_studio.detection.detectors.base import (
    AnyDetector,
    DetectorSettings,
    DetectorState,
)
from ad_studio.detection.inputs import InputPipeline
from ad_studio.detection.json_data import from_json, to_json
from ad_studio.detection.tiles import tiling_of
from ad_studio.errors import ModelError, UsageError
from ad_studio.files import DISK_FULL, FREE_SPACE, is_disk_full, sha256_of
from ad_studio.ignore_regions import IgnoreRegion
from ad_studio.ignore_regions import from_json as region_from_json
from ad_studio.ignore_regions import to_json as region_to_json
from ad_studio.messages import msg

FORMAT = 7
"""Raised with every change after which a saved model would be scored otherwise than when saved."""
LARGEST_SIDE = 10_000
"""Pixels along the input of a model, of which a crop or tiles are cut; more is taken for damage."""
TRIAL_SIZE = (640, 480)
"""Width and height of the image on which a model is tried when it is loaded."""
WEIGHTS, DESCRIPTION = "model.safetensors", "model.json"
_LIBRARIES = ("torch", "open_clip_torch", "timm", "numpy", "pillow")
_HINT = msg("Train the project again.")
_ODD = (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError)


@dataclass(frozen=True, slots=True)
class ModelDescription:
    """What `model.json` says, beside what is there for people.

    Attributes:
        detector: How it detects.
        backbone: Registry id.
        backbone_sha256: Of the weights that it was trained on.
        weights: The local checkpoint it was trained on; None for the installed one. For people:
            a project may come from anywhere, so this path is never opened (`given_weights`).
        blocks: Of the backbone, whose tokens fill the memory.
        model_sha256: Of the file of the model itself.
        settings: Of the detector.
        transform: How it looks at images, as JSON has it.
        calibration: Reference statistics per branch.
        values: See `DetectorState.values`.
        ignore: The regions that were ignored in training and are never scored.
    """

    detector: type[AnyDetector]
    backbone: str
    backbone_sha256: str
    weights: Path | None
    blocks: tuple[int, ...]
    model_sha256: str
    settings: DetectorSettings
    transform: Mapping[str, Any]
    calibration: Calibration
    values: Mapping[str, Any]
    ignore: tuple[IgnoreRegion, ...]


def save_model(
    folder: Path,
    detector: AnyDetector,
    *,
    weights: Path | None,
    about: Mapping[str, Any],
) -> None:
    """Write a fitted detector into an empty folder.

    Args:
        folder: Exists already.
        detector: What to save.
        weights: The local checkpoint of its backbone, if not the installed one.
        about: More for `model.json`, for people and auditors (reference hash, noun, seed ...).

    Raises:
        ModelError: It cannot be written.
    """
    inputs, state = detector.inputs, detector.state()
    description = {
        "format": FORMAT,
        "detector": detector.name,
        "backbone": inputs.backbone.name,
        "backbone_sha256": inputs.backbone.sha256,
        "weights": None if weights is None else str(weights),
        "blocks": list(inputs.blocks),
        "settings": to_json(detector.settings),
        "transform": transform_to_json(inputs.transform),
        "calibration": to_json(state.calibration),
        "values": dict(state.values),
        "rotation_invariant": detector.rotation_invariant,
        "ignore": [region_to_json(region) for region in inputs.ignore],
        "libraries": {"ad_studio": __version__} | {name: version(name) for name in _LIBRARIES},
        **about,
    }
    try:
        tensors = {name: tensor.cpu().contiguous() for name, tensor in state.tensors.items()}
        (folder / WEIGHTS).write_bytes(save(tensors))  # save_file lets nobody else read the file
        description["model_sha256"] = sha256_of(folder / WEIGHTS)
        text = json.dumps(description, indent=2, ensure_ascii=False)
        (folder / DESCRIPTION).write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        if is_disk_full(error):
            raise ModelError(DISK_FULL, path=folder, hint=FREE_SPACE) from error
        raise ModelError(
            msg("The model cannot be written ({error}).", error=error.strerror or str(error)),
            path=folder,
            hint=msg("Check that you may write there, then train again."),
        ) from error


def read_description(folder: Path) -> ModelDescription:
    """Read what a model folder says about itself.

    Raises:
        ModelError: Missing, damaged, foreign, or made by a newer or an older program.
    """
    path = folder / DESCRIPTION
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        _require_format(found["format"], path)
        _require_finite(found)
        detector = detector_registry.find(found["detector"]).load()
        weights = found["weights"]
        settings = from_json(detector.settings_type, found["settings"])
        if settings.image_size is not None and not 0 < settings.image_size <= LARGEST_SIDE:
            raise ValueError("an input size that no computer can take")
        return ModelDescription(
            detector=detector,
            backbone=str(found["backbone"]),
            backbone_sha256=str(found["backbone_sha256"]),
            weights=None if weights is None else Path(weights),
            blocks=tuple(int(block) for block in found["blocks"]),
            model_sha256=str(found["model_sha256"]),
            settings=settings,
            transform=dict(found["transform"]),
            calibration=from_json(Calibration, found["calibration"]),
            values=dict(found["values"]),
            ignore=tuple(region_from_json(one) for one in found["ignore"]),
        )
    except FileNotFoundError as error:
        raise ModelError(msg("The model folder is incomplete."), path=path, hint=_HINT) from error
    except (OSError, *_ODD, UsageError) as error:
        raise _damaged(path) from error


def load_model(
    folder: Path, description: ModelDescription, backbone: VisionBackbone
) -> AnyDetector:
    """Put a saved detector back onto its backbone.

    Raises:
        ModelError: The backbone has other weights than in training, a file is damaged, or its parts
            do not fit together: a grey image is scored to see that.
    """
    if backbone.sha256 != description.backbone_sha256:
        raise ModelError(
            msg(
                "The model was trained on other weights of {backbone} than are installed now.",
                backbone=description.backbone,
            ),
            path=folder,
            hint=msg("Install those weights again, or train the project again."),
        )
    try:
        transform = transform_from_json(description.transform, backbone)
        if max(transform.input_size(*TRIAL_SIZE)) > LARGEST_SIDE:
            raise ValueError("an input size that no computer can take")
        tiling = tiling_of(backbone, description.settings.tile)
        inputs = InputPipeline(backbone, transform, description.blocks, description.ignore, tiling)
    except (*_ODD, UsageError) as error:
        raise _damaged(folder / DESCRIPTION) from error
    path = folder / WEIGHTS
    try:
        if sha256_of(path) != description.model_sha256:
            raise ValueError("other bytes than were stored")
        tensors = {name: one.float().to(backbone.device) for name, one in load_file(path).items()}
        if not all(torch.isfinite(tensor).all() for tensor in tensors.values()):
            raise ValueError("not finite")
        state = DetectorState(description.calibration, tensors, description.values)
        detector = description.detector.from_state(inputs, description.settings, state)
        _require_scores(detector)
        return detector
    except Exception as error:
        raise ModelError(
            msg("The model file is missing or damaged."), path=path, hint=_HINT
        ) from error


def _require_finite(found: object) -> None:
    """Refuse NaN and infinity, which Python's JSON takes, wherever they stand."""
    if isinstance(found, dict | list):
        for one in found.values() if isinstance(found, dict) else found:
            _require_finite(one)
    elif isinstance(found, float) and not math.isfinite(found):
        raise ValueError("not finite")


def _require_scores(detector: AnyDetector) -> None:
    """See to it that the parts of a model fit together, by scoring a grey image."""
    width, height = detector.input_size(*TRIAL_SIZE)
    if tiling := detector.inputs.tiling:  # one tile tells as much as all of them
        width, height = min(width, tiling.side), min(height, tiling.side)
    (found,) = detector.score([np.full((height, width, 3), 128, np.uint8)])
    maps = (found.text, found.visual, found.fused)
    if not (math.isfinite(found.score) and all(np.isfinite(one).all() for one in maps)):
        raise ValueError("scores are not finite")


def _require_format(found: object, path: Path) -> None:
    """Refuse what would be scored otherwise than when it was saved."""
    if not isinstance(found, int) or isinstance(found, bool):
        raise ValueError("no format")
    if found > FORMAT:
        raise ModelError(
            msg("The model was made by a newer ad_studio."),
            path=path,
            hint=msg("Update the program."),
        )
    if found < FORMAT:
        raise ModelError(
            msg("The model was made by an older ad_studio, and would be scored otherwise now."),
            path=path,
            hint=_HINT,
        )


def _damaged(path: Path) -> ModelError:
    return ModelError(msg("The model's description is damaged."), path=path, hint=_HINT)
