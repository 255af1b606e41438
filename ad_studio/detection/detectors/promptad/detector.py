"""PromptAD (CVPR 2024) as its code does it, its slips mended (algorithm.md 1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from ad_studio.detection.backbones.base import Backbone, PatchTokens
from ad_studio.detection.calibration import Calibration
from ad_studio.detection.detectors.patch_detector import (
    CalibratedDetector,
    Evidence,
    stored_prototypes,
)
from ad_studio.detection.grids import smooth, to_grid
from ad_studio.detection.ignoring import kept, kept_hidden
from ad_studio.detection.memory_bank import MemoryBank
from ad_studio.detection.prompt_learning.losses import LossSettings, contrast
from ad_studio.detection.prompt_learning.trainer import learn_prompts
from ad_studio.domain import RgbImage
from ad_studio.messages import msg
from ad_studio.progress import Progress

_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class PromptADSettings:
    """Everything that shapes a fitted detector.

    Attributes:
        epochs: Full-batch steps of prompt learning; 0 keeps the initial prompts.
        seed: Of every draw.
        image_size: Input side in pixels; None for the backbone's default.
        held_out: Views that the statistics rest on.
        smoothing: Sigma of the Gaussian on the map, as share of its long side.
        score_share: Share of the highest patches whose mean is the image's score; 0 for the
            highest alone.
        loss: Weights of the training loss; without the deviation loss.
    """

    epochs: int = 100
    seed: int = 0
    image_size: int | None = None
    held_out: int = 8
    smoothing: float = 0.01
    score_share: float = 0.0
    loss: LossSettings = field(default_factory=lambda: LossSettings(deviation=0.0))


class PromptADDetector(CalibratedDetector):
    """A fitted PromptAD model on its backbone; see `Detector`.

    Args:
        backbone: Frozen.
        settings: See `PromptADSettings`.
        calibration: None where `calibrate` follows.
        prototypes: Unit normal and abnormal text anchors [2, d].
        temperature: Factor on the contrast inside the sigmoid.
        memory: The visual memory, of cosine distances.
    """

    method = "promptad"
    least_sigma = 1e-3  # of values between 0 and 1/2

    def __init__(
        self,
        backbone: Backbone,
        settings: PromptADSettings,
        calibration: Calibration | None,
        *,
        prototypes: Tensor,
        memory: MemoryBank,
    ) -> None:
        super().__init__(backbone, settings, calibration)
        self.prototypes = prototypes
        self.temperature = backbone.temperature
        self.memory = memory

    def evidence(self, tokens: PatchTokens, images: Sequence[RgbImage]) -> Evidence:  # noqa: ARG002
        """See `CalibratedDetector.evidence`: T and V of algorithm.md 1.6 and 1.7."""
        delta = contrast(tokens.joint, self.prototypes[0], self.prototypes[1])
        text = torch.sigmoid(self.temperature * delta)
        visual, _ = self.memory.match(tokens.hidden)
        return Evidence(
            text=to_grid(text, tokens.grid, tokens.hidden_grid),
            visual=visual,
            grid=tokens.hidden_grid,
        )

    def fuse(self, evidence: Evidence) -> Tensor:
        """See `CalibratedDetector.fuse`: 1 / (1/T + 1/V), smoothed."""
        assert evidence.text is not None
        assert evidence.visual is not None
        text, visual = evidence.text.clamp_min(_LEAST), evidence.visual.clamp_min(_LEAST)
        sigma = self.settings.smoothing * max(evidence.grid)
        return smooth(1 / (1 / text + 1 / visual), evidence.grid, sigma=sigma)

    def tensors(self) -> dict[str, Tensor]:
        """See `Detector.tensors`."""
        return {"prototypes": self.prototypes, **self.memory.tensors()}


def fit(
    backbone: Backbone,
    references: Sequence[RgbImage],
    *,
    noun: str,
    defects: Sequence[str],
    settings: PromptADSettings,
    progress: Progress,
) -> PromptADDetector:
    """Train on the references; see `devprompt.fit`.

    Raises:
        Cancelled: The user asked to stop.
    """
    progress.status(msg("Looking at the reference"))
    tokens = [backbone.encode_images([reference]) for reference in references]
    progress.status(msg("Learning the prompts"))
    prototypes = learn_prompts(
        backbone,
        torch.cat([kept(one.joint, one.grid, backbone)[0] for one in tokens]).clone(),
        noun=noun,
        defects=defects,
        epochs=settings.epochs,
        seed=settings.seed,
        loss_settings=settings.loss,
        progress=progress,
    )
    with torch.inference_mode():
        detector = PromptADDetector(
            backbone,
            settings,
            None,
            prototypes=prototypes,
            memory=MemoryBank.build([kept_hidden(one, backbone) for one in tokens], cosine=True),
        )
    detector.calibrate_on(references, progress=progress)
    return detector


def restore(
    backbone: Backbone,
    settings: PromptADSettings,
    calibration: Calibration,
    tensors: Mapping[str, Tensor],
) -> PromptADDetector:
    """Put a saved model back onto its backbone; see `devprompt.restore`."""
    prototypes = stored_prototypes(tensors)
    memory = MemoryBank.restore(tensors, cosine=True)
    return PromptADDetector(backbone, settings, calibration, prototypes=prototypes, memory=memory)
