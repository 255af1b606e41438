"""What AnoPLe learns from: the reference and its quarters, without and with a painted defect."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, product

import numpy as np
import numpy.typing as npt
from PIL import Image
from torch import Tensor

from ad_studio.detection.auxiliary.examples import covered_share, patch_labels
from ad_studio.detection.detectors.anople.prompts import Scale
from ad_studio.detection.inputs import InputPipeline
from ad_studio.detection.synthetic_defects import defect_views
from ad_studio.domain import RgbImage

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class TrainingImage:
    """An image to learn from.

    Attributes:
        pixels: uint8 [H, W, 3].
        scale: At which the part is seen.
        defect: Where a defect was painted, bool [H, W]; None on a good image.
        scored: Which pixels count, likewise; None for all.
    """

    pixels: RgbImage
    scale: Scale
    defect: Mask | None
    scored: Mask | None

    @property
    def is_defective(self) -> bool:
        """Whether there is something to find, be it too small for any patch to lie on it."""
        return self.defect is not None and bool(self.defect.any())

    def labels(self, grid: tuple[int, int]) -> tuple[Tensor, Tensor]:
        """Which patches lie on a defect, and which count, 1 or 0, float [P] each.

        Args:
            grid: Rows and columns, P = rows * columns.
        """
        target, counted = patch_labels(self.defect, grid)
        if self.scored is not None:
            counted = counted * (covered_share(self.scored, grid) > 0.5).flatten()
        return target, counted


def training_images(
    inputs: InputPipeline, images: Sequence[RgbImage], *, painted: int, seed: int
) -> list[TrainingImage]:
    """Views of images and their quarters at twice the size, each good and with painted defects.

    Args:
        inputs: How they are looked at, and what of them is ignored.
        images: Of good parts, uint8 [H, W, 3] at the transform's input size.
        painted: How many copies of each get a defect.
        seed: Of the defects.
    """
    found = []
    views = chain.from_iterable(_scales(inputs, image) for image in images)
    for number, good in enumerate(views):
        found.append(good)
        pixels, kept = good.pixels, good.scored
        if kept is not None and not kept.any():
            continue
        for view in defect_views(pixels, painted, seed=seed + number, within=kept):
            bad = view if kept is None else np.where(kept[..., None], view, pixels)
            found.append(replace(good, pixels=bad, defect=(bad != pixels).any(axis=2)))
    return found


def _scales(inputs: InputPipeline, image: RgbImage) -> Iterator[TrainingImage]:
    """The view of an image, blank where it is ignored, then its quarters, all of one size.

    That is the size of the view; where views are cut into tiles, the backbone's own, as a large
    image would take minutes, and prompts need not be learned on every tile.
    """
    (view,) = inputs.training_views([image])
    scored = inputs.scored_pixels(image) if inputs.ignore else view.foreground
    height, width = view.pixels.shape[:2]
    size = (width, height)
    if inputs.tiling is not None:
        size = inputs.backbone.input_size(width, height)
    whole = TrainingImage(view.pixels, Scale.WHOLE, None, scored)
    yield _cut(whole, slice(height), slice(width), size)
    for top, left in product((0, height // 2), (0, width // 2)):
        rows, columns = slice(top, top + height // 2), slice(left, left + width // 2)
        yield _cut(replace(whole, scale=Scale.CROP), rows, columns, size)


def _cut(image: TrainingImage, rows: slice, columns: slice, size: tuple[int, int]) -> TrainingImage:
    """A part of a good image, resized to width and height."""
    part = Image.fromarray(image.pixels[rows, columns])
    pixels = np.asarray(part.resize(size, Image.Resampling.BICUBIC))
    if image.scored is None:
        return replace(image, pixels=pixels)
    mask = Image.fromarray(image.scored[rows, columns])
    kept = np.asarray(mask.resize(size, Image.Resampling.NEAREST))
    return replace(image, pixels=pixels, scored=kept)
