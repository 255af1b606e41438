"""A trained model on disk: `model.safetensors` + `model.json`; nothing that could run code."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, is_dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from ad_studio import __version__
from ad_studio.detection.alignment.crop import Frame
from ad_studio.detection.backbones.base import VisionBackbone
from ad_studio.detection.backbones.transfer import sha256_of
from ad_studio.detection.calibration import Calibration, Spread
from ad_studio.detection.detectors.base import Detector
from ad_studio.detection.detectors.framed import FramedDetector
from ad_studio.detection.detectors.registry import METHODS, Method
from ad_studio.detection.ignoring import ignoring, regions_of
from ad_studio.errors import ModelError, UsageError
from ad_studio.ignore_regions import IgnoreRegion, from_json, to_json
from ad_studio.messages import msg

FORMAT = 3
"""The newest one. A model is written as the oldest that says all of it, for earlier programs."""
_FIRST_FORMAT, _IGNORING_FORMAT = 1, 2
WEIGHTS, DESCRIPTION = "model.safetensors", "model.json"
_LIBRARIES = ("torch", "open_clip_torch", "timm", "numpy", "pillow")
_HINT = msg("Train the project again.")


@dataclass(frozen=True, slots=True)
class ModelDescription:
    """The part of `model.json` that is read before the backbone is loaded.

    Attributes:
        method: How it detects.
        backbone: Registry id.
        backbone_sha256: Of the weights that it was trained on.
        weights: The local checkpoint it was trained on; None for the installed one.
        model_sha256: Of the file of the model itself.
        settings: Of the detector.
        calibration: Reference statistics per branch.
        ignore: The regions that were ignored in training and are never scored.
        frame: In which the part is looked at; None for whole images.
    """

    method: Method
    backbone: str
    backbone_sha256: str
    weights: Path | None
    model_sha256: str
    settings: Any
    calibration: Calibration
    ignore: tuple[IgnoreRegion, ...]
    frame: Frame | None


def save_model(
    folder: Path,
    detector: Detector,
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
    ignore = regions_of(detector.backbone)
    frame = detector.frame if isinstance(detector, FramedDetector) else None
    description = {
        "format": FORMAT if frame else _IGNORING_FORMAT if ignore else _FIRST_FORMAT,
        "detector": detector.method,
        "backbone": detector.backbone.name,
        "backbone_sha256": detector.backbone.sha256,
        "weights": None if weights is None else str(weights),
        "settings": asdict(detector.settings),
        "spreads": asdict(detector.calibration),
        "loose": detector.loose,
        "ignore": [to_json(region) for region in ignore],
        **({} if frame is None else {"frame": asdict(frame)}),
        "libraries": {"ad_studio": __version__} | {name: version(name) for name in _LIBRARIES},
        **about,
    }
    try:
        tensors = {name: tensor.cpu().contiguous() for name, tensor in detector.tensors().items()}
        save_file(tensors, folder / WEIGHTS)
        description["model_sha256"] = sha256_of(folder / WEIGHTS)
        text = json.dumps(description, indent=2, ensure_ascii=False)
        (folder / DESCRIPTION).write_text(text + "\n", encoding="utf-8")
    except (OSError, SafetensorError) as error:
        raise ModelError(
            msg("The model cannot be written ({error}).", error=str(error)),
            path=folder,
            hint=msg(
                "Check that the disk is not full and that you may write there, then train again."
            ),
        ) from error


def read_description(folder: Path) -> ModelDescription:
    """Read what a model folder says about itself.

    Raises:
        ModelError: Missing, damaged, foreign, or made by a newer program.
    """
    path = folder / DESCRIPTION
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        written = found["format"]
        if isinstance(written, int) and written > FORMAT:
            raise ModelError(
                msg("The model was made by a newer ad_studio."),
                path=path,
                hint=msg("Update the program."),
            )
        method = METHODS[found["detector"]]
        frame = found.get("frame")  # the first models knew of none
        weights = found["weights"]
        spreads = {
            name: Spread(mean=float(one["mean"]), sigma=float(one["sigma"]))
            for name, one in found["spreads"].items()
        }
        return ModelDescription(
            method=method,
            backbone=str(found["backbone"]),
            backbone_sha256=str(found["backbone_sha256"]),
            weights=None if weights is None else Path(weights),
            model_sha256=str(found["model_sha256"]),
            settings=_settings(method.settings, found["settings"]),
            calibration=Calibration(**spreads),
            # the first models knew of none
            ignore=tuple(from_json(one) for one in found.get("ignore", ())),
            frame=None if frame is None else Frame(**frame),
        )
    except FileNotFoundError as error:
        raise ModelError(msg("The model folder is incomplete."), path=path, hint=_HINT) from error
    except (OSError, ValueError, TypeError, KeyError, AttributeError, UsageError) as error:
        raise ModelError(
            msg("The model's description is damaged."), path=path, hint=_HINT
        ) from error


def load_model(folder: Path, description: ModelDescription, backbone: VisionBackbone) -> Detector:
    """Put a saved detector back onto its backbone.

    Raises:
        ModelError: The backbone has other weights than in training, or the file is damaged.
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
    path = folder / WEIGHTS
    try:
        if sha256_of(path) != description.model_sha256:
            raise ValueError("other bytes than were stored")
        tensors = {name: one.float().to(backbone.device) for name, one in load_file(path).items()}
        if not all(torch.isfinite(tensor).all() for tensor in tensors.values()):
            raise ValueError("not finite")
        detector = description.method.restore(
            ignoring(backbone, description.ignore),
            description.settings,
            description.calibration,
            tensors,
        )
    except Exception as error:
        raise ModelError(
            msg("The model file is missing or damaged."), path=path, hint=_HINT
        ) from error
    frame = description.frame
    return detector if frame is None else FramedDetector(detector, frame)


def _settings(kind: type[Any], found: Mapping[str, Any]) -> Any:  # noqa: ANN401
    """Settings of a dataclass of this kind; those it does not know are an error.

    Those that are not there get what the program did before it had them, see `EARLIER`.
    """
    defaults = kind()
    nested = {
        name: _settings(type(getattr(defaults, name)), value)
        for name, value in found.items()
        if is_dataclass(getattr(defaults, name, None))
    }
    return kind(**{**getattr(kind, "EARLIER", {}), **found, **nested})
