"""Which architecture of open_clip a checkpoint belongs to, by the shapes of its tensors."""

from pathlib import Path
from typing import Any

import open_clip
import torch
from safetensors import safe_open

from ad_studio.detection.backbones.library_logs import silence_libraries
from ad_studio.detection.backbones.open_clip_backbone import (
    needs_foreign_text_tower,
    require_checkpoint,
)
from ad_studio.errors import BackboneError
from ad_studio.messages import msg

LOCAL_TAG = "local"
"""Stands for the training in the registry id of a checkpoint that open_clip does not list."""

_Shapes = dict[str, tuple[int, ...]]


def identify(weights: Path) -> str:
    """Registry id of a local checkpoint, "<architecture>/local".

    Raises:
        BackboneError: The file cannot be read, or it fits no architecture, or more than one.
    """
    require_checkpoint(weights)
    try:
        shapes = _shapes_of(weights)
    except Exception as error:  # of any kind: unpickling, headers, a list instead of a dict
        raise BackboneError(
            msg("The file is damaged, or it is not a plain weights file."),
            path=weights,
            hint=msg("Download the weights again, or choose another file."),
        ) from error
    fitting = [name for name in open_clip.list_models() if _fits(name, shapes)]
    if not fitting:
        raise BackboneError(
            msg("The file fits no architecture that open_clip knows."),
            path=weights,
            hint=msg("Say which backbone it belongs to, or choose another file."),
        )
    if len(fitting) > 1:
        raise BackboneError(
            msg("The file fits {fitting} alike.", fitting=" and ".join(fitting)),
            path=weights,
            hint=msg(
                "Say which it is, for instance --backbone {backbone}/{tag}.",
                backbone=fitting[0],
                tag=LOCAL_TAG,
            ),
        )
    return f"{fitting[0]}/{LOCAL_TAG}"


def _shapes_of(weights: Path) -> _Shapes:
    if weights.suffix == ".safetensors":
        with safe_open(weights, framework="pt") as file:
            return {name: tuple(file.get_slice(name).get_shape()) for name in file.keys()}  # noqa: SIM118
    found = torch.load(weights, map_location="cpu", weights_only=True, mmap=True)
    found = found.get("state_dict", found)
    return {
        name.removeprefix("module."): tuple(tensor.shape)
        for name, tensor in found.items()
        if isinstance(tensor, torch.Tensor)
    }


def _fits(architecture: str, shapes: _Shapes) -> bool:
    config = open_clip.get_model_config(architecture)
    if needs_foreign_text_tower(config) or not _may_fit(config, shapes):
        return False
    try:
        with silence_libraries(), torch.device("meta"):
            model = open_clip.create_model(
                architecture, pretrained=None, pretrained_text=False, device="meta"
            )
    except Exception:  # an architecture that this machine cannot build is none to choose
        return False
    own = {name: tuple(tensor.shape) for name, tensor in model.state_dict().items()}
    # Masks and, in old files, the input size are stored beside the weights.
    return own == {name: shape for name, shape in shapes.items() if name in own or shape != ()}


def _may_fit(config: dict[str, Any], shapes: _Shapes) -> bool:
    """Cheap checks that spare building most architectures."""
    projection = shapes.get("text_projection") or shapes.get("text.text_projection")
    projection = projection or shapes.get("text.text_projection.weight")
    if projection is None or config["embed_dim"] not in projection:
        return False
    vision, conv = config["vision_cfg"], shapes.get("visual.conv1.weight")
    if "timm_model_name" in vision:
        return any(name.startswith("visual.trunk.") for name in shapes)
    if isinstance(vision["layers"], list):
        return "visual.layer1.0.conv1.weight" in shapes
    return conv is not None and (conv[0], conv[-1]) == (vision["width"], vision["patch_size"])
