"""Mutual scoring of images while there is no reference: how unlike the others each one is.

As in MuSc (ICLR 2024), each patch is compared with the nearest patch of every other image: what is
normal for the part is found on most of the images, a defect is not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ad_studio.detection.alignment.crop import propose_crop
from ad_studio.detection.alignment.transform import InputTransform, TransformedImage, WholeImage
from ad_studio.detection.anomaly_map import AnomalyMap
from ad_studio.detection.backbones.base import VisionBackbone
from ad_studio.detection.calibration import SIGMA_FLOOR
from ad_studio.detection.grids import smooth, top_k_mean
from ad_studio.detection.memory_bank import MemoryBank
from ad_studio.domain import RgbImage
from ad_studio.progress import Progress, raise_if_cancelled

LEAST_IMAGES = 3
"""With fewer nothing can be said."""

LEAST_SIGMA = SIGMA_FLOOR
"""Least sigma of the distances, which are relative to the mean length of a patch.

Where images are all but the same, what is left between them is not made large: noise of less than
one grey level is below it.
"""

_NEAREST = 0.3  # share of the other images, the nearest ones, whose mean counts: MuSc's
_COMPARED = 24  # images that each one is compared with: the time must not grow quadratically
_SMOOTHING, _SCORE_SHARE = 0.5, 0.005  # as DevPrompt's
_MAD_TO_SIGMA = 1.4826


@dataclass(frozen=True, slots=True, eq=False)
class MutualScore:
    """How unlike the others one image is.

    Attributes:
        map: float32 [rows, columns], in robust sigma of the patches of all images.
        score: Of the image: mean of the highest half percent of its map, in sigma.
        distance: Mean distance of its patches to the nearest ones of the others.
    """

    map: npt.NDArray[np.float32]
    score: float
    distance: float


def transform_for_images(images: Sequence[RgbImage], backbone: VisionBackbone) -> InputTransform:
    """Choose the transform for images of one part: a crop if most of them suit one, else none.

    Args:
        images: A sample of the images, uint8 [H, W, 3].
        backbone: The backbone that will encode them.

    Returns:
        The crop of median length, or `WholeImage`.
    """
    crops = [crop for one in images if (crop := propose_crop(one, backbone, side=None))]
    if 2 * len(crops) <= len(images):
        return WholeImage.of(backbone)
    return sorted(crops, key=lambda crop: crop.length)[len(crops) // 2]


class MutualScorer:
    """Compares images of one part with each other."""

    def __init__(self, backbone: VisionBackbone, transform: InputTransform) -> None:
        """Start without images; `transform` says which view of each image is compared."""
        self._backbone = backbone
        self._transform = transform
        self._seen: list[TransformedImage] = []
        self._tokens: list[tuple[Tensor, ...]] = []
        self._grids: list[tuple[int, int]] = []
        self._weights: tuple[float, ...] | None = None

    def add(self, image: RgbImage) -> None:
        """Encode one more image, uint8 [H, W, 3] at the input size of the transform."""
        seen = self._transform.apply(image)
        found = self._backbone.encode_images([seen.view.pixels])
        self._seen.append(seen)
        self._tokens.append(tuple(block.half() for block in found.hidden))
        self._grids.append(found.hidden_grid)
        self._weights = found.weights

    def scores(self, progress: Progress) -> list[MutualScore]:
        """Compare all images with each other.

        Returns:
            One score per image, in the order in which the images were added.

        Raises:
            ValueError: There are fewer than `LEAST_IMAGES`.
            Cancelled: The user asked to stop.
        """
        count = len(self._tokens)
        if count < LEAST_IMAGES:
            raise ValueError(f"{count} images")
        with torch.inference_mode():
            lengths = [one[0].shape[1] for one in self._tokens]
            searched = MemoryBank.build(self._tokens, weights=self._weights).searched
            patches = torch.split(searched, lengths)
            squares = [one.square().sum(dim=1) for one in patches]
            others = evenly_spaced(count, _COMPARED)
            distances = []
            for i, one in enumerate(patches):
                raise_if_cancelled(progress)
                nearest = [_to_nearest(one, patches[k], squares[k]) for k in others if k != i]
                ranked = torch.stack(nearest).sort(dim=0).values
                distances.append(ranked[: max(1, round(_NEAREST * len(ranked)))].mean(dim=0))
                progress.fraction((i + 1) / count)
            return self._in_sigma(distances)

    def _in_sigma(self, distances: Sequence[Tensor]) -> list[MutualScore]:
        every = torch.cat(list(distances))
        centre = every.median()
        sigma = (_MAD_TO_SIGMA * (every - centre).abs().median()).clamp_min(LEAST_SIGMA)
        found = []
        for one, grid, seen in zip(distances, self._grids, self._seen, strict=True):
            fused = smooth(((one - centre) / sigma)[None], grid, sigma=_SMOOTHING)
            top = float(top_k_mean(fused, _SCORE_SHARE)[0])
            cells = fused.reshape(grid).numpy(force=True)
            none = np.zeros_like(cells)
            placed = seen.to_image_map(
                AnomalyMap(text=none, visual=cells, fused=cells, score=top),
                score_share=_SCORE_SHARE,
            )
            found.append(MutualScore(placed.fused, placed.score, float(one.mean())))
        return found


def _to_nearest(asked: Tensor, stored: Tensor, squares: Tensor) -> Tensor:
    """Distances of patches [P, c] to the nearest stored ones [N, c], whose `squares` are known.

    The short formula only chooses: its rounding would make copies of one image differ.
    """
    nearest = torch.addmm(squares, asked, stored.T, alpha=-2).argmin(dim=1)
    distances: Tensor = torch.linalg.vector_norm(asked - stored[nearest], dim=1)
    return distances


def evenly_spaced(count: int, most: int) -> list[int]:
    """At most so many of the numbers below `count`, evenly spread."""
    if count <= most:
        return list(range(count))
    return [i * count // most for i in range(most)]


def most_typical(found: Sequence[MutualScore]) -> int:
    """The index of the image that suits best as reference.

    It is the one nearest to all others, among the half of the images with the lowest scores.

    Args:
        found: The score of each image; at least one.
    """
    ranked = sorted(range(len(found)), key=lambda i: found[i].score)
    return min(ranked[: (len(ranked) + 1) // 2], key=lambda i: found[i].distance)
