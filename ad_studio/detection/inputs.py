"""From images to tokens, for all detectors: transform, blank ignore regions, encode."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby, islice
from typing import Self

import numpy as np
import numpy.typing as npt
from torch import Tensor

from ad_studio.detection.alignment.transform import (
    InputTransform,
    TransformedImage,
    View,
    WholeImage,
)
from ad_studio.detection.backbones.base import PatchTokens, VisionBackbone, with_text
from ad_studio.detection.backbones.windows import WindowTokens
from ad_studio.detection.grids import smooth
from ad_studio.detection.ignoring import blanked, ignored_patches
from ad_studio.detection.tiles import encode_in_tiles, tiling_of
from ad_studio.domain import RgbImage
from ad_studio.drawn_regions import DrawnRegion
from ad_studio.errors import UsageError
from ad_studio.messages import msg
from ad_studio.progress import Between, Progress, go_on, stop_between
from ad_studio.region_masks import pixel_mask
from ad_studio.tiling import Tiling

_MOST_PATCHES = 600_000  # whose tokens are held at once in training, 2.6 kB each


@dataclass(frozen=True, slots=True, eq=False)
class EncodedView:
    """A view and its tokens, a batch of one."""

    view: View
    tokens: PatchTokens


@dataclass(frozen=True, slots=True, eq=False)
class InputPipeline:
    """The input pipeline of a detector, the same in training and in inspection.

    Attributes:
        backbone: Frozen.
        transform: The transform from an image to the view that is encoded.
        blocks: Blocks of the backbone whose tokens are stored in the memory; saved with the model.
        ignore: Regions that are neither learned from nor ever scored.
        tiling: How views are cut into tiles; None where each is encoded as a whole.
    """

    backbone: VisionBackbone
    transform: InputTransform
    blocks: tuple[int, ...]
    ignore: tuple[DrawnRegion, ...] = ()
    tiling: Tiling | None = None

    def __post_init__(self) -> None:
        """Raise ValueError if there are ignore regions and the view is not the whole image."""
        if self.ignore and not self.transform.covers_image:
            raise ValueError(f"ignore regions need whole images, not {self.transform.kind}")

    @classmethod
    def of_whole_images(
        cls,
        backbone: VisionBackbone,
        *,
        image_size: int | None = None,
        tile: int | None = None,
        ignore: Sequence[DrawnRegion] = (),
    ) -> Self:
        """Make a pipeline for whole images, with the default blocks of the backbone.

        Args:
            backbone: Frozen.
            image_size: See `DetectorSettings.image_size`.
            tile: See `DetectorSettings.tile`.
            ignore: See `InputPipeline.ignore`.
        """
        transform = WholeImage.of(backbone, image_size)
        tiling = tiling_of(backbone, tile)
        return cls(backbone, transform, backbone.memory_blocks, tuple(ignore), tiling)

    def transform_image(self, image: RgbImage) -> TransformedImage:
        """Transform an image, uint8 [H, W, 3] at the input size of the transform."""
        return self.transform.apply(image)

    def training_views(self, images: Sequence[RgbImage]) -> list[View]:
        """The views of training images, with ignore regions blanked first.

        Otherwise rotated and shifted copies would move ignored pixels out of their region.
        """
        return [self.transform_image(self.blank(image)).view for image in images]

    @property
    def at_once(self) -> int:
        """The batch size at which the backbone is fastest: on a CPU a batch gains little."""
        return 1 if self.backbone.device.type == "cpu" else 16

    def encode(self, views: Sequence[View], *, between: Between = go_on) -> PatchTokens:
        """Encode views of one size as a batch.

        Args:
            views: At least one.
            between: Called before each tile, and before what is encoded as a whole.
        """
        images = [self.blank(view.pixels) for view in views]
        encode = partial(self.backbone.encode_images, blocks=self.blocks)
        if self.tiling is None:
            between(0.0)
            return encode(images)
        return encode_in_tiles(images, self.tiling, encode, at_once=self.at_once, between=between)

    def encode_windows(self, views: Sequence[View], sides: Sequence[int]) -> WindowTokens:
        """Encode views and all square windows of patches of these sides.

        Raises:
            UsageError: Views are cut into tiles.
        """
        if self.tiling is not None:
            raise UsageError(
                msg("WinCLIP looks at whole images only."),
                hint=msg("Choose another method, or do not state a smallest defect."),
            )
        images = [self.blank(view.pixels) for view in views]
        return with_text(self.backbone, reader="").encode_windows(images, sides)

    def encode_each(self, views: Iterable[View], *, progress: Progress) -> Iterator[EncodedView]:
        """Encode views in order; neighbours of equal size as a batch where that is faster.

        Args:
            views: Of any sizes.
            progress: Asked before each batch of them, and before each tile, whether to stop.

        Raises:
            Cancelled: The user asked to stop.
        """
        most = self.at_once if self.tiling is None else 1
        if most == 1:
            for view in views:
                yield EncodedView(view, self.encode([view], between=stop_between(progress)))
                del view  # before the next is made: either may be huge
            return
        for _, alike in groupby(views, key=lambda view: view.pixels.shape):
            while some := list(islice(alike, most)):
                tokens = self.encode(some, between=stop_between(progress))
                for number, view in enumerate(some):
                    yield EncodedView(view, tokens.image(number))

    def require_patches_fit(self, image: RgbImage, count: int) -> None:
        """Refuse to learn from more patches than fit into memory, where images are cut into tiles.

        Args:
            image: One of them, at the transform's input size.
            count: How many of its size are learned from, turned copies included.

        Raises:
            UsageError: They have too many patches.
        """
        if self.tiling is None:
            return
        sides = self.transform_image(image).view.pixels.shape[:2]
        most = _MOST_PATCHES // math.prod(math.ceil(side / self.tiling.patch) for side in sides)
        if count > most:
            raise UsageError(
                msg(
                    "Cut into tiles, these images take too much memory: {views} of them are to be "
                    "learned from, and at most {most} can be.",
                    views=count,
                    most=most,
                ),
                hint=msg(
                    "Learn from fewer parts, use pose=fixed, or state a larger smallest defect."
                ),
            )

    def share_of_patches(self, patches: int) -> float:
        """Share of the patches of an image that the backbone encodes in one pass, in (0, 1]."""
        return 1.0 if self.tiling is None else min(1.0, self.tiling.patches / patches)

    def blank(self, image: RgbImage) -> RgbImage:
        """The image with its ignore regions blanked."""
        return blanked(image, self.ignore) if self.ignore else image

    def scored_pixels(self, image: RgbImage) -> npt.NDArray[np.bool_] | None:
        """The pixels of an image that are scored, bool [H, W]; None for all of them."""
        if not self.ignore:
            return self.transform_image(image).scored
        height, width = image.shape[:2]
        return ~pixel_mask(self.ignore, width=width, height=height)

    def ignored_patches(self, grid: tuple[int, int]) -> Tensor | None:
        """Which patches are ignored, bool [P]; None where all are scored."""
        return ignored_patches(grid, self.ignore)

    def smooth(self, values: Tensor, grid: tuple[int, int], *, sigma: float) -> Tensor:
        """See `grids.smooth`: blank patches do not raise those beside them."""
        ignored = self.ignored_patches(grid)
        on_device = None if ignored is None else ignored.to(values.device)
        return smooth(values, grid, sigma=sigma, ignored=on_device)

    def drop_ignored(self, values: Tensor, grid: tuple[int, int]) -> Tensor:
        """Leave out the patches that are ignored.

        Args:
            values: [B, P, ...], P = rows * columns of the grid.
            grid: Rows and columns.

        Returns:
            [B, P', ...]; the values themselves where nothing is ignored.

        Raises:
            UsageError: No patch is left.
        """
        ignored = self.ignored_patches(grid)
        if ignored is None:
            return values
        if bool(ignored.all()):
            raise UsageError(
                msg("The ignore regions cover the whole image."),
                hint=msg("Make them smaller, and train again."),
            )
        return values[:, ~ignored.to(values.device)]

    def drop_ignored_hidden(self, tokens: PatchTokens) -> tuple[Tensor, ...]:
        """Hidden tokens, [B, P', w] per block, of the patches that are not ignored.

        Blank patches do not go into a memory: a plain defect must not find one there.
        """
        return tuple(self.drop_ignored(block, tokens.hidden_grid) for block in tokens.hidden)
