"""What the detectors share: evidence on patches, brought to sigma of the reference."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ad_studio.detection.augmentation import held_out_views
from ad_studio.detection.backbones.base import PatchTokens, VisionBackbone
from ad_studio.detection.calibration import Calibration, Spread
from ad_studio.detection.detectors.base import AnomalyMap
from ad_studio.detection.ignoring import ignored_patches, kept, regions_of
from ad_studio.detection.prompt_learning.losses import SIGMA_FLOOR, top_k_mean
from ad_studio.domain import RgbImage
from ad_studio.messages import msg
from ad_studio.progress import Progress, raise_if_cancelled
from ad_studio.region_masks import pixel_mask


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a method holds against each patch of a batch, in units of its own.

    Attributes:
        text: By the prompts, [B, P]; None where the method has no such branch.
        visual: By the visual memory, likewise.
        whole: Against each image as a whole, [B]; None where the method says nothing of it.
        grid: Rows and columns, P = rows * columns.
        part: Which patches the part covers, bool [B, P]; None where the ground counts, too.
    """

    text: Tensor | None
    visual: Tensor | None
    grid: tuple[int, int]
    whole: Tensor | None = None
    part: Tensor | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """An image and what the backbone sees of it."""

    image: RgbImage
    tokens: PatchTokens


class CalibratedDetector(ABC):
    """A detector whose maps are standardised on held-out views of the reference.

    A method says what it holds against each patch (`evidence`), how its branches go together
    (`fuse`) and how patches make an image (`pool`). See `Detector` for the rest.
    """

    method: ClassVar[str]
    branches: ClassVar[tuple[str, ...]] = ("text", "visual")
    least_sigma: ClassVar[float] = SIGMA_FLOOR
    """So that a flat reference does not make everything deviate."""
    loose: bool = False
    """See `Detector.loose`."""

    def __init__(
        self,
        backbone: VisionBackbone,
        settings: Any,  # noqa: ANN401 - a dataclass of the method's own
        calibration: Calibration | None,
    ) -> None:
        """Take over; without a calibration, `calibrate` must follow."""
        self.backbone = backbone
        self.settings = settings
        self.calibration = calibration or Calibration.none()

    @abstractmethod
    def evidence(self, tokens: PatchTokens, images: Sequence[RgbImage]) -> Evidence:
        """Judge every patch of images already encoded."""

    @abstractmethod
    def fuse(self, evidence: Evidence) -> Tensor:
        """Bring both branches together, [B, P]; the calibration of each is known."""

    def pool(self, fused: Tensor, evidence: Evidence) -> Tensor:  # noqa: ARG002 - for WinCLIP
        """Make one value per image of fused patches [B, P']: [B], in the same units.

        P' leaves out the patches in ignore regions.
        """
        return top_k_mean(fused, self.settings.score_share)

    @abstractmethod
    def tensors(self) -> dict[str, Tensor]:
        """See `Detector.tensors`."""

    @property
    def batch(self) -> int:
        """See `Detector.batch`: on a CPU a batch gains hardly anything (algorithm.md 3.2)."""
        return 1 if self.backbone.device.type == "cpu" else 16

    def input_size(self, width: int, height: int) -> tuple[int, int]:
        """See `Detector.input_size`."""
        return self.backbone.input_size(width, height, long_side=self.settings.image_size)

    def score(self, images: Sequence[RgbImage]) -> list[AnomalyMap]:
        """See `Detector.score`."""
        tokens = self.backbone.encode_images(images)
        with torch.inference_mode():
            found = self.evidence(tokens, images)
            raw = self.fuse(found)
            fused = self.calibration.fused.deviation(raw)
            on_part = raw
            if found.part is not None:  # least of each image: no score rests on its neighbours
                on_part = torch.where(found.part, raw, raw.amin(dim=1, keepdim=True))
            counted = kept(on_part, found.grid, self.backbone)
            scores = self.calibration.fused.deviation(self.pool(counted, found))
            text, visual = self.deviations(found)
            none = torch.zeros_like(fused)
            parts = [none if part is None else part for part in (text, visual)]
            maps = torch.stack([*parts, fused], dim=1)
            ignored = ignored_patches(found.grid, self.backbone)
            if ignored is not None:
                maps[..., ignored.to(maps.device)] = 0
            maps = maps.view(-1, 3, *found.grid)
        return [
            AnomalyMap(text=m[0], visual=m[1], fused=m[2], score=float(s))
            for m, s in zip(maps.cpu().numpy().astype(np.float32), scores, strict=True)
        ]

    def judged(self, image: RgbImage) -> npt.NDArray[np.bool_] | None:
        """See `Detector.judged`: what lies in no ignore region."""
        regions = regions_of(self.backbone)
        height, width = image.shape[:2]
        return ~pixel_mask(regions, width=width, height=height) if regions else None

    def deviations(self, evidence: Evidence) -> tuple[Tensor | None, Tensor | None]:
        """Text and visual branch in sigma, [B, P] each."""
        of = self.calibration
        return (
            None if evidence.text is None else of.text.deviation(evidence.text),
            None if evidence.visual is None else of.visual.deviation(evidence.visual),
        )

    def calibrate_on(self, references: Sequence[RgbImage], *, progress: Progress) -> None:
        """Calibrate on held-out views of the references.

        Raises:
            Cancelled: The user asked to stop.
        """
        progress.status(msg("Measuring the reference's own spread"))
        looks = held_out_looks(
            self.backbone,
            references,
            self.settings.held_out,
            seed=self.settings.seed,
            progress=progress,
        )
        self.calibrate(looks)

    def calibrate(self, views: Sequence[Look]) -> None:
        """Measure each branch, and then both together, on views that are not in the memory."""
        with torch.inference_mode():
            found = [self.evidence(view.tokens, [view.image]) for view in views]
            self.calibration = Calibration(
                text=self._spread([one.text for one in found], found),
                visual=self._spread([one.visual for one in found], found),
                fused=Spread(0.0, 1.0),
            )
            fused = self._spread([self.fuse(one) for one in found], found)
        self.calibration = Calibration(self.calibration.text, self.calibration.visual, fused)

    def _spread(self, values: Sequence[Tensor | None], found: Sequence[Evidence]) -> Spread:
        there = [
            kept(value, one.grid, self.backbone).flatten() if one.part is None else value[one.part]
            for value, one in zip(values, found, strict=True)
            if value is not None
        ]
        if not there:
            return Spread(0.0, 1.0)
        return Spread.of(torch.cat(there), floor=self.least_sigma)


def held_out_looks(
    backbone: VisionBackbone,
    references: Sequence[RgbImage],
    count: int,
    *,
    seed: int,
    turn: bool = False,
    progress: Progress,
) -> list[Look]:
    """At least `count` held-out views in all, the same number of each reference, encoded.

    Raises:
        Cancelled: The user asked to stop.
    """
    each = -(-count // len(references))
    looks = []
    for i, reference in enumerate(references):
        for view in held_out_views(reference, each, seed=seed + i, turn=turn):
            raise_if_cancelled(progress)
            looks.append(Look(view, backbone.encode_images([view])))
    return looks


def stored_prototypes(tensors: Mapping[str, Tensor]) -> Tensor:
    """Unit normal and abnormal text anchors [2, d] out of the tensors of a saved model.

    Raises:
        KeyError: They are missing.
        ValueError: They are of another shape.
    """
    prototypes = tensors["prototypes"]
    if prototypes.ndim != 2 or len(prototypes) != 2:
        raise ValueError("prototypes of unexpected shape")
    return prototypes
