"""The one surface that detectors see of a frozen backbone."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol, cast

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from ad_studio.detection.backbones.windows import WindowTokens
from ad_studio.domain import RgbImage
from ad_studio.errors import BackboneError
from ad_studio.messages import msg


@dataclass(frozen=True, slots=True)
class PatchTokens:
    """What a vision tower says about a batch of images of one size.

    Attributes:
        joint: Unit patch tokens in the joint image-text space, [B, P, d]; d is 0 where there is no
            text tower.
        hidden: Patch tokens of the chosen intermediate blocks, one [B, P', w] per block, not
            normalised; P' is the same for all of them but may differ from P.
        grid: Rows and columns of `joint`, P = rows * columns.
        hidden_grid: Rows and columns of `hidden`.
        original_joint: Joint tokens of the tower's original stream, like `joint`, where `joint`
            comes from a V-V stream beside it; else None.
        weights: How much each block of `hidden` counts in a memory, as a factor on tokens of unit
            mean length; None for 1 each.
        image_embedding: Unit embedding of each image (of its class token) in the joint space,
            [B, d]; None where the tower was not asked for it.
        layers: Joint tokens like `joint` after each block that `VVStream.layers` asks for.
    """

    joint: Tensor
    hidden: tuple[Tensor, ...]
    grid: tuple[int, int]
    hidden_grid: tuple[int, int]
    original_joint: Tensor | None = None
    weights: tuple[float, ...] | None = None
    image_embedding: Tensor | None = None
    layers: tuple[Tensor, ...] = ()

    def image(self, number: int) -> "PatchTokens":
        """Those of one image, a batch of one."""

        def one(tokens: Tensor) -> Tensor:
            return tokens[number : number + 1]

        return PatchTokens(
            joint=one(self.joint),
            hidden=tuple(map(one, self.hidden)),
            grid=self.grid,
            hidden_grid=self.hidden_grid,
            original_joint=None if self.original_joint is None else one(self.original_joint),
            weights=self.weights,
            image_embedding=None if self.image_embedding is None else one(self.image_embedding),
            layers=tuple(map(one, self.layers)),
        )


@dataclass(frozen=True, slots=True)
class VVStream:
    """A V-V stream that begins later than in the first block, or is read after several blocks.

    Attributes:
        last: Beside how many of the last blocks it runs; more than there are: beside all. It begins
            as a copy of the original stream.
        layers: 0-based numbers of the blocks after which joint tokens are wanted; before the stream
            begins, they are those of the original one.
    """

    last: int
    layers: tuple[int, ...]

    def first(self, depth: int) -> int:
        """The block, 0-based, in which it begins in a tower of so many."""
        return max(0, depth - self.last)


class VisionEncoder(Protocol):
    """A frozen network from pixels to tokens, run by torch or by another engine.

    Preprocessing and what is made of the tokens are the backbone's.
    """

    def tokens(self, pixels: Tensor, blocks: Sequence[int]) -> Sequence[Tensor]:
        """Patch tokens after each of these blocks.

        Args:
            pixels: Normalised images [B, 3, height, width].
            blocks: 0-based numbers, ascending.

        Returns:
            One [B, P, w] per block, without class or other extra tokens.
        """


class VisionBackbone(Protocol):
    """A frozen vision tower. All tensors live on `device`; weights never receive gradients."""

    name: str
    """The registry id; stored with every model trained on it."""
    sha256: str
    """Of the weight bytes; a model refuses to run on others."""
    device: torch.device
    has_text: bool
    """Whether it is a whole `Backbone`, with a text tower."""
    memory_blocks: tuple[int, ...]
    """Blocks whose tokens fill a memory where nothing else is asked for."""
    stages: tuple[int, ...]
    """Blocks for methods that read the tower at several depths: of most, where quarters end."""
    vision_width: int | None
    """Width of a token of the vision tower, where learned ones may stand in it and the backbone is
    a `PromptableBackbone`; None where they may not."""
    has_aligned_patches: bool
    """Whether patches, not images as a whole, were aligned to text: joint tokens may be compared
    with prompts as they are."""
    has_vv: bool
    """Whether joint tokens come from a V-V stream, so that it is a whole `VVBackbone`."""
    patch_pixels: int | None
    """Pixels along each side of a patch, of all tokens; None where images are of one size only, or
    where the patches of `joint` are others than those of `hidden`."""

    def input_size(self, width: int, height: int, *, side: int | None = None) -> tuple[int, int]:
        """Width and height in pixels at which an image of the given size is encoded.

        Args:
            width: Of the image in pixels.
            height: Likewise.
            side: Of the square with about as many pixels; None for the backbone's own choice.
        """

    def encode_images(
        self, images: Sequence[RgbImage], *, blocks: Sequence[int] | None = None
    ) -> PatchTokens:
        """Encode images; each is resized to `input_size` of the first one unless it has it.

        Args:
            images: uint8 [H, W, 3].
            blocks: Whose tokens are wanted as `PatchTokens.hidden`; None for `memory_blocks`.
        """

    def drop_text(self) -> None:
        """Free the text tower, if there is one: inspection mostly needs the vision tower only."""


class Backbone(VisionBackbone, Protocol):
    """A frozen dual encoder: a vision tower beside a text tower."""

    token_width: int
    """Width w of a text token embedding."""
    temperature: float
    """Factor on cosines inside the softmax of PromptAD's losses."""
    learning_rate: float
    """First step size of prompt learning."""

    def encode_windows(self, images: Sequence[RgbImage], sides: Sequence[int]) -> WindowTokens:
        """Joint embeddings of images and of all square windows of patches of these sides."""

    def tokenize(self, texts: Sequence[str]) -> Tensor:
        """Token ids [N, L] (int64) with start token, words, end token, padding."""

    def embed_tokens(self, ids: Tensor) -> Tensor:
        """Token embeddings [N, L, w], without positions."""

    def encode_prompts(
        self, embeddings: Tensor, ids: Tensor, *, deep: Sequence[Tensor] = ()
    ) -> Tensor:
        """Text features [N, d], not normalised, of prompts given as token embeddings.

        Differentiable in `embeddings` and `deep`.

        Args:
            embeddings: [N, L, w].
            ids: Tell where each prompt ends, [N, L].
            deep: Learned tokens [n, w] for each of the first blocks but one: the first takes the
                place of the n tokens after the start token before the second block, and so on.
        """


class PromptableBackbone(VisionBackbone, Protocol):
    """A backbone whose vision tower takes learned tokens beside the patches."""

    def encode_prompted(
        self,
        images: Sequence[RgbImage],
        prompts: Sequence[Tensor],
        *,
        blocks: Sequence[int] | None = None,
    ) -> PatchTokens:
        """Encode images as `encode_images`, with learned tokens. Differentiable in `prompts`.

        Args:
            images: uint8 [H, W, 3].
            prompts: The first [m, w] stand between the class token and the patches. The next
                [n, w] take the place of the first n of them before the second block, and so on.
            blocks: Whose tokens are wanted as `PatchTokens.hidden`; None for `memory_blocks`.
        """


class VVBackbone(VisionBackbone, Protocol):
    """A backbone whose joint tokens come from a V-V stream."""

    def encode_vv(
        self,
        images: Sequence[RgbImage],
        stream: VVStream,
        *,
        blocks: Sequence[int] | None = None,
    ) -> PatchTokens:
        """Encode images as `encode_images`, with this V-V stream."""


def promptable(backbone: VisionBackbone) -> PromptableBackbone | None:
    """The backbone as one whose vision tower takes learned tokens; None where it takes none."""
    return None if backbone.vision_width is None else cast(PromptableBackbone, backbone)


def vv_backbone(backbone: VisionBackbone) -> VVBackbone | None:
    """The backbone as one with a V-V stream; None where it has none."""
    return cast(VVBackbone, backbone) if backbone.has_vv else None


def with_text(backbone: VisionBackbone, *, reader: str) -> Backbone:
    """The backbone as one with a text tower.

    Args:
        backbone: Any.
        reader: The detector that reads prompts, for the message.

    Raises:
        BackboneError: It has none.
    """
    if not backbone.has_text:
        raise BackboneError(
            msg(
                "{name} reads prompts, and {backbone} has no text tower.",
                name=reader,
                backbone=backbone.name,
            ),
            hint=msg("Choose another backbone, or the detector memory."),
        )
    return cast(Backbone, backbone)


def quarters(depth: int) -> tuple[int, ...]:
    """The last block, 0-based, of each quarter of a tower of so many; fewer where it has fewer."""
    return tuple(sorted({max(0, depth * (i + 1) // 4 - 1) for i in range(4)}))


def of_area(width: float, height: float, *, side: float) -> tuple[float, float]:
    """Width and height of the same aspect with as many pixels as a square of this side.

    On the oblong sets of docs/benchmarks.md that gained .9 points of pixel and .4 of image AUROC
    over a long side of as many pixels.
    """
    scale = side / math.sqrt(width * height)
    return width * scale, height * scale


def to_pixels(
    images: Sequence[RgbImage],
    *,
    size: tuple[int, int],
    mean: tuple[float, float, float],
    std: tuple[float, float, float],
    device: torch.device,
) -> Tensor:
    """Resize (bicubic, antialiased, no crop) and normalise RGB images.

    Args:
        images: B images uint8 [H, W, 3].
        size: Target width and height.
        mean: Per channel, on the scale [0, 1].
        std: Per channel, on the scale [0, 1].
        device: Where the result goes.

    Returns:
        float32 [B, 3, height, width].
    """
    width, height = size
    batch = np.stack(
        [
            image
            if image.shape[:2] == (height, width)
            else np.asarray(Image.fromarray(image).resize(size, Image.Resampling.BICUBIC))
            for image in images
        ]
    )
    pixels = torch.from_numpy(batch).to(device).permute(0, 3, 1, 2).float().div_(255)
    return pixels.sub_(_channels(mean, device)).div_(_channels(std, device))


@cache
def _channels(values: tuple[float, float, float], device: torch.device) -> Tensor:
    """One value per channel, [1, 3, 1, 1]; brought to the device once, not for each batch."""
    with torch.inference_mode(False):
        return torch.tensor(values, device=device).view(1, 3, 1, 1)
