"""The linear layers of April-GAN: patch tokens of each stage into the joint space."""

from collections.abc import Mapping, Sequence
from typing import Self

import torch.nn.functional as F
from torch import Tensor, nn


class StageLayers(nn.Module):
    """One linear layer per stage of the vision tower.

    Args:
        widths: Of the tokens of each stage.
        joint: Dimensions of the joint space.
        normalise: Whether each token is brought to mean 0 and variance 1 first.
    """

    def __init__(self, widths: Sequence[int], joint: int, *, normalise: bool) -> None:
        super().__init__()
        self._normalise = normalise
        self.fc = nn.ModuleList(nn.Linear(width, joint) for width in widths)

    @classmethod
    def restore(cls, tensors: Mapping[str, Tensor], *, normalise: bool) -> Self:
        """Make the layers of tensors "fc.0.weight" [d, w], "fc.0.bias" [d], "fc.1.weight" ...

        Other tensors are passed over.

        Args:
            tensors: By name.
            normalise: As in training.

        Raises:
            ValueError: Some are missing, or their shapes do not fit together.
        """
        own = {name: one for name, one in tensors.items() if name.startswith("fc.")}
        count = len(own) // 2
        names = [f"fc.{i}.{part}" for i in range(count) for part in ("weight", "bias")]
        if not names or sorted(names) != sorted(own):
            raise ValueError("layers are missing")
        shapes = [own[f"fc.{i}.weight"].shape for i in range(count)]
        joint = shapes[0][0]
        fit = all(len(shape) == 2 and shape[0] == joint for shape in shapes)
        if not fit or any(own[f"fc.{i}.bias"].shape != (joint,) for i in range(count)):
            raise ValueError("layers of unexpected shapes")
        layers = cls([shape[1] for shape in shapes], joint, normalise=normalise)
        layers.load_state_dict(own)
        return layers.eval().requires_grad_(False)

    def forward(self, hidden: Sequence[Tensor]) -> list[Tensor]:
        """Unit joint tokens of each stage, [..., P, d], from tokens [..., P, w]."""
        if self._normalise:
            hidden = [F.layer_norm(tokens, tokens.shape[-1:]) for tokens in hidden]
        return [
            F.normalize(layer(tokens), dim=-1)
            for layer, tokens in zip(self.fc, hidden, strict=True)
        ]
