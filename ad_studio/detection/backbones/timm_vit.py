"""Any plain vision transformer of timm, such as official DINOv2 and DINOv3 weights; no text."""

import math
from collections.abc import Sequence
from pathlib import Path

import timm
import torch
from timm.models import eva, load_state_dict, vision_transformer
from timm.models.eva import Eva
from torch import Tensor

from ad_studio.detection.backbones.base import PatchTokens, of_area, quarters, to_pixels
from ad_studio.detection.backbones.library_logs import silence_libraries
from ad_studio.detection.backbones.open_clip_backbone import require_checkpoint
from ad_studio.detection.backbones.open_clip_tower import Network
from ad_studio.detection.backbones.precision import vision_autocast
from ad_studio.domain import RgbImage
from ad_studio.errors import BackboneError, UnknownBackboneError
from ad_studio.files import sha256_of
from ad_studio.messages import msg

PREFIX = "timm/"
"""Of the registry ids; the name of timm's model follows."""
_SQUARE_SIDE = 448
_DEPTHS = (0.5, 2 / 3)  # of the blocks whose tokens fill the memory: 5 and 7 of 12, the starter's


class TimmVitBackbone:
    """A frozen vision transformer; see `VisionBackbone`.

    Takes images of any aspect: the grid follows it. Its joint tokens have no width: there is no
    text tower.
    """

    has_text = False
    vision_width: int | None = None
    has_aligned_patches = False
    has_vv = False

    def __init__(self, model: Network, *, name: str, sha256: str, device: torch.device) -> None:
        """Take over a model as `timm.create_model` gives it."""
        self.name, self.sha256, self.device = name, sha256, device
        self._model: Network = model.eval().requires_grad_(False).to(device)
        depth = len(self._model.blocks)
        self.memory_blocks = tuple(max(0, round(share * depth) - 1) for share in _DEPTHS)
        self.stages = quarters(depth)
        self._patch: int = max(self._model.patch_embed.patch_size)
        self.patch_pixels: int | None = self._patch
        self._mean, self._std = (tuple(self._model.pretrained_cfg[k]) for k in ("mean", "std"))

    def input_size(self, width: int, height: int, *, side: int | None = None) -> tuple[int, int]:
        """See `VisionBackbone.input_size`: the aspect is kept."""
        wide, high = of_area(width, height, side=side or _SQUARE_SIDE)
        return self._whole(wide), self._whole(high)

    def tokens(self, pixels: Tensor, blocks: Sequence[int]) -> list[Tensor]:
        """See `VisionEncoder.tokens`."""
        found: list[Tensor] = self._model.forward_intermediates(
            pixels,
            indices=list(blocks),
            output_fmt="NLC",
            intermediates_only=True,
            stop_early=True,
        )
        return found

    def encode_images(
        self, images: Sequence[RgbImage], *, blocks: Sequence[int] | None = None
    ) -> PatchTokens:
        """See `VisionBackbone.encode_images`."""
        height, width = images[0].shape[:2]
        size = (self._whole(width), self._whole(height))
        pixels = to_pixels(images, size=size, mean=self._mean, std=self._std, device=self.device)
        with torch.inference_mode(), vision_autocast(self.device):
            hidden = self.tokens(pixels, self.memory_blocks if blocks is None else blocks)
        grid = (size[1] // self._patch, size[0] // self._patch)
        return PatchTokens(
            joint=torch.zeros(len(images), math.prod(grid), 0, device=self.device),
            hidden=tuple(tokens.float() for tokens in hidden),
            grid=grid,
            hidden_grid=grid,
        )

    def drop_text(self) -> None:
        """See `VisionBackbone.drop_text`: there is none."""

    def _whole(self, side: float) -> int:
        return max(1, round(side / self._patch)) * self._patch


def load_timm_vit(name: str, *, weights: Path | None, device: torch.device) -> TimmVitBackbone:
    """Load one from a file of the user's; never touches the network.

    Args:
        name: Registry id, "timm/<model>".
        weights: Checkpoint, in timm's own names or as Meta publishes DINOv2.
        device: Where it runs.

    Raises:
        BackboneError: timm knows no such model; the file is missing, damaged or of another one.
    """
    model_name = name.removeprefix(PREFIX)
    if model_name not in timm.list_models(module=["vision_transformer", "eva"]) and (
        model_name not in timm.list_pretrained()
    ):
        raise UnknownBackboneError(
            msg('timm knows no vision transformer "{model_name}".', model_name=model_name),
            hint=msg("Choose a model such as timm/vit_small_patch14_dinov2."),
        )
    if weights is None:
        raise BackboneError(
            msg("The backbone {name} needs a weights file.", name=name),
            hint=msg("Give one with --weights FILE."),
        )
    require_checkpoint(weights)
    try:
        with silence_libraries():
            model: Network = timm.create_model(model_name, num_classes=0, dynamic_img_size=True)
            renamed = eva if isinstance(model, Eva) else vision_transformer
            state = renamed.checkpoint_filter_fn(load_state_dict(str(weights)), model)
            missing = model.load_state_dict(state, strict=False).missing_keys
        if missing:
            raise ValueError(f"{missing[0]} is missing")
    except Exception as error:  # of any kind: unpickling, shapes, keys
        raise BackboneError(
            msg(
                "The file is damaged, or it is not a plain weights file of {model_name}.",
                model_name=model_name,
            ),
            path=weights,
            hint=msg("Choose the file that belongs to this model."),
        ) from error
    return TimmVitBackbone(model, name=name, sha256=sha256_of(weights), device=device)
