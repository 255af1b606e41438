"""Where a part lies that lies free on a plain ground: found from pixels alone."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from ad_studio.domain import RgbImage

Mask = npt.NDArray[np.bool_]

_SIDE = 256  # long side in pixels of the small copy that is looked at
_BORDER = 3  # pixels of it along the border that show the ground
_CUT = 0.6  # share of the parting threshold from which on a pixel is the part's: dim edges too
_AS_GOOD = 0.999  # of the best parting: thresholds as good as it
_GAP = 2  # pixels of it by which bright and dark pieces of one part may lie apart


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """The largest thing on a plain ground.

    Attributes:
        mask: Its pixels, bool [h, w] on a small copy of the image.
        rest: What else lies on the ground and stands out from it as the part does, likewise.
        scale: Pixels of the image per pixel of the copy.
        border: Share of the image's border that is ground, in [0, 1].
    """

    mask: Mask
    rest: Mask
    scale: float
    border: float

    @property
    def alone(self) -> float:
        """Share of the part in everything that is not ground, in (0, 1]."""
        return float(self.mask.sum() / (self.mask.sum() + self.rest.sum()))


@dataclass(frozen=True, slots=True)
class Lie:
    """How a part lies in its image.

    Attributes:
        middle: Of the box around it, x and y in pixels of the image.
        along: Unit vector of its long axis, from its heavy to its light end.
        length: Of the box along the axis, in pixels of the image.
        width: Across, likewise.
        elongation: Spread along the axis over that across; 1 of a disc.
    """

    middle: tuple[float, float]
    along: tuple[float, float]
    length: float
    width: float
    elongation: float


def find_part(image: RgbImage) -> Part | None:
    """Tell the part from the ground; None where all is of one colour.

    The ground is what the border mostly shows. Pixels are parted by how far their colour is from
    it, with Otsu's threshold (IEEE Trans. SMC 9, 1979).

    Args:
        image: uint8 [H, W, 3].
    """
    from scipy import ndimage  # not at start: it takes a tenth of a second

    small, scale = _small(image)
    edge = np.concatenate(
        [
            side.reshape(-1, 3)
            for side in (small[:_BORDER], small[-_BORDER:], small[:, :_BORDER], small[:, -_BORDER:])
        ]
    )
    ground = np.median(edge, axis=0)
    far = np.abs(small - ground).max(axis=2)
    parting = _parting(far)
    limit = _CUT * parting
    differs = far > limit
    if not differs.any():
        return None
    pieces, count = ndimage.label(ndimage.binary_closing(differs, iterations=_GAP) | differs)
    sizes = ndimage.sum_labels(differs, pieces, np.arange(1, count + 1))
    mask = ndimage.binary_fill_holes(pieces == 1 + int(sizes.argmax()))
    # faint all over: a shadow
    things = np.isin(pieces, np.unique(pieces[far > parting]))
    return Part(
        mask=mask,
        rest=differs & things & ~mask,
        scale=scale,
        border=float((np.abs(edge - ground).max(axis=1) <= limit).mean()),
    )


def lie_of(part: Part) -> Lie:
    """Measure how a part lies, by the principal axes of its mask."""
    y, x = np.nonzero(part.mask)
    points = np.stack([x, y], axis=1) + 0.5
    centre = points.mean(axis=0)
    spreads, axes = np.linalg.eigh(np.cov((points - centre).T, bias=True) + 1e-6 * np.eye(2))
    along = axes[:, 1]
    if (((points - centre) @ along) ** 3).sum() < 0:  # the light end reaches farther out
        along = -along
    across = np.array([-along[1], along[0]])
    ends = [((points - centre) @ axis) for axis in (along, across)]
    middle = centre + sum(
        (end.max() + end.min()) / 2 * axis for end, axis in zip(ends, (along, across), strict=True)
    )
    length, width = (float(np.ptp(end) + 1) * part.scale for end in ends)
    return Lie(
        middle=(float(middle[0]) * part.scale, float(middle[1]) * part.scale),
        along=(float(along[0]), float(along[1])),
        length=length,
        width=width,
        elongation=float(np.sqrt(spreads[1] / spreads[0])),
    )


def part_patches(image: RgbImage, grid: tuple[int, int], *, share: float) -> Mask:
    """The patches that the part covers, bool [P]; all of them where none is found.

    Args:
        image: uint8 [H, W, 3].
        grid: Rows and columns, P = rows * columns.
        share: Of a patch that it must cover at least.
    """
    part = find_part(image)
    rows, columns = grid
    if part is None:
        return np.ones(rows * columns, dtype=np.bool_)
    picture = Image.fromarray(part.mask.astype(np.uint8) * 255)
    covered = np.asarray(picture.resize((columns, rows), Image.Resampling.BOX), dtype=np.float32)
    found: Mask = (covered >= share * 255).ravel()
    return found if found.any() else np.ones_like(found)


def _small(image: RgbImage) -> tuple[npt.NDArray[np.float32], float]:
    height, width = image.shape[:2]
    scale = max(1.0, max(height, width) / _SIDE)
    size = max(1, round(width / scale)), max(1, round(height / scale))
    small = Image.fromarray(image).resize(size, Image.Resampling.BOX)
    return np.asarray(small, dtype=np.float32), scale


def _parting(values: npt.NDArray[np.float32]) -> float:
    """Otsu's threshold of values in [0, 256): it leaves the least spread on both sides.

    Where a gap lies between the two, the middle of the gap: away from the noise of the ground.
    """
    counts, _ = np.histogram(values, 256, (0, 256))
    shares = counts / counts.sum()
    below = np.cumsum(shares)
    mean = np.cumsum(shares * np.arange(256))
    between = (mean[-1] * below - mean) ** 2 / np.maximum(below * (1 - below), 1e-9)
    best = np.flatnonzero(between >= between.max() * _AS_GOOD)
    return float(best[0] + best[-1]) / 2
