"""The bundled backbone: loads with no network, runs on a CPU."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from ad_studio.detection.backbones.base import PatchTokens, VisionEncoder, of_area, to_pixels
from ad_studio.detection.backbones.efficientnet import (
    WIDTHS,
    EfficientNet,
    load_efficientnet,
    whole_strides,
)
from ad_studio.detection.backbones.precision import vision_autocast
from ad_studio.detection.backbones.text_tower import JOINT_BLOCKS, WEIGHTS, load_text_side
from ad_studio.detection.backbones.vision_tower import (
    KEPT_BLOCKS,
    MEAN,
    PATCH,
    STD,
    load_tower,
)
from ad_studio.detection.backbones.windows import WindowTokens, pooled_windows
from ad_studio.domain import RgbImage
from ad_studio.errors import BackboneError
from ad_studio.messages import msg
from ad_studio.tiling import STARTER_PATCH, STARTER_SIDE

STARTER = "starter"
STAGES = tuple(range(KEPT_BLOCKS, KEPT_BLOCKS + len(WIDTHS)))
"""Numbers of the convolutional network's stages, counted on from the tower's blocks."""
# Chosen on stored tokens of the nine sets of docs/benchmarks.md that count, with the first
# reference of each: block 5 beside these gained too little, the tower or the stages alone lose 1
# point or more.
MEMORY_BLOCKS = (7, *STAGES)
_TOWER_WEIGHT = 1.75  # so that the tower counts about as much as the three stages together
_VISION, _EFFICIENTNET = "vision.safetensors", "efficientnet.safetensors"


class StarterBackbone:
    """DINOv2 ViT-S/14 cut after block 7 and EfficientNet-Lite2, beside a small text tower of ours.

    Takes images of any aspect: the grid follows it. See `Backbone` for the attributes.
    """

    has_text = True
    # Its joint head was learned on tokens of the tower as it is, and engines run that one only.
    vision_width: int | None = None
    has_aligned_patches = True
    has_vv = False
    temperature = 10.0
    learning_rate = 2e-4  # at 2e-3 the small text tower forgets what a defect is
    memory_blocks: tuple[int, ...] = MEMORY_BLOCKS
    # Layers on blocks 1 and 3, too, lose 2 points of pixel AUROC on generated images kept apart.
    stages: tuple[int, ...] = JOINT_BLOCKS
    patch_pixels: int | None = STARTER_PATCH

    def __init__(
        self,
        folder: Path,
        *,
        device: torch.device,
        encoder: VisionEncoder | None = None,
        stages: Callable[[Tensor], Sequence[Tensor]] | None = None,
    ) -> None:
        """Load from the bundled folder.

        Args:
            folder: Of the bundled files.
            device: Where it runs.
            encoder: Another engine for the vision tower; None for torch.
            stages: Another engine for the convolutional network, as `efficientnet.Stages`; None for
                torch.

        Raises:
            BackboneError: A file is missing or damaged.
        """
        self.name = STARTER
        self.device = device
        try:
            self.sha256 = starter_sha256(folder)
            self._vision = encoder or load_tower(folder / _VISION, device=device)
            self._stages = (
                load_efficientnet(folder / _EFFICIENTNET, device=device)
                if stages is None
                else EfficientNet(stages, device=device)
            )
            text, head = load_text_side(folder)
        except Exception as error:
            raise BackboneError(
                msg("The bundled starter backbone is missing or damaged."),
                path=folder,
                hint=msg("Install ad_studio again."),
            ) from error
        self._text = text.to(device)
        self._head = head.to(device)
        self.token_width = text.config.width

    def input_size(self, width: int, height: int, *, side: int | None = None) -> tuple[int, int]:
        """See `Backbone.input_size`: the aspect is kept."""
        wide, high = of_area(width, height, side=side or STARTER_SIDE)
        return whole_strides(wide), whole_strides(high)

    def encode_images(
        self, images: Sequence[RgbImage], *, blocks: Sequence[int] | None = None
    ) -> PatchTokens:
        """See `Backbone.encode_images`; images come best of `input_size`."""
        height, width = images[0].shape[:2]
        grid = (whole_strides(height) // STARTER_PATCH, whole_strides(width) // STARTER_PATCH)
        size = (grid[1] * PATCH, grid[0] * PATCH)
        pixels = to_pixels(images, size=size, mean=MEAN, std=STD, device=self.device)
        wanted = tuple(self.memory_blocks if blocks is None else blocks)
        with torch.inference_mode():
            asked = sorted({*wanted, *JOINT_BLOCKS} - {*STAGES})
            with vision_autocast(self.device):
                found = dict(zip(asked, self._vision.tokens(pixels, asked), strict=True))
            joint = self._head([found[block].float() for block in JOINT_BLOCKS])
            # In float32: in bfloat16 its maps correlate by .98 only with those of float32
            # (docs/benchmarks/engines.json), and mean image AUROC of two sets falls by .9 points.
            if not set(STAGES).isdisjoint(wanted):
                found |= dict(zip(STAGES, self._stages.tokens(list(images), grid), strict=True))
        return PatchTokens(
            joint=F.normalize(joint.float(), dim=-1),
            hidden=tuple(found[block] for block in wanted),
            grid=grid,
            hidden_grid=grid,
            weights=tuple(1.0 if block in STAGES else _TOWER_WEIGHT for block in wanted),
        )

    def encode_windows(self, images: Sequence[RgbImage], sides: Sequence[int]) -> WindowTokens:
        """See `Backbone.encode_windows`: means of tokens, for only patches were aligned to text."""
        tokens = self.encode_images(images)
        return pooled_windows(tokens.joint, tokens.grid, sides)

    def tokenize(self, texts: Sequence[str]) -> Tensor:
        """See `Backbone.tokenize`."""
        return self._text.tokenize(texts).to(self.device)

    def embed_tokens(self, ids: Tensor) -> Tensor:
        """See `Backbone.embed_tokens`."""
        return self._text.embed(ids)

    def encode_prompts(
        self, embeddings: Tensor, ids: Tensor, *, deep: Sequence[Tensor] = ()
    ) -> Tensor:
        """See `Backbone.encode_prompts`."""
        return self._text.encode(embeddings, ids, deep=deep)

    def drop_text(self) -> None:
        """See `Backbone.drop_text`; the starter's text tower is too small to matter."""


def starter_sha256(folder: Path) -> str:
    """SHA-256 over the bytes of the vision, convolutional and text weights, in this order."""
    digest = hashlib.sha256()
    for name in (_VISION, _EFFICIENTNET, WEIGHTS):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()
