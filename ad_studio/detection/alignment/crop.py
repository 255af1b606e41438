"""Aligned crop: an elongated part at any angle is rotated upright and cropped before encoding.

The backbone then spends its patches on the part instead of the background, and compares a detail
with the same detail of the reference at the same angle.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt
import torch
from PIL import Image

from ad_studio.detection.alignment.segmentation import (
    ForegroundMask,
    OrientedBox,
    SegmentationSettings,
    find_foreground,
    oriented_box,
)
from ad_studio.detection.alignment.transform import Mask, View, register
from ad_studio.detection.anomaly_map import AnomalyMap
from ad_studio.detection.backbones.base import VisionBackbone
from ad_studio.detection.grids import top_k_mean
from ad_studio.detection.json_data import from_json, to_json
from ad_studio.domain import RgbImage
from ad_studio.map_regions import PART_NOT_SEEN

# Set while the crop was made on mvtec_screw; not ablated one by one. The crop as a whole was:
# docs/benchmarks.md, pose.
_LENGTH, _WIDTH = 1.12, 1.25  # of the box over the part: good parts differ a little
_LEAST_PLAIN_BORDER, _LEAST_LARGEST_SHARE = 0.95, 0.97
_LEAST_ELONGATION = 1.8  # below, the axis says too little of how the part lies
_LEAST_LENGTH = 0.8  # of the reference's part: what is shorter is none, or half out of the image
_LEAST_AREA, _MOST_AREA = 0.005, 0.6  # of the image


@register
@dataclass(frozen=True, slots=True)
class CropSpec:
    """The crop box, of the same size on every image; see `InputTransform`.

    Attributes:
        length: Along the part, in long sides of the image.
        width: Across, likewise.
        columns: Width in pixels of what is cut out.
        rows: Height, likewise.
        least_length: Of a whole part, in long sides of the image: what is shorter is none, or
            largely out of the image.
        strange: Deviation in sigma that is given to an image without a whole part, and to other
            objects on the background.
        segmentation: Settings of the segmentation that finds the part.
    """

    length: float
    width: float
    columns: int
    rows: int
    least_length: float
    strange: float = PART_NOT_SEEN  # above the least provisional NG threshold: NG in any case
    segmentation: SegmentationSettings = field(default_factory=SegmentationSettings)

    kind: ClassVar[str] = "aligned_crop"
    aligned: ClassVar[bool] = True
    covers_image: ClassVar[bool] = False

    def __post_init__(self) -> None:
        """Raise ValueError if a side of the box is not above 0."""
        if not (0 < self.length < math.inf and 0 < self.width < math.inf):
            raise ValueError("a crop needs a length and a width")
        if self.columns < 1 or self.rows < 1:
            raise ValueError("a crop needs pixels")

    def input_size(self, width: int, height: int) -> tuple[int, int]:
        """See `InputTransform.input_size`: one pixel of the image to one of the crop."""
        scale = self.columns / self.length / max(width, height)
        return max(1, round(width * scale)), max(1, round(height * scale))

    def apply(self, image: RgbImage) -> "AlignedCrop":
        """See `InputTransform.apply`: find the part, straighten it, cut it out.

        Where nothing is found, the middle of the image is cut out: it is unlike the part, too.
        """
        height, width = image.shape[:2]
        long_side = max(width, height)
        part = find_foreground(image, self.segmentation)
        centre, axis, is_complete = (width / 2, height / 2), (1.0, 0.0), False
        if part is not None:
            box = oriented_box(part)
            centre, axis = box.centre, box.axis
            is_complete = box.length >= self.least_length * long_side
        step = self.length * long_side / self.columns
        # columns of the crop go along the part, its rows across: no mirroring
        turn = step * np.array([[axis[0], -axis[1]], [axis[1], axis[0]]])
        start = np.array(centre) - turn @ (self.columns / 2, self.rows / 2)
        cut = _Affine(turn, start, (self.columns, self.rows))
        foreground = None if part is None else cut.of_mask(part.mask, size=(width, height))
        view = View(cut.of_image(image), foreground)
        return AlignedCrop(self, view, turn, start, (width, height), part, is_complete)

    def to_json(self) -> dict[str, Any]:
        """See `InputTransform.to_json`."""
        found: dict[str, Any] = to_json(self)
        return found

    @classmethod
    def from_json(cls, found: Mapping[str, Any], backbone: VisionBackbone) -> Self:  # noqa: ARG003
        """See `InputTransform.from_json`."""
        return from_json(cls, found)


@dataclass(frozen=True, slots=True, eq=False)
class AlignedCrop:
    """A part cut out of its image; see `TransformedImage`.

    Outside of the crop only one thing is judged: whether something lies on the ground there that
    stands out from it as the part does. It counts as `CropSpec.strange` sigma wherever it fills a
    cell, and so does an image in which the part is missing or largely out of sight.

    Attributes:
        spec: The box.
        view: The crop, [rows, columns].
        turn: Linear part of the affine map from crop to image pixels, [2, 2] on (x, y).
        start: Where the crop's corner lies in the image, x and y.
        size: Width and height of the image.
        part: The segmented part; None if nothing was found.
        is_complete: Whether it is about as long as the part of the reference.
    """

    spec: CropSpec
    view: View
    turn: npt.NDArray[np.float64]
    start: npt.NDArray[np.float64]
    size: tuple[int, int]
    part: ForegroundMask | None
    is_complete: bool

    @property
    def scored(self) -> Mask | None:
        """See `TransformedImage.scored`: the part."""
        if self.part is None:
            return None
        return np.asarray(Image.fromarray(self.part.mask).resize(self.size), dtype=np.bool_)

    def to_image_map(self, found: AnomalyMap, *, score_share: float) -> AnomalyMap:
        """See `TransformedImage.to_image_map`; adds what lies outside of the crop."""
        text, *others = self.maps_on_image(np.stack([found.text, found.visual, found.fused]))
        strange = self.spec.strange * self.beside(*text.shape)
        visual, fused = (np.where(strange > 0, strange, one) for one in others)
        score = found.score if self.is_complete else max(found.score, self.spec.strange)
        if strange.any():
            share = score_share * found.fused.size / strange.size
            score = max(score, float(top_k_mean(torch.from_numpy(strange).flatten(), share)))
        return AnomalyMap(text=text, visual=visual, fused=fused, score=score)

    def maps_on_image(self, maps: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Resample maps of the crop on the image; outside of the crop they have their least value.

        Args:
            maps: [n, h, w] that cover the crop.

        Returns:
            float32 [n, h', w'] that cover the image, with cells about as large.
        """
        from scipy import ndimage  # not at start: it takes a tenth of a second

        down, across = self.spec.rows / maps.shape[1], self.spec.columns / maps.shape[2]
        cell = math.sqrt(abs(np.linalg.det(self.turn)) * down * across)
        width, height = (max(1, round(side / cell)) for side in self.size)
        inside, is_crop = self._inside(height, width)
        places = np.stack([inside[1] / down, inside[0] / across]) - 0.5
        # the outer half of the border's cells belongs to the crop, too
        laid = [
            np.where(
                is_crop, ndimage.map_coordinates(one, places, order=1, mode="nearest"), one.min()
            )
            for one in maps
        ]
        return np.stack(laid).astype(np.float32)

    def beside(self, height: int, width: int) -> npt.NDArray[np.float32]:
        """Objects on the background outside of the crop: other objects, or an end of a bent part.

        Returns:
            float32 [height, width] that covers the image: the share of each cell that is not
            ground; 0 within the crop.
        """
        if self.part is None:
            return np.zeros((height, width), dtype=np.float32)
        things = Image.fromarray((self.part.mask | self.part.others).astype(np.float32))
        shares = np.asarray(things.resize((width, height), Image.Resampling.BOX))
        return np.where(self._inside(height, width)[1], 0, shares).astype(np.float32)

    def _inside(self, height: int, width: int) -> tuple[npt.NDArray[np.float64], Mask]:
        """Where the cells of a grid on the image lie in the crop.

        Returns:
            x and y in pixels of the crop, [2, height, width]; and whether the crop has them.
        """
        y, x = np.mgrid[:height, :width] + 0.5
        points = np.stack([x.ravel() * self.size[0] / width, y.ravel() * self.size[1] / height])
        inside = (np.linalg.inv(self.turn) @ (points - self.start[:, None])).reshape(
            2, height, width
        )
        end = np.array([self.spec.columns, self.spec.rows])[:, None, None]
        return inside, np.asarray(((inside >= 0) & (inside <= end)).all(axis=0))


