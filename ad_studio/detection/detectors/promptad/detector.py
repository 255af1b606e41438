"""PromptAD (CVPR 2024) as its code does it, its slips mended."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

import torch
from torch import Tensor

from ad_studio.detection.alignment.transform import View
from ad_studio.detection.backbones.base import PatchTokens, with_text
from ad_studio.detection.calibration import Calibration
from ad_studio.detection.detectors.base import DetectorSettings, DetectorState, FitData
from ad_studio.detection.detectors.patch_detector import (
    PatchDetector,
    PatchScores,
    stored_prototypes,
)
from ad_studio.detection.grids import half_harmonic_mean, to_grid
from ad_studio.detection.inputs import InputPipeline
from ad_studio.detection.memory_bank import MemoryBank
from ad_studio.detection.prompt_learning.losses import LossSettings, contrast
from ad_studio.detection.prompt_learning.trainer import learn_prompts
from ad_studio.messages import msg
from ad_studio.progress import Between, Progress, Stage, go_on


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptADSettings(DetectorSettings):
    """Everything that shapes a fitted detector.

    Attributes:
        epochs: Full-batch steps of prompt learning; 0 keeps the initial prompts.
        smoothing: Sigma of the Gaussian on the map, as share of its long side; PromptAD's.
        loss: Weights of the training loss; without the deviation loss.
    """

    score_share: float = 0.0
    epochs: int = 100
    smoothing: float = 0.01
    loss: LossSettings = field(default_factory=lambda: LossSettings(deviation=0.0))


class PromptADDetector(PatchDetector[PromptADSettings]):
    """A fitted PromptAD model on its backbone; see `Detector`.

    Args:
        inputs: How it looks at images.
        settings: See `PromptADSettings`.
        calibration: None where `calibrated` follows.
        prototypes: Unit normal and abnormal text anchors [2, d].
        temperature: Factor on the contrast inside the sigmoid.
        memory: The visual memory, of cosine distances.
    """

    name = "promptad"
    settings_type = PromptADSettings
    least_sigma: ClassVar[float] = 1e-3  # of values between 0 and 1/2

    def __init__(
        self,
        inputs: InputPipeline,
        settings: PromptADSettings,
        calibration: Calibration | None = None,
        *,
        prototypes: Tensor,
        temperature: float,
        memory: MemoryBank,
    ) -> None:
        super().__init__(inputs, settings, calibration)
        self.prototypes = prototypes
        self.temperature = temperature
        self.memory = memory

    @classmethod
    def fit(
        cls, inputs: InputPipeline, data: FitData, *, settings: PromptADSettings, progress: Progress
    ) -> Self:
        """See `Detector.fit`."""
        backbone = with_text(inputs.backbone, reader=cls.name)
        progress.stage(Stage.LOOK)
        progress.status(msg("Looking at the reference"))
        views = inputs.training_views(data.good)
        tokens = [one.tokens for one in inputs.encode_each(views, progress=progress)]
        progress.stage(Stage.PROMPTS)
        progress.status(msg("Learning the prompts"))
        prototypes = learn_prompts(
            backbone,
            torch.cat([inputs.drop_ignored(one.joint, one.grid)[0] for one in tokens]).clone(),
            noun=data.noun,
            defects=data.defects,
            epochs=settings.epochs,
            seed=settings.seed,
            loss_settings=settings.loss,
            progress=progress,
        )
        with torch.inference_mode():
            memory = MemoryBank.build(
                [inputs.drop_ignored_hidden(one) for one in tokens], cosine=True
            )
        return cls(
            inputs,
            settings,
            prototypes=prototypes,
            temperature=backbone.temperature,
            memory=memory,
        ).calibrated_on(views, progress=progress)

    def patch_scores(
        self,
        tokens: PatchTokens,
        views: Sequence[View],  # noqa: ARG002
        *,
        between: Between = go_on,
    ) -> PatchScores:
        """See `PatchDetector.patch_scores`: probability of a defect, and cosine distance."""
        delta = contrast(tokens.joint, self.prototypes[0], self.prototypes[1])
        text = torch.sigmoid(self.temperature * delta)
        visual, _ = self.memory.match(tokens.hidden, between=between)
        return PatchScores(
            text=to_grid(text, tokens.grid, tokens.hidden_grid),
            visual=visual,
            grid=tokens.hidden_grid,
        )

    def fuse(self, scores: PatchScores) -> Tensor:
        """See `PatchDetector.fuse`: 1 / (1/T + 1/V), smoothed."""
        assert scores.text is not None
        assert scores.visual is not None
        sigma = self.settings.smoothing * max(scores.grid)
        return self.inputs.smooth(
            half_harmonic_mean(scores.text, scores.visual), scores.grid, sigma=sigma
        )

    def fitted_tensors(self) -> dict[str, Tensor]:
        """See `DetectorState.tensors`."""
        return {"prototypes": self.prototypes, **self.memory.tensors()}

    def fitted_values(self) -> dict[str, Any]:
        """See `DetectorState.values`."""
        return {"temperature": self.temperature}

    @classmethod
    def from_state(
        cls, inputs: InputPipeline, settings: PromptADSettings, state: DetectorState
    ) -> Self:
        """See `Detector.from_state`."""
        return cls(
            inputs,
            settings,
            state.calibration,
            prototypes=stored_prototypes(state.tensors),
            temperature=float(state.values["temperature"]),
            memory=MemoryBank.restore(state.tensors, cosine=True),
        )
