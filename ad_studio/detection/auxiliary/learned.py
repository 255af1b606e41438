"""Learned weights of a method for one backbone: shipped for the starter, else imported."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

from ad_studio import paths
from ad_studio.detection.backbones.base import VisionBackbone
from ad_studio.errors import BackboneError
from ad_studio.files import sha256_of, write_atomic
from ad_studio.messages import msg

FOLDER = "learned"
_FORMAT = 1
_KEY = "learned"  # of the description in the file
_SUFFIX = ".safetensors"
_LEARN = msg(
    "Learn them with ad-studio train-prompts, or take a published file with ad-studio add-prompts."
)


@dataclass(frozen=True, slots=True, eq=False)
class LearnedWeights:
    """What a method learned.

    Attributes:
        method: The detector's name.
        backbone: Registry id of the backbone that it was learned on.
        backbone_sha256: Of that backbone's weights; empty where the file does not say.
        blocks: Of the backbone, whose tokens the method reads; empty if it reads joint tokens.
        tensors: By name.
        about: How it was trained, for people.
    """

    method: str
    backbone: str
    backbone_sha256: str
    blocks: tuple[int, ...]
    tensors: Mapping[str, Tensor]
    about: Mapping[str, Any] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Write one file, in half precision.

        Raises:
            OSError: It cannot be written.
        """
        description = {
            "format": _FORMAT,
            "method": self.method,
            "backbone": self.backbone,
            "backbone_sha256": self.backbone_sha256,
            "blocks": self.blocks,
            "about": self.about,
        }
        # under one key, for safetensors writes several in any order
        metadata = {_KEY: json.dumps(description, sort_keys=True)}
        tensors = {name: one.half().cpu().contiguous() for name, one in self.tensors.items()}
        write_atomic(path, save(tensors, metadata=metadata))

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read such a file; nothing in it can run code.

        Raises:
            BackboneError: It is missing, damaged or of another kind.
        """
        try:
            with safe_open(path, framework="pt") as file:
                said = json.loads((file.metadata() or {})[_KEY])
                if said["format"] != _FORMAT:
                    raise ValueError("another format")
                tensors = {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118
            if not all(bool(torch.isfinite(one).all()) for one in tensors.values()):
                raise ValueError("not finite")
            return cls(
                method=str(said["method"]),
                backbone=str(said["backbone"]),
                backbone_sha256=str(said["backbone_sha256"]),
                blocks=tuple(int(block) for block in said["blocks"]),
                tensors=tensors,
                about=dict(said["about"]),
            )
        except (OSError, SafetensorError, ValueError, KeyError, TypeError) as error:
            raise BackboneError(
                msg("The file of learned weights is missing or damaged."), path=path, hint=_LEARN
            ) from error


def is_learned(path: Path) -> bool:
    """Whether a file says that it was written by `LearnedWeights.write`."""
    try:
        with safe_open(path, framework="pt") as file:
            return _KEY in (file.metadata() or {})
    except (OSError, SafetensorError):
        return False


def installed_path(method: str, backbone: str) -> Path:
    """Where weights that were imported for a method on a backbone are kept; it may not exist."""
    return paths.cache_dir() / FOLDER / method / f"{backbone.replace('/', '--')}{_SUFFIX}"


def has_learned(method: str, backbone: str) -> bool:
    """Whether there are weights of a method for a backbone."""
    return _path(method, backbone) is not None


def learned_sha256(method: str, backbone: str) -> str:
    """Hexadecimal SHA-256 of the weights of a method for a backbone; empty if there are none."""
    path = _path(method, backbone)
    return "" if path is None else sha256_of(path)


def find_learned(method: str, backbone: VisionBackbone) -> LearnedWeights:
    """The weights of a method for a backbone: imported ones, else those that are shipped.

    Raises:
        BackboneError: There are none, or they were learned on other weights of the backbone.
    """
    name = backbone.name
    path = _path(method, name)
    if path is None:
        raise BackboneError(
            msg(
                "{method} has learned nothing on the backbone {backbone} yet.",
                method=method,
                backbone=name,
            ),
            hint=_LEARN,
        )
    found = LearnedWeights.read(path)
    if (found.method, found.backbone) != (method, name) or (
        found.backbone_sha256 not in ("", backbone.sha256)
    ):
        raise BackboneError(
            msg(
                "These weights of {method} were learned on other weights of {backbone}.",
                method=method,
                backbone=name,
            ),
            path=path,
            hint=_LEARN,
        )
    return found


def _path(method: str, backbone: str) -> Path | None:
    shipped = paths.resources() / FOLDER / method / f"{backbone.replace('/', '--')}{_SUFFIX}"
    return next((one for one in (installed_path(method, backbone), shipped) if one.is_file()), None)