def propose_crop(
    image: RgbImage,
    backbone: VisionBackbone,
    *,
    side: int | None,
    forced: bool = False,
    tiled: bool = False,
) -> CropSpec | None:
    """Propose a crop from the reference image; None where the part should not be straightened.

    It should where it is elongated and lies alone on a plain ground, and where the backbone takes
    oblong images. The crop has about as many pixels as the whole image would have; cut into tiles,
    as many as that part of the image has at the size at which it comes.

    Args:
        image: uint8 [H, W, 3].
        backbone: What is going to look at the part.
        side: See `VisionBackbone.input_size`.
        forced: The user asked for it: it need not be elongated or alone, only found.
        tiled: Whether it is going to be cut into tiles.
    """
    part = find_foreground(image)
    if part is None:
        return None
    box = oriented_box(part)
    if not (forced or _is_elongated_and_alone(part, box)):
        return None
    height, width = image.shape[:2]
    whole = backbone.input_size(width, height, side=side)
    if whole == backbone.input_size(10 * width, height, side=side):  # it takes one size only
        return None
    along, across = box.length * _LENGTH, box.width * _WIDTH
    pixels = along * across if tiled else math.prod(whole)
    area_side = max(1, round(math.sqrt(pixels)))
    columns, rows = backbone.input_size(round(along), round(across), side=area_side)
    # Whole patches have another aspect than the part: the box grows on one side, and cuts nothing.
    length = max(along, across * columns / rows) / max(width, height)
    return CropSpec(
        length=length,
        width=length * rows / columns,
        columns=columns,
        rows=rows,
        least_length=_LEAST_LENGTH * box.length / max(width, height),
    )


