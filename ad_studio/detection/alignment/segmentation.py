"""Segmentation of a part on a plain background, from pixels alone (Otsu's threshold)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from ad_studio.domain import RgbImage

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentationSettings:
    """Settings of the segmentation; saved with models that segment every image.

    Attributes:
        long_side: Pixels along the small copy of the image that is looked at.
        border: Pixels of it along its edges that show the ground.
        threshold_share: Share of Otsu's threshold from which on a pixel belongs to the part.
        tie: Thresholds that separate at least so well, as share of the best, count as equal.
        gap: Pixels by which bright and dark pieces of one part may lie apart.
    """

    # Set while the crop was made on mvtec_screw; not ablated one by one. The crop as a whole was:
    # docs/benchmarks.md, pose.
    long_side: int = 256
    border: int = 3
    threshold_share: float = 0.6  # below 1, so that dim edges belong to the part
    tie: float = 0.999
    gap: int = 2


@dataclass(frozen=True, slots=True, eq=False)
class ForegroundMask:
    """The segmented part: the largest connected region on a plain background.

    Attributes:
        mask: Its pixels, bool [h, w] on a small copy of the image.
        others: Other foreground regions, likewise.
        scale: Pixels of the image per pixel of the copy.
        plain_border: Share of the image's border that is ground, in [0, 1].
    """

    mask: Mask
    others: Mask
    scale: float
    plain_border: float

    @property
    def largest_share(self) -> float:
        """Share of the foreground pixels that belong to the largest region, the part, in (0, 1]."""
        return float(self.mask.sum() / (self.mask.sum() + self.others.sum()))


@dataclass(frozen=True, slots=True)
class OrientedBox:
    """The box around a part, along its principal axes.

    Attributes:
        centre: x and y in pixels of the image.
        axis: Unit vector of its long axis, from its heavy to its light end.
        length: Along the axis, in pixels of the image.
        width: Across, likewise.
        elongation: Standard deviation of the part's pixels along the axis over that across; 1 of
            a disc.
    """

    centre: tuple[float, float]
    axis: tuple[float, float]
    length: float
    width: float
    elongation: float


def find_foreground(
    image: RgbImage, settings: SegmentationSettings | None = None
) -> ForegroundMask | None:
    """Segment the part; None where the whole image has one colour.

    The ground is what the border mostly shows. Pixels are separated by how far their colour is
    from it, with Otsu's threshold (IEEE Trans. SMC 9, 1979).

    Args:
        image: uint8 [H, W, 3].
        settings: See `SegmentationSettings`.
    """
    from scipy import ndimage  # not at start: it takes a tenth of a second

    of = settings or SegmentationSettings()
    small, scale = _small(image, of.long_side)
    sides = (small[: of.border], small[-of.border :], small[:, : of.border], small[:, -of.border :])
    edge = np.concatenate([side.reshape(-1, 3) for side in sides])
    ground = np.median(edge, axis=0)
    distance = np.abs(small - ground).max(axis=2)
    otsu = _otsu_threshold(distance, tie=of.tie)
    limit = of.threshold_share * otsu
    differs = distance > limit
    if not differs.any():
        return None
    pieces, count = ndimage.label(ndimage.binary_closing(differs, iterations=of.gap) | differs)
    sizes = ndimage.sum_labels(differs, pieces, np.arange(1, count + 1))
    mask = ndimage.binary_fill_holes(pieces == 1 + int(sizes.argmax()))
    # a piece that is faint all over is a shadow
    things = np.isin(pieces, np.unique(pieces[distance > otsu]))
    return ForegroundMask(
        mask=mask,
        others=differs & things & ~mask,
        scale=scale,
        plain_border=float((np.abs(edge - ground).max(axis=1) <= limit).mean()),
    )


def oriented_box(part: ForegroundMask) -> OrientedBox:
    """The oriented bounding box of a part, along the principal axes of its mask."""
    y, x = np.nonzero(part.mask)
    points = np.stack([x, y], axis=1) + 0.5
    mean = points.mean(axis=0)
    variances, axes = np.linalg.eigh(np.cov((points - mean).T, bias=True) + 1e-6 * np.eye(2))
    along = axes[:, 1]
    if (((points - mean) @ along) ** 3).sum() < 0:  # the light end reaches farther out
        along = -along
    across = np.array([-along[1], along[0]])
    extents = [((points - mean) @ axis) for axis in (along, across)]
    centre = mean + sum(
        (one.max() + one.min()) / 2 * axis
        for one, axis in zip(extents, (along, across), strict=True)
    )
    length, width = (float(np.ptp(one) + 1) * part.scale for one in extents)
    return OrientedBox(
        centre=(float(centre[0]) * part.scale, float(centre[1]) * part.scale),
        axis=(float(along[0]), float(along[1])),
        length=length,
        width=width,
        elongation=float(np.sqrt(variances[1] / variances[0])),
    )


def foreground_patches(foreground: Mask | None, grid: tuple[int, int], *, share: float) -> Mask:
    """The patches that the part covers, bool [P]; all of them where it is not known.

    Args:
        foreground: Pixels of the part, bool [h, w].
        grid: Rows and columns, P = rows * columns.
        share: Of a patch that it must cover at least.
    """
    rows, columns = grid
    if foreground is None:
        return np.ones(rows * columns, dtype=np.bool_)
    picture = Image.fromarray(foreground.astype(np.uint8) * 255)
    covered = np.asarray(picture.resize((columns, rows), Image.Resampling.BOX), dtype=np.float32)
    found: Mask = (covered >= share * 255).ravel()
    return found if found.any() else np.ones_like(found)


def _small(image: RgbImage, long_side: int) -> tuple[npt.NDArray[np.float32], float]:
    height, width = image.shape[:2]
    scale = max(1.0, max(height, width) / long_side)
    size = max(1, round(width / scale)), max(1, round(height / scale))
    small = Image.fromarray(image).resize(size, Image.Resampling.BOX)
    return np.asarray(small, dtype=np.float32), scale


def _otsu_threshold(values: npt.NDArray[np.float32], *, tie: float) -> float:
    """Otsu's threshold of values in [0, 256): it leaves the least variance on both sides.

    Where a gap lies between the two, the middle of the gap: away from the noise of the ground.
    """
    counts, _ = np.histogram(values, 256, (0, 256))
    shares = counts / counts.sum()
    below = np.cumsum(shares)
    mean = np.cumsum(shares * np.arange(256))
    between = (mean[-1] * below - mean) ** 2 / np.maximum(below * (1 - below), 1e-9)
    best = np.flatnonzero(between >= between.max() * tie)
    return float(best[0] + best[-1]) / 2
