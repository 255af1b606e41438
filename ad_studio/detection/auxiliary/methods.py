"""What each method learns on labelled images, behind one surface."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor

from ad_studio.detection.auxiliary.learned import LearnedWeights, installed_path, is_learned
from ad_studio.detection.auxiliary.trainer import Learner
from ad_studio.detection.backbones.base import Backbone, VisionBackbone
from ad_studio.detection.backbones.library_logs import silence_libraries
from ad_studio.detection.backbones.open_clip_backbone import require_checkpoint
from ad_studio.detection.detectors.anomalyclip.learning import AnomalyClipMethod
from ad_studio.detection.detectors.april_gan.learning import AprilGanMethod
from ad_studio.detection.detectors.devprompt.learning import DevPromptMethod
from ad_studio.errors import BackboneError, UsageError
from ad_studio.messages import msg


class LearningMethod(Protocol):
    """A method whose weights are learned once for a backbone.

    Attributes:
        name: The detector's.
    """

    name: str

    def blocks(self, backbone: Backbone) -> tuple[int, ...]:
        """Blocks of the backbone whose tokens it reads; none if it reads joint tokens."""

    def encoding_backbone(self, backbone: Backbone) -> VisionBackbone:
        """The backbone with which the detector of the method encodes images."""

    def start(self, backbone: Backbone, *, seed: int) -> Learner:
        """Create the learner with random weights."""

    def learning_rate(self, backbone: Backbone) -> float:
        """The initial learning rate of Adam."""

    def metadata(self, *, published: bool) -> dict[str, Any]:
        """The JSON values that the detector needs beside the tensors.

        Args:
            published: Whether the tensors are from a file of the authors, not `train-prompts`.
        """

    def read_published(self, found: Mapping[str, Any], backbone: Backbone) -> dict[str, Tensor]:
        """Select the tensors that the detector uses from a checkpoint of the authors.

        Raises:
            ValueError: A tensor is missing, or does not fit the backbone.
        """


_METHODS: Mapping[str, LearningMethod] = {
    one.name: one for one in (AprilGanMethod(), AnomalyClipMethod(), DevPromptMethod())
}


def names() -> Sequence[str]:
    """The methods that learn."""
    return tuple(_METHODS)


def find_method(name: str) -> LearningMethod:
    """Look a method up.

    Raises:
        UsageError: There is none of this name, or it learns nothing.
    """
    if name not in _METHODS:
        raise UsageError(
            msg("{name} has no weights that are learned on labelled images.", name=name),
            hint=msg("Choose one of {known}.", known=", ".join(_METHODS)),
        )
    return _METHODS[name]


def import_learned(name: str, file: Path, backbone: Backbone) -> Path:
    """Take learned weights from a file: of `train-prompts`, or as the authors publish them.

    Args:
        name: Of the method.
        file: safetensors, or a PyTorch checkpoint that holds nothing but weights.
        backbone: For which.

    Returns:
        Where they are kept now.

    Raises:
        UsageError: The method learns nothing.
        BackboneError: The file cannot be read, or holds something else than such weights for this
            backbone.
    """
    method = find_method(name)
    require_checkpoint(file)
    try:
        given = LearnedWeights.read(file) if is_learned(file) else None
        tensors = method.read_published(given.tensors if given else _read(file), backbone)
        if given and (given.method, given.backbone, given.backbone_sha256, given.blocks) != (
            name,
            backbone.name,
            backbone.sha256,
            method.blocks(backbone),
        ):
            raise ValueError("of another method or backbone")
        if not all(bool(torch.isfinite(one).all()) for one in tensors.values()):
            raise ValueError("not finite")
    except Exception as error:  # of any kind: unpickling, shapes, names
        raise BackboneError(
            msg(
                "The file is damaged, or it holds no weights of {method} for {backbone}.",
                method=name,
                backbone=backbone.name,
            ),
            path=file,
            hint=msg("Choose a file that was made for this method and this backbone."),
        ) from error
    learned = given or LearnedWeights(
        method=name,
        backbone=backbone.name,
        backbone_sha256=backbone.sha256,
        blocks=method.blocks(backbone),
        tensors={name: one.float() for name, one in tensors.items()},
        about=method.metadata(published=True) | {"file": file.name},
    )
    path = installed_path(name, backbone.name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        learned.write(path)
    except OSError as error:
        raise BackboneError(
            msg("The weights cannot be stored: {reason}.", reason=error.strerror or str(error)),
            path=path,
            hint=msg("Check that you may write there."),
        ) from error
    return path


def _read(file: Path) -> Mapping[str, Any]:
    if file.suffix.lower() == ".safetensors":
        try:
            return load_file(file)
        except SafetensorError as error:
            raise ValueError("no safetensors") from error
    with silence_libraries():
        found = torch.load(file, map_location="cpu", weights_only=True)
    if not isinstance(found, Mapping):
        raise ValueError("no table of tensors")
    return found