def _is_elongated_and_alone(part: ForegroundMask, box: OrientedBox) -> bool:
    return (
        box.elongation >= _LEAST_ELONGATION
        and part.plain_border >= _LEAST_PLAIN_BORDER
        and part.largest_share >= _LEAST_LARGEST_SHARE
        and _LEAST_AREA <= float(part.mask.mean()) <= _MOST_AREA
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Affine:
    """Cuts a turned rectangle of `size` (columns, rows) out of an image; see `AlignedCrop`."""

    turn: npt.NDArray[np.float64]
    start: npt.NDArray[np.float64]
    size: tuple[int, int]

    def of_image(self, image: RgbImage) -> RgbImage:
        """With the image's border drawn out, so that no edge is seen where it ends."""
        height, width = image.shape[:2]
        columns, rows = self.size
        corners = self.start[:, None] + self.turn @ [[0, columns] * 2, [0, 0, rows, rows]]
        out = max(-float(corners.min()), *(corners.max(axis=1) - (width, height)), 0)
        margin = math.ceil(out) + 1
        padded = np.pad(image, ((margin, margin), (margin, margin), (0, 0)), mode="edge")
        return self._cut(padded, self.turn, self.start + margin, Image.Resampling.BICUBIC)

    def of_mask(self, mask: Mask, *, size: tuple[int, int]) -> Mask:
        """Of a mask on a small copy of the image, whose width and height is `size`."""
        scale = np.array([mask.shape[1] / size[0], mask.shape[0] / size[1]])
        grey = mask.astype(np.uint8) * 255
        turn, start = self.turn * scale[:, None], self.start * scale
        return np.asarray(self._cut(grey, turn, start, Image.Resampling.BILINEAR) > 127)

    def _cut(
        self,
        pixels: npt.NDArray[np.uint8],
        turn: npt.NDArray[np.float64],
        start: npt.NDArray[np.float64],
        resample: Image.Resampling,
    ) -> npt.NDArray[np.uint8]:
        (a, b), (c, d) = turn.tolist()
        x, y = start.tolist()
        return np.asarray(
            Image.fromarray(pixels).transform(
                self.size, Image.Transform.AFFINE, (a, b, x, c, d, y), resample=resample
            )
        )
