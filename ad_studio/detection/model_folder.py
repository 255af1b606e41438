"""A trained model on disk: `model.safetensors` + `model.json`; nothing that could run code."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from ad_studio import __version__
from ad_studio.detection.backbones.base import Backbone
from ad_studio.detection.calibration import Spread
from ad_studio.detection.deviation import LossSettings
from ad_studio.detection.devprompt import DevPromptDetector, DevPromptSettings, FittedState
from ad_studio.detection.memory import MemoryBank
from ad_studio.errors import ModelError

FORMAT = 1
WEIGHTS, DESCRIPTION = "model.safetensors", "model.json"
_SPREADS = ("text", "visual", "fused")
_LIBRARIES = ("torch", "open_clip_torch", "timm", "numpy", "pillow")
_HINT = "Train the project again."


@dataclass(frozen=True, slots=True)
class ModelDescription:
    """The part of `model.json` that is read before the backbone is loaded.

    Attributes:
        backbone: Registry id.
        backbone_sha256: Of the weights that it was trained on.
        weights: The local checkpoint it was trained on; None for the installed one.
        model_sha256: Of the file of the model itself.
        settings: Of the detector.
        spreads: Reference statistics per branch.
    """

    backbone: str
    backbone_sha256: str
    weights: Path | None
    model_sha256: str
    settings: DevPromptSettings
    spreads: dict[str, Spread]


def save_model(
    folder: Path,
    detector: DevPromptDetector,
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
    state = detector.state
    tensors = {f"memory.{i}": bank.half() for i, bank in enumerate(state.memory.banks)}
    tensors["prototypes"] = state.prototypes
    tensors["reference_contrast"] = state.reference_contrast
    description = {
        "format": FORMAT,
        "detector": "devprompt",
        "backbone": detector.backbone.name,
        "backbone_sha256": detector.backbone.sha256,
        "weights": None if weights is None else str(weights),
        "settings": asdict(detector.settings),
        "spreads": {name: asdict(getattr(state, name)) for name in _SPREADS},
        "libraries": {"ad_studio": __version__} | {name: version(name) for name in _LIBRARIES},
        **about,
    }
    try:
        save_file({k: v.cpu().contiguous() for k, v in tensors.items()}, folder / WEIGHTS)
        description["model_sha256"] = _sha256(folder / WEIGHTS)
        text = json.dumps(description, indent=2, ensure_ascii=False)
        (folder / DESCRIPTION).write_text(text + "\n", encoding="utf-8")
    except (OSError, SafetensorError) as error:
        raise ModelError(
            f"The model cannot be written ({error}).",
            path=folder,
            hint="Check that the disk is not full and that you may write there, then train again.",
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
                "The model was made by a newer ad_studio.", path=path, hint="Update the program."
            )
        settings = dict(found["settings"])
        loss = LossSettings(**settings.pop("loss"))
        weights = found["weights"]
        return ModelDescription(
            backbone=str(found["backbone"]),
            backbone_sha256=str(found["backbone_sha256"]),
            weights=None if weights is None else Path(weights),
            model_sha256=str(found["model_sha256"]),
            settings=DevPromptSettings(loss=loss, **settings),
            spreads={
                name: Spread(mean=float(s["mean"]), sigma=float(s["sigma"]))
                for name, s in ((name, found["spreads"][name]) for name in _SPREADS)
            },
        )
    except FileNotFoundError as error:
        raise ModelError("The model folder is incomplete.", path=path, hint=_HINT) from error
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ModelError("The model's description is damaged.", path=path, hint=_HINT) from error


def load_model(
    folder: Path, description: ModelDescription, backbone: Backbone
) -> DevPromptDetector:
    """Put a saved detector back onto its backbone.

    Raises:
        ModelError: The backbone has other weights than in training, or the file is damaged.
    """
    if backbone.sha256 != description.backbone_sha256:
        raise ModelError(
            f"The model was trained on other weights of {description.backbone} than are "
            "installed now.",
            path=folder,
            hint="Install those weights again, or train the project again.",
        )
    path = folder / WEIGHTS
    try:
        if _sha256(path) != description.model_sha256:
            raise ValueError("other bytes than were stored")
        tensors = load_file(path)
        prototypes = tensors.pop("prototypes").float()
        own = tensors.pop("reference_contrast").float()
        banks = [tensors.pop(f"memory.{i}").float() for i in range(len(tensors))]
        if (
            prototypes.ndim != 2
            or len(prototypes) != 2
            or any(b.ndim != 2 or len(b) != len(own) for b in banks)
        ):
            raise ValueError("unexpected shapes")
        if not all(torch.isfinite(t).all() for t in (prototypes, own, *banks)) or not banks:
            raise ValueError("not finite")
    except Exception as error:
        raise ModelError("The model file is missing or damaged.", path=path, hint=_HINT) from error
    device = backbone.device
    state = FittedState(
        prototypes=prototypes.to(device),
        memory=MemoryBank([bank.to(device) for bank in banks]),
        reference_contrast=own.to(device),
        **description.spreads,
    )
    return DevPromptDetector(backbone, description.settings, state)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
