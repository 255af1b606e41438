"""Labelled images as tokens: encoded once, kept on the disk while something learns from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save
from torch import Tensor

from ad_studio.detection.backbones.base import VisionBackbone
from ad_studio.domain import RgbImage
from ad_studio.files import write_atomic

# Least share of a patch that a defect covers. Patches that it only touches count neither as good
# nor as bad.
_COVERED = 0.12


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """The tokens of one image, and where its defects are.

    Attributes:
        hidden: Of each block, [P, w]; none where a method reads joint tokens.
        joint: Unit joint tokens, [P, d]; of another P than `hidden` in towers with two grids.
        image_embedding: Unit joint embedding of the image, [d]; None where the backbone has none.
        target: 1 on patches of a defect, else 0, float [P], P that of `hidden` if there is any.
        counted: Which patches count, likewise.
    """

    hidden: tuple[Tensor, ...]
    joint: Tensor
    image_embedding: Tensor | None
    target: Tensor
    counted: Tensor

    @classmethod
    def encode(
        cls,
        backbone: VisionBackbone,
        image: RgbImage,
        mask: npt.NDArray[np.bool_] | None,
        *,
        blocks: Sequence[int],
    ) -> Self:
        """Encode an image.

        Args:
            backbone: Frozen.
            image: uint8 [H, W, 3] at the backbone's input size.
            mask: Where the defects are, bool of any size that covers the image; None for none.
            blocks: Whose tokens are wanted.
        """
        tokens = backbone.encode_images([image], blocks=blocks or backbone.stages[-1:])
        target, counted = patch_labels(mask, tokens.hidden_grid if blocks else tokens.grid)
        return cls(
            hidden=tuple(_free(block[0]) for block in tokens.hidden[: len(blocks)]),
            joint=_free(tokens.joint[0]),
            image_embedding=None
            if tokens.image_embedding is None
            else _free(tokens.image_embedding[0]),
            target=target,
            counted=counted,
        )

    def write(self, path: Path) -> None:
        """Write to a file, tokens in half precision.

        Raises:
            OSError: It cannot be written.
        """
        tensors = {f"hidden.{i}": block.half() for i, block in enumerate(self.hidden)}
        tensors |= {"joint": self.joint.half(), "target": self.target, "counted": self.counted}
        if self.image_embedding is not None:
            tensors["whole"] = self.image_embedding.half()
        write_atomic(path, save({name: one.contiguous() for name, one in tensors.items()}))

    @classmethod
    def read(cls, path: Path, *, device: torch.device) -> Self:
        """Read what `write` wrote."""
        found = {name: one.float().to(device) for name, one in load_file(path).items()}
        count = sum(name.startswith("hidden.") for name in found)
        return cls(
            hidden=tuple(found[f"hidden.{i}"] for i in range(count)),
            joint=found["joint"],
            image_embedding=found.get("whole"),
            target=found["target"],
            counted=found["counted"],
        )

    @property
    def is_defective(self) -> bool:
        """Whether there is a defect, also where it covers too little of any patch to be found."""
        return bool((self.target.bool() | ~self.counted.bool()).any())


def patch_labels(
    mask: npt.NDArray[np.bool_] | None, grid: tuple[int, int]
) -> tuple[Tensor, Tensor]:
    """Which patches lie on a defect, and which count, 1 or 0, float [P] each.

    Args:
        mask: Where the defects are, bool of any size that covers the image; None for none.
        grid: Rows and columns, P = rows * columns.
    """
    share = torch.zeros(grid) if mask is None else covered_share(mask, grid)
    share = share.flatten()
    return (share >= _COVERED).float(), ((share == 0) | (share >= _COVERED)).float()


def covered_share(mask: npt.NDArray[np.bool_], grid: tuple[int, int]) -> Tensor:
    """What share of each patch a mask covers, float [rows, columns].

    Args:
        mask: bool of any size that covers the image.
        grid: Rows and columns.
    """
    pixels = torch.from_numpy(mask.astype(np.float32))[None, None]
    return F.adaptive_avg_pool2d(pixels, grid)[0, 0]


def _free(tokens: Tensor) -> Tensor:
    """A float copy on the CPU that gradients may flow beside: backbones run in inference mode."""
    return tokens.float().cpu().clone()
