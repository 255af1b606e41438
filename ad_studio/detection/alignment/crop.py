"""An elongated part that lies at any angle is straightened and cut out before it is looked at.

So the tower spends its patches on the part instead of the ground around it, and compares like with
like: a thread with the thread of the reference, not with one that lies at another angle.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from ad_studio.detection.alignment.segmentation import Lie, Part, find_part, lie_of
from ad_studio.detection.backbones.base import VisionBackbone
from ad_studio.domain import RgbImage
from ad_studio.errors import BackboneError

_LENGTH, _WIDTH = 1.12, 1.25  # the box over the part, along and across: good parts differ a little
_LEAST_BORDER, _LEAST_ALONE = 0.95, 0.97
_LEAST_ELONGATION = 1.8  # below, the axis says too little of how the part lies
_LEAST_LENGTH = 0.8  # of the reference's part: what is shorter is none, or half out of the image
_LEAST_AREA, _MOST_AREA = 0.005, 0.6


@dataclass(frozen=True, slots=True)
class Frame:
    """The box in which a part is looked at, the same size on every image.

    Attributes:
        length: Along the part, in long sides of the image.
        width: Across, likewise.
        columns: Width in pixels of what is cut out.
        rows: Height, likewise.
    """

    length: float
    width: float
    columns: int
    rows: int

    def __post_init__(self) -> None:
        """Raise ValueError on a box without extent."""
        if not (0 < self.length < math.inf and 0 < self.width < math.inf):
            raise ValueError("a frame needs a length and a width")
        if self.columns < 1 or self.rows < 1:
            raise ValueError("a frame needs pixels")

    def input_size(self, width: int, height: int) -> tuple[int, int]:
        """Size at which an image of the given size is cut: one of its pixels to one of the cut."""
        scale = self.columns / self.length / max(width, height)
        return max(1, round(width * scale)), max(1, round(height * scale))

    def cut(self, image: RgbImage) -> "Cut":
        """Find the part, straighten it, cut it out.

        Where nothing is found, the middle of the image is cut out: it is unlike the part, too.

        Args:
            image: uint8 [H, W, 3], best of `input_size`.
        """
        height, width = image.shape[:2]
        part = find_part(image)
        middle, along, whole = (width / 2, height / 2), (1.0, 0.0), False
        if part is not None:
            lie = lie_of(part)
            middle, along = lie.middle, lie.along
            whole = lie.length >= _LEAST_LENGTH * self.length / _LENGTH * max(width, height)
        step = self.length * max(width, height) / self.columns
        # columns of the cut go along the part, its rows across: no mirroring
        turn = step * np.array([[along[0], -along[1]], [along[1], along[0]]])
        start = np.array(middle) - turn @ (self.columns / 2, self.rows / 2)
        corners = start[:, None] + turn @ [[0, self.columns] * 2, [0, 0, self.rows, self.rows]]
        out = max(-float(corners.min()), *(corners.max(axis=1) - (width, height)), 0)
        margin = math.ceil(out) + 1
        (a, b), (c, d) = turn.tolist()
        # the border drawn out, so that the tower sees no edge where the image ends
        padded = np.pad(image, ((margin, margin), (margin, margin), (0, 0)), mode="edge")
        pixels = Image.fromarray(padded).transform(
            (self.columns, self.rows),
            Image.Transform.AFFINE,
            (a, b, float(start[0]) + margin, c, d, float(start[1]) + margin),
            resample=Image.Resampling.BICUBIC,
        )
        return Cut(np.asarray(pixels), turn, start, (width, height), part, whole)


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """A part cut out of its image.

    Attributes:
        pixels: uint8 [rows, columns, 3].
        turn: From pixels of the cut to pixels of the image, [2, 2] on (x, y).
        start: Where the cut's corner lies in the image, x and y.
        size: Width and height of the image.
        part: What was found in it.
        whole: Whether that is about as long as the part.
    """

    pixels: RgbImage
    turn: npt.NDArray[np.float64]
    start: npt.NDArray[np.float64]
    size: tuple[int, int]
    part: Part | None
    whole: bool

    def placed(self, maps: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Lay maps of the cut onto its image; outside of the cut, the least value of each.

        Args:
            maps: [n, h, w] that cover the cut.

        Returns:
            float32 [n, h', w'] that cover the image, with cells about as large.
        """
        from scipy import ndimage  # not at start: it takes a tenth of a second

        rows, columns = self.pixels.shape[:2]
        down, across = rows / maps.shape[1], columns / maps.shape[2]
        cell = math.sqrt(abs(np.linalg.det(self.turn)) * down * across)
        width, height = (max(1, round(side / cell)) for side in self.size)
        inside, is_cut = self._inside(height, width)
        places = np.stack([inside[1] / down, inside[0] / across]) - 0.5
        # the outer half of the border's cells belongs to the cut, too
        laid = [
            np.where(
                is_cut, ndimage.map_coordinates(one, places, order=1, mode="nearest"), one.min()
            )
            for one in maps
        ]
        return np.stack(laid).astype(np.float32)

    def beside(self, height: int, width: int) -> npt.NDArray[np.float32]:
        """What lies on the ground outside of the cut: other things, or an end of a bent part.

        Returns:
            float32 [height, width] that covers the image: the share of each cell that is not
            ground; 0 within the cut.
        """
        if self.part is None:
            return np.zeros((height, width), dtype=np.float32)
        things = Image.fromarray((self.part.mask | self.part.rest).astype(np.float32))
        shares = np.asarray(things.resize((width, height), Image.Resampling.BOX))
        return np.where(self._inside(height, width)[1], 0, shares).astype(np.float32)

    def _inside(
        self, height: int, width: int
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
        """Where the cells of a grid on the image lie in the cut.

        Returns:
            x and y in pixels of the cut, [2, height, width]; and whether the cut has them.
        """
        y, x = np.mgrid[:height, :width] + 0.5
        points = np.stack([x.ravel() * self.size[0] / width, y.ravel() * self.size[1] / height])
        inside = (np.linalg.inv(self.turn) @ (points - self.start[:, None])).reshape(
            2, height, width
        )
        rows, columns = self.pixels.shape[:2]
        end = np.array([columns, rows])[:, None, None]
        return inside, np.asarray(((inside >= 0) & (inside <= end)).all(axis=0))


def find_frame(
    image: RgbImage, backbone: VisionBackbone, *, long_side: int | None, sure: bool = False
) -> Frame | None:
    """The frame for a part, by its reference image; None where it should not be straightened.

    It should where it is elongated and lies alone on a plain ground, and where the tower takes
    oblong images. The frame has about as many pixels as the whole image would have.

    Args:
        image: uint8 [H, W, 3].
        backbone: What is going to look at the part.
        long_side: Of whole images, in pixels; None for the backbone's default.
        sure: The user knows that it should; the part must still be found.
    """
    part = find_part(image)
    if part is None:
        return None
    lie = lie_of(part)
    if not (sure or _is_elongated_and_alone(part, lie)):
        return None
    height, width = image.shape[:2]
    whole = backbone.input_size(width, height, long_side=long_side)
    box = lie.length * _LENGTH, lie.width * _WIDTH
    side = max(1, round(math.sqrt(math.prod(whole) * box[0] / box[1])))
    try:
        columns, rows = backbone.input_size(round(box[0]), round(box[1]), long_side=side)
    except BackboneError:  # it takes one size only
        return None
    length = box[0] / max(width, height)
    return Frame(length=length, width=length * rows / columns, columns=columns, rows=rows)


def _is_elongated_and_alone(part: Part, lie: Lie) -> bool:
    return (
        lie.elongation >= _LEAST_ELONGATION
        and part.border >= _LEAST_BORDER
        and part.alone >= _LEAST_ALONE
        and _LEAST_AREA <= float(part.mask.mean()) <= _MOST_AREA
    )
