"""Visual memory alone: nearest neighbours of patches, as PatchCore and AnomalyDINO do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import Tensor

from ad_studio.detection.augmentation import turned
from ad_studio.detection.backbones.base import PatchTokens, VisionBackbone
from ad_studio.detection.calibration import Calibration
from ad_studio.detection.detectors.patch_detector import CalibratedDetector, Evidence
from ad_studio.detection.grids import smooth
from ad_studio.detection.ignoring import kept_hidden
from ad_studio.detection.memory_bank import MemoryBank, k_center_greedy
from ad_studio.domain import RgbImage
from ad_studio.messages import msg
from ad_studio.progress import Progress, raise_if_cancelled


@dataclass(frozen=True, slots=True)
class MemorySettings:
    """Everything that shapes a fitted detector.

    Attributes:
        seed: Of every draw.
        image_size: Long input side in pixels; None for the backbone's default.
        held_out: Views that the statistics rest on.
        rotations: Turned views of each reference in the memory, itself included; 1 for none.
        coreset: Share of the patches that is kept, greedily the farthest from those kept; 1 keeps
            all.
        cosine: Whether distances compare directions only.
        smoothing: Sigma of the Gaussian on the map, in patches.
        score_share: Share of the highest patches whose mean is the image's score.
    """

    seed: int = 0
    image_size: int | None = None
    held_out: int = 8
    rotations: int = 1
    coreset: float = 1.0
    cosine: bool = False
    smoothing: float = 0.5
    score_share: float = 0.005


class MemoryDetector(CalibratedDetector):
    """A filled memory on its backbone; see `Detector`."""

    method = "memory"
    branches: ClassVar[tuple[str, ...]] = ("visual",)

    def __init__(
        self,
        backbone: VisionBackbone,
        settings: MemorySettings,
        calibration: Calibration | None,
        *,
        memory: MemoryBank,
    ) -> None:
        super().__init__(backbone, settings, calibration)
        self.memory = memory

    def evidence(self, tokens: PatchTokens, images: Sequence[RgbImage]) -> Evidence:  # noqa: ARG002
        """See `CalibratedDetector.evidence`."""
        distance, _ = self.memory.match(tokens.hidden)
        return Evidence(text=None, visual=distance, grid=tokens.hidden_grid)

    def fuse(self, evidence: Evidence) -> Tensor:
        """See `CalibratedDetector.fuse`."""
        _, visual = self.deviations(evidence)
        if visual is None:
            raise ValueError("no visual evidence")
        return smooth(visual, evidence.grid, sigma=self.settings.smoothing)

    def tensors(self) -> dict[str, Tensor]:
        """See `Detector.tensors`."""
        return self.memory.tensors()


def fit(
    backbone: VisionBackbone,
    references: Sequence[RgbImage],
    *,
    noun: str,  # noqa: ARG001 - every method is called alike
    defects: Sequence[str],  # noqa: ARG001
    settings: MemorySettings,
    progress: Progress,
) -> MemoryDetector:
    """Fill the memory with the references; see `devprompt.fit`.

    Raises:
        Cancelled: The user asked to stop.
    """
    progress.status(msg("Looking at the reference"))
    hidden = []
    for reference in references:
        for view in turned(reference, settings.rotations):
            raise_if_cancelled(progress)
            hidden.append(kept_hidden(backbone.encode_images([view]), backbone))
    with torch.inference_mode():
        memory = MemoryBank.build(hidden, cosine=settings.cosine)
        if settings.coreset < 1:
            progress.status(msg("Thinning out the memory"))
            draw = torch.Generator().manual_seed(settings.seed)
            first = torch.randint(len(memory), (1,), generator=draw)
            count = round(settings.coreset * len(memory))
            memory = memory.keep(k_center_greedy(memory.searched, count=count, start=first))
    detector = MemoryDetector(backbone, settings, None, memory=memory)
    detector.calibrate_on(references, progress=progress)
    progress.fraction(1.0)
    return detector


def restore(
    backbone: VisionBackbone,
    settings: MemorySettings,
    calibration: Calibration,
    tensors: Mapping[str, Tensor],
) -> MemoryDetector:
    """Put a saved model back onto its backbone; see `devprompt.restore`."""
    memory = MemoryBank.restore(tensors, cosine=settings.cosine)
    return MemoryDetector(backbone, settings, calibration, memory=memory)
