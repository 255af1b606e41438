"""What lies in an ignore region is never seen: one place for all methods.

A detector with ignore regions is fitted on, and scores through, an `IgnoringBackbone`: it blanks
the regions before the tower sees them, so that a defect inside cannot reach the patches beside it
by attention or by smoothing. The blank patches themselves are then left out of every statistic:
see `kept`.
"""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from ad_studio.detection.backbones.base import Backbone, PatchTokens, VisionBackbone
from ad_studio.detection.backbones.windows import WindowTokens
from ad_studio.domain import RgbImage
from ad_studio.errors import UsageError
from ad_studio.ignore_regions import IgnoreRegion
from ad_studio.messages import msg
from ad_studio.region_masks import patch_mask, pixel_mask


class IgnoringBackbone:
    """A backbone that sees a plain patch of the image's mean colour in place of each region.

    Everything else is the backbone's own.

    Args:
        backbone: What to see through.
        regions: At least one.
    """

    def __init__(self, backbone: VisionBackbone, regions: Sequence[IgnoreRegion]) -> None:
        self.regions = tuple(regions)
        self._vision = backbone
        self.name, self.sha256 = backbone.name, backbone.sha256
        self.device, self.has_text = backbone.device, backbone.has_text

    @property
    def _whole(self) -> Backbone:
        backbone: Backbone = self._vision  # type: ignore[assignment]  # asked only where has_text
        return backbone

    @property
    def token_width(self) -> int:
        """See `Backbone.token_width`."""
        return self._whole.token_width

    @property
    def temperature(self) -> float:
        """See `Backbone.temperature`."""
        return self._whole.temperature

    @property
    def learning_rate(self) -> float:
        """See `Backbone.learning_rate`."""
        return self._whole.learning_rate

    def input_size(
        self, width: int, height: int, *, long_side: int | None = None
    ) -> tuple[int, int]:
        """See `VisionBackbone.input_size`."""
        return self._vision.input_size(width, height, long_side=long_side)

    def encode_images(self, images: Sequence[RgbImage]) -> PatchTokens:
        """See `VisionBackbone.encode_images`."""
        return self._vision.encode_images([blanked(image, self.regions) for image in images])

    def encode_windows(self, images: Sequence[RgbImage], sides: Sequence[int]) -> WindowTokens:
        """See `Backbone.encode_windows`."""
        seen = [blanked(image, self.regions) for image in images]
        return self._whole.encode_windows(seen, sides)

    def tokenize(self, texts: Sequence[str]) -> Tensor:
        """See `Backbone.tokenize`."""
        return self._whole.tokenize(texts)

    def embed_tokens(self, ids: Tensor) -> Tensor:
        """See `Backbone.embed_tokens`."""
        return self._whole.embed_tokens(ids)

    def encode_prompts(self, embeddings: Tensor, ids: Tensor) -> Tensor:
        """See `Backbone.encode_prompts`."""
        return self._whole.encode_prompts(embeddings, ids)

    def drop_text(self) -> None:
        """See `VisionBackbone.drop_text`."""
        self._vision.drop_text()


def ignoring(backbone: VisionBackbone, regions: Sequence[IgnoreRegion]) -> VisionBackbone:
    """A backbone that does not see these regions; itself where there are none."""
    return IgnoringBackbone(backbone, regions) if regions else backbone


def regions_of(backbone: VisionBackbone) -> tuple[IgnoreRegion, ...]:
    """The regions that a backbone does not see."""
    return backbone.regions if isinstance(backbone, IgnoringBackbone) else ()


def blanked(image: RgbImage, regions: Sequence[IgnoreRegion]) -> RgbImage:
    """The image with its regions painted in the mean colour of what is left.

    Args:
        image: uint8 [H, W, 3].
        regions: In shares of the image.
    """
    height, width = image.shape[:2]
    mask = pixel_mask(tuple(regions), width=width, height=height)
    hidden = int(np.count_nonzero(mask))
    if hidden in (0, mask.size):
        return image
    # whole numbers, so that what is hidden leaves no trace; row by row, as that is the fastest
    everything = image.sum(axis=0, dtype=np.int64).sum(axis=0)
    seen = everything - image[mask].sum(axis=0, dtype=np.int64)
    out = image.copy()
    out[mask] = np.rint(seen / (mask.size - hidden)).astype(np.uint8)
    return out


def kept(values: Tensor, grid: tuple[int, int], backbone: VisionBackbone) -> Tensor:
    """Leave out the patches that the backbone does not see.

    Args:
        values: [B, P, ...], P = rows * columns of the grid.
        grid: Rows and columns.
        backbone: Says what is ignored.

    Returns:
        [B, P', ...]; the values themselves where nothing is ignored.

    Raises:
        UsageError: No patch is left.
    """
    ignored = ignored_patches(grid, backbone)
    if ignored is None:
        return values
    if bool(ignored.all()):
        raise UsageError(
            msg("The ignore regions cover the whole image."),
            hint=msg("Make them smaller, and train again."),
        )
    return values[:, ~ignored.to(values.device)]


def kept_hidden(tokens: PatchTokens, backbone: VisionBackbone) -> tuple[Tensor, ...]:
    """Hidden tokens, [B, P', w] per block, of the patches that the backbone sees.

    Blank patches do not go into a memory: a plain defect must not find one there.
    """
    return tuple(kept(block, tokens.hidden_grid, backbone) for block in tokens.hidden)


def ignored_patches(grid: tuple[int, int], backbone: VisionBackbone) -> Tensor | None:
    """Which patches the backbone does not see, bool [P]; None where it sees all."""
    regions = regions_of(backbone)
    if not regions:
        return None
    rows, columns = grid
    mask = torch.from_numpy(patch_mask(regions, rows=rows, columns=columns).copy()).flatten()
    return mask if bool(mask.any()) else None
