"""A trained model on disk: `model.safetensors` + `model.json`; nothing that could run code."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from safetensors.torch import load_file, save

from ad_studio import __version__
from ad_studio.detection.backbones.base import VisionBackbone
from ad_studio.detection.detectors.base import AnyDetector
from ad_studio.detection.saved_detector import SavedDetector, detector_to_json
from ad_studio.errors import ModelError, UsageError
from ad_studio.files import DISK_FULL, FREE_SPACE, is_disk_full, sha256_of
from ad_studio.messages import msg

FORMAT = 11
"""Raised with every change after which a saved model would be scored otherwise than when saved."""
WEIGHTS, DESCRIPTION = "model.safetensors", "model.json"
_LIBRARIES = ("torch", "open_clip_torch", "timm", "numpy", "pillow")
_HINT = msg("Train the project again.")
_INVALID = (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelDescription(SavedDetector):
    """What `model.json` says, beside what is there for people; see `SavedDetector`.

    Attributes:
        backbone: Registry id.
        backbone_sha256: Of the weights that it was trained on.
        weights: The local checkpoint it was trained on; None for the installed one. For people:
            a project may come from anywhere, so this path is never opened (`given_weights`).
        model_sha256: Of the file of the model itself.
    """

    backbone: str
    backbone_sha256: str
    weights: Path | None
    model_sha256: str


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
    backbone, state = detector.inputs.backbone, detector.state()
    description = {
        "format": FORMAT,
        "backbone": backbone.name,
        "backbone_sha256": backbone.sha256,
        "weights": None if weights is None else str(weights),
        **detector_to_json(detector, state),
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
        weights = found["weights"]
        return ModelDescription.from_json(
            found,
            backbone=str(found["backbone"]),
            backbone_sha256=str(found["backbone_sha256"]),
            weights=None if weights is None else Path(weights),
            model_sha256=str(found["model_sha256"]),
        )
    except FileNotFoundError as error:
        raise ModelError(msg("The model folder is incomplete."), path=path, hint=_HINT) from error
    except (OSError, *_INVALID, UsageError) as error:
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
        inputs = description.inputs(backbone)
    except (*_INVALID, UsageError) as error:
        raise _damaged(folder / DESCRIPTION) from error
    path = folder / WEIGHTS
    try:
        if sha256_of(path) != description.model_sha256:
            raise ValueError("other bytes than were stored")
        tensors = {name: one.float().to(backbone.device) for name, one in load_file(path).items()}
        return description.restore(inputs, tensors)
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
